//! The fuzzers, for a minute each, where cargo-fuzz and a nightly compiler are installed.
//!
//! It installs neither and is content without them: every input that a fuzzer once found is a test of its own.
//! What it finds lies in `fuzz/artifacts` and is to become such a test.

use std::process::Command;

use anyhow::{Context, Result};

use crate::checkout::Checkout;
use crate::program;

const SECONDS_EACH: &str = "-max_total_time=60";

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
        program::run(&mut cargo_fuzz(checkout, &["run", target, "--", SECONDS_EACH]))
            .with_context(|| format!("the fuzzer {target} found something; make a test of it"))?;
    }
    Ok(())
}

fn cargo_fuzz(checkout: &Checkout, arguments: &[&str]) -> Command {
    let mut command = Command::new("rustup");
    command.args(["run", "nightly", "cargo", "fuzz"]).args(arguments).current_dir(checkout.root());
    command
}
