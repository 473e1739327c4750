//! Any bytes as a log: its format is looked for, and its lines are read in every format there is.
//!
//! Run with `cargo +nightly fuzz run log_line`.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use uc_engine::log::detect::detect;
use uc_engine::log::format::{Format, Read};
use uc_engine::log::split::lines;
use uc_engine::log::time::Clock;
use uc_engine::log::w3c::fields_directive;

/// Every format that has a name of its own.
static FORMATS: LazyLock<Vec<Format>> = LazyLock::new(|| {
    let names = [
        "common",
        "combined",
        "vhost",
        "traefik",
        "json",
        "caddy",
        "cloudfront",
        "elb",
        "alb",
        "s3",
        "haproxy",
    ];
    names.iter().filter_map(|name| Format::named(name)).collect()
});

fuzz_target!(|text: &[u8]| {
    let mut clock = Clock::default();
    let found = detect(text).ok();
    for line in lines(text) {
        let announced = fields_directive(line);
        for format in FORMATS.iter().chain(&found).chain(&announced) {
            if let Read::Hit(hit) = format.read(line, &mut clock) {
                assert!(hit.status <= 999);
                assert!((0..32_503_680_000).contains(&hit.at));
            }
        }
    }
});
