//! What holds for every event, however hostile: no panic, nothing unknown kept, the same answer twice.

use proptest::prelude::*;
use uc_engine::event::{Event, EventId, SiteId, Via};
use uc_engine::hit::Header;
use uc_engine::ingest::{
    HostCheck, Judge, Objection, PageviewsFrom, RawEvent, Request, Said, Salt, SiteRules, Visits, judge,
};
use uc_engine::source::Referrer;

/// A value that nothing but a leak could bring into an event.
const CANARY: &str = "kanarienvogel";

fn site() -> SiteRules {
    SiteRules {
        id: SiteId::parse("a").expect("a letter"),
        hosts: vec!["a.example".to_owned()],
        keep_parameters: vec!["id".to_owned()],
        pageviews_from: PageviewsFrom::Tracker,
        checks_host: HostCheck::Any,
    }
}

/// Texts as clients send them: anything, and pieces that the steps look for.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "https://",
        "http://",
        "a.example",
        "b.example",
        "www.",
        ":443",
        ":x",
        "@",
        "user@host.example",
        "%40",
        "%2540",
        "%",
        "%zz",
        "/",
        "//",
        "..",
        "index.html",
        "?",
        "&",
        ";",
        "#",
        "=",
        "id=",
        "utm_source=",
        "uc=",
        "uc-test=",
        "fbclid=",
        "android-app://",
        "com.whatsapp",
        "reset/",
        "eyJ",
        ".",
        "[",
        "]",
        "\\",
        "\u{0}",
        "\u{202e}",
        "ß",
        "0123456789abcdef0123",
        ";jsessionid=",
        "t.me/s/",
        "mailto:",
        " ",
    ]);
    let piece = prop_oneof![4 => pieces.prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec(piece, 0..10).prop_map(|pieces| pieces.concat())
}

fn said() -> impl Strategy<Value = Said> {
    prop_oneof![Just(Said::Unknown), Just(Said::Absent), hostile().prop_map(Said::Sent)]
}

fn raw() -> impl Strategy<Value = RawEvent> {
    let name = prop_oneof![
        prop::sample::select(vec!["pageview", "preview", "share", "engagement", "assets"])
            .prop_map(str::to_owned),
        hostile()
    ];
    let url = prop_oneof![hostile(), hostile().prop_map(|rest| format!("https://a.example/{rest}"))];
    let texts = prop::collection::vec(prop::option::of(hostile()), 5);
    let numbers = (prop::option::of(any::<f64>()), prop::option::of(any::<i64>()));
    (name, url, said(), texts, numbers).prop_map(|(name, url, referrer, texts, (value, at))| RawEvent {
        id: Some(EventId(1)),
        name,
        url,
        referrer,
        title: texts[0].clone(),
        token: texts[1].clone(),
        messenger: texts[2].clone(),
        target: texts[3].clone(),
        country: texts[4].clone(),
        value,
        at: at.map(|at| at % 4_000_000_000_000),
    })
}

fn request() -> impl Strategy<Value = Request> {
    let agent = prop_oneof![
        3 => Just(Said::Sent("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0".to_owned())),
        1 => Just(Said::Sent("WhatsApp/2.23.20.0".to_owned())),
        1 => said(),
    ];
    let via = prop::sample::select(Via::NAMES.map(|(via, _)| via).to_vec());
    let address = prop::option::of(any::<std::net::IpAddr>());
    (via, agent, address, prop::collection::vec(said(), 4)).prop_map(|(via, user_agent, address, headers)| {
        Request {
            via,
            received_at: 1_795_341_600_000,
            address,
            user_agent,
            accept_language: headers[0].clone(),
            requested_with: headers[1].clone(),
            sec_fetch_site: headers[2].clone(),
            purpose: headers[3].clone(),
            objection: Objection::None,
        }
    })
}

/// All texts of an event.
fn texts(event: &Event) -> Vec<&str> {
    let Event { name, url, host, path, title, referrer, source, language, country, .. } = event;
    let Event { device, browser, agent, package, sec_fetch_site, token, parent_token, .. } = event;
    let Event { messenger, click, target, .. } = event;
    let optional = [
        title,
        referrer,
        source,
        language,
        country,
        device,
        browser,
        agent,
        package,
        sec_fetch_site,
        token,
        parent_token,
        messenger,
        click,
        target,
    ];
    let optional = optional.into_iter().filter_map(Option::as_deref);
    [name, url, host, path].into_iter().map(String::as_str).chain(optional).collect()
}

proptest! {
    #[test]
    fn any_event_is_stored_or_dropped_and_the_same_way_twice(raw in raw(), request in request()) {
        let (site, salt) = (site(), Salt([3; 32]));
        let first = judge(raw.clone(), &request, &site, &salt);
        let mut remembers = Judge::new();
        prop_assert_eq!(&first, &remembers.judge(raw.clone(), &request, &site, &salt));
        prop_assert_eq!(&first, &remembers.judge(raw, &request, &site, &salt));
        let Ok(judged) = first else { return Ok(()) };
        let event = Visits::new(1).place(judged);
        for text in texts(&event) {
            prop_assert!(!text.contains(char::is_control), "{text:?}");
        }
        prop_assert!(event.url.is_ascii() && !event.url.contains('#'));
        prop_assert!(event.p_dark.is_none_or(|p_dark| p_dark == 0.0 || p_dark == 1.0));
    }

    #[test]
    fn a_url_that_was_cleaned_is_clean(raw in raw(), request in request()) {
        let (site, salt) = (site(), Salt([3; 32]));
        let Ok(judged) = judge(raw.clone(), &request, &site, &salt) else { return Ok(()) };
        let event = judged.event();
        let referrer = event.referrer.clone().map_or(Said::Unknown, Said::Sent);
        let again = RawEvent { url: event.url.clone(), referrer, target: event.target.clone(), ..raw };
        // Escaping makes a URL longer, at worst beyond what is taken.
        let Ok(twice) = judge(again, &request, &site, &salt) else { return Ok(()) };
        let twice = twice.event();
        prop_assert_eq!(&twice.url, &event.url);
        prop_assert_eq!(&twice.path, &event.path);
        prop_assert_eq!(&twice.referrer, &event.referrer);
        prop_assert_eq!(&twice.target, &event.target);
        if event.click.is_none() {
            prop_assert_eq!((twice.channel, &twice.source), (event.channel, &event.source));
        }
    }

    #[test]
    fn no_value_of_an_unknown_parameter_is_kept(
        before in hostile(),
        name in "x[a-z_@.-]{0,12}",
        after in hostile(),
        request in request(),
    ) {
        for value in [CANARY.to_owned(), format!("{CANARY}@host.example"), format!("%40{CANARY}")] {
            // The name must stay unknown, and the value in the query.
            let before = before.replace(['?', '#'], "");
            let url = format!("https://a.example/p?{before}&{name}={value}&{}", after.replace(CANARY, ""));
            let raw = RawEvent { id: Some(EventId(1)), name: "pageview".to_owned(), url: url.clone(), ..RawEvent::default() };
            let referrer = RawEvent { url: "https://a.example/".to_owned(), referrer: Said::Sent(url.clone()), target: Some(url), ..raw.clone() };
            for raw in [raw, referrer] {
                if let Ok(judged) = judge(raw, &request, &site(), &Salt([3; 32])) {
                    for text in texts(judged.event()) {
                        prop_assert!(!text.contains(CANARY), "{text}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_stored_of_a_referrer_reads_the_same(text in hostile()) {
        let url = "https://a.example/".to_owned();
        let (id, name, referrer) = (Some(EventId(1)), "pageview".to_owned(), Said::Sent(text.clone()));
        let raw = RawEvent { id, name, url, referrer, ..RawEvent::default() };
        let browser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        let request = Request {
            via: Via::Tracker,
            received_at: 1_795_341_600_000,
            address: None,
            user_agent: Said::Sent(browser.to_owned()),
            accept_language: Said::Absent,
            requested_with: Said::Absent,
            sec_fetch_site: Said::Absent,
            purpose: Said::Absent,
            objection: Objection::None,
        };
        let judged = judge(raw, &request, &site(), &Salt([3; 32])).expect("nothing to object to");
        let kept = judged.event().referrer.clone().expect("something was sent");
        let sent = match Referrer::of(&Header::of(text.as_bytes().into())) {
            Referrer::Unreadable => Referrer::Absent,
            read => read,
        };
        prop_assert_eq!(Referrer::of(&Header::of(kept.as_bytes().into())), sent, "{}", kept);
    }

    #[test]
    fn a_pseudonym_depends_on_salt_site_address_and_user_agent(a in any::<[u8; 4]>(), b in any::<[u8; 4]>()) {
        let of = |address: [u8; 4], salt: u8, site_id: &str, agent: &str| {
            let site = SiteRules { id: SiteId::parse(site_id).expect("letters"), ..site() };
            let raw = RawEvent { id: Some(EventId(1)), name: "pageview".to_owned(), url: "https://a.example/".to_owned(), ..RawEvent::default() };
            let request = Request {
                via: Via::Tracker,
                received_at: 1_795_341_600_000,
                address: Some(address.into()),
                user_agent: Said::Sent(format!("Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 {agent}")),
                accept_language: Said::Absent,
                requested_with: Said::Absent,
                sec_fetch_site: Said::Absent,
                purpose: Said::Absent,
                objection: Objection::None,
            };
            let event = judge(raw, &request, &site, &Salt([salt; 32])).expect("nothing to object to").event().clone();
            (event.visitor, event.sharer_key)
        };
        let one = of(a, 1, "a", "Firefox/140.0");
        prop_assert_eq!(one, of(a, 1, "a", "Firefox/140.0"));
        prop_assert_eq!(one.0 == of(b, 1, "a", "Firefox/140.0").0, a == b);
        prop_assert_eq!(one.1 == of(b, 1, "a", "Firefox/140.0").1, a[..3] == b[..3]);
        let others = [of(a, 2, "a", "Firefox/140.0"), of(a, 1, "b", "Firefox/140.0")];
        prop_assert!(others.iter().all(|other| other.0 != one.0 && other.1 != one.1));
        let other = of(a, 1, "a", "Firefox/141.0");
        prop_assert!(other.0 != one.0 && other.1 == one.1);
    }
}
