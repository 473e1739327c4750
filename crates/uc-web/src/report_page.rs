//! The report of a log as one page: a file that needs no network, no script and no font of its own.
//!
//! It says "visits" where the engine says "landings". Everything from the log is cleaned ([`crate::clean`]) and
//! then escaped by the templates. The layout is in `templates/report/`, its colours in `colours.css`.

pub(crate) mod layout;
mod log;
mod origins;
mod pages;
mod range;
pub(crate) mod section;
mod shares;
mod time;
pub(crate) mod trust;

use askama::Template;
use thiserror::Error;
use uc_engine::report::{Method, Report};
use uc_words::Words;

use self::layout::{Card, Pair};
use self::pages::PageTable;
use self::range::Range;
use self::section::Section;
use crate::charts::table::Table;
use crate::charts::timeline::TimelineChart;
use crate::sentences::{Bounds, advice, fraction, headline, names, period};

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
    Ok(ReportPage::new(report, words)?.render()?)
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
    trust: Option<Pair>,
    time: Option<Time>,
    origins: Option<Pair>,
    pages: Option<PageTable>,
    shares: Option<Pair>,
    /// What to do next, where it found no room beside the shares.
    next: Option<String>,
    log: Option<Pair>,
}

/// What to do next.
#[derive(Template)]
#[template(path = "report/next.html")]
struct NextSteps {
    title: String,
    steps: Vec<String>,
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
    fn new(report: &Report, words: &'a Words) -> askama::Result<Self> {
        let any = report.landings > 0;
        let Cards { origins, shares, next, log } = Cards::new(report, words)?;
        let site = names::site(report, words);
        Ok(Self {
            words,
            title: words.text("report-of", &[("site", site.into())]),
            period: period::period(report, words),
            headline: headline::headline(report, words),
            lead: headline::lead(report, words),
            how_headline: if any { advice::how_headline(report, words) } else { Vec::new() },
            caveats: advice::caveats(report, words),
            figures: if any { figures(report, words) } else { Vec::new() },
            range: any.then(|| Range::new(report, words)),
            trust: trust::cards(report, words)?,
            time: (any && !report.timeline.buckets.is_empty()).then(|| time::section(report, words)),
            origins,
            pages: any.then(|| PageTable::new(report, words)),
            shares,
            next,
            log,
        })
    }

    fn lang(&self) -> &'static str {
        self.words.language().code()
    }

    fn say(&self, key: &str) -> String {
        self.words.plain(key)
    }
}

/// The cards that stand in two columns.
struct Cards {
    origins: Option<Pair>,
    shares: Option<Pair>,
    next: Option<String>,
    log: Option<Pair>,
}

impl Cards {
    /// Renders the cards and finds each a place: what could be either, and what to do next, fill what room is left.
    fn new(report: &Report, words: &Words) -> askama::Result<Self> {
        let pair = |sections: Vec<Section>| -> askama::Result<Option<Pair>> {
            let mut cards = sections.iter().map(Card::of);
            let Some(left) = cards.next().transpose()? else { return Ok(None) };
            Ok(Some(Pair::new(left, cards.next().transpose()?)))
        };
        let any = report.landings > 0;
        let mut either = origins::either(report, words).as_ref().map(Card::of).transpose()?;
        let mut origins = pair(if any { origins::sections(report, words) } else { Vec::new() })?;
        if let Some(origins) = &mut origins {
            either = either.and_then(|card| origins.fill(card));
        }
        let shares = shares::section(report, words).as_ref().map(Card::of).transpose()?;
        let steps =
            NextSteps { title: words.plain("section-next"), steps: advice::next_steps(report, words) };
        let mut next = Some(Card::of_list(steps.render()?, &steps.steps));
        let mut shares = shares.map(|card| Pair::new(card, either));
        if let Some(shares) = &mut shares {
            next = next.and_then(|card| shares.fill(card));
        }
        let log = if report.lines.read > 0 { log::sections(report, words) } else { Vec::new() };
        Ok(Self { origins, shares, next: next.map(Card::alone), log: pair(log)? })
    }
}

/// The figure beyond what is proven: the rule's upper bound, or the estimate with its range.
fn inferred(report: &Report, bounds: Bounds, words: &Words) -> Figure {
    let (name, note, value, part) = match report.method {
        Method::LandingPageRule => {
            ("figure-possible", "figure-possible-note", bounds.most, words.percent(bounds.high))
        }
        Method::Estimate => {
            let part = fraction(report.method, report.dark.share, report.dark.interval, words);
            ("figure-estimate", "figure-estimate-note", report.dark.landings, part)
        }
    };
    let note = words.text(note, &[("percent", part.into())]);
    Figure { name: words.plain(name), value: words.amount(value), note, class: "is-private" }
}

fn figures(report: &Report, words: &Words) -> Vec<Figure> {
    let bounds = Bounds::of(report);
    let of_visits = |key, fraction: f64| words.text(key, &[("percent", words.percent(fraction).into())]);
    vec![
        Figure {
            name: words.plain("figure-visits"),
            value: words.amount(bounds.all),
            note: advice::by_whom(report, words),
            class: "",
        },
        Figure {
            name: words.plain("figure-certain"),
            value: words.count(bounds.certain),
            note: of_visits("figure-certain-note", bounds.proven),
            class: "is-private",
        },
        inferred(report, bounds, words),
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
