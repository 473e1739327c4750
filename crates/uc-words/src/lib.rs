//! Words it: every sentence that a person reads, in English, German and Swedish, with numbers and dates as
//! each language writes them.
//!
//! It decides nothing and lays nothing out: it gets a key and arguments and gives back a sentence. The catalogues
//! lie in `words/` and are compiled in. Read [`Words`] first, then `words/en/report.ftl`; the test
//! `tests/catalogues.rs` proves that the three languages say the same.

mod catalogue;
mod dates;
mod language;
mod numbers;

pub use catalogue::{Arg, Words};
pub use dates::Date;
pub use language::Language;
