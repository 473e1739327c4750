//! Where visits come from: channels, messengers, and what may be private or public.

use uc_engine::report::{ChannelRow, Report};
use uc_engine::source::Channel;
use uc_words::Words;

use super::section::Section;
use crate::charts::bars::{Bar, BarChart};
use crate::charts::colours;
use crate::charts::table::{Table, columns};
use crate::clean::clean;
use crate::sentences::{Bounds, advice, names};

/// How many letters of a name stand over a bar: name and figure must fit on a phone side by side.
const NAME: usize = 28;

/// The sections on channels and on messengers.
pub(super) fn sections(report: &Report, words: &Words) -> Vec<Section> {
    vec![channels(report, words), messengers(report, words)]
}

fn channels(report: &Report, words: &Words) -> Section {
    let bars: Vec<Bar> = report.channels.iter().map(|row| channel(row, report, words)).collect();
    let rows = bars.iter().map(|bar| vec![bar.name.clone(), bar.value.clone()]).collect();
    let table =
        Table::new(words.plain("section-channels"), columns(&["head-channel", "head-visits"], words), rows);
    let mut tables = vec![(words.plain("table-of"), table)];
    if !report.sources.is_empty() {
        let rows = report.sources.iter().map(|row| {
            vec![
                names::source(&row.source, words),
                names::channel(row.channel, words),
                words.count(row.landings),
            ]
        });
        let columns = columns(&["head-source", "head-channel", "head-visits"], words);
        let title = words.plain("section-sources");
        tables.push((title.clone(), Table::new(title, columns, rows.collect())));
    }
    Section {
        id: "channels",
        title: words.plain("section-channels"),
        chart: Some(BarChart::new("channels-chart", words.plain("section-channels"), bars)),
        after: words.plain("channels-key"),
        tables,
        how_title: words.plain("how-known"),
        how: vec![words.plain("how-channels"), advice::how_visits(report, words)],
        ..Section::default()
    }
}

/// Draws a channel, with a whisker where its evidence leaves a range.
fn channel(row: &ChannelRow, report: &Report, words: &Words) -> Bar {
    let bounds = Bounds::of(report);
    let all = report.landings.max(1) as f64;
    let parts = match row.channel {
        Channel::DarkSocial => vec![
            (report.dark.declared as f64, "ev-declared"),
            (report.dark.revealed as f64, "ev-revealed"),
            (bounds.possible(), "ev-inferred"),
        ],
        Channel::Direct => vec![(row.landings, "public-none")],
        Channel::Campaign | Channel::Newsletter => vec![(row.landings, "public-declared")],
        _ => vec![(row.landings, "public-revealed")],
    };
    let whisker = bounds.range(row);
    let language = words.language();
    let value = match whisker {
        Some((low, high)) => {
            format!("{} · {}", language.count_range(low, high), language.percent_range(low / all, high / all))
        }
        None => format!("{} · {}", words.amount(row.landings), words.percent(row.share)),
    };
    Bar { name: names::channel(row.channel, words), note: String::new(), value, parts, whisker }
}

fn messengers(report: &Report, words: &Words) -> Section {
    let named =
        report.dark.by_source.iter().filter_map(|row| row.source.as_ref().map(|source| (source, row)));
    let bars: Vec<Bar> = named
        .map(|(source, row)| Bar {
            name: clean(&names::source(source, words), NAME),
            note: String::new(),
            value: words.amount(row.landings),
            parts: vec![(row.landings, colours::class(source))],
            whisker: None,
        })
        .collect();
    let unknown: f64 =
        report.dark.by_source.iter().filter(|row| row.source.is_none()).map(|row| row.landings).sum();
    let unknown = words.estimate(unknown);
    let mut rows: Vec<Vec<String>> =
        bars.iter().map(|bar| vec![bar.name.clone(), bar.value.clone()]).collect();
    if unknown > 0 {
        rows.push(vec![words.plain("messenger-unknown"), format!("0–{}", words.count(unknown))]);
    }
    let table = Table::new(
        words.plain("section-messengers"),
        columns(&["head-messenger", "head-visits"], words),
        rows,
    );
    let after = if unknown > 0 {
        words.text("messenger-unknown-line", &[("count", unknown.into())])
    } else {
        String::new()
    };
    Section {
        id: "messengers",
        title: words.plain("section-messengers"),
        intro: if bars.is_empty() { words.plain("messengers-none") } else { String::new() },
        chart: (!bars.is_empty())
            .then(|| BarChart::new("messengers-chart", words.plain("section-messengers"), bars)),
        after,
        tables: vec![(words.plain("table-of"), table)],
        how_title: words.plain("how-known"),
        how: vec![words.plain("how-messengers")],
    }
}

/// The section on visits from apps that show public posts and private messages alike; none without such visits.
pub(super) fn either(report: &Report, words: &Words) -> Option<Section> {
    if report.either.is_empty() {
        return None;
    }
    let named = report.either.iter().filter_map(|row| row.source.as_ref().map(|source| (source, row)));
    let bars: Vec<Bar> = named
        .map(|(source, row)| Bar {
            name: clean(&names::source(source, words), NAME),
            note: String::new(),
            value: words.amount(row.landings),
            parts: vec![(row.landings, "either")],
            whisker: None,
        })
        .collect();
    let rows = bars.iter().map(|bar| vec![bar.name.clone(), bar.value.clone()]).collect();
    let table =
        Table::new(words.plain("section-either"), columns(&["head-source", "head-visits"], words), rows);
    Some(Section {
        id: "either",
        title: words.plain("section-either"),
        intro: words.plain("either-intro"),
        chart: Some(BarChart::new("either-chart", words.plain("section-either"), bars)),
        tables: vec![(words.plain("table-of"), table)],
        how_title: words.plain("how-known"),
        how: vec![words.plain("how-either")],
        ..Section::default()
    })
}
