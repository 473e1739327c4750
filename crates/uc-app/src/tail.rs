//! Reads an access log that grows, through its rotations, and knows how far it has come.
//!
//! A log that is renamed away is read to its end before the new one is begun. One that is copied and cut short is read on
//! in the copy, as long as that lies beside it unpacked. It blocks on files only, never waits, and is asked again and again.

mod source;

use std::collections::VecDeque;
use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use uc_engine::log::Format;

use self::source::{Came, Source};
use crate::LogLine;

/// How often nothing must come from a log that was renamed away until it is left: its writer may still hold it.
const QUIET: u32 = 4;

/// How far a log was read. Holds sixteen bits of a hash of the log's first line, by which a file is known again; that is
/// too little to tell anything about the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadTo {
    /// On which device the file lies.
    pub device: u64,
    /// Which file it is there.
    pub inode: u64,
    /// Bytes that were read.
    pub position: u64,
    /// By what its first line is known again, once there is one.
    pub head: Option<u16>,
}

/// Returns a name for what is known of one log for one site; it never changes.
pub fn name_for(log: &Path, site: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(log.as_os_str().as_encoded_bytes()).update(&[0]).update(site.as_bytes());
    hasher.finalize().to_hex()[..16].to_owned()
}

/// What came since the last time.
#[derive(Debug, Default)]
pub struct Batch {
    /// Lines that are requests.
    pub lines: Vec<LogLine>,
    /// How many others should have been.
    pub unreadable: u64,
    /// Whether something waits whose format is not clear yet.
    pub unclear: bool,
}

/// A log that grows.
pub struct Tail {
    path: PathBuf,
    format: Option<Format>,
    /// The files to be read, oldest first; the last one is what lies at the path, if anything does.
    files: VecDeque<Source>,
    quiet: u32,
}

/// Where reading began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begun {
    /// At the log's end, the first time.
    AtEnd,
    /// Where it had stopped.
    WhereItStopped,
    /// At the beginning of what is there now: the rest of what had been read could not be found.
    WithGap,
}

impl Tail {
    /// Begins where reading had stopped, or at the log's end. A log that is not there yet is waited for.
    ///
    /// # Errors
    /// When the log is there and cannot be read.
    pub fn begin(path: &Path, format: Option<Format>, from: Option<ReadTo>) -> io::Result<(Self, Begun)> {
        let mut tail = Self { path: path.to_owned(), format, files: VecDeque::new(), quiet: 0 };
        let Some(from) = from else {
            if let Some(mut log) = tail.open(path)? {
                log.go_to_end()?;
                tail.files.push_back(log);
            }
            return Ok((tail, Begun::AtEnd));
        };
        if let Some(mut log) = tail.open(path)?
            && log.goes_on(from)?
        {
            log.go_to(from.position)?;
            tail.files.push_back(log);
            return Ok((tail, Begun::WhereItStopped));
        }
        let beside = tail.beside()?;
        for (number, (file, _)) in beside.iter().enumerate() {
            let Some(mut log) = tail.open(file)? else { continue };
            if log.goes_on(from)? {
                log.go_to(from.position)?;
                tail.files.push_back(log);
                for (newer, _) in &beside[number + 1..] {
                    tail.files.extend(tail.open(newer)?);
                }
                return Ok((tail, Begun::WhereItStopped));
            }
        }
        let gap = if from.position == 0 { Begun::WhereItStopped } else { Begun::WithGap };
        Ok((tail, gap))
    }

    /// Reads what has come, at most some hundred kilobytes of it.
    ///
    /// # Errors
    /// When a file cannot be read; the next call tries again.
    pub fn read(&mut self) -> io::Result<Batch> {
        self.look_at_path()?;
        let Some(first) = self.files.front_mut() else { return Ok(Batch::default()) };
        let (came, batch) = first.read()?;
        if came == Came::Something {
            self.quiet = 0;
            return Ok(batch);
        }
        if self.files.len() > 1 {
            self.quiet += 1;
            // Where there are newer ones than the next, its writer left it long ago.
            let left = self.files.len() > 2 || self.quiet >= QUIET;
            if left && let Some(mut ended) = self.files.pop_front() {
                self.quiet = 0;
                return ended.rest();
            }
        }
        Ok(batch)
    }

    /// Returns how far it has come, where there is a log at all.
    pub fn read_to(&self) -> Option<ReadTo> {
        self.files.front().map(Source::read_to)
    }

    /// Notices that the log was renamed away, or cut short.
    fn look_at_path(&mut self) -> io::Result<()> {
        let Some(mut log) = self.open(&self.path)? else { return Ok(()) };
        let Some(last) = self.files.back_mut() else {
            self.files.push_back(log);
            return Ok(());
        };
        let same = last.is(&log);
        if same && !last.was_cut()? {
            // Before it is read: it may be cut while an older one is still being read.
            return last.note_head();
        }
        if same && let Some(cut) = self.files.pop_back() {
            // What was there may go on in a copy. Its newest part was perhaps not read yet.
            let from = cut.read_to();
            for (file, _) in self.beside()?.iter().rev() {
                let Some(mut copy) = self.open(file)? else { continue };
                if from.head.is_some() && copy.goes_on(from)? {
                    copy.take_over(cut)?;
                    self.files.push_back(copy);
                    break;
                }
            }
        }
        log.go_to(0)?;
        self.files.push_back(log);
        self.quiet = 0;
        Ok(())
    }

    fn open(&self, path: &Path) -> io::Result<Option<Source>> {
        match Source::open(path, self.format.clone()) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            result => result.map(Some),
        }
    }

    /// Returns the files beside the log whose names begin with the log's, oldest first.
    fn beside(&self) -> io::Result<Vec<(PathBuf, SystemTime)>> {
        let (Some(folder), Some(name)) = (self.path.parent(), self.path.file_name()) else {
            return Ok(Vec::new());
        };
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let mut found = Vec::new();
        let own = fs::metadata(&self.path).ok().map(|own| (own.dev(), own.ino()));
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let begins = path.file_name().is_some_and(|other| {
                other.as_encoded_bytes().starts_with(name.as_encoded_bytes()) && other != name
            });
            let packed = path.extension().is_some_and(|end| end == "gz" || end == "zst" || end == "bz2");
            if !begins || packed {
                continue;
            }
            let Ok(about) = fs::metadata(&path) else { continue };
            if about.is_file() && own != Some((about.dev(), about.ino())) {
                found.push((path, about.modified()?));
            }
        }
        found.sort_by_key(|(_, changed)| *changed);
        Ok(found)
    }
}

#[cfg(test)]
mod tests;
