//! The masked back-test: landings whose origin is known have their evidence hidden, and the estimate must tell the
//! private from the public.
//!
//! It shows how well *known* origins are told apart. It does not show how right the total is: landings that show
//! where they came from are not like those that do not (they are "not selected at random", as the literature on
//! learning from positive and unlabelled examples says). Only tagged links show that.

mod scores;

use std::collections::BTreeMap;

use crate::source::SourceName;
pub(crate) use scores::Case;

/// What the back-test of one log found.
#[derive(Debug, Clone, PartialEq)]
pub struct Backtest {
    /// Landings known to be private, whose evidence was hidden.
    pub private: u64,
    /// Landings known to be public, whose evidence was hidden.
    pub public: u64,
    /// How well known origins are told apart, in a word.
    pub discernment: Discernment,
    /// The estimate's scores; `None` where there was too little to test.
    pub estimate: Option<Scores>,
    /// The landing-page rule's scores on the same landings.
    pub rule: Option<Scores>,
    /// Told probability against what was true, from 0 to 1 in steps; bins without a landing are left out.
    pub reliability: Vec<ReliabilityBin>,
    /// The hidden landings by their true source, the biggest first, at most twenty.
    pub by_source: Vec<SourceTest>,
}

/// How well known origins are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Discernment {
    /// Too few landings are known to be private, or to be public, for a test.
    TooFew,
    /// Hardly better than guessing: fewer than 70 of 100 pairs in the right order.
    Poor,
    /// 70 to 84 of 100, or more but told too high or too low.
    Fair,
    /// 85 of 100 or more, and told about as often as true.
    Good,
}

/// How good told probabilities are on landings whose truth is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scores {
    /// Of all pairs of a private and a public landing, the part in which the private one has the higher probability
    /// (ties count half): the area under the ROC curve. 0.5 is guessing, 1 is perfect.
    pub pairs_right: f64,
    /// Average precision: the area under the precision-recall curve. Guessing gives the private part of the landings.
    pub average_precision: f64,
    /// Brier score (Brier, 1950): the mean square of probability minus truth. 0 is perfect.
    pub brier: f64,
    /// Expected calibration error: how far told probability and true part lie apart, on average over the landings.
    pub calibration_error: f64,
}

/// Hidden landings with about the same probability.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReliabilityBin {
    /// Where the bin begins and ends.
    pub range: (f64, f64),
    /// Mean probability that was told.
    pub told: f64,
    /// The part that was private in truth.
    pub observed: f64,
    /// Landings in the bin.
    pub landings: u64,
}

/// Hidden landings of one source.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceTest {
    /// The source that the evidence names; `None` where it names none.
    pub source: Option<SourceName>,
    /// Whether it is private.
    pub private: bool,
    /// Hidden landings.
    pub landings: u64,
    /// Mean probability of private sharing that was told of them.
    pub told: f64,
}

/// With fewer landings of either sort than this, a test says nothing.
const FEWEST: usize = 20;
/// Whoever is further off than this on average does not know well, however good the order.
const WELL_CALIBRATED: f64 = 0.15;
/// How many sources are listed.
const SOURCES: usize = 20;

/// A hidden landing: what the evidence says that was hidden, and what was told without it.
pub(crate) struct Hidden {
    pub(crate) source: Option<SourceName>,
    pub(crate) private: bool,
    /// By the estimate.
    pub(crate) told: f64,
    /// By the landing-page rule.
    pub(crate) by_rule: f64,
}

impl Backtest {
    /// Returns the outcome where nothing could be hidden.
    pub fn untested() -> Self {
        Self::of(&[])
    }

    /// Scores hidden landings.
    pub(crate) fn of(hidden: &[Hidden]) -> Self {
        let private = hidden.iter().filter(|landing| landing.private).count();
        let public = hidden.len() - private;
        let told: Vec<Case> =
            hidden.iter().map(|landing| Case { told: landing.told, private: landing.private }).collect();
        let by_rule: Vec<Case> =
            hidden.iter().map(|landing| Case { told: landing.by_rule, private: landing.private }).collect();
        let enough = private.min(public) >= FEWEST;
        let estimate = enough.then(|| Scores::of(&told));
        Self {
            private: private as u64,
            public: public as u64,
            discernment: estimate.map_or(Discernment::TooFew, Discernment::of),
            estimate,
            rule: enough.then(|| Scores::of(&by_rule)),
            reliability: if enough { scores::reliability(&told) } else { Vec::new() },
            by_source: if enough { by_source(hidden) } else { Vec::new() },
        }
    }
}

impl Discernment {
    fn of(scores: Scores) -> Self {
        match scores.pairs_right {
            right if right >= 0.85 && scores.calibration_error <= WELL_CALIBRATED => Self::Good,
            right if right >= 0.7 => Self::Fair,
            _ => Self::Poor,
        }
    }
}

fn by_source(hidden: &[Hidden]) -> Vec<SourceTest> {
    let mut sums: BTreeMap<(bool, Option<&SourceName>), (u64, f64)> = BTreeMap::new();
    for landing in hidden {
        let sum = sums.entry((landing.private, landing.source.as_ref())).or_default();
        *sum = (sum.0 + 1, sum.1 + landing.told);
    }
    let mut tests: Vec<SourceTest> = sums
        .into_iter()
        .map(|((private, source), (landings, told))| SourceTest {
            source: source.cloned(),
            private,
            landings,
            told: told / landings as f64,
        })
        .collect();
    // The sums came in the order of their names, which a stable sort keeps for those of equal size.
    tests.sort_by_key(|test| std::cmp::Reverse(test.landings));
    tests.truncate(SOURCES);
    tests
}
