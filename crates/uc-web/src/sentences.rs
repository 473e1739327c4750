//! The sentences that page and terminal share: headline, names, advice. Rules choose them, never moods.
//!
//! A bound is never told as if it were certain: see [`headline`].

pub(crate) mod advice;
pub(crate) mod headline;
pub(crate) mod names;
pub(crate) mod period;

use uc_engine::report::{ChannelRow, Report};
use uc_engine::source::Channel;

/// What is certain and what is possible of private sharing, in visits and as fractions of all visits.
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
        Self { certain, low, most: (high * report.landings as f64).round(), high }
    }

    /// Returns how many visits are possible beyond those that are certain.
    pub(crate) fn possible(self) -> f64 {
        (self.most - self.certain as f64).max(0.0)
    }

    /// Returns how many visits are left when the possible ones are told as `possible`, so that what is shown adds up.
    pub(crate) fn rest(self, landings: u64, possible: u64) -> u64 {
        landings.saturating_sub(self.certain).saturating_sub(possible)
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
