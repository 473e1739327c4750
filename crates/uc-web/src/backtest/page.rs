//! The test as one page, in the frame of the report's: a file that needs no network, no script and no font of its own.

use askama::Template;
use uc_engine::backtest::{Backtest, SourceTest};
use uc_engine::report::Report;
use uc_words::Words;

use super::wording::Measure;
use super::{tested, wording};
use crate::charts::bars::{Bar, BarChart};
use crate::charts::reliability::ReliabilityChart;
use crate::charts::table::{Table, columns};
use crate::clean::clean;
use crate::report_page::PageError;
use crate::report_page::layout::{Card, Pair};
use crate::report_page::section::Section;
use crate::report_page::trust::Prose;
use crate::sentences::{names, period};

/// How many letters of a name stand over a bar: name, kind and figure must fit on a phone side by side.
const NAME: usize = 22;

/// Returns the test of a report's estimate as a complete HTML page.
///
/// # Errors
/// Returns an error when a template cannot be filled, which none of ours gives reason for.
pub fn page(report: &Report, words: &Words) -> Result<String, PageError> {
    Ok(BacktestPage::new(report, words)?.render()?)
}

#[derive(Template)]
#[template(path = "backtest/page.html")]
struct BacktestPage<'a> {
    words: &'a Words,
    title: String,
    period: Option<String>,
    headline: String,
    lead: Vec<String>,
    measures: Vec<Measure>,
    /// The sources that were hidden, the diagram of told and true, and what the test does not show.
    cards: Pair,
    /// The latter, where it found no room beside the others.
    limits: Option<String>,
}

/// The diagram of told and true, with its table.
#[derive(Template)]
#[template(path = "backtest/reliability.html")]
struct Reliability {
    title: String,
    intro: String,
    chart: ReliabilityChart,
    table_title: String,
    table: Table,
}

impl<'a> BacktestPage<'a> {
    fn new(report: &Report, words: &'a Words) -> askama::Result<Self> {
        let test = tested(report);
        let site = names::site(report, words);
        let (cards, limits) = cards(&test, words)?;
        Ok(Self {
            words,
            title: words.text("backtest-of", &[("site", site.into())]),
            period: period::period(report, words),
            headline: wording::headline(&test, words),
            lead: wording::lead(&test, words),
            measures: wording::measures(&test, words),
            cards,
            limits,
        })
    }

    fn lang(&self) -> &'static str {
        self.words.language().code()
    }

    fn say(&self, key: &str) -> String {
        self.words.plain(key)
    }
}

/// Renders the cards and finds each a place: the diagram and what the test does not show stand beside the sources.
fn cards(test: &Backtest, words: &Words) -> askama::Result<(Pair, Option<String>)> {
    let sentences = wording::limits(test, words);
    let limits = Prose { id: "limits", title: words.plain("section-limits"), sentences };
    let limits = Card::of_list(limits.render()?, &limits.sentences);
    if test.by_source.is_empty() {
        return Ok((Pair::default(), Some(limits.alone())));
    }
    let sources = Card::of(&sources(test, words))?;
    let reliability = (!test.reliability.is_empty()).then(|| reliability(test, words)).transpose()?;
    let mut pair = Pair::new(sources, reliability);
    let limits = pair.fill(limits).map(Card::alone);
    Ok((pair, limits))
}

fn reliability(test: &Backtest, words: &Words) -> askama::Result<Card> {
    let rows = test.reliability.iter().map(|bin| wording::group(bin, words)).collect();
    let title = words.plain("section-reliability");
    let heads = columns(&["head-group", "head-told", "head-true", "head-visits"], words);
    let intro = words.plain("reliability-intro");
    let card = Reliability {
        title: title.clone(),
        intro: intro.clone(),
        chart: ReliabilityChart::new(&test.reliability, words),
        table_title: words.plain("table-of"),
        table: Table::new(title, heads, rows),
    };
    Ok(Card::of_list(card.render()?, &[intro]).higher(ReliabilityChart::HEIGHT))
}

fn sources(test: &Backtest, words: &Words) -> Section {
    let title = words.plain("section-tested-sources");
    let bar = |row: &SourceTest| Bar {
        name: clean(&wording::source(row, words), NAME),
        note: format!("{}, {}", wording::kind(row, words), words.count(row.landings)),
        value: words.percent(row.told),
        parts: vec![(row.told, if row.private { "ev-declared" } else { "public" })],
        whisker: None,
    };
    let rows = wording::sources(test).map(|row| wording::cells(row, words)).collect();
    let heads = columns(&wording::SOURCE_HEADS, words);
    Section {
        id: "sources",
        title: title.clone(),
        intro: format!("{} {}", words.plain("tested-sources-intro"), words.plain("tested-sources-note")),
        chart: Some(BarChart::new("sources-chart", title.clone(), wording::sources(test).map(bar).collect())),
        tables: vec![(words.plain("table-of"), Table::new(title, heads, rows))],
        ..Section::default()
    }
}
