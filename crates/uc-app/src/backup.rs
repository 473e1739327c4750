//! A copy of everything in one file, made while the server runs; [`mod@restore`] brings it back.
//!
//! INVARIANT: every event that was acknowledged before the copy began is in it, once. So how far logs were followed is
//! read first (lines that are read again are known by their ids), then the events are held on to, then the store is
//! copied (a site whose events are there is there). Salts are left out: with one, a backup could be used to find out who
//! a visitor was. Rollups are left out: they can be made again.

mod form;
pub mod restore;

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::task::{Context, Poll, ready};

use jiff::Timestamp;
use tokio::sync::mpsc;
use uc_events::Frozen;

use self::form::{CONFIG, FOLLOW, HEAD, Head, KEY, STORE, SUMS, StoreKind, Sums};
use crate::{App, AppError};

pub use self::form::Unfit;
pub use self::restore::{RESTORING, RestoreError, Restored, restore};

/// Bytes that are handed on together, and how many such pieces may be on their way.
const PIECE: usize = 128 * 1024;
const ON_THE_WAY: usize = 8;

/// Files that are read at once are far smaller than this, in bytes.
const LARGEST_SMALL: u64 = 1 << 20;

/// The bytes of a backup, as they are made.
#[derive(Debug)]
pub struct Copying {
    pieces: mpsc::Receiver<io::Result<Vec<u8>>>,
    done: bool,
}

/// Begins a backup. What comes in from now on may or may not be in it.
///
/// # Errors
/// When the waiting events could not be moved to the table, or the store not be copied: mostly a full disk.
pub async fn begin(app: &App) -> Result<Copying, AppError> {
    let begun = prepare(app).await.map_err(|error| app.note(error))?;
    let (sender, pieces) = mpsc::channel(ON_THE_WAY);
    // It ends by itself when the other end is dropped.
    drop(tokio::task::spawn_blocking(move || begun.send(&sender)));
    Ok(Copying { pieces, done: false })
}

impl Copying {
    /// Returns the next piece, as a stream does; `None` when that was all.
    ///
    /// # Errors
    /// A file could not be read: what was handed over is no backup.
    pub fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<Vec<u8>>>> {
        if self.done {
            return Poll::Ready(None);
        }
        let piece = ready!(self.pieces.poll_recv(context));
        self.done = !matches!(&piece, Some(Ok(piece)) if !piece.is_empty());
        Poll::Ready(match piece {
            // The last piece is empty. Whoever ends without it has not come to the end.
            Some(Ok(piece)) if piece.is_empty() => None,
            None => Some(Err(io::ErrorKind::UnexpectedEof.into())),
            piece => piece,
        })
    }
}

/// What goes into a backup.
struct Begun {
    frozen: Frozen,
    /// Small files, by their names in the backup.
    small: Vec<(String, Vec<u8>)>,
    made_at: Timestamp,
}

async fn prepare(app: &App) -> Result<Begun, AppError> {
    let made_at = Timestamp::from_millisecond(app.clock.now()).unwrap_or(Timestamp::UNIX_EPOCH);
    let store = if app.store.is_postgres() { StoreKind::Postgres } else { StoreKind::Sqlite };
    let mut small = vec![(HEAD.to_owned(), Head { store }.written(made_at))];
    small.extend(places(&app.folder).map_err(|error| AppError::Disk(error.to_string()))?);
    let frozen = app.events.freeze().await?;
    if store == StoreKind::Sqlite {
        app.store.backup_to(&frozen.folder().join(STORE)).await?;
    }
    for name in [KEY, CONFIG] {
        let read = small_file(&app.folder.join(name));
        if let Some(bytes) = there(read).map_err(|error| AppError::Disk(error.to_string()))? {
            small.push((name.to_owned(), bytes));
        }
    }
    Ok(Begun { frozen, small, made_at })
}

/// Reads how far logs were followed.
fn places(folder: &Path) -> io::Result<Vec<(String, Vec<u8>)>> {
    let Some(entries) = there(std::fs::read_dir(folder.join(FOLLOW)))? else { return Ok(Vec::new()) };
    let mut places = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if Path::new(name).extension().is_some_and(|ending| ending == "json") {
            places.push((format!("{FOLLOW}/{name}"), small_file(&path)?));
        }
    }
    Ok(places)
}

fn small_file(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(LARGEST_SMALL).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Takes what is not there for nothing at all.
fn there<T>(read: io::Result<T>) -> io::Result<Option<T>> {
    match read {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        read => read.map(Some),
    }
}

impl Begun {
    fn send(self, sender: &mpsc::Sender<io::Result<Vec<u8>>>) {
        let mut pieces = Pieces { sender, piece: Vec::with_capacity(PIECE) };
        let sent = self.write(&mut pieces).and_then(|()| pieces.end());
        if let Err(error) = sent {
            // Whoever waited may have gone, and then nobody needs to be told.
            drop(sender.blocking_send(Err(error)));
        }
    }

    fn write(&self, out: &mut Pieces<'_>) -> io::Result<()> {
        let mut archive = tar::Builder::new(out);
        let mut sums = Sums::default();
        for (name, bytes) in &self.small {
            self.add(&mut archive, &mut sums, name, (bytes.len() as u64, bytes.as_slice()))?;
        }
        let folder = self.frozen.folder();
        for path in files(folder)? {
            let name = path.strip_prefix(folder).ok().and_then(Path::to_str).unwrap_or_default();
            let file = std::fs::File::open(&path)?;
            self.add(&mut archive, &mut sums, name, (file.metadata()?.len(), file))?;
        }
        let list = sums.written();
        self.add(&mut archive, &mut sums, SUMS, (list.len() as u64, list.as_bytes()))?;
        archive.into_inner()?;
        Ok(())
    }

    fn add<W: Write>(
        &self,
        archive: &mut tar::Builder<W>,
        sums: &mut Sums,
        name: &str,
        (size, content): (u64, impl Read),
    ) -> io::Result<()> {
        form::check(name).map_err(|error| io::Error::other(format!("{name}: {error}")))?;
        let mut header = tar::Header::new_ustar();
        header.set_entry_type(tar::EntryType::Regular);
        header.set_path(name)?;
        header.set_size(size);
        header.set_mode(0o600);
        header.set_mtime(self.made_at.as_second().unsigned_abs());
        header.set_cksum();
        let mut content = form::Summed::new(content.take(size));
        archive.append(&header, &mut content)?;
        let (read, sum) = content.done();
        if read != size {
            return Err(io::Error::other(format!("{name} became shorter while it was read")));
        }
        sums.add(name, sum);
        Ok(())
    }
}

/// Returns all files below a folder, in order.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    Ok(found)
}

/// Hands bytes on in pieces.
struct Pieces<'a> {
    sender: &'a mpsc::Sender<io::Result<Vec<u8>>>,
    piece: Vec<u8>,
}

impl Pieces<'_> {
    fn hand_on(&mut self) -> io::Result<()> {
        let piece = std::mem::replace(&mut self.piece, Vec::with_capacity(PIECE));
        self.sender.blocking_send(Ok(piece)).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }

    /// Hands on what is left, and that it was the last.
    fn end(&mut self) -> io::Result<()> {
        if !self.piece.is_empty() {
            self.hand_on()?;
        }
        self.hand_on()
    }
}

impl Write for Pieces<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE {
            self.hand_on()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
