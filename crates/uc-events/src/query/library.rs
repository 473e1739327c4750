//! Where queries run: their memory, and what SQL may say.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use datafusion::arrow::array::{AsArray, RecordBatch};
use datafusion::arrow::compute::{cast, filter_record_batch};
use datafusion::arrow::datatypes::DataType;
use datafusion::catalog::TableProvider;
use datafusion::common::JoinType;
use datafusion::error::DataFusionError;
use datafusion::execution::SendableRecordBatchStream;
use datafusion::execution::SessionStateBuilder;
use datafusion::execution::context::SQLOptions;
use datafusion::execution::disk_manager::{DiskManagerBuilder, DiskManagerMode};
use datafusion::execution::memory_pool::GreedyMemoryPool;
use datafusion::execution::runtime_env::{RuntimeEnv, RuntimeEnvBuilder};
use datafusion::logical_expr::{Expr, col, lit};
use datafusion::prelude::{DataFrame, SessionConfig, SessionContext};
use datafusion::scalar::ScalarValue;
use futures::StreamExt;
use uc_engine::event::{Event, EventId, Millis, SiteId};

use super::answer::Answer;
use super::scope::{Limits, QueryError, Scope};
use super::sites_table::SitesTable;
use super::utc;
use crate::error::EventsError;
use crate::visible::Snapshot;
use crate::{columns, estimates};

/// The name of the only table.
pub(crate) const EVENTS: &str = "events";

/// Functions that make something of any size out of a short text, past every bound on memory.
const GROWING: [&str; 10] = [
    "repeat",
    "lpad",
    "rpad",
    "replace",
    "regexp_replace",
    "array_repeat",
    "list_repeat",
    "array_resize",
    "generate_series",
    "range",
];

/// What all queries share: memory with an upper bound, no files of their own.
pub(crate) struct Library {
    runtime: Arc<RuntimeEnv>,
    threads: usize,
}

impl Library {
    pub(crate) fn new(memory: usize, threads: usize) -> Result<Self, EventsError> {
        let no_files = DiskManagerBuilder::default().with_mode(DiskManagerMode::Disabled);
        let runtime = RuntimeEnvBuilder::new()
            .with_memory_pool(Arc::new(GreedyMemoryPool::new(memory)))
            .with_disk_manager_builder(no_files)
            .build_arc()?;
        Ok(Self { runtime, threads: threads.max(1) })
    }

    /// Returns a session in which nothing but the given table can be read.
    pub(crate) fn session(&self, events: Arc<dyn TableProvider>) -> Result<SessionContext, DataFusionError> {
        let mut config =
            SessionConfig::new().with_target_partitions(self.threads).with_information_schema(true);
        // Most questions keep most rows of a page of the file; to pick them while reading costs more than it saves.
        config.options_mut().execution.parquet.pushdown_filters = false;
        // The table plans its own scan, so a join in it is optimized twice, which these filters do not survive.
        config.options_mut().optimizer.enable_join_dynamic_filter_pushdown = false;
        let state = SessionStateBuilder::new_with_default_features()
            .with_config(config)
            .with_runtime_env(Arc::clone(&self.runtime))
            .build();
        let session = SessionContext::new_with_state(state);
        for name in GROWING {
            session.deregister_udf(name);
        }
        utc::teach(&session);
        session.register_table(EVENTS, events)?;
        Ok(session)
    }

    /// Returns a session in which `events` are those of a scope.
    pub(crate) fn events_of(&self, now: Snapshot, scope: &Scope) -> Result<SessionContext, DataFusionError> {
        self.session(Arc::new(SitesTable::new(now, scope)?))
    }

    /// Answers SQL.
    pub(super) async fn ask(
        &self,
        query: &str,
        now: Snapshot,
        scope: &Scope,
        limits: &Limits,
    ) -> Result<Answer, QueryError> {
        let session = self.events_of(now, scope).map_err(|error| failed(&error))?;
        let only_reading =
            SQLOptions::new().with_allow_ddl(false).with_allow_dml(false).with_allow_statements(false);
        let frame = session.sql_with_options(query, only_reading).await.map_err(|error| caused(&error))?;
        let schema = Arc::clone(frame.schema().inner());
        let mut stream = frame.execute_stream().await.map_err(|error| caused(&error))?;
        let mut answer = Answer::new(schema);
        while let Some(batch) = stream.next().await {
            if !answer.add(batch.map_err(|error| caused(&error))?, limits) {
                break;
            }
        }
        Ok(answer)
    }

    /// Reads the ids of events that were received within `milliseconds` before the newest.
    pub(crate) async fn recent_ids(
        &self,
        table: Arc<dyn TableProvider>,
        milliseconds: Millis,
    ) -> Result<Vec<RecordBatch>, EventsError> {
        let session = self.session(table)?;
        let newest = "(SELECT max(received_at) FROM events)";
        let query = format!(
            "SELECT site, id, received_at FROM events \
             WHERE received_at >= {newest} - INTERVAL '{milliseconds} milliseconds'"
        );
        Ok(session.sql(&query).await?.collect().await?)
    }

    /// Reads the ids of events on the same sites in the time that these events span.
    pub(crate) async fn ids_around(
        &self,
        now: Snapshot,
        events: &[Event],
    ) -> Result<HashSet<(SiteId, EventId)>, EventsError> {
        let times = events.iter().map(|event| event.at);
        let (Some(first), Some(last)) = (times.clone().min(), times.max()) else { return Ok(HashSet::new()) };
        let sites: BTreeSet<&SiteId> = events.iter().map(|event| &event.site).collect();
        let scope = Scope::Sites(sites.into_iter().cloned().collect());
        let session = self.events_of(now, &scope)?;
        let frame = session.table(EVENTS).await?.filter(col("at").between(moment(first), moment(last)))?;
        let mut known = HashSet::new();
        let mut stream = frame.select_columns(&["site", "id", "received_at"])?.execute_stream().await?;
        while let Some(batch) = stream.next().await {
            known.extend(columns::ids(&batch?)?.into_iter().map(|known| (known.site, known.id)));
        }
        Ok(known)
    }

    /// Returns the events of a site from one moment until before another, without the model's words.
    pub(crate) async fn stored(
        &self,
        now: Snapshot,
        site: &SiteId,
        from: Millis,
        until: Millis,
    ) -> Result<DataFrame, EventsError> {
        let events = SitesTable::new(now, &Scope::Sites(vec![site.clone()]))?.without_model()?;
        let session = self.session(Arc::new(events))?;
        Ok(session.table(EVENTS).await?.filter(in_time(from, until))?)
    }

    /// Tells in which months a site has events from one moment until before another, in their order.
    pub(crate) async fn months(
        &self,
        now: Snapshot,
        site: &SiteId,
        from: Millis,
        until: Millis,
    ) -> Result<Vec<String>, EventsError> {
        let frame = self.stored(now, site, from, until).await?;
        let mut months = BTreeSet::new();
        for batch in frame.select_columns(&[columns::MONTH])?.distinct()?.collect().await? {
            let names = cast(batch.column(0), &DataType::Utf8)?;
            months.extend(names.as_string::<i32>().iter().flatten().map(str::to_owned));
        }
        Ok(months.into_iter().collect())
    }

    /// Reads the events of a site in one month, from one moment until before another, with the model's words.
    pub(crate) async fn judged(
        &self,
        now: Snapshot,
        site: &SiteId,
        month: &str,
        (from, until): (Millis, Millis),
    ) -> Result<SendableRecordBatchStream, EventsError> {
        let events = SitesTable::new(now, &Scope::Sites(vec![site.clone()]))?;
        let session = self.session(Arc::new(events))?;
        let frame = session.table(EVENTS).await?.filter(col(columns::MONTH).eq(lit(month)))?;
        Ok(frame.filter(in_time(from, until))?.execute_stream().await?)
    }

    /// Reads all rows of a table.
    pub(crate) async fn rows_of(
        &self,
        table: Arc<dyn TableProvider>,
    ) -> Result<Vec<RecordBatch>, EventsError> {
        let rows = self.session(table)?.table(EVENTS).await?.collect().await?;
        rows.iter().map(|rows| Ok(columns::plain(&columns::schema(), rows)?)).collect()
    }

    /// Reads the estimates of a site whose events are still there, by month.
    pub(crate) async fn estimates_with_events(
        &self,
        now: Snapshot,
        site: &SiteId,
    ) -> Result<BTreeMap<String, Vec<RecordBatch>>, EventsError> {
        let schema = now.estimates.schema();
        let session = self.session(Arc::clone(&now.table))?;
        session.register_table("estimates", now.estimates)?;
        let mut kept: BTreeMap<String, Vec<RecordBatch>> = BTreeMap::new();
        let of_site = col("site").eq(lit(site.as_str()));
        let frame = session.table("estimates").await?.filter(of_site.clone())?;
        let ids = session.table(EVENTS).await?.filter(of_site)?.select_columns(&["id"])?;
        for batch in frame.join(ids, JoinType::LeftSemi, &["id"], &["id"], None)?.collect().await? {
            let batch = columns::plain(&estimates::form().schema, &batch)?;
            let months = batch.column(schema.index_of(columns::MONTH)?).as_string::<i32>().clone();
            let names: BTreeSet<&str> = months.iter().flatten().collect();
            for name in names {
                let of_month = months.iter().map(|month| Some(month == Some(name))).collect();
                let rows = filter_record_batch(&batch, &of_month)?;
                kept.entry(name.to_owned()).or_default().push(rows);
            }
        }
        Ok(kept)
    }
}

fn in_time(from: Millis, until: Millis) -> Expr {
    col("at").gt_eq(moment(from)).and(col("at").lt(moment(until)))
}

/// Returns an instant as the tables have it.
pub(crate) fn moment(at: Millis) -> Expr {
    lit(ScalarValue::TimestampMicrosecond(Some(at.saturating_mul(1000)), Some("UTC".into())))
}

fn failed(error: &DataFusionError) -> QueryError {
    QueryError::Failed(error.to_string())
}

/// Tells whose fault an error is.
pub(crate) fn caused(error: &DataFusionError) -> QueryError {
    match error.find_root() {
        DataFusionError::ResourcesExhausted(_) => QueryError::TooLarge,
        DataFusionError::IoError(_) | DataFusionError::ObjectStore(_) | DataFusionError::Internal(_) => {
            QueryError::Failed(error.strip_backtrace())
        }
        _ => QueryError::Invalid(error.strip_backtrace()),
    }
}
