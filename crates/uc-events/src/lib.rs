//! What happened: events, durable before the answer, kept in a Delta Lake table, asked with DataFusion.
//!
//! [`Events`] is a handle on one folder: an append log (`log/`), ids that were seen (`ids/`), and the table (`events/`).
//! An event goes through the log, is visible to queries at once, and is moved to the table later. This crate never
//! decides what an event means: see `uc_engine::ingest`. Only one process may hold a folder; the caller sees to that.

mod columns;
mod error;
mod estimates;
mod events;
mod export;
mod figures;
mod flush;
mod foreign;
mod freeze;
mod import;
mod imported;
mod log;
mod maintain;
mod passings;
mod query;
mod read;
mod rollups;
mod row;
mod rows;
mod seen;
mod table;
mod visible;

pub use error::{AppendError, EventsError};
pub use estimates::{Estimate, Run};
pub use events::{Events, EventsConfig, Health, Mended, Receipt, Trouble};
pub use export::{Export, ExportForm};
pub use figures::{Answered, Counted, Imported, Question};
pub use foreign::{ParquetFault, ParquetRows};
pub use freeze::Frozen;
pub use log::Damage;
pub use maintain::{Erase, Kept};
pub use passings::{TokenEvent, TokenEvents};
pub use query::{Answer, Limits, QueryError, Scope};
pub use rollups::{Difference, Rolling, Verified};
