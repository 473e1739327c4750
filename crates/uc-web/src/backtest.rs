//! Shows how far the estimate of a log can be trusted: the origins that were hidden from it, how well it told them
//! apart, and what that does not show.
//!
//! It takes a report and shows its [`Backtest`]; where there is none, it says that there was too little to test. Start at
//! [`text()`], [`page()`] and [`json()`]; what all three say stands in `wording`.

mod json;
mod page;
mod terminal;
mod wording;

use std::borrow::Cow;

use uc_engine::backtest::Backtest;
use uc_engine::report::Report;

pub use json::json;
pub use page::page;
pub use terminal::text;

/// Returns the test of a report's estimate; an empty one where there is none.
fn tested(report: &Report) -> Cow<'_, Backtest> {
    report.backtest.as_ref().map_or_else(|| Cow::Owned(Backtest::untested()), Cow::Borrowed)
}

/// Returns the part of the hidden landings that is private: the average precision of guessing.
fn private_part(test: &Backtest) -> f64 {
    test.private as f64 / (test.private + test.public).max(1) as f64
}
