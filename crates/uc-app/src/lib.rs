//! Acts: the use cases, which bring the engine's rules together with files, threads and stores.
//!
//! It decides nothing by itself ([`uc_engine`] does) and shows nothing (`uc-web` does). Read [`report_log`]: how an
//! access log becomes a report; [`calibrate`] measures what messengers leave in one; [`simulate`] writes a made-up one.
//! What runs as a server begins at [`App`]; [`ingest`] is what an event of a live site goes
//! through, [`estimates`] what the model says of it later.

mod app;
pub mod backup;
pub mod calibrate;
mod clock;
pub mod doctor;
pub mod erase;
mod error;
pub mod estimates;
pub mod export;
pub mod figures;
pub mod folder;
pub mod follow;
pub mod foreign;
mod health;
mod import;
pub mod ingest;
mod line_ids;
mod log_line;
pub mod log_lines;
mod outcome;
pub mod query;
pub mod report_log;
pub mod rollups;
pub mod salts;
pub mod simulate;
pub mod sites;
pub mod tail;
mod tally;
pub mod tokens;
pub mod trees;

pub use app::{App, AppConfig, OpenError};
pub use clock::Clock;
pub use error::{AppError, Kind};
pub use health::{Figures, check as check_health, figures, watch as watch_health};
pub use import::Import;
pub use log_line::{LogLine, Numbering};
pub use outcome::{Outcome, Outcomes};
pub use tally::Tally;
// What the web shows of them: it depends on no store itself.
pub use uc_events::{Answer, Damage, Difference, EventsConfig, ExportForm, Mended, Verified};
pub use uc_store::{PageviewsFrom, Scope, Secret, Site, Token};
