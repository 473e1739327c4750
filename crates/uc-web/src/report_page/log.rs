//! What the log contains: what became of its lines, and the machines by kind.

use uc_engine::report::Report;
use uc_words::Words;

use super::section::Section;
use crate::charts::bars::{Bar, BarChart};
use crate::charts::table::{Table, columns};
use crate::clean::clean;
use crate::sentences::names;

/// How many letters of a line that no format fitted are shown.
const LINE: usize = 200;

/// The sections on lines and on machines; the latter only where there are any.
pub(super) fn sections(report: &Report, words: &Words) -> Vec<Section> {
    [lines(report, words)].into_iter().chain(machines(report, words)).collect()
}

fn bar(name: String, count: u64, class: &'static str, words: &Words) -> Bar {
    Bar {
        name,
        note: String::new(),
        value: words.count(count),
        parts: vec![(count as f64, class)],
        whisker: None,
    }
}

fn lines(report: &Report, words: &Words) -> Section {
    let lines = &report.lines;
    let bars = names::lines(lines, words).into_iter().map(|(name, count)| bar(name, count, "public", words));
    let mut tables = Vec::new();
    let mut how = vec![words.plain("how-left-out")];
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
        how.push(words.plain("unparsed-note"));
    }
    Section {
        id: "log",
        title: words.plain("section-left-out"),
        intro: words.text("left-out-intro", &[("read", lines.read.into())]),
        chart: Some(BarChart::new("log-chart", words.plain("section-left-out"), bars.collect())),
        tables,
        how_title: words.plain("how-known"),
        how,
        ..Section::default()
    }
}

fn machines(report: &Report, words: &Words) -> Option<Section> {
    let classes = &report.lines.bots_by_class;
    if classes.is_empty() {
        return None;
    }
    let bars = names::machines(&report.lines, words)
        .into_iter()
        .map(|(name, count)| bar(name, count, "public", words));
    let rows = classes.iter().map(|(class, count)| vec![names::machine(class, words), words.count(*count)]);
    let title = words.plain("bots-title");
    let table = Table::new(title.clone(), columns(&["head-what", "head-count"], words), rows.collect());
    Some(Section {
        id: "machines",
        title: title.clone(),
        intro: words.plain("bots-intro"),
        chart: Some(BarChart::new("machines-chart", title, bars.collect())),
        tables: vec![(words.plain("table-of"), table)],
        ..Section::default()
    })
}
