//! The sentences that page and terminal share: headline, names, advice. Rules choose them, never moods.
//!
//! A bound is never told as if it were certain, and an estimate never without its range: see [`headline`].

pub(crate) mod advice;
pub(crate) mod calibrate;
pub(crate) mod headline;
pub(crate) mod names;
pub(crate) mod period;
pub(crate) mod trust;
pub(crate) mod ways;

use uc_engine::report::{ChannelRow, Method, Report};
use uc_engine::source::Channel;
use uc_words::Words;

/// Returns the visits that people made: what the estimate takes for machines in disguise is none of them. A whole
/// number where nothing is estimated.
pub(crate) fn visits(report: &Report) -> f64 {
    (report.landings as f64 - report.machines).max(0.0)
}

/// What is proven of private sharing and what is not, in visits and as fractions of all visits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Bounds {
    method: Method,
    /// All visits.
    pub(crate) all: f64,
    /// Visits with proof.
    pub(crate) certain: u64,
    /// The same as a fraction of all visits.
    pub(crate) proven: f64,
    /// Visits without proof: the most that are possible by the rule, or the likeliest number by the estimate.
    pub(crate) inferred: f64,
    /// At least so many visits, by proof or by the estimate's range.
    pub(crate) least: f64,
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
        let inferred = report.dark.inferred.max(0.0);
        let all = visits(report);
        let (least, most) = match report.method {
            // The rule counts visits: its bound is a whole number, and what is shown adds up.
            Method::LandingPageRule => (certain as f64, certain as f64 + inferred),
            Method::Estimate => (low * all, high * all),
        };
        let proven = certain as f64 / all.max(1.0);
        Self { method: report.method, all, certain, proven, inferred, least, low, most, high }
    }

    /// Returns how many visits are told as private: proven and inferred together.
    pub(crate) fn told(self) -> f64 {
        self.certain as f64 + self.inferred
    }

    /// Returns how many of all visits are neither proven nor inferred.
    pub(crate) fn rest(self) -> f64 {
        (self.all - self.told()).max(0.0)
    }

    /// Returns so many visits as a fraction of all.
    pub(crate) fn part(self, visits: f64) -> f64 {
        visits / self.all.max(1.0)
    }

    /// Returns the ends between which a channel's visits lie, where they differ: private sharing and direct share
    /// the visits without any trace.
    pub(crate) fn range(self, row: &ChannelRow) -> Option<(f64, f64)> {
        let (low, high) = match row.channel {
            Channel::DarkSocial => (self.least, self.most),
            Channel::Direct => match self.method {
                Method::LandingPageRule => (row.landings, row.landings + self.inferred),
                // What the one has too much, the other has too little.
                Method::Estimate => (
                    (row.landings - (self.most - self.told()).max(0.0)).max(0.0),
                    row.landings + (self.told() - self.least).max(0.0),
                ),
            },
            _ => return None,
        };
        (high > low).then_some((low, high))
    }
}

/// Writes an amount that is not certain: by the rule as a range, by the estimate with its range behind it.
pub(crate) fn amount(method: Method, value: f64, range: (f64, f64), words: &Words) -> String {
    match method {
        Method::LandingPageRule => words.language().count_range(range.0, range.1),
        Method::Estimate => words.language().count_estimate(value, range),
    }
}

/// Writes a fraction that is not certain: by the rule as a range, by the estimate with its range behind it.
pub(crate) fn fraction(method: Method, value: f64, range: (f64, f64), words: &Words) -> String {
    match method {
        Method::LandingPageRule => words.language().percent_range(range.0, range.1),
        Method::Estimate => words.language().percent_estimate(value, range),
    }
}

#[cfg(test)]
mod tests {
    use uc_words::{Language, Words};

    use super::*;

    #[test]
    fn what_the_estimate_takes_from_direct_it_gives_to_private_sharing() {
        let report = uc_testkit::reports::bakery();
        let bounds = Bounds::of(&report);
        let row = |channel| report.channels.iter().find(|row| row.channel == channel).expect("a row");
        let ends = |channel| bounds.range(row(channel)).expect("a range");
        let (private, direct) = (ends(Channel::DarkSocial), ends(Channel::Direct));
        assert!(((private.1 - private.0) - (direct.1 - direct.0)).abs() < 1e-6, "{private:?} {direct:?}");
        assert!(direct.0 < row(Channel::Direct).landings && row(Channel::Direct).landings < direct.1);
    }

    #[test]
    fn what_is_shown_adds_up() {
        let words = Words::new(Language::English);
        let report = uc_testkit::reports::bakery_by_rule();
        let bounds = Bounds::of(&report);
        let most = words.told(bounds.most);
        assert_eq!(bounds.certain + words.told(bounds.inferred), most);
        assert_eq!(most + words.told(bounds.rest()), report.landings);
        let days: f64 = report.timeline.buckets.iter().map(|day| day.dark_interval.1).sum();
        assert_eq!(words.told(days), most, "the days' upper ends sum to the whole one");
        let low = |row: &ChannelRow| bounds.range(row).map_or(row.landings, |(low, _)| low);
        let high = |row: &ChannelRow| bounds.range(row).map_or(row.landings, |(_, high)| high);
        let direct = report.channels.iter().find(|row| row.channel == Channel::Direct).expect("a direct row");
        assert_eq!(high(direct) - low(direct), bounds.inferred);
    }
}
