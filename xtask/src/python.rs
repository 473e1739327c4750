//! The Python environment that tests and benchmarks read our event files with.
//!
//! It lies in the target folder, so it belongs to nobody's system and goes when that folder goes. The packages stand
//! in `xtask/python.txt`. Made when it is missing or when that list has changed; otherwise it costs one look.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::checkout::Checkout;
use crate::program;

const PACKAGES: &str = include_str!("../python.txt");
/// The list that an environment was made from lies in it under this name; written last, so that a broken
/// installation is never taken for a whole one.
const MADE_FROM: &str = "made-from.txt";

/// Makes sure that the environment is there, and returns its interpreter.
pub fn provide(checkout: &Checkout) -> Result<PathBuf> {
    let folder = checkout.target().join("python");
    let interpreter = folder.join("bin/python");
    if is_ready(&folder) && program::works(Command::new(&interpreter).arg("--version")) {
        return Ok(interpreter);
    }
    println!("installing {} for Python, into {}", names().join(", "), folder.display());
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    program::output(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
    let list = folder.join("packages.txt");
    fs::write(&list, PACKAGES).with_context(|| format!("cannot write {}", list.display()))?;
    let mut pip = Command::new(&interpreter);
    // Nothing is compiled: a package without a wheel for this machine is a clear failure, not a long build.
    pip.args(["-m", "pip", "install", "--quiet", "--no-deps", "--only-binary=:all:"]);
    program::output(pip.arg("--requirement").arg(&list))
        .context("Python's packages cannot be installed; is the network there?")?;
    let made_from = folder.join(MADE_FROM);
    fs::rename(&list, &made_from).with_context(|| format!("cannot write {}", made_from.display()))?;
    Ok(interpreter)
}

fn is_ready(folder: &Path) -> bool {
    fs::read_to_string(folder.join(MADE_FROM)).is_ok_and(|list| list == PACKAGES)
}

/// Returns the packages with their versions.
fn names() -> Vec<&'static str> {
    let lines = PACKAGES.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(|line| line.split_once(" #").map_or(line, |(name, _)| name).trim()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_package_has_its_version_pinned_and_says_why_it_is_here() {
        for line in PACKAGES.lines().filter(|line| !line.starts_with('#')) {
            assert!(line.contains("==") && line.contains(" # "), "{line}");
        }
        assert!(names().contains(&"duckdb==2.0.0"), "{:?}", names());
    }

    #[test]
    fn an_environment_made_from_another_list_is_made_anew() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        assert!(!is_ready(folder.path()));
        for (list, expected) in [("duckdb==1.0.0\n", false), (PACKAGES, true)] {
            fs::write(folder.path().join(MADE_FROM), list).expect("the folder can be written");
            assert_eq!(is_ready(folder.path()), expected);
        }
    }
}
