//! Shares seen before the first click: by messenger, and by page.

use uc_engine::report::Report;
use uc_words::Words;

use super::section::Section;
use crate::charts::bars::{Bar, BarChart};
use crate::charts::colours;
use crate::charts::table::{Table, columns};
use crate::clean::clean;
use crate::sentences::ways::{SHOWN, fold};
use crate::sentences::{advice, names};

/// How many letters of a name stand over a bar.
const NAME: usize = 28;

/// The section on shares; none for a log with nothing in it.
pub(super) fn section(report: &Report, words: &Words) -> Option<Section> {
    if report.landings == 0 && report.shares.count == 0 {
        return None;
    }
    let bars: Vec<Bar> = report
        .shares
        .by_source
        .iter()
        .map(|row| Bar {
            name: clean(&names::fetcher(&row.source, words), NAME),
            note: names::privacy(row.privacy, words),
            value: words.count(row.count),
            parts: vec![(row.count as f64, colours::class(&row.source))],
            whisker: None,
        })
        .collect();
    let pages = report.shares.by_page.iter().map(|row| {
        let by: Vec<String> = row
            .by_source
            .iter()
            .map(|(source, count)| {
                format!("{} {}", clean(&names::fetcher(source, words), NAME), words.count(*count))
            })
            .collect();
        vec![clean(&row.page, names::PAGE), words.count(row.count), by.join(", ")]
    });
    let pages: Vec<Vec<String>> = pages.collect();
    let (shown, others) = fold(&bars, SHOWN, |bar| bar.parts.iter().map(|(count, _)| count).sum());
    let mut shown = shown.to_vec();
    shown.extend(others.map(|count| Bar {
        name: words.plain("others"),
        note: String::new(),
        value: words.amount(count),
        parts: vec![(count, "m-other")],
        whisker: None,
    }));
    let rows = bars
        .iter()
        .map(|bar| vec![bar.name.clone(), bar.note.clone(), bar.value.clone()])
        .collect::<Vec<_>>();
    let mut tables = Vec::new();
    if !pages.is_empty() {
        let title = words.plain("section-share-pages");
        let columns = columns(&["head-page", "head-count", "head-by"], words);
        tables.push((title.clone(), Table::new(title, columns, pages)));
    }
    if !rows.is_empty() {
        let columns = columns(&["head-way", "head-kind", "head-count"], words);
        tables.push((words.plain("table-of"), Table::new(words.plain("section-shares"), columns, rows)));
    }
    Some(Section {
        id: "shares",
        title: words.plain("section-shares"),
        intro: advice::shares_intro(report, words),
        chart: (!shown.is_empty())
            .then(|| BarChart::new("shares-chart", words.plain("section-shares"), shown)),
        tables,
        how_title: words.plain("how-known"),
        how: vec![words.plain("how-shares")],
        ..Section::default()
    })
}
