//! Any bytes as the body of `POST /api/events`: it is refused with a code, or read whole.
//!
//! Run with `cargo +nightly fuzz run batch`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use uc_web::collect::read_batch;

const NOW: i64 = 1_795_341_600_000;

fuzz_target!(|input: &[u8]| match read_batch(input, NOW) {
    Ok(events) => assert!(events <= 1000 && events <= input.len(), "{events}"),
    Err(code) => assert!(["malformed", "too_many_events"].contains(&code), "{code}"),
});
