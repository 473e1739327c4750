//! The logs that are measured on, made once and kept in the target folder.
//!
//! A real log repeated is real in its lines and kind to caches; a simulated one has as many visitors as it has
//! addresses. Both are wanted, so that neither flatters. It never changes the log it was given.

use std::collections::HashSet;
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufRead, BufReader, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::program;

/// A log to measure on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Input {
    /// A real log, repeated.
    Repeated,
    /// A simulated log with many visitors.
    Simulated,
    /// The real log, repeated ten times as often.
    Large,
    /// The beginning of the real log.
    Small,
}

impl Input {
    pub(super) const ALL: [Self; 4] = [Self::Repeated, Self::Simulated, Self::Large, Self::Small];

    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Repeated => "1 million lines, a log repeated",
            Self::Simulated => "simulated, 100,000 visitors",
            Self::Large => "10 million lines",
            Self::Small => "10,000 lines",
        }
    }
}

const MILLION: u64 = 1_000_000;
/// So many visitors, and as many addresses, are in the simulated log.
const VISITORS: usize = 100_000;
/// The simulated period is doubled until the log is long enough, but not for ever.
const SIMULATED_DAYS: [u32; 7] = [7, 14, 28, 56, 112, 224, 448];

/// The logs, ready to be read.
pub(super) struct Inputs {
    repeated: PathBuf,
    simulated: PathBuf,
    large: PathBuf,
    small: PathBuf,
}

impl Inputs {
    /// Makes the logs in `folder`; without a real log the simulated one takes its place.
    pub(super) fn make(folder: &Path, binary: &Path, real: Option<&Path>) -> Result<Self> {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let simulated = simulate(folder, binary)?;
        let source = match real {
            Some(log) => {
                println!("a real log: {}", log.display());
                log
            }
            None => {
                println!("no real log here (`--log PATH` gives one): a simulated log takes its place");
                &simulated
            }
        };
        let repeated = |lines: u64| -> Result<PathBuf> {
            let log = folder.join(format!("repeated-{lines}.log"));
            repeat(source, &log, lines)?;
            Ok(log)
        };
        Ok(Self {
            repeated: repeated(MILLION)?,
            large: repeated(10 * MILLION)?,
            small: repeated(MILLION / 100)?,
            simulated,
        })
    }

    /// Returns where a log lies.
    pub(super) fn path(&self, input: Input) -> &Path {
        match input {
            Input::Repeated => &self.repeated,
            Input::Simulated => &self.simulated,
            Input::Large => &self.large,
            Input::Small => &self.small,
        }
    }
}

/// Writes the lines of `source` again and again until there are as many as wanted.
fn repeat(source: &Path, log: &Path, wanted: u64) -> Result<()> {
    let mut out =
        BufWriter::new(File::create(log).with_context(|| format!("cannot write {}", log.display()))?);
    let mut written = 0;
    while written < wanted {
        let before = written;
        let mut reader = open(source)?;
        let mut line = Vec::new();
        while written < wanted && next_line(&mut reader, &mut line)? {
            out.write_all(&line)?;
            written += 1;
        }
        if written == before {
            bail!("{} is empty; give another log", source.display());
        }
    }
    out.flush().with_context(|| format!("cannot write {}", log.display()))
}

/// Simulates a news site for as many days as it takes, and cuts the log where it is long enough.
fn simulate(folder: &Path, binary: &Path) -> Result<PathBuf> {
    let (raw, log) = (folder.join("simulation"), folder.join("simulated.log"));
    for days in SIMULATED_DAYS {
        clear(&raw)?;
        let mut command = Command::new(binary);
        command
            .args(["simulate", "--scenario", "news", "--days", &days.to_string(), "--seed", "7", "-o"])
            .arg(&raw);
        program::output(&mut command).context("the simulation failed")?;
        let size = cut(&log_in(&raw)?, &log)?;
        if size.is_enough() {
            println!(
                "a simulated log: {} lines, {} visitors, {} addresses",
                size.lines, size.visitors, size.addresses
            );
            return Ok(log);
        }
    }
    bail!("{} simulated days do not make a million lines; simulate a busier site", SIMULATED_DAYS[6])
}

/// Removes what an earlier run simulated: the simulator leaves a folder alone that holds a log.
fn clear(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", folder.display()))
        }
        _ => Ok(()),
    }
}

fn log_in(folder: &Path) -> Result<PathBuf> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("the simulation wrote no {}", folder.display()))?;
    let mut paths = entries.filter_map(Result::ok).map(|entry| entry.path());
    paths
        .find(|path| path.extension().is_some_and(|ending| ending == "log"))
        .with_context(|| format!("the simulation wrote no .log into {}", folder.display()))
}

/// How much a log holds.
struct Size {
    lines: u64,
    visitors: usize,
    addresses: usize,
}

impl Size {
    fn is_enough(&self) -> bool {
        self.lines >= MILLION && self.visitors >= VISITORS && self.addresses >= VISITORS
    }
}

/// Copies lines until there are enough of them, from enough visitors.
fn cut(source: &Path, log: &Path) -> Result<Size> {
    let mut out =
        BufWriter::new(File::create(log).with_context(|| format!("cannot write {}", log.display()))?);
    let mut reader = open(source)?;
    let (mut visitors, mut addresses, mut line) = (HashSet::new(), HashSet::new(), Vec::new());
    let mut size = Size { lines: 0, visitors: 0, addresses: 0 };
    while !size.is_enough() && next_line(&mut reader, &mut line)? {
        out.write_all(&line)?;
        visitors.insert(visitor(&line));
        addresses.insert(hash(address(&line)));
        size = Size { lines: size.lines + 1, visitors: visitors.len(), addresses: addresses.len() };
    }
    out.flush().with_context(|| format!("cannot write {}", log.display()))?;
    Ok(size)
}

/// Tells visitors apart by address and user agent, the first field and the last of a combined line.
fn visitor(line: &[u8]) -> u64 {
    let agent = line.rsplit(|byte| *byte == b'"').nth(1);
    hash((address(line), agent))
}

fn address(line: &[u8]) -> Option<&[u8]> {
    line.split(|byte| *byte == b' ').next()
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

fn open(path: &Path) -> Result<BufReader<File>> {
    Ok(BufReader::new(File::open(path).with_context(|| format!("cannot read {}", path.display()))?))
}

/// Reads a line with its end; returns whether there was one. A last line without an end gets one.
fn next_line(reader: &mut impl BufRead, line: &mut Vec<u8>) -> Result<bool> {
    line.clear();
    let length = reader.read_until(b'\n', line).context("cannot read the log")?;
    if length > 0 && !line.ends_with(b"\n") {
        line.push(b'\n');
    }
    Ok(length > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_last_line_without_an_end_gets_one() {
        let (mut reader, mut line) = (&b"a\nb"[..], Vec::new());
        for expected in [Some("a\n"), Some("b\n"), None] {
            let found = next_line(&mut reader, &mut line).expect("memory can be read");
            assert_eq!(found.then_some(line.as_slice()), expected.map(str::as_bytes));
        }
    }

    #[test]
    fn visitors_differ_by_address_or_user_agent() {
        let line = |address: &str, agent: &str| {
            format!("{address} - - [x] \"GET / HTTP/1.1\" 200 1 \"-\" \"{agent}\"\n")
        };
        let first = visitor(line("192.0.2.1", "A").as_bytes());
        for (address, agent, expected) in
            [("192.0.2.1", "A", true), ("192.0.2.2", "A", false), ("192.0.2.1", "B", false)]
        {
            assert_eq!(visitor(line(address, agent).as_bytes()) == first, expected, "{address} {agent}");
        }
    }
}
