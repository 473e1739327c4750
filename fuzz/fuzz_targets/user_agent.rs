//! Any bytes as `User-Agent`.
//!
//! Run with `cargo +nightly fuzz run user_agent`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use uc_engine::hit::Header;
use uc_engine::source::{Agent, AgentKind, Browser};

fuzz_target!(|text: &[u8]| {
    let agent = Agent::of(&Header::Sent(text.into()));
    // The reverse does not hold: a WebView need not name its app.
    assert!(agent.app.is_none() || agent.browser == Browser::InApp);
    match agent.kind {
        AgentKind::Human => {}
        AgentKind::Preview(fetcher) => assert!(agent.app.is_none() && !fetcher.source().is_empty()),
        AgentKind::Bot(class) => assert!(agent.app.is_none() && !class.name().is_empty()),
    }
});
