//! Exports of other programs, read to their end before anything is stored: events, and figures by day.
//!
//! Everything is sorted by its time on the way, since what is a landing depends on what came before it, and exports have
//! no order. No more than some megabytes are in memory; the rest waits in a temporary file that has no name. A fault
//! anywhere names its file and row, and then nothing at all is stored.

mod agents;
mod csv;
mod fault;
mod fields;
mod figures;
mod ga4;
mod matomo;
mod objects;
mod reports;
mod row;
mod sorting;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};
use uc_events::{ParquetFault, ParquetRows};

pub use self::fault::{Fault, Trouble};
pub use self::figures::{Keeping, KeptFigures};
pub use self::row::{EventRow, FigureRow, Skipped};

use self::csv::Table;
use self::objects::Objects;
use self::reports::Report;
use self::row::{Pseudonyms, Record};
use self::sorting::{Sorted, Sorting};
use crate::report_log::{Progress, open};

/// About so many bytes are handed over at once.
const PIECE: usize = 256 * 1024;

/// Whose export it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// Google Analytics 4, through BigQuery.
    Ga4,
    /// Plausible.
    Plausible,
    /// Matomo.
    Matomo,
}

/// What exports held, sorted.
#[derive(Debug)]
pub struct Gathered {
    /// Rows that were read.
    pub rows: u64,
    /// Events among them.
    pub events: u64,
    /// Figures among them.
    pub figures: u64,
    /// What was left out, by reason.
    pub skipped: BTreeMap<Skipped, u64>,
    sorted_events: Sorted,
    sorted_figures: Sorted,
    /// A figure that was read to see whether it belongs to the one before.
    ahead: Option<(Vec<u8>, FigureRow)>,
}

impl Program {
    const NAMES: [(Self, &'static str); 3] =
        [(Self::Ga4, "ga4"), (Self::Plausible, "plausible"), (Self::Matomo, "matomo")];

    /// Returns under which name its figures are kept.
    pub fn name(self) -> &'static str {
        let row = Self::NAMES.iter().find(|(program, _)| *program == self);
        row.expect("the table of names has a row for each program").1
    }

    /// Finds a program by that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, known)| *known == name).map(|(program, _)| *program)
    }
}

/// Reads exports to their end.
///
/// # Errors
/// When a file cannot be read, or a row of it is not what it should be.
pub fn gather(files: &[PathBuf], program: Program, progress: &Progress) -> Result<Gathered, Trouble> {
    let drawn =
        Pseudonyms::new().map_err(|error| Fault::Sorting(std::io::Error::other(error)).at("", None))?;
    let mut gathering = Gathering {
        pseudonyms: drawn,
        rows: 0,
        events: 0,
        figures: 0,
        skipped: BTreeMap::new(),
        sorting_events: Sorting::default(),
        sorting_figures: Sorting::default(),
    };
    for file in files {
        let name = file.display().to_string();
        open::check(file).map_err(|problem| Fault::of(problem.kind).at(&name, None))?;
        gathering.file(file, program, progress).map_err(|(row, fault)| fault.at(&name, row))?;
    }
    let done = |sorting: Sorting| sorting.finish().map_err(|error| Fault::Sorting(error).at("", None));
    Ok(Gathered {
        rows: gathering.rows,
        events: gathering.events,
        figures: gathering.figures,
        skipped: gathering.skipped,
        sorted_events: done(gathering.sorting_events)?,
        sorted_figures: done(gathering.sorting_figures)?,
        ahead: None,
    })
}

/// A fault, and the row where it was found.
type At = (Option<u64>, Fault);

struct Gathering {
    pseudonyms: Pseudonyms,
    rows: u64,
    events: u64,
    figures: u64,
    skipped: BTreeMap<Skipped, u64>,
    sorting_events: Sorting,
    sorting_figures: Sorting,
}

impl Gathering {
    fn file(&mut self, file: &Path, program: Program, progress: &Progress) -> Result<(), At> {
        let whole = |fault| (None, fault);
        let source = open::open(file, progress).map_err(|error| whole(error.into()))?;
        let mut source = BufReader::with_capacity(64 * 1024, source);
        let head = source.fill_buf().map_err(|error| whole(error.into()))?;
        let first =
            head.trim_ascii_start().strip_prefix(b"\xef\xbb\xbf").unwrap_or(head.trim_ascii_start()).first();
        match (program, first.copied()) {
            (_, None) => Err(whole(Fault::Empty)),
            _ if head.starts_with(b"PK\x03\x04") => Err(whole(Fault::Zip)),
            (Program::Ga4, _) if head.starts_with(b"PAR1") => {
                drop(source);
                self.parquet(file)
            }
            (Program::Ga4, _) => {
                self.objects(source, |row, pseudonyms| Ok(vec![ga4::record(&row, pseudonyms)?]))
            }
            (Program::Matomo, Some(b'[' | b'{')) => {
                self.objects(source, |visit, pseudonyms| matomo::records(&visit, pseudonyms))
            }
            (Program::Matomo, _) => self.matomo_table(source),
            (Program::Plausible, _) => {
                self.report(Report::plausible(source).map_err(|fault| (Some(1), fault))?)
            }
        }
    }

    fn objects(
        &mut self,
        source: impl BufRead,
        read: impl Fn(Map<String, Value>, &Pseudonyms) -> Result<Vec<Record>, Fault>,
    ) -> Result<(), At> {
        let mut objects = Objects::of(source);
        loop {
            let found = match objects.next() {
                Ok(Some(object)) => read(object, &self.pseudonyms),
                Ok(None) => return Ok(()),
                Err(fault) => Err(fault),
            };
            found.and_then(|records| self.take(records)).map_err(|fault| (Some(objects.count), fault))?;
        }
    }

    fn parquet(&mut self, file: &Path) -> Result<(), At> {
        let whole = |fault: Fault| (None, fault);
        let opened = File::open(file).map_err(|error| whole(error.into()))?;
        let mut rows = ParquetRows::open(opened, &ga4::COLUMNS).map_err(|fault| whole(fault.into()))?;
        let mut number = 0;
        loop {
            number += 1;
            let record = match rows.next_row().map_err(|fault: ParquetFault| (Some(number), fault.into()))? {
                Some(row) => ga4::record(&row, &self.pseudonyms),
                None => return Ok(()),
            };
            record.and_then(|record| self.take(vec![record])).map_err(|fault| (Some(number), fault))?;
        }
    }

    fn matomo_table(&mut self, source: impl BufRead) -> Result<(), At> {
        let mut table = Table::open(source).map_err(|fault| (Some(1), fault))?;
        if table.place(&["idvisit"]).is_none() {
            return self.report(Report::matomo(table).map_err(|fault| (Some(1), fault))?);
        }
        loop {
            let found = match table.next() {
                Ok(Some(cells)) => matomo::records(&matomo::visit(&table.names, cells), &self.pseudonyms),
                Ok(None) => return Ok(()),
                Err(fault) => Err(fault),
            };
            found.and_then(|records| self.take(records)).map_err(|fault| (Some(table.row), fault))?;
        }
    }

    fn report(&mut self, mut report: Report<'_>) -> Result<(), At> {
        loop {
            let found = match report.next() {
                Ok(Some(Some(figure))) => Ok(vec![Record::Figure(figure)]),
                Ok(Some(None)) => Ok(vec![Record::Skipped(Skipped::NoCounterpart)]),
                Ok(None) => return Ok(()),
                Err(fault) => Err(fault),
            };
            found.and_then(|records| self.take(records)).map_err(|fault| (Some(report.table.row), fault))?;
        }
    }

    /// Takes what a row of a file holds.
    fn take(&mut self, records: Vec<Record>) -> Result<(), Fault> {
        self.rows += 1;
        for record in records {
            match record {
                Record::Event(event) => {
                    self.events += 1;
                    // Moments before 1970 come before the others, too.
                    let key = (event.at ^ i64::MIN).to_be_bytes().to_vec();
                    self.sorting_events.add(key, written(&event)).map_err(Fault::Sorting)?;
                }
                Record::Figure(figure) => {
                    self.figures += 1;
                    let by = figure.by.as_deref().unwrap_or_default();
                    let key = format!("{}\0{by}\0{}", figure.day, figure.value).into_bytes();
                    self.sorting_figures.add(key, written(&figure)).map_err(Fault::Sorting)?;
                }
                Record::Skipped(why) => *self.skipped.entry(why).or_default() += 1,
            }
        }
        Ok(())
    }
}

impl Gathered {
    /// Returns the next events as NDJSON of [`EventRow`], in the order of their time; nothing after the last.
    ///
    /// # Errors
    /// When what was sorted cannot be read back.
    pub fn next_events(&mut self) -> std::io::Result<Option<Vec<u8>>> {
        let mut piece = Vec::new();
        while piece.len() < PIECE {
            let Some((_, row)) = self.sorted_events.next()? else { break };
            piece.extend(row);
            piece.push(b'\n');
        }
        Ok(Some(piece).filter(|piece| !piece.is_empty()))
    }

    /// Returns the next figures as NDJSON of [`FigureRow`], in the order of their days; nothing after the last. Those of
    /// the same day and value are one.
    ///
    /// # Errors
    /// When what was sorted cannot be read back.
    pub fn next_figures(&mut self) -> std::io::Result<Option<Vec<u8>>> {
        let mut piece = Vec::new();
        while piece.len() < PIECE {
            let next = self.sorted_figures.next()?;
            let next =
                next.map(|(key, row)| (key, serde_json::from_slice::<FigureRow>(&row).unwrap_or_default()));
            match (&mut self.ahead, next) {
                (Some((key, sum)), Some((same, more))) if *key == same => sum.add(&more),
                (ahead, next) => {
                    let is_last = next.is_none();
                    if let Some((_, whole)) = std::mem::replace(ahead, next) {
                        piece.extend(written(&whole));
                        piece.push(b'\n');
                    }
                    if is_last {
                        break;
                    }
                }
            }
        }
        Ok(Some(piece).filter(|piece| !piece.is_empty()))
    }
}

fn written(row: &impl serde::Serialize) -> Vec<u8> {
    serde_json::to_vec(row).expect("memory takes any text")
}
