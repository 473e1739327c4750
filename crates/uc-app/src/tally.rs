//! What became of the lines of a log that were to be stored.

use uc_engine::ingest::Dropped;

use crate::Outcome;

/// How many lines had which fate.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Lines that were taken in.
    pub lines: u64,
    /// Lines that are no event: errors, redirects, forms, and every picture of a visitor but his first of the day.
    pub no_events: u64,
    /// Events that are stored now.
    pub stored: u64,
    /// Events that had been stored before.
    pub duplicates: u64,
    /// Events that were dropped, by the reason's place in [`Dropped::ALL`].
    pub dropped: [u64; Dropped::ALL.len()],
}

impl Tally {
    pub(crate) fn count(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Stored => self.stored += 1,
            Outcome::Duplicate => self.duplicates += 1,
            Outcome::Dropped(reason) => self.dropped[reason as usize] += 1,
        }
    }

    /// Returns the reasons for which something was dropped, and how often.
    pub fn reasons(&self) -> impl Iterator<Item = (Dropped, u64)> + '_ {
        Dropped::ALL.into_iter().zip(self.dropped).filter(|(_, count)| *count > 0)
    }
}
