//! The sentences that page and terminal share: headline, names, advice. Rules choose them, never moods.
//!
//! A bound is never told as if it were certain: see [`headline`].

pub(crate) mod advice;
pub(crate) mod headline;
pub(crate) mod names;
pub(crate) mod period;
pub(crate) mod ways;

use uc_engine::report::{ChannelRow, Method, Report};
use uc_engine::source::Channel;

/// What is proven and what is possible of private sharing, in visits and as fractions of all visits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Bounds {
    /// Visits with proof.
    pub(crate) certain: u64,
    /// The same as a fraction of all visits.
    pub(crate) low: f64,
    /// At most so many visits.
    pub(crate) most: f64,
    /// The same as a fraction of all visits.
    pub(crate) high: f64,
}

impl Bounds {
    /// Reads the bounds off a report.
    pub(crate) fn of(report: &Report) -> Self {
        let (low, high) = report.dark.interval;
        let certain = report.dark.declared + report.dark.revealed;
        let most = match report.method {
            // The rule counts visits: its bound is a whole number, and what is shown adds up.
            Method::LandingPageRule => certain as f64 + report.dark.inferred,
        };
        Self { certain, low, most, high }
    }

    /// Returns how many visits are possible beyond those with proof.
    pub(crate) fn possible(self) -> f64 {
        (self.most - self.certain as f64).max(0.0)
    }

    /// Returns how many of all visits are neither proven nor possible.
    pub(crate) fn rest(self, landings: u64) -> f64 {
        (landings as f64 - self.most.max(self.certain as f64)).max(0.0)
    }

    /// Returns the ends between which a channel's visits lie, where they differ: private sharing and direct share
    /// the visits without any trace.
    pub(crate) fn range(self, row: &ChannelRow) -> Option<(f64, f64)> {
        let (low, high) = match row.channel {
            Channel::DarkSocial => (self.certain as f64, self.most),
            Channel::Direct => (row.landings, row.landings + self.possible()),
            _ => return None,
        };
        (high > low).then_some((low, high))
    }
}

#[cfg(test)]
mod tests {
    use uc_words::{Language, Words};

    use super::*;

    #[test]
    fn what_is_shown_adds_up() {
        let words = Words::new(Language::English);
        let report = uc_testkit::reports::bakery();
        let bounds = Bounds::of(&report);
        let most = words.told(bounds.most);
        assert_eq!(bounds.certain + words.told(bounds.possible()), most);
        assert_eq!(most + words.told(bounds.rest(report.landings)), report.landings);
        let days: f64 = report.timeline.buckets.iter().map(|day| day.dark_interval.1).sum();
        assert_eq!(words.told(days), most, "the days' upper ends sum to the whole one");
        let low = |row: &ChannelRow| bounds.range(row).map_or(row.landings, |(low, _)| low);
        let high = |row: &ChannelRow| bounds.range(row).map_or(row.landings, |(_, high)| high);
        let direct = report.channels.iter().find(|row| row.channel == Channel::Direct).expect("a direct row");
        assert_eq!(high(direct) - low(direct), bounds.possible());
    }
}
