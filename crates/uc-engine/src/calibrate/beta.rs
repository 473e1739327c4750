//! The Beta distribution: what is believed of a part, before and after so many of so many were seen.
//!
//! A prior's three numbers become a Beta by their moments: the usual value is the mean m, and low and high stand
//! 2.56 standard deviations σ apart, as the 10th and 90th percentile of a bell do. With s = m(1 − m)/σ² − 1 it is
//! Beta(m·s, (1 − m)·s). Seeing k of n makes Beta(m·s + k, (1 − m)·s + n − k). Percentiles are found by halving an
//! interval on the regularised incomplete beta function, which is computed by its continued fraction (NIST Digital
//! Library of Mathematical Functions, 8.17.22). Exponentials and logarithms are the same on every machine.

use crate::priors::Prior;

/// How many standard deviations of a bell lie between its 10th and 90th percentile.
const DEVIATIONS: f64 = 2.563;
/// A prior is never worth fewer visits than this, nor more.
const STRENGTH: (f64, f64) = (1.0, 1000.0);
/// Means nearer to 0 or 1 have no Beta of use.
const EDGE: f64 = 0.001;
/// Steps of the continued fraction: far more than it takes for what is asked here.
const STEPS: u32 = 500;
/// Halvings of the interval: beyond this, no digit that is shown changes.
const HALVINGS: u32 = 50;

/// A Beta distribution.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Beta {
    a: f64,
    b: f64,
}

impl Beta {
    /// Takes the shape of a prior. Where that is sure of nothing or all and the log says otherwise, so little is known
    /// that all parts are about as likely (Jeffreys' prior).
    pub(super) fn of(prior: &Prior) -> Self {
        if prior.high <= 0.0 || prior.low >= 1.0 {
            return Self { a: 0.5, b: 0.5 };
        }
        let mean = prior.usual.clamp(EDGE, 1.0 - EDGE);
        let deviation = (prior.high - prior.low) / DEVIATIONS;
        let strength = (mean * (1.0 - mean) / (deviation * deviation) - 1.0).clamp(STRENGTH.0, STRENGTH.1);
        Self { a: mean * strength, b: (1.0 - mean) * strength }
    }

    /// Returns what is believed after `seen` of `all`.
    pub(super) fn after(self, seen: u64, all: u64) -> Self {
        Self { a: self.a + seen as f64, b: self.b + all.saturating_sub(seen) as f64 }
    }

    /// Returns the mean and the 80 % interval, to four digits, in the form of a prior.
    pub(super) fn told(self) -> Prior {
        let short = |part: f64| (part * 1e4).round() / 1e4;
        let (low, high) = (short(self.percentile(0.1)), short(self.percentile(0.9)));
        Prior { low, usual: short(self.a / (self.a + self.b)).clamp(low, high), high }
    }

    fn percentile(self, wanted: f64) -> f64 {
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..HALVINGS {
            let middle = (low + high) / 2.0;
            if self.below(middle) < wanted { low = middle } else { high = middle }
        }
        (low + high) / 2.0
    }

    /// Returns the probability of a part below `x`.
    fn below(self, x: f64) -> f64 {
        let Self { a, b } = self;
        if x <= 0.0 || x >= 1.0 {
            return if x <= 0.0 { 0.0 } else { 1.0 };
        }
        let log =
            libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b) + a * libm::log(x) + b * libm::log1p(-x);
        let front = libm::exp(log);
        // The fraction converges quickly on this side; the other is found by symmetry.
        if x < (a + 1.0) / (a + b + 2.0) {
            front * fraction(a, b, x) / a
        } else {
            1.0 - front * fraction(b, a, 1.0 - x) / b
        }
    }
}

/// Returns the regularised incomplete beta function Iₓ(a, b): how probably a Beta(a, b) lies below `x`. The counts of other
/// distributions are told by it, too.
pub(crate) fn beta_below(a: f64, b: f64, x: f64) -> f64 {
    Beta { a, b }.below(x)
}

/// Computes the continued fraction by Lentz's method.
fn fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away_from_zero = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut value = d;
    for step in 1..=STEPS {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut change = 1.0;
        for term in [even, odd] {
            d = 1.0 / away_from_zero(1.0 + term * d);
            c = away_from_zero(1.0 + term / c);
            change = c * d;
            value *= change;
        }
        if (change - 1.0).abs() < 1e-14 {
            break;
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(value: f64, expected: f64) {
        assert!((value - expected).abs() < 1e-6, "{value} is not {expected}");
    }

    #[test]
    fn known_values_come_out() {
        near(Beta { a: 1.0, b: 1.0 }.below(0.3), 0.3);
        near(Beta { a: 2.0, b: 1.0 }.below(0.3), 0.09);
        near(Beta { a: 1.0, b: 3.0 }.below(0.2), 1.0 - 0.8_f64.powi(3));
        // The arcsine distribution: 2/π · asin(√x).
        near(Beta { a: 0.5, b: 0.5 }.below(0.25), 1.0 / 3.0);
        near(Beta { a: 20.0, b: 20.0 }.percentile(0.5), 0.5);
    }

    #[test]
    fn the_mean_of_a_prior_stays_and_what_is_seen_moves_it() {
        let prior = Prior { low: 0.05, usual: 0.2, high: 0.4 };
        let before = Beta::of(&prior);
        near(before.a / (before.a + before.b), 0.2);
        let after = before.after(90, 100).told();
        assert!(after.low > 0.7 && after.high < 0.95, "{after:?}");
        let barely = before.after(0, 1).told();
        assert!(barely.usual > 0.1 && barely.usual < 0.2, "{barely:?}");
    }

    #[test]
    fn every_prior_that_can_be_gives_an_interval_in_order() {
        let grid = [0.0, 1e-9, 0.001, 0.01, 0.3, 0.5, 0.9, 0.999, 1.0];
        for low in grid {
            for usual in grid.into_iter().filter(|usual| *usual >= low) {
                for high in grid.into_iter().filter(|high| *high >= usual) {
                    for (seen, all) in [(0, 0), (0, 1), (1, 1), (3, 41), (0, 100_000), (100_000, 100_000)] {
                        let Prior { low, usual, high } =
                            Beta::of(&Prior { low, usual, high }).after(seen, all).told();
                        let fits = 0.0 <= low && low <= usual && usual <= high && high <= 1.0;
                        assert!(fits, "{low} {usual} {high} after {seen} of {all}");
                    }
                }
            }
        }
    }
}
