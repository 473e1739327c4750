//! Reads tables of priors: the compiled-in one, and a user's file that replaces some of its rows.
//!
//! It never guesses what a user meant: a line that is no row is an error that names the line and what is wrong.

use std::borrow::Cow;

use super::{Measure, Prior, Priors, Row, TABLE, What};
use crate::source::table_rows;

/// How much of a user's text an error repeats, in characters.
const SHOWN: usize = 40;

/// The names of the columns, as they head the table.
const COLUMNS: [&str; 6] = ["what", "of", "low", "usual", "high", "why"];

/// What is wrong with a user's file, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: {wrong}")]
pub struct PriorsError {
    /// The file's name as it was given.
    pub file: String,
    /// The line, from one.
    pub line: usize,
    /// What is wrong there. Repeats text from the file: clean it before showing it.
    pub wrong: Wrong,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// The line has not the columns of the table.
    #[error("a row has the columns what, of, low, usual, high and why with a tab between them; here are {0}")]
    Columns(usize),
    /// The built-in table has no such row.
    #[error("there is no row \"{what} {of}\" in the built-in table")]
    UnknownRow {
        /// The first column.
        what: String,
        /// The second.
        of: String,
    },
    /// A number cannot be read.
    #[error("\"{0}\" is not a number; write it like 0.25")]
    NotANumber(String),
    /// The numbers do not stand in order.
    #[error("low must not be above usual, nor usual above high")]
    Order,
    /// A part of a whole is not one.
    #[error("\"{0}\" is a part of a whole, from 0 to 1")]
    NotAPart(&'static str),
    /// An amount is less than nothing.
    #[error("\"{0}\" is an amount, 0 or more")]
    Negative(&'static str),
    /// The row stood before.
    #[error("the same row stands in line {0} already")]
    Twice(usize),
}

impl Priors {
    /// Reads the table that is compiled in.
    pub(super) fn compiled() -> Self {
        let row = |[what, of, low, usual, high, why]: [&'static str; 6]| Row {
            what: What::parse(what).expect("every kind in priors.tsv exists, as its test shows"),
            of: Cow::Borrowed(of),
            prior: Prior {
                low: number(low).expect("priors.tsv holds numbers, as its test shows"),
                usual: number(usual).expect("priors.tsv holds numbers, as its test shows"),
                high: number(high).expect("priors.tsv holds numbers, as its test shows"),
            },
            why: Cow::Borrowed(why),
        };
        Self { rows: table_rows(TABLE).map(row).collect() }
    }
}

/// Replaces rows by those of a user's file.
pub(super) fn replace(mut priors: Priors, text: &str, name: &str) -> Result<Priors, PriorsError> {
    let mut seen = vec![None; priors.rows.len()];
    for (line, row) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        let cells: Vec<&str> = row.split('\t').map(str::trim).collect();
        if row.trim().is_empty() || row.starts_with('#') || cells == COLUMNS {
            continue;
        }
        let (place, prior, why) = read_row(&priors, &cells)
            .and_then(|(place, prior, why)| match seen[place] {
                Some(before) => Err(Wrong::Twice(before)),
                None => Ok((place, prior, why)),
            })
            .map_err(|wrong| PriorsError { file: name.to_owned(), line, wrong })?;
        seen[place] = Some(line);
        priors.rows[place].prior = prior;
        priors.rows[place].why = Cow::Owned(why.to_owned());
    }
    Ok(priors)
}

/// Reads a row: its place in the table, its numbers and its reason, which may be missing.
fn read_row<'a>(priors: &Priors, cells: &[&'a str]) -> Result<(usize, Prior, &'a str), Wrong> {
    let (what, of, numbers, why) = match *cells {
        [what, of, low, usual, high] => (what, of, [low, usual, high], ""),
        [what, of, low, usual, high, why] => (what, of, [low, usual, high], why),
        _ => return Err(Wrong::Columns(cells.len())),
    };
    let place = What::parse(what).and_then(|what| priors.place(what, of));
    let place = place.ok_or_else(|| Wrong::UnknownRow { what: cut(what), of: cut(of) })?;
    let read = |text: &str| number(text).ok_or_else(|| Wrong::NotANumber(cut(text)));
    let [low, usual, high] = numbers;
    let prior = Prior { low: read(low)?, usual: read(usual)?, high: read(high)? };
    check(priors.rows[place].what, prior)?;
    Ok((place, prior, why))
}

/// Checks what must hold for the numbers of every row.
pub(super) fn check(what: What, prior: Prior) -> Result<(), Wrong> {
    if prior.low > prior.usual || prior.usual > prior.high {
        return Err(Wrong::Order);
    }
    match what.measure() {
        Measure::Part if prior.low < 0.0 || prior.high > 1.0 => Err(Wrong::NotAPart(what.name())),
        Measure::Amount if prior.low < 0.0 => Err(Wrong::Negative(what.name())),
        Measure::Part | Measure::Amount => Ok(()),
    }
}

fn number(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

fn cut(text: &str) -> String {
    text.chars().take(SHOWN).collect()
}
