//! One log with its truth: where it comes from, and how it is judged.
//!
//! What is made for a draw is removed when the draw is done, unless it is to be kept. A folder given by the user is
//! never written to.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

use super::config::Config;
use super::scenario::Scenario;
use super::score::Score;
use super::subject::{Judge, Simulation, Subject};
use super::testimony::Testimony;
use super::truth::Truth;
use crate::checkout::Checkout;

/// A log that is to be judged.
#[derive(Debug)]
pub(super) struct Draw {
    pub(super) scenario: Scenario,
    /// The scenario and the seed, or the folder's name.
    pub(super) name: String,
    origin: Origin,
}

#[derive(Debug)]
enum Origin {
    Simulated(Simulation),
    Written(PathBuf),
}

/// Lists the draws that the user asked for, scenario by scenario.
pub(super) fn list(config: &Config) -> Result<Vec<Draw>> {
    let scenarios = config.scenarios();
    let draws: Vec<Draw> = match &config.from {
        Some(folder) => {
            written(folder)?.into_iter().filter(|draw| scenarios.contains(&draw.scenario)).collect()
        }
        None => scenarios
            .into_iter()
            .flat_map(|scenario| (0..config.draws).map(move |index| simulated(scenario, index, config)))
            .collect(),
    };
    if draws.is_empty() {
        bail!("no log to judge");
    }
    Ok(draws)
}

fn simulated(scenario: Scenario, index: u64, config: &Config) -> Draw {
    let seed = config.first_seed.wrapping_add(index);
    let days = config.days.unwrap_or(scenario.days());
    let simulation =
        Simulation { scenario, seed, days, format: if config.json { "json" } else { "combined" } };
    Draw { scenario, name: format!("{scenario}-{seed}"), origin: Origin::Simulated(simulation) }
}

/// Lists the folders that hold a log and its truth; says which ones do not.
fn written(folder: &Path) -> Result<Vec<Draw>> {
    let mut draws = Vec::new();
    let unreadable = || format!("cannot list {}", folder.display());
    for entry in fs::read_dir(folder).with_context(unreadable)? {
        let path = entry.with_context(unreadable)?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let holds = |file: &str| path.join(file).is_file();
        match Scenario::of_folder(&name) {
            Some(scenario) if holds("access.log") && holds("truth.ndjson") => {
                draws.push(Draw { scenario, name, origin: Origin::Written(path) });
            }
            Some(_) => eprintln!("left out: {name} lacks access.log or truth.ndjson"),
            None => eprintln!("left out: {name} is not named after a scenario"),
        }
    }
    draws.sort_by(|a, b| (a.scenario, natural(&a.name)).cmp(&(b.scenario, natural(&b.name))));
    Ok(draws)
}

/// Sorts `news-9` before `news-10`.
fn natural(name: &str) -> (usize, &str) {
    (name.len(), name)
}

impl Draw {
    /// Makes the log if need be, lets the program under test speak about it, and compares.
    pub(super) fn score(&self, subject: &Subject, workplace: &Workplace) -> Result<Score> {
        let desk = workplace.desk(&self.name)?;
        let source = match &self.origin {
            Origin::Simulated(simulation) => {
                subject.simulate(simulation, desk.path())?;
                desk.path()
            }
            Origin::Written(folder) => folder,
        };
        let truth = Truth::read(&source.join("truth.ndjson"))?;
        let log = source.join("access.log");
        let estimate = Testimony::hear(subject, Judge::Estimate, (&log, &truth), desk.path())?;
        let rule = Testimony::hear(subject, Judge::Rule, (&log, &truth), desk.path())?;
        Ok(Score::of(self, &truth, &estimate, &rule))
    }
}

/// Where the draws' folders are made.
pub(super) enum Workplace {
    /// In a folder that vanishes, as each draw's own does.
    Passing(TempDir),
    /// In a folder of the user's choice.
    Kept(PathBuf),
}

/// The folder of one draw.
enum Desk {
    Passing(TempDir),
    Kept(PathBuf),
}

impl Workplace {
    pub(super) fn open(checkout: &Checkout, config: &Config) -> Result<Self> {
        if let Some(folder) = &config.keep {
            return Ok(Self::Kept(folder.clone()));
        }
        let target = checkout.target();
        let unwritable = || format!("cannot make a folder in {}", target.display());
        fs::create_dir_all(target).with_context(unwritable)?;
        Ok(Self::Passing(
            tempfile::Builder::new().prefix("eval-").tempdir_in(target).with_context(unwritable)?,
        ))
    }

    fn desk(&self, name: &str) -> Result<Desk> {
        match self {
            Self::Passing(folder) => {
                let made = tempfile::tempdir_in(folder.path());
                Ok(Desk::Passing(
                    made.with_context(|| format!("cannot write to {}", folder.path().display()))?,
                ))
            }
            Self::Kept(folder) => {
                let desk = folder.join(name);
                fs::create_dir_all(&desk).with_context(|| format!("cannot make {}", desk.display()))?;
                Ok(Desk::Kept(desk))
            }
        }
    }
}

impl Desk {
    fn path(&self) -> &Path {
        match self {
            Self::Passing(folder) => folder.path(),
            Self::Kept(folder) => folder,
        }
    }
}
