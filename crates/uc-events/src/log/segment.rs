//! One file of the log.

use std::fs::{File, OpenOptions};
use std::os::unix::fs::FileExt;
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

/// How far a segment is filled with zeros ahead of what is written: as much as it holds already, within these bounds.
const AHEAD: [u64; 2] = [64 << 10, 1 << 20];
const ZEROS: &[u8; 64 << 10] = &[0; 64 << 10];

/// A segment that is being written.
///
/// Frames are written over zeros: a file that keeps its length is on disk in two thirds of the time that one takes which
/// grows, since nothing has to be said of it anew.
pub(super) struct Segment {
    pub(super) number: SegmentNumber,
    file: File,
    /// How many bytes are safe on disk.
    safe: u64,
    /// How long the file is; behind what is safe it holds zeros.
    length: u64,
}

impl Segment {
    /// Begins a segment. Its name is on disk when this returns.
    pub(super) fn create(folder: &Path, number: SegmentNumber) -> Result<Self, EventsError> {
        let path = number.path(folder);
        let head = [HEAD.as_slice(), &[VERSION]].concat();
        let make = || {
            let file = OpenOptions::new().create_new(true).write(true).open(&path)?;
            file.write_all_at(&head, 0)?;
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
        let safe = head.len() as u64;
        Ok(Self { number, file, safe, length: safe })
    }

    /// Writes whole frames and returns when they are on disk. After an error none of them is.
    pub(super) fn write(&mut self, frames: &[u8]) -> std::io::Result<()> {
        let end = self.safe + frames.len() as u64;
        if end > self.length {
            self.grow(end + self.safe.clamp(AHEAD[0], AHEAD[1]))?;
        }
        match self.file.write_all_at(frames, self.safe).and_then(|()| self.file.sync_data()) {
            Ok(()) => {
                self.safe = end;
                self.length = self.length.max(end);
                Ok(())
            }
            Err(error) => {
                self.file.set_len(self.safe)?;
                self.length = self.safe;
                self.file.sync_data()?;
                Err(error)
            }
        }
    }

    /// Fills the file with zeros up to that length, as far as the disk has room: what is written next may fit all the same.
    fn grow(&mut self, length: u64) -> std::io::Result<()> {
        while self.length < length {
            let zeros = ZEROS.len().min(usize::try_from(length - self.length).unwrap_or(usize::MAX));
            if self.file.write_all_at(&ZEROS[..zeros], self.length).is_err() {
                self.length = self.file.metadata()?.len();
                break;
            }
            self.length += zeros as u64;
        }
        Ok(())
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
