//! A figure's means: over the logs of each scenario, then over the scenarios, so that many logs of one do not outweigh.

use super::metric::Metric;
use super::scenario::Scenario;
use super::score::Score;

/// The means of one figure.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Means {
    /// Of the scenarios that were judged; `None` where no log gives the figure.
    pub(super) by_scenario: Vec<(Scenario, Option<f64>)>,
    /// Over the scenarios that have one.
    pub(super) overall: Option<f64>,
}

impl Means {
    pub(super) fn of(metric: Metric, scores: &[Score]) -> Self {
        let mut by_scenario = Vec::new();
        for scenario in scenarios(scores) {
            let ours = scores.iter().filter(|score| score.scenario == scenario);
            by_scenario.push((scenario, mean(ours.filter_map(|score| metric.of(score)))));
        }
        let overall = mean(by_scenario.iter().filter_map(|(_, mean)| *mean));
        Self { by_scenario, overall }
    }

    /// Returns the least of the scenarios' means; `None` unless all have one.
    pub(super) fn least(&self) -> Option<f64> {
        let means: Option<Vec<f64>> = self.by_scenario.iter().map(|(_, mean)| *mean).collect();
        means?.into_iter().reduce(f64::min)
    }
}

/// Returns the scenarios that were judged.
pub(super) fn scenarios(scores: &[Score]) -> Vec<Scenario> {
    let is_judged = |scenario: &Scenario| scores.iter().any(|score| score.scenario == *scenario);
    Scenario::ALL.into_iter().filter(is_judged).collect()
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (mut sum, mut count) = (0.0, 0_u32);
    for value in values {
        sum += value;
        count += 1;
    }
    (count > 0).then(|| sum / f64::from(count))
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::reliability::Reliability;
    use super::super::score::Judged;
    use super::*;

    /// Makes a score in which the estimate's average precision and share are given.
    pub(in super::super) fn score(scenario: Scenario, precision: Option<f64>, share: f64) -> Score {
        let rule = Judged {
            share: 0.5,
            interval: [0.25, 0.75],
            average_precision: Some(0.5),
            brier: 0.25,
            reliability: Reliability::default(),
            mix_named: None,
            mix: None,
        };
        Score {
            scenario,
            name: scenario.to_string(),
            landings: 100,
            true_share: 0.5,
            method: "a_method".to_owned(),
            estimate: Judged { share, average_precision: precision, ..rule.clone() },
            rule,
            named_right: None,
            missed: 0.0,
            invented: 0.0,
        }
    }

    #[test]
    fn a_scenario_with_many_logs_does_not_outweigh() {
        let scores = [
            score(Scenario::News, Some(0.9), 0.5),
            score(Scenario::News, Some(0.7), 0.5),
            score(Scenario::News, None, 0.5),
            score(Scenario::Club, Some(0.4), 0.5),
        ];
        let means = Means::of(Metric::AveragePrecision, &scores);
        let near = |found: Option<f64>, expected: f64| {
            assert!(found.is_some_and(|found| (found - expected).abs() < 1e-12), "{found:?}, not {expected}");
        };
        near(means.by_scenario[0].1, 0.8);
        near(means.overall, 0.6);
        near(means.least(), 0.4);
        near(Means::of(Metric::PrecisionGain, &scores).least(), -0.1);
        assert_eq!(Means::of(Metric::NamedRight, &scores).overall, None);
    }

    #[test]
    fn the_error_of_the_share_has_no_sign_and_its_bias_has_one() {
        let scores = [score(Scenario::Shop, None, 0.4), score(Scenario::Shop, None, 0.6)];
        let overall = |metric| Means::of(metric, &scores).overall.expect("every log has a share");
        assert!((overall(Metric::ShareError) - 10.0).abs() < 1e-9);
        assert!(overall(Metric::ShareBias).abs() < 1e-9);
    }
}
