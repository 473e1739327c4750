//! What the tasks need on a machine, as data, and how it gets there.
//!
//! As root on Debian it installs what is missing; for anybody else it says what is missing, what for, and the
//! command that brings it. It never touches a machine that lacks nothing, and starts no service: what a test needs
//! running, the test starts. Packages for Python are in [`crate::python`].

mod services;

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::program;

/// A program that a task cannot do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Need {
    /// What people call it.
    pub name: &'static str,
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
        name: "cargo fmt",
        probe: &["cargo", "fmt", "--version"],
        purpose: "check the format",
        from: Origin::Rustup("rustfmt"),
    },
    Need {
        name: "cargo clippy",
        probe: &["cargo", "clippy", "--version"],
        purpose: "check the lints",
        from: Origin::Rustup("clippy"),
    },
    Need {
        name: "Node.js",
        probe: &["node", "--version"],
        purpose: "try the tracker's rules without a browser",
        from: Origin::Debian("nodejs"),
    },
    Need {
        name: "Chromium",
        probe: &["chromium", "--version"],
        purpose: "see the tracker at work in a real browser",
        from: Origin::Debian("chromium"),
    },
    Need {
        name: "zbarimg",
        probe: &["zbarimg", "--version"],
        purpose: "read the QR codes of the share buttons with another program",
        from: Origin::Debian("zbar-tools"),
    },
    Need {
        name: "PostgreSQL",
        // Debian keeps the server out of the path; a test starts a cluster of its own from here.
        probe: &["sh", "-c", "ls /usr/lib/postgresql/*/bin/initdb"],
        purpose: "run the store on a second database",
        from: Origin::Debian("postgresql"),
    },
    Need {
        name: "strace",
        probe: &["strace", "--version"],
        purpose: "prove that an event is on the disk before the answer",
        from: Origin::Debian("strace"),
    },
    PYTHON,
    NGINX,
    Need {
        name: "Caddy",
        probe: &["caddy", "version"],
        purpose: "stand before the collector as the guide says",
        from: Origin::Debian("caddy"),
    },
    Need {
        name: "Apache",
        probe: &["sh", "-c", "command -v apache2"],
        purpose: "stand before the collector as the guide says",
        from: Origin::Debian("apache2"),
    },
];

/// The web server that most sites have.
const NGINX: Need = Need {
    name: "nginx",
    probe: &["nginx", "-v"],
    purpose: "stand before the collector as the guide says, and be measured against",
    from: Origin::Debian("nginx"),
};

/// The interpreter, with what makes an environment of its own for our packages.
const PYTHON: Need = Need {
    name: "Python 3 with venv",
    probe: &["python3", "-c", "import ensurepip, venv"],
    purpose: "read the event files with other people's programs",
    from: Origin::Debian("python3-venv"),
};

/// What `cargo xtask bench collect` needs.
pub const FOR_COLLECT: &[Need] = &[
    NGINX,
    Need {
        name: "wrk",
        probe: &["sh", "-c", "command -v wrk"],
        purpose: "make the load",
        from: Origin::Debian("wrk"),
    },
];

/// What `cargo xtask bench query` needs.
pub const FOR_QUERY: &[Need] = &[PYTHON];

/// What `cargo xtask bench report` needs.
pub const FOR_REPORT: &[Need] = &[
    Need {
        name: "GoAccess",
        probe: &["goaccess", "--version"],
        purpose: "have a peer to measure against",
        from: Origin::Debian("goaccess"),
    },
    Need {
        name: "grep",
        probe: &["grep", "--version"],
        purpose: "have a floor to measure against",
        from: Origin::Debian("grep"),
    },
    Need {
        name: "GNU time",
        probe: &["/usr/bin/time", "--version"],
        purpose: "read peak memory",
        from: Origin::Debian("time"),
    },
];

/// Makes sure that everything is there: installs what it may, and fails with the way out for the rest.
pub fn provide(needs: &[Need]) -> Result<()> {
    let missing = missing(needs);
    if missing.iter().any(|need| package(need).is_some()) && may_install() {
        install(&missing)?;
    }
    let still = self::missing(needs);
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

fn install(missing: &[Need]) -> Result<()> {
    let mut packages = Vec::new();
    for need in missing {
        if let Some(package) = package(need) {
            println!("installing {} (Debian's package {package}), needed to {}", need.name, need.purpose);
            packages.push(package);
        }
    }
    let _quiet = services::keep_quiet().context("cannot keep Debian from starting services")?;
    let apt = |arguments: &[&str]| {
        program::output(Command::new("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    apt(&["update"])?;
    apt(&[&["install", "--yes", "--no-install-recommends"], packages.as_slice()].concat())?;
    Ok(())
}

fn complaint(missing: &[Need]) -> String {
    let mut text = String::from("something is missing; install it and run this again:");
    for need in missing {
        text.push_str(&format!("\n  {}, needed to {}: {}", need.name, need.purpose, need.from.command()));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOWHERE: Need = Need {
        name: "a program of no name",
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
             a program of no name, needed to be missed: rustup component add nothing"
        );
    }

    #[test]
    fn what_tests_and_benchmarks_need_has_a_name_and_a_purpose_of_its_own() {
        let all = [FOR_TESTS, FOR_COLLECT, FOR_QUERY, FOR_REPORT].concat();
        for need in &all {
            let twins = all.iter().filter(|other| other.probe == need.probe);
            assert!(twins.clone().all(|twin| twin == need), "{} is asked for in two ways", need.name);
            assert!(!need.purpose.is_empty() && !need.name.is_empty(), "{need:?}");
        }
    }

    #[test]
    fn nothing_is_installed_when_nothing_is_missing() {
        let here = Need { probe: &["cargo", "--version"], ..NOWHERE };
        provide(&[here]).expect("cargo runs this test");
    }
}
