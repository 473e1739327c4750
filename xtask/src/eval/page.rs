//! How an evaluation is shown: plain aligned text that can stand in a document as it is. It computes nothing.

use super::means::{Means, scenarios};
use super::metric::Metric;
use super::reliability::Reliability;
use super::score::Score;
use super::target::{Claim, TARGETS, Verdict};

/// Prints the names of the columns of [`print_each`].
pub(super) fn print_each_head() {
    println!(
        "{:<16}{:>9}{:>7}{:>7}{:>14}{:>7}{:>7}{:>7}{:>7}{:>7}",
        "log", "landings", "true", "share", "interval", "AP", "Brier", "ECE", "named", "TV"
    );
}

/// Prints a line about one log. Shares are in per cent; `!` marks an interval that misses the truth.
pub(super) fn print_each(score: &Score) {
    let percent = |share: f64| format!("{:.1}", 100.0 * share);
    let [low, high] = score.estimate.interval.map(percent);
    let miss = if score.interval_holds() { ' ' } else { '!' };
    let metric = |metric: Metric| metric.of(score).map_or("-".to_owned(), |value| metric.shown(value));
    println!(
        "{:<16}{:>9}{:>7}{:>7}{:>14}{:>7}{:>7}{:>7}{:>7}{:>7}",
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
        for claim in [target.must, target.aim] {
            row.extend(claimed(metric, claim, means));
        }
    }
    row
}

fn claimed(metric: Metric, claim: Option<Claim>, means: &Means) -> [String; 2] {
    let Some(claim) = claim else { return [String::new(), String::new()] };
    let verdict = match claim.verdict(means) {
        Verdict::Met => "met".to_owned(),
        Verdict::MissedBy(missing) => format!("NO, by {}", metric.shown(missing).trim_start_matches('+')),
        Verdict::NotMeasured => "NO, not measured".to_owned(),
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
}

/// Prints rows in columns: the first to the left, numbers up to `numbers` to the right, words after them to the left.
fn print_aligned(rows: &[Vec<String>], numbers: usize) {
    let mut widths = Vec::new();
    for (column, cell) in rows.iter().flat_map(|row| row.iter().enumerate()) {
        widths.resize(widths.len().max(column + 1), 0);
        widths[column] = widths[column].max(cell.chars().count());
    }
    for row in rows {
        let mut line = String::new();
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            line += &if (1..numbers).contains(&column) {
                format!("  {cell:>width$}")
            } else if column == 0 {
                format!("{cell:<width$}")
            } else {
                format!("  {cell:<width$}")
            };
        }
        println!("{}", line.trim_end());
    }
}
