//! The figures of a score that are averaged and shown, as one table.

use super::score::Score;

/// A figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Metric {
    AveragePrecision,
    PrecisionGain,
    Brier,
    BrierGain,
    ShareError,
    IntervalHolds,
    IntervalWidth,
    CalibrationError,
    NamedRight,
    MixOfNamed,
    Mix,
    ShareBias,
    RulePrecision,
    RuleBrier,
    RuleShareError,
    Missed,
    Invented,
}

impl Metric {
    /// In the order in which they are shown.
    pub(super) const ALL: [Self; 17] = [
        Self::AveragePrecision,
        Self::PrecisionGain,
        Self::Brier,
        Self::BrierGain,
        Self::ShareError,
        Self::IntervalHolds,
        Self::IntervalWidth,
        Self::CalibrationError,
        Self::NamedRight,
        Self::MixOfNamed,
        Self::Mix,
        Self::ShareBias,
        Self::RulePrecision,
        Self::RuleBrier,
        Self::RuleShareError,
        Self::Missed,
        Self::Invented,
    ];

    pub(super) fn title(self) -> &'static str {
        match self {
            Self::AveragePrecision => "average precision",
            Self::PrecisionGain => "  gain on the rule, precision",
            Self::Brier => "Brier score",
            Self::BrierGain => "  gain on the rule, Brier",
            Self::ShareError => "error of dark share, points",
            Self::IntervalHolds => "interval holds the truth, %",
            Self::IntervalWidth => "  its width, points",
            Self::CalibrationError => "calibration error",
            Self::NamedRight => "messenger right where shown",
            Self::MixOfNamed => "distance of messenger mix",
            Self::Mix => "  with not_known as a class",
            Self::ShareBias => "bias of dark share, points",
            Self::RulePrecision => "rule: average precision",
            Self::RuleBrier => "rule: Brier score",
            Self::RuleShareError => "rule: error of share, points",
            Self::Missed => "landings missed, in 100",
            Self::Invented => "landings invented, in 100",
        }
    }

    /// Returns the figure for one log; `None` where the log gives none.
    pub(super) fn of(self, score: &Score) -> Option<f64> {
        let (estimate, rule) = (&score.estimate, &score.rule);
        let points_off = |share: f64| 100.0 * (share - score.true_share);
        match self {
            Self::AveragePrecision => estimate.average_precision,
            Self::PrecisionGain => Some(estimate.average_precision? - rule.average_precision?),
            Self::Brier => Some(estimate.brier),
            Self::BrierGain => Some(rule.brier - estimate.brier),
            Self::ShareError => Some(points_off(estimate.share).abs()),
            Self::IntervalHolds => Some(if score.interval_holds() { 100.0 } else { 0.0 }),
            Self::IntervalWidth => Some(100.0 * (estimate.interval[1] - estimate.interval[0])),
            Self::CalibrationError => Some(estimate.reliability.error()),
            Self::NamedRight => score.named_right,
            Self::MixOfNamed => estimate.mix_named,
            Self::Mix => estimate.mix,
            Self::ShareBias => Some(points_off(estimate.share)),
            Self::RulePrecision => rule.average_precision,
            Self::RuleBrier => Some(rule.brier),
            Self::RuleShareError => Some(points_off(rule.share).abs()),
            Self::Missed => Some(100.0 * score.missed),
            Self::Invented => Some(100.0 * score.invented),
        }
    }

    /// Returns a value as it is shown: points and percents with one digit, all else with three.
    pub(super) fn shown(self, value: f64) -> String {
        match self {
            Self::ShareBias => format!("{value:+.1}"),
            Self::ShareError | Self::IntervalHolds | Self::IntervalWidth | Self::RuleShareError => {
                format!("{value:.1}")
            }
            Self::Missed | Self::Invented => format!("{value:.2}"),
            Self::PrecisionGain | Self::BrierGain => format!("{value:+.3}"),
            _ => format!("{value:.3}"),
        }
    }
}
