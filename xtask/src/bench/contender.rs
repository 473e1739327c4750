//! The programs that are measured, and one run of each.
//!
//! Memory is read by GNU time; seconds are our own, since GNU time counts in hundredths. Output goes into a file, never to
//! `/dev/null`: grep sees that and stops at the first match.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use super::input::Input;
use crate::program::{shown, timed};

/// A program that reads a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Contender {
    /// Ours, without the model.
    Undercurrent,
    /// GoAccess with Debian's settings, writing JSON.
    GoAccess,
    /// Counts lines with a status of 200: a search that has to look at every byte.
    GrepStatus,
    /// Counts lines: about as fast as a file can be read.
    GrepLines,
}

impl Contender {
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Undercurrent => "undercurrent report --no-estimate",
            Self::GoAccess => "goaccess --log-format=COMBINED",
            Self::GrepStatus => "grep -c ' 200 '",
            Self::GrepLines => "grep -c ''",
        }
    }

    fn arguments(self, log: &str) -> Vec<&str> {
        match self {
            Self::Undercurrent => vec!["report", "--no-estimate", "--format", "text", log],
            Self::GoAccess => vec![log, "--log-format=COMBINED", "--no-progress", "-o", "goaccess.json"],
            Self::GrepStatus => vec!["-c", " 200 ", log],
            Self::GrepLines => vec!["-c", "", log],
        }
    }
}

/// What a run took.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Measured {
    pub(super) contender: Contender,
    pub(super) input: Input,
    /// From start to end, as somebody waits for it.
    pub(super) seconds: f64,
    /// The most memory that was resident at once, in units of 10⁶ bytes.
    pub(super) megabytes: f64,
}

/// Where the programs run.
pub(super) struct Arena {
    /// Our release build.
    pub(super) binary: PathBuf,
    /// The folder for what they write.
    pub(super) folder: PathBuf,
}

impl Arena {
    /// Runs a program once over a log.
    pub(super) fn run(&self, contender: Contender, input: Input, log: &Path) -> Result<Measured> {
        let memory = self.folder.join("peak");
        let output =
            File::create(self.folder.join("output")).context("cannot write into the bench folder")?;
        let log = log.to_str().context("the bench folder's path is not UTF-8")?;
        let mut command = Command::new("/usr/bin/time");
        command.args(["--format=%M", "--output"]).arg(&memory).arg("--").arg(self.program(contender));
        command.args(contender.arguments(log)).current_dir(&self.folder).env("LC_ALL", "C");
        command.stdin(Stdio::null()).stdout(output).stderr(Stdio::null());
        let (status, took) = timed(|| command.status());
        if !status.with_context(|| format!("cannot start {}", shown(&command)))?.success() {
            bail!("failed: {}", shown(&command));
        }
        if contender == Contender::GoAccess {
            self.check_goaccess_understood()?;
        }
        let kilobytes = fs::read_to_string(&memory).context("GNU time wrote nothing")?;
        let kilobytes: f64 = kilobytes.trim().parse().context("GNU time wrote no number")?;
        Ok(Measured { contender, input, seconds: took.as_secs_f64(), megabytes: kilobytes * 1024.0 / 1e6 })
    }

    fn program(&self, contender: Contender) -> &Path {
        match contender {
            Contender::Undercurrent => &self.binary,
            Contender::GoAccess => Path::new("goaccess"),
            Contender::GrepStatus | Contender::GrepLines => Path::new("grep"),
        }
    }

    /// A peer that skips lines would be compared unfairly.
    fn check_goaccess_understood(&self) -> Result<()> {
        let report =
            fs::read_to_string(self.folder.join("goaccess.json")).context("goaccess wrote no report")?;
        match number_after(&report, "\"failed_requests\":") {
            Some(0) => Ok(()),
            Some(failed) => bail!("goaccess could not read {failed} lines; the comparison would be unfair"),
            None => bail!("goaccess wrote a report without counts"),
        }
    }
}

fn number_after(text: &str, key: &str) -> Option<u64> {
    let (_, rest) = text.split_once(key)?;
    let rest = rest.trim_start();
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_read_from_goaccess_report() {
        for (text, expected) in [
            ("{\"failed_requests\":0,", Some(0)),
            ("{\"failed_requests\": 17}", Some(17)),
            ("{\"valid_requests\": 17}", None),
        ] {
            assert_eq!(number_after(text, "\"failed_requests\":"), expected, "{text}");
        }
    }
}
