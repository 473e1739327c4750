//! The timeline in letters: one row of small columns a series, all steps of time from left to right.

use uc_engine::report::{Bucket, Timeline};
use uc_words::Words;
use unicode_width::UnicodeWidthStr;

use super::sheet::{Ink, Sheet, fit, pad};
use crate::sentences::period;

/// Heights of a column, from next to nothing to all.
const HEIGHTS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

struct Row {
    name: String,
    values: Vec<f64>,
    most: f64,
    ink: Ink,
}

/// Writes a timeline of at least one bucket. Steps that the log covers in part stand over a dashed line.
pub(super) fn write(sheet: &mut Sheet, timeline: &Timeline, words: &Words) {
    let buckets = &timeline.buckets;
    let series = |value: fn(&Bucket) -> f64| buckets.iter().map(value).collect::<Vec<f64>>();
    let visits = series(|bucket| bucket.landings as f64);
    let shares = series(|bucket| bucket.shares_seen as f64);
    let names =
        ["timeline-key-visits", "timeline-key-possible", "timeline-key-certain", "timeline-key-shares"]
            .map(|key| words.plain(key));
    let widest = names.iter().map(|name| name.width()).max().unwrap_or_default();
    let name_width = widest.min(sheet.width() / 3);
    let room = sheet.width() - name_width - 4;
    // Neighbours are summed where there are more steps than columns.
    let join = buckets.len().div_ceil(room).max(1);
    let stretch = (room / buckets.len().div_ceil(join)).clamp(1, 3);
    let most = peak(&visits, join);
    let [visits_name, possible_name, certain_name, shares_name] = names;
    let rows = [
        Row { name: visits_name, most, values: visits, ink: Ink::Plain },
        Row { name: possible_name, most, values: series(|bucket| bucket.dark_interval.1), ink: Ink::Private },
        Row { name: certain_name, most, values: series(|bucket| bucket.dark_interval.0), ink: Ink::Private },
        Row { name: shares_name, most: peak(&shares, join), values: shares, ink: Ink::Private },
    ];
    for row in rows {
        let columns: String = row
            .values
            .chunks(join)
            .flat_map(|joined| std::iter::repeat_n(height(joined.iter().sum(), row.most), stretch))
            .collect();
        sheet.line(&[
            (Ink::Plain, "  "),
            (Ink::Soft, &pad(&fit(&row.name, name_width), name_width + 2)),
            (row.ink, &columns),
        ]);
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

fn peak(values: &[f64], join: usize) -> f64 {
    values.chunks(join).map(|joined| joined.iter().sum()).fold(1.0, f64::max)
}

/// Returns the column for a value; nothing is a gap.
fn height(value: f64, most: f64) -> char {
    if value <= 0.0 {
        return ' ';
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
    let level = (value / most * HEIGHTS.len() as f64).ceil() as usize;
    HEIGHTS[level.clamp(1, HEIGHTS.len()) - 1]
}
