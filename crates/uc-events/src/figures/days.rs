//! Days of a site's time zone, as queries over instants in UTC.

use std::fmt::Write;

use jiff::Timestamp;
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use uc_engine::event::Millis;

/// Days from one to another, both included, in a time zone.
#[derive(Debug, Clone)]
pub(crate) struct LocalDays {
    zone: TimeZone,
    first: Date,
    last: Date,
}

impl LocalDays {
    pub(crate) fn new(zone: &TimeZone, first: Date, last: Date) -> Self {
        Self { zone: zone.clone(), first, last }
    }

    /// Returns the first moment of the first day.
    pub(crate) fn from(&self) -> Millis {
        start(&self.zone, self.first)
    }

    /// Returns the first moment after the last day.
    pub(crate) fn until(&self) -> Millis {
        start(&self.zone, next(self.last))
    }

    /// Returns the condition that an event happened on one of these days; its months are named besides, by which the
    /// tables are divided.
    pub(crate) fn condition(&self) -> String {
        let (from, until) = (self.from(), self.until());
        let month = crate::columns::month;
        format!(
            "at >= {} AND at < {} AND month >= '{}' AND month <= '{}'",
            instant(from),
            instant(until),
            month(from),
            month(until - 1)
        )
    }

    /// Returns the day of an event as an expression over `at`: each stretch between two changes of the clock has an
    /// offset of its own.
    pub(crate) fn day(&self) -> String {
        let (from, until) = (at(self.from()), at(self.until()));
        let shifted = |offset: Offset| match offset.seconds() {
            0 => "at".to_owned(),
            seconds => format!("at + INTERVAL '{seconds} seconds'"),
        };
        let first = shifted(self.zone.to_offset(from));
        let changes: Vec<_> =
            self.zone.following(from).take_while(|change| change.timestamp() < until).collect();
        if changes.is_empty() {
            return format!("CAST({first} AS DATE)");
        }
        let mut cases = String::from("CAST(CASE");
        let mut offset = first;
        for change in changes {
            let until = instant(change.timestamp().as_millisecond());
            write!(cases, " WHEN at < {until} THEN {offset}").expect("memory takes any text");
            offset = shifted(change.offset());
        }
        write!(cases, " ELSE {offset} END AS DATE)").expect("memory takes any text");
        cases
    }
}

/// Returns the first moment of a day.
pub(crate) fn start(zone: &TimeZone, day: Date) -> Millis {
    day.to_zoned(zone.clone()).map_or(0, |start| start.timestamp().as_millisecond())
}

/// Returns the day on which something happened.
pub(crate) fn day_of(zone: &TimeZone, moment: Millis) -> Date {
    zone.to_datetime(at(moment)).date()
}

/// Returns the day after.
pub(crate) fn next(day: Date) -> Date {
    day.saturating_add(1.day())
}

/// Returns the day before.
pub(crate) fn before(day: Date) -> Date {
    day.saturating_sub(1.day())
}

/// Days since 1970, as Arrow has them.
pub(crate) fn number(day: Date) -> i32 {
    (day - Date::constant(1970, 1, 1)).get_days()
}

/// Reads days since 1970.
pub(crate) fn numbered(number: i32) -> Date {
    Date::constant(1970, 1, 1).saturating_add(number.days())
}

fn at(moment: Millis) -> Timestamp {
    Timestamp::from_millisecond(moment).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// An instant of exactly the type of the column, so that files are passed over by their first and last.
fn instant(moment: Millis) -> String {
    format!("arrow_cast({}, 'Timestamp(Microsecond, Some(\"UTC\"))')", moment.saturating_mul(1000))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_on_which_the_clock_changes_has_two_offsets() {
        let berlin = TimeZone::get("Europe/Berlin").expect("a known zone");
        let days = LocalDays::new(&berlin, date(2026, 3, 29), date(2026, 3, 29));
        assert_eq!(days.until() - days.from(), 23 * 3_600_000);
        assert_eq!(
            days.day(),
            "CAST(CASE WHEN at < arrow_cast(1774746000000000, 'Timestamp(Microsecond, Some(\"UTC\"))') \
             THEN at + INTERVAL '3600 seconds' ELSE at + INTERVAL '7200 seconds' END AS DATE)"
        );
        let utc = LocalDays::new(&TimeZone::UTC, date(2026, 3, 29), date(2026, 3, 29));
        assert_eq!(utc.day(), "CAST(at AS DATE)");
    }

    #[test]
    fn days_and_their_numbers_belong_together() {
        for day in [date(1969, 12, 31), date(1970, 1, 1), date(2026, 11, 23)] {
            assert_eq!(numbered(number(day)), day);
        }
        let tokyo = TimeZone::get("Asia/Tokyo").expect("a known zone");
        assert_eq!(day_of(&tokyo, start(&tokyo, date(2026, 11, 23))), date(2026, 11, 23));
        assert_eq!(day_of(&tokyo, start(&tokyo, date(2026, 11, 23)) - 1), date(2026, 11, 22));
    }
}
