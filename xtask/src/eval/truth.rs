//! What happened: the landings of a log as the one who made it up knows them.
//!
//! Only landings are kept. Fields that are not needed here are not read, so that another generator may leave them out.

use std::collections::HashSet;
use std::path::Path;

use anyhow::{Result, bail};
use serde::Deserialize;

use super::rows;

/// The truth about a log.
#[derive(Debug, Default)]
pub(super) struct Truth {
    /// In order of their lines.
    pub(super) landings: Vec<Landing>,
    /// The number of the last line that the truth speaks of.
    pub(super) last_line: u64,
}

/// A landing as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Landing {
    pub(super) line: u64,
    pub(super) passed_on: PassedOn,
}

/// Whether a link that was passed on in private brought a landing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PassedOn {
    Elsewise,
    InPrivate {
        /// The messenger, in the words of `undercurrent classify`; `copy_other` where there was none.
        source: Box<str>,
        preview: Preview,
    },
}

/// Whether the log holds a preview of the share that brought a landing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Preview {
    Seen,
    Unseen,
}

/// A copied link, or a messenger nobody can name.
pub(super) const COPIED: &str = "copy_other";

#[derive(Deserialize)]
struct TruthRow {
    line: u64,
    kind: Kind,
    landing: bool,
    source: Option<Box<str>>,
    private: bool,
    parent_share: Option<u64>,
}

#[derive(Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Preview,
    #[serde(other)]
    Other,
}

impl Truth {
    pub(super) fn read(path: &Path) -> Result<Self> {
        let (mut truth, mut parents, mut previewed) = (Self::default(), Vec::new(), HashSet::new());
        rows::each(path, |row: TruthRow| {
            if row.line <= truth.last_line {
                bail!("the truth about line {} comes after that about line {}", row.line, truth.last_line);
            }
            truth.last_line = row.line;
            if row.kind == Kind::Preview {
                previewed.extend(row.parent_share);
            }
            if row.landing {
                parents.push(row.parent_share);
                truth.landings.push(Landing::from(row));
            }
            Ok(())
        })?;
        if truth.landings.is_empty() {
            bail!("{} names no landing", path.display());
        }
        for (landing, parent) in truth.landings.iter_mut().zip(parents) {
            if let (PassedOn::InPrivate { preview, .. }, Some(share)) = (&mut landing.passed_on, parent)
                && previewed.contains(&share)
            {
                *preview = Preview::Seen;
            }
        }
        Ok(truth)
    }

    /// Returns the part of the landings that private links brought.
    pub(super) fn share(&self) -> f64 {
        let private = self.landings.iter().filter(|landing| landing.is_private()).count();
        private as f64 / self.landings.len() as f64
    }
}

impl From<TruthRow> for Landing {
    fn from(row: TruthRow) -> Self {
        let source = row.source.unwrap_or_else(|| COPIED.into());
        let passed_on = if row.private {
            PassedOn::InPrivate { source, preview: Preview::Unseen }
        } else {
            PassedOn::Elsewise
        };
        Self { line: row.line, passed_on }
    }
}

impl Landing {
    pub(super) fn is_private(&self) -> bool {
        self.passed_on != PassedOn::Elsewise
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Truth> {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let path = folder.path().join("truth.ndjson");
        std::fs::write(&path, text).expect("a temporary file can be written");
        Truth::read(&path)
    }

    #[test]
    fn a_preview_is_a_trace_of_its_share_wherever_it_stands() {
        let truth = read(concat!(
            "{\"line\":1,\"kind\":\"page\",\"landing\":true,\"source\":\"sms\",\"private\":true,\"parent_share\":7}\n",
            "{\"line\":2,\"kind\":\"page\",\"landing\":true,\"source\":\"sms\",\"private\":true,\"parent_share\":8}\n",
            "{\"line\":3,\"kind\":\"preview\",\"landing\":false,\"source\":\"sms\",\"private\":false,\"parent_share\":7}\n",
            "{\"line\":4,\"kind\":\"page\",\"landing\":true,\"source\":\"google\",\"private\":false,\"parent_share\":null}\n",
        ))
        .expect("the truth can be read");
        let passed_on = |preview| PassedOn::InPrivate { source: "sms".into(), preview };
        let expected =
            [(1, passed_on(Preview::Seen)), (2, passed_on(Preview::Unseen)), (4, PassedOn::Elsewise)];
        assert_eq!(truth.landings, expected.map(|(line, passed_on)| Landing { line, passed_on }));
        assert_eq!(truth.last_line, 4);
        assert!((truth.share() - 2.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn a_truth_that_says_nothing_is_refused() {
        for (text, expected) in [
            ("", "names no landing"),
            ("{\"line\":1,\"kind\":\"page\"}\n", "truth.ndjson, line 1"),
            ("{\"line\":0,\"kind\":\"bot\",\"landing\":false,\"private\":false}\n", "comes after"),
        ] {
            let words = format!("{:#}", read(text).expect_err("this is no truth"));
            assert!(words.contains(expected), "{words}");
        }
    }
}
