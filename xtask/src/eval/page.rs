//! How an evaluation is shown: plain aligned text that can stand in a document as it is. It computes nothing.

use super::config::Config;
use super::means::{Means, scenarios};
use super::metric::Metric;
use super::reliability::Reliability;
use super::score::Score;
use super::target::{Claim, TARGETS, Verdict};

/// Prints the names of the columns of [`print_each`].
pub(super) fn print_each_head(log_width: usize) {
    println!(
        "{:<log_width$}{:>10}{:>7}{:>7}{:>14}{:>7}{:>7}{:>7}{:>7}{:>7}",
        "log", "landings", "true", "share", "interval", "AP", "Brier", "ECE", "named", "TV"
    );
}

/// Prints a line about one log. Shares are in per cent; `!` marks an interval that misses the truth.
pub(super) fn print_each(score: &Score, log_width: usize) {
    let percent = |share: f64| format!("{:.1}", 100.0 * share);
    let [low, high] = score.estimate.interval.map(percent);
    let miss = if score.interval_holds() { ' ' } else { '!' };
    let metric = |metric: Metric| metric.of(score).map_or("-".to_owned(), |value| metric.shown(value));
    println!(
        "{:<log_width$}{:>10}{:>7}{:>7}{:>14}{:>7}{:>7}{:>7}{:>7}{:>7}",
        score.name,
        score.landings,
        percent(score.true_share),
        percent(score.estimate.share),
        format!("{low}–{high}{miss}"),
        metric(Metric::AveragePrecision),
        metric(Metric::Brier),
        metric(Metric::CalibrationError),
        metric(Metric::NamedRight),
        metric(Metric::MixOfNamed),
    );
}

/// Prints what was judged on which logs.
pub(super) fn print_head(scores: &[Score], config: &Config) {
    let mut methods: Vec<&str> = scores.iter().map(|score| score.method.as_str()).collect();
    methods.sort_unstable();
    methods.dedup();
    println!("{}: {}\n", methods.join(", "), config.told());
}

/// Prints the means of all figures beside what is wanted of them.
pub(super) fn print_table(scores: &[Score]) {
    let scenarios = scenarios(scores);
    let mut head = vec!["mean over the logs of".to_owned()];
    head.extend(scenarios.iter().map(ToString::to_string));
    head.extend(["all", "must", "", "aim", ""].map(str::to_owned));
    let mut counts = vec!["logs".to_owned()];
    for scenario in &scenarios {
        counts.push(scores.iter().filter(|score| score.scenario == *scenario).count().to_string());
    }
    counts.push(scores.len().to_string());
    let mut rows = vec![head, counts];
    rows.extend(Metric::ALL.map(|metric| row(metric, &Means::of(metric, scores))));
    print_aligned(&rows, scenarios.len() + 2);
}

fn row(metric: Metric, means: &Means) -> Vec<String> {
    let shown = |mean: Option<f64>| mean.map_or("-".to_owned(), |value| metric.shown(value));
    let mut row = vec![metric.title().to_owned()];
    row.extend(means.by_scenario.iter().map(|(_, mean)| shown(*mean)));
    row.push(shown(means.overall));
    if let Some(target) = TARGETS.iter().find(|target| target.metric == metric) {
        row.extend(claimed(metric, target.must, "NO", means));
        row.extend(claimed(metric, target.aim, "no", means));
    }
    row
}

fn claimed(metric: Metric, claim: Option<Claim>, no: &str, means: &Means) -> [String; 2] {
    let Some(claim) = claim else { return [String::new(), String::new()] };
    let verdict = match claim.verdict(means) {
        Verdict::Met => "met".to_owned(),
        Verdict::MissedBy(0.0) => format!("{no}, a tie"),
        Verdict::MissedBy(missing) => format!("{no}, by {}", metric.shown(missing).trim_start_matches('+')),
        Verdict::NotMeasured => format!("{no}, not measured"),
    };
    [claim.to_string(), verdict]
}

/// Prints how often landings of about one probability were private, over all logs.
pub(super) fn print_reliability(scores: &[Score]) {
    let mut pooled = Reliability::default();
    for score in scores {
        pooled.add(&score.estimate.reliability);
    }
    println!();
    let mut rows = vec![["p_dark", "mean", "private", "landings"].map(str::to_owned).to_vec()];
    for (index, bin) in pooled.bins.iter().enumerate() {
        let shown = |value: Option<f64>| value.map_or("-".to_owned(), |value| format!("{value:.3}"));
        let (low, high) = (index as f64 / 10.0, (index + 1) as f64 / 10.0);
        rows.push(vec![
            format!("{low:.1}–{high:.1}"),
            shown(bin.mean()),
            shown(bin.private_share()),
            bin.count.to_string(),
        ]);
    }
    print_aligned(&rows, 4);
    println!("calibration error of all logs together: {:.3}", pooled.error());
}

/// Prints rows in columns: the first to the left, numbers up to `numbers` to the right, words after them to the left.
fn print_aligned(rows: &[Vec<String>], numbers: usize) {
    for line in aligned(rows, numbers) {
        println!("{line}");
    }
}

fn aligned(rows: &[Vec<String>], numbers: usize) -> Vec<String> {
    let mut widths = Vec::new();
    for (column, cell) in rows.iter().flat_map(|row| row.iter().enumerate()) {
        widths.resize(widths.len().max(column + 1), 0);
        widths[column] = widths[column].max(cell.chars().count());
    }
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).enumerate().map(|(column, (cell, width))| {
            if (1..numbers).contains(&column) { format!("{cell:>width$}") } else { format!("{cell:<width$}") }
        });
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::super::means::tests::score;
    use super::super::scenario::Scenario;
    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_longest_cell() {
        let rows = [["", "all", "must"], ["Brier score", "0.25", "≤ 0.17"]];
        let rows = rows.map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(aligned(&rows, 2), ["              all  must", "Brier score  0.25  ≤ 0.17"]);
    }

    #[test]
    fn a_row_says_what_is_met_and_what_is_missed_by_how_much() {
        let scores = [score(Scenario::News, Some(0.75), 0.45), score(Scenario::Club, Some(0.87), 0.5)];
        for (metric, expected) in [
            (
                Metric::AveragePrecision,
                vec!["0.750", "0.870", "0.810", "≥ 0.78", "met", "≥ 0.88", "no, by 0.070"],
            ),
            (Metric::PrecisionGain, vec!["+0.250", "+0.370", "+0.310", "> 0 in each", "met", "", ""]),
            (Metric::BrierGain, vec!["+0.000", "+0.000", "+0.000", "> 0 in each", "NO, a tie", "", ""]),
            (Metric::ShareError, vec!["5.0", "0.0", "2.5", "≤ 6", "met", "≤ 4", "met"]),
            (
                Metric::NamedRight,
                vec!["-", "-", "-", "≥ 0.5", "NO, not measured", "≥ 0.6", "no, not measured"],
            ),
            (Metric::RuleBrier, vec!["0.250", "0.250", "0.250"]),
        ] {
            assert_eq!(row(metric, &Means::of(metric, &scores))[1..], expected, "{metric:?}");
        }
    }
}
