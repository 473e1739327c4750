//! The back-test in JSON: its summary, as it stands in every report.

use serde::Serialize;
use uc_engine::backtest::{Backtest, Discernment, Scores};

use super::payload::Number;

/// What was hidden and how well it was told apart.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct TestPayload {
    /// Landings known to be private whose evidence was hidden.
    private: u64,
    /// Landings known to be public whose evidence was hidden.
    public: u64,
    /// `too_few`, `poor`, `fair` or `good`.
    discernment: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    estimate: Option<ScoresPayload>,
    #[serde(skip_serializing_if = "Option::is_none")]
    landing_page_rule: Option<ScoresPayload>,
}

/// Scores of told probabilities.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct ScoresPayload {
    pairs_right: Number,
    average_precision: Number,
    brier: Number,
    calibration_error: Number,
}

impl From<&Backtest> for TestPayload {
    fn from(test: &Backtest) -> Self {
        Self {
            private: test.private,
            public: test.public,
            discernment: match test.discernment {
                Discernment::TooFew => "too_few",
                Discernment::Poor => "poor",
                Discernment::Fair => "fair",
                Discernment::Good => "good",
            },
            estimate: test.estimate.map(ScoresPayload::from),
            landing_page_rule: test.rule.map(ScoresPayload::from),
        }
    }
}

impl From<Scores> for ScoresPayload {
    fn from(scores: Scores) -> Self {
        Self {
            pairs_right: Number(scores.pairs_right),
            average_precision: Number(scores.average_precision),
            brier: Number(scores.brier),
            calibration_error: Number(scores.calibration_error),
        }
    }
}
