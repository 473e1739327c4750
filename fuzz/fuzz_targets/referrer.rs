//! Any bytes as `Referer`, `X-Requested-With` and `Sec-Fetch-Site`.
//!
//! Run with `cargo +nightly fuzz run referrer`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use uc_engine::hit::Header;
use uc_engine::source::{FetchSite, Package, Referrer};

fuzz_target!(|text: &[u8]| {
    let header = Header::Sent(text.into());
    let _site = FetchSite::of(&header);
    if let Some(package) = Package::of(&header) {
        assert_eq!(package.name().as_bytes(), text.trim_ascii());
    }
    match Referrer::of(&header) {
        Referrer::Site { host, rule } => {
            assert!((1..=253).contains(&host.len()), "{host:?}");
            assert!(!host.contains(|letter: char| letter.is_control() || letter.is_whitespace()), "{host:?}");
            assert!(rule.is_none_or(|rule| !rule.source().is_empty()));
            // A second `www.` is part of the name.
            if !host.starts_with("www.") {
                let again = format!("https://{host}/");
                assert_eq!(Referrer::of(&Header::Sent(again.as_bytes().into())).host(), Some(&*host));
            }
        }
        Referrer::App { package, rule } => {
            assert!(package.len() <= 150 && package.contains('.'), "{package:?}");
            assert!(rule.is_none_or(|rule| rule.name() == &*package));
        }
        Referrer::Absent | Referrer::Unreadable => {}
        Referrer::Unknown => panic!("a header that was sent is known"),
    }
});
