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

/// A column's head, and the CSS class that says how its cells stand.
pub(crate) struct Column {
    head: String,
    class: &'static str,
}

/// Returns the columns with these heads. Words stand to the left, figures to the right.
pub(crate) fn columns(keys: &[&str], words: &Words) -> Vec<Column> {
    let class = |key: &str| match key {
        "head-visits" | "head-all-visits" | "head-private" | "head-shares" | "head-count" => "number",
        _ => "words",
    };
    keys.iter().map(|key| Column { head: words.plain(key), class: class(key) }).collect()
}

impl Table {
    /// Makes a table. Every row has as many cells as there are columns.
    pub(crate) fn new(caption: String, columns: Vec<Column>, rows: Vec<Vec<String>>) -> Self {
        debug_assert!(
            rows.iter().all(|row| row.len() == columns.len()),
            "a row has another length: {caption}"
        );
        Self { caption, columns, rows }
    }
}
