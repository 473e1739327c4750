//! Where visits come from: channels, the ways of sharing, and what may be private or public.

use uc_engine::report::{ChannelRow, EitherRow, Method, Report};
use uc_engine::source::{Channel, SourceName};
use uc_words::Words;

use super::section::Section;
use crate::charts::bars::{Bar, BarChart};
use crate::charts::colours;
use crate::charts::table::{Table, columns};
use crate::clean::clean;
use crate::sentences::ways::{Amount, SHOWN, Ways, fold};
use crate::sentences::{Bounds, amount, fraction, names};

/// How many letters of a name stand over a bar: name and figure must fit on a phone side by side.
const NAME: usize = 28;

/// The sections on channels and on the ways of sharing.
pub(super) fn sections(report: &Report, words: &Words) -> Vec<Section> {
    vec![channels(report, words), ways(report, words)]
}

fn channels(report: &Report, words: &Words) -> Section {
    let bars: Vec<Bar> = report.channels.iter().map(|row| channel(row, report, words)).collect();
    let whole = |row, bar: &Bar| {
        let (visits, part) = told(row, bar.whisker, report, words);
        vec![bar.name.clone(), format!("{visits} · {part}")]
    };
    let rows = report.channels.iter().zip(&bars).map(|(row, bar)| whole(row, bar)).collect();
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
    let (key, how) = match report.method {
        Method::LandingPageRule => ("channels-key", "how-channels"),
        Method::Estimate => ("channels-key-estimate", "how-channels-estimate"),
    };
    Section {
        id: "channels",
        title: words.plain("section-channels"),
        chart: Some(BarChart::new("channels-chart", words.plain("section-channels"), bars)),
        after: words.plain(key),
        tables,
        how_title: words.plain("how-known"),
        how: vec![words.plain(how), words.plain("how-visits")],
        ..Section::default()
    }
}

/// Draws a channel, with a whisker where its evidence leaves a range.
fn channel(row: &ChannelRow, report: &Report, words: &Words) -> Bar {
    let bounds = Bounds::of(report);
    let parts = match row.channel {
        Channel::DarkSocial => vec![
            (report.dark.declared as f64, "ev-declared"),
            (report.dark.revealed as f64, "ev-revealed"),
            (bounds.inferred, "ev-inferred"),
        ],
        Channel::Direct => vec![(row.landings, "public-none")],
        _ => vec![(row.landings, "public")],
    };
    let whisker = bounds.range(row);
    let (visits, part) = told(row, whisker, report, words);
    let visits = match report.method {
        Method::LandingPageRule => visits,
        // One range is told, or name and figures would meet on a phone. The table has both.
        Method::Estimate => words.amount(row.landings),
    };
    let value = format!("{visits} · {part}");
    Bar { name: names::channel(row.channel, words), note: String::new(), value, parts, whisker }
}

/// Tells a channel's visits and their part of all, with ranges where there are any.
fn told(row: &ChannelRow, range: Option<(f64, f64)>, report: &Report, words: &Words) -> (String, String) {
    let bounds = Bounds::of(report);
    let Some((low, high)) = range else { return (words.amount(row.landings), words.percent(row.share)) };
    let visits = amount(report.method, row.landings, (low, high), words);
    (visits, fraction(report.method, row.share, (bounds.part(low), bounds.part(high)), words))
}

fn ways(report: &Report, words: &Words) -> Section {
    let ways = Ways::of(report);
    let (shown, rest) = fold(&ways.named, SHOWN, |(_, amount)| *amount);
    let drawn = |(source, amount): &(&SourceName, Amount)| {
        way(clean(&names::source(source, words), NAME), *amount, colours::class(source), report.method, words)
    };
    let mut bars: Vec<Bar> = shown.iter().map(drawn).collect();
    bars.extend(rest.map(|amount| way(words.plain("others"), amount, "m-other", report.method, words)));
    let mut rows: Vec<Vec<String>> = ways.named.iter().map(|way| cells(&drawn(way))).collect();
    let none = bars.is_empty();
    if ways.unknown.visits > 0.0 {
        let unknown = unknown(ways.unknown, report.method, words);
        rows.push(cells(&unknown));
        bars.push(unknown);
    }
    let title = words.plain("section-messengers");
    let table = Table::new(title.clone(), columns(&["head-way", "head-visits"], words), rows);
    let how = match report.method {
        Method::LandingPageRule => "how-messengers",
        Method::Estimate => "how-messengers-estimate",
    };
    Section {
        id: "ways",
        title: title.clone(),
        intro: if none { words.plain("messengers-none") } else { String::new() },
        chart: (!bars.is_empty()).then(|| BarChart::new("ways-chart", title, bars)),
        tables: vec![(words.plain("table-of"), table)],
        how_title: words.plain("how-known"),
        how: vec![words.plain(how)],
        ..Section::default()
    }
}

/// Draws a way: the rule counts what is named, the estimate adds to what is proven.
fn way(name: String, amount: Amount, class: &'static str, method: Method, words: &Words) -> Bar {
    match method {
        Method::LandingPageRule => plain(name, words.amount(amount.visits), vec![(amount.visits, class)]),
        Method::Estimate => {
            estimated(name, amount, vec![(amount.known, class), (amount.inferred(), "ev-inferred")], words)
        }
    }
}

fn unknown(amount: Amount, method: Method, words: &Words) -> Bar {
    let (name, parts) = (words.plain("messenger-unknown"), vec![(amount.visits, "ev-inferred")]);
    match method {
        Method::LandingPageRule => {
            let value = words.text("up-to", &[("count", words.amount(amount.visits).into())]);
            plain(name, value, parts)
        }
        Method::Estimate => estimated(name, amount, parts, words),
    }
}

fn plain(name: String, value: String, parts: Vec<(f64, &'static str)>) -> Bar {
    Bar { name, note: String::new(), value, parts, whisker: None }
}

/// Draws an estimate with a whisker over its range.
fn estimated(name: String, amount: Amount, parts: Vec<(f64, &'static str)>, words: &Words) -> Bar {
    let value = words.language().count_estimate(amount.visits, amount.range);
    let whisker = (amount.range.1 > amount.range.0).then_some(amount.range);
    Bar { whisker, ..plain(name, value, parts) }
}

fn cells(bar: &Bar) -> Vec<String> {
    vec![bar.name.clone(), bar.value.clone()]
}

/// The section on visits from apps that show public posts and private messages alike; none without such visits.
pub(super) fn either(report: &Report, words: &Words) -> Option<Section> {
    if report.either.is_empty() {
        return None;
    }
    let named = report.either.iter().filter_map(|row| row.source.as_ref().map(|source| (source, row)));
    let named: Vec<(&SourceName, &EitherRow)> = named.collect();
    let bar = |name, landings: u64, private: f64| {
        let parts = vec![(private, "ev-inferred"), ((landings as f64 - private).max(0.0), "either")];
        plain(name, names::either(report.method, landings, private, words), parts)
    };
    let drawn = |(source, row): &(&SourceName, &EitherRow)| {
        bar(clean(&names::source(source, words), NAME), row.landings, row.private)
    };
    let rows = named.iter().map(|row| cells(&drawn(row))).collect();
    let (shown, rest) = fold(&named, SHOWN, |(_, row)| row.landings);
    let (_, rest_private) = fold(&named, SHOWN, |(_, row)| row.private);
    let mut shown: Vec<Bar> = shown.iter().map(drawn).collect();
    let rest = rest.zip(rest_private);
    shown.extend(rest.map(|(landings, private)| bar(words.plain("others"), landings, private)));
    let table =
        Table::new(words.plain("section-either"), columns(&["head-source", "head-visits"], words), rows);
    Some(Section {
        id: "either",
        title: words.plain("section-either"),
        intro: words.plain(names::either_intro(report)),
        chart: Some(BarChart::new("either-chart", words.plain("section-either"), shown)),
        tables: vec![(words.plain("table-of"), table)],
        how_title: words.plain("how-known"),
        how: vec![words.plain("how-either")],
        ..Section::default()
    })
}
