//! Draws from one seeded stream: the only source of chance in a simulation.
//!
//! Every draw is made of integers, exact arithmetic and `libm`, so that a seed gives the same bytes on every
//! machine. It never seeds itself. Which quantities are drawn, and from which ranges, stands in
//! [`super::parameters`].

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// Letters of share tokens.
const BASE62: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// A stream of draws.
pub(crate) struct Chance {
    stream: ChaCha8Rng,
}

impl Chance {
    /// Opens the stream of a seed; `purpose` keeps streams of one seed apart.
    pub(crate) fn new(seed: u64, purpose: u64) -> Self {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        key[8..16].copy_from_slice(&purpose.to_le_bytes());
        Self { stream: ChaCha8Rng::from_seed(key) }
    }

    /// Draws evenly from 0 (in) to 1 (out).
    pub(crate) fn unit(&mut self) -> f64 {
        const STEP: f64 = 1.0 / (1_u64 << 53) as f64;
        (self.stream.next_u64() >> 11) as f64 * STEP
    }

    /// Draws one of the numbers 0 to `count - 1`; 0 when there are none.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        ((u128::from(self.stream.next_u64()) * count as u128) >> 64) as usize
    }

    /// Draws a length of time: evenly from 0 to `span - 1` milliseconds.
    pub(crate) fn within(&mut self, span: i64) -> i64 {
        ((u128::from(self.stream.next_u64()) * u128::from(span.unsigned_abs())) >> 64) as i64
    }

    /// Draws a number for [`mix`].
    pub(crate) fn salt(&mut self) -> u64 {
        self.stream.next_u64()
    }

    /// Draws whether something of this probability happens.
    pub(crate) fn happens(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// Draws evenly between two bounds.
    pub(crate) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// Draws evenly on the logarithmic scale between two positive bounds.
    pub(crate) fn between_by_factor(&mut self, low: f64, high: f64) -> f64 {
        (low * libm::exp(libm::log(high / low) * self.unit())).clamp(low, high)
    }

    /// Draws from the standard normal distribution (Marsaglia's polar method).
    pub(crate) fn normal(&mut self) -> f64 {
        loop {
            let x = self.between(-1.0, 1.0);
            let y = self.between(-1.0, 1.0);
            let square = x * x + y * y;
            if square > 0.0 && square < 1.0 {
                return x * libm::sqrt(-2.0 * libm::log(square) / square);
            }
        }
    }

    /// Draws from the log-normal distribution with this median and spread (of the logarithm).
    pub(crate) fn log_normal(&mut self, median: f64, spread: f64) -> f64 {
        median * libm::exp(spread * self.normal())
    }

    /// Draws from the exponential distribution with this mean.
    pub(crate) fn exponential(&mut self, mean: f64) -> f64 {
        -mean * libm::log(1.0 - self.unit())
    }

    /// Draws a count from the Poisson distribution; above a mean of 40, from the normal one that resembles it.
    pub(crate) fn poisson(&mut self, mean: f64) -> u64 {
        if mean > 40.0 {
            return (mean + libm::sqrt(mean) * self.normal()).max(0.0) as u64;
        }
        let floor = libm::exp(-mean);
        let mut product = self.unit();
        let mut count = 0;
        while product > floor {
            product *= self.unit();
            count += 1;
        }
        count
    }

    /// Draws a count of repetitions that each go on with this probability.
    pub(crate) fn runs(&mut self, mean: f64) -> u64 {
        self.exponential(mean) as u64
    }

    /// Draws one item evenly.
    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// Draws the position of a weight, in proportion to the weights.
    pub(crate) fn weighted(&mut self, weights: &[f64]) -> usize {
        let mut rest = self.unit() * weights.iter().sum::<f64>();
        for (position, weight) in weights.iter().enumerate() {
            rest -= weight;
            if rest < 0.0 {
                return position;
            }
        }
        weights.len() - 1
    }

    /// Draws a position from weights that were summed up from the left beforehand.
    pub(crate) fn weighted_by_sums(&mut self, sums: &[f64]) -> usize {
        let Some(total) = sums.last() else { return 0 };
        let mark = self.unit() * total;
        sums.partition_point(|sum| *sum <= mark).min(sums.len() - 1)
    }

    /// Draws `length` letters and digits.
    pub(crate) fn token(&mut self, length: usize) -> String {
        (0..length).map(|_| char::from(BASE62[self.below(62)])).collect()
    }
}

/// Mixes two numbers into one that looks like chance: for what must stay the same for one person or day.
pub(crate) fn mix(a: u64, b: u64) -> u64 {
    let mut z = a.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(b ^ 0x2545_F491_4F6C_DD1D);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// Returns the mixed number as a fraction, 0 (in) to 1 (out).
pub(crate) fn mixed_unit(a: u64, b: u64) -> f64 {
    (mix(a, b) >> 11) as f64 / (1_u64 << 53) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_have_the_means_that_they_are_asked_for() {
        let mut chance = Chance::new(7, 0);
        let count = 40_000;
        let mut check = |what: &str, expected: f64, draw: &mut dyn FnMut(&mut Chance) -> f64| {
            let mean = (0..count).map(|_| draw(&mut chance)).sum::<f64>() / f64::from(count);
            assert!((mean - expected).abs() < 0.03 * expected.max(1.0), "{what}: {mean} is not {expected}");
        };
        check("unit", 0.5, &mut Chance::unit);
        check("normal", 0.0, &mut Chance::normal);
        check("exponential", 4.0, &mut |chance| chance.exponential(4.0));
        check("small Poisson", 2.5, &mut |chance| chance.poisson(2.5) as f64);
        check("large Poisson", 90.0, &mut |chance| chance.poisson(90.0) as f64);
        check("below", 4.5, &mut |chance| chance.below(10) as f64);
        check("weighted", 0.75, &mut |chance| chance.weighted(&[1.0, 3.0]) as f64);
        check("log-normal", libm::exp(0.125), &mut |chance| chance.log_normal(1.0, 0.5));
    }

    #[test]
    fn one_seed_gives_one_stream() {
        assert_eq!(Chance::new(1, 2).token(20), Chance::new(1, 2).token(20));
        assert_ne!(Chance::new(1, 2).token(20), Chance::new(1, 3).token(20));
        assert_ne!(Chance::new(1, 2).token(20), Chance::new(2, 2).token(20));
    }
}
