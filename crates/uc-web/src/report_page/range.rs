//! The bar under the headline: what is declared, revealed and possible as parts of all visits. Its legend
//! explains the fills for the whole page.

use uc_engine::report::{Method, Report};
use uc_words::Words;

use crate::charts::Across;
use crate::sentences::{Bounds, headline};

/// The bar and its legend.
pub(crate) struct Range {
    pub(crate) title: String,
    pub(crate) desc: String,
    pub(crate) parts: Vec<Part>,
    pub(crate) low: Across,
    pub(crate) high: Across,
    /// What the bracket below the bar is, in words and figures; the rule's own range needs none.
    pub(crate) bracket: Option<(String, String)>,
    /// Where the rule of thumb stands beside an estimate, in words and figures.
    pub(crate) rule: Option<(Across, String, String)>,
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
        let rest = bounds.rest();
        let estimated = report.method == Method::Estimate;
        let inferred = if estimated { "evidence-key-estimated" } else { "evidence-key-inferred" };
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
            (bounds.inferred, "ev-inferred", inferred, words.amount(bounds.inferred)),
            (rest, "ev-rest", "evidence-public", words.amount(rest)),
        ];
        let mut from = 0.0;
        let parts = parts.map(|(visits, class, key, figure)| {
            let part = Part {
                x: Across(from),
                width: Across(bounds.part(visits)),
                class,
                name: words.plain(key),
                figure,
            };
            from += bounds.part(visits);
            part
        });
        let rule = headline::rule(report)
            .map(|share| (Across(share), words.plain("evidence-key-rule"), words.percent(share)));
        let bracket = estimated.then(|| {
            (words.plain("evidence-key-range"), words.language().percent_range(bounds.low, bounds.high))
        });
        Self {
            title: words.plain("range-title"),
            desc: desc(report, bounds, words),
            parts: parts.into(),
            low: Across(bounds.low),
            high: Across(bounds.high),
            bracket,
            rule,
        }
    }
}

/// Says what the bar shows to those who cannot see it.
fn desc(report: &Report, bounds: Bounds, words: &Words) -> String {
    let known = ("known", words.percent(bounds.proven).into());
    let high = ("high", words.percent(bounds.high).into());
    match report.method {
        Method::LandingPageRule => words.text("range-desc", &[known, high]),
        Method::Estimate => {
            let share = ("share", words.percent(report.dark.share).into());
            let rule = ("rule", words.percent(report.rule.share).into());
            let low = ("low", words.percent(bounds.low).into());
            words.text("range-desc-estimate", &[known, share, low, high, rule])
        }
    }
}
