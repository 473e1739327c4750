//! Where visits come from: channels, the ways of sharing, and what may be private or public.

use uc_engine::report::{ChannelRow, EitherRow, Method, Report};
use uc_engine::source::{Channel, SourceName};
use uc_words::Words;
use unicode_width::UnicodeWidthStr;

use super::bars::{self, Bar, Fill};
use super::sheet::{Ink, Sheet, pad};
use crate::charts::table::columns;
use crate::sentences::ways::{Amount, SHOWN, Ways, fold};
use crate::sentences::{Bounds, amount, fraction, names};

/// How many sources with names are shown.
const SOURCES: usize = 8;

pub(super) fn channels(sheet: &mut Sheet, report: &Report, words: &Words) {
    sheet.heading(&words.plain("section-channels"));
    let parts: Vec<String> = report.channels.iter().map(|row| part(row, report, words)).collect();
    let width = parts.iter().map(|part| part.width()).max().unwrap_or_default().max(7);
    let rows = report.channels.iter().zip(&parts);
    let rows: Vec<Bar> = rows.map(|(row, part)| channel(row, (part, width), report, words)).collect();
    bars::write(sheet, &rows);
    let keys = match report.method {
        Method::LandingPageRule => ["channels-key-text", "how-channels"],
        Method::Estimate => ["channels-key-text-estimate", "how-channels-estimate"],
    };
    for key in keys {
        sheet.explain(&words.plain(key));
    }
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

/// Writes a channel's part of all visits, with its range where its evidence leaves one.
fn part(row: &ChannelRow, report: &Report, words: &Words) -> String {
    let bounds = Bounds::of(report);
    match bounds.range(row) {
        Some((low, high)) => fraction(report.method, row.share, (bounds.part(low), bounds.part(high)), words),
        None => words.percent(row.share),
    }
}

/// Draws a channel, with an end mark where its evidence leaves a range. Ranges end in one column; estimates begin in
/// one, since only some have a range behind them.
fn channel(row: &ChannelRow, (part, width): (&str, usize), report: &Report, words: &Words) -> Bar {
    let bounds = Bounds::of(report);
    let parts = match row.channel {
        Channel::DarkSocial => vec![
            (report.dark.declared as f64, Fill::Declared),
            (report.dark.revealed as f64, Fill::Revealed),
            (bounds.inferred, Fill::Possible),
        ],
        Channel::Direct => vec![(row.landings, Fill::NoTrace)],
        _ => vec![(row.landings, Fill::Other)],
    };
    let range = bounds.range(row);
    let visits = match range {
        Some(range) => amount(report.method, row.landings, range, words),
        None => words.amount(row.landings),
    };
    let part = match report.method {
        Method::LandingPageRule => format!("{part:>width$}"),
        Method::Estimate => pad(part, width),
    };
    let ink = if row.channel == Channel::DarkSocial { Ink::Private } else { Ink::Soft };
    Bar {
        name: names::channel(row.channel, words),
        value: format!("{visits}  {part}"),
        parts,
        reach: range.map(|(_, high)| high),
        ink,
    }
}

pub(super) fn ways(sheet: &mut Sheet, report: &Report, words: &Words) {
    sheet.heading(&words.plain("section-messengers"));
    let ways = Ways::of(report);
    let (shown, others) = fold(&ways.named, SHOWN, |(_, amount)| *amount);
    let named = shown.iter().map(|(source, amount)| (names::source(source, words), *amount));
    let others = others.map(|amount| (words.plain("others"), amount));
    let mut rows: Vec<Bar> =
        named.chain(others).map(|(name, amount)| way(name, amount, report.method, words)).collect();
    if rows.is_empty() {
        sheet.paragraph(Ink::Plain, "  ", &words.plain("messengers-none"));
    }
    if ways.unknown.visits > 0.0 {
        rows.push(unknown(ways.unknown, report.method, words));
    }
    if !rows.is_empty() {
        bars::write(sheet, &rows);
    }
    sheet.explain(&words.plain(match report.method {
        Method::LandingPageRule => "how-messengers",
        Method::Estimate => "how-messengers-estimate",
    }));
}

/// Draws a way: the rule counts what is named, the estimate adds to what is proven.
fn way(name: String, amount: Amount, method: Method, words: &Words) -> Bar {
    let parts = vec![(amount.known, Fill::Named), (amount.inferred(), Fill::Possible)];
    match method {
        Method::LandingPageRule => Bar {
            name,
            value: words.amount(amount.visits),
            parts: vec![(amount.visits, Fill::Named)],
            reach: None,
            ink: Ink::Private,
        },
        Method::Estimate => estimated(name, amount, parts, words),
    }
}

fn unknown(amount: Amount, method: Method, words: &Words) -> Bar {
    let (name, parts) = (words.plain("messenger-unknown"), vec![(amount.visits, Fill::Possible)]);
    match method {
        Method::LandingPageRule => {
            let value = words.text("up-to", &[("count", words.amount(amount.visits).into())]);
            Bar { name, value, parts, reach: None, ink: Ink::Private }
        }
        Method::Estimate => estimated(name, amount, parts, words),
    }
}

fn estimated(name: String, amount: Amount, parts: Vec<(f64, Fill)>, words: &Words) -> Bar {
    let value = words.language().count_estimate(amount.visits, amount.range);
    let reach = (amount.range.1 > amount.range.0).then_some(amount.range.1);
    Bar { name, value, parts, reach, ink: Ink::Private }
}

pub(super) fn either(sheet: &mut Sheet, report: &Report, words: &Words) {
    if report.either.is_empty() {
        return;
    }
    sheet.heading(&words.plain("section-either"));
    sheet.paragraph(Ink::Plain, "  ", &words.plain(names::either_intro(report)));
    let named = report.either.iter().filter_map(|row| row.source.as_ref().map(|source| (source, row)));
    let named: Vec<(&SourceName, &EitherRow)> = named.collect();
    let (shown, others) = fold(&named, SHOWN, |(_, row)| row.landings);
    let (_, others_private) = fold(&named, SHOWN, |(_, row)| row.private);
    let bar = |name, landings: u64, private: f64| Bar {
        name,
        value: names::either(report.method, landings, private, words),
        parts: vec![(private, Fill::Possible), ((landings as f64 - private).max(0.0), Fill::Either)],
        reach: None,
        ink: Ink::Soft,
    };
    let shown =
        shown.iter().map(|(source, row)| bar(names::source(source, words), row.landings, row.private));
    let others = others.zip(others_private);
    let others = others.map(|(landings, private)| bar(words.plain("others"), landings, private));
    let rows: Vec<Bar> = shown.chain(others).collect();
    bars::write(sheet, &rows);
    sheet.explain(&words.plain("how-either"));
}
