//! Structural virality: whether a tree grew by one broadcast or from hand to hand.
//!
//! Goel, Anderson, Hofman and Watts (Management Science 62, 2016) take the mean distance between all pairs of different
//! shares. Summed edge by edge instead of pair by pair it takes one look at each share: the edge above a share with *s*
//! shares in its subtree lies between *s* and *n* − *s* shares, so on the way of *s*(*n* − *s*) pairs.

use super::{Forest, Share, Tree};

/// A band of sizes: from a power of two to below the next. Virality depends on the size of a tree, so that only trees
/// of about one size are compared (Juul and Ugander, PNAS 2021).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SizeBand {
    power: u32,
}

impl SizeBand {
    /// Returns the band of trees with so many shares; `None` below two, where there is no pair.
    pub fn of(shares: u64) -> Option<Self> {
        (shares >= 2).then(|| Self { power: shares.ilog2() })
    }

    /// Returns the least shares of the band.
    pub fn least(self) -> u64 {
        1 << self.power
    }

    /// Returns the most shares of the band.
    pub fn most(self) -> u64 {
        self.least() + (self.least() - 1)
    }
}

impl Tree<'_> {
    /// Returns the mean distance between two shares of the tree, in edges: from 2 − 2/*n* for a star to (*n* + 1)/3 for a
    /// chain. `None` for a single share. Readers are no part of it, and neither is which share is the root.
    pub fn structural_virality(&self) -> Option<f64> {
        virality(self.slice())
    }

    /// Returns the band within which the tree's virality may be compared.
    pub fn size_band(&self) -> Option<SizeBand> {
        SizeBand::of(self.slice().len() as u64)
    }
}

impl Forest {
    /// Returns the size and structural virality of each tree with more than one share.
    pub(super) fn viralities(&self) -> impl Iterator<Item = (SizeBand, f64)> {
        self.trees().filter_map(|tree| Some((tree.size_band()?, tree.structural_virality()?)))
    }
}

fn virality(shares: &[Share]) -> Option<f64> {
    let n = shares.len() as u128;
    if n < 2 {
        return None;
    }
    // Whole numbers: for a chain of four billion the sum has 95 bits, and a sum of doubles would depend on its order.
    let below = shares[1..].iter().map(|share| u128::from(share.shares));
    let distances: u128 = below.map(|below| below * (n - below)).sum();
    Some(2.0 * distances as f64 / (n * (n - 1)) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_join_without_gap_and_a_single_share_has_none() {
        assert_eq!((SizeBand::of(0), SizeBand::of(1)), (None, None));
        let band = |shares: u64| SizeBand::of(shares).map(|band| (band.least(), band.most()));
        assert_eq!(band(2), Some((2, 3)));
        assert_eq!(band(3), band(2));
        assert_eq!(band(4), Some((4, 7)));
        assert_eq!(band(1_000_000), Some((524_288, 1_048_575)));
        assert_eq!(band(u64::MAX), Some((1 << 63, u64::MAX)));
    }
}
