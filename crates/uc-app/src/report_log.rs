//! Reads access logs with all cores and hands what they say to the engine.
//!
//! One thread at a time takes the next piece from the feed (`feed`), all of them scan; the result does not depend on who
//! took what. No more than a few pieces of the log are in memory at once, and nothing of it is written anywhere.

mod error;
pub(crate) mod feed;
pub(crate) mod open;

pub use error::{Kind, Problem, ReadLogError};

use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::AtomicU64;
use std::thread;

use uc_engine::gather::{Gathered, gather};
use uc_engine::log::Format;
use uc_engine::report::Caveat;
use uc_engine::scan::{Detail, Filter, Part, Piece, Scanner};

use feed::{Feed, Next};

/// What to read and how.
pub struct ReadLogs {
    /// The logs; `-` is standard input.
    pub files: Vec<PathBuf>,
    /// The format, when the user named one; otherwise each file's format is found from its beginning.
    pub format: Option<Format>,
    /// What is left out.
    pub filter: Filter,
    /// Whether each line is remembered.
    pub detail: Detail,
}

/// What was read, and what went wrong on the way without making it worthless.
pub struct LogsRead {
    /// All that was seen.
    pub gathered: Gathered,
    /// Files that could not be read or not to their end.
    pub problems: Vec<Problem>,
}

/// How far reading has come, for a progress bar. Shared with the threads that read.
#[derive(Default)]
pub struct Progress {
    /// Bytes read of the files as they lie on the disk.
    pub read: AtomicU64,
}

impl LogsRead {
    /// Returns the caveats of files that ended in the middle.
    pub fn caveats(&self) -> Vec<Caveat> {
        let cut = self.problems.iter().filter(|problem| matches!(problem.kind, Kind::Truncated));
        cut.map(|problem| Caveat::CutShort(problem.file.clone())).collect()
    }
}

/// Returns how many bytes the files have on the disk, or `None` if one of them has no size (a pipe).
pub fn total_size(files: &[PathBuf]) -> Option<u64> {
    files.iter().map(|file| open::size(file)).sum()
}

/// Reads all logs.
///
/// # Errors
/// If a file is missing or a folder, if none of them is an access log, or if more than half of the lines cannot be read.
pub fn read(wishes: &ReadLogs, threads: usize, progress: &Progress) -> Result<LogsRead, ReadLogError> {
    for file in &wishes.files {
        open::check(file)?;
    }
    let feed = Mutex::new(Feed::new(&wishes.files, wishes.format.as_ref(), progress));
    let parts: Vec<Part> = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads.max(1)).map(|_| scope.spawn(|| work(&feed, wishes))).collect();
        workers
            .into_iter()
            .map(|worker| worker.join().expect("a scanner does not panic on any input"))
            .collect()
    });
    let problems = feed.into_inner().expect("no scanner panicked while it held the feed").problems;
    let names: Vec<String> = wishes.files.iter().map(|file| open::name(file)).collect();
    let gathered = gather(parts, &names);
    let lines = gathered.lines();
    if lines.read == 0 {
        return Err(problems.into_iter().next().map_or(ReadLogError::NothingToRead, ReadLogError::Problem));
    }
    if lines.unparsed * 2 > lines.read {
        let file = lines.unparsed_examples.first().map_or_else(String::new, |line| line.file.clone());
        return Err(ReadLogError::MostlyUnreadable {
            file,
            read: lines.read,
            parsed: lines.read - lines.unparsed,
        });
    }
    Ok(LogsRead { gathered, problems })
}

/// Scans pieces until there are none left.
fn work(feed: &Mutex<Feed<'_>>, wishes: &ReadLogs) -> Part {
    let mut scanner = Scanner::new(&wishes.filter, wishes.detail);
    let mut bytes = Vec::new();
    loop {
        let next = feed.lock().expect("no scanner panicked while it held the feed").next(&mut bytes);
        match next {
            Next::Piece { format, position } => {
                scanner.read(&Piece { bytes: &bytes, format: &format, position });
            }
            Next::LongLine { position } => scanner.skip_long_line(&bytes, position),
            Next::End => return scanner.finish(),
        }
    }
}
