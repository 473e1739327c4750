//! Scores of told probabilities against the truth.

use super::{ReliabilityBin, Scores};

/// Bins of the reliability diagram.
const BINS: usize = 10;

/// What was told of a landing whose truth is known.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Case {
    /// The probability of private sharing that was told.
    pub(crate) told: f64,
    /// Whether it was private.
    pub(crate) private: bool,
}

impl Scores {
    /// Scores cases of which some are private and some are not.
    pub(super) fn of(cases: &[Case]) -> Self {
        let mut cases = cases.to_vec();
        cases.sort_by(|a, b| b.told.total_cmp(&a.told));
        let all = cases.len() as f64;
        let private = cases.iter().filter(|case| case.private).count() as f64;
        let (mut pairs, mut precision) = (0.0, 0.0);
        let (mut found, mut seen) = (0.0, 0.0);
        for tied in cases.chunk_by(|a, b| a.told == b.told) {
            let hits = tied.iter().filter(|case| case.private).count() as f64;
            let misses = tied.len() as f64 - hits;
            // Private landings told more than these public ones win their pairs; those told as much win half.
            pairs += misses * (found + hits / 2.0);
            found += hits;
            seen += tied.len() as f64;
            precision += hits * found / seen;
        }
        let truth = |case: &Case| f64::from(u8::from(case.private));
        let brier = cases.iter().map(|case| (case.told - truth(case)).powi(2)).sum::<f64>() / all;
        let off: f64 =
            reliability(&cases).iter().map(|bin| (bin.told - bin.observed).abs() * bin.landings as f64).sum();
        Self {
            pairs_right: pairs / (private * (all - private)),
            average_precision: precision / private,
            brier,
            calibration_error: off / all,
        }
    }
}

/// Puts cases into bins by what was told; empty ones are left out.
pub(super) fn reliability(cases: &[Case]) -> Vec<ReliabilityBin> {
    let mut sums = [(0.0, 0.0, 0_u64); BINS];
    for case in cases {
        let bin = ((case.told * BINS as f64) as usize).min(BINS - 1);
        let (told, private, landings) = &mut sums[bin];
        *told += case.told;
        *private += f64::from(u8::from(case.private));
        *landings += 1;
    }
    (0..)
        .zip(sums)
        .filter(|(_, (_, _, landings))| *landings > 0)
        .map(|(bin, (told, private, landings))| ReliabilityBin {
            range: (f64::from(bin) / BINS as f64, f64::from(bin + 1) / BINS as f64),
            told: told / landings as f64,
            observed: private / landings as f64,
            landings,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cases(told: &[(f64, bool)]) -> Vec<Case> {
        told.iter().map(|(told, private)| Case { told: *told, private: *private }).collect()
    }

    fn near(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-9, "{a} is not {b}");
    }

    #[test]
    fn who_tells_the_truth_has_perfect_scores() {
        let scores = Scores::of(&cases(&[(1.0, true), (1.0, true), (0.0, false)]));
        near(scores.pairs_right, 1.0);
        near(scores.average_precision, 1.0);
        near(scores.brier, 0.0);
        near(scores.calibration_error, 0.0);
    }

    #[test]
    fn who_says_the_same_of_all_is_guessing() {
        let scores = Scores::of(&cases(&[(0.5, true), (0.5, false), (0.5, false), (0.5, false)]));
        near(scores.pairs_right, 0.5);
        near(scores.average_precision, 0.25);
        near(scores.brier, 0.25);
        near(scores.calibration_error, 0.25);
    }

    #[test]
    fn mistakes_in_the_order_cost_pairs() {
        let scores = Scores::of(&cases(&[(0.9, true), (0.8, false), (0.7, true), (0.1, false)]));
        near(scores.pairs_right, 0.75);
        near(scores.average_precision, (1.0 + 2.0 / 3.0) / 2.0);
    }

    #[test]
    fn bins_hold_every_case_once_and_the_last_holds_certainty() {
        let bins = reliability(&cases(&[(0.0, false), (0.05, true), (0.95, true), (1.0, true)]));
        let told: Vec<(f64, u64)> = bins.iter().map(|bin| (bin.observed, bin.landings)).collect();
        assert_eq!(told, [(0.5, 2), (1.0, 2)]);
    }
}
