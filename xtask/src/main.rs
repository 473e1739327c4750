//! The workshop's command line: names a task and hands over to it.
//!
//! It decides nothing itself. Read [`xtask::test`] for what `cargo xtask test` does, [`xtask::bench`] for the
//! benchmark, [`xtask::eval`] for the judgement of the estimate, [`xtask::tidy`] for the house rules.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use xtask::checkout::Checkout;
use xtask::{bench, eval, test, tidy};

/// Tasks of the workshop: tests, house rules, benchmarks, the judgement of the estimate.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Checks everything: what is needed, house rules, format, lints, tests, documentation.
    Test {
        /// Also runs the suites that take long: many more random cases, and the fuzzers where they are installed.
        #[arg(long)]
        full: bool,
    },
    /// Checks the house rules alone; takes a moment.
    Tidy,
    /// Measures speed and memory next to programs that everybody has.
    Bench {
        #[command(subcommand)]
        what: Bench,
    },
    /// Judges the estimate on logs whose truth is known; fails when a figure is worse than it must be.
    Eval(eval::Config),
}

#[derive(Subcommand)]
enum Bench {
    /// `undercurrent report` beside GoAccess and grep. Prints; never fails because of a number.
    Report {
        /// A real log in combined format, repeated to make the big one [default: shared data beside the checkout].
        #[arg(long)]
        log: Option<PathBuf>,
        /// How often each program runs; the best run counts.
        #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
        runs: u32,
    },
    /// `undercurrent serve` beside nginx answering 204: events a second, safe on disk before the answer.
    Collect {
        /// A program that was built already [default: the release build, which is made].
        #[arg(long)]
        binary: Option<PathBuf>,
        /// How long each round lasts, in seconds.
        #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=60))]
        seconds: u32,
        /// How many rounds each program has; the median counts.
        #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=100))]
        rounds: u32,
        /// How many connections are open at once.
        #[arg(long, default_value_t = 64, value_parser = clap::value_parser!(u32).range(2..=1000))]
        connections: u32,
    },
    /// Five questions of a dashboard beside DuckDB on the same files; start, memory and size besides.
    Query {
        /// A program that was built already [default: the release build, which is made].
        #[arg(long)]
        binary: Option<PathBuf>,
        /// How many events there are; they are made at the first run and kept.
        #[arg(long, default_value_t = 20_000_000)]
        events: u64,
        /// How often each question is asked; the best run counts.
        #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=100))]
        runs: u32,
    },
}

fn main() -> ExitCode {
    match run(Cli::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> anyhow::Result<()> {
    let checkout = Checkout::find()?;
    match task {
        Task::Test { full: false } => test::run(&checkout, test::Suite::Quick),
        Task::Test { full: true } => test::run(&checkout, test::Suite::Full),
        Task::Tidy => tidy::run(&checkout),
        Task::Bench { what: Bench::Report { log, runs } } => {
            bench::report(&checkout, &bench::Config { log, runs })
        }
        Task::Bench { what: Bench::Collect { binary, seconds, rounds, connections } } => {
            let config = bench::collect::Config { binary, seconds, rounds, connections };
            bench::collect::collect(&checkout, &config)
        }
        Task::Bench { what: Bench::Query { binary, events, runs } } => {
            bench::query::query(&checkout, &bench::query::Config { binary, events, runs })
        }
        Task::Eval(config) => eval::run(&checkout, &config),
    }
}
