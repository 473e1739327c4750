//! Whose passing-on brought most: shares by what came of the re-shares, beyond the readers that they brought themselves.

use super::{Forest, ShareId};

/// A share, and what it brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Multiplier {
    /// The share.
    pub share: ShareId,
    /// Readers who came by this share itself.
    pub own: u64,
    /// Readers who came by shares that came of it, in any generation.
    pub passed_on: u64,
    /// Shares that came of it, in any generation.
    pub reshares: u64,
}

impl Forest {
    /// Returns the at most `most` shares of which most readers came in later generations, the first of them first.
    /// Shares of which none came are left out. A share's multiplied readers count for every share above it, too, so
    /// that they must not be summed.
    pub fn multipliers(&self, most: usize) -> Vec<Multiplier> {
        let mut list: Vec<Multiplier> =
            self.ids(0..self.len()).map(|id| self.multiplier(id)).filter(|m| m.passed_on > 0).collect();
        // Places follow the time of roots, and within a tree the order of passing on, so that ties are no matter of chance.
        let first = |one: &Multiplier, other: &Multiplier| {
            (other.passed_on, one.own, one.share).cmp(&(one.passed_on, other.own, other.share))
        };
        if list.len() > most {
            if most == 0 {
                return Vec::new();
            }
            list.select_nth_unstable_by(most - 1, first);
            list.truncate(most);
        }
        list.sort_unstable_by(first);
        list
    }

    /// Returns what one share brought.
    pub fn multiplier(&self, id: ShareId) -> Multiplier {
        let tree = self.tree(id);
        let own = self.readers(id).len() as u64;
        Multiplier {
            share: id,
            own,
            passed_on: tree.reach() - own,
            reshares: u64::from(self.share(id).shares) - 1,
        }
    }
}
