//! What became of an event: exactly one outcome each, and each counted.

use std::sync::atomic::{AtomicU64, Ordering};

use uc_engine::ingest::Dropped;

/// What became of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is safe on disk.
    Stored,
    /// It was stored before.
    Duplicate,
    /// It is not stored, for this reason.
    Dropped(Dropped),
}

/// How many events had which outcome since the program began.
#[derive(Debug, Default)]
pub struct Outcomes {
    stored: AtomicU64,
    duplicate: AtomicU64,
    dropped: [AtomicU64; Dropped::ALL.len()],
    unanswered: AtomicU64,
}

/// Events that are on their way to the disk. Whoever sent them may hang up meanwhile, and then nobody waits for the
/// outcome: they are counted apart.
pub(crate) struct OnTheirWay<'a> {
    outcomes: &'a Outcomes,
    events: usize,
}

impl Outcomes {
    pub(crate) fn count(&self, outcome: Outcome) {
        self.counter(outcome).fetch_add(1, Ordering::Relaxed);
    }

    /// Returns how many had this outcome.
    pub fn of(&self, outcome: Outcome) -> u64 {
        self.counter(outcome).load(Ordering::Relaxed)
    }

    /// Returns of how many events the sender hung up before they were answered. They may be stored.
    pub fn unanswered(&self) -> u64 {
        self.unanswered.load(Ordering::Relaxed)
    }

    pub(crate) fn on_their_way(&self, events: usize) -> OnTheirWay<'_> {
        OnTheirWay { outcomes: self, events }
    }

    /// Returns every outcome with its number, in a fixed order.
    pub fn all(&self) -> impl Iterator<Item = (Outcome, u64)> + '_ {
        let outcomes = [Outcome::Stored, Outcome::Duplicate].into_iter();
        outcomes.chain(Dropped::ALL.map(Outcome::Dropped)).map(|outcome| (outcome, self.of(outcome)))
    }

    fn counter(&self, outcome: Outcome) -> &AtomicU64 {
        match outcome {
            Outcome::Stored => &self.stored,
            Outcome::Duplicate => &self.duplicate,
            Outcome::Dropped(reason) => &self.dropped[reason as usize],
        }
    }
}

impl OnTheirWay<'_> {
    /// Says that somebody heard what became of them.
    pub(crate) fn arrived(mut self) {
        self.events = 0;
    }
}

impl Drop for OnTheirWay<'_> {
    fn drop(&mut self) {
        self.outcomes.unanswered.fetch_add(self.events as u64, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_outcome_has_a_counter_of_its_own() {
        let outcomes = Outcomes::default();
        let all: Vec<Outcome> = outcomes.all().map(|(outcome, _)| outcome).collect();
        for (number, outcome) in all.iter().enumerate() {
            (0..=number).for_each(|_| outcomes.count(*outcome));
        }
        let counted: Vec<u64> = outcomes.all().map(|(_, count)| count).collect();
        assert_eq!(counted, (1..=all.len() as u64).collect::<Vec<_>>());
    }
}
