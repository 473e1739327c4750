//! What the estimate must reach before it may be shown, and what it aims at.
//!
//! The thresholds were set before the estimate was judged for the first time: to loosen one so that a change passes is to
//! stop judging.

use std::fmt;

use super::means::Means;
use super::metric::Metric;
use super::score::Score;

/// What is wanted of one figure.
pub(super) struct Target {
    pub(super) metric: Metric,
    pub(super) must: Option<Claim>,
    pub(super) aim: Option<Claim>,
}

/// What is claimed of a figure's means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Claim {
    AtLeast(f64),
    AtMost(f64),
    Between(f64, f64),
    /// Above nought in every scenario.
    Everywhere,
}

/// All targets.
pub(super) const TARGETS: &[Target] = &[
    target(Metric::AveragePrecision, Claim::AtLeast(0.78), Claim::AtLeast(0.88)),
    Target { metric: Metric::PrecisionGain, must: Some(Claim::Everywhere), aim: None },
    target(Metric::Brier, Claim::AtMost(0.17), Claim::AtMost(0.11)),
    Target { metric: Metric::BrierGain, must: Some(Claim::Everywhere), aim: None },
    target(Metric::ShareError, Claim::AtMost(6.0), Claim::AtMost(4.0)),
    target(Metric::IntervalHolds, Claim::Between(65.0, 95.0), Claim::Between(72.0, 88.0)),
    Target { metric: Metric::IntervalWidth, must: None, aim: Some(Claim::AtMost(14.0)) },
    target(Metric::CalibrationError, Claim::AtMost(0.08), Claim::AtMost(0.05)),
    target(Metric::NamedRight, Claim::AtLeast(0.5), Claim::AtLeast(0.6)),
    target(Metric::MixOfNamed, Claim::AtMost(0.35), Claim::AtMost(0.2)),
];

const fn target(metric: Metric, must: Claim, aim: Claim) -> Target {
    Target { metric, must: Some(must), aim: Some(aim) }
}

/// What became of a claim.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Verdict {
    Met,
    MissedBy(f64),
    /// No log gives the figure, so nobody can say that the claim is met.
    NotMeasured,
}

impl Claim {
    pub(super) fn verdict(self, means: &Means) -> Verdict {
        let value = if self == Self::Everywhere { means.least() } else { means.overall };
        let Some(value) = value else { return Verdict::NotMeasured };
        let missing = match self {
            Self::AtLeast(least) => least - value,
            Self::AtMost(most) => value - most,
            Self::Between(least, most) => (least - value).max(value - most),
            // A tie is no gain.
            Self::Everywhere if value == 0.0 => return Verdict::MissedBy(0.0),
            Self::Everywhere => -value,
        };
        if missing <= 0.0 { Verdict::Met } else { Verdict::MissedBy(missing) }
    }
}

impl fmt::Display for Claim {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtLeast(least) => write!(out, "≥ {least}"),
            Self::AtMost(most) => write!(out, "≤ {most}"),
            Self::Between(least, most) => write!(out, "{least}–{most}"),
            Self::Everywhere => out.write_str("> 0 in each"),
        }
    }
}

/// Names what must be met and is not.
pub(super) fn failed(scores: &[Score]) -> Vec<String> {
    let mut failed = Vec::new();
    for Target { metric, must, .. } in TARGETS {
        let Some(must) = must else { continue };
        if must.verdict(&Means::of(*metric, scores)) != Verdict::Met {
            failed.push(format!("{} must be {must}", metric.title().trim_start()));
        }
    }
    failed
}

#[cfg(test)]
mod tests {
    use super::super::means::tests::score;
    use super::super::scenario::Scenario;
    use super::*;

    #[test]
    fn a_claim_can_be_met_and_missed() {
        for (claim, expected) in [
            (Claim::AtLeast(0.5), Verdict::Met),
            (Claim::AtLeast(0.75), Verdict::MissedBy(0.25)),
            (Claim::AtMost(0.5), Verdict::Met),
            (Claim::AtMost(0.25), Verdict::MissedBy(0.25)),
            (Claim::Between(0.5, 0.75), Verdict::Met),
            (Claim::Between(0.75, 1.0), Verdict::MissedBy(0.25)),
            (Claim::Between(0.0, 0.25), Verdict::MissedBy(0.25)),
            (Claim::Everywhere, Verdict::MissedBy(0.25)),
        ] {
            let means = Means {
                by_scenario: vec![(Scenario::News, Some(1.25)), (Scenario::Shop, Some(-0.25))],
                overall: Some(0.5),
            };
            assert_eq!(claim.verdict(&means), expected, "{claim}");
        }
    }

    #[test]
    fn a_tie_with_the_rule_is_no_gain() {
        let means = |value| Means { by_scenario: vec![(Scenario::News, value)], overall: value };
        for (value, expected) in
            [(Some(0.0), Verdict::MissedBy(0.0)), (Some(0.001), Verdict::Met), (None, Verdict::NotMeasured)]
        {
            assert_eq!(Claim::Everywhere.verdict(&means(value)), expected, "{value:?}");
        }
    }

    #[test]
    fn what_must_be_met_and_is_not_is_named() {
        let failed = failed(&[score(Scenario::News, Some(0.5), 0.5)]);
        assert!(failed.contains(&"average precision must be ≥ 0.78".to_owned()), "{failed:?}");
        assert!(failed.contains(&"gain on the rule, precision must be > 0 in each".to_owned()), "{failed:?}");
        assert!(!failed.iter().any(|words| words.contains("dark share")), "{failed:?}");
    }
}
