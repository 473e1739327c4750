//! The course of time, as chart and table.

use uc_engine::report::Report;
use uc_words::Words;

use super::Time;
use crate::charts::table::{Table, columns};
use crate::charts::timeline::TimelineChart;
use crate::clean::clean;
use crate::sentences::period;

/// How many letters of a time zone's name are shown.
const ZONE: usize = 40;

/// Makes the section of a report with a timeline.
pub(super) fn section(report: &Report, words: &Words) -> Time {
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
            columns(&["head-when", "head-visits", "head-shared", "head-shares"], words),
            rows.collect(),
        ),
        how: words.text("how-time", &[("timezone", clean(&report.timezone, ZONE).into())]),
    }
}
