//! How links were shared: by which messenger or by copying, the most used ways first and the rest in one sum.

use std::iter::Sum;

use uc_engine::report::{Report, SourceRow};
use uc_engine::source::SourceName;

/// How many ways, or sources of shares, are shown one by one.
pub(crate) const SHOWN: usize = 8;
/// How many classes of machines are shown one by one.
pub(crate) const MACHINES: usize = 4;

/// A copied link names no messenger: it may have gone through any, or have been pasted in public.
pub(crate) const COPIED: &str = "copy_other";

/// The ways of visits that were shared in private.
pub(crate) struct Ways<'a> {
    /// Those with a name, the biggest first.
    pub(crate) named: Vec<(&'a SourceName, Amount)>,
    /// Visits that may have been shared by a messenger that nothing names.
    pub(crate) unknown: Amount,
}

/// Visits of a way.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Amount {
    /// How many.
    pub(crate) visits: f64,
    /// The part that is proven.
    pub(crate) known: f64,
    /// Between which ends their number lies.
    pub(crate) range: (f64, f64),
}

impl Amount {
    fn of(row: &SourceRow) -> Self {
        Self { visits: row.landings, known: row.known as f64, range: row.interval }
    }

    /// Returns how many are not proven.
    pub(crate) fn inferred(self) -> f64 {
        (self.visits - self.known).max(0.0)
    }
}

impl Sum for Amount {
    /// Adds the ends of the ranges, too. The true range of a sum is narrower: this one promises no more than its parts.
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::default(), |sum, next| Self {
            visits: sum.visits + next.visits,
            known: sum.known + next.known,
            range: (sum.range.0 + next.range.0, sum.range.1 + next.range.1),
        })
    }
}

impl<'a> Ways<'a> {
    /// Reads the ways off a report.
    pub(crate) fn of(report: &'a Report) -> Self {
        let rows = &report.dark.by_source;
        let named = rows.iter().filter_map(|row| row.source.as_ref().map(|source| (source, Amount::of(row))));
        let unknown = rows.iter().filter(|row| row.source.is_none()).map(Amount::of).sum();
        Self { named: named.collect(), unknown }
    }
}

/// Splits rows into the first few and the sum of the others, where there are any.
pub(crate) fn fold<T, A: Sum>(rows: &[T], shown: usize, amount: impl Fn(&T) -> A) -> (&[T], Option<A>) {
    let (first, rest) = rows.split_at(shown.min(rows.len()));
    (first, (!rest.is_empty()).then(|| rest.iter().map(amount).sum()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_folded_keeps_its_sum() {
        let check = |shown, first: &[f64], others| {
            assert_eq!(fold(&[5.0, 3.0, 2.0], shown, |row| *row), (first, others));
        };
        check(1, &[5.0], Some(5.0));
        check(3, &[5.0, 3.0, 2.0], None);
        check(9, &[5.0, 3.0, 2.0], None);
    }

    #[test]
    fn a_copied_link_is_a_way_too() {
        let mut report = uc_testkit::reports::bakery_by_rule();
        report.dark.by_source[0].source = Some(SourceName::Known(COPIED));
        let ways = Ways::of(&report);
        assert_eq!(ways.named[0].0.as_str(), COPIED);
        let sum: f64 = ways.named.iter().map(|(_, amount)| amount.visits).sum();
        assert_eq!(sum + ways.unknown.visits, report.dark.landings, "the ways sum to the upper bound");
    }
}
