//! The benchmarks, each beside programs that everybody has. Here: `cargo xtask bench report`, how fast the log report is.
//! [`mod@collect`] is about storing events, [`mod@query`] about asking for them.
//!
//! Seconds depend on the machine, ratios hardly: the peers run in the same rounds, on the same files, with a warm
//! cache, and the best run of each counts. It prints tables that fit into docs/benchmarks.md and says which
//! targets are met; it never fails because of a number. `input` makes the logs, `contender` runs the
//! programs, `target` holds the promises.

pub mod collect;
mod contender;
mod input;
pub mod query;
mod service;
mod target;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::checkout::{Checkout, call_cargo};
use crate::{need, program};
use contender::{Arena, Contender, Measured};
use input::{Input, Inputs};
use target::TARGETS;

/// What the user may choose.
#[derive(Debug, Clone)]
pub struct Config {
    /// A real log in combined format.
    pub log: Option<PathBuf>,
    /// How often each program runs on each log.
    pub runs: u32,
}

/// Builds, measures and prints.
pub fn report(checkout: &Checkout, config: &Config) -> Result<()> {
    need::provide(need::FOR_REPORT)?;
    let binary = build(checkout)?;
    let folder = checkout.target().join("bench");
    let inputs = Inputs::make(&folder, &binary, real_log(checkout, config).as_deref())?;
    let arena = Arena { binary, folder };
    let measured = measure(&arena, &inputs, config.runs)?;
    print_measured(&measured, config.runs);
    print_targets(&measured);
    Ok(())
}

/// Returns the program to measure: the one that is named, or the release build, which is made.
fn built(checkout: &Checkout, binary: Option<&Path>) -> Result<PathBuf> {
    match binary {
        Some(path) => path.canonicalize().with_context(|| format!("there is no {}", path.display())),
        None => build(checkout),
    }
}

fn build(checkout: &Checkout) -> Result<PathBuf> {
    let mut command = call_cargo();
    command.args(["build", "--release", "--package", "undercurrent"]).current_dir(checkout.root());
    program::run(&mut command).context("the release build failed")?;
    Ok(checkout.target().join("release/undercurrent"))
}

/// Returns the log that was given, or the one that lies beside the checkout on the project's own machines.
fn real_log(checkout: &Checkout, config: &Config) -> Option<PathBuf> {
    let beside = checkout.root().join("../shared/data/elastic-apache.log");
    config.log.clone().or_else(|| beside.is_file().then_some(beside))
}

/// Who runs on which log. Ten million lines are for memory alone, ten thousand for the first impression alone.
fn contenders(input: Input) -> &'static [Contender] {
    match input {
        Input::Repeated | Input::Simulated => {
            &[Contender::Undercurrent, Contender::GoAccess, Contender::GrepStatus, Contender::GrepLines]
        }
        Input::Large | Input::Small => &[Contender::Undercurrent],
    }
}

fn measure(arena: &Arena, inputs: &Inputs, runs: u32) -> Result<Vec<Measured>> {
    let mut best: Vec<Measured> = Vec::new();
    for input in Input::ALL {
        let log: &Path = inputs.path(input);
        println!("measuring {}", input.title());
        arena.run(Contender::GrepLines, input, log).context("cannot warm the cache")?;
        for _ in 0..runs {
            for contender in contenders(input) {
                keep_best(&mut best, arena.run(*contender, input, log)?);
            }
        }
    }
    Ok(best)
}

fn keep_best(best: &mut Vec<Measured>, new: Measured) {
    let same = |old: &&mut Measured| old.contender == new.contender && old.input == new.input;
    match best.iter_mut().find(same) {
        None => best.push(new),
        Some(old) => {
            old.seconds = old.seconds.min(new.seconds);
            old.megabytes = old.megabytes.max(new.megabytes);
        }
    }
}

fn print_measured(measured: &[Measured], runs: u32) {
    println!(
        "\nBest time of {runs}, highest memory of {runs}. \"Times ours\": how many times as long as Undercurrent.\n"
    );
    println!("| Log | Program | Seconds | Times ours | Peak memory, MB |\n|---|---|---:|---:|---:|");
    for row in measured {
        let ours =
            measured.iter().find(|one| one.input == row.input && one.contender == Contender::Undercurrent);
        let times = ours.map_or(f64::NAN, |ours| row.seconds / ours.seconds);
        println!(
            "| {} | {} | {:.3} | {times:.2} | {:.0} |",
            row.input.title(),
            row.contender.title(),
            row.seconds,
            row.megabytes
        );
    }
}

fn print_targets(measured: &[Measured]) {
    println!("\n| Log | Target | Measured | Met |\n|---|---|---:|---|");
    for target in TARGETS {
        let Some(verdict) = target.verdict(measured) else { continue };
        let met = if verdict.is_met { "yes" } else { "**no**" };
        println!("| {} | {} | {} | {met} |", target.input.title(), target.claim, verdict.measured);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_time_and_the_highest_memory_count() {
        let run = |seconds, megabytes| Measured {
            contender: Contender::Undercurrent,
            input: Input::Small,
            seconds,
            megabytes,
        };
        let mut best = Vec::new();
        for new in [run(2.0, 10.0), run(1.0, 8.0), run(3.0, 12.0)] {
            keep_best(&mut best, new);
        }
        assert_eq!(best, [run(1.0, 12.0)]);
    }
}
