//! Any bytes as the body of a beacon: it is refused, or it is an event that the engine can judge, the same way twice.
//!
//! Run with `cargo +nightly fuzz run beacon`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use uc_engine::event::{EventId, SiteId};
use uc_engine::ingest::{HostCheck, PageviewsFrom, Salt, SiteRules, judge};
use uc_web::collect::EventPayload;

const NOW: i64 = 1_795_341_600_000;

fuzz_target!(|input: &[u8]| {
    let Ok(mut payload) = EventPayload::read(input) else { return };
    let site = SiteRules {
        id: SiteId::parse("a").expect("a letter"),
        hosts: vec!["a.example".to_owned()],
        keep_parameters: Vec::new(),
        pageviews_from: PageviewsFrom::Tracker,
        checks_host: HostCheck::Any,
    };
    assert!(payload.site().is_none_or(|site| site.len() <= input.len()));
    let Ok(request) = payload.request(NOW) else { return };
    let Ok(mut raw) = payload.into_event() else { return };
    raw.id.get_or_insert(EventId(1));
    let salt = Salt([7; 32]);
    assert_eq!(judge(raw.clone(), &request, &site, &salt), judge(raw, &request, &site, &salt));
});
