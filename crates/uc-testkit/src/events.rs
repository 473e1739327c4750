//! Events for tests: each number gives another one.

use uc_engine::event::{Event, EventId, EventKind, SiteId, Via};
use uc_engine::source::{Channel, Evidence};

/// 2026-03-01 00:00 UTC.
pub const START: i64 = 1_772_323_200_000;

/// Makes the event of that number: one a minute, on two sites, with every other optional field left out.
pub fn event(number: u64) -> Event {
    let at = START + i64::try_from(number).expect("a small number") * 60_000;
    let some = |text: &str| number.is_multiple_of(2).then(|| format!("{text} ü {number}"));
    Event {
        id: EventId(u128::from(number)),
        site: SiteId::parse(if number.is_multiple_of(3) { "cafe" } else { "bakery" }).expect("a legal id"),
        at,
        received_at: at + 5,
        via: Via::Tracker,
        name: "pageview".to_owned(),
        kind: EventKind::Page,
        landing: number.is_multiple_of(4),
        url: format!("https://bakery.example/p{}", number % 7),
        host: "bakery.example".to_owned(),
        path: format!("/p{}", number % 7),
        title: some("title"),
        referrer: Some(String::new()),
        channel: Channel::Direct,
        source: None,
        evidence: Evidence::None,
        p_dark: number.is_multiple_of(5).then_some(0.25),
        visitor: Some(u64::MAX - number % 11),
        visit: Some(number % 11),
        sharer_key: None,
        device: some("phone"),
        browser: some("firefox"),
        agent: None,
        package: some("package"),
        language: some("de"),
        country: None,
        sec_fetch_site: None,
        token: some("token"),
        parent_token: None,
        messenger: None,
        click: some("fbclid"),
        click_key: number.is_multiple_of(2).then_some(number),
        target: None,
        value: number.is_multiple_of(3).then_some(1.5),
    }
}
