//! When: the report's period and its timeline's steps, in the report's time zone.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use uc_engine::report::{Bucket, Report, Step};
use uc_words::{Date, Words};

/// Returns the report's first and last day with its time zone; nothing for a log without hits.
pub(crate) fn period(report: &Report, words: &Words) -> Option<String> {
    between(report.period?, &report.timezone, words)
}

/// Returns the first and the last day with the time zone.
pub(crate) fn between((first, last): (i64, i64), timezone: &str, words: &Words) -> Option<String> {
    // A zone that this machine does not know cannot have counted the days either: UTC is then what was used.
    let zone = TimeZone::get(timezone).unwrap_or(TimeZone::UTC);
    let dates = words.dates(day(first, &zone)?, day(last, &zone)?);
    let timezone = crate::clean::clean(timezone, 40);
    Some(words.text("report-period", &[("dates", dates.into()), ("timezone", timezone.into())]))
}

fn day(at: i64, zone: &TimeZone) -> Option<Date> {
    let date = Timestamp::from_second(at).ok()?.to_zoned(zone.clone()).date();
    Some(Date { year: date.year(), month: date.month(), day: date.day() })
}

/// Names the beginning of a bucket, short enough for an axis.
pub(crate) fn bucket(bucket: &Bucket, step: Step, words: &Words) -> String {
    let (year, month, day, hour) = bucket.start;
    let date = Date { year, month, day };
    match step {
        Step::Hour => words.language().short_hour(date, hour),
        Step::Day | Step::Week => words.language().short_day(date),
        Step::Month => words.language().short_month(date),
    }
}

/// Says how long a step is.
pub(crate) fn step(step: Step, words: &Words) -> String {
    words.plain(match step {
        Step::Hour => "timeline-by-hour",
        Step::Day => "timeline-by-day",
        Step::Week => "timeline-by-week",
        Step::Month => "timeline-by-month",
    })
}
