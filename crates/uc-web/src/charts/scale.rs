//! Axis marks at numbers that people like: 1, 2 or 5 times a power of ten.
//!
//! After Paul Heckbert, "Nice Numbers for Graph Labels", Graphics Gems (1990), for axes that begin at zero.

/// An axis from zero to a nice number.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Axis {
    step: u64,
    steps: u64,
}

impl Axis {
    /// Finds the axis that holds `most` with at most `wanted` steps; counts have no marks between whole numbers.
    pub(crate) fn holding(most: f64, wanted: u64) -> Self {
        let most = most.max(1.0);
        let mut power: u64 = 1;
        loop {
            for nice in [1, 2, 5] {
                let step = nice * power;
                let steps = (most / step as f64).ceil();
                if steps <= wanted as f64 {
                    #[expect(
                        clippy::cast_possible_truncation,
                        clippy::cast_sign_loss,
                        reason = "1 to `wanted`"
                    )]
                    return Self { step, steps: steps as u64 };
                }
            }
            power = power.saturating_mul(10);
        }
    }

    /// Returns the number at the axis' end.
    pub(crate) fn end(&self) -> u64 {
        self.step.saturating_mul(self.steps)
    }

    /// Returns the numbers at which marks stand, zero first.
    pub(crate) fn marks(&self) -> impl Iterator<Item = u64> {
        (0..=self.steps).map(|index| index.saturating_mul(self.step))
    }

    /// Returns where a value stands, as a fraction of the axis.
    pub(crate) fn place(&self, value: f64) -> f64 {
        (value / self.end() as f64).clamp(0.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(most: f64, expected: &[u64]) {
        assert_eq!(Axis::holding(most, 4).marks().collect::<Vec<_>>(), expected, "{most}");
    }

    #[test]
    fn marks_stand_at_nice_whole_numbers() {
        check(0.0, &[0, 1]);
        check(3.0, &[0, 1, 2, 3]);
        check(7.0, &[0, 2, 4, 6, 8]);
        check(164.0, &[0, 50, 100, 150, 200]);
        check(1_001.0, &[0, 500, 1_000, 1_500]);
        check(98_000.0, &[0, 50_000, 100_000]);
    }

    #[test]
    fn a_value_beyond_all_measure_still_has_a_place() {
        let axis = Axis::holding(1e19, 4);
        assert!((0.0..=1.0).contains(&axis.place(1e19)));
        assert_eq!(Axis::holding(200.0, 4).place(100.0), 0.5);
    }
}
