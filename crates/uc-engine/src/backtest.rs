//! The masked back-test: landings whose origin is known have their evidence hidden, and the estimate must tell the
//! private from the public.
//!
//! It shows how well *known* origins are told apart. It does not show how right the total is: landings that show
//! where they came from are not like those that do not (they are "not selected at random", as the literature on
//! learning from positive and unlabelled examples says). Only tagged links show that.

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
    /// 70 to 84 of 100.
    Fair,
    /// 85 of 100 or more.
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
    pub source: Option<crate::source::SourceName>,
    /// Whether it is private.
    pub private: bool,
    /// Hidden landings.
    pub landings: u64,
    /// Mean probability of private sharing that was told of them.
    pub told: f64,
}
