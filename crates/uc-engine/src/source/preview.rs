//! Link-preview fetchers (`data/previews.tsv`): who builds a card for a link that somebody passes on.
//!
//! A preview is a share seen, never a visit.

use std::sync::LazyLock;

use super::{Privacy, Source, table};

pub(super) const TABLE: &str = include_str!("../../../../data/previews.tsv");

/// One row of `data/previews.tsv`: a fetcher of link previews.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fetcher(u16);

/// From where a preview is fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FetchedFrom {
    /// The sender's own device: its address is the sharer's.
    Sender,
    /// The service's data centre, which may keep and reuse the card.
    Datacentre,
    /// The receiver's device.
    Receiver,
}

#[derive(Debug)]
struct Row {
    pattern: &'static str,
    source: Source,
    privacy: Privacy,
    origin: FetchedFrom,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let row = |[pattern, source, privacy, origin]: [&'static str; 4]| Row {
        pattern,
        source: Source::named(source),
        privacy: Privacy::parse(privacy).expect("every privacy in previews.tsv exists, as its test shows"),
        origin: FetchedFrom::parse(origin).expect("every origin in previews.tsv exists, as its test shows"),
    };
    table::rows(TABLE).map(row).collect()
});

impl Fetcher {
    /// Returns all fetchers, each with the pattern that tells it.
    pub(crate) fn all() -> impl Iterator<Item = (Self, &'static str)> {
        ROWS.iter().enumerate().map(|(index, row)| (Self(table::row_number(index)), row.pattern))
    }

    /// Finds the fetcher that this pattern tells.
    pub(crate) fn told_by(pattern: &str) -> Option<Self> {
        Self::all().find(|(_, known)| *known == pattern).map(|(fetcher, _)| fetcher)
    }

    /// Returns the pattern that tells it.
    pub(crate) fn pattern(self) -> &'static str {
        self.row().pattern
    }

    /// Returns the source's name (`signal`).
    pub fn source(self) -> &'static str {
        self.row().source.name()
    }

    /// Returns the fetcher's name to show to a person ("Signal").
    pub fn name(self) -> &'static str {
        self.row().source.label()
    }

    /// Returns whether such a preview is of a private message, of a public post, or may be of either.
    pub fn privacy(self) -> Privacy {
        self.row().privacy
    }

    /// Returns from where it is fetched.
    pub fn origin(self) -> FetchedFrom {
        self.row().origin
    }

    fn row(self) -> &'static Row {
        &ROWS[usize::from(self.0)]
    }
}

impl FetchedFrom {
    /// Returns the name used in tables (`sender`, `datacentre`, `receiver`).
    pub fn name(self) -> &'static str {
        match self {
            Self::Sender => "sender",
            Self::Datacentre => "datacentre",
            Self::Receiver => "receiver",
        }
    }

    fn parse(name: &str) -> Option<Self> {
        [Self::Sender, Self::Datacentre, Self::Receiver].into_iter().find(|origin| origin.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_every_row_parses() {
        table::check_table::<4>(TABLE, 1);
        for (fetcher, _) in Fetcher::all() {
            super::super::rules::check_privacy(fetcher.row().source, fetcher.privacy());
        }
    }
}
