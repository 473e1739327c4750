//! What the sections on time and on what was left out hold.

use uc_engine::report::Report;
use uc_words::Words;

use super::Time;
use super::section::Section;
use crate::charts::bars::{Bar, BarChart};
use crate::charts::table::{Table, columns};
use crate::charts::timeline::TimelineChart;
use crate::clean::clean;
use crate::sentences::{names, period};

/// How many letters of a time zone's name are shown.
const ZONE: usize = 40;
/// How many letters of a line that no format fitted are shown.
const LINE: usize = 200;

/// The course of time, as chart and table.
pub(super) fn time(report: &Report, words: &Words) -> Time {
    let timeline = &report.timeline;
    let rows = timeline.buckets.iter().map(|bucket| {
        let (low, high) = bucket.dark_interval;
        vec![
            period::bucket(bucket, timeline.step, words),
            words.count(bucket.landings),
            words.language().count_range(low, high),
            words.count(bucket.shares_seen),
        ]
    });
    Time {
        step: period::step(timeline.step, words),
        chart: TimelineChart::new(timeline, words),
        table: Table::new(
            words.plain("section-time"),
            columns(&["head-when", "head-visits", "head-private", "head-shares"], words),
            rows.collect(),
        ),
        how: words.text("how-time", &[("timezone", clean(&report.timezone, ZONE).into())]),
    }
}

/// What was left out, and why.
pub(super) fn left_out(report: &Report, words: &Words) -> Section {
    let lines = &report.lines;
    let bars = names::lines(lines, words).into_iter().enumerate().map(|(index, (name, count))| Bar {
        name,
        note: String::new(),
        value: words.count(count),
        parts: vec![(count as f64, if index == 0 && lines.pages > 0 { "kept" } else { "public-revealed" })],
        whisker: None,
    });
    let mut tables = Vec::new();
    if !lines.bots_by_class.is_empty() {
        let machines = lines
            .bots_by_class
            .iter()
            .map(|(class, count)| vec![names::machine(class, words), words.count(*count)]);
        let title = words.plain("bots-title");
        tables.push((
            title.clone(),
            Table::new(title, columns(&["head-what", "head-count"], words), machines.collect()),
        ));
    }
    if !lines.unparsed_examples.is_empty() {
        let unparsed = lines.unparsed_examples.iter().map(|line| {
            let file = clean(&line.file, names::PAGE_IN_SENTENCE);
            let place = words
                .text("unparsed-where", &[("file", file.into()), ("line", words.count(line.line).into())]);
            vec![place, clean(&line.text, LINE)]
        });
        let title = words.text("unparsed-title", &[("count", lines.unparsed.into())]);
        let columns = columns(&["head-where", "head-line"], words);
        tables.push((title.clone(), Table::new(title, columns, unparsed.collect())));
    }
    let mut how = vec![words.plain("how-left-out")];
    if !lines.unparsed_examples.is_empty() {
        how.push(words.plain("unparsed-note"));
    }
    Section {
        id: "left-out",
        title: words.plain("section-left-out"),
        intro: words.text("left-out-intro", &[("read", lines.read.into())]),
        chart: Some(BarChart::new("left-out-chart", words.plain("section-left-out"), bars.collect())),
        tables,
        how_title: words.plain("how-known"),
        how,
        ..Section::default()
    }
}
