//! The load: wrk with our script, which makes every request an event of its own.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use super::Config;
use crate::program;

const SCRIPT: &str = include_str!("load.lua");
/// As many threads as make the load without starving what is measured.
const THREADS: &str = "2";
/// The warm-up's ids are those of round 0.
const WARM_UP_SECONDS: u32 = 2;

/// A load that can be put on a server.
pub(super) struct Load {
    script: PathBuf,
    site: String,
    seconds: u32,
    connections: u32,
}

/// What a round measured.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Round {
    /// Answers a second.
    pub(super) rate: f64,
    /// Half of the requests are answered in so many milliseconds.
    pub(super) p50: f64,
    /// 99 of 100 are.
    pub(super) p99: f64,
    /// Answers of any kind.
    pub(super) requests: u64,
    /// Answers that are no success.
    pub(super) refused: u64,
}

impl Round {
    /// Returns how many events were acknowledged.
    pub(super) fn acknowledged(&self) -> u64 {
        self.requests - self.refused
    }
}

/// The line that the script prints at its end.
#[derive(Debug, Deserialize)]
struct WrkRow {
    requests: u64,
    microseconds: f64,
    p50: f64,
    p99: f64,
    refused: u64,
    broken: u64,
}

impl Load {
    pub(super) fn prepare(folder: &Path, site: &str, config: &Config) -> Result<Self> {
        let script = folder.join("load.lua");
        fs::write(&script, SCRIPT).with_context(|| format!("cannot write {}", script.display()))?;
        Ok(Self { script, site: site.to_owned(), seconds: config.seconds, connections: config.connections })
    }

    pub(super) fn warm_up(&self, address: SocketAddr) -> Result<Round> {
        self.load(address, WARM_UP_SECONDS, 0)
    }

    /// Runs round `number`, counted from 1; its ids are its own.
    pub(super) fn run(&self, address: SocketAddr, number: u32) -> Result<Round> {
        self.load(address, self.seconds, number)
    }

    fn load(&self, address: SocketAddr, seconds: u32, number: u32) -> Result<Round> {
        let mut command = Command::new("wrk");
        command.args(["-t", THREADS, "-c", &self.connections.to_string()]);
        command
            .args(["-d", &format!("{seconds}s"), "-s"])
            .arg(&self.script)
            .arg(format!("http://{address}/e"));
        command.args(["--", &self.site, &number.to_string()]);
        read(&program::output(&mut command)?)
    }
}

fn read(printed: &str) -> Result<Round> {
    let line =
        printed.lines().find(|line| line.starts_with('{')).context("wrk's script printed no figures")?;
    let row: WrkRow = serde_json::from_str(line).with_context(|| format!("not our script's line: {line}"))?;
    if row.broken > 0 {
        bail!("{} connections broke or timed out", row.broken);
    }
    Ok(Round {
        rate: row.requests as f64 / (row.microseconds / 1e6),
        p50: row.p50 / 1e3,
        p99: row.p99 / 1e3,
        requests: row.requests,
        refused: row.refused,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_s_line_is_read_and_broken_connections_are_an_error() {
        let line = |broken: u32| {
            format!(
                "Running\n{{\"requests\":300,\"microseconds\":2000000,\"p50\":1500,\"p99\":9000,\"refused\":20,\"broken\":{broken}}}\n"
            )
        };
        let round = read(&line(0)).expect("a whole line");
        assert_eq!(round, Round { rate: 150.0, p50: 1.5, p99: 9.0, requests: 300, refused: 20 });
        assert_eq!(round.acknowledged(), 280);
        assert!(read(&line(1)).is_err());
        assert!(read("").is_err());
    }
}
