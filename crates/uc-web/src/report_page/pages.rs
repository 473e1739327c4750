//! The table of pages that were passed on, each with a small bar: proven solid, possible hatched.

use uc_engine::report::{Method, PageRow, Report};
use uc_words::Words;

use crate::charts::Across;
use crate::clean::clean;
use crate::sentences::{amount, names};

/// How many pages the page shows; the JSON report has them all.
const SHOWN: usize = 12;

/// The pages passed on, the biggest first.
pub(crate) struct PageTable {
    pub(crate) heads: [String; 4],
    /// What the fills mean: proven, possible.
    pub(crate) key: [String; 2],
    pub(crate) rows: Vec<Row>,
    pub(crate) note: String,
    pub(crate) how: String,
}

/// A page.
pub(crate) struct Row {
    pub(crate) page: String,
    pub(crate) passed_on: String,
    pub(crate) all: String,
    pub(crate) shares: String,
    pub(crate) certain: Across,
    pub(crate) possible: Across,
    /// The ends of the range, where it is estimated.
    pub(crate) range: Option<(Across, Across)>,
}

impl PageTable {
    /// Makes the table of a report.
    pub(crate) fn new(report: &Report, words: &Words) -> Self {
        let rows = &report.dark.by_page;
        let most = rows.iter().map(|row| row.landings.max(row.interval.1)).fold(1.0, f64::max);
        let (inferred, how) = match report.method {
            Method::LandingPageRule => ("timeline-key-possible", "how-pages"),
            Method::Estimate => ("pages-key-estimated", "how-pages-estimate"),
        };
        let more = rows.len().saturating_sub(SHOWN) as u64;
        let note = match (rows.len(), more) {
            (0, _) => words.plain("pages-none"),
            (_, 0) => String::new(),
            _ => words.text("pages-more", &[("count", more.into())]),
        };
        Self {
            heads: ["head-page", "head-shared", "head-all-visits", "head-shares"].map(|key| words.plain(key)),
            key: ["timeline-key-certain", inferred].map(|key| words.plain(key)),
            rows: rows.iter().take(SHOWN).map(|row| Row::new(row, report.method, most, words)).collect(),
            note,
            how: words.plain(how),
        }
    }
}

impl Row {
    fn new(row: &PageRow, method: Method, most: f64, words: &Words) -> Self {
        Self {
            page: clean(&row.page, names::PAGE),
            passed_on: amount(method, row.landings, row.interval, words),
            all: words.count(row.all_landings),
            shares: words.count(row.shares_seen),
            certain: Across(row.known as f64 / most),
            possible: Across((row.landings - row.known as f64).max(0.0) / most),
            range: (method == Method::Estimate && row.interval.0 < row.interval.1)
                .then(|| (Across(row.interval.0 / most), Across(row.interval.1 / most))),
        }
    }
}
