//! Rolling up: counting the days of a site that are over, where that was not done or no longer holds.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, Date32Array, RecordBatch, StringArray, TimestampMicrosecondArray, new_null_array,
};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::datasource::MemTable;
use futures::StreamExt;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use uc_engine::event::SiteId;
use uc_engine::figures::Dimension;

use super::state::{DayState, State};
use super::{DAILY, DAY, MEASURES, MONTHLY, VALUES, WHOLE_MONTH, form, grouping};
use crate::columns::MONTH;
use crate::error::EventsError;
use crate::events::{Events, Inner};
use crate::figures::{Counting, LocalDays, column, number};
use crate::log::lock;
use crate::query::Scope;
use crate::table::Table;
use crate::visible::Snapshot;

/// Events that are read into memory together; a day is never divided.
const AT_ONCE: u64 = 50_000;

/// What was rolled up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rolling {
    /// Days that were counted.
    pub days: usize,
    /// Events on them.
    pub events: u64,
}

impl Events {
    /// Rolls up the days of a site before `today`, as its time zone has them, that are not or no longer. Days that are
    /// rolled up already cost nothing.
    ///
    /// # Errors
    /// Questions are answered from the events then, as before.
    pub async fn roll_up(&self, site: &SiteId, zone: &TimeZone, today: Date) -> Result<Rolling, EventsError> {
        let (inner, site, zone) = (Arc::clone(&self.inner), site.clone(), zone.clone());
        self.run(async move { inner.roll_up(&site, &zone, today).await }).await?
    }

    /// Says whether [`Events::roll_up`] would find something to do.
    pub fn wants_rolling_up(&self, site: &SiteId, zone: &TimeZone, today: Date) -> bool {
        let rolled = lock(&self.inner.journal.visible).rolled();
        let yesterday = crate::figures::before(today);
        rolled.of(site, zone).is_none_or(|days| !days.holds(yesterday) || !days.stale().is_empty())
    }

    /// Throws away what was rolled up of a site, and counts it again.
    ///
    /// # Errors
    /// Questions are answered from the events then.
    pub async fn rebuild(&self, site: &SiteId, zone: &TimeZone, today: Date) -> Result<Rolling, EventsError> {
        let (inner, site, zone) = (Arc::clone(&self.inner), site.clone(), zone.clone());
        let work = async move {
            inner.forget_rollups(&mut *inner.rollups.lock().await, &site).await?;
            inner.roll_up(&site, &zone, today).await
        };
        self.run(work).await?
    }
}

impl Inner {
    async fn roll_up(&self, site: &SiteId, zone: &TimeZone, today: Date) -> Result<Rolling, EventsError> {
        let mut table = self.rollups.lock().await;
        let _reading = self.readers.read().await;
        let now = {
            let mut visible = lock(&self.journal.visible);
            visible.change_rolled(|rolled| rolled.begin(site, zone, today));
            visible.now()
        };
        let state = self.state(now.clone(), site, zone, today).await?;
        let counter = Counter { inner: self, now, site, zone };
        let mut done = Rolling::default();
        for (month, days) in state.months_to_roll() {
            let stale: BTreeSet<Date> =
                days.iter().filter(|(_, day)| day.is_stale()).map(|(day, _)| *day).collect();
            done.days += stale.len();
            done.events += days.values().filter(|day| day.is_stale()).map(|day| day.events).sum::<u64>();
            let mut rows = counter.kept_days(month, &stale, &days).await?;
            let whole = month.last_of_month() < today;
            rows.extend(counter.count_days(&days, &stale, whole.then_some(month)).await?);
            let name = month.strftime("%Y-%m").to_string();
            table.replace_part(&[("site", site.as_str()), (MONTH, &name)], &rows).await?;
        }
        let provider = table.provider().await?;
        let mut visible = lock(&self.journal.visible);
        visible.rolled_up(provider);
        visible.change_rolled(|rolled| rolled.finish(site));
        Ok(done)
    }

    /// Empties the rollups of a site.
    pub(crate) async fn forget_rollups(&self, table: &mut Table, site: &SiteId) -> Result<(), EventsError> {
        lock(&self.journal.visible).change_rolled(|rolled| rolled.forget(site));
        table.replace_part(&[("site", site.as_str())], &[]).await?;
        let provider = table.provider().await?;
        lock(&self.journal.visible).rolled_up(provider);
        Ok(())
    }
}

/// Counts days of one site, as they were at one moment.
pub(super) struct Counter<'a> {
    pub(super) inner: &'a Inner,
    pub(super) now: Snapshot,
    pub(super) site: &'a SiteId,
    pub(super) zone: &'a TimeZone,
}

impl Counter<'_> {
    /// Reads the rows of days that stay as they are.
    async fn kept_days(
        &self,
        month: Date,
        stale: &BTreeSet<Date>,
        days: &BTreeMap<Date, DayState>,
    ) -> Result<Vec<RecordBatch>, EventsError> {
        let kept: Vec<String> =
            days.keys().filter(|day| !stale.contains(day)).map(|day| format!("DATE '{day}'")).collect();
        if kept.is_empty() {
            return Ok(Vec::new());
        }
        let session = self.inner.library.session(Arc::clone(&self.now.rollups))?;
        let rows = session
            .sql(&format!(
                "SELECT * FROM events WHERE site = '{}' AND month = '{}' AND grain = '{DAY}' AND day IN ({})",
                self.site,
                month.strftime("%Y-%m"),
                kept.join(", ")
            ))
            .await?;
        rows.collect().await?.iter().map(|rows| Ok(crate::columns::plain(&form().schema, rows)?)).collect()
    }

    /// Counts the stale days, and the whole month if it is over.
    pub(super) async fn count_days(
        &self,
        days: &BTreeMap<Date, DayState>,
        stale: &BTreeSet<Date>,
        month: Option<Date>,
    ) -> Result<Vec<RecordBatch>, EventsError> {
        let (mut rows, mut of_month) = (Vec::new(), vec![Vec::new(); DAILY.len() + MONTHLY.len()]);
        for stretch in stretches(days, |day| month.is_some() || stale.contains(&day)) {
            let [first, last] = stretch;
            let local = LocalDays::new(self.zone, first, last);
            let session = self.inner.library.session(self.in_memory(&local).await?)?;
            for (place, by) in DAILY.iter().chain(&MONTHLY).enumerate() {
                if month.is_none() && place >= DAILY.len() {
                    continue;
                }
                let counting = Counting { days: &local, by, only: &[], measures: &MEASURES };
                let counted = session.sql(&counting.sql()).await?.collect().await?;
                let made = Made { site: self.site, zone: self.zone, grain: DAY, by, days };
                if place < DAILY.len() {
                    let wanted = crate::figures::only_days(&counted, stale)?;
                    rows.extend(wanted.iter().map(|rows| made.rows(rows)).collect::<Result<Vec<_>, _>>()?);
                }
                if month.is_some() {
                    of_month[place].extend(counted);
                }
            }
        }
        let Some(month) = month else { return Ok(rows) };
        for (by, counted) in DAILY.iter().chain(&MONTHLY).zip(of_month) {
            let made = Made { site: self.site, zone: self.zone, grain: WHOLE_MONTH, by, days };
            for sums in self.summed(counted, by, month).await? {
                rows.push(made.rows(&sums)?);
            }
        }
        Ok(rows)
    }

    /// Reads what is counted of some days into memory, since it is counted in many ways.
    async fn in_memory(&self, days: &LocalDays) -> Result<Arc<MemTable>, EventsError> {
        let scope = Scope::Sites(vec![self.site.clone()]);
        let session = self.inner.library.events_of(self.now.clone(), &scope)?;
        let dimensions = Dimension::NAMES.map(|(dimension, _)| column(dimension)).join(", ");
        let query = format!(
            "SELECT at, month, {dimensions}, kind, landing, value, p_dark, visitor, visit FROM events WHERE {}",
            days.condition()
        );
        let mut stream = session.sql(&query).await?.execute_stream().await?;
        let schema = plain_texts(&stream.schema());
        let mut rows = Vec::new();
        while let Some(batch) = stream.next().await {
            // Texts as a reader gives them hold on to whole pages of the file.
            rows.push(crate::columns::plain(&schema, &batch?)?);
        }
        Ok(Arc::new(MemTable::try_new(schema, vec![rows])?))
    }

    /// Adds up the days of a month.
    async fn summed(
        &self,
        counted: Vec<RecordBatch>,
        by: &[Dimension],
        month: Date,
    ) -> Result<Vec<RecordBatch>, EventsError> {
        let Some(schema) = counted.first().map(RecordBatch::schema) else { return Ok(Vec::new()) };
        let session = self.inner.library.session(Arc::new(MemTable::try_new(schema, vec![counted])?))?;
        let keys: String = VALUES[..by.len()].iter().map(|value| format!(", {value}")).collect();
        let sums: String =
            MEASURES.iter().map(|measure| format!(", sum({0}) AS {0}", measure.name())).collect();
        let grouped = if by.is_empty() { String::new() } else { format!(" GROUP BY {}", &keys[2..]) };
        let query = format!("SELECT DATE '{month}' AS day{keys}{sums} FROM events{grouped}");
        Ok(session.sql(&query).await?.collect().await?)
    }
}

/// Returns the same columns, with texts in their plain form.
fn plain_texts(schema: &SchemaRef) -> SchemaRef {
    let field = |field: &Arc<Field>| match field.data_type() {
        DataType::Utf8View | DataType::LargeUtf8 => field.as_ref().clone().with_data_type(DataType::Utf8),
        _ => field.as_ref().clone(),
    };
    Arc::new(Schema::new(schema.fields().iter().map(field).collect::<Vec<_>>()))
}

/// Divides days into stretches that follow each other and hold no more events than fit into memory.
fn stretches(days: &BTreeMap<Date, DayState>, wanted: impl Fn(Date) -> bool) -> Vec<[Date; 2]> {
    let mut stretches: Vec<([Date; 2], u64)> = Vec::new();
    let mut goes_on = false;
    for (day, state) in days {
        match stretches.last_mut() {
            _ if !wanted(*day) => goes_on = false,
            Some(([_, last], events)) if goes_on && *events + state.events <= AT_ONCE => {
                *last = *day;
                *events += state.events;
            }
            _ => {
                stretches.push(([*day, *day], state.events));
                goes_on = true;
            }
        }
    }
    stretches.into_iter().map(|(stretch, _)| stretch).collect()
}

/// What is the same for all rows that one query counted.
struct Made<'a> {
    site: &'a SiteId,
    zone: &'a TimeZone,
    grain: &'static str,
    by: &'a [Dimension],
    days: &'a BTreeMap<Date, DayState>,
}

impl Made<'_> {
    fn rows(&self, counted: &RecordBatch) -> Result<RecordBatch, EventsError> {
        let schema = form().schema;
        let rows = counted.num_rows();
        let same = |text: &str| -> ArrayRef {
            Arc::new(StringArray::from_iter_values(std::iter::repeat_n(text, rows)))
        };
        let day = counted.column(0);
        let first = self.days.keys().next().copied().unwrap_or_default();
        let month = first.strftime("%Y-%m").to_string();
        let runs = self.runs(day)?;
        let columns = schema.fields().iter().map(|field| {
            Ok(match field.name().as_str() {
                "site" => same(self.site.as_str()),
                MONTH => same(&month),
                "grain" => same(self.grain),
                "grouping" => same(&grouping(self.by)),
                "zone" => same(self.zone.iana_name().unwrap_or("UTC")),
                "run" => Arc::clone(&runs),
                name => match counted.column_by_name(name) {
                    Some(column) => cast(column, field.data_type())?,
                    None => new_null_array(field.data_type(), rows),
                },
            })
        });
        Ok(RecordBatch::try_new(Arc::clone(&schema), columns.collect::<Result<Vec<_>, EventsError>>()?)?)
    }

    /// The run of the model that each day was counted after; for a month the newest.
    fn runs(&self, days: &ArrayRef) -> Result<ArrayRef, EventsError> {
        let newest = self.days.values().filter_map(|day| day.run).max();
        let days = cast(days, &DataType::Date32)?;
        let of_day: BTreeMap<i32, Option<i64>> =
            self.days.iter().map(|(day, state)| (number(*day), state.run)).collect();
        let days = days.as_any().downcast_ref::<Date32Array>().expect("it was just cast");
        let run = |day: Option<i32>| match self.grain {
            WHOLE_MONTH => newest,
            _ => day.and_then(|day| of_day.get(&day).copied().flatten()),
        };
        let runs: TimestampMicrosecondArray = days.iter().map(run).collect();
        Ok(Arc::new(runs.with_timezone("UTC")))
    }
}

/// What the days and months of a site are like.
pub(super) type Months = BTreeMap<Date, BTreeMap<Date, DayState>>;

impl State {
    /// Returns the months, by their first day, of which some day must be counted, with all their days.
    fn months_to_roll(self) -> Months {
        self.months
            .into_iter()
            .filter(|(month, days)| {
                self.stale_months.contains(month) || days.values().any(DayState::is_stale)
            })
            .collect()
    }
}
