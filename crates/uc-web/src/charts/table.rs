//! The table that stands behind each chart: the same figures for those who read rather than look.

use askama::Template;
use uc_words::Words;

/// A table with a head and rows; the first column names what the row is about.
#[derive(Template)]
#[template(path = "charts/table.html")]
pub(crate) struct Table {
    caption: String,
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
}

/// A column's head, and how its cells stand.
pub(crate) struct Column {
    pub(crate) head: String,
    pub(crate) align: Align,
}

/// How the cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    /// Words begin at the left.
    Left,
    /// Addresses begin at the left and may be broken anywhere, for they have no spaces.
    Path,
    /// Figures end at the right.
    Right,
}

impl Align {
    /// Returns the CSS class.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Left => "words",
            Self::Path => "path",
            Self::Right => "number",
        }
    }
}

/// Returns the columns with these heads.
pub(crate) fn columns(keys: &[&str], words: &Words) -> Vec<Column> {
    let align = |key: &str| match key {
        "head-visits" | "head-all-visits" | "head-shared" | "head-shares" | "head-count" | "head-told"
        | "head-true" | "head-estimate" | "head-rule" | "head-guess" => Align::Right,
        "head-page" | "head-line" => Align::Path,
        _ => Align::Left,
    };
    keys.iter().map(|key| Column { head: words.plain(key), align: align(key) }).collect()
}

impl Table {
    /// Returns whether the table needs the page's whole width: it holds addresses.
    pub(crate) fn is_wide(&self) -> bool {
        self.columns.iter().any(|column| column.align == Align::Path)
    }

    /// Makes a table. Every row has as many cells as there are columns.
    pub(crate) fn new(caption: String, columns: Vec<Column>, rows: Vec<Vec<String>>) -> Self {
        debug_assert!(
            rows.iter().all(|row| row.len() == columns.len()),
            "a row has another length: {caption}"
        );
        Self { caption, columns, rows }
    }
}
