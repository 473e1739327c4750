//! `cargo xtask test`: everything that must be true before a change goes in, in one command.
//!
//! A list of steps, cheapest first; the first that fails ends the run and says what to do. It changes no file of
//! the project. Tests come last, so that their closing lines are what one sees. Read [`crate::need`] for what it
//! installs, [`crate::tidy`] for the house rules.

mod fuzz;

use std::process::Command;

use anyhow::{Context, Result};

use crate::checkout::{Checkout, call_cargo};
use crate::program::{self, timed};
use crate::{need, python, tidy};

/// How much is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suite {
    /// What every change must pass.
    Quick,
    /// Also what takes long: many more random cases, the fuzzers.
    Full,
}

/// Random cases for each property under [`Suite::Full`]; the library's own default is 256.
const CASES_WHEN_FULL: &str = "5000";

/// A command to run, and what to tell somebody whose change it refuses.
struct Step {
    name: &'static str,
    command: Command,
    remedy: &'static str,
}

/// Runs everything that `suite` asks for.
pub fn run(checkout: &Checkout, suite: Suite) -> Result<()> {
    let (result, took) = timed(|| run_steps(checkout, suite));
    result?;
    println!("\nxtask: every step passed, in {:.0} s", took.as_secs_f64());
    Ok(())
}

fn run_steps(checkout: &Checkout, suite: Suite) -> Result<()> {
    announced("what the tests need", || {
        need::provide(need::FOR_TESTS)?;
        python::provide(checkout).map(drop)
    })?;
    announced("house rules", || tidy::run(checkout))?;
    for mut step in steps(checkout, suite) {
        step.command.current_dir(checkout.root());
        let shown = program::shown(&step.command);
        announced(&format!("{}: {shown}", step.name), || program::run(&mut step.command))
            .with_context(|| format!("the step \"{}\" failed; {}", step.name, step.remedy))?;
    }
    match suite {
        Suite::Quick => Ok(()),
        Suite::Full => announced("fuzzers", || fuzz::run(checkout)),
    }
}

fn announced(title: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
    println!("\n── {title}");
    let (result, took) = timed(work);
    let verdict = if result.is_ok() { "ok" } else { "failed" };
    println!("── {verdict}, {:.1} s", took.as_secs_f64());
    result
}

fn steps(checkout: &Checkout, suite: Suite) -> Vec<Step> {
    let mut steps = vec![Step {
        name: "format",
        command: cargo_command(&["fmt", "--all", "--check"]),
        remedy: "run `cargo fmt --all`",
    }];
    if checkout.root().join("fuzz/Cargo.toml").is_file() {
        steps.push(Step {
            name: "format of the fuzzers",
            command: cargo_command(&["fmt", "--manifest-path", "fuzz/Cargo.toml", "--check"]),
            remedy: "run `cargo fmt --manifest-path fuzz/Cargo.toml`",
        });
    }
    steps.extend(supply_chain());
    steps.push(tracker());
    steps.push(Step {
        name: "lints",
        command: cargo_command(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]),
        remedy: "each finding above names its reason; clippy.toml holds the reasons that are ours",
    });
    steps.push(Step {
        name: "documentation",
        command: with_env(
            cargo_command(&["doc", "--workspace", "--no-deps", "--document-private-items"]),
            "RUSTDOCFLAGS",
            "-D warnings",
        ),
        remedy: "mend the links and examples named above",
    });
    steps.push(Step {
        name: "examples in the documentation",
        command: tests(&["test", "--workspace", "--doc"], suite),
        remedy: "run the failing one alone with `cargo test --doc -p CRATE NAME`",
    });
    steps.push(unit_tests(suite));
    steps
}

fn unit_tests(suite: Suite) -> Step {
    if program::works(&mut cargo_command(&["nextest", "--version"])) {
        return Step {
            name: "tests",
            command: tests(&["nextest", "run", "--workspace", "--no-fail-fast"], suite),
            remedy: "run the failing one alone with `cargo nextest run -p CRATE NAME`",
        };
    }
    Step {
        name: "tests",
        command: tests(&["test", "--workspace", "--tests", "--no-fail-fast"], suite),
        remedy: "run the failing one alone with `cargo test -p CRATE NAME`",
    }
}

/// Licences, banned crates and where crates come from. The list of known vulnerabilities changes by itself and lies on
/// the network, so it is no part of a test: `cargo deny check advisories`.
fn supply_chain() -> Option<Step> {
    if !program::works(&mut cargo_command(&["deny", "--version"])) {
        println!("\n── licences and banned crates: left out, since cargo-deny is not installed");
        println!("   (`cargo install --locked cargo-deny` brings it)");
        return None;
    }
    let command = cargo_command(&["deny", "--all-features", "check", "bans", "licenses", "sources"]);
    Some(Step {
        name: "licences and banned crates",
        command,
        remedy: "deny.toml says what is allowed and why",
    })
}

/// The scripts' own tests, in their own language, one after the other: most of them start a browser.
fn tracker() -> Step {
    let mut command = Command::new("node");
    command.args(["--test", "--test-concurrency=1", "tracker/"]);
    Step {
        name: "what the scripts of pages do",
        command,
        remedy: "the failing sentence above says what the script must do",
    }
}

fn tests(arguments: &[&str], suite: Suite) -> Command {
    // A snapshot that differs is a failure here, never a new file in the checkout.
    let command = with_env(cargo_command(arguments), "INSTA_UPDATE", "no");
    match suite {
        Suite::Quick => command,
        Suite::Full => with_env(command, "PROPTEST_CASES", CASES_WHEN_FULL),
    }
}

fn cargo_command(arguments: &[&str]) -> Command {
    let mut command = call_cargo();
    command.args(arguments);
    command
}

fn with_env(mut command: Command, name: &str, value: &str) -> Command {
    command.env(name, value);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_the_last_step_so_that_their_closing_lines_are_seen() {
        let checkout = Checkout::find().expect("the tests run in the workspace");
        for suite in [Suite::Quick, Suite::Full] {
            let steps = steps(&checkout, suite);
            assert_eq!(steps.last().map(|step| step.name), Some("tests"));
        }
    }

    #[test]
    fn the_full_suite_draws_more_random_cases() {
        let draws = |suite| tests(&["test"], suite).get_envs().any(|(name, _)| name == "PROPTEST_CASES");
        assert!(draws(Suite::Full));
        assert!(!draws(Suite::Quick));
    }
}
