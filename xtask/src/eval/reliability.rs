//! Whether of the landings that are called private with 70 % seven in ten are: ten bins of equal width.

use super::guess::Guess;

const BINS: usize = 10;

/// The guesses by their probability.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Reliability {
    pub(super) bins: [Bin; BINS],
}

/// The guesses of about one probability.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Bin {
    pub(super) count: u64,
    sum: f64,
    private: f64,
}

impl Reliability {
    pub(super) fn of(guesses: &[Guess]) -> Self {
        let mut reliability = Self::default();
        for guess in guesses {
            // A probability of exactly one belongs to the last bin.
            let bin = &mut reliability.bins[((guess.p * BINS as f64) as usize).min(BINS - 1)];
            bin.count += 1;
            bin.sum += guess.p;
            bin.private += guess.outcome();
        }
        reliability
    }

    /// Adds the guesses of another log.
    pub(super) fn add(&mut self, other: &Self) {
        for (bin, more) in self.bins.iter_mut().zip(&other.bins) {
            bin.count += more.count;
            bin.sum += more.sum;
            bin.private += more.private;
        }
    }

    /// Returns the expected calibration error: the bins' differences between probability and truth, weighted by count.
    pub(super) fn error(&self) -> f64 {
        let all: u64 = self.bins.iter().map(|bin| bin.count).sum();
        self.bins.iter().map(|bin| (bin.sum - bin.private).abs()).sum::<f64>() / all as f64
    }
}

impl Bin {
    /// Returns the mean probability; `None` in an empty bin.
    pub(super) fn mean(&self) -> Option<f64> {
        (self.count > 0).then(|| self.sum / self.count as f64)
    }

    /// Returns the part that was private; `None` in an empty bin.
    pub(super) fn private_share(&self) -> Option<f64> {
        (self.count > 0).then(|| self.private / self.count as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reliability(guesses: &[(f64, bool)]) -> Reliability {
        let guesses: Vec<_> = guesses.iter().map(|&(p, is_private)| Guess { p, is_private }).collect();
        Reliability::of(&guesses)
    }

    #[test]
    fn the_calibration_error_is_as_computed_by_hand() {
        for (guesses, expected) in [
            (vec![(0.0, false), (1.0, true)], 0.0),
            (vec![(0.0, true), (1.0, false)], 1.0),
            // One bin: its mean is 0.5, half of it is private.
            (vec![(0.5, true), (0.5, false)], 0.0),
            // The bin of 0.22 and 0.28 is off by 0.25, that of 0.9 by 0.1: (2 × 0.25 + 1 × 0.1) / 3.
            (vec![(0.22, false), (0.28, false), (0.9, true)], 0.2),
        ] {
            let error = reliability(&guesses).error();
            assert!((error - expected).abs() < 1e-12, "{guesses:?}: {error}");
        }
    }

    #[test]
    fn a_probability_falls_into_the_bin_that_it_begins() {
        for (p, expected) in [(0.0, 0), (0.0999, 0), (0.1, 1), (0.5, 5), (0.9, 9), (1.0, 9)] {
            let found = reliability(&[(p, true)]).bins.iter().position(|bin| bin.count == 1);
            assert_eq!(found, Some(expected), "{p}");
        }
    }

    #[test]
    fn logs_are_pooled_bin_by_bin() {
        let mut pooled = reliability(&[(0.2, true), (0.7, false)]);
        pooled.add(&reliability(&[(0.25, false)]));
        assert_eq!(pooled, reliability(&[(0.2, true), (0.25, false), (0.7, false)]));
        assert_eq!((pooled.bins[2].private_share(), pooled.bins[3].mean()), (Some(0.5), None));
    }
}
