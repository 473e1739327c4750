//! Figures that other programs counted, for the days before our own begin.
//!
//! They were counted by the day and by one dimension at most: what tells more apart is answered without them, and the
//! answer says so. A day on which we counted ourselves is ours alone, or it would count twice.

use std::sync::Arc;

use datafusion::arrow::array::{Array, AsArray, RecordBatch};
use datafusion::arrow::datatypes::{Date32Type, TimestampMicrosecondType};
use datafusion::catalog::TableProvider;
use datafusion::error::DataFusionError;
use datafusion::logical_expr::{col, lit};
use jiff::civil::Date;
use uc_engine::figures::Dimension;

use super::counting::quoted;
use super::{Question, before, day_of, numbered, start};
use crate::columns::{self, MONTH};
use crate::events::Inner;
use crate::query::{EVENTS, Scope, moment};
use crate::visible::Snapshot;

/// What the query calls the table of these figures.
pub(super) const IMPORTED: &str = "imported";

/// Days of which other programs told figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Imported {
    /// The first of them that was asked about.
    pub first: Date,
    /// The last.
    pub last: Date,
    /// Whether their figures are in the answer: they are not where it tells apart what nobody told apart.
    pub included: bool,
}

/// Figures of others that belong to a question.
pub(super) struct Foreign {
    pub(super) table: Arc<dyn TableProvider>,
    pub(super) days: Imported,
}

impl Inner {
    /// Finds figures of others for days of a question that lie before the first event of our own.
    pub(super) async fn foreign(
        &self,
        question: &Question,
        now: Snapshot,
    ) -> Result<Option<Foreign>, DataFusionError> {
        let imported = self.imported.lock().await;
        let failed = |error: crate::EventsError| DataFusionError::External(Box::new(error));
        if imported.files().await.map_err(failed)?.is_empty() {
            return Ok(None);
        }
        let table = imported.provider().await.map_err(failed)?;
        drop(imported);
        let Some((first, last)) = self.days_told(question, question.last, Arc::clone(&table)).await? else {
            return Ok(None);
        };
        let last = match self.first_of_our_own(question, last, now).await? {
            None => last,
            Some(ours) if ours <= first => return Ok(None),
            Some(ours) if ours <= last => {
                match self.days_told(question, before(ours), Arc::clone(&table)).await? {
                    Some((_, last)) => last,
                    None => return Ok(None),
                }
            }
            Some(_) => last,
        };
        let included = kind(question).is_some();
        Ok(Some(Foreign { table, days: Imported { first, last, included } }))
    }

    /// The first and the last day of a question, up to one, of which others told anything.
    async fn days_told(
        &self,
        question: &Question,
        until: Date,
        table: Arc<dyn TableProvider>,
    ) -> Result<Option<(Date, Date)>, DataFusionError> {
        let session = self.library.session(table)?;
        let query = format!(
            "SELECT min(day), max(day) FROM {EVENTS} WHERE {}",
            told(question, question.first, until)
        );
        let rows = session.sql(&query).await?.collect().await?;
        let day = |row: &RecordBatch, place: usize| {
            let days = row.column(place).as_primitive::<Date32Type>();
            days.is_valid(0).then(|| numbered(days.value(0)))
        };
        Ok(rows.first().and_then(|row| day(row, 0).zip(day(row, 1))))
    }

    /// The day of the first event of our own, if that is not after a day.
    async fn first_of_our_own(
        &self,
        question: &Question,
        until: Date,
        now: Snapshot,
    ) -> Result<Option<Date>, DataFusionError> {
        let session = self.library.events_of(now, &Scope::Sites(vec![question.site.clone()]))?;
        let end = start(&question.zone, super::next(until));
        let frame = session.table(EVENTS).await?;
        let frame =
            frame.filter(col("at").lt(moment(end)).and(col(MONTH).lt_eq(lit(columns::month(end)))))?;
        let first = datafusion::functions_aggregate::min_max::min(col("at"));
        let rows = frame.aggregate(vec![], vec![first])?.collect().await?;
        let at = rows.first().map(|row| row.column(0).as_primitive::<TimestampMicrosecondType>().clone());
        let at = at.filter(|at| at.is_valid(0)).map(|at| at.value(0) / 1000);
        Ok(at.map(|at| day_of(&question.zone, at)))
    }
}

impl Foreign {
    /// Returns the part of a question's query that adds these figures, if they tell apart what it does.
    pub(super) fn sql(&self, question: &Question) -> Option<String> {
        let kind = kind(question)?;
        let name = kind.map_or("", Dimension::name);
        let mut columns = vec!["day".to_owned()];
        columns.extend(question.by.iter().map(|_| "value AS d1".to_owned()));
        columns.extend(question.measures.iter().map(|measure| measure.name().to_owned()));
        let only = question.only.iter().map(|(_, value)| format!(" AND value = {}", quoted(value)));
        Some(format!(
            "SELECT {} FROM {IMPORTED} WHERE {} AND \"by\" = '{name}'{}",
            columns.join(", "),
            told(question, self.days.first, self.days.last),
            only.collect::<String>()
        ))
    }
}

/// By what the figures of others that answer a question are told apart: by nothing, or by one dimension. `None` where
/// the question tells apart more.
fn kind(question: &Question) -> Option<Option<Dimension>> {
    let mut named = question.by.iter().chain(question.only.iter().map(|(by, _)| by));
    let first = named.next().copied();
    named.next().is_none().then_some(first)
}

fn told(question: &Question, first: Date, last: Date) -> String {
    format!(
        "site = '{}' AND day >= DATE '{first}' AND day <= DATE '{last}' AND month >= '{}' AND month <= '{}'",
        question.site,
        first.strftime("%Y-%m"),
        last.strftime("%Y-%m")
    )
}
