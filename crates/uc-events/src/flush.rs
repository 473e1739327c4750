//! From the log to the table.
//!
//! INVARIANT: a segment's rows and its number go into the table in one commit; its ids are written next; the segment is
//! deleted last. Wherever a crash falls, the next start can tell what was done, and no row is there twice or missing.

use std::sync::{Arc, Mutex, Weak};

use datafusion::arrow::array::RecordBatch;
use tokio::time::{Duration, Instant, timeout};

use crate::columns;
use crate::error::EventsError;
use crate::events::{Inner, Trouble};
use crate::log::{Order, SegmentNumber, delete, lock};
use crate::maintain::LONGEST_READING;
use crate::query::Library;
use crate::seen::{self, Key, RECOGNISED, Seen};
use crate::table::Mark;
use crate::visible::Visible;

/// Who the log is, in the table's commits.
pub(crate) const WRITER: &str = "undercurrent-log";

/// How often the age of the rows is looked at.
const LOOK: Duration = Duration::from_secs(1);

/// Starts the task that keeps the store in order: it flushes when a segment is full or old, brings small files together
/// after that, and sweeps what was left behind. It ends with the store.
pub(crate) fn start(inner: &Arc<Inner>) {
    let store = Arc::downgrade(inner);
    let full = Arc::clone(&inner.journal.full);
    let work = async move {
        let mut swept = Instant::now();
        loop {
            let woken = timeout(LOOK, full.notified()).await;
            let Some(inner) = Weak::upgrade(&store) else { return };
            let flushed = match woken {
                Ok(()) => inner.flush_whole_segments().await,
                Err(_) => inner.flush_if_old().await,
            };
            let mut done = match flushed {
                Ok(0) => Ok(()),
                Ok(_) => inner.compact().await.map(drop),
                Err(error) => Err(error),
            };
            if done.is_ok() && swept.elapsed() >= LONGEST_READING {
                swept = Instant::now();
                done = inner.vacuum(LONGEST_READING).await.map(drop);
            }
            inner.note(done.err());
        }
    };
    if let Some(runtime) = &inner.runtime {
        drop(runtime.spawn(work));
    }
}

impl Inner {
    /// Moves all segments to the table that are no longer written to. Returns how many there were.
    pub(crate) async fn flush_whole_segments(&self) -> Result<usize, EventsError> {
        let mut moved = 0;
        while self.flush_oldest(None).await? {
            moved += 1;
        }
        if moved > 0 || lock(&self.journal.visible).rows() == 0 {
            *lock(&self.flushed_at) = Instant::now();
        }
        Ok(moved)
    }

    /// Moves the oldest segment to the table, if it is no longer written to, and older than that one. Returns whether
    /// there was one. The table is free between two of them: where more comes in than can be moved, whoever waits for it
    /// would wait for ever.
    pub(crate) async fn flush_oldest(&self, before: Option<SegmentNumber>) -> Result<bool, EventsError> {
        let mut table = self.table.lock().await;
        let oldest = lock(&self.journal.visible).oldest_whole();
        let Some((number, chunks)) = oldest else { return Ok(false) };
        if before.is_some_and(|before| number.0 >= before.0) {
            return Ok(false);
        }
        let batches: Vec<RecordBatch> = chunks.iter().map(|chunk| chunk.batch().clone()).collect();
        table.append(&batches, Some(Mark { writer: WRITER, number: number.0 })).await?;
        let provider = table.provider().await?;
        lock(&self.journal.visible).settled(provider, Some(number));
        self.settle(number, &batches)?;
        Ok(true)
    }

    async fn flush_if_old(&self) -> Result<usize, EventsError> {
        let (rows, since) = lock(&self.journal.visible).newest();
        let old = since.is_some_and(|since| since.elapsed() >= self.config.flush_after);
        if rows > 0 && old {
            let (answer, done) = tokio::sync::oneshot::channel();
            self.orders.send(Order::Rotate(answer)).await.map_err(|_| EventsError::Closed)?;
            done.await.map_err(|_| EventsError::Closed)??;
        }
        self.flush_whole_segments().await
    }

    fn settle(&self, number: SegmentNumber, batches: &[RecordBatch]) -> Result<(), EventsError> {
        let mut keys = Vec::new();
        let mut newest = 0;
        for batch in batches {
            for known in columns::ids(batch)? {
                keys.push(Key::of(&known.site, known.id));
                newest = newest.max(known.received_at);
            }
        }
        seen::settle(&self.journal.seen, number, keys, newest)?;
        seen::tidy(&self.journal.seen, newest)?;
        delete(&self.journal.folder, number)
    }

    fn note(&self, error: Option<EventsError>) {
        let told =
            |error: EventsError| Trouble { disk_full: error.is_disk_full(), reason: error.to_string() };
        *lock(&self.trouble) = error.map(told);
    }
}

/// Reads the ids of the last 48 hours out of the table again, where their own files are lost, into one file that takes
/// the name of the last segment in the table.
pub(crate) async fn ids_from_table(
    library: &Library,
    visible: &Visible,
    seen: &Mutex<Seen>,
    settled_until: SegmentNumber,
) -> Result<(), EventsError> {
    let (mut keys, mut newest) = (Vec::new(), 0);
    for batch in library.recent_ids(visible.now().table, RECOGNISED).await? {
        for known in columns::ids(&batch)? {
            keys.push(Key::of(&known.site, known.id));
            newest = newest.max(known.received_at);
        }
    }
    seen::settle(seen, settled_until, keys, newest)
}
