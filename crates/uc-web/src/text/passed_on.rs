//! What is passed on: pages with their bounds, and shares seen before any click.

use uc_engine::report::Report;
use uc_words::Words;

use super::bars::{self, Bar, Fill};
use super::sheet::{Ink, Sheet};
use crate::charts::table::columns;
use crate::clean::clean;
use crate::sentences::names;

/// How many pages are shown.
const PAGES: usize = 10;

pub(super) fn pages(sheet: &mut Sheet, report: &Report, words: &Words) {
    sheet.heading(&words.plain("section-pages"));
    let pages = &report.dark.by_page;
    if pages.is_empty() {
        sheet.paragraph(Ink::Plain, "  ", &words.plain("pages-none"));
        return;
    }
    let rows: Vec<Vec<String>> = pages
        .iter()
        .take(PAGES)
        .map(|row| {
            vec![
                clean(&row.page, names::PAGE),
                words.language().count_range(row.known as f64, row.landings),
                words.count(row.all_landings),
                words.count(row.shares_seen),
            ]
        })
        .collect();
    sheet.table(&columns(&["head-page", "head-passed-on", "head-all-visits", "head-shares"], words), &rows);
    if pages.len() > PAGES {
        sheet.explain(&words.text("pages-more", &[("count", ((pages.len() - PAGES) as u64).into())]));
    }
    sheet.explain(&words.plain("how-pages"));
}

pub(super) fn shares(sheet: &mut Sheet, report: &Report, words: &Words) {
    sheet.heading(&words.plain("section-shares"));
    if report.shares.count == 0 {
        sheet.paragraph(Ink::Plain, "  ", &words.plain("shares-none"));
        return;
    }
    sheet.paragraph(Ink::Plain, "  ", &words.text("shares-intro", &[("count", report.shares.count.into())]));
    let rows: Vec<Bar> = report
        .shares
        .by_source
        .iter()
        .map(|row| Bar {
            name: format!("{}, {}", names::source(&row.source, words), names::privacy(row.privacy, words)),
            value: words.count(row.count),
            parts: vec![(row.count as f64, Fill::Declared)],
            reach: None,
            ink: Ink::Private,
        })
        .collect();
    bars::write(sheet, &rows);
    if !report.shares.by_page.is_empty() {
        sheet.blank();
        let rows: Vec<Vec<String>> = report
            .shares
            .by_page
            .iter()
            .take(PAGES)
            .map(|row| {
                let first = row.by_source.first().map(|(source, _)| names::source(source, words));
                vec![clean(&row.page, names::PAGE), words.count(row.count), first.unwrap_or_default()]
            })
            .collect();
        sheet.table(&columns(&["head-page", "head-count", "head-by"], words), &rows);
    }
    sheet.explain(&words.plain("how-shares"));
}
