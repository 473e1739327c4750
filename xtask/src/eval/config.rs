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

fn jobs(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(0) | Err(_) => Err("give a number from 1 on".to_owned()),
        Ok(jobs) => Ok(jobs),
    }
}
