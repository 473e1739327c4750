//! The store as others hold it.

mod open;

use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::runtime::Runtime;
use tokio::sync::{mpsc, oneshot};
use tokio::time::Instant;
use uc_engine::event::Event;

use crate::error::{AppendError, EventsError};
use crate::log::{Arriving, Damage, Journal, Order, lock};
use crate::query::Library;
use crate::table::Table;

pub use open::Mended;
#[cfg(test)]
pub(crate) use open::form;
pub(crate) use open::own;

/// What became of an event that was handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Receipt {
    /// It is safe on disk.
    Stored,
    /// Its id was seen before, in the last 48 hours; the first one is safe on disk.
    Duplicate,
}

/// How the store works. The default suits one machine.
#[derive(Debug, Clone, Copy)]
pub struct EventsConfig {
    /// Rows after which the log is flushed to the table.
    pub flush_rows: usize,
    /// How long a row may wait for that.
    pub flush_after: Duration,
    /// Rows that may wait altogether before the store says that it is busy.
    pub waiting_rows: usize,
    /// Threads for queries and flushes.
    pub threads: usize,
    /// Bytes that all queries together may use.
    pub query_memory: usize,
}

/// How the store is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// Rows that are safe in the log and not in the table yet.
    pub waiting_rows: usize,
    /// Why the last flush failed; it is tried again every second.
    pub trouble: Option<Trouble>,
    /// How long ago rows were last moved to the table, or none waited for that.
    pub flushed: Duration,
}

/// Why rows cannot be moved to the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// Whether it is that no room is left.
    pub disk_full: bool,
    /// What the system or the library says. It may name files.
    pub reason: String,
}

/// A handle on a folder of events; cheap to clone. The last one that is dropped ends the threads behind it, and leaves
/// what is in the log for the next start.
#[derive(Clone)]
pub struct Events {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    /// Where everything lies.
    pub(crate) folder: PathBuf,
    pub(crate) config: EventsConfig,
    pub(crate) orders: mpsc::Sender<Order>,
    pub(crate) journal: Journal,
    pub(crate) table: Arc<tokio::sync::Mutex<Table>>,
    pub(crate) estimates: Arc<tokio::sync::Mutex<Table>>,
    /// Figures that other programs counted.
    pub(crate) imported: Arc<tokio::sync::Mutex<Table>>,
    /// Held by whoever reads imported figures to write them anew.
    pub(crate) importing: tokio::sync::Mutex<()>,
    pub(crate) rollups: Arc<tokio::sync::Mutex<Table>>,
    pub(crate) library: Library,
    /// Held by queries, which open files late; whoever deletes files waits for them.
    pub(crate) readers: tokio::sync::RwLock<()>,
    /// Held by a backup, whose files are not to be erased under it; taken before all other locks.
    pub(crate) copies: Arc<tokio::sync::Mutex<()>>,
    /// Why the last flush failed, if it did.
    pub(crate) trouble: Mutex<Option<Trouble>>,
    /// When rows were last moved to the table, or none waited for that.
    pub(crate) flushed_at: Mutex<Instant>,
    /// Taken when the store is dropped: a runtime may not be dropped where tasks run.
    pub(crate) runtime: Option<Runtime>,
}

impl Default for EventsConfig {
    fn default() -> Self {
        Self {
            flush_rows: 200_000,
            flush_after: Duration::from_mins(10),
            waiting_rows: 1_000_000,
            threads: 2,
            query_memory: 400 << 20,
        }
    }
}

impl Events {
    /// Stores events; returns when they are safe on disk and visible to queries, with one receipt for each.
    ///
    /// # Errors
    /// Nothing is stored then: [`AppendError::Busy`] asks to try again in a moment.
    pub async fn append(&self, events: Vec<Event>) -> Result<Vec<Receipt>, AppendError> {
        let (arriving, receipts) = Arriving::new(&events);
        self.inner.orders.try_send(Order::Append(arriving)).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => AppendError::Busy,
            mpsc::error::TrySendError::Closed(_) => AppendError::Closed,
        })?;
        receipts.await.map_err(|_| AppendError::Closed)?
    }

    /// Moves all rows from the log to the table that are there now.
    ///
    /// # Errors
    /// The rows stay in the log then, and nothing is lost.
    pub async fn flush(&self) -> Result<(), EventsError> {
        let (answer, done) = oneshot::channel();
        self.inner.orders.send(Order::Rotate(answer)).await.map_err(|_| EventsError::Closed)?;
        done.await.map_err(|_| EventsError::Closed)??;
        let inner = Arc::clone(&self.inner);
        let work = async move {
            let newest = lock(&inner.journal.visible).newest_number();
            while inner.flush_oldest(newest).await? {}
            Ok(())
        };
        self.run(work).await?
    }

    /// Ends the store: what was appended before is moved to the table, what comes later is refused.
    ///
    /// # Errors
    /// Those of the last flush: the rows are in the log then, and the next start reads them there.
    pub async fn close(self) -> Result<(), EventsError> {
        let flushed = self.flush().await;
        let (answer, done) = oneshot::channel();
        self.inner.orders.send(Order::Close(answer)).await.map_err(|_| EventsError::Closed)?;
        done.await.map_err(|_| EventsError::Closed)?;
        flushed
    }

    /// Returns how many rows wait for the table, and why the last flush failed, if it did.
    pub fn health(&self) -> Health {
        Health {
            waiting_rows: lock(&self.inner.journal.visible).rows(),
            trouble: lock(&self.inner.trouble).clone(),
            flushed: lock(&self.inner.flushed_at).elapsed(),
        }
    }

    /// Runs something on the store's own threads.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl Future<Output = T> + Send + 'static,
    ) -> Result<T, EventsError> {
        let runtime = self.inner.runtime.as_ref().ok_or(EventsError::Closed)?;
        runtime.spawn(work).await.map_err(|_| EventsError::Closed)
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}
