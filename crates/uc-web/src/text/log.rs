//! The end of the text: what the log contains; what to do next.

use uc_engine::report::Report;
use uc_words::Words;

use super::bars::{self, Bar, Fill};
use super::sheet::{Ink, Sheet};
use crate::clean::clean;
use crate::sentences::{advice, names};

/// How many letters of a line that no format fitted are shown.
const LINE: usize = 200;

pub(super) fn section(sheet: &mut Sheet, report: &Report, words: &Words) {
    let lines = &report.lines;
    sheet.heading(&words.plain("section-left-out"));
    sheet.paragraph(Ink::Plain, "  ", &words.text("left-out-intro", &[("read", lines.read.into())]));
    let rows: Vec<Bar> =
        names::lines(lines, words).into_iter().map(|(name, count)| bar(name, count, words)).collect();
    bars::write(sheet, &rows);
    if !lines.bots_by_class.is_empty() {
        sheet.heading(&words.plain("bots-title"));
        let rows: Vec<Bar> =
            names::machines(lines, words).into_iter().map(|(name, count)| bar(name, count, words)).collect();
        bars::write(sheet, &rows);
    }
    sheet.paragraph(Ink::Soft, "  ", &words.plain("how-left-out"));
    if !lines.unparsed_examples.is_empty() {
        sheet.heading(&words.text("unparsed-title", &[("count", lines.unparsed.into())]));
        for line in &lines.unparsed_examples {
            let file = clean(&line.file, names::PAGE_IN_SENTENCE);
            let number = words.count(line.line);
            let place = words.text("unparsed-where", &[("file", file.into()), ("line", number.into())]);
            sheet.paragraph(Ink::Plain, "  ", &place);
            sheet.paragraph(Ink::Soft, "    ", &clean(&line.text, LINE));
        }
        sheet.paragraph(Ink::Soft, "  ", &words.plain("unparsed-note"));
    }
}

fn bar(name: String, count: u64, words: &Words) -> Bar {
    let parts = vec![(count as f64, Fill::Other)];
    Bar { name, value: words.count(count), parts, reach: None, ink: Ink::Soft }
}

pub(super) fn next_steps(sheet: &mut Sheet, report: &Report, words: &Words) {
    sheet.heading(&words.plain("section-next"));
    for (number, step) in (1..).zip(advice::next_steps(report, words)) {
        sheet.paragraph(Ink::Plain, &format!("  {number}. "), &step);
    }
    sheet.blank();
    sheet.paragraph(Ink::Soft, "", &words.plain("report-made-by"));
}
