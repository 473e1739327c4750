//! Reads logs for the calibration experiment: the same files in the same way as a report, and marked lines alone of them.
//!
//! One thread is enough, since nearly all lines are only searched.

use std::path::PathBuf;

use uc_engine::calibrate::{Collector, Measured};
use uc_engine::log::Format;
use uc_engine::priors::Priors;
use uc_engine::scan::{Filter, Piece};

use crate::report_log::feed::{Feed, Next};
use crate::report_log::{Problem, Progress, ReadLogError, open};

/// Which logs to measure with, and how.
pub struct MeasureLogs<'a> {
    /// The logs; `-` is standard input.
    pub files: &'a [PathBuf],
    /// The format, when the user named one; otherwise each file's format is found from its beginning.
    pub format: Option<&'a Format>,
    /// What is left out.
    pub filter: &'a Filter,
    /// What was believed before.
    pub priors: &'a Priors,
}

/// What was measured, and what went wrong on the way without making it worthless.
pub struct LogsMeasured {
    /// What the marked links tell.
    pub measured: Measured,
    /// Files that could not be read or not to their end.
    pub problems: Vec<Problem>,
}

/// Measures what the marked links in the logs tell.
///
/// # Errors
/// If a file is missing or a folder, or if none of them is an access log.
pub fn measure(wishes: &MeasureLogs<'_>, progress: &Progress) -> Result<LogsMeasured, ReadLogError> {
    for file in wishes.files {
        open::check(file)?;
    }
    let mut feed = Feed::new(wishes.files, wishes.format, progress);
    let mut collector = Collector::new(wishes.filter);
    let mut bytes = Vec::new();
    let mut pieces = 0_u64;
    loop {
        match feed.next(&mut bytes) {
            Next::Piece { format, position } => {
                collector.read(&Piece { bytes: &bytes, format: &format, position });
            }
            Next::LongLine { .. } => collector.skip_long_line(&bytes),
            Next::End => break,
        }
        pieces += 1;
    }
    let problems = feed.problems;
    if pieces == 0 {
        return Err(problems.into_iter().next().map_or(ReadLogError::NothingToRead, ReadLogError::Problem));
    }
    Ok(LogsMeasured { measured: collector.finish(wishes.priors), problems })
}
