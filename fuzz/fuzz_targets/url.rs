//! Any bytes as a path, and as the query behind the first question mark.
//!
//! Run with `cargo +nightly fuzz run url`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use uc_engine::hit::Header;
use uc_engine::kind::{page_path, target_kind};
use uc_engine::source::{QueryTraces, SourceName};

fuzz_target!(|target: &[u8]| {
    let mut halves = target.splitn(2, |byte| *byte == b'?');
    let (path, query) = (halves.next().unwrap_or_default(), halves.next().unwrap_or_default());
    let _kind = target_kind(path, query, &Header::Sent(query.into()));

    let page = page_path(path);
    assert!(!page.is_empty() && page.len() <= path.len().max(1));
    assert_eq!(page_path(&page), page, "a page's path is its own path");

    let traces = QueryTraces::of(query);
    assert_eq!(QueryTraces::of(query), traces);
    if let Some(token) = traces.token {
        assert!(
            token.as_str().len() == 11 && token.as_str().bytes().all(|byte| byte.is_ascii_alphanumeric())
        );
    }
    if let Some(SourceName::Seen(text)) = traces.tag.and_then(|tag| tag.source) {
        assert!((1..=64).contains(&text.len()) && !text.contains(char::is_control), "{text:?}");
    }
});
