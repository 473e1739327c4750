//! The append log: where an event is safe before anybody is told so.
//!
//! Segments `NNNNNNNNNN.log` in one folder, each a head and then *frames*: a mark, a length, a checksum and one event.
//! One thread writes them; what arrives while the disk is busy is written together afterwards (group commit). A
//! segment is deleted once its events stand in the table, never before. Read `writer` for the order of things and
//! `recover` for what a crash may leave behind.

mod frame;
mod recover;
mod segment;
mod writer;

pub use recover::Damage;

pub(crate) use frame::{Frames, row};
pub(crate) use recover::recover;
pub(crate) use segment::{SegmentNumber, delete, sync_folder};
pub(crate) use writer::{Arriving, Bounds, Journal, LogWriter, Order, lock};
