//! Starts: reads the command line, opens what the use cases need, and turns their outcome into an exit code.
//!
//! Only this crate reads the environment and the clock. Each command has a file; `args` has all options on one screen.

mod args;
mod backtest;
mod backup;
mod calibrate;
mod classify;
mod complaint;
mod confirm;
mod doctor;
mod door;
mod erase;
mod estimate;
mod export;
mod follow;
mod import;
mod language;
mod log_source;
mod output;
mod progress;
mod query;
mod reading;
mod rebuild;
mod report;
mod restore;
mod serve;
mod show;
mod simulate;
mod site;
mod token;
mod trees;

use std::process::ExitCode;

use args::{Args, Command};
use clap::Parser;

/// Events are made on one thread and freed on another, which the system's allocator makes threads wait for.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

/// What a command returns when the input was at fault: the code that the guide documents.
const BAD_INPUT: u8 = 2;
/// The width of text on the screen, in columns.
const WIDTH: usize = 80;

fn main() -> ExitCode {
    let args = Args::parse();
    let outcome = match &args.command {
        Command::Report(wishes) => report::run(wishes),
        Command::Backtest(wishes) => backtest::run(wishes),
        Command::Classify(wishes) => classify::run(wishes),
        Command::Calibrate(wishes) => calibrate::run(wishes),
        Command::Simulate(wishes) => simulate::run(wishes),
        Command::Serve(wishes) => serve::run(wishes),
        Command::Site(wishes) => site::run(wishes),
        Command::Token(wishes) => token::run(wishes),
        Command::Query(wishes) => query::run(wishes),
        Command::Trees(wishes) => trees::run(wishes),
        Command::Estimate(wishes) => estimate::run(wishes),
        Command::Rebuild(wishes) => rebuild::run(wishes),
        Command::Doctor(wishes) => doctor::run(wishes),
        Command::Import(wishes) => import::run(wishes),
        Command::Follow(wishes) => follow::run(wishes),
        Command::Export(wishes) => export::run(wishes),
        Command::Backup(wishes) => backup::run(wishes),
        Command::Restore(wishes) => restore::run(wishes),
        Command::Erase(wishes) => erase::run(wishes),
    };
    match outcome {
        Ok(code) => code,
        // Whoever reads our output has seen enough: `report … | head` is no failure.
        Err(error) if output::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("undercurrent: {}", complaint::one_line(&error));
            ExitCode::from(BAD_INPUT)
        }
    }
}
