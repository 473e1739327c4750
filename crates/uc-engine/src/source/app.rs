//! In-app browsers (`data/in_app.tsv`): what an app adds to the user agent of the pages it opens.
//!
//! An app says in which window a page was opened, never who passed the link on.

use std::sync::LazyLock;

use super::{Privacy, Source, table};

pub(super) const TABLE: &str = include_str!("../../../../data/in_app.tsv");

/// One row of `data/in_app.tsv`: an app whose browser opened the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct App(u16);

#[derive(Debug)]
struct Row {
    pattern: &'static str,
    source: Source,
    privacy: Privacy,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let row = |[pattern, source, privacy]: [&'static str; 3]| Row {
        pattern,
        source: Source::named(source),
        privacy: Privacy::parse(privacy).expect("every privacy in in_app.tsv exists, as its test shows"),
    };
    table::rows(TABLE).map(row).collect()
});

impl App {
    /// Returns all apps, each with the pattern that tells it.
    pub(super) fn all() -> impl Iterator<Item = (Self, &'static str)> {
        ROWS.iter().enumerate().map(|(index, row)| (Self(table::row_number(index)), row.pattern))
    }

    /// Finds the app that this pattern tells.
    pub(crate) fn told_by(pattern: &str) -> Option<Self> {
        Self::all().find(|(_, known)| *known == pattern).map(|(app, _)| app)
    }

    /// Returns the pattern that tells it.
    pub(crate) fn pattern(self) -> &'static str {
        self.row().pattern
    }

    /// Returns the source's name (`whatsapp`).
    pub fn source(self) -> &'static str {
        self.row().source.name()
    }

    /// Returns the app's name to show to a person ("WhatsApp").
    pub fn name(self) -> &'static str {
        self.row().source.label()
    }

    /// Returns what a page opened in this app says about private sharing.
    pub fn privacy(self) -> Privacy {
        self.row().privacy
    }

    pub(super) fn row_source(self) -> Source {
        self.row().source
    }

    fn row(self) -> &'static Row {
        &ROWS[usize::from(self.0)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_every_row_parses() {
        table::check_table::<3>(TABLE, 1);
        for (app, _) in App::all() {
            super::super::rules::check_privacy(app.row_source(), app.privacy());
        }
    }
}
