//! The test as text for a terminal.

use uc_engine::report::Report;
use uc_words::Words;

use super::{tested, wording};
use crate::charts::table::columns;
use crate::sentences::{names, period};
use crate::text::Style;
use crate::text::sheet::{Ink, Sheet};

/// Returns the test of a report's estimate as text, ending with a line feed.
pub fn text(report: &Report, words: &Words, style: Style) -> String {
    let test = tested(report);
    let mut sheet = Sheet::new(style);
    let site = names::site(report, words);
    sheet.paragraph(Ink::Soft, "", &words.text("backtest-of", &[("site", site.into())]));
    if let Some(period) = period::period(report, words) {
        sheet.paragraph(Ink::Soft, "", &period);
    }
    sheet.blank();
    sheet.paragraph(Ink::Bold, "", &wording::headline(&test, words));
    sheet.blank();
    for paragraph in wording::lead(&test, words) {
        sheet.paragraph(Ink::Plain, "", &paragraph);
    }
    scores(&mut sheet, &wording::measures(&test, words), words);
    if !test.reliability.is_empty() {
        sheet.heading(&words.plain("section-reliability"));
        sheet.explain(&words.plain("reliability-intro-text"));
        let rows: Vec<Vec<String>> = test.reliability.iter().map(|bin| wording::group(bin, words)).collect();
        sheet.table(&columns(&["head-group", "head-told", "head-true", "head-visits"], words), &rows);
    }
    if !test.by_source.is_empty() {
        sheet.heading(&words.plain("section-tested-sources"));
        sheet.explain(&words.plain("tested-sources-intro"));
        let rows: Vec<Vec<String>> = wording::sources(&test).map(|row| wording::cells(row, words)).collect();
        sheet.table(&columns(&wording::SOURCE_HEADS, words), &rows);
    }
    sheet.heading(&words.plain("section-limits"));
    for sentence in wording::limits(&test, words) {
        sheet.paragraph(Ink::Plain, "  – ", &sentence);
    }
    sheet.blank();
    sheet.paragraph(Ink::Soft, "", &words.plain("report-made-by"));
    sheet.finish()
}

fn scores(sheet: &mut Sheet, measures: &[wording::Measure], words: &Words) {
    if measures.is_empty() {
        return;
    }
    sheet.heading(&words.plain("section-scores"));
    let rows: Vec<Vec<String>> = measures
        .iter()
        .map(|measure| {
            [&measure.name, &measure.estimate, &measure.rule, &measure.guess].map(String::clone).to_vec()
        })
        .collect();
    sheet.table(&columns(&["head-measure", "head-estimate", "head-rule", "head-guess"], words), &rows);
    for measure in measures {
        sheet.explain(&format!("{}: {}", measure.name, measure.means));
    }
}
