//! Over which messengers a page went on: for each edge, the one by which it came and the one by which it left.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::number::Number;
use super::{Forest, Share, Tree};

/// Edges from one messenger to another: one cell of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Jump<'f> {
    /// By which the sharer got the page; `None` where that is unknown.
    pub from: Option<&'f str>,
    /// To which it was passed on; `None` where that is unknown.
    pub to: Option<&'f str>,
    /// How often.
    pub edges: u64,
}

impl Jump<'_> {
    /// Tells whether the page changed its messenger: both are known, and they differ.
    pub fn is_change(&self) -> bool {
        self.from.is_some() && self.to.is_some() && self.from != self.to
    }
}

impl<'f> Tree<'f> {
    /// Returns the messengers of the tree's edges, most edges first.
    pub fn jumps(&self) -> Vec<Jump<'f>> {
        self.forest.jumps_among(&self.slice()[1..])
    }
}

impl Forest {
    /// Returns the messengers of all edges, most edges first, then by name; an unknown one stands before all names.
    pub fn jumps(&self) -> Vec<Jump<'_>> {
        self.jumps_among(&self.shares)
    }

    fn jumps_among(&self, shares: &[Share]) -> Vec<Jump<'_>> {
        let mut edges: HashMap<(Option<Number>, Option<Number>), u64, FixedState> = HashMap::default();
        for share in shares {
            if let Some(parent) = share.parent {
                *edges.entry((self.share(parent).messenger, share.messenger)).or_default() += 1;
            }
        }
        let name = |number| self.names.found(number);
        let cells = edges.into_iter();
        let mut jumps: Vec<_> =
            cells.map(|((from, to), edges)| Jump { from: name(from), to: name(to), edges }).collect();
        jumps.sort_unstable_by(|one, other| {
            other.edges.cmp(&one.edges).then_with(|| (one.from, one.to).cmp(&(other.from, other.to)))
        });
        jumps
    }
}
