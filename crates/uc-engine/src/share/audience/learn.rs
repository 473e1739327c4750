//! What a site's finished shares teach.
//!
//! A share is finished when its two weeks are over. Shares are taken, not trees that have gone quiet: to wait for quiet
//! would choose trees by how they ended. Those of one tree are not independent of each other, so that everything about
//! certainty is reckoned over trees.

use super::delays::Delays;
use super::{FEWEST_TREES, HORIZON, MOST_K, Silence, Z90};
use crate::event::Millis;
use crate::share::{Forest, Tree};

/// The lower end of a mean that is hardly known is this part of it at least.
const LEAST_PART: f64 = 0.05;

/// How the shares of a site are opened and passed on.
#[derive(Debug, Clone)]
pub struct Pace {
    pub(super) readers: Rate,
    /// Re-shares for each reader.
    pub(super) reshares: Rate,
    /// Variances of the readers and re-shares of one share, and their covariance.
    pub(super) spread: Spread,
    pub(super) reader_delays: Delays,
    pub(super) reshare_delays: Delays,
    k: f64,
    k_error: f64,
    trees: u64,
}

/// A mean number, how far it may be off, and how far single cases differ in it beyond chance.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rate {
    pub(super) mean: f64,
    /// The variance of the mean.
    pub(super) error: f64,
    /// The variance of the underlying rate: between shares for readers, between trees for re-shares.
    pub(super) between: f64,
}

/// How the readers and re-shares of one share vary.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spread {
    pub(super) readers: f64,
    pub(super) reshares: f64,
    pub(super) both: f64,
}

/// What the finished shares of one tree brought.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    shares: f64,
    readers: f64,
    reshares: f64,
}

/// Sums of squares over shares.
#[derive(Debug, Clone, Copy, Default)]
struct Squares {
    readers: f64,
    reshares: f64,
    both: f64,
}

/// What is gathered on the way over all trees.
#[derive(Default)]
struct Gathered {
    trees: Vec<Sums>,
    squares: Squares,
    reader_delays: Vec<Millis>,
    reshare_delays: Vec<Millis>,
}

impl Pace {
    /// Learns from the finished shares of a forest; grow it of one site. What happened after `now` is not looked at.
    ///
    /// # Errors
    /// Why nothing can be said of any share of the site.
    pub fn learn(forest: &Forest, now: Millis) -> Result<Self, Silence> {
        let mut gathered = Gathered::default();
        for tree in forest.trees() {
            gathered.add(&tree, now);
        }
        let trees = gathered.trees.len() as u64;
        if trees < FEWEST_TREES {
            return Err(Silence::TooFewTrees { have: trees, need: FEWEST_TREES });
        }
        let pace = gathered.pace();
        let high = pace.k + Z90 * pace.k_error.sqrt();
        if high >= MOST_K { Err(Silence::Spreads { high }) } else { Ok(pace) }
    }

    /// Returns the branching factor of finished shares, and its standard error: re-shares within two weeks for each share.
    pub fn k(&self) -> (f64, f64) {
        (self.k, self.k_error.sqrt())
    }

    /// Returns how many trees taught it.
    pub fn trees(&self) -> u64 {
        self.trees
    }
}

impl Gathered {
    fn add(&mut self, tree: &Tree<'_>, now: Millis) {
        let finished = |at: Millis| at <= now.saturating_sub(HORIZON);
        let shares = tree.slice();
        let mut reshares = vec![0.0; shares.len()];
        for share in &shares[1..] {
            let parent =
                share.parent.expect("only a tree's first share has no parent in it").index() - tree.from;
            let delay = share.at.saturating_sub(shares[parent].at).max(0);
            if finished(shares[parent].at) && delay <= HORIZON {
                reshares[parent] += 1.0;
                self.reshare_delays.push(delay);
            }
        }
        let mut sums = Sums::default();
        for (index, share) in shares.iter().enumerate().filter(|(_, share)| finished(share.at)) {
            let delays = tree.forest.readers_of(tree.from + index).iter();
            let delays =
                delays.map(|at| at.saturating_sub(share.at).max(0)).filter(|delay| *delay <= HORIZON);
            let before = self.reader_delays.len();
            self.reader_delays.extend(delays);
            let readers = (self.reader_delays.len() - before) as f64;
            sums.shares += 1.0;
            sums.readers += readers;
            sums.reshares += reshares[index];
            self.squares.readers += readers * readers;
            self.squares.reshares += reshares[index] * reshares[index];
            self.squares.both += readers * reshares[index];
        }
        if sums.shares > 0.0 {
            self.trees.push(sums);
        }
    }

    fn pace(self) -> Pace {
        let total = |of: fn(&Sums) -> f64| self.trees.iter().map(of).sum::<f64>();
        let (n, readers, reshares) = (total(|t| t.shares), total(|t| t.readers), total(|t| t.reshares));
        // Half of one is added to what was counted: nothing seen is not the same as nothing possible.
        let (m, k) = ((readers + 0.5) / n, (reshares + 0.5) / n);
        let passed_on = k / m;
        let centred = |sum: f64, one: f64, other: f64| sum / n - one * other / (n * n);
        let spread = Spread {
            readers: centred(self.squares.readers, readers, readers),
            reshares: centred(self.squares.reshares, reshares, reshares),
            both: centred(self.squares.both, readers, reshares),
        };
        let squares = |off: &dyn Fn(&Sums) -> f64| self.trees.iter().map(|t| off(t).powi(2)).sum::<f64>();
        let trees = self.trees.len() as f64;
        let error = |off: &dyn Fn(&Sums) -> f64, counted: f64, base: f64| {
            let by_trees = squares(off) * trees / (trees - 1.0);
            // Equal trees would make it zero; counts are never surer than chance lets them be.
            by_trees.max(counted + 0.5) / (base * base)
        };
        let off = |t: &Sums| t.reshares - passed_on * t.readers;
        let beyond_chance = squares(&off) - passed_on * readers;
        Pace {
            readers: Rate {
                mean: m,
                error: error(&|t| t.readers - m * t.shares, readers, n),
                between: (spread.readers - m).max(0.0),
            },
            reshares: Rate {
                mean: passed_on,
                error: error(&off, reshares, readers + 0.5),
                between: (beyond_chance / squares(&|t| t.readers).max(1.0)).max(0.0),
            },
            k,
            k_error: error(&|t| t.reshares - k * t.shares, reshares, n),
            spread,
            reader_delays: Delays::of(self.reader_delays),
            reshare_delays: Delays::of(self.reshare_delays),
            trees: self.trees.len() as u64,
        }
    }
}

impl Rate {
    /// Returns what is believed of one case's rate (mean, variance) when `seen` came where one of rate 1 would have
    /// brought `exposure`: a Gamma distribution around the site's mean, corrected by what was seen.
    pub(super) fn after(&self, seen: f64, exposure: f64) -> (f64, f64) {
        if self.between <= 0.0 {
            return (self.mean, 0.0);
        }
        let weight = self.mean / self.between;
        let (shape, scale) = (self.mean * weight + seen, weight + exposure);
        (shape / scale, shape / (scale * scale))
    }

    /// Returns the rate of a site that lies so many standard errors above; below, it never comes to nothing.
    pub(super) fn off_by(self, errors: f64) -> Self {
        let mean = (self.mean + errors * self.error.sqrt()).max(self.mean * LEAST_PART);
        Self { mean, ..self }
    }
}
