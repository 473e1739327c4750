//! The program under test: the release binary, run on one log.
//!
//! It is known by its command line alone. Zone and language are given, so that the same log is judged the same everywhere.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::scenario::Scenario;
use crate::checkout::{Checkout, call_cargo};
use crate::program;

/// Who judges a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Judge {
    /// The program as users run it.
    Estimate,
    /// The landing-page rule, which any estimate has to beat.
    Rule,
}

impl Judge {
    /// Returns the beginning of the names of the files that hold its words.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Estimate => "estimate",
            Self::Rule => "rule",
        }
    }
}

/// A log to be made up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Simulation {
    pub(super) scenario: Scenario,
    pub(super) seed: u64,
    pub(super) days: u32,
    /// As `--format` takes it.
    pub(super) format: &'static str,
}

/// The program under test.
pub(super) struct Subject {
    binary: PathBuf,
}

impl Subject {
    /// Takes the given program, or builds the checkout's.
    pub(super) fn build(checkout: &Checkout, given: Option<&Path>) -> Result<Self> {
        if let Some(binary) = given {
            if !binary.is_file() {
                bail!("there is no program {}", binary.display());
            }
            return Ok(Self { binary: binary.to_owned() });
        }
        let mut command = call_cargo();
        command.args(["build", "--release", "--package", "undercurrent"]).current_dir(checkout.root());
        program::run(&mut command).context("the release build failed")?;
        Ok(Self { binary: checkout.target().join("release/undercurrent") })
    }

    /// Writes a log and its truth into a folder.
    pub(super) fn simulate(&self, simulation: &Simulation, folder: &Path) -> Result<()> {
        let Simulation { scenario, seed, days, format } = simulation;
        let mut command = self.command("simulate");
        command.args(["--scenario", scenario.name(), "--format", format]);
        command.args(["--seed", &seed.to_string(), "--days", &days.to_string(), "-o"]).arg(folder);
        program::output(&mut command)?;
        Ok(())
    }

    /// Writes a verdict on each line of the log into a file.
    pub(super) fn classify(&self, judge: Judge, log: &Path, verdicts: &Path) -> Result<()> {
        self.speak(judge, "classify", &[], (log, verdicts))
    }

    /// Writes the report on the log into a file.
    pub(super) fn report(&self, judge: Judge, log: &Path, report: &Path) -> Result<()> {
        self.speak(judge, "report", &["--format", "json"], (log, report))
    }

    fn speak(&self, judge: Judge, task: &str, options: &[&str], (log, words): (&Path, &Path)) -> Result<()> {
        let mut command = self.command(task);
        command.args(["--timezone", "UTC"]).args(options);
        if judge == Judge::Rule && self.knows_no_estimate(task)? {
            command.arg("--no-estimate");
        }
        let file = File::create(words).with_context(|| format!("cannot write {}", words.display()))?;
        program::output(command.arg(log).stdout(file))?;
        Ok(())
    }

    /// Returns whether a task has the flag. A build from before the model may lack it: all it says is the rule's.
    fn knows_no_estimate(&self, task: &str) -> Result<bool> {
        Ok(program::output(self.command(task).arg("--help"))?.contains("--no-estimate"))
    }

    fn command(&self, task: &str) -> Command {
        let mut command = Command::new(&self.binary);
        command.arg(task).args(["--lang", "en"]);
        command
    }
}
