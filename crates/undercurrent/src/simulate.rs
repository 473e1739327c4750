//! `undercurrent simulate`: a made-up log with the truth beside it.

use std::path::Path;
use std::process::ExitCode;

use anyhow::anyhow;
use uc_app::simulate::{self, LARGEST, SimulateError};
use uc_engine::simulate::{Format, Plan, Scenario};
use uc_web::clean::clean;
use uc_words::{Arg, Words};

use crate::args::{ScenarioArg, SimulateArgs, SimulateFormat};
use crate::complaint::LONGEST_NAME;
use crate::language;

/// Writes the log and says how to look at it.
pub(crate) fn run(args: &SimulateArgs) -> anyhow::Result<ExitCode> {
    let words = language::words(args.lang);
    let plan = Plan { size: args.visitors, ..Plan::new(scenario(args.scenario), args.days, args.seed) };
    let format = match args.format {
        SimulateFormat::Combined => Format::Combined,
        SimulateFormat::Json => Format::Json,
    };
    let summary =
        simulate::write(&plan, format, &args.output).map_err(|error| anyhow!(complaint(&error, &words)))?;
    let log = name(&args.output.join("access.log"));
    let share = summary.private_landings as f64 / summary.landings.max(1) as f64;
    let percent = words.percent(share);
    eprintln!(
        "{}",
        words.text("cli-simulated", &[("lines", summary.lines.into()), ("file", log.as_str().into())])
    );
    let truth: [(&str, Arg<'_>); 3] = [
        ("private", summary.private_landings.into()),
        ("visits", summary.landings.into()),
        ("percent", percent.as_str().into()),
    ];
    eprintln!("{}", words.text("cli-simulated-truth", &truth));
    Ok(ExitCode::SUCCESS)
}

fn scenario(wish: ScenarioArg) -> Scenario {
    match wish {
        ScenarioArg::News => Scenario::News,
        ScenarioArg::Shop => Scenario::Shop,
        ScenarioArg::Bakery => Scenario::Bakery,
        ScenarioArg::Club => Scenario::Club,
    }
}

fn complaint(error: &SimulateError, words: &Words) -> String {
    match error {
        SimulateError::Occupied(file) => {
            words.text("cli-simulate-occupied", &[("file", name(file).as_str().into())])
        }
        SimulateError::TooLarge { asked } => {
            words.text("cli-simulate-too-large", &[("most", LARGEST.into()), ("asked", (*asked).into())])
        }
        SimulateError::Write { path, source } => {
            let (file, reason) = (name(path), source.to_string());
            let args: [(&str, Arg<'_>); 2] =
                [("file", file.as_str().into()), ("reason", reason.as_str().into())];
            words.text("cli-simulate-cannot-write", &args)
        }
        // The command line asks for at least one day.
        SimulateError::NoDays => error.to_string(),
    }
}

/// File names come from outside.
fn name(file: &Path) -> String {
    clean(&file.display().to_string(), LONGEST_NAME)
}
