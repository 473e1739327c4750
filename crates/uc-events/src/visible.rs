//! What queries see: the table as of its last commit, and the rows that are safe in the log and not in the table yet.
//!
//! Both change together, under one lock that is held for moments only, so that no query sees a row twice or misses one.
//! Rows are kept as the log has them, a few thousand together, and brought into columns by whoever asks first: the
//! thread that writes the log has no time for it.

use std::collections::VecDeque;
use std::sync::{Arc, OnceLock};

use datafusion::arrow::array::RecordBatch;
use datafusion::catalog::TableProvider;
use tokio::time::Instant;
use uc_engine::event::{Event, Millis, SiteId};

use crate::columns;
use crate::log::{Frames, SegmentNumber, row};
use crate::rollups::Rolled;

/// Rows of a chunk.
const ROWS: usize = 2048;

/// Table and log, as queries see them.
pub(crate) struct Visible {
    table: Arc<dyn TableProvider>,
    estimates: Arc<dyn TableProvider>,
    /// Whether the model has ever spoken: if not, no query needs to ask what it said.
    has_estimates: bool,
    rollups: Arc<dyn TableProvider>,
    rolled: Arc<Rolled>,
    segments: VecDeque<Waiting>,
}

/// What a query reads: nothing of it changes while it runs.
#[derive(Debug, Clone)]
pub(crate) struct Snapshot {
    pub(crate) table: Arc<dyn TableProvider>,
    pub(crate) estimates: Arc<dyn TableProvider>,
    pub(crate) has_estimates: bool,
    pub(crate) rollups: Arc<dyn TableProvider>,
    /// Which days the rollups hold.
    pub(crate) rolled: Arc<Rolled>,
    /// Rows that are not in the table yet.
    pub(crate) waiting: Vec<Arc<Chunk>>,
}

/// Rows that wait for the table.
#[derive(Debug, Default)]
pub(crate) struct Chunk {
    frames: Frames,
    columns: OnceLock<RecordBatch>,
}

/// The rows of one segment.
pub(crate) struct Waiting {
    pub(crate) number: SegmentNumber,
    chunks: Vec<Arc<Chunk>>,
    /// The rows behind the last whole chunk.
    newest: Frames,
    count: usize,
    /// When the first row came.
    since: Option<Instant>,
}

impl Visible {
    /// Begins with tables and no rows beside them.
    pub(crate) fn new(
        table: Arc<dyn TableProvider>,
        (estimates, has_estimates): (Arc<dyn TableProvider>, bool),
        rollups: Arc<dyn TableProvider>,
    ) -> Self {
        Self { table, estimates, has_estimates, rollups, rolled: Arc::default(), segments: VecDeque::new() }
    }

    /// Begins a segment: what is added from now on belongs to it.
    pub(crate) fn begin(&mut self, number: SegmentNumber) {
        self.segments.push_back(Waiting {
            number,
            chunks: Vec::new(),
            newest: Frames::default(),
            count: 0,
            since: None,
        });
    }

    /// Adds rows to the newest segment: frames of the log, each with its length and the time of its event.
    pub(crate) fn add(&mut self, frames: &[u8], rows: impl IntoIterator<Item = (usize, Millis)>) {
        let segment = self.segments.back_mut().expect("a segment was begun when the store was opened");
        let mut start = 0;
        for (length, at) in rows {
            let frame = &frames[start..start + length];
            start += length;
            if self.rolled.may_hold(at)
                && let Some(site) = SiteId::parse(&row(frame).site)
            {
                Arc::make_mut(&mut self.rolled).touch(&site, at);
            }
            segment.newest.extend(frame);
            segment.count += 1;
            if segment.count.is_multiple_of(ROWS) {
                let frames = std::mem::take(&mut segment.newest);
                segment.chunks.push(Arc::new(Chunk::of(frames)));
            }
        }
        segment.since.get_or_insert_with(Instant::now);
    }

    /// Adds rows that a crash has left in the log.
    pub(crate) fn add_again(&mut self, events: &[Event]) {
        let mut frames = Frames::default();
        let rows: Vec<_> = events.iter().map(|event| (frames.push(event), event.at)).collect();
        self.add(frames.bytes(), rows);
    }

    /// Returns all that a query reads.
    pub(crate) fn now(&self) -> Snapshot {
        Snapshot {
            table: Arc::clone(&self.table),
            estimates: Arc::clone(&self.estimates),
            has_estimates: self.has_estimates,
            rollups: Arc::clone(&self.rollups),
            rolled: Arc::clone(&self.rolled),
            waiting: self.segments.iter().flat_map(Waiting::chunks).collect(),
        }
    }

    /// Shows newer estimates.
    pub(crate) fn judged(&mut self, estimates: Arc<dyn TableProvider>) {
        self.estimates = estimates;
        self.has_estimates = true;
    }

    /// Shows newer rollups.
    pub(crate) fn rolled_up(&mut self, rollups: Arc<dyn TableProvider>) {
        self.rollups = rollups;
    }

    /// Returns which days the rollups hold.
    pub(crate) fn rolled(&self) -> Arc<Rolled> {
        Arc::clone(&self.rolled)
    }

    /// Changes which days the rollups hold; in the same breath as what made the change true.
    pub(crate) fn change_rolled(&mut self, change: impl FnOnce(&mut Rolled)) {
        change(Arc::make_mut(&mut self.rolled));
    }

    /// Returns the oldest segment, if it is not the one that is being written.
    pub(crate) fn oldest_whole(&self) -> Option<(SegmentNumber, Vec<Arc<Chunk>>)> {
        let whole = self.segments.len() > 1;
        let oldest = self.segments.front().filter(|_| whole)?;
        Some((oldest.number, oldest.chunks()))
    }

    /// Shows a newer table, in which the rows of that segment stand.
    pub(crate) fn settled(&mut self, table: Arc<dyn TableProvider>, number: Option<SegmentNumber>) {
        self.table = table;
        self.segments.retain(|segment| Some(segment.number) != number);
    }

    /// Returns how many rows wait altogether.
    pub(crate) fn rows(&self) -> usize {
        self.segments.iter().map(|segment| segment.count).sum()
    }

    /// Returns the segment that is being written.
    pub(crate) fn newest_number(&self) -> Option<SegmentNumber> {
        self.segments.back().map(|segment| segment.number)
    }

    /// Returns how many rows the newest segment holds, and since when.
    pub(crate) fn newest(&self) -> (usize, Option<Instant>) {
        self.segments.back().map_or((0, None), |segment| (segment.count, segment.since))
    }
}

impl Waiting {
    fn chunks(&self) -> Vec<Arc<Chunk>> {
        let mut chunks = self.chunks.clone();
        if !self.newest.bytes().is_empty() {
            // For this answer alone: questions come often, and should not leave the segment in crumbs.
            chunks.push(Arc::new(Chunk::of(self.newest.clone())));
        }
        chunks
    }
}

impl Chunk {
    fn of(frames: Frames) -> Self {
        Self { frames, columns: OnceLock::new() }
    }

    /// Returns the rows in columns.
    pub(crate) fn batch(&self) -> &RecordBatch {
        self.columns.get_or_init(|| columns::batch(&self.frames.rows().collect::<Vec<_>>()))
    }
}
