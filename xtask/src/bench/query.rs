//! `cargo xtask bench query`: five questions of a dashboard over many events, beside DuckDB on the same files.
//!
//! The questions and both answers are in `query/measure.py`, which also refuses different answers; the events are made by
//! `query/make.py` and kept for the next run. It prints, besides, how long the service takes to start on that many
//! events, its memory, and the size of the program. It never fails because of a number.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::service::{Service, free_address};
use crate::checkout::Checkout;
use crate::program::{self, timed};
use crate::{need, python};

/// What the user may choose.
#[derive(Debug, Clone)]
pub struct Config {
    /// A program that was built already; otherwise the release build is made.
    pub binary: Option<PathBuf>,
    /// How many events there are.
    pub events: u64,
    /// How often each question is asked; the best run counts.
    pub runs: u32,
}

const MAKE: &str = include_str!("query/make.py");
const MEASURE: &str = include_str!("query/measure.py");
/// At most so many times DuckDB's time, for every question.
const TIMES_DUCKDB: f64 = 1.3;
/// With rollups, DuckDB on raw events takes at least so many times as long; and an answer so many milliseconds at most.
const TIMES_FASTER: f64 = 5.0;
const MILLISECONDS: f64 = 100.0;
/// The service answers after so many seconds.
const START: f64 = 0.5;
/// Megabytes that are resident when nothing is asked, and while something is.
const IDLE: f64 = 150.0;
const BUSY: f64 = 600.0;
/// Megabytes of the program as it is shipped.
const PROGRAM: f64 = 100.0;
const HOST: &str = "bakery.example";

/// One question's best times, in milliseconds, as `measure.py` prints them.
#[derive(Debug, Deserialize)]
struct QuestionRow {
    question: String,
    ours: f64,
    duckdb: f64,
    rollups: f64,
}

/// What is measured beside the questions.
#[derive(Debug)]
struct Footprint {
    start: f64,
    rebuild: f64,
    idle: f64,
    busy: f64,
    program: f64,
}

/// Builds, makes the events, measures and prints.
pub fn query(checkout: &Checkout, config: &Config) -> Result<()> {
    need::provide(need::FOR_QUERY)?;
    let interpreter = python::provide(checkout)?;
    let binary = super::built(checkout, config.binary.as_deref())?;
    let bench = Bench {
        binary,
        interpreter,
        folder: checkout.target().join(format!("bench/query-{}", config.events)),
    };
    bench.make_events(config.events)?;
    let token = bench.run(&["token", "create", "--scope", "stats:read"])?;
    let (service, start) = timed(|| bench.serve());
    let service = service?;
    let (idle, _) = service.memory()?;
    let (rebuilt, rebuild) = timed(|| bench.run(&["rebuild"]));
    println!("{}", rebuilt?);
    let rows = bench.ask(&service, &token, config.runs)?;
    let (_, busy) = service.memory()?;
    service.stop()?;
    let size = fs::metadata(&bench.binary).context("the program is gone")?.len();
    let footprint = Footprint {
        start: start.as_secs_f64(),
        rebuild: rebuild.as_secs_f64(),
        idle,
        busy,
        program: size as f64 / 1e6,
    };
    print_questions(&rows, config);
    print_targets(&rows, &footprint);
    Ok(())
}

struct Bench {
    binary: PathBuf,
    interpreter: PathBuf,
    folder: PathBuf,
}

impl Bench {
    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.binary);
        command.args(arguments).arg("--data").arg(self.data());
        command
    }

    fn run(&self, arguments: &[&str]) -> Result<String> {
        Ok(program::output(&mut self.command(arguments))?.trim().to_owned())
    }

    fn serve(&self) -> Result<Service> {
        let address = free_address()?;
        let mut command = self.command(&["serve", "--listen", &address.to_string(), "--rate-limit", "0"]);
        Service::start(&mut command, address, "/healthz", &self.folder.join("said"))
    }

    /// Makes the events, unless an earlier run has left as many.
    fn make_events(&self, events: u64) -> Result<()> {
        // Written last: a folder that was left half made has none.
        let whole = self.folder.join("whole");
        if whole.exists() {
            println!("the events of an earlier run: {}", self.folder.display());
            return Ok(());
        }
        if self.folder.exists() {
            fs::remove_dir_all(&self.folder)
                .with_context(|| format!("cannot remove {}", self.folder.display()))?;
        }
        fs::create_dir_all(&self.folder).with_context(|| format!("cannot make {}", self.folder.display()))?;
        let site = self.run(&["site", "add", HOST])?;
        // The service makes the table when it starts.
        self.serve()?.stop()?;
        println!("making {events} events");
        let mut make = self.script("make.py", MAKE)?;
        program::run(make.arg(self.data().join("events")).arg(site).arg(events.to_string()))?;
        fs::write(&whole, "").with_context(|| format!("cannot write {}", whole.display()))
    }

    fn ask(&self, service: &Service, token: &str, runs: u32) -> Result<Vec<QuestionRow>> {
        let mut measure = self.script("measure.py", MEASURE)?;
        measure.arg(self.data().join("events")).arg(service.address().to_string());
        let printed = program::output(measure.args([token, &runs.to_string()]))?;
        serde_json::from_str(&printed).with_context(|| format!("not the figures of measure.py: {printed}"))
    }

    fn script(&self, name: &str, text: &str) -> Result<Command> {
        let path = self.folder.join(name);
        write(&path, text)?;
        let mut command = Command::new(&self.interpreter);
        command.arg(path);
        Ok(command)
    }
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

fn print_questions(rows: &[QuestionRow], config: &Config) {
    println!("\n{} events, best of {} runs, 2 threads each.\n", config.events, config.runs);
    println!(
        "| Question | SQL, ms | DuckDB, ms | Times DuckDB's | With rollups, ms | DuckDB takes so many times as long |"
    );
    println!("|---|---:|---:|---:|---:|---:|");
    for row in rows {
        let QuestionRow { question, ours, duckdb, rollups } = row;
        let (times, faster) = (ours / duckdb, duckdb / rollups);
        println!("| {question} | {ours:.0} | {duckdb:.0} | {times:.2} | {rollups:.0} | {faster:.1} |");
    }
}

fn print_targets(rows: &[QuestionRow], footprint: &Footprint) {
    let worst = rows.iter().map(|row| row.ours / row.duckdb).fold(0.0, f64::max);
    let slowest = rows.iter().map(|row| row.rollups).fold(0.0, f64::max);
    let fewest = rows.iter().map(|row| row.duckdb / row.rollups).fold(f64::INFINITY, f64::min);
    println!("\nall rollups were made again in {:.1} s", footprint.rebuild);
    println!("\n| Target | Measured | Met |\n|---|---:|---|");
    let met = if fewest >= TIMES_FASTER { "yes" } else { "**no**" };
    println!(
        "| with rollups, DuckDB takes at least so many times as long: {TIMES_FASTER} | {fewest:.2} | {met} |"
    );
    for (target, measured, limit, unit) in [
        ("each question in at most so many times DuckDB's time", worst, TIMES_DUCKDB, ""),
        ("each question with rollups", slowest, MILLISECONDS, " ms"),
        ("answers after a start of", footprint.start, START, " s"),
        ("resident when idle", footprint.idle, IDLE, " MB"),
        ("resident while answering", footprint.busy, BUSY, " MB"),
        ("the program's size", footprint.program, PROGRAM, " MB"),
    ] {
        let met = if measured <= limit { "yes" } else { "**no**" };
        println!("| {target}: {limit}{unit} | {measured:.2}{unit} | {met} |");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_of_the_script_are_read() {
        let printed = r#"[{"question":"top pages","ours":12.5,"duckdb":10.0,"rollups":1.0}]"#;
        let rows: Vec<QuestionRow> = serde_json::from_str(printed).expect("figures");
        assert_eq!((rows[0].question.as_str(), rows[0].ours / rows[0].duckdb), ("top pages", 1.25));
    }
}
