//! Reads access logs line by line, for those who store what they say: with the openers and the formats of the report.
//!
//! Files come in the order of their first lines, whatever the order in which they were named. No more than a piece of a
//! file is in memory at once.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use uc_engine::log::{Clock, Format, Read, detect, split};
use uc_engine::scan::FILE_SHIFT;

use crate::report_log::feed::{Feed, Next};
use crate::report_log::{Problem, Progress, ReadLogError, open};
use crate::{LogLine, Numbering};

/// Bytes of a file that are looked at for its first line.
const HEAD: u64 = 64 * 1024;

/// What was read.
#[derive(Debug, Default)]
pub struct Summary {
    /// Lines that are requests or should be.
    pub lines: u64,
    /// Those among them that fit no format.
    pub unreadable: u64,
    /// Files that could not be read, or not to their end.
    pub problems: Vec<Problem>,
}

/// Reads logs, and hands their lines on in batches until `take` wants no more.
///
/// # Errors
/// When a file is missing or a folder, or when there was not a single line in all of them.
pub fn read(
    files: &[PathBuf],
    format: Option<&Format>,
    progress: &Progress,
    mut take: impl FnMut(Vec<LogLine>) -> Wanted,
) -> Result<Summary, ReadLogError> {
    for file in files {
        open::check(file)?;
    }
    let files = in_order(files, format);
    let mut feed = Feed::new(&files, format, progress);
    let mut summary = Summary::default();
    let (mut clock, mut numbering, mut current) = (Clock::default(), Numbering::default(), 0);
    let mut bytes = Vec::new();
    loop {
        let (format, position) = match feed.next(&mut bytes) {
            Next::Piece { format, position } => (format, position),
            Next::LongLine { .. } => {
                summary.lines += 1;
                summary.unreadable += 1;
                continue;
            }
            Next::End => break,
        };
        if position >> FILE_SHIFT != current {
            current = position >> FILE_SHIFT;
            numbering = Numbering::default();
        }
        let lines = parse(&bytes, &format, &mut clock, &mut numbering, &mut summary);
        if take(lines) == Wanted::NoMore {
            break;
        }
    }
    summary.problems = std::mem::take(&mut feed.problems);
    if summary.lines == 0 {
        let problem = summary.problems.into_iter().next();
        return Err(problem.map_or(ReadLogError::NothingToRead, ReadLogError::Problem));
    }
    Ok(summary)
}

/// Whether whoever takes lines wants more of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Go on.
    More,
    /// Stop here.
    NoMore,
}

pub(crate) fn parse(
    bytes: &[u8],
    format: &Format,
    clock: &mut Clock,
    numbering: &mut Numbering,
    summary: &mut Summary,
) -> Vec<LogLine> {
    let mut lines = Vec::new();
    for line in split::lines(bytes) {
        match format.read(line, clock) {
            // The report's times end in 2106, too.
            Read::Hit(hit) if u32::try_from(hit.at).is_ok() => {
                summary.lines += 1;
                lines.push(LogLine::of(&hit, numbering));
            }
            Read::Hit(_) | Read::Unreadable(_) => {
                summary.lines += 1;
                summary.unreadable += 1;
            }
            Read::Header => {}
        }
    }
    lines
}

/// Sorts files by the time of their first lines. Those of which nothing can be told beforehand come last.
fn in_order(files: &[PathBuf], format: Option<&Format>) -> Vec<PathBuf> {
    let mut dated: Vec<(i64, &PathBuf)> =
        files.iter().map(|file| (first_time(file, format).unwrap_or(i64::MAX), file)).collect();
    dated.sort_by_key(|(at, _)| *at);
    dated.into_iter().map(|(_, file)| file.clone()).collect()
}

fn first_time(file: &Path, format: Option<&Format>) -> Option<i64> {
    // What is read from a pipe is gone.
    open::size(file)?;
    let mut head = Vec::new();
    let progress = Progress::default();
    let read = open::open(file, &progress).ok()?.take(HEAD).read_to_end(&mut head);
    if read.is_err() && head.is_empty() {
        return None;
    }
    let format = match format {
        Some(format) => format.clone(),
        None => detect(&head).ok()?,
    };
    let mut clock = Clock::default();
    split::lines(&head).find_map(|line| match format.read(line, &mut clock) {
        Read::Hit(hit) => Some(hit.at),
        Read::Header | Read::Unreadable(_) => None,
    })
}
