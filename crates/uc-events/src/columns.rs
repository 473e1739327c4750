//! The columns of an event: one table gives the schema, the way from events to columns, and the order of fields.
//!
//! Texts are plain strings, never dictionaries: distributed engines that read the same files fail on those. Hashes are
//! 64-bit numbers, times microseconds in UTC, the resolution that Delta Lake knows.

mod read;

use std::sync::{Arc, LazyLock};

use datafusion::arrow::array::{
    ArrayRef, BooleanArray, Float64Array, Int64Array, RecordBatch, StringArray, TimestampMicrosecondArray,
};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef, TimeUnit};
use uc_engine::event::Millis;

pub(crate) use read::{events, ids, plain};

use crate::row::EventRow;

/// How a field of an event becomes a value of its column.
#[derive(Clone, Copy)]
enum Get {
    Id,
    Text(for<'a> fn(&'a EventRow<'_>) -> Option<&'a str>),
    Time(fn(&EventRow<'_>) -> Millis),
    Hash(fn(&EventRow<'_>) -> Option<u64>),
    Number(fn(&EventRow<'_>) -> Option<f64>),
    Flag(fn(&EventRow<'_>) -> bool),
    Month,
}

/// The column that tells in which month an event happened: the table's parts on disk.
pub(crate) const MONTH: &str = "month";

/// All columns in their order.
const COLUMNS: [(&str, Get); 35] = [
    ("id", Get::Id),
    ("site", Get::Text(|event| Some(&event.site))),
    ("at", Get::Time(|event| event.at)),
    ("received_at", Get::Time(|event| event.received_at)),
    ("via", Get::Text(|event| Some(&event.via))),
    ("name", Get::Text(|event| Some(&event.name))),
    ("kind", Get::Text(|event| Some(&event.kind))),
    ("landing", Get::Flag(|event| event.landing)),
    ("url", Get::Text(|event| Some(&event.url))),
    ("host", Get::Text(|event| Some(&event.host))),
    ("path", Get::Text(|event| Some(&event.path))),
    ("title", Get::Text(|event| event.title.as_deref())),
    ("referrer", Get::Text(|event| event.referrer.as_deref())),
    ("channel", Get::Text(|event| Some(&event.channel))),
    ("source", Get::Text(|event| event.source.as_deref())),
    ("evidence", Get::Text(|event| Some(&event.evidence))),
    ("p_dark", Get::Number(|event| event.p_dark)),
    ("visitor", Get::Hash(|event| event.visitor)),
    ("visit", Get::Hash(|event| event.visit)),
    ("sharer_key", Get::Hash(|event| event.sharer_key)),
    ("device", Get::Text(|event| event.device.as_deref())),
    ("browser", Get::Text(|event| event.browser.as_deref())),
    ("agent", Get::Text(|event| event.agent.as_deref())),
    ("package", Get::Text(|event| event.package.as_deref())),
    ("language", Get::Text(|event| event.language.as_deref())),
    ("country", Get::Text(|event| event.country.as_deref())),
    ("sec_fetch_site", Get::Text(|event| event.sec_fetch_site.as_deref())),
    ("token", Get::Text(|event| event.token.as_deref())),
    ("parent_token", Get::Text(|event| event.parent_token.as_deref())),
    ("messenger", Get::Text(|event| event.messenger.as_deref())),
    ("click", Get::Text(|event| event.click.as_deref())),
    ("click_key", Get::Hash(|event| event.click_key)),
    ("target", Get::Text(|event| event.target.as_deref())),
    ("value", Get::Number(|event| event.value)),
    (MONTH, Get::Month),
];

static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
    let field = |(name, get): &(&str, Get)| Field::new(*name, get.data_type(), true);
    Arc::new(Schema::new(COLUMNS.iter().map(field).collect::<Vec<_>>()))
});

/// Returns the schema of stored events.
pub(crate) fn schema() -> SchemaRef {
    Arc::clone(&SCHEMA)
}

/// Brings events into columns.
pub(crate) fn batch(events: &[EventRow<'_>]) -> RecordBatch {
    let columns = COLUMNS.iter().map(|(_, get)| get.column(events)).collect();
    RecordBatch::try_new(schema(), columns)
        .expect("each column has the type that the same table gave the schema")
}

/// Returns the month in which an instant lies, as `2026-11`.
pub(crate) fn month(at: Millis) -> String {
    let (year, month) = year_and_month(at.div_euclid(86_400_000));
    format!("{year:04}-{month:02}")
}

/// Returns the first moment of the month in which an instant lies, and the first after it.
pub(crate) fn bounds(at: Millis) -> [Millis; 2] {
    const DAY: Millis = 86_400_000;
    let (name, mut day) = (month(at), at.div_euclid(DAY));
    while month((day - 1) * DAY) == name {
        day -= 1;
    }
    let first = day * DAY;
    while month(day * DAY) == name {
        day += 1;
    }
    [first, day * DAY]
}

/// Days since 1970 as a year and a month of the proleptic Gregorian calendar. The arithmetic counts years from March,
/// so that a leap day is a year's last (E. G. Richards, Mapping Time, 1998).
fn year_and_month(days: i64) -> (i64, i64) {
    let since_march = days + 719_468;
    let era = since_march.div_euclid(146_097);
    let day = since_march.rem_euclid(146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * year + year / 4 - year / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    (year + era * 400 + i64::from(month <= 2), month)
}

impl Get {
    fn data_type(self) -> DataType {
        match self {
            Self::Id | Self::Text(_) | Self::Month => DataType::Utf8,
            Self::Time(_) => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
            Self::Hash(_) => DataType::Int64,
            Self::Number(_) => DataType::Float64,
            Self::Flag(_) => DataType::Boolean,
        }
    }

    fn column(self, events: &[EventRow<'_>]) -> ArrayRef {
        match self {
            Self::Id => {
                Arc::new(StringArray::from_iter_values(events.iter().map(|event| uuid_text(event.id))))
            }
            Self::Text(get) => Arc::new(events.iter().map(get).collect::<StringArray>()),
            Self::Time(get) => {
                let micros = events.iter().map(|event| get(event).saturating_mul(1000));
                Arc::new(TimestampMicrosecondArray::from_iter_values(micros).with_timezone("UTC"))
            }
            Self::Hash(get) => {
                let number = |event| get(event).map(u64::cast_signed);
                Arc::new(events.iter().map(number).collect::<Int64Array>())
            }
            Self::Number(get) => Arc::new(events.iter().map(get).collect::<Float64Array>()),
            Self::Flag(get) => {
                Arc::new(events.iter().map(|event| Some(get(event))).collect::<BooleanArray>())
            }
            Self::Month => {
                Arc::new(StringArray::from_iter_values(events.iter().map(|event| month(event.at))))
            }
        }
    }
}

/// Returns an id as UUIDs are written.
pub(crate) fn uuid_text(id: u128) -> String {
    uuid::Uuid::from_u128(id).hyphenated().to_string()
}

#[cfg(test)]
mod tests {
    use uc_engine::event::Event;
    use uc_testkit::events::event;

    use super::*;

    #[test]
    fn events_come_back_from_columns_as_they_were() {
        let kept: Vec<Event> = (0..5).map(event).collect();
        let rows: Vec<EventRow<'_>> = kept.iter().map(EventRow::of).collect();
        assert_eq!(events(&batch(&rows)).expect("readable columns"), kept);
    }

    #[test]
    fn a_month_is_that_of_the_calendar_in_utc() {
        for (at, expected) in [
            (0, "1970-01"),
            (-1, "1969-12"),
            (951_782_400_000, "2000-02"),
            (951_868_800_000, "2000-03"),
            (1_798_761_599_999, "2026-12"),
            (1_798_761_600_000, "2027-01"),
        ] {
            assert_eq!(month(at), expected, "{at}");
            let [first, after] = bounds(at);
            assert!(first <= at && at < after && month(first) == expected && month(after - 1) == expected);
            assert!(month(first - 1) != expected && month(after) != expected);
        }
    }
}
