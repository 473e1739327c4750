//! Questions with typed parts, as pages and programs ask them: what is counted, by what, of which days.
//!
//! What is rolled up is added up, the rest is counted in the events; both stand in one query, so that an answer is of one
//! moment. Visits and visitors are counted day by day ([`uc_engine::figures`]).

mod counting;
mod cover;
mod days;
mod foreign;

use std::sync::Arc;

use datafusion::arrow::array::{AsArray, BooleanArray, RecordBatch};
use datafusion::arrow::compute::{cast, filter_record_batch};
use datafusion::arrow::datatypes::{DataType, Date32Type, Float64Type};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use uc_engine::event::SiteId;
use uc_engine::figures::{Dimension, Measure};

use crate::events::{Events, Inner};
use crate::log::lock;
use crate::query::{Limits, QueryError, Scope, caused};
use crate::rollups::grouping;
use cover::{Cover, Part};

pub use foreign::Imported;

pub(crate) use counting::{Counting, column};
pub(crate) use days::{LocalDays, before, day_of, next, number, numbered, start};

/// A question about a site.
#[derive(Debug, Clone)]
pub struct Question {
    /// Which site.
    pub site: SiteId,
    /// The time zone whose days are meant.
    pub zone: TimeZone,
    /// The first day.
    pub first: Date,
    /// The last day, which is included.
    pub last: Date,
    /// Whether each day is counted by itself.
    pub daily: bool,
    /// By what it is counted, in the order of the answer's values.
    pub by: Vec<Dimension>,
    /// Only where these have that value; empty where it is unknown.
    pub only: Vec<(Dimension, String)>,
    /// What is counted. Rows come in the order of the first, the largest before; by day first if days are counted.
    pub measures: Vec<Measure>,
    /// How many rows are wanted at most.
    pub most: usize,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answered {
    /// Its rows, in the order that was asked for.
    pub rows: Vec<Counted>,
    /// On which days other programs counted, if there are any among them.
    pub imported: Option<Imported>,
}

/// A row of the answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    /// The day, where each was counted by itself.
    pub day: Option<Date>,
    /// The value of each dimension that was asked for; empty where it is unknown.
    pub values: Vec<String>,
    /// The number of each measure that was asked for.
    pub numbers: Vec<f64>,
}

impl Events {
    /// Answers a question. Rows in which the first measure is nothing are left out. Before the first day with events of
    /// our own, figures that other programs counted serve where they tell apart what is asked.
    ///
    /// # Errors
    /// [`QueryError`] says which limit was met, or that the store failed.
    pub async fn figures(&self, question: &Question, limits: &Limits) -> Result<Answered, QueryError> {
        let (inner, question, limits) = (Arc::clone(&self.inner), question.clone(), *limits);
        let work = async move {
            match tokio::time::timeout(limits.time, inner.figures(&question)).await {
                Ok(answer) => answer,
                Err(_) => Err(QueryError::TookTooLong { most: limits.time }),
            }
        };
        self.run(work).await.map_err(|_| QueryError::Closed)?
    }
}

impl Inner {
    async fn figures(&self, question: &Question) -> Result<Answered, QueryError> {
        if question.measures.is_empty() || question.last < question.first {
            return Ok(Answered::default());
        }
        let _reading = self.readers.read().await;
        let now = lock(&self.journal.visible).now();
        let cover = Cover::of(question, now.rolled.of(&question.site, &question.zone));
        let foreign = self.foreign(question, now.clone()).await.map_err(|error| caused(&error))?;
        let query = question.sql(&cover, foreign.as_ref().and_then(|foreign| foreign.sql(question)));
        let rollups = Arc::clone(&now.rollups);
        let session = self
            .library
            .events_of(now, &Scope::Sites(vec![question.site.clone()]))
            .map_err(|error| QueryError::Failed(error.to_string()))?;
        session.register_table("rolled", rollups).map_err(|error| caused(&error))?;
        if let Some(foreign) = &foreign {
            let table = Arc::clone(&foreign.table);
            session.register_table(foreign::IMPORTED, table).map_err(|error| caused(&error))?;
        }
        let frame = session.sql(&query).await.map_err(|error| caused(&error))?;
        let rows = frame.collect().await.map_err(|error| caused(&error))?;
        let rows = question.counted(&rows).map_err(|error| QueryError::Failed(error.to_string()))?;
        Ok(Answered { rows, imported: foreign.map(|foreign| foreign.days) })
    }
}

impl Question {
    fn sql(&self, cover: &Cover, foreign: Option<String>) -> String {
        let parts: Vec<String> =
            cover.parts.iter().map(|part| self.part(part, cover)).chain(foreign).collect();
        let keys = self.keys();
        let sums = self.measures.iter().map(|measure| format!("sum({0}) AS {0}", measure.name()));
        let sums = sums.collect::<Vec<_>>().join(", ");
        let first = self.measures.first().map_or("events", |measure| measure.name());
        let columns = keys.iter().cloned().chain([sums]).collect::<Vec<_>>().join(", ");
        let grouped = if keys.is_empty() { String::new() } else { format!(" GROUP BY {}", keys.join(", ")) };
        let mut order = vec![format!("{first} DESC")];
        order.splice(0..0, self.daily.then(|| "day".to_owned()));
        order.extend(self.values());
        format!(
            "SELECT * FROM (SELECT {columns} FROM ({}){grouped}) WHERE {first} > 0 ORDER BY {} LIMIT {}",
            parts.join(" UNION ALL "),
            order.join(", "),
            self.most
        )
    }

    fn part(&self, part: &Part, cover: &Cover) -> String {
        let measures: Vec<&str> = self.measures.iter().map(|measure| measure.name()).collect();
        let columns = |keys: Vec<String>| {
            let all =
                std::iter::once("day".to_owned()).chain(keys).chain(measures.iter().map(ToString::to_string));
            all.collect::<Vec<_>>().join(", ")
        };
        match part {
            Part::Events { first, last } => {
                let days = LocalDays::new(&self.zone, *first, *last);
                let counting =
                    Counting { days: &days, by: &self.by, only: &self.only, measures: &self.measures };
                format!("SELECT {} FROM ({})", columns(self.values()), counting.sql())
            }
            Part::Rolled { grain, first, last } => {
                let place = |wanted: Dimension| {
                    let at = cover.grouping.iter().position(|by| *by == wanted).unwrap_or_default();
                    format!("d{}", at + 1)
                };
                let named = self.by.iter().zip(self.values());
                let keys = named.map(|(by, name)| format!("{} AS {name}", place(*by))).collect();
                let only = self.only.iter();
                let only =
                    only.map(|(by, value)| format!(" AND {} = {}", place(*by), counting::quoted(value)));
                format!(
                    "SELECT {} FROM rolled WHERE site = '{}' AND month >= '{}' AND month <= '{}' AND \
                     grain = '{grain}' AND grouping = '{}' AND day >= DATE '{first}' AND day <= DATE '{last}'{}",
                    columns(keys),
                    self.site,
                    first.strftime("%Y-%m"),
                    last.strftime("%Y-%m"),
                    grouping(cover.grouping),
                    only.collect::<String>()
                )
            }
        }
    }

    /// The columns that tell rows apart.
    fn keys(&self) -> Vec<String> {
        self.daily.then(|| "day".to_owned()).into_iter().chain(self.values()).collect()
    }

    fn values(&self) -> Vec<String> {
        (1..=self.by.len()).map(|place| format!("d{place}")).collect()
    }

    fn counted(&self, rows: &[RecordBatch]) -> Result<Vec<Counted>, datafusion::arrow::error::ArrowError> {
        let mut counted = Vec::new();
        for batch in rows {
            let names = self.keys();
            let keys = batch.columns().iter().take(names.len());
            let wanted =
                names.iter().map(|name| if name == "day" { DataType::Date32 } else { DataType::Utf8 });
            let keys = keys
                .zip(wanted)
                .map(|(column, wanted)| cast(column, &wanted))
                .collect::<Result<Vec<_>, _>>()?;
            let numbers = batch.columns().iter().skip(names.len());
            let numbers =
                numbers.map(|column| cast(column, &DataType::Float64)).collect::<Result<Vec<_>, _>>()?;
            let days = usize::from(self.daily);
            counted.extend((0..batch.num_rows()).map(|row| Counted {
                day: self.daily.then(|| numbered(keys[0].as_primitive::<Date32Type>().value(row))),
                values: keys[days..].iter().map(|key| key.as_string::<i32>().value(row).to_owned()).collect(),
                numbers:
                    numbers.iter().map(|column| column.as_primitive::<Float64Type>().value(row)).collect(),
            }));
        }
        Ok(counted)
    }
}

/// Keeps the rows of some days; the first column tells the day.
pub(crate) fn only_days(
    rows: &[RecordBatch],
    wanted: &std::collections::BTreeSet<Date>,
) -> Result<Vec<RecordBatch>, datafusion::arrow::error::ArrowError> {
    let kept = rows.iter().map(|batch| {
        let days = cast(batch.column(0), &DataType::Date32)?;
        let days = days.as_primitive::<Date32Type>();
        let kept: BooleanArray =
            days.iter().map(|day| Some(day.is_some_and(|day| wanted.contains(&numbered(day))))).collect();
        filter_record_batch(batch, &kept)
    });
    kept.collect()
}
