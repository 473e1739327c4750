//! Writes a simulated log and the truth about it into a folder.
//!
//! What is simulated is decided by [`uc_engine::simulate`]; here it only reaches the disk. Files are written under other
//! names first and renamed at the end, `access.log` last: where that file is, all is there. It never replaces an earlier
//! simulation.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use uc_engine::simulate::{self, Format, Plan, Simulation, Summary};

/// The log's file name: it stands in the folder only when everything else does.
const LOG: &str = "access.log";

/// The most persons times days that one simulation may have; its lines are kept in memory while it is made.
pub const LARGEST: u64 = 5_000_000;

/// Why a simulation was not written.
#[derive(Debug, thiserror::Error)]
pub enum SimulateError {
    /// The folder holds a log already.
    #[error("{0} already holds a log; choose another folder or remove that file")]
    Occupied(PathBuf),
    /// A log of no days was asked for.
    #[error("a log lasts at least one day")]
    NoDays,
    /// More was asked for than fits in memory.
    #[error(
        "{asked} persons times days are too many, {LARGEST} is the most; take fewer days or a smaller size"
    )]
    TooLarge {
        /// Persons times days.
        asked: u64,
    },
    /// A file or folder could not be written.
    #[error("cannot write {path}")]
    Write {
        /// Which one.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// Simulates a plan and writes it into the folder `out`, which is made where it is missing.
pub fn write(plan: &Plan, format: Format, out: &Path) -> Result<Summary, SimulateError> {
    if plan.days == 0 {
        return Err(SimulateError::NoDays);
    }
    let asked = people(plan) * u64::from(plan.days);
    if asked > LARGEST {
        return Err(SimulateError::TooLarge { asked });
    }
    let log = out.join(LOG);
    if log.exists() {
        return Err(SimulateError::Occupied(log));
    }
    fs::create_dir_all(out).map_err(|source| SimulateError::Write { path: out.to_owned(), source })?;
    let simulation = simulate::run(plan);
    let summary = simulation.summary();
    let files: [(&str, Filler<'_>); 6] = [
        ("README.txt", &|_, file| file.write_all(read_me(plan, format, &summary).as_bytes())),
        ("parameters.json", &|simulation, file| pretty(&simulation.parameters_json(), file)),
        ("truth.json", &|_, file| pretty(&summary.to_json(), file)),
        ("shares.ndjson", &|simulation, mut file| simulation.write_shares(&mut file)),
        ("truth.ndjson", &|simulation, mut file| simulation.write_truth(&mut file)),
        (LOG, &|simulation, mut file| simulation.write_log(format, &mut file)),
    ];
    for (name, fill) in files {
        let path = out.join(draft(name));
        write_file(&path, &simulation, fill).map_err(|source| SimulateError::Write { path, source })?;
    }
    for (name, _) in files {
        let path = out.join(name);
        fs::rename(out.join(draft(name)), &path).map_err(|source| SimulateError::Write { path, source })?;
    }
    Ok(summary)
}

/// Writes the content of one file.
type Filler<'a> = &'a dyn Fn(&Simulation, &mut dyn Write) -> io::Result<()>;

fn write_file(path: &Path, simulation: &Simulation, fill: Filler<'_>) -> io::Result<()> {
    let mut file = BufWriter::with_capacity(1 << 18, File::create(path)?);
    fill(simulation, &mut file)?;
    file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
}

/// Returns the name that a file has while it is being written.
fn draft(name: &str) -> String {
    format!(".{name}.part")
}

fn people(plan: &Plan) -> u64 {
    let drawn = || simulate::draw_parameters(plan).get(simulate::parameters::Parameter::People) as u64;
    plan.size.map_or_else(drawn, u64::from)
}

fn pretty(value: &serde_json::Value, mut file: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut file, value)?;
    file.write_all(b"\n")
}

fn read_me(plan: &Plan, format: Format, summary: &Summary) -> String {
    let format = match format {
        Format::Combined => "the combined format of Apache and nginx",
        Format::Json => "JSON, one object a line, as nginx writes it with `log_format … escape=json`",
    };
    format!(
        "A simulated site\n\
         ================\n\n\
         Made by `undercurrent simulate --scenario {scenario} --days {days} --seed {seed}`.\n\
         Nobody in it exists: people, addresses and pages are invented.\n\n\
         access.log       {lines} requests, {format}; times are UTC\n\
         truth.ndjson     the truth about each line of the log, in the same order\n\
         truth.json       the truth in totals: {landings} landings, {private} of them private\n\
         shares.ndjson    every link that was passed on, whether the log shows it or not\n\
         parameters.json  every quantity of the model: its range and the value drawn\n\n\
         Read the log as if you knew nothing:\n\n    \
         undercurrent report access.log\n\n\
         then compare its dark share with `private_share` in truth.json. To compare line by line:\n\n    \
         undercurrent classify access.log\n\n\
         prints `line`, `kind`, `landing`, `channel` and `source` under the same names as truth.ndjson.\n\
         What the model has, and what it has not, stands in docs/guide/simulate.md.\n",
        scenario = plan.scenario.name(),
        days = plan.days,
        seed = plan.seed,
        lines = summary.lines,
        landings = summary.landings,
        private = summary.private_landings,
    )
}

#[cfg(test)]
mod tests {
    use uc_engine::simulate::Scenario;

    use super::*;

    fn plan() -> Plan {
        Plan { size: Some(100), ..Plan::new(Scenario::Club, 3, 7) }
    }

    fn lines(path: &Path) -> u64 {
        fs::read_to_string(path).unwrap().lines().count() as u64
    }

    #[test]
    fn a_folder_holds_the_log_the_truth_and_nothing_half_done() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("new/deep");
        let summary = write(&plan(), Format::Combined, &out).unwrap();
        assert!(summary.landings > 0);
        assert_eq!(lines(&out.join("access.log")), summary.lines);
        assert_eq!(lines(&out.join("truth.ndjson")), summary.lines);
        let mut names: Vec<String> = fs::read_dir(&out)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        assert_eq!(
            names,
            ["README.txt", "access.log", "parameters.json", "shares.ndjson", "truth.json", "truth.ndjson"]
        );
        let totals: serde_json::Value =
            serde_json::from_str(&fs::read_to_string(out.join("truth.json")).unwrap()).unwrap();
        assert_eq!(totals["landings"], summary.landings);
    }

    #[test]
    fn an_earlier_simulation_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        write(&plan(), Format::Json, folder.path()).unwrap();
        let again = write(&plan(), Format::Json, folder.path());
        assert!(matches!(again, Err(SimulateError::Occupied(path)) if path.ends_with("access.log")));
    }

    #[test]
    fn what_cannot_be_made_is_refused_before_anything_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let none = Plan { days: 0, ..plan() };
        assert!(matches!(write(&none, Format::Combined, folder.path()), Err(SimulateError::NoDays)));
        let huge = Plan { days: 3_650, size: Some(1_000_000), ..plan() };
        let refused = write(&huge, Format::Combined, folder.path());
        assert!(matches!(refused, Err(SimulateError::TooLarge { .. })));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_file_in_the_folders_place_is_named_in_the_error() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        File::create(&file).unwrap();
        let refused = write(&plan(), Format::Combined, &file).unwrap_err();
        assert!(refused.to_string().contains("file"), "{refused}");
    }
}
