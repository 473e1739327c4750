//! Measures how many events the engine judges and places in a second, on one thread.
//!
//! `cargo run --release -p uc-engine --example ingest_speed`
//!
//! It prints the quickest of several rounds for events of one browser, and for as many browsers as a busy site sees. It
//! decides nothing and is no part of the product.

use std::hint::black_box;
use std::time::Duration;

use uc_engine::event::{EventId, SiteId, Via};
use uc_engine::ingest::{
    HostCheck, Judge, Objection, PageviewsFrom, RawEvent, Request, Said, Salt, SiteRules, Visits,
};

/// Events in a round.
const EVENTS: u32 = 200_000;
/// How many rounds are run; the quickest counts, the others were disturbed.
const ROUNDS: usize = 7;
/// Some moment.
const NOW: i64 = 1_795_341_600_000;

fn main() {
    let site = SiteRules {
        id: SiteId::parse("k3x92b7q").expect("letters and digits"),
        hosts: vec!["bakery.example".to_owned()],
        keep_parameters: Vec::new(),
        pageviews_from: PageviewsFrom::Tracker,
        checks_host: HostCheck::Listed,
    };
    for (what, browsers) in
        [("one browser", 1), ("1,000 browsers", 1_000), ("a browser for each event", EVENTS)]
    {
        let quickest = (0..ROUNDS).map(|_| round(&site, browsers)).min().unwrap_or_default();
        let rate = f64::from(EVENTS) / quickest.as_secs_f64();
        println!("{what}: {rate:.0} events a second");
    }
}

/// Judges and places all events once.
fn round(site: &SiteRules, browsers: u32) -> Duration {
    let events: Vec<(RawEvent, Request)> =
        (0..EVENTS).map(|number| event(number, number % browsers)).collect();
    let (mut judge, mut visits, salt) = (Judge::new(), Visits::new(1 << 17), Salt([7; 32]));
    #[expect(clippy::disallowed_methods, reason = "measuring time is what this program is for")]
    let start = std::time::Instant::now();
    for (raw, request) in events {
        let judged = judge.judge(raw, &request, site, &salt).expect("nothing to object to");
        black_box(visits.place(judged));
    }
    start.elapsed()
}

fn event(number: u32, browser: u32) -> (RawEvent, Request) {
    let query = if number.is_multiple_of(4) {
        "?utm_source=newsletter&utm_medium=email&fbclid=IwAR0123456789"
    } else {
        ""
    };
    let raw = RawEvent {
        id: Some(EventId(u128::from(number))),
        name: "pageview".to_owned(),
        url: format!("https://www.bakery.example/rezepte/brot-ohne-kneten-{}{query}", number % 500),
        referrer: if number.is_multiple_of(3) {
            Said::Absent
        } else {
            Said::Sent("https://www.google.com/".to_owned())
        },
        title: Some("Brot ohne Kneten".to_owned()),
        ..RawEvent::default()
    };
    let request = Request {
        via: Via::Tracker,
        received_at: NOW + i64::from(number),
        address: Some((0x0a00_0000 + number % 50_000).to_be_bytes().into()),
        user_agent: Said::Sent(format!(
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{}.0.7390.124 Mobile \
             Safari/537.36",
            141 + browser
        )),
        accept_language: Said::Sent("de-DE,de;q=0.9".to_owned()),
        requested_with: Said::Absent,
        sec_fetch_site: Said::Sent("same-origin".to_owned()),
        purpose: Said::Absent,
        objection: Objection::None,
    };
    (raw, request)
}
