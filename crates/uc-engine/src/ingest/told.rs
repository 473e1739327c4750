//! What another program's export tells of a visitor, whose own request nobody has any more.

use super::{Judged, Salt, visitor};
use crate::source::{Browser, Device};

/// What an export tells of whoever did something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Told {
    /// A hash of the pseudonym that the other program gave, under a key that nobody keeps.
    pub visitor: Option<u64>,
    /// The kind of device.
    pub device: Option<Device>,
    /// The family of browser.
    pub browser: Option<Browser>,
}

impl Judged {
    /// Adds what an export tells. The visitor's pseudonym becomes one of ours: of one site, and of the salt's day.
    #[must_use]
    pub fn with(mut self, told: &Told, salt: &Salt) -> Self {
        let event = &mut self.event;
        event.visitor = told.visitor.map(|told| visitor::told(salt, &event.site, told));
        event.device = told.device.and_then(Device::name).map(str::to_owned);
        event.browser = told.browser.map(|browser| browser.name().to_owned());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{EventId, SiteId, Via};
    use crate::ingest::{HostCheck, Judge, Objection, PageviewsFrom, RawEvent, Request, Said, SiteRules};

    fn visitor_of(told: u64, salt: u8, site: &str) -> Option<u64> {
        let rules = SiteRules {
            id: SiteId::parse(site).expect("an id"),
            hosts: vec!["bakery.example".to_owned()],
            keep_parameters: Vec::new(),
            pageviews_from: PageviewsFrom::Tracker,
            checks_host: HostCheck::Listed,
        };
        let raw = RawEvent {
            id: Some(EventId(1)),
            name: "pageview".to_owned(),
            url: "https://bakery.example/".to_owned(),
            ..RawEvent::default()
        };
        let request = Request {
            via: Via::Import,
            received_at: 1_790_000_000_000,
            address: None,
            user_agent: Said::Unknown,
            accept_language: Said::Unknown,
            requested_with: Said::Unknown,
            sec_fetch_site: Said::Unknown,
            purpose: Said::Unknown,
            objection: Objection::None,
        };
        let salt = Salt([salt; 32]);
        let told = Told { visitor: Some(told), device: Some(Device::Phone), browser: None };
        let judged = Judge::new().judge(raw, &request, &rules, &salt).expect("an event").with(&told, &salt);
        assert_eq!(judged.event().device.as_deref(), Some("phone"));
        judged.event().visitor
    }

    #[test]
    fn a_foreign_pseudonym_becomes_one_of_a_day_and_a_site() {
        let one = visitor_of(7, 1, "a");
        assert!(one.is_some() && one != Some(7));
        assert_eq!(one, visitor_of(7, 1, "a"));
        for other in [visitor_of(8, 1, "a"), visitor_of(7, 2, "a"), visitor_of(7, 1, "b")] {
            assert_ne!(one, other);
        }
    }
}
