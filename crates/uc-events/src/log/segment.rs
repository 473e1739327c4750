//! One file of the log.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::error::EventsError;
use crate::row::VERSION;

/// What each segment begins with; the byte after it is the version.
pub(super) const HEAD: &[u8; 7] = b"uc-log\n";

/// Segments are numbered in the order in which they are written; the first is 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SegmentNumber(pub(crate) u64);

impl SegmentNumber {
    pub(crate) fn next(self) -> Self {
        Self(self.0 + 1)
    }

    pub(crate) fn path(self, folder: &Path) -> PathBuf {
        folder.join(format!("{:010}.log", self.0))
    }

    /// Reads the number out of a file's name; `None` for any other file.
    pub(super) fn of(path: &Path) -> Option<Self> {
        let digits = path.file_name()?.to_str()?.strip_suffix(".log")?;
        digits.parse().ok().map(Self)
    }
}

/// A segment that is being written.
pub(super) struct Segment {
    pub(super) number: SegmentNumber,
    file: File,
    /// How many bytes are safe on disk.
    safe: u64,
}

impl Segment {
    /// Begins a segment. Its name is on disk when this returns.
    pub(super) fn create(folder: &Path, number: SegmentNumber) -> Result<Self, EventsError> {
        let path = number.path(folder);
        let make = || {
            let mut file = OpenOptions::new().create_new(true).append(true).open(&path)?;
            file.write_all(HEAD)?;
            file.write_all(&[VERSION])?;
            file.sync_all()?;
            Ok(file)
        };
        let file = match make() {
            Ok(file) => file,
            Err(source) => {
                // A half-made segment must not stand in the way of the next try.
                if let Err(error) = std::fs::remove_file(&path)
                    && error.kind() != std::io::ErrorKind::NotFound
                {
                    return Err(EventsError::File { path, source: error });
                }
                return Err(EventsError::File { path, source });
            }
        };
        sync_folder(folder)?;
        Ok(Self { number, file, safe: HEAD.len() as u64 + 1 })
    }

    /// Writes whole frames and returns when they are on disk. After an error none of them is.
    pub(super) fn write(&mut self, frames: &[u8]) -> std::io::Result<()> {
        let written = self.file.write_all(frames).and_then(|()| self.file.sync_data());
        match written {
            Ok(()) => {
                self.safe += frames.len() as u64;
                Ok(())
            }
            Err(error) => {
                self.file.set_len(self.safe)?;
                self.file.sync_data()?;
                Err(error)
            }
        }
    }
}

/// Deletes a segment whose events stand in the table.
pub(crate) fn delete(folder: &Path, number: SegmentNumber) -> Result<(), EventsError> {
    let path = number.path(folder);
    match std::fs::remove_file(&path) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(source) => Err(EventsError::File { path, source }),
    }
}

/// Brings the names in a folder to disk: a new file is safe only when its name is.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), EventsError> {
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(EventsError::file(folder))
}
