//! Who may see what, and for how long.

use std::time::Duration;

use uc_engine::event::SiteId;

/// The sites whose events a caller may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// All of them: the owner at the machine itself.
    AllSites,
    /// These.
    Sites(Vec<SiteId>),
}

/// What a query may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How long it may take.
    pub time: Duration,
    /// How many rows it may give back; more are cut off, and the answer says so.
    pub rows: usize,
    /// How many bytes of memory its rows may take; more are cut off.
    pub bytes: usize,
    /// How many bytes its text may have.
    pub text: usize,
}

/// Why a query was not answered.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// The query is wrong, or asks for what is not allowed.
    #[error("{0}")]
    Invalid(String),
    /// Its text is too long.
    #[error("the query is longer than {most} bytes")]
    TooLong {
        /// The limit.
        most: usize,
    },
    /// It took too long.
    #[error("the query took longer than {} seconds", most.as_secs())]
    TookTooLong {
        /// The limit.
        most: Duration,
    },
    /// It needed more memory than there is for queries.
    #[error("the query needs more memory than there is for queries; ask for a shorter time or fewer columns")]
    TooLarge,
    /// The store failed.
    #[error("the events could not be read: {0}")]
    Failed(String),
    /// The store is closed.
    #[error("the event store is closed")]
    Closed,
}

impl Default for Limits {
    fn default() -> Self {
        Self { time: Duration::from_secs(30), rows: 100_000, bytes: 64 << 20, text: 64 * 1024 }
    }
}
