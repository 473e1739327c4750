//! What can go wrong with events, told by what somebody would do about it.

use std::path::PathBuf;

/// The store could not be opened, or could not do what it was asked to.
#[derive(Debug, thiserror::Error)]
pub enum EventsError {
    /// A file or folder could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The table said no.
    #[error("the table of events: {0}")]
    Table(#[from] deltalake::DeltaTableError),
    /// A query over the events failed inside the program, not by a caller's fault.
    #[error("a query over the events: {0}")]
    Query(#[from] datafusion::error::DataFusionError),
    /// Rows could not be brought into columns.
    #[error("the columns of the events: {0}")]
    Columns(#[from] datafusion::arrow::error::ArrowError),
    /// The folder was written by a newer program.
    #[error("{} was written by a newer version of this program", path.display())]
    Newer {
        /// Which file says so.
        path: PathBuf,
    },
    /// Whoever asked for events did not take them for too long.
    #[error("the events were asked for, and then not taken")]
    NotTaken,
    /// The store was closed.
    #[error("the event store is closed")]
    Closed,
}

/// An event could not be taken in. Nothing of it is stored.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AppendError {
    /// More is coming in than can be written; try again in a moment.
    #[error("more events are coming in than can be written")]
    Busy,
    /// The disk is full or refuses to write.
    #[error("the events could not be written to disk: {0}")]
    Disk(String),
    /// The store was closed.
    #[error("the event store is closed")]
    Closed,
}

impl EventsError {
    /// Wraps an error of the file system with the path that it is about.
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }
}
