//! The timeline in letters: columns two lines high for each series, all steps of time from left to right.
//!
//! Each series has its own scale, and its largest number stands beside it, so that little is told from less. An
//! estimate and the ends of its range have one scale in common.

use uc_engine::report::{Bucket, Method, Report, Timeline};
use uc_words::Words;
use unicode_width::UnicodeWidthStr;

use super::sheet::{Ink, Sheet, fit, pad};
use crate::sentences::period;

/// Heights of a letter, from next to nothing to all.
const HEIGHTS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

struct Row {
    name: String,
    values: Vec<f64>,
    /// The values of the row whose scale is this one's, where that is another row's.
    scale: Option<Vec<f64>>,
    ink: Ink,
}

impl Row {
    fn new(key: &str, buckets: &[Bucket], value: fn(&Bucket) -> f64, words: &Words) -> Self {
        let ink = if key == "timeline-key-visits" { Ink::Plain } else { Ink::Private };
        Self { name: words.plain(key), values: buckets.iter().map(value).collect(), scale: None, ink }
    }
}

/// The series: all visits, what is shared in private, shares seen.
fn rows(report: &Report, words: &Words) -> Vec<Row> {
    let buckets = &report.timeline.buckets;
    let row = |key, value| Row::new(key, buckets, value, words);
    let visits = row("timeline-key-visits", |bucket| bucket.landings as f64);
    let (lower, upper) = match report.method {
        Method::LandingPageRule => ("timeline-row-certain", "timeline-row-possible"),
        Method::Estimate => ("timeline-row-lower", "timeline-row-upper"),
    };
    let mut upper = row(upper, |bucket| bucket.dark_interval.1);
    let mut lower = row(lower, |bucket| bucket.dark_interval.0);
    let shares = row("timeline-row-shares", |bucket| bucket.shares_seen as f64);
    match report.method {
        Method::LandingPageRule => vec![visits, upper, lower, shares],
        Method::Estimate => {
            let mut estimate = row("timeline-row-estimate", |bucket| bucket.dark);
            for row in [&mut estimate, &mut lower] {
                row.scale = Some(upper.values.clone());
            }
            upper.ink = Ink::Soft;
            lower.ink = Ink::Soft;
            vec![visits, upper, estimate, lower, shares]
        }
    }
}

/// Writes a timeline of at least one bucket. Steps that the log covers in part stand over a dashed line.
pub(super) fn write(sheet: &mut Sheet, report: &Report, words: &Words) {
    let timeline = &report.timeline;
    let buckets = &timeline.buckets;
    let rows = rows(report, words);
    let most = |row: &Row, join| peak(&row.values, join);
    let told = |value| words.text("timeline-row-most", &[("most", words.amount(value).into())]);
    let widest = rows.iter().flat_map(|row| [row.name.width(), told(most(row, 1)).width()]).max();
    let name_width = widest.unwrap_or_default().min(sheet.width() / 3);
    let room = sheet.width() - name_width - 4;
    // Neighbours are summed where there are more steps than columns.
    let join = buckets.len().div_ceil(room).max(1);
    let stretch = (room / buckets.len().div_ceil(join)).clamp(1, 3);
    for row in rows {
        let most = most(&row, join);
        let scale = row.scale.as_ref().map_or(most, |values| peak(values, join));
        let (upper, lower): (String, String) = row
            .values
            .chunks(join)
            .flat_map(|joined| std::iter::repeat_n(column(joined.iter().sum(), scale), stretch))
            .unzip();
        for (name, columns) in [(row.name, upper), (told(most), lower)] {
            sheet.line(&[
                (Ink::Plain, "  "),
                (Ink::Soft, &pad(&fit(&name, name_width), name_width + 2)),
                (row.ink, &columns),
            ]);
        }
    }
    let dashed: String = buckets
        .chunks(join)
        .flat_map(|joined| {
            std::iter::repeat_n(if joined.iter().any(|bucket| bucket.partial) { '╌' } else { '─' }, stretch)
        })
        .collect();
    let margin = " ".repeat(name_width + 4);
    sheet.line(&[(Ink::Plain, &margin), (Ink::Soft, &dashed)]);
    write_ends(sheet, timeline, words, (name_width + 4, dashed.width()));
}

/// Writes the first and the last step's names at the ends of the line.
fn write_ends(sheet: &mut Sheet, timeline: &Timeline, words: &Words, line: (usize, usize)) {
    let (indent, width) = line;
    let named = |bucket: Option<&Bucket>| {
        bucket.map_or_else(String::new, |bucket| period::bucket(bucket, timeline.step, words))
    };
    let first = named(timeline.buckets.first());
    let last = if timeline.buckets.len() > 1 { named(timeline.buckets.last()) } else { String::new() };
    let gap = width.saturating_sub(first.width() + last.width()).max(3);
    let ends = format!("{first}{}{last}", " ".repeat(gap));
    let margin = sheet.width().saturating_sub(ends.width()).min(indent);
    sheet.line(&[(Ink::Soft, &fit(&format!("{}{ends}", " ".repeat(margin)), sheet.width()))]);
}

/// Returns the largest number that a column stands for.
fn peak(values: &[f64], join: usize) -> f64 {
    values.chunks(join).map(|joined| joined.iter().sum()).fold(0.0, f64::max)
}

/// Returns the column for a value, as its upper and its lower letter; nothing is a gap.
fn column(value: f64, most: f64) -> (char, char) {
    if value <= 0.0 {
        return (' ', ' ');
    }
    let levels = HEIGHTS.len();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
    let level = ((value / most * 2.0 * levels as f64).round() as usize).clamp(1, 2 * levels);
    if level > levels { (HEIGHTS[level - levels - 1], '█') } else { (' ', HEIGHTS[level - 1]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_is_told_from_less() {
        let check = |value, expected| assert_eq!(column(value, 330.0), expected, "{value}");
        check(0.0, (' ', ' '));
        check(3.0, (' ', '▁'));
        check(31.0, (' ', '▂'));
        check(165.0, (' ', '█'));
        check(200.0, ('▂', '█'));
        check(330.0, ('█', '█'));
    }
}
