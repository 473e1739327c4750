//! Figures by day that another program counted: a table of their own, since they are no events and can never be told
//! apart into any.
//!
//! A month of a site is written anew in one commit. What one program says of a day and a dimension takes the place of
//! what it said of them before, so an import can be repeated.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use datafusion::arrow::array::{
    ArrayRef, AsArray, BooleanArray, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray,
};
use datafusion::arrow::compute::filter_record_batch;
use datafusion::arrow::datatypes::{DataType, Date32Type, Field, Float64Type, Int64Type, Schema, SchemaRef};
use datafusion::logical_expr::{Expr, col, lit};
use datafusion::scalar::ScalarValue;
use jiff::civil::Date;
use uc_engine::event::{Millis, SiteId};
use uc_engine::figures::{Dimension, Figure, Measures};

use crate::columns::{self, MONTH};
use crate::error::EventsError;
use crate::events::{Events, Inner};
use crate::figures::{number, numbered};
use crate::query::EVENTS;
use crate::table::Form;

const DAY: Millis = 86_400_000;

/// A count, and how it is read and set.
type Count = (&'static str, fn(&Measures) -> u64, fn(&mut Measures) -> &mut u64);
type Sum = (&'static str, fn(&Measures) -> f64, fn(&mut Measures) -> &mut f64);

const COUNTS: [Count; 8] = [
    ("events", |of| of.events, |of| &mut of.events),
    ("views", |of| of.views, |of| &mut of.views),
    ("landings", |of| of.landings, |of| &mut of.landings),
    ("visits", |of| of.visits, |of| &mut of.visits),
    ("visitors", |of| of.visitors, |of| &mut of.visitors),
    ("previews", |of| of.previews, |of| &mut of.previews),
    ("actions", |of| of.actions, |of| &mut of.actions),
    ("open", |of| of.open, |of| &mut of.open),
];
const SUMS: [Sum; 2] =
    [("seconds", |of| of.seconds, |of| &mut of.seconds), ("dark", |of| of.dark, |of| &mut of.dark)];

static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
    let text = |name| Field::new(name, DataType::Utf8, true);
    let mut fields = vec![
        text("site"),
        text("origin"),
        Field::new("day", DataType::Date32, true),
        // Empty for the whole site.
        text("by"),
        text("value"),
    ];
    fields.extend(COUNTS.iter().map(|(name, ..)| Field::new(*name, DataType::Int64, true)));
    fields.extend(SUMS.iter().map(|(name, ..)| Field::new(*name, DataType::Float64, true)));
    fields.push(text(MONTH));
    Arc::new(Schema::new(fields))
});

/// The table of imported figures.
pub(crate) fn form() -> Form {
    Form {
        schema: Arc::clone(&SCHEMA),
        partitions: &["site", MONTH],
        order: &["day", "by", "value"],
        unique: &[],
    }
}

impl Events {
    /// Keeps figures that a program (`origin`) counted for a site. Where it brings any of a dimension on a day, they take
    /// the place of all that it brought of that dimension and day before.
    ///
    /// # Errors
    /// Months are kept one by one, in their order: those before the one that failed are kept.
    pub async fn keep_figures(
        &self,
        site: &SiteId,
        origin: &str,
        figures: &[Figure],
    ) -> Result<(), EventsError> {
        let mut months: BTreeMap<String, Vec<Figure>> = BTreeMap::new();
        for figure in figures {
            months.entry(month(figure.day)).or_default().push(figure.clone());
        }
        let (inner, site, origin) = (Arc::clone(&self.inner), site.clone(), origin.to_owned());
        let work = async move {
            for (month, figures) in months {
                inner.keep_month(&site, &origin, &month, &figures).await?;
            }
            Ok(())
        };
        self.run(work).await?
    }

    /// Returns the imported figures of a site from one day until another, both included, sorted by day, dimension and
    /// value. Where several programs counted the same, their counts are added up.
    ///
    /// # Errors
    /// When the table cannot be read.
    pub async fn imported_figures(
        &self,
        site: &SiteId,
        from: Date,
        to: Date,
    ) -> Result<Vec<Figure>, EventsError> {
        let (inner, site) = (Arc::clone(&self.inner), site.clone());
        let work = async move {
            let _reading = inner.readers.read().await;
            let in_time = col("day").gt_eq(day(from)).and(col("day").lt_eq(day(to)));
            let rows = inner.imported_rows(of(&site).and(in_time)).await?;
            let mut sums: BTreeMap<(Date, Option<Dimension>, String), Measures> = BTreeMap::new();
            for batch in &rows {
                for figure in figures(batch) {
                    let sum = sums.entry((figure.day, figure.by, figure.value)).or_default();
                    add(sum, &figure.measures);
                }
            }
            let figure = |((day, by, value), measures)| Figure { day, by, value, measures };
            Ok(sums.into_iter().map(figure).collect())
        };
        self.run(work).await?
    }
}

impl Inner {
    async fn keep_month(
        &self,
        site: &SiteId,
        origin: &str,
        month: &str,
        figures: &[Figure],
    ) -> Result<(), EventsError> {
        // One at a time, so that nobody writes what another has just replaced.
        let _alone = self.importing.lock().await;
        let brought: BTreeSet<(i32, &str)> =
            figures.iter().map(|figure| (number(figure.day), by_name(figure.by))).collect();
        let mut rows = Vec::new();
        for batch in self.imported_rows(of(site).and(col(MONTH).eq(lit(month)))).await? {
            let text = |name| texts(&batch, name);
            let (origins, by) = (text("origin"), text("by"));
            let days =
                batch.column_by_name("day").expect("a column of the schema").as_primitive::<Date32Type>();
            let stays = |row: usize| {
                origins.value(row) != origin || !brought.contains(&(days.value(row), by.value(row)))
            };
            let stay: BooleanArray = (0..batch.num_rows()).map(|row| Some(stays(row))).collect();
            rows.push(filter_record_batch(&batch, &stay)?);
        }
        rows.push(batch(site, origin, month, figures));
        let mut table = self.imported.lock().await;
        table.replace_part(&[("site", site.as_str()), (MONTH, month)], &rows).await
    }

    async fn imported_rows(&self, wanted: Expr) -> Result<Vec<RecordBatch>, EventsError> {
        let provider = self.imported.lock().await.provider().await?;
        let session = self.library.session(provider)?;
        let rows = session.table(EVENTS).await?.filter(wanted)?.collect().await?;
        rows.iter().map(|rows| Ok(columns::plain(&SCHEMA, rows)?)).collect()
    }
}

fn of(site: &SiteId) -> Expr {
    col("site").eq(lit(site.as_str()))
}

fn by_name(by: Option<Dimension>) -> &'static str {
    by.map_or("", Dimension::name)
}

fn day(day: Date) -> Expr {
    lit(ScalarValue::Date32(Some(number(day))))
}

fn month(day: Date) -> String {
    columns::month(i64::from(number(day)) * DAY)
}

fn add(sum: &mut Measures, more: &Measures) {
    for (_, get, place) in COUNTS {
        *place(sum) = place(sum).saturating_add(get(more));
    }
    for (_, get, place) in SUMS {
        *place(sum) += get(more);
    }
}

fn batch(site: &SiteId, origin: &str, month: &str, figures: &[Figure]) -> RecordBatch {
    let same =
        |text: &str| -> ArrayRef { Arc::new(StringArray::from_iter_values(figures.iter().map(|_| text))) };
    let mut columns = vec![
        same(site.as_str()),
        same(origin),
        Arc::new(Date32Array::from_iter_values(figures.iter().map(|figure| number(figure.day)))) as _,
        Arc::new(StringArray::from_iter_values(figures.iter().map(|figure| by_name(figure.by)))) as _,
        Arc::new(StringArray::from_iter_values(figures.iter().map(|figure| &figure.value))) as _,
    ];
    for (_, get, _) in COUNTS {
        let count = |figure: &Figure| i64::try_from(get(&figure.measures)).unwrap_or(i64::MAX);
        columns.push(Arc::new(Int64Array::from_iter_values(figures.iter().map(count))));
    }
    for (_, get, _) in SUMS {
        columns.push(Arc::new(Float64Array::from_iter_values(
            figures.iter().map(|figure| get(&figure.measures)),
        )));
    }
    columns.push(same(month));
    RecordBatch::try_new(Arc::clone(&SCHEMA), columns).expect("the columns are those of the schema above")
}

/// Reads figures out of columns of the plain schema.
fn figures(batch: &RecordBatch) -> Vec<Figure> {
    let column = |name: &str| batch.column_by_name(name).expect("a column of the schema");
    let (by, values) = (texts(batch, "by"), texts(batch, "value"));
    let days = column("day").as_primitive::<Date32Type>();
    let figure = |row: usize| {
        let mut measures = Measures::default();
        for (name, _, place) in COUNTS {
            let count = column(name).as_primitive::<Int64Type>().value(row);
            *place(&mut measures) = u64::try_from(count).unwrap_or_default();
        }
        for (name, _, place) in SUMS {
            *place(&mut measures) = column(name).as_primitive::<Float64Type>().value(row);
        }
        let day = numbered(days.value(row));
        Figure { day, by: Dimension::parse(by.value(row)), value: values.value(row).to_owned(), measures }
    };
    (0..batch.num_rows()).map(figure).collect()
}

fn texts<'b>(batch: &'b RecordBatch, name: &str) -> &'b StringArray {
    batch.column_by_name(name).expect("a column of the schema").as_string::<i32>()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::events::EventsConfig;

    fn figure(day: Date, by: Option<Dimension>, value: &str, visits: u64) -> Figure {
        let measures = Measures { visits, views: 2 * visits, seconds: 0.5, ..Measures::default() };
        Figure { day, by, value: value.to_owned(), measures }
    }

    fn told(figures: &[Figure]) -> Vec<String> {
        let told = |figure: &Figure| {
            format!("{} {} {} {}", figure.day, by_name(figure.by), figure.value, figure.measures.visits)
        };
        figures.iter().map(told).collect()
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn figures_come_back_and_an_import_takes_the_place_of_its_forerunner_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let (events, _) = Events::open(folder.path(), EventsConfig::default()).await.expect("opened");
        let (one, other) = (SiteId::parse("one").expect("an id"), SiteId::parse("other").expect("an id"));
        let (first, last) = (date(2023, 12, 31), date(2024, 2, 29));
        let page = Some(Dimension::Page);
        let brought = vec![
            figure(first, None, "", 9),
            figure(first, page, "/a", 5),
            figure(first, page, "/b", 4),
            figure(last, page, "/a", 3),
        ];
        events.keep_figures(&one, "plausible", &brought).await.expect("kept");
        events.keep_figures(&other, "plausible", &[figure(first, None, "", 1)]).await.expect("kept");
        let read =
            async |events: &Events, from, to| events.imported_figures(&one, from, to).await.expect("read");
        assert_eq!(read(&events, first, last).await, brought);
        assert_eq!(read(&events, date(2024, 1, 1), last).await, brought[3..]);
        assert_eq!(read(&events, date(2024, 1, 1), date(2024, 1, 31)).await, []);

        // Again: nothing changes. Then: fewer pages on one day; the rest stays.
        events.keep_figures(&one, "plausible", &brought).await.expect("kept");
        assert_eq!(read(&events, first, last).await, brought);
        events.keep_figures(&one, "plausible", &[figure(first, page, "/b", 7)]).await.expect("kept");
        // Another program counts beside the first.
        events.keep_figures(&one, "matomo", &[figure(last, page, "/a", 10)]).await.expect("kept");
        let expected = ["2023-12-31   9", "2023-12-31 page /b 7", "2024-02-29 page /a 13"];
        assert_eq!(told(&read(&events, first, last).await), expected);
        events.close().await.expect("closed");

        let (events, _) = Events::open(folder.path(), EventsConfig::default()).await.expect("opened again");
        assert_eq!(told(&read(&events, first, last).await), expected);
        assert_eq!(events.imported_figures(&other, first, last).await.expect("read").len(), 1);
        events.close().await.expect("closed");
    }
}
