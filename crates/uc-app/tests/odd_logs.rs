//! Logs at the edge: hardly a line, only machines, wrong clocks, too much of one thing. Each has a report whose figures
//! agree with each other, with the estimate and without.

#[path = "reading/gathered.rs"]
mod gathered;

use gathered::gathered;
use uc_engine::classify::Classified;
use uc_engine::priors::Priors;
use uc_engine::report::{Report, Wishes};
use uc_engine::source::SourceName;
use uc_testkit::logs::PHONE;
use uc_testkit::{figures, odd_logs, wishes};

fn report(text: &str) -> Report {
    Report::of(&gathered(text), &wishes::none())
}

#[test]
fn every_odd_log_has_a_report_whose_figures_agree() {
    for (name, text) in odd_logs::all() {
        let gathered = gathered(&text);
        for estimate in [true, false] {
            let wishes = Wishes { estimate, ..wishes::none() };
            let report = Report::of(&gathered, &wishes);
            figures::check(name, &report);
            let classified = Classified::of(&gathered, &wishes);
            let told: Vec<f64> = classified.verdicts().map(|verdict| verdict.p_dark).collect();
            assert_eq!(told.len() as u64, report.lines.read, "{name}");
            assert!(told.iter().all(|told| (0.0..=1.0).contains(told)), "{name}");
            let sum: f64 = told.iter().sum();
            assert!(
                (sum - report.dark.landings).abs() < 1e-6,
                "{name}: {sum} is not {}",
                report.dark.landings
            );
        }
    }
}

/// Priors at both ends of what a user may write: all nothing, all certain, and huge amounts.
#[test]
fn no_priors_that_a_user_may_write_make_figures_disagree() {
    let with = |part: f64, amount: f64| {
        let row = |row: &uc_engine::priors::Row| {
            let value = match row.what.measure() {
                uc_engine::priors::Measure::Part => part,
                uc_engine::priors::Measure::Amount => amount,
            };
            format!("{}\t{}\t{value}\t{value}\t{value}\tmine\n", row.what.name(), row.of)
        };
        let table: String = Priors::built_in().rows().map(row).collect();
        Priors::read(&table, "mine.tsv").expect("rows of the table")
    };
    for (part, amount) in [(0.0, 0.0), (1.0, 0.0), (0.0, 1e12), (1.0, 1e12), (1e-300, 1e-300), (1.0, 1e300)] {
        let priors = with(part, amount);
        for (name, text) in odd_logs::all() {
            let report = Report::of(&gathered(&text), &Wishes { priors: priors.clone(), ..wishes::none() });
            figures::check(&format!("{name}, with parts of {part} and amounts of {amount}"), &report);
        }
    }
}

#[test]
fn a_single_landing_without_evidence_may_be_anything() {
    let report = report(&odd_logs::line(odd_logs::START, "192.0.2.1", "/a/b-c-d", "-", PHONE));
    assert_eq!(report.landings, 1);
    let (low, high) = report.dark.interval;
    assert!(low < 0.1 && high > 0.9, "{low} to {high}");
}

#[test]
fn a_log_of_machines_alone_has_no_landing_and_no_share() {
    let (_, text) = odd_logs::all().into_iter().find(|(name, _)| *name == "bots only").expect("an odd log");
    let report = report(&text);
    assert_eq!((report.landings, report.dark.share, report.dark.interval), (0, 0.0, (0.0, 0.0)));
}

#[test]
fn what_is_tagged_throughout_is_told_for_certain() {
    let tagged = "/a/b-c-d?utm_source=whatsapp&utm_medium=dark_social";
    let line = |n: usize| {
        odd_logs::line(odd_logs::START + 700 * n as i64, &odd_logs::address(n), tagged, "-", PHONE)
    };
    let report = report(&(0..100).map(line).collect::<String>());
    assert_eq!((report.dark.declared, report.dark.inferred), (100, 0.0));
    assert_eq!((report.dark.share, report.dark.interval), (1.0, (1.0, 1.0)));
}

#[test]
fn a_preview_keeps_its_messenger_among_hundreds_of_unknown_apps() {
    for apps in [3, 300] {
        let report = report(&odd_logs::many_sources(apps));
        figures::check("many sources", &report);
        let named = |name: &str| {
            let is = |row: &&uc_engine::report::SourceRow| {
                row.source.as_ref().is_some_and(|source| source.as_str() == name)
            };
            report.dark.by_source.iter().find(is).map_or(0.0, |row| row.landings)
        };
        assert!(named("whatsapp") > 1.0, "{apps} apps: {}", named("whatsapp"));
    }
}

#[test]
fn sources_beyond_what_is_told_apart_are_not_told_under_another_s_name() {
    let report = report(&odd_logs::many_sources(300));
    let each = report.either.iter().filter(|row| matches!(row.source, Some(SourceName::Seen(_))));
    assert!(each.clone().count() > 200);
    for row in each {
        assert_eq!(row.landings, 3, "{row:?}");
    }
    let landings: u64 = report.either.iter().map(|row| row.landings).sum();
    assert_eq!(landings, 900, "what is lumped is there all the same");
}
