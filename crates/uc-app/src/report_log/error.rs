//! What can go wrong with a log, told apart by what the user should do.

use uc_engine::log::NotALog;

/// Why no log could be read at all.
#[derive(Debug, thiserror::Error)]
pub enum ReadLogError {
    /// One file is the trouble.
    #[error(transparent)]
    Problem(#[from] Problem),
    /// There was not a single line.
    #[error("nothing to read")]
    NothingToRead,
    /// Fewer than half of the lines fit their format.
    #[error("only {parsed} of {read} lines of {file} could be read")]
    MostlyUnreadable {
        /// The file of the first line that did not fit.
        file: String,
        /// Lines read.
        read: u64,
        /// Lines that fitted.
        parsed: u64,
    },
}

/// A file and what is wrong with it.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {kind}")]
pub struct Problem {
    /// The file's name as the user gave it.
    pub file: String,
    /// What is wrong.
    pub kind: Kind,
}

/// What is wrong with a file.
#[derive(Debug, thiserror::Error)]
pub enum Kind {
    /// There is no such file.
    #[error("no such file")]
    Missing,
    /// It is a folder.
    #[error("is a folder")]
    Directory,
    /// It may not be read.
    #[error("permission denied")]
    Forbidden,
    /// It is not an access log.
    #[error(transparent)]
    NotALog(NotALog),
    /// A packed file ends in the middle.
    #[error("ends in the middle")]
    Truncated,
    /// A packed file cannot be unpacked.
    #[error("damaged: {0}")]
    Damaged(std::io::Error),
    /// Reading failed.
    #[error("cannot be read: {0}")]
    Unreadable(std::io::Error),
}

impl Kind {
    /// Tells apart what the user can do about a failed read. Unpackers report damage as invalid data.
    pub(super) fn of(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => Self::Missing,
            std::io::ErrorKind::PermissionDenied => Self::Forbidden,
            std::io::ErrorKind::IsADirectory => Self::Directory,
            std::io::ErrorKind::UnexpectedEof => Self::Truncated,
            std::io::ErrorKind::InvalidData
            | std::io::ErrorKind::InvalidInput
            | std::io::ErrorKind::Other => Self::Damaged(error),
            _ => Self::Unreadable(error),
        }
    }
}
