//! `undercurrent simulate`: a made-up log with the truth beside it.

use std::process::ExitCode;

use anyhow::anyhow;
use uc_app::simulate::{self, SimulateError};
use uc_engine::simulate::{Format, Plan, Scenario};
use uc_words::Words;

use crate::args::{ScenarioArg, SimulateArgs, SimulateFormat};
use crate::language;

/// Writes the log and says how to look at it.
pub(crate) fn run(args: &SimulateArgs) -> anyhow::Result<ExitCode> {
    let words = language::words(args.lang);
    let scenario = match args.scenario {
        ScenarioArg::News => Scenario::News,
        ScenarioArg::Shop => Scenario::Shop,
        ScenarioArg::Bakery => Scenario::Bakery,
        ScenarioArg::Club => Scenario::Club,
    };
    let format = match args.format {
        SimulateFormat::Combined => Format::Combined,
        SimulateFormat::Json => Format::Json,
    };
    let plan = Plan { size: args.visitors, ..Plan::new(scenario, args.days, args.seed) };
    let summary =
        simulate::write(&plan, format, &args.output).map_err(|error| anyhow!(complaint(&error, &words)))?;
    eprintln!("{summary:?}");
    Ok(ExitCode::SUCCESS)
}

fn complaint(error: &SimulateError, _words: &Words) -> String {
    error.to_string()
}
