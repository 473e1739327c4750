//! The kinds of site that are simulated, with their names and usual lengths.

use std::fmt;

use clap::ValueEnum;

/// A kind of site, as `undercurrent simulate` knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Scenario {
    /// A newspaper.
    News,
    /// A shop.
    Shop,
    /// A bakery.
    Bakery,
    /// A club.
    Club,
}

impl Scenario {
    pub(super) const ALL: [Self; 4] = [Self::News, Self::Shop, Self::Bakery, Self::Club];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::News => "news",
            Self::Shop => "shop",
            Self::Bakery => "bakery",
            Self::Club => "club",
        }
    }

    /// Returns how many days make a log that is neither too small to say something nor longer than needed.
    pub(super) fn days(self) -> u32 {
        match self {
            Self::News => 4,
            Self::Shop => 6,
            Self::Bakery => 14,
            Self::Club => 21,
        }
    }

    /// Reads the scenario from a folder's name, which begins with it: `news-large-7`.
    pub(super) fn of_folder(name: &str) -> Option<Self> {
        let (scenario, _) = name.split_once('-')?;
        Self::ALL.into_iter().find(|one| one.name() == scenario)
    }
}

impl fmt::Display for Scenario {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_named_after_its_scenario() {
        for (name, expected) in [
            ("news-1", Some(Scenario::News)),
            ("club-large-7", Some(Scenario::Club)),
            ("club", None),
            ("forum-1", None),
        ] {
            assert_eq!(Scenario::of_folder(name), expected, "{name}");
        }
    }
}
