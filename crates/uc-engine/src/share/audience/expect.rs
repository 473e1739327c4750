//! From a share so far to its audience.

use super::learn::{Pace, Rate};
use super::{Audience, HORIZON, MOST_K, REACHES, Silence, Z90};
use crate::event::Millis;
use crate::share::{Forest, ShareId, Tree};

/// A share that was made by now, and what is believed of it.
struct Open {
    /// Its age, up to the horizon.
    age: Millis,
    /// Readers in its whole time: mean and variance of what is believed.
    readers: (f64, f64),
    /// The part of them that has come.
    come: f64,
    /// How much of their mean is the site's.
    of_site: f64,
}

impl Pace {
    /// Says what audience to expect of a share and all that comes of it, until two weeks after each of its shares. Readers
    /// and shares after `now` are not looked at, so that the answer can be checked against what came.
    ///
    /// # Errors
    /// [`Silence::Spreads`] where this tree is passed on so much more than others that no audience can be told.
    pub fn expect(&self, forest: &Forest, share: ShareId, now: Millis) -> Result<Audience, Silence> {
        let tree = forest.tree(share);
        let (open, so_far) = self.opened(&tree, now);
        // How readily this tree is passed on: the site's mean, corrected by what came of the tree so far.
        let due: f64 = open.iter().map(|one| one.readers.0 * self.reshare_delays.part_by(one.age)).sum();
        let again = self.reshares.after(open.len().saturating_sub(1) as f64, due);
        let m = self.readers.mean;
        let k = m * again.0;
        let high = k + Z90 * (m * m * (again.1 + self.reshares.error)).sqrt();
        if high >= MOST_K {
            return Err(Silence::Spreads { high });
        }
        let (to_come, variance) = self.to_come(&open, again);
        let reaches = REACHES * variance.sqrt();
        let so_far_f = so_far as f64;
        Ok(Audience {
            so_far,
            expected: so_far_f + to_come,
            low: so_far_f + (to_come - reaches).max(0.0),
            high: so_far_f + to_come + reaches,
        })
    }

    /// Returns the shares made by now, and all readers by now.
    fn opened(&self, tree: &Tree<'_>, now: Millis) -> (Vec<Open>, u64) {
        let (mut open, mut so_far) = (Vec::new(), 0);
        for (index, share) in tree.slice().iter().enumerate() {
            let came = tree.forest.readers_of(tree.from + index);
            let readers = came.partition_point(|at| *at <= now);
            so_far += readers as u64;
            // The first is asked about: it is there, whatever its clock said.
            if share.at > now && index > 0 {
                continue;
            }
            let age = now.saturating_sub(share.at).clamp(0, HORIZON);
            let come = self.reader_delays.part_by(age);
            open.push(Open {
                age,
                readers: self.readers.after(readers as f64, come),
                come,
                of_site: self.readers.share_of_mean(come),
            });
        }
        (open, so_far)
    }

    /// Returns mean and variance of the readers to come.
    fn to_come(&self, open: &[Open], again: (f64, f64)) -> (f64, f64) {
        let Rate { mean: m, error: m_error, .. } = self.readers;
        let left = 1.0 - m * again.0;
        // All readers that one more share brings, with all that comes of it: m + k·m + k²·m + …
        let whole = m / left;
        let whole_variance = self.whole_variance(again.0, whole) / left;
        let (mut mean, mut variance) = (0.0, 0.0);
        // How the answer moves with the site's mean of readers, and with the rate of re-shares.
        let (mut by_m, mut by_again, mut reshares_to_come) = (0.0, 0.0, 0.0);
        for one in open {
            let (readers, not_come) = (one.readers.0, 1.0 - one.come);
            let not_passed_on = 1.0 - self.reshare_delays.part_by(one.age);
            let direct = readers * not_come;
            let direct_variance = direct + not_come * not_come * one.readers.1;
            let reshares = again.0 * readers * not_passed_on;
            let reshares_variance = reshares + (again.0 * not_passed_on).powi(2) * one.readers.1;
            let through = reshares * whole_variance + whole * whole * reshares_variance;
            mean += direct + reshares * whole;
            // Readers and re-shares of one share go together; taken as if one told the other, so never too little.
            variance += (direct_variance.sqrt() + through.sqrt()).powi(2);
            by_m += one.of_site * (not_come + again.0 * not_passed_on * whole);
            by_again += readers * not_passed_on * whole;
            reshares_to_come += reshares;
        }
        by_m += reshares_to_come / (left * left);
        by_again += reshares_to_come * whole * whole;
        variance += by_m * by_m * m_error + by_again * by_again * (again.1 + self.reshares.error);
        (mean, variance)
    }

    /// Returns the variance of a share's own readers and of what its re-shares are expected to bring, together.
    fn whole_variance(&self, again: f64, whole: f64) -> f64 {
        let scale = again / self.reshares.mean;
        let readers = self.spread.readers.max(self.readers.mean);
        let reshares = (self.spread.reshares * scale * scale).max(again * self.readers.mean);
        readers + 2.0 * whole * (self.spread.both * scale).max(0.0) + whole * whole * reshares
    }
}
