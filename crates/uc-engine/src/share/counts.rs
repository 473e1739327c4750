//! What is counted of a tree and of a forest, and the quotients of it.

use super::{Forest, Share, Tree};

/// What is counted. The counts of a forest are the sums of those of its trees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Trees.
    pub trees: u64,
    /// Shares.
    pub shares: u64,
    /// Visitors who came by a share of somebody else: once in each tree, and afresh each day. Previews never.
    pub reach: u64,
    /// Page views from outside that came by a share of somebody else.
    pub landings: u64,
    /// Cards that messengers built.
    pub previews: u64,
    /// Through how many hands the page went, at most: a root's readers are generation 1, and so are those of them who
    /// pass it on; their readers are generation 2. 0 where nobody came.
    pub generations: u32,
}

impl Counts {
    /// Returns how many shares came of another share.
    pub fn reshares(&self) -> u64 {
        self.shares - self.trees
    }

    /// Returns the branching factor *k*: re-shares for each share, so the mean number of children. `None` without
    /// shares.
    ///
    /// It is what one share brings on average, over shares that have had their time. Of young shares it says too
    /// little, and of a single tree of *n* shares it is (n − 1)/n, which says nothing beyond its size:
    /// see [`Pace::k`](super::Pace::k).
    pub fn k(&self) -> Option<f64> {
        quotient(self.reshares(), self.shares)
    }

    /// Returns how many readers a share brought by itself. `None` without shares.
    pub fn readers_per_share(&self) -> Option<f64> {
        quotient(self.reach, self.shares)
    }

    /// Returns how many re-shares there were for each reader. `None` without readers. Times
    /// [`Self::readers_per_share`] it is *k*.
    pub fn reshares_per_reader(&self) -> Option<f64> {
        quotient(self.reshares(), self.reach)
    }

    /// Adds the counts of other trees.
    pub fn join(&mut self, other: &Self) {
        self.trees += other.trees;
        self.shares += other.shares;
        self.reach += other.reach;
        self.landings += other.landings;
        self.previews += other.previews;
        self.generations = self.generations.max(other.generations);
    }
}

impl Tree<'_> {
    /// Counts the tree.
    pub fn counts(&self) -> Counts {
        let shares = self.slice();
        let above = shares[0].generation;
        let reach = |index: usize| self.forest.readers_of(self.from + index).len();
        let deepest =
            |(index, share): (usize, &Share)| share.generation - above + u32::from(reach(index) > 0);
        Counts {
            trees: 1,
            shares: shares.len() as u64,
            reach: self.reach(),
            landings: shares.iter().map(|share| u64::from(share.landings)).sum(),
            previews: shares.iter().map(|share| u64::from(share.previews)).sum(),
            generations: shares.iter().enumerate().map(deepest).max().unwrap_or(0),
        }
    }

    /// Returns the readers of the whole tree, without walking over it.
    pub fn reach(&self) -> u64 {
        let from = &self.forest.readers.from;
        (from[self.to] - from[self.from]) as u64
    }

    /// Returns the readers of each generation, beginning with the first.
    pub fn reach_by_generation(&self) -> Vec<u64> {
        let mut reach = Vec::new();
        let above = self.slice()[0].generation;
        for (index, share) in self.slice().iter().enumerate() {
            let readers = self.forest.readers_of(self.from + index).len() as u64;
            let generation = (share.generation - above) as usize;
            if readers > 0 {
                reach.resize(reach.len().max(generation + 1), 0);
                reach[generation] += readers;
            }
        }
        reach
    }
}

impl Forest {
    /// Counts the forest: the sum of its trees.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for tree in self.trees() {
            counts.join(&tree.counts());
        }
        counts
    }

    /// Returns the readers of each generation, beginning with the first.
    pub fn reach_by_generation(&self) -> Vec<u64> {
        let mut reach = Vec::new();
        for tree in self.trees() {
            let of_tree = tree.reach_by_generation();
            reach.resize(reach.len().max(of_tree.len()), 0);
            for (sum, readers) in reach.iter_mut().zip(of_tree) {
                *sum += readers;
            }
        }
        reach
    }
}

fn quotient(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
