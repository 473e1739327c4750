//! What an estimate makes of the made-up bakery, and of a log that is too short for one.
//!
//! The figures are invented, but they agree with each other: parts sum to the whole, every interval holds its figure,
//! bins and sources of the back-test are the hidden landings.

use uc_engine::backtest::{Backtest, Discernment, ReliabilityBin, Scores, SourceTest};
use uc_engine::report::{ChannelRow, DarkSocial, Doubt, Method, Report, SharesSeen, SourceRow};
use uc_engine::source::{Channel, SourceName};

/// Landings that it takes for machines; they too came as direct.
const MACHINES: f64 = 42.3;

/// Landings that the estimate adds to the proven ones: from direct, and from sources that could be either.
const FROM_DIRECT: f64 = 440.0;
const FROM_EITHER: [(&str, f64); 3] = [("instagram", 8.4), ("facebook", 3.1), ("linkedin", 1.1)];

/// What the estimate adds to each page of the list, in its order by the rule.
const PAGES: [f64; 14] = [158.2, 98.4, 66.1, 30.7, 41.5, 22.3, 9.8, 8.9, 5.2, 6.4, 2.1, 1.6, 0.9, 0.5];

/// What the estimate adds to each messenger; the rest has no name.
const MESSENGERS: [(&str, f64); 8] = [
    ("whatsapp", 186.4),
    ("email", 22.1),
    ("telegram", 31.8),
    ("messenger", 6.3),
    ("signal", 24.5),
    ("slack", 1.2),
    ("threema", 0.6),
    ("discord", 0.4),
];

/// Sets the estimate in the place of the rule.
pub(super) fn bakery(mut report: Report) -> Report {
    let from_either: f64 = FROM_EITHER.iter().map(|(_, part)| part).sum();
    let (by_rule, inferred) = (report.dark.inferred, FROM_DIRECT + from_either);
    report.machines = MACHINES;
    let all = report.landings as f64 - MACHINES;
    let known = report.dark.declared + report.dark.revealed;
    let landings = known as f64 + inferred;
    for (row, added) in report.dark.by_page.iter_mut().zip(PAGES) {
        row.landings = row.known as f64 + added;
        row.interval = (row.known as f64 + 0.7 * added, row.known as f64 + 1.4 * added);
    }
    report.dark.by_page.sort_by(|a, b| b.landings.total_cmp(&a.landings));
    report.dark = DarkSocial {
        landings,
        share: landings / all,
        interval: (430.0 / all, 660.0 / all),
        inferred,
        by_source: messengers(&report.dark.by_source, inferred),
        ..report.dark
    };
    for day in &mut report.timeline.buckets {
        let known = day.dark_interval.0;
        let added = (day.dark - known) * inferred / by_rule;
        day.dark = known + added;
        day.dark_interval = (known + 0.7 * added, (known + 1.4 * added).min(day.landings as f64));
    }
    for row in &mut report.either {
        let named = |name: &str| row.source.as_ref().is_some_and(|source| source.as_str() == name);
        row.private = FROM_EITHER.iter().find(|(name, _)| named(name)).map_or(0.0, |(_, part)| *part);
    }
    for row in &mut report.channels {
        row.landings = match row.channel {
            Channel::DarkSocial => landings,
            Channel::Direct => row.landings + by_rule - FROM_DIRECT - MACHINES,
            Channel::Social => row.landings - from_either,
            _ => row.landings,
        };
        row.share = row.landings / all;
    }
    report.channels.sort_by(|a, b| b.landings.total_cmp(&a.landings));
    report.method = Method::Estimate;
    report.backtest = Some(backtest());
    report.doubts = vec![Doubt::MostlyUnexplained(1_253.0 / 2_310.0), Doubt::FewKnownPrivate(known)];
    report
}

/// Cuts a report down to two days of a club, with too little in them to test the estimate on.
pub(super) fn untested(mut report: Report) -> Report {
    let tested = Backtest { private: 3, public: 9, ..Backtest::untested() };
    report.landings = 120;
    report.machines = 0.0;
    report.visitors = 88;
    report.dark.landings = 41.3;
    (report.dark.declared, report.dark.revealed, report.dark.inferred) = (1, 2, 38.3);
    (report.dark.share, report.dark.interval) = (41.3 / 120.0, (9.0 / 120.0, 84.0 / 120.0));
    let row = |channel, landings: f64| ChannelRow { channel, landings, share: landings / 120.0 };
    report.channels =
        vec![row(Channel::Direct, 69.7), row(Channel::DarkSocial, 41.3), row(Channel::Search, 9.0)];
    report.shares = SharesSeen::default();
    report.either.clear();
    report.sources.clear();
    report.dark.by_source = vec![SourceRow { source: None, landings: 41.3, interval: (9.0, 84.0), known: 3 }];
    report.dark.by_page.truncate(1);
    for row in &mut report.dark.by_page {
        (row.landings, row.interval, row.known, row.all_landings) = (41.3, (9.0, 84.0), 3, 111);
    }
    report.timeline.buckets.truncate(2);
    for (day, dark) in report.timeline.buckets.iter_mut().zip([20.6, 20.7]) {
        (day.landings, day.dark, day.dark_interval, day.direct) = (60, dark, (4.0, 44.0), 34.85);
        day.shares_seen = 0;
    }
    report.period = report.period.map(|(first, _)| (first, first + 86_400));
    (report.rule.landings, report.rule.share) = (97.0, 97.0 / 120.0);
    report.backtest = Some(tested);
    report.doubts = vec![
        Doubt::ShortPeriod(2),
        Doubt::FewLandings(120),
        Doubt::FewKnownPrivate(3),
        Doubt::NoPreviews,
        Doubt::NoReferrer,
        Doubt::MostlyUnexplained(0.9),
    ];
    report
}

/// Adds to each messenger what the estimate gives it; "not known" stands last.
fn messengers(by_rule: &[SourceRow], inferred: f64) -> Vec<SourceRow> {
    let known = |name: &str| {
        let row = by_rule.iter().find(|row| row.source.as_ref().is_some_and(|known| known.as_str() == name));
        row.map_or(0, |row| row.known)
    };
    let row = |source, known: u64, added: f64| SourceRow {
        source,
        landings: known as f64 + added,
        interval: (known as f64 + 0.6 * added, known as f64 + 1.5 * added),
        known,
    };
    let named = MESSENGERS.iter().chain(&FROM_EITHER);
    let mut rows: Vec<SourceRow> =
        named.clone().map(|(name, added)| row(Some(SourceName::Known(name)), known(name), *added)).collect();
    rows.sort_by(|a, b| b.landings.total_cmp(&a.landings));
    rows.push(row(None, 0, inferred - named.map(|(_, added)| added).sum::<f64>()));
    rows
}

fn backtest() -> Backtest {
    let bin = |(index, &(told, private, landings)): (usize, &(f64, u64, u64))| ReliabilityBin {
        range: (index as f64 / 10.0, (index + 1) as f64 / 10.0),
        told,
        observed: private as f64 / landings as f64,
        landings,
    };
    // Mean told probability, private landings, landings.
    const BINS: [(f64, u64, u64); 10] = [
        (0.03, 7, 712),
        (0.14, 7, 96),
        (0.24, 8, 41),
        (0.35, 10, 32),
        (0.45, 9, 22),
        (0.55, 10, 19),
        (0.66, 11, 18),
        (0.75, 10, 17),
        (0.86, 12, 15),
        (0.95, 11, 12),
    ];
    Backtest {
        private: 95,
        public: 889,
        discernment: Discernment::Good,
        estimate: Some(Scores {
            pairs_right: 0.912,
            average_precision: 0.683,
            brier: 0.0512,
            calibration_error: 0.0247,
        }),
        rule: Some(Scores {
            pairs_right: 0.738,
            average_precision: 0.214,
            brier: 0.3925,
            calibration_error: 0.3771,
        }),
        reliability: BINS.iter().enumerate().map(bin).collect(),
        by_source: sources_tested(),
    }
}

fn sources_tested() -> Vec<SourceTest> {
    let row = |source, private, landings, told| SourceTest { source, private, landings, told };
    let known = |name| Some(SourceName::Known(name));
    let seen = |name: &str| Some(SourceName::Seen(name.into()));
    vec![
        row(known("google"), false, 601, 0.05),
        row(known("bing"), false, 54, 0.06),
        row(known("whatsapp"), true, 41, 0.72),
        row(seen("stadtblatt-muenster.example"), false, 38, 0.18),
        row(known("duckduckgo"), false, 35, 0.05),
        row(known("facebook"), false, 33, 0.27),
        row(None, false, 31, 0.11),
        row(known("chatgpt"), false, 24, 0.09),
        row(seen("september-brief"), false, 22, 0.21),
        row(known("email"), true, 19, 0.44),
        row(seen("brotfreunde.example"), false, 19, 0.15),
        row(known("telegram"), true, 14, 0.66),
        row(seen("herbst-aktion"), false, 13, 0.13),
        row(known("pinterest"), false, 12, 0.16),
        row(known("messenger"), true, 9, 0.58),
        row(known("ecosia"), false, 7, 0.04),
        row(known("slack"), true, 5, 0.31),
        row(known("threema"), true, 4, 0.42),
        row(known("discord"), true, 3, 0.35),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::{bakery, untested};
    use super::*;

    fn close(one: f64, other: f64) {
        assert!((one - other).abs() < 1e-6, "{one} is not {other}");
    }

    #[test]
    fn the_parts_of_the_estimate_sum_to_the_whole() {
        let report = bakery();
        let dark = &report.dark;
        close((dark.declared + dark.revealed) as f64 + dark.inferred, dark.landings);
        close(report.channels.iter().map(|row| row.landings).sum::<f64>() + report.machines, 2_310.0);
        close(dark.by_source.iter().map(|row| row.landings).sum(), dark.landings);
        close(dark.by_page.iter().map(|row| row.landings).sum(), dark.landings);
        close(report.timeline.buckets.iter().map(|day| day.dark).sum(), dark.landings);
        assert_eq!(dark.by_source.iter().map(|row| row.known).sum::<u64>(), 95);
    }

    #[test]
    fn every_interval_holds_its_figure_and_is_held_by_what_there_is() {
        for report in [bakery(), untested()] {
            let check = |known: f64, value: f64, (low, high): (f64, f64), all: u64| {
                assert!(known <= low && low <= value && value <= high && high <= all as f64, "{value} {all}");
            };
            let dark = &report.dark;
            assert!(dark.interval.0 <= dark.share && dark.share <= dark.interval.1);
            for row in &dark.by_source {
                check(row.known as f64, row.landings, row.interval, report.landings);
            }
            for row in &dark.by_page {
                check(row.known as f64, row.landings, row.interval, row.all_landings);
            }
            for day in &report.timeline.buckets {
                check(0.0, day.dark, day.dark_interval, day.landings);
            }
        }
    }

    #[test]
    fn the_bins_are_the_hidden_landings() {
        let backtest = backtest();
        let bins = &backtest.reliability;
        assert_eq!(bins.iter().map(|bin| bin.landings).sum::<u64>(), backtest.private + backtest.public);
        close(bins.iter().map(|bin| bin.observed * bin.landings as f64).sum(), backtest.private as f64);
        let private =
            backtest.by_source.iter().filter(|row| row.private).map(|row| row.landings).sum::<u64>();
        assert_eq!(private, backtest.private);
    }
}
