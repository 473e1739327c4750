//! What the program under test said of a log: a verdict on each landing, and the report's dark share.
//!
//! Verdicts are joined with the truth by line number as they are read. A landing that the program does not see has no
//! verdict; one that it sees where there is none is counted.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use super::mix::Mix;
use super::rows;
use super::subject::{Judge, Subject};
use super::truth::Truth;

/// What was said of a log.
pub(super) struct Testimony {
    pub(super) verdicts: Verdicts,
    pub(super) dark: DarkShare,
}

/// What was said of the landings.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Verdicts {
    /// One for each of the truth's landings, in the same order; `None` where the program saw no landing.
    pub(super) on_landings: Vec<Option<Verdict>>,
    /// How many landings it saw where there are none.
    pub(super) invented: u64,
}

/// What was said of a landing.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Verdict {
    pub(super) p_dark: f64,
    pub(super) source: Option<Box<str>>,
}

/// What the report says of all landings together.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct DarkShare {
    /// What the report calls its method.
    pub(super) method: String,
    pub(super) share: f64,
    pub(super) interval: [f64; 2],
    pub(super) mix: Mix,
}

#[derive(Deserialize)]
struct VerdictRow {
    line: u64,
    landing: bool,
    source: Option<Box<str>>,
    p_dark: f64,
}

#[derive(Deserialize)]
struct ReportPayload {
    method: String,
    dark_social: DarkSocialPayload,
}

#[derive(Deserialize)]
struct DarkSocialPayload {
    share: f64,
    interval: [f64; 2],
    by_source: Vec<SourcePayload>,
}

#[derive(Deserialize)]
struct SourcePayload {
    source: String,
    landings: f64,
}

impl Testimony {
    /// Lets a judge speak about a log; its words are written to the desk first.
    pub(super) fn hear(
        subject: &Subject,
        judge: Judge,
        (log, truth): (&Path, &Truth),
        desk: &Path,
    ) -> Result<Self> {
        let file = |ending| desk.join(format!("{}-{ending}", judge.name()));
        let (verdicts, report) = (file("verdicts.ndjson"), file("report.json"));
        subject.classify(judge, log, &verdicts)?;
        subject.report(judge, log, &report)?;
        Ok(Self { verdicts: Verdicts::read(&verdicts, truth)?, dark: DarkShare::read(&report)? })
    }
}

impl Verdicts {
    pub(super) fn read(path: &Path, truth: &Truth) -> Result<Self> {
        let mut verdicts = Self { on_landings: vec![None; truth.landings.len()], invented: 0 };
        let (mut next, mut last_line) = (0, 0);
        rows::each(path, |row: VerdictRow| {
            if row.line <= last_line || row.line > truth.last_line {
                bail!("a verdict on line {} after {last_line}, of {}", row.line, truth.last_line);
            }
            if !(0.0..=1.0).contains(&row.p_dark) {
                bail!("{} is no probability", row.p_dark);
            }
            last_line = row.line;
            if !row.landing {
                return Ok(());
            }
            next += truth.landings[next..].partition_point(|landing| landing.line < row.line);
            match truth.landings.get(next) {
                Some(landing) if landing.line == row.line => {
                    verdicts.on_landings[next] = Some(Verdict { p_dark: row.p_dark, source: row.source });
                }
                _ => verdicts.invented += 1,
            }
            Ok(())
        })?;
        Ok(verdicts)
    }

    /// Returns how many of the truth's landings the program did not see.
    pub(super) fn missed(&self) -> usize {
        self.on_landings.iter().filter(|verdict| verdict.is_none()).count()
    }
}

impl DarkShare {
    fn read(path: &Path) -> Result<Self> {
        let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
        let report: ReportPayload =
            serde_json::from_reader(BufReader::new(file)).with_context(|| path.display().to_string())?;
        let ReportPayload { method, dark_social: DarkSocialPayload { share, interval, by_source } } = report;
        let mut mix = Mix::default();
        for row in &by_source {
            mix.add(&row.source, row.landings);
        }
        Ok(Self { method, share, interval, mix })
    }
}

#[cfg(test)]
mod tests {
    use super::super::truth::{Landing, PassedOn};
    use super::*;

    fn read(text: &str) -> Result<Verdicts> {
        let landings = [2, 5, 6].map(|line| Landing { line, passed_on: PassedOn::Elsewise });
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let path = folder.path().join("verdicts.ndjson");
        std::fs::write(&path, text).expect("a temporary file can be written");
        Verdicts::read(&path, &Truth { landings: landings.into(), last_line: 9 })
    }

    fn row(line: u64, landing: bool, p_dark: f64) -> String {
        format!("{{\"line\":{line},\"landing\":{landing},\"source\":null,\"p_dark\":{p_dark}}}\n")
    }

    #[test]
    fn verdicts_find_their_landings_by_line() {
        let text = [row(1, true, 0.5), row(2, true, 0.25), row(5, false, 0.0), row(6, true, 1.0)].concat();
        let verdicts = read(&text).expect("the verdicts can be read");
        let said = |p_dark| Some(Verdict { p_dark, source: None });
        assert_eq!(verdicts.on_landings, [said(0.25), None, said(1.0)]);
        assert_eq!((verdicts.invented, verdicts.missed()), (1, 1));
    }

    #[test]
    fn a_verdict_that_cannot_be_right_is_refused() {
        for (text, expected) in [
            (row(2, true, 1.5), "line 1: 1.5 is no probability"),
            (row(10, true, 0.5), "line 1: a verdict on line 10"),
            ([row(3, true, 0.5), row(3, true, 0.5)].concat(), "line 2: a verdict on line 3 after 3"),
        ] {
            let words = format!("{:#}", read(&text).expect_err("this cannot be right"));
            assert!(words.contains(expected), "{words}");
        }
    }
}
