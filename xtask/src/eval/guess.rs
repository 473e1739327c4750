//! A guess about one landing beside what it was, and how far guesses are off.

/// The probability that was given to "passed on in private", and whether that was so.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Guess {
    pub(super) p: f64,
    pub(super) is_private: bool,
}

impl Guess {
    /// Returns the truth as a number.
    pub(super) fn outcome(self) -> f64 {
        f64::from(u8::from(self.is_private))
    }
}

/// Returns the mean squared difference between probability and truth (Brier 1950). There must be a guess.
pub(super) fn brier(guesses: &[Guess]) -> f64 {
    let squares = guesses.iter().map(|guess| (guess.p - guess.outcome()).powi(2));
    squares.sum::<f64>() / guesses.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_brier_score_is_as_computed_by_hand() {
        for (guesses, expected) in [
            (vec![(1.0, true), (0.0, false)], 0.0),
            (vec![(1.0, false), (0.0, true)], 1.0),
            (vec![(0.5, true), (0.5, false)], 0.25),
            // (0.01 + 0.04 + 0.49) / 3
            (vec![(0.9, true), (0.2, false), (0.7, false)], 0.18),
        ] {
            let guesses: Vec<_> =
                guesses.into_iter().map(|(p, is_private)| Guess { p, is_private }).collect();
            assert!((brier(&guesses) - expected).abs() < 1e-12, "{guesses:?}");
        }
    }
}
