//! A sum of landings passed on in private, with what its interval is made of.

use crate::estimate::{DRAWS, Told, even};

/// The 90th percentile of the normal distribution: an 80 % interval reaches so many standard deviations to each side.
const Z90: f64 = 1.281_551_6;
/// A guess may be off by this factor's logarithm, either way.
const GUESS: f64 = 1.4;

/// Landings passed on in private, summed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sum {
    /// All landings.
    pub(crate) all: u64,
    /// Private by evidence.
    pub(crate) known: u64,
    /// Private by evidence and by the estimate.
    pub(crate) private: f64,
    /// The same under each draw. Twenty-four bits would lose a busy page's landings, each less than one.
    draws: [f64; DRAWS],
    /// The variance that is left when all probabilities are right: whether each landing was private is chance.
    noise: f64,
}

impl Sum {
    /// Nothing yet.
    pub(crate) const NONE: Self = Self { all: 0, known: 0, private: 0.0, draws: [0.0; DRAWS], noise: 0.0 };

    /// Adds the part of a landing that a group has.
    pub(crate) fn add(&mut self, told: &Told<'_>, known: bool, part: f64) {
        self.all += 1;
        self.known += u64::from(known);
        let private = (told.private * part).min(1.0);
        self.private += private;
        self.noise += private * (1.0 - private);
        for (sum, draw) in self.draws.iter_mut().zip(told.draws) {
            *sum += f64::from(draw) * part;
        }
    }

    /// Adds another sum.
    pub(crate) fn join(&mut self, other: &Self) {
        self.all += other.all;
        self.known += other.known;
        self.private += other.private;
        self.noise += other.noise;
        for (sum, draw) in self.draws.iter_mut().zip(other.draws) {
            *sum += draw;
        }
    }

    /// Returns a part of what is not known of this sum: a group to which each landing belongs with this probability.
    pub(crate) fn part(&self, part: f64) -> Self {
        let unknown = self.private - self.known as f64;
        Self {
            all: self.all - self.known,
            known: 0,
            private: unknown * part,
            draws: self.draws.map(|draw| (draw - self.known as f64) * part),
            // Whether a private landing belongs to the group is chance, too.
            noise: unknown * part * (1.0 - part) + self.noise * part * part,
        }
    }

    /// Returns the same sum, of no more landings than there are.
    pub(crate) fn at_most(&self, all: u64) -> Self {
        Self { all: self.all.min(all), ..*self }
    }

    /// Lets each draw have its own factor, for a sum whose size is a guess. `number` keeps the draws of two sums apart.
    pub(crate) fn guessed(mut self, number: u64) -> Self {
        for (place, draw) in (0..).zip(&mut self.draws) {
            *draw *= libm::exp(GUESS * (2.0 * even(number << 8 | place) - 1.0));
        }
        self
    }

    /// Takes a part away that another group has; the landings may still be of this one.
    pub(crate) fn take(&mut self, part: &Self) {
        // What is known stays known, whatever is rounded.
        self.private = (self.private - part.private).max(self.known as f64);
        for (sum, draw) in self.draws.iter_mut().zip(part.draws) {
            *sum -= draw;
        }
    }

    /// Returns the 80 % interval: the spread of the draws, what it means that all log-odds may be `off` together, and
    /// chance. Never below what is known, never above all.
    pub(crate) fn interval(&self, off: f64) -> (f64, f64) {
        let mut draws = self.draws;
        draws.sort_unstable_by(f64::total_cmp);
        let at = |part: f64| {
            let place = part * (DRAWS - 1) as f64;
            let (below, rest) = (place as usize, place.fract());
            draws[below] * (1.0 - rest) + draws[(below + 1).min(DRAWS - 1)] * rest
        };
        // A shift of all log-odds by a little moves each probability p by p(1 - p) of it.
        let together = Z90 * off * self.noise;
        let rest = together * together + Z90 * Z90 * self.noise;
        let reach = |spread: f64| libm::sqrt(spread.max(0.0).powi(2) + rest);
        let low = self.private - reach(self.private - at(0.1));
        let high = self.private + reach(at(0.9) - self.private);
        let (known, all) = (self.known as f64, self.all as f64);
        (low.clamp(known, all), high.clamp(known, all))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(landings: usize, private: f64, draw: impl Fn(usize) -> f32) -> Sum {
        let mut sum = Sum::NONE;
        for _ in 0..landings {
            let draws = std::array::from_fn(&draw);
            sum.add(&Told { private, draws, machine: 0.0, named: &[] }, false, 1.0);
        }
        sum
    }

    #[test]
    fn an_interval_holds_the_sum_and_stays_among_the_landings() {
        // By hand: draws from 31.9 to 47.1; all log-odds off by a half move the sum by 15.379, and chance by 6.278.
        let (low, high) = sum(100, 0.4, |draw| 0.3 + 0.01 * draw as f32).interval(0.5);
        assert!((low - 21.519).abs() < 0.01 && (high - 58.065).abs() < 0.01, "{low} {high}");
        let (low, high) = sum(3, 0.9, |_| 1.0).interval(50.0);
        assert!((0.0..=2.7).contains(&low) && high <= 3.0, "{low} {high}");
    }

    #[test]
    fn what_is_certain_has_no_width() {
        assert_eq!(sum(7, 1.0, |_| 1.0).interval(0.5), (7.0, 7.0));
        assert_eq!(Sum::NONE.interval(0.5), (0.0, 0.0));
    }

    #[test]
    fn the_draws_of_a_busy_page_are_not_lost() {
        let mut busy = sum(1, 0.3, |_| 0.3);
        busy.draws = [16_777_216.0; DRAWS];
        let draws = busy.draws;
        busy.join(&sum(10, 0.3, |_| 0.25));
        assert_eq!(busy.draws, draws.map(|draw| draw + 2.5));
    }

    #[test]
    fn a_part_taken_away_leaves_what_is_known() {
        let mut sum = sum(3, 0.1, |_| 0.1);
        sum.known = 0;
        let whole = sum;
        for part in [0.3, 0.6, 0.1] {
            sum.take(&whole.part(part));
        }
        assert!(sum.private >= 0.0 && sum.private < 1e-12, "{}", sum.private);
        let (low, high) = sum.interval(1.5);
        assert!(0.0 <= low && low <= sum.private && high <= 3.0, "{low} {high}");
    }
}
