//! From a backup to a data folder.
//!
//! Nothing of an archive is believed: names must be ones that a backup holds, entries plain files, none there twice. So
//! an archive can fill the disk with no more than it weighs itself, and write nowhere else. Files come to lie in a folder
//! of their own within the new one, and take their places when all sums fit; a server refuses to start where that
//! folder is left. What fails leaves nothing.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, BufReader, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::form::{self, HEAD, Head, STORE, SUMS, StoreKind, Summed, Sums, Unfit};
use crate::folder::{Folder, FolderError};

/// Where files lie until all of them are found to be good.
pub const RESTORING: &str = "restore.part";

/// What may lie in a folder that is empty otherwise: our own lock, and what some file systems put there.
const NOTHING: [&str; 2] = ["lock", "lost+found"];

/// No list of sums and no head is longer, in bytes.
const LONGEST_LIST: u64 = 256 << 20;
const LONGEST_HEAD: u64 = 64 << 10;

/// What the library says where the archive ends within a header, or in the gap before one.
const CUT: [&str; 2] = ["failed to read entire block", "unexpected EOF"];

/// What was brought back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Restored {
    /// How many files.
    pub files: usize,
    /// Whether sites and tokens are in it; otherwise they lie in PostgreSQL.
    pub has_store: bool,
}

/// Why a backup could not be brought back. Nothing of it is there then.
#[derive(Debug, Error)]
pub enum RestoreError {
    /// There is something in the folder already.
    #[error("{} is not empty", .0.display())]
    NotEmpty(PathBuf),
    /// A process works on the folder.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The archive is not what it should be.
    #[error(transparent)]
    Unfit(#[from] Unfit),
    /// A file cannot be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// Brings the backup in `file` back into `data`, which must be empty, or not there.
///
/// # Errors
/// Nothing is left in the folder then, and no folder that was not there.
pub fn restore(file: &Path, data: &Path) -> Result<Restored, RestoreError> {
    let archive = File::open(file).map_err(failed(file))?;
    let was_there = data.exists();
    if was_there {
        check_empty(data)?;
    }
    let folder = Folder::take(data)?;
    let restored = Restoring::begin(folder.path()).and_then(|restoring| restoring.run(archive, file));
    if restored.is_err() {
        // What the system does not let go of is seen by whoever tries again.
        drop(fs::remove_file(folder.path().join("lock")));
        if !was_there {
            drop(fs::remove_dir(folder.path()));
        }
    }
    folder.release();
    restored
}

fn check_empty(data: &Path) -> Result<(), RestoreError> {
    for entry in fs::read_dir(data).map_err(failed(data))? {
        let name = entry.map_err(failed(data))?.file_name();
        if !NOTHING.iter().any(|nothing| name == *nothing) {
            return Err(RestoreError::NotEmpty(data.to_owned()));
        }
    }
    Ok(())
}

/// A restore that goes on. Whatever it made is removed when it is dropped before its end.
struct Restoring {
    data: PathBuf,
    part: PathBuf,
    /// Names in the data folder that have taken their places.
    placed: Vec<PathBuf>,
    sums: Sums,
    done: bool,
}

impl Restoring {
    fn begin(data: &Path) -> Result<Self, RestoreError> {
        // Once more, now that nobody else can start here.
        check_empty(data)?;
        let part = data.join(RESTORING);
        own(&part).map_err(failed(&part))?;
        Ok(Self { data: data.to_owned(), part, placed: Vec::new(), sums: Sums::default(), done: false })
    }

    fn run(mut self, archive: File, file: &Path) -> Result<Restored, RestoreError> {
        let head = self.unpack(archive, file)?;
        let has_store = self.part.join(STORE).is_file();
        if has_store != (head.store == StoreKind::Sqlite) {
            return Err(Unfit::Damaged(STORE.to_owned()).into());
        }
        let files = self.sums.written().lines().count() - 1;
        self.place()?;
        Ok(Restored { files, has_store })
    }

    /// Writes every file that the archive holds, and returns when they are on the disk and all sums fit.
    fn unpack(&mut self, archive: File, file: &Path) -> Result<Head, RestoreError> {
        let mut archive = tar::Archive::new(BufReader::with_capacity(1 << 20, archive));
        // Raw: long names and sparse files of tar's many dialects are not followed, but refused as entries.
        let entries = archive.entries().map_err(failed(file))?.raw(true);
        let mut head = None;
        for entry in entries {
            let broken = |error: io::Error| match error.kind() {
                io::ErrorKind::UnexpectedEof => RestoreError::Unfit(Unfit::Cut),
                _ if CUT.iter().any(|cut| error.to_string().contains(cut)) => Unfit::Cut.into(),
                // The library says so of a header whose own sum is wrong.
                io::ErrorKind::Other | io::ErrorKind::InvalidData => RestoreError::Unfit(match head {
                    Some(_) => Unfit::Damaged("tar".to_owned()),
                    None => Unfit::Foreign,
                }),
                _ => failed(file)(error),
            };
            let mut entry = entry.map_err(broken)?;
            let header = entry.header();
            if !matches!(header.as_bytes()[156], b'0' | 0) {
                return Err(if head.is_some() { Unfit::Hostile } else { Unfit::Foreign }.into());
            }
            let size = header.size().map_err(broken)?;
            let name = entry.path_bytes();
            let name = std::str::from_utf8(&name).map_err(|_| Unfit::Hostile)?.to_owned();
            let Some(known) = head else {
                if name != HEAD || size > LONGEST_HEAD {
                    return Err(Unfit::Foreign.into());
                }
                let text = whole(&mut entry, size).map_err(broken)?;
                self.sums.add(HEAD, blake3::hash(&text));
                head = Some(Head::read(&text)?);
                continue;
            };
            form::check(&name)?;
            if name == SUMS {
                if size > LONGEST_LIST {
                    return Err(Unfit::Hostile.into());
                }
                let list = whole(&mut entry, size).map_err(broken)?;
                let list = String::from_utf8(list).map_err(|_| Unfit::Damaged(SUMS.to_owned()))?;
                self.sums.check(&list)?;
                return Ok(known);
            }
            if name == HEAD {
                return Err(Unfit::Hostile.into());
            }
            self.write(&name, size, entry)?;
        }
        Err(if head.is_some() { Unfit::Cut } else { Unfit::Foreign }.into())
    }

    fn write(&mut self, name: &str, size: u64, content: impl Read) -> Result<(), RestoreError> {
        let path = self.part.join(name);
        let folder = path.parent().unwrap_or(&self.part);
        own(folder).map_err(failed(folder))?;
        let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
        let mut file = match made {
            // No backup holds a file twice, or a file where a folder is.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(Unfit::Hostile.into()),
            made => made.map_err(failed(&path))?,
        };
        let mut content = Summed::new(content);
        io::copy(&mut content, &mut file).map_err(failed(&path))?;
        let (read, sum) = content.done();
        if read != size {
            return Err(Unfit::Cut.into());
        }
        file.flush().and_then(|()| file.sync_all()).map_err(failed(&path))?;
        self.sums.add(name, sum);
        Ok(())
    }

    /// Gives everything its place. A crash in the middle leaves the part folder, and nobody starts beside that.
    fn place(&mut self) -> Result<(), RestoreError> {
        sync_folders(&self.part).map_err(failed(&self.part))?;
        for entry in fs::read_dir(&self.part).map_err(failed(&self.part))? {
            let name = entry.map_err(failed(&self.part))?.file_name();
            let place = self.data.join(&name);
            fs::rename(self.part.join(&name), &place).map_err(failed(&place))?;
            self.placed.push(place);
        }
        sync(&self.data).map_err(failed(&self.data))?;
        fs::remove_dir(&self.part).map_err(failed(&self.part))?;
        sync(&self.data).map_err(failed(&self.data))?;
        self.done = true;
        Ok(())
    }
}

impl Drop for Restoring {
    fn drop(&mut self) {
        if self.done {
            return;
        }
        for place in &self.placed {
            drop(if place.is_dir() { fs::remove_dir_all(place) } else { fs::remove_file(place) });
        }
        drop(fs::remove_dir_all(&self.part));
    }
}

/// Reads an entry that must not be larger than it says.
fn whole(content: &mut impl Read, size: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    content.take(size).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == size { Ok(bytes) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

/// Makes a folder, and those above it, that nobody but their owner can look into.
fn own(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

fn sync_folders(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            sync_folders(&path)?;
        }
    }
    sync(folder)
}

fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> RestoreError {
    let path = path.to_owned();
    move |source| RestoreError::File { path, source }
}

#[cfg(test)]
mod tests;
