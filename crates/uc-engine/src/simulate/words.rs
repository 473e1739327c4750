//! Words of which the simulated site's addresses are made, in German, English and Swedish.

use super::Scenario;
use super::chance::Chance;

/// The language of a site's addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    German,
    English,
    Swedish,
}

/// How letters outside ASCII stand in an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spelling {
    /// Replaced by ASCII letters.
    Plain,
    /// Percent-encoded.
    Encoded,
}

/// The names of a site's sections.
pub(crate) fn sections(scenario: Scenario, language: Language) -> &'static [&'static str] {
    match (scenario, language) {
        (Scenario::News, Language::German) => {
            &["politik", "wirtschaft", "lokales", "sport", "kultur", "wissen", "reise", "meinung"]
        }
        (Scenario::News, Language::English) => {
            &["politics", "business", "local", "sport", "culture", "science", "travel", "opinion"]
        }
        (Scenario::News, Language::Swedish) => {
            &["politik", "ekonomi", "lokalt", "sport", "kultur", "vetenskap", "resor", "debatt"]
        }
        (Scenario::Shop, Language::German) => {
            &["damen", "herren", "kinder", "schuhe", "wohnen", "garten", "angebote"]
        }
        (Scenario::Shop, Language::English) => {
            &["women", "men", "kids", "shoes", "home-living", "garden", "sale"]
        }
        (Scenario::Shop, Language::Swedish) => &["dam", "herr", "barn", "skor", "hem", "tradgard", "rea"],
        (Scenario::Bakery, Language::German) => &["brot", "kuchen", "torten", "aktuelles"],
        (Scenario::Bakery, Language::English) => &["bread", "cakes", "catering", "news"],
        (Scenario::Bakery, Language::Swedish) => &["brod", "kakor", "tartor", "nyheter"],
        (Scenario::Club, Language::German) => &["termine", "berichte", "mannschaften", "mitglieder"],
        (Scenario::Club, Language::English) => &["events", "reports", "teams", "members"],
        (Scenario::Club, Language::Swedish) => &["kalender", "rapporter", "lag", "medlemmar"],
    }
}

/// The pages that every such site has besides, by their address.
pub(crate) fn standing_pages(language: Language) -> &'static [&'static str] {
    match language {
        Language::German => &["kontakt", "impressum", "ueber-uns", "datenschutz"],
        Language::English => &["contact", "imprint", "about", "privacy"],
        Language::Swedish => &["kontakt", "om-oss", "integritet", "hitta-hit"],
    }
}

/// Draws the words of a title and joins them as an address does.
pub(crate) fn slug(
    scenario: Scenario,
    language: Language,
    spelling: Spelling,
    chance: &mut Chance,
) -> String {
    let (first, second) = vocabulary(scenario, language);
    let first: Vec<&str> = first.split(' ').collect();
    let second: Vec<&str> = second.split(' ').collect();
    let mut words = vec![*chance.pick(&first), *chance.pick(&second)];
    let more = match scenario {
        Scenario::News => 2 + chance.below(4),
        Scenario::Club => 1 + chance.below(3),
        Scenario::Shop | Scenario::Bakery => chance.below(2),
    };
    for turn in 0..more {
        let word = *chance.pick(if turn % 2 == 0 { &first } else { &second });
        if !words.contains(&word) {
            words.push(word);
        }
    }
    spell(&words.join("-"), language, spelling)
}

/// Replaces or encodes what is not ASCII.
fn spell(text: &str, language: Language, spelling: Spelling) -> String {
    let mut spelled = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match (spelling, letter, language) {
            (_, letter, _) if letter.is_ascii() => spelled.push(letter),
            (Spelling::Encoded, letter, _) => {
                let mut bytes = [0; 4];
                for byte in letter.encode_utf8(&mut bytes).bytes() {
                    spelled.push_str(&format!("%{byte:02X}"));
                }
            }
            (Spelling::Plain, 'ä', Language::German) => spelled.push_str("ae"),
            (Spelling::Plain, 'ö', Language::German) => spelled.push_str("oe"),
            (Spelling::Plain, 'ü', _) => spelled.push_str("ue"),
            (Spelling::Plain, 'ß', _) => spelled.push_str("ss"),
            (Spelling::Plain, 'ä' | 'å', _) => spelled.push('a'),
            (Spelling::Plain, 'ö', _) => spelled.push('o'),
            (Spelling::Plain, _, _) => spelled.push('-'),
        }
    }
    spelled
}

/// Returns words that say how something is or what it does, and words that say what it is.
fn vocabulary(scenario: Scenario, language: Language) -> (&'static str, &'static str) {
    match (scenario, language) {
        (Scenario::News, Language::German) => (
            "neue höhere strenge späte offene geplante überraschende knappe große letzte teure grüne \
             umstrittene schnelle ruhige gefährliche",
            "brücke wahl bahn schule steuer miete klinik polizei gemeinderat ernte flut streik \
             stadion theater rente energie kita umfrage prozess hafen",
        ),
        (Scenario::News, Language::English) => (
            "new rising strict late open planned surprising narrow large last costly green disputed \
             quick quiet risky",
            "bridge election railway school tax rent hospital police council harvest flood strike \
             stadium theatre pension energy nursery survey trial harbour",
        ),
        (Scenario::News, Language::Swedish) => (
            "nya högre hårda sena öppna planerade oväntade knappa stora sista dyra gröna omstridda \
             snabba lugna farliga",
            "bron valet tåget skolan skatten hyran sjukhuset polisen kommunen skörden översvämningen \
             strejken arenan teatern pensionen elpriset förskolan hamnen",
        ),
        (Scenario::Shop, Language::German) => (
            "leichte warme blaue graue weiche robuste gestreifte kurze lange wasserfeste grüne \
             klassische",
            "jacke hose lampe decke stiefel tasche mütze bluse vase bank gießkanne schürze regal \
             teppich",
        ),
        (Scenario::Shop, Language::English) => (
            "light warm blue grey soft sturdy striped short long waterproof green classic",
            "jacket trousers lamp blanket boots bag hat blouse vase bench watering-can apron shelf \
             rug",
        ),
        (Scenario::Shop, Language::Swedish) => (
            "lätt varm blå grå mjuk tålig randig kort lång vattentät grön",
            "jacka byxa lampa filt stövel väska mössa blus vas bänk vattenkanna hylla matta",
        ),
        (Scenario::Bakery, Language::German) => (
            "frische süße kernige dunkle helle glutenfreie warme kleine sonntags",
            "brötchen brezel apfelkuchen torte roggenbrot stollen hörnchen wochenangebot nussecke \
             hochzeitstorte frühstück plätzchen",
        ),
        (Scenario::Bakery, Language::English) => (
            "fresh sweet seeded dark light gluten-free warm small sunday",
            "rolls pretzel apple-cake gateau rye-bread stollen croissant weekly-offer breakfast",
        ),
        (Scenario::Bakery, Language::Swedish) => (
            "färska söta mörka ljusa glutenfria varma små söndagens",
            "frallor kanelbullar äppelkaka tårta rågbröd semlor veckans-erbjudande frukost",
        ),
        (Scenario::Club, Language::German) => (
            "offene große spontane jährliche nächste letzte gemeinsame schöne",
            "versammlung wanderung probe feier turnier ausflug tombola übung abteilung aufstieg \
             heimspiel flohmarkt",
        ),
        (Scenario::Club, Language::English) => (
            "open large spontaneous annual next last joint bright",
            "assembly hike rehearsal party tournament outing raffle training home-game",
        ),
        (Scenario::Club, Language::Swedish) => (
            "öppna stora spontana årliga nästa sista gemensamma fina",
            "mötet vandringen övningen festen turneringen utflykten lotteriet hemmamatchen",
        ),
    }
}
