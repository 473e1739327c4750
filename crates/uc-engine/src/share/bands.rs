//! The viralities of a forest's trees, band of sizes by band of sizes: the only company in which one says something.

use std::collections::BTreeMap;

use super::{Forest, SizeBand, Tree};

/// The viralities of all trees with two shares or more, by their size.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bands(BTreeMap<SizeBand, Vec<f64>>);

/// The trees of one band.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// Their sizes.
    pub sizes: SizeBand,
    /// How many trees there are.
    pub trees: u64,
    /// The least structural virality.
    pub least: f64,
    /// The one in the middle; of an even number of trees the lower of the two.
    pub median: f64,
    /// The greatest.
    pub most: f64,
}

/// Where a tree stands among those of its band.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing {
    /// The sizes that it is compared within.
    pub sizes: SizeBand,
    /// Its own structural virality.
    pub virality: f64,
    /// How many other trees there are to compare it with. Of a handful nothing follows.
    pub others: u64,
    /// How many of these have a lower one: they went less from hand to hand.
    pub lower: u64,
}

impl Bands {
    /// Sorts the trees of a forest into bands.
    pub fn of(forest: &Forest) -> Self {
        let mut bands: BTreeMap<SizeBand, Vec<f64>> = BTreeMap::new();
        for (sizes, virality) in forest.viralities() {
            bands.entry(sizes).or_default().push(virality);
        }
        for viralities in bands.values_mut() {
            viralities.sort_unstable_by(f64::total_cmp);
        }
        Self(bands)
    }

    /// Returns the bands that have trees, small trees first.
    pub fn list(&self) -> impl Iterator<Item = Band> {
        self.0.iter().filter_map(|(sizes, sorted)| {
            Some(Band {
                sizes: *sizes,
                trees: sorted.len() as u64,
                least: *sorted.first()?,
                median: *sorted.get((sorted.len() - 1) / 2)?,
                most: *sorted.last()?,
            })
        })
    }

    /// Says where a tree of this forest stands in its band; `None` for a single share.
    pub fn standing(&self, tree: &Tree<'_>) -> Option<Standing> {
        let (sizes, virality) = (tree.size_band()?, tree.structural_virality()?);
        let sorted = self.0.get(&sizes)?;
        let lower = sorted.partition_point(|other| *other < virality) as u64;
        Some(Standing { sizes, virality, others: sorted.len() as u64 - 1, lower })
    }
}
