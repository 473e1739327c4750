//! The data folder: one process holds it, by a lock that the system takes back when the process ends, however it ends.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::os::fd::AsRawFd;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use thiserror::Error;

/// A data folder that this process holds.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    /// The lock goes when the file is closed.
    lock: File,
}

/// Why the folder could not be taken.
#[derive(Debug, Error)]
pub enum FolderError {
    /// Another process holds it.
    #[error("another process holds {}{}", path.display(), process.as_ref().map(|id| format!(" (process {id})")).unwrap_or_default())]
    Held {
        /// The folder.
        path: PathBuf,
        /// The other process's number, where it could be read.
        process: Option<u32>,
    },
    /// A file or folder cannot be made or opened.
    #[error("{}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

impl Folder {
    /// Takes the folder, and makes it on the first start: its owner's alone.
    ///
    /// # Errors
    /// [`FolderError::Held`] where another process has it, else what the system says.
    pub fn take(path: &Path) -> Result<Self, FolderError> {
        let failed = |source| FolderError::File { path: path.to_owned(), source };
        DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(failed)?;
        let path = fs::canonicalize(path).map_err(failed)?;
        let name = path.join("lock");
        let failed = |source| FolderError::File { path: name.clone(), source };
        let options =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).clone();
        let mut lock = options.open(&name).map_err(failed)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                let read = Read::take(&mut lock, 20).read_to_string(&mut holder);
                let process = read.ok().and_then(|_| holder.trim().parse().ok());
                return Err(FolderError::Held { path, process });
            }
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
        // Only for the message above: the lock itself is the system's.
        lock.set_len(0).and_then(|()| lock.rewind()).map_err(failed)?;
        writeln!(lock, "{}", std::process::id()).map_err(failed)?;
        Ok(Self { path, lock })
    }

    /// Returns where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Gives the folder back, for the next process.
    pub fn release(self) {
        drop(self.lock);
    }
}

/// Where the process that holds a folder listens for the command line, under a name that is short enough: the system
/// takes some hundred bytes for a socket's name, and a folder may lie deeper than that.
#[derive(Debug)]
pub struct ControlSocket {
    name: PathBuf,
    reach: PathBuf,
    /// The name goes through this open folder where the real one is too long.
    _folder: Option<File>,
}

/// What every system takes for a socket's name, in bytes.
const LONGEST_SOCKET: usize = 100;

impl ControlSocket {
    /// Finds the socket of a folder, whether or not anybody listens there.
    ///
    /// # Errors
    /// Where the name is too long and the system has no other way to a folder.
    pub fn of(folder: &Path) -> io::Result<Self> {
        let name = folder.join("control.sock");
        if name.as_os_str().len() <= LONGEST_SOCKET {
            return Ok(Self { reach: name.clone(), name, _folder: None });
        }
        let open = File::open(folder)?;
        let way = PathBuf::from(format!("/proc/self/fd/{}", open.as_raw_fd()));
        if !way.is_dir() {
            let why = format!(
                "the path of the data folder is too long for a socket: it may have {LONGEST_SOCKET} bytes"
            );
            return Err(io::Error::new(io::ErrorKind::InvalidFilename, why));
        }
        Ok(Self { reach: way.join("control.sock"), name, _folder: Some(open) })
    }

    /// Returns the name to bind and to connect to, good for as long as this is kept.
    pub fn reach(&self) -> &Path {
        &self.reach
    }

    /// Returns the name that people know.
    pub fn name(&self) -> &Path {
        &self.name
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn one_process_holds_a_folder() {
        let place = tempfile::tempdir().expect("a folder");
        let path = place.path().join("data");
        let folder = Folder::take(&path).expect("nobody has it");
        let mode = fs::metadata(&path).expect("it is there").permissions().mode();
        assert_eq!(mode & 0o777, 0o700, "its owner's alone");

        let error = Folder::take(&path).expect_err("it is held");
        assert!(
            matches!(error, FolderError::Held { process: Some(id), .. } if id == std::process::id()),
            "{error}"
        );
        folder.release();
        Folder::take(&path).expect("free again");
    }

    #[test]
    fn a_file_in_the_folder_s_place_is_told() {
        let place = tempfile::tempdir().expect("a folder");
        let path = place.path().join("data");
        fs::write(&path, "").expect("written");
        assert!(matches!(Folder::take(&path), Err(FolderError::File { .. })));
    }
}
