//! What is shared: pages with their bounds, and shares seen before the first click.

use uc_engine::report::{Method, Report, ShareSourceRow};
use uc_words::Words;

use super::bars::{self, Bar, Fill};
use super::sheet::{Ink, Sheet};
use crate::charts::table::columns;
use crate::clean::clean;
use crate::sentences::ways::{SHOWN, fold};
use crate::sentences::{advice, amount, names};

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
                amount(report.method, row.landings, row.interval, words),
                words.count(row.all_landings),
                words.count(row.shares_seen),
            ]
        })
        .collect();
    sheet.table(&columns(&["head-page", "head-shared", "head-all-visits", "head-shares"], words), &rows);
    if pages.len() > PAGES {
        sheet.explain(&words.text("pages-more", &[("count", ((pages.len() - PAGES) as u64).into())]));
    }
    sheet.explain(&words.plain(match report.method {
        Method::LandingPageRule => "how-pages",
        Method::Estimate => "how-pages-estimate",
    }));
}

pub(super) fn shares(sheet: &mut Sheet, report: &Report, words: &Words) {
    sheet.heading(&words.plain("section-shares"));
    sheet.paragraph(Ink::Plain, "  ", &advice::shares_intro(report, words));
    if report.shares.count == 0 {
        return;
    }
    let row = |name, count| Bar {
        name,
        value: words.amount(count),
        parts: vec![(count, Fill::Named)],
        reach: None,
        ink: Ink::Private,
    };
    let (shown, others) = fold(&report.shares.by_source, SHOWN, |row| row.count as f64);
    let named = |row: &ShareSourceRow| {
        format!("{}, {}", names::fetcher(&row.source, words), names::privacy(row.privacy, words))
    };
    let shown = shown.iter().map(|source| row(named(source), source.count as f64));
    let rows: Vec<Bar> = shown.chain(others.map(|count| row(words.plain("others"), count))).collect();
    bars::write(sheet, &rows);
    if !report.shares.by_page.is_empty() {
        sheet.blank();
        let rows: Vec<Vec<String>> = report
            .shares
            .by_page
            .iter()
            .take(PAGES)
            .map(|row| {
                let first = row.by_source.first().map(|(source, _)| names::fetcher(source, words));
                vec![clean(&row.page, names::PAGE), words.count(row.count), first.unwrap_or_default()]
            })
            .collect();
        sheet.table(&columns(&["head-page", "head-count", "head-mostly-by"], words), &rows);
    }
    sheet.explain(&words.plain("how-shares"));
}
