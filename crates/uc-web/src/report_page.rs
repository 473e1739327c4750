//! The report of a log as one page: a file that needs no network, no script and no font of its own.
//!
//! It says "visits" where the engine says "landings". Everything from the log is cleaned ([`crate::clean`]) and
//! then escaped by the templates. The layout is in `templates/report/`, its colours in `colours.css`.

mod log;
mod origins;
mod pages;
mod range;
mod section;
mod shares;
mod time;

use askama::Template;
use thiserror::Error;
use uc_engine::report::Report;
use uc_words::Words;

use self::pages::PageTable;
use self::range::Range;
use self::section::Section;
use crate::charts::table::Table;
use crate::charts::timeline::TimelineChart;
use crate::sentences::{Bounds, advice, headline, names, period};

/// Why a page could not be made.
#[derive(Debug, Error)]
pub enum PageError {
    /// A template could not be filled.
    #[error("the report's page could not be made")]
    Template(#[from] askama::Error),
}

/// Returns the report as a complete HTML page.
///
/// # Errors
/// Returns an error when a template cannot be filled, which none of ours gives reason for.
pub fn render(report: &Report, words: &Words) -> Result<String, PageError> {
    Ok(ReportPage::new(report, words).render()?)
}

#[derive(Template)]
#[template(path = "report/page.html")]
struct ReportPage<'a> {
    words: &'a Words,
    title: String,
    period: Option<String>,
    headline: String,
    lead: Vec<String>,
    how_headline: Vec<String>,
    caveats: Vec<String>,
    figures: Vec<Figure>,
    range: Option<Range>,
    time: Option<Time>,
    origins: Vec<Section>,
    pages: Option<PageTable>,
    shares: Vec<Section>,
    next_steps: Vec<String>,
    log: Vec<Section>,
}

/// One of the key figures.
struct Figure {
    name: String,
    value: String,
    note: String,
    class: &'static str,
}

struct Time {
    step: String,
    chart: TimelineChart,
    table: Table,
    how: String,
}

impl<'a> ReportPage<'a> {
    fn new(report: &Report, words: &'a Words) -> Self {
        let any = report.landings > 0;
        let site = names::site(report, words);
        Self {
            words,
            title: words.text("report-of", &[("site", site.into())]),
            period: period::period(report, words),
            headline: headline::headline(report, words),
            lead: headline::lead(report, words),
            how_headline: if any { advice::how_headline(report, words) } else { Vec::new() },
            caveats: advice::caveats(report, words),
            figures: if any { figures(report, words) } else { Vec::new() },
            range: any.then(|| Range::new(report, words)),
            time: (any && !report.timeline.buckets.is_empty()).then(|| time::section(report, words)),
            origins: if any { origins::sections(report, words) } else { Vec::new() },
            pages: any.then(|| PageTable::new(report, words)),
            shares: shares::section(report, words)
                .into_iter()
                .chain(origins::either(report, words))
                .collect(),
            log: if report.lines.read > 0 { log::sections(report, words) } else { Vec::new() },
            next_steps: advice::next_steps(report, words),
        }
    }

    fn lang(&self) -> &'static str {
        self.words.language().code()
    }

    fn say(&self, key: &str) -> String {
        self.words.plain(key)
    }
}

fn figures(report: &Report, words: &Words) -> Vec<Figure> {
    let bounds = Bounds::of(report);
    let of_visits = |key, fraction: f64| words.text(key, &[("percent", words.percent(fraction).into())]);
    vec![
        Figure {
            name: words.plain("figure-visits"),
            value: words.count(report.landings),
            note: words.text("figure-visits-note", &[("visitors", report.visitors.into())]),
            class: "",
        },
        Figure {
            name: words.plain("figure-certain"),
            value: words.count(bounds.certain),
            note: of_visits("figure-certain-note", bounds.low),
            class: "is-private",
        },
        Figure {
            name: words.plain("figure-possible"),
            value: words.amount(bounds.most),
            note: of_visits("figure-possible-note", bounds.high),
            class: "is-private",
        },
        Figure {
            name: words.plain("figure-shares"),
            value: words.count(report.shares.count),
            note: words.plain("figure-shares-note"),
            class: "",
        },
        Figure {
            name: words.plain("figure-machines"),
            value: words.count(report.lines.bots),
            note: words.plain("figure-machines-note"),
            class: "is-quiet",
        },
    ]
}
