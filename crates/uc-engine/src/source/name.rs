//! The sources that the tables know (`data/sources.tsv`): a name, a label to show, a channel.
//!
//! It never holds what came from a client: a host or a tag's own text is a [`SourceName::Seen`].

use std::{collections::HashMap, sync::LazyLock};

use super::{Channel, SourceName, table};

pub(super) const TABLE: &str = include_str!("../../../../data/sources.tsv");

/// The sources that stand for private sharing, by the names that outputs use.
pub(crate) const COPY_OTHER: &str = "copy_other";
/// Electronic mail from one person to another.
pub(crate) const EMAIL: &str = "email";

/// One row of `data/sources.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Source(u16);

struct Row {
    name: &'static str,
    label: &'static str,
    channel: Channel,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let row = |[name, label, channel]: [&'static str; 3]| Row {
        name,
        label,
        channel: Channel::parse(channel).expect("every channel in sources.tsv exists, as its test shows"),
    };
    table::rows(TABLE).map(row).collect()
});

static BY_NAME: LazyLock<HashMap<&'static str, Source>> = LazyLock::new(|| {
    ROWS.iter().enumerate().map(|(index, row)| (row.name, Source(table::row_number(index)))).collect()
});

impl Source {
    /// Finds a source by its name (`whatsapp`).
    pub fn find(name: &str) -> Option<Self> {
        BY_NAME.get(name).copied()
    }

    /// Returns all sources, in the order of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..ROWS.len()).map(|index| Self(table::row_number(index)))
    }

    /// Finds a source that a table names.
    ///
    /// # Panics
    /// Panics where it does not exist, which the test of every table rules out.
    pub(super) fn named(name: &str) -> Self {
        Self::find(name).expect("every source that a table names stands in sources.tsv, as its test shows")
    }

    /// Returns the name used in JSON, SQL and tables (`whatsapp`).
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// Returns the name to show to a person ("WhatsApp").
    pub fn label(self) -> &'static str {
        self.row().label
    }

    /// Returns the channel of a landing from this source, where nothing says otherwise.
    pub fn channel(self) -> Channel {
        self.row().channel
    }

    fn row(self) -> &'static Row {
        &ROWS[usize::from(self.0)]
    }
}

impl From<Source> for SourceName {
    fn from(source: Source) -> Self {
        Self::Known(source.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of private sources that other programs rely on; ARCHITECTURE.md lists them.
    const PRIVATE: [&str; 20] = [
        "copy_other",
        "discord",
        "email",
        "imessage",
        "instagram_dm",
        "kakaotalk",
        "line",
        "matrix",
        "messenger",
        "signal",
        "slack",
        "sms",
        "snapchat",
        "teams",
        "telegram",
        "threema",
        "viber",
        "wechat",
        "whatsapp",
        "xmpp",
    ];

    #[test]
    fn the_table_is_sorted_and_names_no_source_twice() {
        table::check_table::<3>(TABLE, 1);
    }

    #[test]
    fn every_private_source_of_the_contract_is_there() {
        for name in PRIVATE {
            assert_eq!(Source::find(name).map(Source::channel), Some(Channel::DarkSocial), "{name}");
        }
    }

    #[test]
    fn names_are_lower_case_with_underscores() {
        for row in ROWS.iter() {
            let plain = row.name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
            assert!(plain, "{}", row.name);
        }
    }
}
