//! The store's files as they are at one moment, for a backup, while events come in and are moved on.
//!
//! No file of the store changes once it has its name: a second name for each (a hard link) keeps what it is, whatever
//! compaction and flushes do afterwards. So everything else waits for as long as it takes to give names, not for as
//! long as it takes to copy bytes.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::sync::OwnedMutexGuard;

use crate::error::EventsError;
use crate::events::Events;

/// Where the second names lie, in the store's own folder: a hard link does not leave its file system.
const FROZEN: &str = "frozen";

/// What is kept of each store. The log is empty when its rows were moved to the table.
const PARTS: [&str; 4] = ["events", "estimates", "figures", "ids"];

/// A Delta table's commits. Names for these are made first: what a commit names was written before it.
const COMMITS: &str = "_delta_log";

/// The store's files at one moment, under names that nobody else uses. They go when this is dropped.
#[derive(Debug)]
pub struct Frozen {
    folder: PathBuf,
    /// What is to be erased must not live on under another name: erasing waits for this.
    _nothing_is_erased: OwnedMutexGuard<()>,
}

impl Events {
    /// Holds on to the store's files as they are now, with every event in them that was stored before.
    ///
    /// # Errors
    /// The rows could not be moved to the table, or the names not be made; nothing is left behind then.
    pub async fn freeze(&self) -> Result<Frozen, EventsError> {
        let nothing_is_erased = Arc::clone(&self.inner.copies).lock_owned().await;
        self.flush().await?;
        let inner = Arc::clone(&self.inner);
        let work = async move {
            let folder = inner.folder.join(FROZEN);
            let frozen = Frozen { folder, _nothing_is_erased: nothing_is_erased };
            // With these two, no flush, compaction, erasure or sweep goes on.
            let table = inner.table.lock().await;
            let estimates = inner.estimates.lock().await;
            let from = inner.folder.clone();
            let done = tokio::task::spawn_blocking(move || frozen.fill(&from).map(|()| frozen)).await;
            drop((table, estimates));
            done.map_err(|_| EventsError::Closed)?
        };
        self.run(work).await?
    }
}

impl Frozen {
    /// Returns the folder with the files in it; more may be put there.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn fill(&self, from: &Path) -> Result<(), EventsError> {
        sweep(from)?;
        crate::events::own(&self.folder)?;
        for part in PARTS {
            let source = from.join(part);
            if source.is_dir() {
                link_all(&source, &self.folder.join(part))?;
            }
        }
        Ok(())
    }
}

impl Drop for Frozen {
    fn drop(&mut self) {
        // What stays is swept away at the next start, or the next time.
        drop(std::fs::remove_dir_all(&self.folder));
    }
}

/// Removes what a crash in the middle of a backup has left.
pub(crate) fn sweep(store: &Path) -> Result<(), EventsError> {
    let folder = store.join(FROZEN);
    match std::fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(EventsError::file(&folder)(error)),
        _ => Ok(()),
    }
}

fn link_all(from: &Path, to: &Path) -> Result<(), EventsError> {
    crate::events::own(to)?;
    let entries = std::fs::read_dir(from).map_err(EventsError::file(from))?;
    let mut paths = entries.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>();
    if let Ok(paths) = &mut paths {
        paths.sort_by_key(|path| !path.ends_with(COMMITS));
    }
    for path in paths.map_err(EventsError::file(from))? {
        let name = path.file_name().unwrap_or_default();
        if path.is_dir() {
            link_all(&path, &to.join(name))?;
        } else if path.extension().is_none_or(|ending| ending != "draft") {
            link(&path, &to.join(name)).map_err(EventsError::file(&path))?;
        }
    }
    Ok(())
}

/// Gives a file a second name; where the file system knows no such thing, the bytes are copied.
fn link(from: &Path, to: &Path) -> io::Result<()> {
    match std::fs::hard_link(from, to) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => std::fs::copy(from, to).map(drop),
        linked => linked,
    }
}
