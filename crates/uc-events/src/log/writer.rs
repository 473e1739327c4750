//! The thread that writes the log: group commit.
//!
//! Whoever has events hands them over with a place for the answer. The thread takes all that has arrived, leaves out
//! ids that were seen before, writes the rest in one go and waits for the disk; then the rows become visible to queries,
//! and only then is anybody told. What arrives meanwhile forms the next group. If the disk refuses, nothing of the
//! group is kept and everybody in it is told so.
//!
//! INVARIANT: an answer of `Stored` is sent after `fdatasync` returned.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use tokio::sync::{Notify, mpsc, oneshot};
use uc_engine::event::{Event, Millis};

use super::frame::Frames;
use super::segment::{Segment, SegmentNumber};
use crate::Receipt;
use crate::error::{AppendError, EventsError};
use crate::seen::{Key, Seen};
use crate::visible::Visible;

/// Waiting for the disk costs the system more than what is written. So where many come at once, others are let go first so
/// many times, as long as each time brings more; where the processors are idle, that takes no time.
const TURNS: usize = 8;
/// So many in a group are many.
const CROWD: usize = 4;
/// Bytes that are written in one go at most: what is waiting behind them should not wait long.
const GROUP: usize = 4 << 20;

/// Events that somebody wants to be stored.
pub(crate) struct Arriving {
    events: Vec<Framed>,
    frames: Frames,
    answer: oneshot::Sender<Result<Vec<Receipt>, AppendError>>,
}

/// What the thread needs to know of an event besides its frame.
struct Framed {
    key: Key,
    at: Millis,
    length: usize,
}

/// What the thread is told.
pub(crate) enum Order {
    /// Store these.
    Append(Arriving),
    /// Begin a new segment, so that the one before can be flushed.
    Rotate(oneshot::Sender<Result<(), EventsError>>),
    /// End.
    Close(oneshot::Sender<()>),
}

/// What the thread shares with those who flush and query.
#[derive(Clone)]
pub(crate) struct Journal {
    /// Where the segments lie.
    pub(crate) folder: PathBuf,
    pub(crate) visible: Arc<Mutex<Visible>>,
    pub(crate) seen: Arc<Mutex<Seen>>,
    /// Woken when a segment is full.
    pub(crate) full: Arc<Notify>,
}

/// When the thread refuses, and when it begins a new segment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    /// Rows after which a segment is full.
    pub(crate) segment_rows: usize,
    /// Rows that may wait for the table altogether.
    pub(crate) waiting_rows: usize,
}

/// The thread's own things.
pub(crate) struct LogWriter {
    journal: Journal,
    segment: Segment,
    bounds: Bounds,
    orders: mpsc::Receiver<Order>,
}

impl Arriving {
    /// Brings events into the form of the log, on the caller's thread.
    pub(crate) fn new(events: &[Event]) -> (Self, oneshot::Receiver<Result<Vec<Receipt>, AppendError>>) {
        let (answer, receipts) = oneshot::channel();
        let mut frames = Frames::for_many(events.len());
        let events = events
            .iter()
            .map(|event| Framed {
                key: Key::of(&event.site, event.id),
                at: event.at,
                length: frames.push(event),
            })
            .collect();
        (Self { events, frames, answer }, receipts)
    }
}

impl LogWriter {
    /// Begins a segment of that number.
    pub(crate) fn begin(
        journal: Journal,
        number: SegmentNumber,
        bounds: Bounds,
        orders: mpsc::Receiver<Order>,
    ) -> Result<Self, EventsError> {
        let segment = Segment::create(&journal.folder, number)?;
        lock(&journal.visible).begin(number);
        Ok(Self { journal, segment, bounds, orders })
    }

    /// Works until it is told to end, or nobody is left to give orders.
    pub(crate) fn run(mut self) {
        let mut next = None;
        while let Some(order) = next.take().or_else(|| self.orders.blocking_recv()) {
            match order {
                Order::Rotate(answer) => {
                    let done = self.rotate();
                    // Whoever asked may have stopped waiting; the segment is begun all the same.
                    drop(answer.send(done));
                }
                Order::Close(answer) => {
                    if answer.send(()).is_err() {
                        // Whoever asked has gone; the log ends all the same.
                    }
                    return;
                }
                Order::Append(first) => {
                    let group = self.gather(first, &mut next);
                    self.store(group);
                }
            }
        }
    }

    /// Takes what has arrived until now, and leaves an order of another kind for the next turn.
    fn gather(&mut self, first: Arriving, next: &mut Option<Order>) -> Vec<Arriving> {
        let mut bytes = first.frames.bytes().len();
        let mut group = vec![first];
        for _ in 0..TURNS {
            let before = group.len();
            while bytes < GROUP && next.is_none() {
                match self.orders.try_recv() {
                    Ok(Order::Append(arriving)) => {
                        bytes += arriving.frames.bytes().len();
                        group.push(arriving);
                    }
                    Ok(other) => *next = Some(other),
                    Err(_) => break,
                }
            }
            if group.len() < CROWD || group.len() == before || next.is_some() {
                break;
            }
            std::thread::yield_now();
        }
        group
    }

    fn store(&mut self, group: Vec<Arriving>) {
        if lock(&self.journal.visible).rows() >= self.bounds.waiting_rows {
            self.journal.full.notify_one();
            return refuse(group, &AppendError::Busy);
        }
        let chosen = match self.choose(&group) {
            Ok(chosen) => chosen,
            Err(error) => return refuse(group, &AppendError::Disk(error.to_string())),
        };
        if !chosen.bytes.is_empty()
            && let Err(error) = self.segment.write(&chosen.bytes)
        {
            let mut seen = lock(&self.journal.seen);
            chosen.new.iter().for_each(|key| seen.remove(*key));
            drop(seen);
            return refuse(group, &AppendError::Disk(error.to_string()));
        }
        self.publish(group, &chosen);
    }

    /// Leaves out what was seen before.
    fn choose(&self, group: &[Arriving]) -> std::io::Result<Chosen> {
        let mut chosen = Chosen::default();
        let mut seen = lock(&self.journal.seen);
        for arriving in group {
            let mut start = 0;
            for event in &arriving.events {
                let frame = &arriving.frames.bytes()[start..start + event.length];
                start += event.length;
                match seen.insert(event.key) {
                    Ok(true) => {
                        chosen.bytes.extend_from_slice(frame);
                        chosen.rows.push((event.length, event.at));
                        chosen.new.push(event.key);
                        chosen.receipts.push(Receipt::Stored);
                    }
                    Ok(false) => chosen.receipts.push(Receipt::Duplicate),
                    Err(error) => {
                        chosen.new.iter().for_each(|key| seen.remove(*key));
                        return Err(error);
                    }
                }
            }
        }
        Ok(chosen)
    }

    /// Shows the rows to queries, then tells everybody.
    fn publish(&mut self, group: Vec<Arriving>, chosen: &Chosen) {
        let mut visible = lock(&self.journal.visible);
        visible.add(&chosen.bytes, chosen.rows.iter().copied());
        let (rows, _) = visible.newest();
        drop(visible);
        let mut receipts = chosen.receipts.as_slice();
        for arriving in group {
            let (own, others) = receipts.split_at(arriving.events.len());
            receipts = others;
            // A caller who has gone away loses nothing: a retry will be recognised.
            drop(arriving.answer.send(Ok(own.to_vec())));
        }
        if rows >= self.bounds.segment_rows {
            // Where no new segment can be begun the old one grows on; the next group tries again.
            drop(self.rotate());
            self.journal.full.notify_one();
        }
    }

    fn rotate(&mut self) -> Result<(), EventsError> {
        if lock(&self.journal.visible).newest().0 == 0 {
            return Ok(());
        }
        let number = self.segment.number.next();
        self.segment = Segment::create(&self.journal.folder, number)?;
        lock(&self.journal.visible).begin(number);
        Ok(())
    }
}

/// What of a group is to be written.
#[derive(Default)]
struct Chosen {
    bytes: Vec<u8>,
    /// How long each frame is, and when its event happened.
    rows: Vec<(usize, Millis)>,
    new: Vec<Key>,
    receipts: Vec<Receipt>,
}

fn refuse(group: Vec<Arriving>, error: &AppendError) {
    for arriving in group {
        drop(arriving.answer.send(Err(error.clone())));
    }
}

/// Locks; a thread that panicked while it held the lock has left nothing half done that matters more than going on.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
