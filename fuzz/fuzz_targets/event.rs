//! Any texts as an event of a live site: it is stored or dropped, the same way twice, and what is stored is clean.
//!
//! The input is cut at line ends: URL, referrer, user agent, name, title, target, then headers. What else an event needs
//! follows from the length. Run with `cargo +nightly fuzz run event`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use uc_engine::event::{EventId, SiteId, Via};
use uc_engine::ingest::{
    HostCheck, Judge, Objection, PageviewsFrom, RawEvent, Request, Said, Salt, SiteRules, Visits, judge,
};
use uc_engine::scan::{Detail, Filter, Scanner, StoredView};

const NOW: i64 = 1_795_341_600_000;

fuzz_target!(|input: &[u8]| {
    let text = String::from_utf8_lossy(input);
    let mut lines = text.split('\n').map(str::to_owned);
    let mut next = || lines.next().unwrap_or_default();
    let said = |text: String| if text == "?" { Said::Unknown } else { Said::Sent(text) };
    let raw = RawEvent {
        id: Some(EventId(1)),
        url: next(),
        referrer: said(next()),
        name: "pageview".to_owned(),
        ..RawEvent::default()
    };
    let user_agent = said(next());
    let raw = RawEvent { name: next(), title: Some(next()), target: Some(next()), ..raw };
    let request = Request {
        via: Via::NAMES[input.len() % Via::NAMES.len()].0,
        received_at: NOW,
        address: Some([192, 0, 2, 1].into()),
        user_agent,
        accept_language: said(next()),
        requested_with: said(next()),
        sec_fetch_site: said(next()),
        purpose: said(next()),
        objection: Objection::None,
    };
    let site = SiteRules {
        id: SiteId::parse("a").expect("a letter"),
        hosts: vec!["a.example".to_owned()],
        keep_parameters: vec!["id".to_owned()],
        pageviews_from: PageviewsFrom::Tracker,
        checks_host: HostCheck::Any,
    };
    let salt = Salt([7; 32]);

    let first = judge(raw.clone(), &request, &site, &salt);
    let mut remembers = Judge::new();
    assert_eq!(remembers.judge(raw.clone(), &request, &site, &salt), first);
    assert_eq!(remembers.judge(raw.clone(), &request, &site, &salt), first);
    let Ok(judged) = first else { return };
    let event = Visits::new(1).place(judged);
    assert!(event.url.is_ascii() && !event.url.contains('#'), "{}", event.url);
    assert!(!event.host.contains(char::is_control));
    for text in [&event.title, &event.referrer, &event.target, &event.language].into_iter().flatten() {
        assert!(!text.contains(char::is_control), "{text:?}");
    }

    let referrer = event.referrer.clone().map_or(Said::Unknown, Said::Sent);
    let again = RawEvent { url: event.url.clone(), referrer, target: event.target.clone(), ..raw };
    // Escapes make a URL longer, at worst beyond what is taken.
    if let Ok(twice) = judge(again, &request, &site, &salt) {
        let twice = twice.event();
        assert_eq!((&twice.url, &twice.path), (&event.url, &event.path));
        assert_eq!((&twice.referrer, &twice.target), (&event.referrer, &event.target));
    }

    let filter = Filter::default();
    let mut scanner = Scanner::new(&filter, Detail::Report);
    scanner.stored(&StoredView::of(&event), 0);
    Visits::new(1).recall(&event);
});
