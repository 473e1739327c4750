//! After what time what comes of a share has come.

use super::HORIZON;
use crate::event::Millis;

/// Each list of delays counts as if so many more were still to come at the horizon's end: of little data little is known,
/// and what is not known to be over is taken to be open.
const UNSEEN: f64 = 2.0;

/// Delays that were seen, all within the horizon.
#[derive(Debug, Clone, Default)]
pub(super) struct Delays(Vec<Millis>);

impl Delays {
    pub(super) fn of(mut delays: Vec<Millis>) -> Self {
        delays.sort_unstable();
        Self(delays)
    }

    /// Returns the part that has come after this time: from 0 to 1, and never less after a longer time.
    pub(super) fn part_by(&self, age: Millis) -> f64 {
        if age >= HORIZON {
            return 1.0;
        }
        let come = self.0.partition_point(|delay| *delay <= age) as f64;
        come / (self.0.len() as f64 + UNSEEN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_part_that_has_come_grows_with_time_and_with_what_is_known() {
        let minutes = |list: &[Millis]| Delays::of(list.iter().map(|minute| minute * 60_000).collect());
        let few = minutes(&[5, 1]);
        assert_eq!(few.part_by(-1), 0.0);
        assert_eq!(few.part_by(60_000), 0.25);
        assert_eq!(few.part_by(HORIZON - 1), 0.5);
        assert_eq!(few.part_by(HORIZON), 1.0);
        let many = minutes(&[1; 98]);
        assert_eq!(many.part_by(60_000), 0.98);
        assert_eq!(Delays::default().part_by(HORIZON - 1), 0.0);
    }
}
