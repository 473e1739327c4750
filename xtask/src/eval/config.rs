//! What the user may choose of an evaluation. It is read from the command line and decides nothing.

use std::path::PathBuf;

use clap::Args;

use super::scenario::Scenario;

/// The options of `cargo xtask eval`.
#[derive(Debug, Clone, Args)]
pub struct Config {
    /// How many logs of each scenario.
    #[arg(long, default_value_t = 40, value_parser = clap::value_parser!(u64).range(1..))]
    pub draws: u64,
    /// Only this scenario; can be given several times [default: all].
    #[arg(long, value_enum)]
    pub scenario: Vec<Scenario>,
    /// The seed of the first log of each scenario; the others follow it.
    #[arg(long, default_value_t = 1)]
    pub first_seed: u64,
    /// How long each log lasts [default: as long as fits the scenario's traffic].
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..))]
    pub days: Option<u32>,
    /// Simulate in JSON, with the headers that help, instead of the combined format.
    #[arg(long)]
    pub json: bool,
    /// Simulate nothing; score the logs in this folder's folders, each named SCENARIO-ANYTHING, with its truth.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["draws", "first_seed", "days", "json", "keep"])]
    pub from: Option<PathBuf>,
    /// How many logs at once.
    #[arg(long, default_value_t = 2, value_parser = jobs)]
    pub jobs: usize,
    /// Also print a line for each log.
    #[arg(long)]
    pub each: bool,
    /// Keep the logs and what was said of them in this folder; `--from` reads it again.
    #[arg(long, value_name = "DIR")]
    pub keep: Option<PathBuf>,
    /// Judge this program [default: a release build of the checkout].
    #[arg(long, value_name = "PATH")]
    pub binary: Option<PathBuf>,
}

impl Config {
    /// Returns the scenarios that are wanted, in their own order.
    pub(super) fn scenarios(&self) -> Vec<Scenario> {
        let is_wanted = |one: &Scenario| self.scenario.is_empty() || self.scenario.contains(one);
        Scenario::ALL.into_iter().filter(is_wanted).collect()
    }

    /// Returns the seed of a draw, counted from nought. After the last seed there is comes the first.
    pub(super) fn seed(&self, index: u64) -> u64 {
        self.first_seed.wrapping_add(index)
    }

    /// Returns how long a scenario's logs last.
    pub(super) fn days(&self, scenario: Scenario) -> u32 {
        self.days.unwrap_or(scenario.days())
    }

    /// Says which logs are judged, for the head of the table.
    pub(super) fn told(&self) -> String {
        if self.from.is_some() {
            return "logs that another generator wrote".to_owned();
        }
        let form = if self.json { "JSON" } else { "combined format" };
        let days: Vec<_> =
            self.scenarios().into_iter().map(|one| format!("{one} {} days", self.days(one))).collect();
        let last_seed = self.seed(self.draws - 1);
        format!("simulated, {form}, seeds {} to {last_seed}, {}", self.first_seed, days.join(", "))
    }
}

fn jobs(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(0) | Err(_) => Err("give a number from 1 on".to_owned()),
        Ok(jobs) => Ok(jobs),
    }
}
