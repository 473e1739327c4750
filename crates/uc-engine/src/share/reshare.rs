//! How long it takes until a share is passed on again.

use super::{Forest, Share, Tree};
use crate::event::Millis;

impl Tree<'_> {
    /// Returns the time from a share to the first one that came of it, the median over those shares of the tree of
    /// which any came, in milliseconds. `None` where nothing was passed on again.
    pub fn first_reshare(&self) -> Option<Millis> {
        median(first_reshares(self.slice(), self.from))
    }
}

impl Forest {
    /// Returns the same over all shares of the forest.
    pub fn first_reshare(&self) -> Option<Millis> {
        median(first_reshares(&self.shares, 0))
    }
}

/// Returns the time to the first re-share of each share that has one; `from` is the place of the first of `shares`.
///
/// The parent of the first may lie outside and is not looked at. Clocks differ: a re-share that is dated before its
/// parent took no time.
fn first_reshares(shares: &[Share], from: usize) -> Vec<Millis> {
    let mut first = vec![Millis::MAX; shares.len()];
    for share in shares {
        let parent = share.parent.and_then(|parent| parent.index().checked_sub(from));
        if let Some(parent) = parent {
            let took = share.at.saturating_sub(shares[parent].at).max(0);
            first[parent] = first[parent].min(took);
        }
    }
    first.retain(|took| *took != Millis::MAX);
    first
}

/// Returns the value in the middle; of an even number the lower of the two.
fn median(mut values: Vec<Millis>) -> Option<Millis> {
    let middle = values.len().checked_sub(1)? / 2;
    let (_, median, _) = values.select_nth_unstable(middle);
    Some(*median)
}
