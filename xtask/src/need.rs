//! What the tasks need on a machine, as data, and how it gets there.
//!
//! As root on Debian it installs what is missing; for anybody else it says what is missing, what for, and the
//! command that brings it. It never touches a machine that lacks nothing.

use std::process::Command;

use anyhow::{Result, bail};

use crate::program;

/// A program that a task cannot do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Need {
    /// The command that shows that it is there; it must end well.
    pub probe: &'static [&'static str],
    /// What it is needed for, to stand after "needed to".
    pub purpose: &'static str,
    /// Where it comes from.
    pub from: Origin,
}

/// Where a program comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A Debian package of this name.
    Debian(&'static str),
    /// A component of the Rust toolchain.
    Rustup(&'static str),
}

impl Origin {
    fn command(self) -> String {
        match self {
            Self::Debian(package) => format!("apt-get install {package}"),
            Self::Rustup(component) => format!("rustup component add {component}"),
        }
    }
}

/// What `cargo xtask test` needs beyond the compiler that has just built this program.
pub const FOR_TESTS: &[Need] = &[
    Need {
        probe: &["cargo", "fmt", "--version"],
        purpose: "check the format",
        from: Origin::Rustup("rustfmt"),
    },
    Need {
        probe: &["cargo", "clippy", "--version"],
        purpose: "check the lints",
        from: Origin::Rustup("clippy"),
    },
];

/// What `cargo xtask bench report` needs.
pub const FOR_BENCH: &[Need] = &[
    Need {
        probe: &["goaccess", "--version"],
        purpose: "have a peer to measure against",
        from: Origin::Debian("goaccess"),
    },
    Need {
        probe: &["grep", "--version"],
        purpose: "have a floor to measure against",
        from: Origin::Debian("grep"),
    },
    Need {
        probe: &["/usr/bin/time", "--version"],
        purpose: "read peak memory",
        from: Origin::Debian("time"),
    },
];

/// Makes sure that everything is there: installs what it may, and fails with the way out for the rest.
pub fn provide(needs: &[Need]) -> Result<()> {
    let packages: Vec<&str> = missing(needs).iter().filter_map(|need| package(need)).collect();
    if !packages.is_empty() && may_install() {
        install(&packages)?;
    }
    let still = missing(needs);
    if still.is_empty() {
        return Ok(());
    }
    bail!("{}", complaint(&still));
}

fn missing(needs: &[Need]) -> Vec<Need> {
    needs.iter().copied().filter(|need| !is_met(need)).collect()
}

fn is_met(need: &Need) -> bool {
    let (name, arguments) = need.probe.split_first().expect("every probe names a program");
    program::works(Command::new(name).args(arguments))
}

fn package(need: &Need) -> Option<&'static str> {
    match need.from {
        Origin::Debian(package) => Some(package),
        Origin::Rustup(_) => None,
    }
}

fn may_install() -> bool {
    let is_root = program::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    is_root && program::is_there("apt-get")
}

fn install(packages: &[&str]) -> Result<()> {
    println!("installing {}", packages.join(" "));
    let apt = |arguments: &[&str]| {
        program::output(Command::new("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    apt(&["update"])?;
    apt(&[&["install", "--yes", "--no-install-recommends"], packages].concat())?;
    Ok(())
}

fn complaint(missing: &[Need]) -> String {
    let mut text = String::from("something is missing; install it and run this again:");
    for need in missing {
        let name =
            need.probe.iter().filter(|word| !word.starts_with('-')).copied().collect::<Vec<_>>().join(" ");
        text.push_str(&format!("\n  {name}, needed to {}: {}", need.purpose, need.from.command()));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOWHERE: Need = Need {
        probe: &["no-program-has-this-name", "--version"],
        purpose: "be missed",
        from: Origin::Rustup("nothing"),
    };

    #[test]
    fn what_is_missing_is_named_with_its_purpose_and_the_way_to_get_it() {
        let error = provide(&[NOWHERE]).expect_err("there is no such program");
        assert_eq!(
            error.to_string(),
            "something is missing; install it and run this again:\n  \
             no-program-has-this-name, needed to be missed: rustup component add nothing"
        );
    }

    #[test]
    fn nothing_is_installed_when_nothing_is_missing() {
        let here = Need { probe: &["cargo", "--version"], ..NOWHERE };
        provide(&[here]).expect("cargo runs this test");
    }
}
