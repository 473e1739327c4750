//! A log format in the syntax of nginx or Apache on the first line, and lines to read with it below.
//!
//! Run with `cargo +nightly fuzz run log_pattern`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use uc_engine::log::format::Format;
use uc_engine::log::pattern::Pattern;
use uc_engine::log::split::lines;
use uc_engine::log::time::Clock;

fuzz_target!(|text: &str| {
    let (pattern, log) = text.split_once('\n').unwrap_or((text, text));
    let Ok(pattern) = Pattern::compile(pattern) else { return };
    let format = Format::Custom(pattern);
    let mut clock = Clock::default();
    for line in lines(log.as_bytes()) {
        let _read = format.read(line, &mut clock);
    }
});
