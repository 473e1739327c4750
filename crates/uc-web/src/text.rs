//! The report of a log as text for a terminal: never wider than asked, readable without colour, and nothing
//! from the log reaches it uncleaned.
//!
//! Bars tell the evidence by their letters: `█` declared, `▓` revealed, `╱` possible, `·` no trace, `░` all
//! else, `▒` either; `■` counts by name; `┤` ends a range. The page in [`crate::report_page`] says the same with more room.

mod bars;
mod calibrate;
mod head;
mod log;
mod origins;
mod passed_on;
pub mod rows;
pub(crate) mod sheet;
mod sparks;

use uc_engine::report::Report;
use uc_words::Words;

pub use self::calibrate::{measured, plan};

use self::sheet::Sheet;

/// How the text is to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// At most so many columns are used; more than a hundred are not, since lines would be hard to read.
    pub width: usize,
    /// Whether colour may be used.
    pub colour: Colour,
}

/// Whether colour may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// Letters only: for files, pipes and `NO_COLOR`.
    Plain,
    /// ANSI escapes of our own, in the terminal's own sixteen colours.
    Ansi,
}

/// Returns the report as text, ending with a line feed.
pub fn render(report: &Report, words: &Words, style: Style) -> String {
    let mut sheet = Sheet::new(style);
    head::section(&mut sheet, report, words);
    if report.landings > 0 {
        head::time(&mut sheet, report, words);
        origins::channels(&mut sheet, report, words);
        origins::ways(&mut sheet, report, words);
        passed_on::pages(&mut sheet, report, words);
    }
    if report.landings > 0 || report.shares.count > 0 {
        passed_on::shares(&mut sheet, report, words);
        origins::either(&mut sheet, report, words);
    }
    if report.lines.read > 0 {
        log::section(&mut sheet, report, words);
    }
    log::next_steps(&mut sheet, report, words);
    sheet.finish()
}
