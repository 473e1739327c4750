//! Access logs: bytes become [`crate::hit::Hit`]s.
//!
//! It opens no file, starts no thread and never waits: whoever calls it brings the bytes. [`detect::detect`] finds
//! the format of a file from its beginning, [`format::Format::read`] reads one line of it, [`pattern`] compiles a
//! format that a server's configuration names, and [`w3c`] tells what a `#Fields:` line announces. What all
//! readers but the fastest share is in `draft` (fields → hit) and `field` (names → fields).

pub mod carries;
pub mod detect;
pub mod format;
pub mod pattern;
pub mod split;
pub mod time;
pub mod w3c;

mod clf;
mod cursor;
mod draft;
mod elb;
mod escape;
mod field;
mod haproxy;
mod json;
mod peer;
mod request;
mod s3;

pub use detect::{NotALog, detect};
pub use format::{Format, Read};
pub use pattern::{Pattern, PatternError};
pub use time::Clock;
pub use w3c::fields_directive;
