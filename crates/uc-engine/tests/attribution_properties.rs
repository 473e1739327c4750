//! What holds for every input: hostile bytes do no harm, and less evidence never makes an answer more certain.

use proptest::prelude::*;
use uc_engine::{
    hit::Header,
    kind::{page_path, target_kind},
    source::{
        Agent, Channel, ClickId, Evidence, FetchSite, Freshness, Own, Package, Privacy, QueryTraces,
        Referrer, Tag, TokenPresence, Traces, origin,
    },
};

/// Bytes as clients send them: anything, and pieces that the tables look for.
fn hostile() -> impl Strategy<Value = Vec<u8>> {
    let pieces = prop::sample::select(vec![
        "https://",
        "http://",
        "android-app://",
        "google.",
        "www.",
        "com.whatsapp",
        "WhatsApp/2",
        "Mozilla/5.0 (",
        "FB_IAB/FB4A",
        "bot",
        "utm_source=",
        "utm_medium=",
        "fbclid=",
        "uc=",
        "%",
        "%7",
        "//",
        "[",
        "]",
        "@",
        ":",
        "&",
        "=",
        ".",
        "/",
        "?",
        "\u{130}",
        "ß",
    ]);
    let piece = prop_oneof![
        3 => pieces.prop_map(|piece| piece.as_bytes().to_vec()),
        2 => prop::collection::vec(any::<u8>(), 0..12),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// One landing's traces, owned.
#[derive(Debug, Clone)]
struct Landing {
    referrer: Referrer,
    own: Own,
    agent: Agent,
    package: Option<Package>,
    fetch_site: FetchSite,
    tag: Option<Tag>,
    token: TokenPresence,
    click: Option<(ClickId, Freshness)>,
}

impl Landing {
    fn traces(&self) -> Traces<'_> {
        Traces {
            referrer: &self.referrer,
            own: self.own,
            agent: self.agent,
            package: self.package,
            fetch_site: self.fetch_site,
            tag: self.tag.as_ref(),
            token: self.token,
            click: self.click,
        }
    }
}

fn sent(text: &str) -> Header<'_> {
    if text == "?" { Header::Unknown } else { Header::of(text.as_bytes().into()) }
}

fn landing() -> impl Strategy<Value = Landing> {
    let referrers = prop::sample::select(vec![
        "",
        "?",
        "https://www.google.com/",
        "https://web.whatsapp.com/",
        "https://l.facebook.com/",
        "https://www.facebook.com/",
        "https://mail.google.com/",
        "https://other.example/",
        "https://www.linkedin.com/",
        "android-app://com.google.android.gm",
        "android-app://org.example.app",
        "https://t.me/s/x",
        "junk",
    ]);
    let agents = prop::sample::select(vec![
        "Mozilla/5.0 (X11; Linux) Gecko/1 Firefox/140.0",
        "Mozilla/5.0 (X) AppleWebKit/1 [WA4A/2.25.32.75;]",
        "Mozilla/5.0 (X) AppleWebKit/1 Instagram 393.1",
        "Mozilla/5.0 (X) AppleWebKit/1 [FB_IAB/FB4A;IABMV/1]",
        "Mozilla/5.0 (X) AppleWebKit/1 GSA/344",
        "Snapchat/12.72.0.39",
    ]);
    let packages =
        prop::sample::select(vec!["", "com.whatsapp", "com.instagram.android", "com.google.android.gm"]);
    let sites = prop::sample::select(vec!["", "none", "same-origin", "same-site", "cross-site"]);
    let tags = prop::sample::select(vec![
        "",
        "utm_source=whatsapp",
        "utm_medium=email",
        "utm_source=x&utm_medium=cpc",
    ]);
    let clicks = prop::sample::select(vec![
        None,
        Some("fbclid"),
        Some("gclid"),
        Some("mc_eid"),
        Some("gbraid"),
        Some("igsh"),
        Some("ScCid"),
    ]);
    let flags = (any::<bool>(), any::<bool>(), any::<bool>());
    (referrers, agents, packages, sites, tags, clicks, flags).prop_map(
        |(referrer, agent, package, site, tag, click, (own, token, stale))| {
            let referrer = Referrer::of(&sent(referrer));
            let freshness = if stale { Freshness::Stale } else { Freshness::First };
            Landing {
                own: if own && referrer.host().is_some() { Own::Yes } else { Own::No },
                referrer,
                agent: Agent::of(&sent(agent)),
                package: Package::of(&sent(package)),
                fetch_site: FetchSite::of(&sent(site)),
                tag: QueryTraces::of(tag.as_bytes()).tag,
                token: if token { TokenPresence::Present } else { TokenPresence::Absent },
                click: click.map(|name| (ClickId::named(name).expect("a row of click_ids.tsv"), freshness)),
            }
        },
    )
}

/// Returns the landing as it would look if one trace after another had not been logged.
fn masked(landing: &Landing) -> Vec<(&'static str, Landing)> {
    let plain = Agent::of(&Header::Unknown);
    vec![
        ("referrer", Landing { referrer: Referrer::Unknown, own: Own::No, ..landing.clone() }),
        ("agent", Landing { agent: plain, ..landing.clone() }),
        ("package", Landing { package: None, ..landing.clone() }),
        ("fetch site", Landing { fetch_site: FetchSite::Unknown, ..landing.clone() }),
        ("tag", Landing { tag: None, ..landing.clone() }),
        ("token", Landing { token: TokenPresence::Absent, ..landing.clone() }),
        ("click", Landing { click: None, ..landing.clone() }),
    ]
}

fn certainty(evidence: Evidence) -> u8 {
    match evidence {
        Evidence::Declared => 3,
        Evidence::Revealed => 2,
        Evidence::Inferred => 1,
        Evidence::None => 0,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4096, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_do_harm(bytes in hostile(), more in hostile()) {
        let header = Header::Sent(bytes.as_slice().into());
        let referrer = Referrer::of(&header);
        prop_assert!(referrer.host().is_none_or(|host| host.len() <= 253));
        let query = QueryTraces::of(&bytes);
        if let Some(source) = query.tag.as_ref().and_then(|tag| tag.source.as_ref()) {
            prop_assert!(source.as_str().len() <= 64 && !source.as_str().chars().any(char::is_control));
        }
        let agent = Agent::of(&header);
        let _: Option<Package> = Package::of(&header);
        let _: FetchSite = FetchSite::of(&header);
        let _ = target_kind(&bytes, &more, &header);
        let page = page_path(&bytes);
        prop_assert_eq!(page_path(&page).into_owned(), page.into_owned(), "a page's path is its own");
        let traces = Traces {
            referrer: &referrer,
            own: Own::No,
            agent,
            package: None,
            fetch_site: FetchSite::Unknown,
            tag: query.tag.as_ref(),
            token: TokenPresence::Absent,
            click: query.click.map(|click| (click.rule, Freshness::First)),
        };
        prop_assert!(origin(&traces).channel != Channel::Preview);
    }

    #[test]
    fn masking_evidence_never_makes_an_answer_more_certain(landing in landing()) {
        let full = origin(&landing.traces());
        // What is internal is no landing, so it is no answer to compare with.
        if full.channel == Channel::Internal {
            return Ok(());
        }
        for (trace, masked) in masked(&landing) {
            let less = origin(&masked.traces());
            if less.channel == Channel::Internal {
                continue;
            }
            prop_assert!(certainty(less.evidence) <= certainty(full.evidence), "without {}: {:?}", trace, less);
        }
    }

    #[test]
    fn an_origin_agrees_with_itself(landing in landing()) {
        let origin = origin(&landing.traces());
        match origin.privacy {
            Privacy::Private => {
                prop_assert_eq!(origin.channel, Channel::DarkSocial);
                prop_assert!(certainty(origin.evidence) >= 2 && origin.source.is_some());
            }
            Privacy::Either => prop_assert_eq!(origin.evidence, Evidence::Inferred),
            Privacy::Public => prop_assert!(origin.channel != Channel::DarkSocial),
            Privacy::Unknown => prop_assert!(origin.channel == Channel::Direct && origin.source.is_none()),
        }
    }
}
