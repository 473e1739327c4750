//! What can be wrong with another program's export: always with the file, and with the row where there is one.

use std::io;

use crate::report_log::Kind;

/// A file of an export and what is wrong with it. Nothing was stored.
#[derive(Debug, thiserror::Error)]
#[error("{file}, row {}: {fault}", row.unwrap_or_default())]
pub struct Trouble {
    /// The file's name as the user gave it.
    pub file: String,
    /// Which row of it, counted from 1, the head line included.
    pub row: Option<u64>,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// Reading or unpacking failed.
    #[error("cannot be read: {0}")]
    Unreadable(#[from] io::Error),
    /// What is sorted on its way does not fit onto the disk.
    #[error("the folder for temporary files cannot be written: {0}")]
    Sorting(io::Error),
    /// It is no Parquet file, or a damaged one.
    #[error("{0}")]
    Parquet(#[from] uc_events::ParquetFault),
    /// A row is no JSON object.
    #[error("is no JSON object")]
    NoJson,
    /// A row is longer than any that is taken.
    #[error("is longer than {} MB", .0 >> 20)]
    LongRow(usize),
    /// A quote is opened and not closed, or something stands behind its end.
    #[error("has a quote that is not closed as it should be")]
    BrokenQuote,
    /// A row has another number of cells than the head line.
    #[error("has {found} cells instead of {expected}")]
    Cells {
        /// How many it has.
        found: usize,
        /// How many names the head line has.
        expected: usize,
    },
    /// A value is not of the kind that its field has.
    #[error("{0} is not what it should be")]
    Value(&'static str),
    /// The head line is of no report that is known.
    #[error("is no report that is known")]
    UnknownReport,
    /// It is a zip archive.
    #[error("is a zip archive")]
    Zip,
    /// There is nothing in it.
    #[error("is empty")]
    Empty,
}

impl Fault {
    /// Words what is wrong with a file that cannot even be opened.
    pub(crate) fn of(kind: Kind) -> Self {
        let of = |kind: io::ErrorKind| Self::Unreadable(kind.into());
        match kind {
            Kind::Missing => of(io::ErrorKind::NotFound),
            Kind::Directory => of(io::ErrorKind::IsADirectory),
            Kind::Forbidden => of(io::ErrorKind::PermissionDenied),
            Kind::Truncated => of(io::ErrorKind::UnexpectedEof),
            Kind::Damaged(error) | Kind::Unreadable(error) => Self::Unreadable(error),
            Kind::NotALog(_) => Self::UnknownReport,
        }
    }

    /// Returns it with the place where it was found.
    pub(crate) fn at(self, file: &str, row: impl Into<Option<u64>>) -> Trouble {
        Trouble { file: file.to_owned(), row: row.into(), fault: self }
    }
}
