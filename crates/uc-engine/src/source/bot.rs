//! Machines (`data/bots.tsv`): crawlers, monitors, feed readers, libraries and the like.
//!
//! It never overrules an in-app browser or a link preview: [`super::agent`] asks for those first.

use super::table;

pub(super) const TABLE: &str = include_str!("../../../../data/bots.tsv");

/// What kind of machine made a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BotClass {
    /// Crawls for a search engine.
    Search,
    /// Crawls or fetches for an AI model or assistant.
    Ai,
    /// Counts links and ranks for marketing, or checks advertisements.
    Seo,
    /// Asks whether the site is up or fast.
    Monitor,
    /// Reads feeds for a person or a service.
    Feed,
    /// A program's HTTP library, or a browser that a program drives.
    Library,
    /// Checks links in mail or traffic for harm before a person sees them.
    Security,
    /// Looks for weak spots or measures the whole internet.
    Scanner,
    /// Keeps copies for later.
    Archive,
    /// Any other machine.
    Other,
    /// Sent no user agent at all, which no browser does.
    Unknown,
}

impl BotClass {
    /// All classes with the names that tables and reports use.
    pub const ALL: [(Self, &'static str); 11] = [
        (Self::Search, "search"),
        (Self::Ai, "ai"),
        (Self::Seo, "seo"),
        (Self::Monitor, "monitor"),
        (Self::Feed, "feed"),
        (Self::Library, "library"),
        (Self::Security, "security"),
        (Self::Scanner, "scanner"),
        (Self::Archive, "archive"),
        (Self::Other, "other"),
        (Self::Unknown, "unknown"),
    ];

    /// Returns the name used in reports.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(class, _)| *class == self).map_or("other", |(_, name)| name)
    }
}

/// What a row of the table says of the user agents that it fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A machine.
    Bot(BotClass),
    /// A person's device or browser: what else is found within this token does not count.
    Person,
}

/// Returns all rows: the pattern and what it says.
pub(super) fn rows() -> impl Iterator<Item = (&'static str, Verdict)> {
    table::rows(TABLE).map(|[pattern, class]| {
        let bot =
            BotClass::ALL.iter().find(|(_, name)| *name == class).map(|(class, _)| Verdict::Bot(*class));
        let person = (class == "person").then_some(Verdict::Person);
        (pattern, bot.or(person).expect("every class in bots.tsv exists, as its test shows"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_every_row_parses() {
        table::check_table::<2>(TABLE, 1);
        assert!(rows().count() > 100);
    }
}
