//! The fuzzers, for a minute each, where cargo-fuzz and a nightly compiler are installed.
//!
//! It installs neither and is content without them: every input that a fuzzer once found is a test of its own.
//! What it finds lies in `fuzz/artifacts` and is to become such a test. A target is given what lies beside it:
//! inputs to begin with (`fuzz/seeds`) and words to try (`fuzz/dict`).

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use crate::checkout::Checkout;
use crate::program;

const SECONDS_EACH: &str = "-max_total_time=60";
/// An input that takes longer than so many seconds is a finding, too.
const SLOWEST: &str = "-timeout=10";

/// Runs every fuzz target for a minute.
pub(super) fn run(checkout: &Checkout) -> Result<()> {
    if !checkout.root().join("fuzz/Cargo.toml").is_file()
        || !program::works(&mut cargo_fuzz(checkout, &["--version"]))
    {
        println!(
            "left out: they need `rustup toolchain install nightly` and `cargo install --locked cargo-fuzz`"
        );
        return Ok(());
    }
    let targets = program::output(&mut cargo_fuzz(checkout, &["list"]))?;
    for target in targets.lines().map(str::trim).filter(|target| !target.is_empty()) {
        println!("{target}");
        let found = || format!("the fuzzer {target} found something; make a test of it");
        program::run(&mut run_one(checkout, target)?).with_context(found)?;
    }
    Ok(())
}

/// Returns the command that runs one target, with the seeds and the words that lie beside it.
fn run_one(checkout: &Checkout, target: &str) -> Result<Command> {
    let fuzz = checkout.root().join("fuzz");
    // What the fuzzer finds worth keeping goes into the first folder that it is given, which has to exist.
    let corpus = format!("fuzz/corpus/{target}");
    fs::create_dir_all(checkout.root().join(&corpus)).with_context(|| format!("cannot make {corpus}"))?;
    let mut command = cargo_fuzz(checkout, &["run", target, &corpus]);
    if fuzz.join("seeds").join(target).is_dir() {
        command.arg(format!("fuzz/seeds/{target}"));
    }
    command.args(["--", SECONDS_EACH, SLOWEST]);
    if fuzz.join("dict").join(format!("{target}.dict")).is_file() {
        command.arg(format!("-dict=fuzz/dict/{target}.dict"));
    }
    Ok(command)
}

fn cargo_fuzz(checkout: &Checkout, arguments: &[&str]) -> Command {
    let mut command = Command::new("rustup");
    command.args(["run", "nightly", "cargo", "fuzz"]).args(arguments).current_dir(checkout.root());
    command
}
