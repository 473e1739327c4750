//! The sections of the text that tell the figures.

use uc_engine::report::{ChannelRow, Report};
use uc_engine::source::Channel;
use uc_words::Words;

use super::bars::{self, Bar, Fill};
use super::sheet::{Ink, Sheet};
use super::sparks;
use crate::charts::table::columns;
use crate::clean::clean;
use crate::sentences::{Bounds, advice, headline, names, period};

/// How many pages are shown.
const PAGES: usize = 10;
/// How many sources with names are shown.
const SOURCES: usize = 8;

/// Explains in soft ink how a figure was come by.
fn explain(sheet: &mut Sheet, sentence: &str) {
    sheet.paragraph(Ink::Soft, "  ", sentence);
}

/// Site and period, the headline with its bar, key figures, and what the reader must know first.
pub(super) fn head(sheet: &mut Sheet, report: &Report, words: &Words) {
    let site = names::site(report, words);
    sheet.paragraph(Ink::Soft, "", &words.text("report-of", &[("site", site.into())]));
    if let Some(period) = period::period(report, words) {
        sheet.paragraph(Ink::Soft, "", &period);
    }
    sheet.blank();
    sheet.paragraph(Ink::Bold, "", &headline::headline(report, words));
    if report.landings > 0 {
        range(sheet, report, words);
    }
    sheet.blank();
    for paragraph in headline::lead(report, words) {
        sheet.paragraph(Ink::Plain, "", &paragraph);
    }
    if report.landings > 0 {
        key_figures(sheet, report, words);
    }
    let caveats = advice::caveats(report, words);
    if !caveats.is_empty() {
        sheet.heading(&words.plain("section-caveats"));
        for caveat in caveats {
            sheet.paragraph(Ink::Amber, "  ! ", &caveat);
        }
    }
}

/// The bar of all visits, with the letters explained by its own figures.
fn range(sheet: &mut Sheet, report: &Report, words: &Words) {
    let bounds = Bounds::of(report);
    let rest = (report.landings as f64 - bounds.certain as f64 - bounds.possible()).max(0.0);
    let parts = [
        (report.dark.declared as f64, Fill::Declared, "evidence-key-declared"),
        (report.dark.revealed as f64, Fill::Revealed, "evidence-key-revealed"),
        (bounds.possible(), Fill::Possible, "evidence-key-inferred"),
        (rest, Fill::NoTrace, "evidence-public"),
    ];
    let width = sheet.width();
    let all: String = parts
        .iter()
        .scan(0.0, |from, (visits, fill, _)| {
            let start = bars::columns(*from, report.landings as f64, width);
            *from += visits;
            let end = bars::columns(*from, report.landings as f64, width);
            Some(std::iter::repeat_n(fill.letter(), end.saturating_sub(start)).collect::<String>())
        })
        .collect();
    sheet.blank();
    sheet.line(&[(Ink::Private, &all)]);
    for (visits, fill, key) in parts {
        let figure = if fill == Fill::Declared || fill == Fill::Revealed {
            words.amount(visits)
        } else {
            words.count(words.estimate(visits))
        };
        sheet.paragraph(
            Ink::Plain,
            &format!("{} ", fill.letter()),
            &format!("{} {figure}", words.plain(key)),
        );
    }
}

fn key_figures(sheet: &mut Sheet, report: &Report, words: &Words) {
    let bounds = Bounds::of(report);
    let of_visits = |key, fraction| words.text(key, &[("percent", words.percent(fraction).into())]);
    sheet.blank();
    let rows = [
        (
            words.count(report.landings),
            "figure-visits",
            words.text("figure-visits-note", &[("visitors", report.visitors.into())]),
        ),
        (words.count(bounds.certain), "figure-certain", of_visits("figure-certain-note", bounds.low)),
        (
            words.count(words.estimate(bounds.most).max(bounds.certain)),
            "figure-possible",
            of_visits("figure-possible-note", bounds.high),
        ),
        (words.count(report.shares.count), "figure-shares", words.plain("figure-shares-note")),
        (words.count(report.lines.bots), "figure-machines", words.plain("figure-machines-note")),
    ];
    for (figure, key, note) in rows {
        sheet.paragraph(Ink::Plain, &format!("{figure:>9}  "), &format!("{}, {note}", words.plain(key)));
    }
    sheet.blank();
    explain(sheet, &advice::how_visits(report, words));
    for sentence in advice::how_headline(report, words) {
        explain(sheet, &sentence);
    }
}

pub(super) fn time(sheet: &mut Sheet, report: &Report, words: &Words) {
    if report.timeline.buckets.is_empty() {
        return;
    }
    let title = format!("{}, {}", words.plain("section-time"), period::step(report.timeline.step, words));
    sheet.heading(&title);
    sparks::write(sheet, &report.timeline, words);
    if report.timeline.buckets.iter().any(|bucket| bucket.partial) {
        sheet.paragraph(Ink::Soft, "  ╌ ", &words.plain("timeline-key-partial"));
    }
    let timezone = clean(&report.timezone, names::SOURCE);
    explain(sheet, &words.text("how-time-text", &[("timezone", timezone.into())]));
}

pub(super) fn channels(sheet: &mut Sheet, report: &Report, words: &Words) {
    sheet.heading(&words.plain("section-channels"));
    let rows: Vec<Bar> = report.channels.iter().map(|row| channel(row, report, words)).collect();
    bars::write(sheet, &rows);
    explain(sheet, &words.plain("how-channels"));
    if !report.sources.is_empty() {
        sheet.heading(&words.plain("section-sources"));
        let rows: Vec<Vec<String>> = report
            .sources
            .iter()
            .take(SOURCES)
            .map(|row| {
                vec![
                    names::source(&row.source, words),
                    words.count(row.landings),
                    names::channel(row.channel, words),
                ]
            })
            .collect();
        sheet.table(&columns(&["head-source", "head-visits", "head-channel"], words), &rows);
    }
}

/// Private sharing and direct share the visits without a trace, so both have a range.
fn channel(row: &ChannelRow, report: &Report, words: &Words) -> Bar {
    let bounds = Bounds::of(report);
    let all = report.landings.max(1) as f64;
    let (parts, low, high) = match row.channel {
        Channel::DarkSocial => (
            vec![
                (report.dark.declared as f64, Fill::Declared),
                (report.dark.revealed as f64, Fill::Revealed),
                (bounds.possible(), Fill::Possible),
            ],
            bounds.certain as f64,
            bounds.most,
        ),
        Channel::Direct => {
            (vec![(row.landings, Fill::NoTrace)], row.landings, row.landings + bounds.possible())
        }
        Channel::Campaign | Channel::Newsletter => {
            (vec![(row.landings, Fill::Declared)], row.landings, row.landings)
        }
        _ => (vec![(row.landings, Fill::Revealed)], row.landings, row.landings),
    };
    let (value, reach) = if high > low {
        let language = words.language();
        let value = format!(
            "{}  {:>7}",
            language.count_range(low, high),
            language.percent_range(low / all, high / all)
        );
        (value, Some(high))
    } else {
        (format!("{}  {:>7}", words.amount(row.landings), words.percent(row.share)), None)
    };
    let ink = if row.channel == Channel::DarkSocial { Ink::Private } else { Ink::Soft };
    Bar { name: names::channel(row.channel, words), value, parts, reach, ink }
}

pub(super) fn messengers(sheet: &mut Sheet, report: &Report, words: &Words) {
    sheet.heading(&words.plain("section-messengers"));
    let rows: Vec<Bar> = report
        .dark
        .by_source
        .iter()
        .filter_map(|row| row.source.as_ref().map(|source| (source, row.landings)))
        .map(|(source, landings)| Bar {
            name: names::source(source, words),
            value: words.amount(landings),
            parts: vec![(landings, Fill::Declared)],
            reach: None,
            ink: Ink::Private,
        })
        .collect();
    if rows.is_empty() {
        sheet.paragraph(Ink::Plain, "  ", &words.plain("messengers-none"));
    } else {
        bars::write(sheet, &rows);
    }
    let unknown: f64 =
        report.dark.by_source.iter().filter(|row| row.source.is_none()).map(|row| row.landings).sum();
    let unknown = words.estimate(unknown);
    if unknown > 0 {
        sheet.paragraph(
            Ink::Plain,
            "  ",
            &words.text("messenger-unknown-line", &[("count", unknown.into())]),
        );
    }
    explain(sheet, &words.plain("how-messengers"));
}

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
        explain(sheet, &words.text("pages-more", &[("count", ((pages.len() - PAGES) as u64).into())]));
    }
    explain(sheet, &words.plain("how-pages"));
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
    explain(sheet, &words.plain("how-shares"));
}

pub(super) fn either(sheet: &mut Sheet, report: &Report, words: &Words) {
    if report.either.is_empty() {
        return;
    }
    sheet.heading(&words.plain("section-either"));
    sheet.paragraph(Ink::Plain, "  ", &words.plain("either-intro"));
    let named =
        report.either.iter().filter_map(|row| row.source.as_ref().map(|source| (source, row.landings)));
    let rows: Vec<Bar> = named
        .map(|(source, landings)| Bar {
            name: names::source(source, words),
            value: words.amount(landings),
            parts: vec![(landings, Fill::Possible)],
            reach: None,
            ink: Ink::Soft,
        })
        .collect();
    bars::write(sheet, &rows);
    explain(sheet, &words.plain("how-either"));
}
