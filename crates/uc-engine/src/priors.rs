//! Priors: what is believed before a log speaks (`data/priors.tsv`), which a user can read and change.
//!
//! Each is three numbers: the usual one, and a low and a high one with about one chance in ten beyond each. This
//! module holds and finds them; what they are used for is the estimate's business. How a user's file is read, and
//! what can be wrong with it, is in `read`.

mod read;

use std::borrow::Cow;
use std::fmt;
use std::sync::LazyLock;

pub use read::{PriorsError, Wrong};

/// The built-in table with its comments, as a user may save and change it.
pub const TABLE: &str = include_str!("../../../data/priors.tsv");

/// The row for every source of `private` that has none of its own.
const OTHER: &str = "other";

static BUILT_IN: LazyLock<Priors> = LazyLock::new(Priors::compiled);

/// What a prior is about. The order is that of the names, as in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum What {
    /// The private part of bursts of landings without evidence, by kind of page (`home`, `section`, `deep`).
    Burst,
    /// Landings without evidence that follow one `preview` of the page, all together.
    Clicks,
    /// The private part of landings with a tag of a public channel but no referrer, by channel.
    Copied,
    /// The private part of landings without evidence that a `preview` or known private landings around them explain.
    Explained,
    /// The part of messages with a link that leave a preview fetch which names the messenger, by messenger.
    Preview,
    /// The private part of landings whose trace fits public and private alike, by source; see [`Priors::private`].
    Private,
    /// The part of a messenger's landings that show it, or its network where posts and messages look alike.
    Shown,
    /// The private part of the steady stream of landings without evidence, by kind of page.
    Steady,
    /// Landings without evidence for each landing that shows a public channel, by channel.
    Stripped,
    /// How much is passed on by a messenger, beside the others. On any scale.
    Use,
}

/// What kind of number a prior is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// A part of a whole: from 0 to 1.
    Part,
    /// An amount: 0 or more.
    Amount,
}

impl What {
    /// All of them with the names that the table uses, in order.
    pub const ALL: [(Self, &'static str); 10] = [
        (Self::Burst, "burst"),
        (Self::Clicks, "clicks"),
        (Self::Copied, "copied"),
        (Self::Explained, "explained"),
        (Self::Preview, "preview"),
        (Self::Private, "private"),
        (Self::Shown, "shown"),
        (Self::Steady, "steady"),
        (Self::Stripped, "stripped"),
        (Self::Use, "use"),
    ];

    /// Returns the name that the table uses.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(what, _)| *what == self).map_or("use", |(_, name)| name)
    }

    /// Finds it by that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(what, _)| *what)
    }

    /// Returns what kind of number it is.
    pub fn measure(self) -> Measure {
        match self {
            Self::Clicks | Self::Stripped | Self::Use => Measure::Amount,
            Self::Burst
            | Self::Copied
            | Self::Explained
            | Self::Preview
            | Self::Private
            | Self::Shown
            | Self::Steady => Measure::Part,
        }
    }
}

/// What is believed of one quantity. INVARIANT: `low ≤ usual ≤ high`, and all within the measure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prior {
    /// About the 10th percentile.
    pub low: f64,
    /// The usual value.
    pub usual: f64,
    /// About the 90th percentile.
    pub high: f64,
}

/// A row of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What it is about …
    pub what: What,
    /// … and of whom or what.
    pub of: Cow<'static, str>,
    /// The numbers.
    pub prior: Prior,
    /// A short reason or source. A user's own words come from outside: clean them before showing them.
    pub why: Cow<'static, str>,
}

impl fmt::Display for Row {
    /// Writes the row as a line of the table.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, of, prior, why } = self;
        write!(out, "{}\t{of}\t{}\t{}\t{}\t{why}", what.name(), prior.low, prior.usual, prior.high)
    }
}

/// All priors: the built-in rows, some of them perhaps replaced by a user's.
#[derive(Debug, Clone, PartialEq)]
pub struct Priors {
    /// Sorted by what and of.
    rows: Vec<Row>,
}

impl Priors {
    /// Returns the built-in priors.
    pub fn built_in() -> Self {
        BUILT_IN.clone()
    }

    /// Reads a user's file: its rows replace the built-in ones of the same what and of. `name` is told in errors.
    ///
    /// # Errors
    /// If a line is no such row; the first one is told.
    pub fn read(text: &str, name: &str) -> Result<Self, PriorsError> {
        read::replace(Self::built_in(), text, name)
    }

    /// Returns a prior.
    pub fn get(&self, what: What, of: &str) -> Option<&Prior> {
        self.place(what, of).map(|place| &self.rows[place].prior)
    }

    /// Returns the private part of landings from that source whose trace fits public and private alike. A source
    /// without a row of its own is like all others.
    pub fn private(&self, source: &str) -> &Prior {
        let own = self.get(What::Private, source);
        own.or_else(|| self.get(What::Private, OTHER)).expect("a test finds the row in the built-in table")
    }

    /// Returns all rows in the order of the table.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter()
    }

    fn place(&self, what: What, of: &str) -> Option<usize> {
        self.rows.binary_search_by(|row| (row.what, row.of.as_ref()).cmp(&(what, of))).ok()
    }
}

#[cfg(test)]
mod tests;
