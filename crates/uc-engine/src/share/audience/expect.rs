//! From a share so far to its audience.

use super::count::{greatest_percentile, percentile};
use super::learn::{Pace, Rate};
use super::{Audience, HORIZON, MOST_K, Silence, Z90};
use crate::event::Millis;
use crate::share::{Forest, ShareId, Tree};

/// The share asked about and what came of it, as far as it was made by now.
struct SoFar {
    shares: Vec<Young>,
    readers: u64,
}

/// One share so far.
#[derive(Clone, Copy)]
struct Young {
    readers: f64,
    /// The part of its readers that has come, if it is like others.
    come: f64,
    /// The part of its re-shares that has come.
    passed_on: f64,
}

/// What is still to come: mean and variance of the readers, and the branching factor by which they come.
#[derive(Clone, Copy)]
struct ToCome {
    mean: f64,
    variance: f64,
    k: f64,
}

impl Pace {
    /// Says what audience to expect of a share and all that comes of it, until two weeks after each of its shares. Readers
    /// and shares after `now` are not looked at, so that the answer can be checked against what came.
    ///
    /// # Errors
    /// [`Silence::Spreads`] where this tree is passed on so much more than others that no audience can be told.
    pub fn expect(&self, forest: &Forest, share: ShareId, now: Millis) -> Result<Audience, Silence> {
        let so_far = self.so_far(&forest.tree(share), now);
        // Three sites that may be meant: this one as it was seen, and as it could be, since little of it was seen.
        let [slow, usual, quick] = [-Z90, 0.0, Z90].map(|errors| self.off_by(errors).to_come(&so_far.shares));
        if quick.k >= MOST_K {
            return Err(Silence::Spreads { high: quick.k });
        }
        let came = so_far.readers as f64;
        let expected = came + usual.mean;
        let low = came + percentile(slow.mean, slow.variance, 0.1);
        let high = came + greatest_percentile(quick.mean, quick.variance, 0.9);
        Ok(Audience {
            so_far: so_far.readers,
            expected,
            low: low.min(expected).floor(),
            high: high.max(expected).ceil(),
        })
    }

    fn so_far(&self, tree: &Tree<'_>, now: Millis) -> SoFar {
        let mut so_far = SoFar { shares: Vec::new(), readers: 0 };
        for (index, share) in tree.slice().iter().enumerate() {
            let came = tree.forest.readers_of(tree.from + index).partition_point(|at| *at <= now);
            so_far.readers += came as u64;
            // The first is asked about: it is there, whatever its clock said.
            if share.at <= now || index == 0 {
                let age = now.saturating_sub(share.at).clamp(0, HORIZON);
                so_far.shares.push(Young {
                    readers: came as f64,
                    come: self.reader_delays.part_by(age),
                    passed_on: self.reshare_delays.part_by(age),
                });
            }
        }
        so_far
    }

    /// Returns the rates of a site that lies so many standard errors above this one.
    fn off_by(&self, errors: f64) -> Rates {
        let scale = |rate: Rate| rate.off_by(errors).mean / rate.mean;
        let (readers, reshares) = (self.readers.off_by(errors), self.reshares.off_by(errors));
        let scale = scale(self.readers) * scale(self.reshares);
        Rates {
            readers,
            reshares,
            readers_variance: self.spread.readers.max(readers.mean),
            reshares_variance: self.spread.reshares * scale * scale,
            both: self.spread.both.max(0.0) * scale,
        }
    }
}

/// What is taken for true of a site when what is to come is reckoned.
struct Rates {
    readers: Rate,
    reshares: Rate,
    readers_variance: f64,
    reshares_variance: f64,
    both: f64,
}

impl Rates {
    fn to_come(&self, shares: &[Young]) -> ToCome {
        let believed = |one: &Young| self.readers.after(one.readers, one.come);
        // How readily this tree is passed on: the site's mean, corrected by what came of the tree so far.
        let due = shares.iter().map(|one| believed(one).0 * one.passed_on).sum();
        let (again, again_variance) = self.reshares.after(shares.len().saturating_sub(1) as f64, due);
        let m = self.readers.mean;
        // How far *k* of this tree may lie above what is believed of it is part of whether it spreads.
        let k = m * (again + Z90 * again_variance.sqrt());
        if k >= MOST_K {
            return ToCome { mean: f64::INFINITY, variance: f64::INFINITY, k };
        }
        let left = 1.0 - m * again;
        // All readers that one more share brings, with all that comes of it: m + k·m + k²·m + …
        let whole = m / left;
        let whole_variance = self.whole_variance(again, whole) / left;
        let (mut mean, mut variance, mut by_again) = (0.0, 0.0, 0.0);
        for one in shares {
            let (readers, readers_variance) = believed(one);
            let (not_come, not_passed_on) = (1.0 - one.come, 1.0 - one.passed_on);
            let direct = readers * not_come;
            let direct_variance = direct + not_come * not_come * readers_variance;
            let reshares = again * readers * not_passed_on;
            let reshares_variance = reshares + (again * not_passed_on).powi(2) * readers_variance;
            let through = reshares * whole_variance + whole * whole * reshares_variance;
            mean += direct + reshares * whole;
            // Readers and re-shares of one share go together; taken as if one told the other, so never too little.
            variance += (direct_variance.sqrt() + through.sqrt()).powi(2);
            by_again += readers * not_passed_on * whole + reshares * whole * whole;
        }
        variance += by_again * by_again * again_variance;
        ToCome { mean, variance, k }
    }

    /// Returns the variance of a share's own readers and of what its re-shares are expected to bring, together.
    fn whole_variance(&self, again: f64, whole: f64) -> f64 {
        let of_tree = again / self.reshares.mean;
        let reshares = (self.reshares_variance * of_tree * of_tree).max(again * self.readers.mean);
        self.readers_variance + 2.0 * whole * self.both * of_tree + whole * whole * reshares
    }
}
