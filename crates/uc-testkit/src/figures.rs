//! What every report must hold: the parts sum to the whole, intervals hold their values, and all numbers are numbers.

use uc_engine::backtest::Backtest;
use uc_engine::report::{Method, Report};

/// Checks a report's figures against each other.
///
/// # Panics
/// If two of them disagree; the message names the log and what is wrong.
pub fn check(name: &str, report: &Report) {
    let all = report.landings as f64;
    let dark = &report.dark;
    let near = |what: &str, sum: f64, whole: f64| {
        assert!((sum - whole).abs() <= 1e-6 + 1e-9 * all, "{name}: {what}: {sum} is not {whole}");
    };
    for (what, number) in numbers(report) {
        assert!(number.is_finite() && number >= 0.0, "{name}: {what} is {number}");
    }
    near(
        "channels and machines",
        report.channels.iter().map(|row| row.landings).sum::<f64>() + report.machines,
        all,
    );
    near("messengers", dark.by_source.iter().map(|row| row.landings).sum(), dark.landings);
    near("evidence", (dark.declared + dark.revealed) as f64 + dark.inferred, dark.landings);
    near(
        "known",
        dark.by_source.iter().map(|row| row.known).sum::<u64>() as f64,
        (dark.declared + dark.revealed) as f64,
    );
    let pages: f64 = dark.by_page.iter().map(|row| row.landings).sum();
    if dark.by_page.len() < 50 {
        near("pages", pages, dark.landings);
    }
    let buckets = &report.timeline.buckets;
    near("buckets", buckets.iter().map(|bucket| bucket.dark).sum(), dark.landings);
    assert_eq!(buckets.iter().map(|bucket| bucket.landings).sum::<u64>(), report.landings, "{name}");
    assert_eq!(buckets.iter().map(|bucket| bucket.shares_seen).sum::<u64>(), report.shares.count, "{name}");
    assert_eq!(
        report.shares.by_source.iter().map(|row| row.count).sum::<u64>(),
        report.shares.count,
        "{name}"
    );
    check_shares(name, report);
    check_intervals(name, report);
    if let Some(backtest) = &report.backtest {
        check_backtest(name, backtest);
    }
    let lines = &report.lines;
    let kinds = [lines.pages, lines.other_pages, lines.assets, lines.previews, lines.bots, lines.errors];
    assert_eq!(kinds.iter().sum::<u64>() + lines.filtered + lines.unparsed, lines.read, "{name}");
    assert_eq!(lines.bots_by_class.iter().map(|(_, count)| count).sum::<u64>(), lines.bots, "{name}");
    assert!(report.visitors <= report.landings && report.landings <= report.page_views, "{name}");
    assert_eq!(report.method == Method::Estimate, report.backtest.is_some(), "{name}");
}

fn numbers(report: &Report) -> Vec<(&'static str, f64)> {
    let dark = &report.dark;
    let mut numbers = vec![
        ("machines", report.machines),
        ("dark landings", dark.landings),
        ("dark share", dark.share),
        ("inferred", dark.inferred),
        ("rule", report.rule.landings),
        ("rule's share", report.rule.share),
    ];
    numbers.extend(
        report.channels.iter().flat_map(|row| [("channel", row.landings), ("channel's share", row.share)]),
    );
    numbers.extend(report.either.iter().map(|row| ("either", row.private)));
    numbers.extend(
        report
            .timeline
            .buckets
            .iter()
            .flat_map(|bucket| [("bucket", bucket.dark), ("direct", bucket.direct)]),
    );
    numbers
}

fn check_shares(name: &str, report: &Report) {
    let dark = &report.dark;
    let shares = report.channels.iter().map(|row| row.share);
    for share in shares.chain([dark.share, dark.interval.0, dark.interval.1, report.rule.share]) {
        assert!((0.0..=1.0).contains(&share), "{name}: a share is {share}");
    }
    for row in &report.either {
        assert!(row.private <= row.landings as f64, "{name}: {row:?}");
    }
}

/// Every interval lies between what is known and all there is, and holds its value.
fn check_intervals(name: &str, report: &Report) {
    let dark = &report.dark;
    let check = |what: &str, known: f64, (low, high): (f64, f64), value: f64, all: f64| {
        let holds = known <= low && low <= value && value <= high && high <= all;
        assert!(holds, "{name}: {what}: {known} known, {value} in {low} to {high}, of {all}");
    };
    check("share", 0.0, dark.interval, dark.share, 1.0);
    let all = report.landings as f64;
    for row in &dark.by_source {
        check("messenger", row.known as f64, row.interval, row.landings, all);
    }
    for row in &dark.by_page {
        check(&row.page, row.known as f64, row.interval, row.landings, row.all_landings as f64);
    }
    for bucket in &report.timeline.buckets {
        check("bucket", 0.0, bucket.dark_interval, bucket.dark, bucket.landings as f64);
    }
}

/// Checks that a back-test's scores are parts of one and that its parts sum up.
///
/// # Panics
/// If they are not.
pub fn check_backtest(name: &str, backtest: &Backtest) {
    let scores = backtest.estimate.iter().chain(&backtest.rule);
    for score in scores.flat_map(|s| [s.pairs_right, s.average_precision, s.brier, s.calibration_error]) {
        assert!((0.0..=1.0).contains(&score), "{name}: {backtest:?}");
    }
    for bin in &backtest.reliability {
        let (low, high) = bin.range;
        assert!(
            low <= bin.told && bin.told <= high && (0.0..=1.0).contains(&bin.observed),
            "{name}: {bin:?}"
        );
    }
    let hidden = backtest.private + backtest.public;
    let told: u64 = backtest.reliability.iter().map(|bin| bin.landings).sum();
    assert!(told == hidden || backtest.reliability.is_empty(), "{name}: {backtest:?}");
    for source in &backtest.by_source {
        assert!((0.0..=1.0).contains(&source.told) && source.landings > 0, "{name}: {source:?}");
    }
}
