//! Where visits come from: channels, the ways of sharing, and what may be private or public.

use uc_engine::report::{ChannelRow, Report};
use uc_engine::source::{Channel, SourceName};
use uc_words::Words;

use super::bars::{self, Bar, Fill};
use super::sheet::{Ink, Sheet};
use crate::charts::table::columns;
use crate::sentences::ways::{SHOWN, Ways, fold};
use crate::sentences::{Bounds, names};

/// How many sources with names are shown.
const SOURCES: usize = 8;

pub(super) fn channels(sheet: &mut Sheet, report: &Report, words: &Words) {
    sheet.heading(&words.plain("section-channels"));
    let rows: Vec<Bar> = report.channels.iter().map(|row| channel(row, report, words)).collect();
    bars::write(sheet, &rows);
    sheet.explain(&words.plain("channels-key-text"));
    sheet.explain(&words.plain("how-channels"));
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

/// Draws a channel, with an end mark where its evidence leaves a range.
fn channel(row: &ChannelRow, report: &Report, words: &Words) -> Bar {
    let bounds = Bounds::of(report);
    let all = report.landings.max(1) as f64;
    let parts = match row.channel {
        Channel::DarkSocial => vec![
            (report.dark.declared as f64, Fill::Declared),
            (report.dark.revealed as f64, Fill::Revealed),
            (bounds.possible(), Fill::Possible),
        ],
        Channel::Direct => vec![(row.landings, Fill::NoTrace)],
        _ => vec![(row.landings, Fill::Other)],
    };
    let range = bounds.range(row);
    let language = words.language();
    let (visits, part) = match range {
        Some((low, high)) => (language.count_range(low, high), language.percent_range(low / all, high / all)),
        None => (words.amount(row.landings), words.percent(row.share)),
    };
    let ink = if row.channel == Channel::DarkSocial { Ink::Private } else { Ink::Soft };
    Bar {
        name: names::channel(row.channel, words),
        value: format!("{visits}  {part:>7}"),
        parts,
        reach: range.map(|(_, high)| high),
        ink,
    }
}

pub(super) fn ways(sheet: &mut Sheet, report: &Report, words: &Words) {
    sheet.heading(&words.plain("section-messengers"));
    let ways = Ways::of(report);
    let row = |name, visits| Bar {
        name,
        value: words.amount(visits),
        parts: vec![(visits, Fill::Named)],
        reach: None,
        ink: Ink::Private,
    };
    let (shown, others) = fold(&ways.named, SHOWN, |(_, visits)| *visits);
    let mut rows: Vec<Bar> =
        shown.iter().map(|(source, visits)| row(names::source(source, words), *visits)).collect();
    rows.extend(others.map(|visits| row(words.plain("others"), visits)));
    if rows.is_empty() {
        sheet.paragraph(Ink::Plain, "  ", &words.plain("messengers-none"));
    }
    if ways.unknown > 0.0 {
        rows.push(Bar {
            name: words.plain("messenger-unknown"),
            value: words.text("up-to", &[("count", words.amount(ways.unknown).into())]),
            parts: vec![(ways.unknown, Fill::Possible)],
            reach: None,
            ink: Ink::Private,
        });
    }
    if !rows.is_empty() {
        bars::write(sheet, &rows);
    }
    sheet.explain(&words.plain("how-messengers"));
}

pub(super) fn either(sheet: &mut Sheet, report: &Report, words: &Words) {
    if report.either.is_empty() {
        return;
    }
    sheet.heading(&words.plain("section-either"));
    sheet.paragraph(Ink::Plain, "  ", &words.plain("either-intro"));
    let named =
        report.either.iter().filter_map(|row| row.source.as_ref().map(|source| (source, row.landings)));
    let row = |name, landings| Bar {
        name,
        value: words.amount(landings),
        parts: vec![(landings, Fill::Either)],
        reach: None,
        ink: Ink::Soft,
    };
    let named: Vec<(&SourceName, f64)> = named.collect();
    let (shown, others) = fold(&named, SHOWN, |(_, landings)| *landings);
    let shown = shown.iter().map(|(source, landings)| row(names::source(source, words), *landings));
    let rows: Vec<Bar> = shown.chain(others.map(|landings| row(words.plain("others"), landings))).collect();
    bars::write(sheet, &rows);
    sheet.explain(&words.plain("how-either"));
}
