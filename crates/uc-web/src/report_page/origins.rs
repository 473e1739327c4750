//! Where visits come from: channels, the ways of sharing, and what may be private or public.

use uc_engine::report::{ChannelRow, Report};
use uc_engine::source::{Channel, SourceName};
use uc_words::Words;

use super::section::Section;
use crate::charts::bars::{Bar, BarChart};
use crate::charts::colours;
use crate::charts::table::{Table, columns};
use crate::clean::clean;
use crate::sentences::ways::{SHOWN, Ways, fold};
use crate::sentences::{Bounds, names};

/// How many letters of a name stand over a bar: name and figure must fit on a phone side by side.
const NAME: usize = 28;

/// The sections on channels and on the ways of sharing.
pub(super) fn sections(report: &Report, words: &Words) -> Vec<Section> {
    vec![channels(report, words), ways(report, words)]
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
        how: vec![words.plain("how-channels"), words.plain("how-visits")],
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
        _ => vec![(row.landings, "public")],
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

fn bar(source: &SourceName, visits: f64, class: &'static str, words: &Words) -> Bar {
    Bar {
        name: clean(&names::source(source, words), NAME),
        note: String::new(),
        value: words.amount(visits),
        parts: vec![(visits, class)],
        whisker: None,
    }
}

fn others(visits: f64, class: &'static str, words: &Words) -> Bar {
    Bar {
        name: words.plain("others"),
        note: String::new(),
        value: words.amount(visits),
        parts: vec![(visits, class)],
        whisker: None,
    }
}

fn cells(bar: &Bar) -> Vec<String> {
    vec![bar.name.clone(), bar.value.clone()]
}

fn ways(report: &Report, words: &Words) -> Section {
    let ways = Ways::of(report);
    let (shown, rest) = fold(&ways.named, SHOWN, |(_, visits)| *visits);
    let drawn = |(source, visits): &(&SourceName, f64)| bar(source, *visits, colours::class(source), words);
    let mut bars: Vec<Bar> = shown.iter().map(drawn).collect();
    bars.extend(rest.map(|visits| others(visits, "m-other", words)));
    let mut rows: Vec<Vec<String>> = ways.named.iter().map(|way| cells(&drawn(way))).collect();
    let none = bars.is_empty();
    if ways.unknown > 0.0 {
        let value = words.text("up-to", &[("count", words.amount(ways.unknown).into())]);
        let unknown = Bar {
            name: words.plain("messenger-unknown"),
            note: String::new(),
            value,
            parts: vec![(ways.unknown, "ev-inferred")],
            whisker: None,
        };
        rows.push(cells(&unknown));
        bars.push(unknown);
    }
    let title = words.plain("section-messengers");
    let table = Table::new(title.clone(), columns(&["head-way", "head-visits"], words), rows);
    Section {
        id: "ways",
        title: title.clone(),
        intro: if none { words.plain("messengers-none") } else { String::new() },
        chart: (!bars.is_empty()).then(|| BarChart::new("ways-chart", title, bars)),
        tables: vec![(words.plain("table-of"), table)],
        how_title: words.plain("how-known"),
        how: vec![words.plain("how-messengers")],
        ..Section::default()
    }
}

/// The section on visits from apps that show public posts and private messages alike; none without such visits.
pub(super) fn either(report: &Report, words: &Words) -> Option<Section> {
    if report.either.is_empty() {
        return None;
    }
    let named = report.either.iter().filter_map(|row| row.source.as_ref().map(|source| (source, row)));
    let bars: Vec<Bar> = named.map(|(source, row)| bar(source, row.landings, "either", words)).collect();
    let rows = bars.iter().map(cells).collect();
    let (shown, rest) = fold(&bars, SHOWN, |bar| bar.parts.iter().map(|(visits, _)| visits).sum());
    let mut shown = shown.to_vec();
    shown.extend(rest.map(|visits| others(visits, "either", words)));
    let table =
        Table::new(words.plain("section-either"), columns(&["head-source", "head-visits"], words), rows);
    Some(Section {
        id: "either",
        title: words.plain("section-either"),
        intro: words.plain("either-intro"),
        chart: Some(BarChart::new("either-chart", words.plain("section-either"), shown)),
        tables: vec![(words.plain("table-of"), table)],
        how_title: words.plain("how-known"),
        how: vec![words.plain("how-either")],
        ..Section::default()
    })
}
