//! Android apps by their package name (`data/packages.tsv`).
//!
//! A package name comes in the referrer `android-app://PACKAGE/` or, from a WebView, in `X-Requested-With`.
//! Browsers stand in the table with `-`: to have been opened in one says nothing.

use std::{collections::HashMap, sync::LazyLock};

use super::{Privacy, Source, table};
use crate::hit::Header;

pub(super) const TABLE: &str = include_str!("../../../../data/packages.tsv");

/// No package name is longer.
const LONGEST: usize = 150;

/// One row of `data/packages.tsv`: an Android app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Package(u16);

#[derive(Debug)]
struct Row {
    name: &'static str,
    /// `None` for a browser.
    meaning: Option<(Source, Privacy)>,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let row = |[name, source, privacy]: [&'static str; 3]| {
        let meaning = (source != "-").then(|| {
            let privacy = Privacy::parse(privacy);
            (Source::named(source), privacy.expect("every privacy in packages.tsv exists, as its test shows"))
        });
        Row { name, meaning }
    };
    table::rows(TABLE).map(row).collect()
});

static BY_NAME: LazyLock<HashMap<&'static [u8], Package>> = LazyLock::new(|| {
    let number = |(index, row): (usize, &Row)| (row.name.as_bytes(), Package(table::row_number(index)));
    ROWS.iter().enumerate().map(number).collect()
});

impl Package {
    /// Reads `X-Requested-With`. Scripts send `XMLHttpRequest` in it, which is no app.
    pub fn of(header: &Header<'_>) -> Option<Self> {
        Self::find(header.bytes().trim_ascii())
    }

    /// Finds an app by its package name.
    pub fn find(name: &[u8]) -> Option<Self> {
        if name.len() > LONGEST { None } else { BY_NAME.get(name).copied() }
    }

    /// Returns the package name (`com.whatsapp`).
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// Returns the source's name, or `None` for a browser.
    pub fn source(self) -> Option<&'static str> {
        self.row().meaning.map(|(source, _)| source.name())
    }

    /// Returns what a page opened by this app says about private sharing.
    pub fn privacy(self) -> Privacy {
        self.row().meaning.map_or(Privacy::Unknown, |(_, privacy)| privacy)
    }

    pub(super) fn meaning(self) -> Option<(Source, Privacy)> {
        self.row().meaning
    }

    fn row(self) -> &'static Row {
        &ROWS[usize::from(self.0)]
    }
}

/// Says whether this may be an Android package name: two or more parts of letters, digits and underscores.
pub(crate) fn is_package_name(name: &[u8]) -> bool {
    let part = |part: &[u8]| {
        part.first().is_some_and(u8::is_ascii_alphabetic)
            && part.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
    };
    name.len() <= LONGEST && name.contains(&b'.') && name.split(|byte| *byte == b'.').all(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_every_row_parses() {
        table::check_table::<3>(TABLE, 1);
        for row in ROWS.iter() {
            assert!(is_package_name(row.name.as_bytes()), "{}", row.name);
            if let Some((source, privacy)) = row.meaning {
                super::super::rules::check_privacy(source, privacy);
            }
        }
    }

    #[test]
    fn a_script_is_no_app() {
        assert_eq!(Package::of(&Header::Sent(b"XMLHttpRequest"[..].into())), None);
    }
}
