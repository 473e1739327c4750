//! What can go wrong with events, told by what somebody would do about it.

use std::error::Error;
use std::io;
use std::path::PathBuf;

/// What Linux says of a full disk.
const NO_ROOM: &str = "(os error 28)";

/// The store could not be opened, or could not do what it was asked to.
#[derive(Debug, thiserror::Error)]
pub enum EventsError {
    /// A file or folder could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
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
    /// Tells whether it is that the disk has no room left.
    pub fn is_disk_full(&self) -> bool {
        let mut cause: Option<&(dyn Error + 'static)> = Some(self);
        while let Some(error) = cause {
            let found = error.downcast_ref::<io::Error>().map(io::Error::kind);
            if matches!(found, Some(io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)) {
                return true;
            }
            cause = error.source();
        }
        // Some libraries hand on the text alone.
        self.to_string().contains(NO_ROOM)
    }

    /// Wraps an error of the file system with the path that it is about.
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }
}
