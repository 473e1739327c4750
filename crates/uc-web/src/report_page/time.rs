//! The course of time, as chart and table.

use uc_engine::report::{Method, Report};
use uc_words::Words;

use super::Time;
use crate::charts::table::{Table, columns};
use crate::charts::timeline::TimelineChart;
use crate::clean::clean;
use crate::sentences::{amount, period};

/// How many letters of a time zone's name are shown.
const ZONE: usize = 40;

/// Makes the section of a report with a timeline.
pub(super) fn section(report: &Report, words: &Words) -> Time {
    let timeline = &report.timeline;
    let rows = timeline.buckets.iter().map(|bucket| {
        vec![
            period::bucket(bucket, timeline.step, words),
            words.count(bucket.landings),
            amount(report.method, bucket.dark, bucket.dark_interval, words),
            words.count(bucket.shares_seen),
        ]
    });
    let how = match report.method {
        Method::LandingPageRule => "how-time",
        Method::Estimate => "how-time-estimate",
    };
    Time {
        step: period::step(timeline.step, words),
        chart: TimelineChart::new(timeline, report.method, words),
        table: Table::new(
            words.plain("section-time"),
            columns(&["head-when", "head-visits", "head-shared", "head-shares"], words),
            rows.collect(),
        ),
        how: words.text(how, &[("timezone", clean(&report.timezone, ZONE).into())]),
    }
}
