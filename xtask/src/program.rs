//! Running other programs, and finding out whether they are there.
//!
//! A program that fails is an error that names its command line, so that it can be repeated by hand. Nothing is
//! passed through a shell. This is the one place of the workshop that reads a clock.

use std::ffi::OsStr;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// Runs a command with its output shown; fails when it fails.
pub fn run(command: &mut Command) -> Result<()> {
    let status =
        command.stdin(Stdio::null()).status().with_context(|| format!("cannot start {}", shown(command)))?;
    if !status.success() {
        bail!("failed ({status}): {}", shown(command));
    }
    Ok(())
}

/// Runs a command and returns what it printed; fails when it fails, with its own words.
pub fn output(command: &mut Command) -> Result<String> {
    let output =
        command.stdin(Stdio::null()).output().with_context(|| format!("cannot start {}", shown(command)))?;
    if !output.status.success() {
        let words = String::from_utf8_lossy(&output.stderr);
        bail!("failed ({}): {}\n{}", output.status, shown(command), words.trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Returns whether a command can be started and says that all is well; shows nothing.
pub fn works(command: &mut Command) -> bool {
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

/// Returns whether a program of this name can be started at all, whatever it then says.
pub fn is_there(program: &str) -> bool {
    let started = Command::new(program)
        .arg("--version")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    !matches!(started, Err(error) if error.kind() == io::ErrorKind::NotFound)
}

/// Returns the command as one would type it: the program by its name alone, without its environment.
pub fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str());
    let words = std::iter::once(name).chain(command.get_args()).map(OsStr::to_string_lossy);
    let quoted = words.map(|word| if word.contains(' ') { format!("'{word}'") } else { word.into_owned() });
    quoted.collect::<Vec<_>>().join(" ")
}

/// Runs `work` and returns what it made together with the time that it took.
#[expect(clippy::disallowed_methods, reason = "durations of steps are what this function is for")]
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let made = work();
    (made, start.elapsed())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkout::call_cargo;

    #[test]
    fn a_program_that_is_not_installed_is_not_there() {
        assert!(!is_there("no-program-has-this-name"));
        assert!(is_there("cargo"));
    }

    #[test]
    fn a_failure_names_the_command_to_repeat() {
        let error = run(call_cargo().args(["no-such-task", "two words"])).expect_err("there is no such task");
        assert!(error.to_string().contains("cargo no-such-task 'two words'"), "{error}");
    }
}
