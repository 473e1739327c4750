//! The bar under the headline: what is declared, revealed and possible as parts of all visits. Its legend
//! explains the fills for the whole page.

use uc_engine::report::Report;
use uc_words::Words;

use crate::charts::Across;
use crate::sentences::Bounds;

/// The bar and its legend.
pub(crate) struct Range {
    pub(crate) title: String,
    pub(crate) desc: String,
    pub(crate) parts: Vec<Part>,
    pub(crate) low: Across,
    pub(crate) high: Across,
}

/// A part of the bar.
pub(crate) struct Part {
    pub(crate) x: Across,
    pub(crate) width: Across,
    pub(crate) class: &'static str,
    pub(crate) name: String,
    pub(crate) figure: String,
}

impl Range {
    /// Makes the bar of a report with at least one visit.
    pub(crate) fn new(report: &Report, words: &Words) -> Self {
        let bounds = Bounds::of(report);
        let all = report.landings.max(1) as f64;
        let rest = bounds.rest(report.landings);
        let parts = [
            (
                report.dark.declared as f64,
                "ev-declared",
                "evidence-key-declared",
                words.count(report.dark.declared),
            ),
            (
                report.dark.revealed as f64,
                "ev-revealed",
                "evidence-key-revealed",
                words.count(report.dark.revealed),
            ),
            (bounds.possible(), "ev-inferred", "evidence-key-inferred", words.amount(bounds.possible())),
            (rest, "ev-rest", "evidence-public", words.amount(rest)),
        ];
        let mut from = 0.0;
        let parts = parts.map(|(visits, class, key, figure)| {
            let part =
                Part { x: Across(from), width: Across(visits / all), class, name: words.plain(key), figure };
            from += visits / all;
            part
        });
        let desc = words.text(
            "range-desc",
            &[("known", words.percent(bounds.low).into()), ("high", words.percent(bounds.high).into())],
        );
        Self {
            title: words.plain("range-title"),
            desc,
            parts: parts.into(),
            low: Across(bounds.low),
            high: Across(bounds.high),
        }
    }
}
