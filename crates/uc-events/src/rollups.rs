//! Figures of whole days and months, counted ahead: a cache beside the events, which can always be made again.
//!
//! Days that are over are counted by each dimension, months by combinations too, and both are kept in a table of their
//! own, `rollups/`. A question adds up what is rolled and counts the rest in the events, with the same query, so that the
//! answer is the same (`crate::figures`). What was counted is checked at the start against the number of events of each
//! day, and in full by [`crate::Events::verify`].

mod make;
mod rolled;
mod state;
mod verify;

use std::sync::{Arc, LazyLock};

use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef, TimeUnit};
use uc_engine::figures::{Dimension, Measure};

use crate::columns::MONTH;
use crate::table::Form;

pub use make::Rolling;
pub(crate) use rolled::{Days, Rolled};
pub use verify::{Difference, Verified};

/// What is told apart together, day by day: few values each, or pages.
pub(crate) const DAILY: [&[Dimension]; 11] = [
    &[],
    &[Dimension::Page],
    &[Dimension::Channel],
    &[Dimension::Source],
    &[Dimension::Device],
    &[Dimension::Browser],
    &[Dimension::Language],
    &[Dimension::Country],
    &[Dimension::Name],
    &[Dimension::Messenger],
    &[Dimension::Channel, Dimension::Source],
];
/// What is told apart together in whole months only: by the day it would be nearly as many rows as there are events.
pub(crate) const MONTHLY: [&[Dimension]; 1] = [&[Dimension::Channel, Dimension::Source, Dimension::Page]];

/// Rows of one day.
pub(crate) const DAY: &str = "day";
/// Rows of one month, that stand under its first day.
pub(crate) const WHOLE_MONTH: &str = "month";
/// Columns for values of dimensions: as many as the largest combination has.
pub(crate) const VALUES: [&str; 3] = ["d1", "d2", "d3"];
/// All measures, in the order of their columns.
pub(crate) const MEASURES: [Measure; 10] = {
    let mut measures = [Measure::Events; 10];
    let mut place = 0;
    while place < measures.len() {
        measures[place] = Measure::NAMES[place].0;
        place += 1;
    }
    measures
};

static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
    let text = |name| Field::new(name, DataType::Utf8, true);
    let mut fields = vec![
        text("site"),
        text(MONTH),
        text("grain"),
        text("grouping"),
        Field::new("day", DataType::Date32, true),
    ];
    fields.extend(VALUES.map(text));
    fields.extend(MEASURES.map(|measure| Field::new(measure.name(), data_type(measure), true)));
    fields.push(text("zone"));
    fields.push(Field::new("run", DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())), true));
    Arc::new(Schema::new(fields))
});

/// The table of rollups.
pub(crate) fn form() -> Form {
    Form {
        schema: Arc::clone(&SCHEMA),
        partitions: &["site", MONTH],
        order: &["grain", "grouping", "day"],
        unique: &[],
    }
}

/// Returns the type of a measure's column.
pub(crate) fn data_type(measure: Measure) -> DataType {
    match measure {
        Measure::Seconds | Measure::Dark => DataType::Float64,
        _ => DataType::Int64,
    }
}

/// Returns the name of a combination of dimensions.
pub(crate) fn grouping(by: &[Dimension]) -> String {
    by.iter().map(|dimension| dimension.name()).collect::<Vec<_>>().join("+")
}
