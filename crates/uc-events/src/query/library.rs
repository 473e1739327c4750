//! Where queries run: their memory, and what SQL may say.

use std::sync::Arc;

use datafusion::arrow::array::RecordBatch;
use datafusion::catalog::TableProvider;
use datafusion::error::DataFusionError;
use datafusion::execution::SessionStateBuilder;
use datafusion::execution::context::SQLOptions;
use datafusion::execution::disk_manager::{DiskManagerBuilder, DiskManagerMode};
use datafusion::execution::memory_pool::GreedyMemoryPool;
use datafusion::execution::runtime_env::{RuntimeEnv, RuntimeEnvBuilder};
use datafusion::prelude::{SessionConfig, SessionContext};
use futures::StreamExt;
use uc_engine::event::Millis;

use super::answer::Answer;
use super::scope::{Limits, QueryError, Scope};
use super::sites_table::SitesTable;
use crate::error::EventsError;

/// The name of the only table.
pub(crate) const EVENTS: &str = "events";

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
        config.options_mut().execution.parquet.pushdown_filters = true;
        config.options_mut().execution.parquet.reorder_filters = true;
        let state = SessionStateBuilder::new_with_default_features()
            .with_config(config)
            .with_runtime_env(Arc::clone(&self.runtime))
            .build();
        let session = SessionContext::new_with_state(state);
        session.register_table(EVENTS, events)?;
        Ok(session)
    }

    /// Answers SQL.
    pub(super) async fn ask(
        &self,
        query: &str,
        table: Arc<dyn TableProvider>,
        rows: Vec<RecordBatch>,
        scope: &Scope,
        limits: &Limits,
    ) -> Result<Answer, QueryError> {
        let events = SitesTable::new(table, rows, scope).map_err(failed)?;
        let session = self.session(Arc::new(events)).map_err(failed)?;
        let only_reading =
            SQLOptions::new().with_allow_ddl(false).with_allow_dml(false).with_allow_statements(false);
        let frame = session.sql_with_options(query, only_reading).await.map_err(caused)?;
        let schema = Arc::clone(frame.schema().inner());
        let mut stream = frame.execute_stream().await.map_err(caused)?;
        let mut answer = Answer::new(schema);
        while let Some(batch) = stream.next().await {
            if !answer.add(batch.map_err(caused)?, limits.rows) {
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
            "SELECT site, id, received_at FROM events WHERE received_at >= {newest} - INTERVAL '{milliseconds} milliseconds'"
        );
        Ok(session.sql(&query).await?.collect().await?)
    }
}

fn failed(error: DataFusionError) -> QueryError {
    QueryError::Failed(error.to_string())
}

/// Tells whose fault an error is.
fn caused(error: DataFusionError) -> QueryError {
    match error.find_root() {
        DataFusionError::ResourcesExhausted(_) => QueryError::TooLarge,
        DataFusionError::IoError(_) | DataFusionError::ObjectStore(_) | DataFusionError::Internal(_) => {
            QueryError::Failed(error.strip_backtrace())
        }
        _ => QueryError::Invalid(error.strip_backtrace()),
    }
}
