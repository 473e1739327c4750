//! Landings and shares over time, in the reader's time zone, without gaps.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use jiff::civil::{DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::landings::BucketSum;
use super::sum::Sum;
use super::{Bucket, Step, Timeline};

/// The buckets of a log, and which of them each moment falls into.
pub(super) struct Calendar {
    zone: TimeZone,
    step: Step,
    first: u32,
    last: u32,
    /// The bucket of each quarter of an hour seen: every zone's offset is a multiple of that.
    quarters: HashMap<u32, u32, FixedState>,
    /// When each bucket begins, without gaps.
    starts: Vec<DateTime>,
}

const QUARTER: u32 = 15 * 60;
const DAY: u32 = 24 * 60 * 60;

impl Calendar {
    /// Makes the calendar of a log from `first` to `last`, in which something happened at these `moments`.
    pub(super) fn new(zone: TimeZone, first: u32, last: u32, moments: impl Iterator<Item = u32>) -> Self {
        let step = match (last - first) / DAY {
            0..=2 => Step::Hour,
            3..=99 => Step::Day,
            100..=729 => Step::Week,
            730.. => Step::Month,
        };
        let mut begins: HashMap<u32, DateTime, FixedState> = HashMap::default();
        for at in moments {
            begins.entry(at / QUARTER).or_insert_with(|| start(at, step, &zone));
        }
        let (mut next, mut end) = (start(first, step, &zone), start(last, step, &zone));
        // Where clocks are set back by more than an hour, what happened later can have the earlier bucket.
        for seen in begins.values() {
            (next, end) = (next.min(*seen), end.max(*seen));
        }
        let mut starts = Vec::new();
        while next <= end {
            starts.push(next);
            let after = after(next, step);
            if after <= next {
                break;
            }
            next = after;
        }
        let place = |start: &DateTime| starts.partition_point(|before| before < start);
        let quarters = begins.iter().map(|(quarter, start)| (*quarter, place(start) as u32)).collect();
        Self { zone, step, first, last, quarters, starts }
    }

    /// Returns how many buckets there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    /// Returns the place of the bucket that one of the moments falls into.
    pub(super) fn place(&self, at: u32) -> usize {
        self.quarters.get(&(at / QUARTER)).map_or(0, |place| *place as usize)
    }

    /// Fills the buckets: `shares` are the moments of shares seen, `ends` tells the interval of a sum.
    pub(super) fn fill(
        &self,
        sums: &[BucketSum],
        shares: impl Iterator<Item = u32>,
        ends: impl Fn(&Sum) -> (f64, f64),
    ) -> Timeline {
        let mut shares_seen = vec![0; self.len()];
        for at in shares {
            shares_seen[self.place(at)] += 1;
        }
        let buckets =
            self.starts.iter().zip(sums).zip(shares_seen).map(|((start, sum), shares_seen)| Bucket {
                start: (start.year(), start.month(), start.day(), start.hour()),
                partial: self.is_cut(*start, after(*start, self.step)),
                landings: sum.dark.all,
                dark: sum.dark.private,
                dark_interval: ends(&sum.dark),
                direct: sum.direct,
                shares_seen,
            });
        Timeline { step: self.step, buckets: buckets.collect() }
    }

    /// Tells whether the log covers only part of a bucket. A small site sleeps at night and its log begins with the
    /// first visitor of the morning, so an eighth of the bucket may be missing.
    fn is_cut(&self, start: DateTime, end: DateTime) -> bool {
        let (Some(start), Some(end)) = (self.second(start), self.second(end)) else { return false };
        let (first, last) = (i64::from(self.first), i64::from(self.last) + 1);
        let covered = last.min(end) - first.max(start);
        covered < (end - start) - (end - start) / 8
    }

    fn second(&self, civil: DateTime) -> Option<i64> {
        self.zone.to_ambiguous_zoned(civil).compatible().ok().map(|zoned| zoned.timestamp().as_second())
    }
}

/// Returns the beginning of the bucket that a second falls into.
fn start(at: u32, step: Step, zone: &TimeZone) -> DateTime {
    let timestamp = Timestamp::from_second(i64::from(at))
        .expect("a second of four bytes lies within the years 1970 to 2106");
    let civil = zone.to_datetime(timestamp);
    let date = civil.date();
    match step {
        Step::Hour => date.to_datetime(Time::constant(civil.hour(), 0, 0, 0)),
        Step::Day => date.into(),
        Step::Week => {
            let since_monday = date.weekday().to_monday_zero_offset();
            date.checked_sub(i64::from(since_monday).days()).unwrap_or(date).into()
        }
        Step::Month => date.first_of_month().into(),
    }
}

/// Returns the beginning of the next bucket; the same one at the end of all time.
fn after(start: DateTime, step: Step) -> DateTime {
    let span = match step {
        Step::Hour => 1.hour(),
        Step::Day => 1.day(),
        Step::Week => 1.week(),
        Step::Month => 1.month(),
    };
    start.checked_add(span).unwrap_or(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> TimeZone {
        TimeZone::get(name).expect("the time zones are built in")
    }

    /// The timeline of a log from `first` to `last` with so many landings at these moments.
    fn timeline(zone: TimeZone, first: u32, last: u32, landings: &[(u32, u64)]) -> Timeline {
        let calendar = Calendar::new(zone, first, last, landings.iter().map(|(at, _)| *at));
        let mut sums = vec![BucketSum { dark: Sum::NONE, direct: 0.0 }; calendar.len()];
        for (at, count) in landings {
            sums[calendar.place(*at)].dark.all += count;
        }
        calendar.fill(&sums, landings.iter().map(|(at, _)| *at), |sum| (0.0, sum.all as f64))
    }

    fn hours(timeline: &Timeline) -> Vec<(i8, u64)> {
        timeline.buckets.iter().map(|bucket| (bucket.start.3, bucket.landings)).collect()
    }

    #[test]
    fn buckets_have_no_gaps_and_cut_ones_are_marked() {
        let noon = 1_431_864_000; // 2015-05-17 12:00 UTC
        let timeline = timeline(TimeZone::UTC, noon, noon + 4 * DAY, &[(noon, 1), (noon + 4 * DAY, 2)]);
        assert_eq!(timeline.step, Step::Day);
        let landings: Vec<u64> = timeline.buckets.iter().map(|bucket| bucket.landings).collect();
        assert_eq!(landings, [1, 0, 0, 0, 2]);
        let partial: Vec<bool> = timeline.buckets.iter().map(|bucket| bucket.partial).collect();
        assert_eq!(partial, [true, false, false, false, true]);
        let shares: Vec<u64> = timeline.buckets.iter().map(|bucket| bucket.shares_seen).collect();
        assert_eq!(shares, [1, 0, 0, 0, 1]);
    }

    #[test]
    fn a_day_that_begins_with_the_first_visitor_of_the_morning_is_whole() {
        let midnight = 1_431_820_800; // 2015-05-17 00:00 UTC
        let partial = |first: u32, last: u32| -> Vec<bool> {
            let timeline = timeline(TimeZone::UTC, midnight + first, midnight + 3 * DAY + last, &[]);
            timeline.buckets.iter().map(|bucket| bucket.partial).collect()
        };
        assert_eq!(partial(2 * 3600, 22 * 3600), [false; 4]);
        assert_eq!(partial(4 * 3600, 20 * 3600), [true, false, false, true]);
    }

    #[test]
    fn the_step_grows_with_the_period() {
        let check = |days: u32, step: Step| {
            assert_eq!(timeline(TimeZone::UTC, 0, days * DAY, &[]).step, step, "{days} days");
        };
        check(0, Step::Hour);
        check(3, Step::Day);
        check(100, Step::Week);
        check(3650, Step::Month);
        check(40_000, Step::Month);
    }

    #[test]
    fn a_day_is_the_readers_day() {
        let late = 1_431_820_800 - 3600; // 2015-05-16 23:00 UTC, the 17th in Berlin
        let timeline = timeline(zone("Europe/Berlin"), late, late + 10 * DAY, &[(late, 1)]);
        assert_eq!(timeline.buckets[0].start, (2015, 5, 17, 0));
    }

    #[test]
    fn the_hour_that_comes_twice_in_autumn_is_one_bucket() {
        let night = 1_445_731_200; // 2015-10-25 00:00 UTC; Berlin sets its clocks back at 01:00 UTC
        let landings = [(night, 1), (night + 3600, 1)];
        let timeline = timeline(zone("Europe/Berlin"), night, night + 3 * 3600, &landings);
        assert_eq!(hours(&timeline), [(2, 2), (3, 0), (4, 0)]);
    }

    #[test]
    fn a_clock_that_is_set_back_by_two_hours_loses_no_landing() {
        let night = 1_792_888_200; // 2026-10-25 00:30 UTC, 02:30 in Troll, which sets its clocks back at 01:00 UTC
        let landings = [(night, 1), (night + 2400, 1)];
        let timeline = timeline(zone("Antarctica/Troll"), night, night + 2400, &landings);
        assert_eq!(hours(&timeline), [(1, 1), (2, 1)]);
    }
}
