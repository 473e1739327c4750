//! What the simulated world does, against what was drawn: causes, shares, trees, previews.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use uc_engine::simulate::parameters::Parameter;
use uc_engine::simulate::{Cause, Format, Kind, Plan, Scenario, Simulation, draw_parameters, run, run_with};

fn plan(scenario: Scenario, seed: u64) -> Plan {
    Plan { size: Some(3_000), ..Plan::new(scenario, 10, seed) }
}

fn shares(simulation: &Simulation) -> Vec<Value> {
    let mut out = Vec::new();
    simulation.write_shares(&mut out).unwrap();
    String::from_utf8(out).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Seconds since 1970 of every line, read from the JSON log.
fn times(simulation: &Simulation) -> Vec<i64> {
    let mut out = Vec::new();
    simulation.write_log(Format::Json, &mut out).unwrap();
    let seconds = |line: &str| {
        let line: Value = serde_json::from_str(line).unwrap();
        let time = line["time_iso8601"].as_str().unwrap();
        assert!(time.starts_with("2026-10-"), "{time}");
        let number = |place: std::ops::Range<usize>| time[place].parse::<i64>().unwrap();
        let within_day = number(11..13) * 3_600 + number(14..16) * 60 + number(17..19);
        Plan::USUAL_START + (number(8..10) - 5) * 86_400 + within_day
    };
    String::from_utf8(out).unwrap().lines().map(seconds).collect()
}

#[test]
fn causes_come_as_often_as_their_weights_say() {
    let weights = [
        (Cause::Typed, Parameter::Typed),
        (Cause::Bookmark, Parameter::Bookmark),
        (Cause::Completion, Parameter::Completion),
        (Cause::HomeScreen, Parameter::HomeScreen),
        (Cause::Search, Parameter::Search),
        (Cause::Assistant, Parameter::Assistants),
        (Cause::Referral, Parameter::Referrals),
        (Cause::Ad, Parameter::Ads),
    ];
    for scenario in Scenario::ALL {
        for seed in 0..8 {
            let simulation = run(&plan(scenario, seed));
            let summary = simulation.summary();
            let landings = |cause| *summary.by_cause.get(&cause).unwrap_or(&0) as f64;
            let weight = |parameter| simulation.parameters().get(parameter);
            let all: f64 = weights.iter().map(|(cause, _)| landings(*cause)).sum();
            let whole: f64 = weights.iter().map(|(_, parameter)| weight(*parameter)).sum();
            for (cause, parameter) in weights {
                let (is, should) = (landings(cause) / all, weight(parameter) / whole);
                assert!(
                    (is - should).abs() < 0.01 + 5.0 * (should / all).sqrt(),
                    "{} {seed}: {} is {is}, drawn was {should}",
                    scenario.name(),
                    cause.name()
                );
            }
        }
    }
}

#[test]
fn private_sharing_brings_the_part_that_was_drawn_and_that_varies_widely() {
    for scenario in Scenario::ALL {
        let mut shares = Vec::new();
        for seed in 0..25 {
            let simulation = run(&Plan { days: 5, size: Some(1_500), ..plan(scenario, seed) });
            let drawn = simulation.parameters().get(Parameter::PrivateShare);
            let share = simulation.summary().private_share();
            assert!((share - drawn).abs() < 0.06, "{} {seed}: {share}, drawn {drawn}", scenario.name());
            shares.push(share);
        }
        let least = shares.iter().copied().fold(1.0, f64::min);
        let most = shares.iter().copied().fold(0.0, f64::max);
        assert!(most - least > 0.3, "{}: {least} to {most}", scenario.name());
    }
}

#[test]
fn a_share_is_later_than_the_one_it_came_from_and_no_tree_has_a_cycle() {
    for scenario in Scenario::ALL {
        let shares = shares(&run(&plan(scenario, 11)));
        assert!(shares.len() > 20);
        for (id, share) in shares.iter().enumerate() {
            assert_eq!(share["share"], id);
            let Some(parent) = share["parent"].as_u64() else {
                assert_eq!(share["generation"], 0);
                continue;
            };
            let parent = &shares[parent as usize];
            // A parent has the smaller number: no way up ever comes back.
            assert!(parent["share"].as_u64() < share["share"].as_u64());
            assert!(parent["at"].as_i64() < share["at"].as_i64());
            assert_eq!(parent["page"], share["page"]);
            assert_eq!(parent["generation"].as_u64().unwrap() + 1, share["generation"].as_u64().unwrap());
        }
    }
}

#[test]
fn landings_follow_their_share_by_the_same_messenger() {
    let simulation = run(&plan(Scenario::Bakery, 2));
    let shares = shares(&simulation);
    let mut private = 0;
    for (truth, at) in simulation.truths().zip(times(&simulation)).filter(|(truth, _)| truth.private) {
        let share = &shares[truth.share.unwrap() as usize];
        assert!(share["at"].as_i64().unwrap() < at);
        assert_eq!(share["messenger"], truth.source.unwrap());
        assert_eq!(share["generation"].as_u64().unwrap() + 1, u64::from(truth.generation.unwrap()));
        private += 1;
    }
    assert!(private > 50);
}

#[test]
fn a_preview_is_fetched_before_anyone_opens_the_link() {
    for scenario in Scenario::ALL {
        for seed in 20..23 {
            let mut parameters = draw_parameters(&plan(scenario, seed));
            parameters.set(Parameter::Previews, 1.0);
            let simulation = run_with(&plan(scenario, seed), parameters);
            let mut opened = BTreeSet::new();
            let mut previewed = BTreeSet::new();
            for truth in simulation.truths() {
                let Some(share) = truth.share else { continue };
                if truth.landing {
                    opened.insert(share);
                } else if truth.kind == Kind::Preview && previewed.insert(share) {
                    assert!(!opened.contains(&share), "{} {seed}: share {share}", scenario.name());
                }
            }
            assert!(previewed.len() > 10, "{} {seed}", scenario.name());
        }
    }
}

#[test]
fn most_first_sharers_were_on_the_page_minutes_before() {
    let simulation = run(&plan(Scenario::Club, 9));
    let mut visits = BTreeMap::new();
    for (truth, at) in simulation.truths().zip(times(&simulation)).filter(|(truth, _)| truth.landing) {
        visits.insert(u64::from(truth.visit.unwrap()), at);
    }
    let shares = shares(&simulation);
    let lags: Vec<i64> = shares
        .iter()
        .filter_map(|share| Some(share["at"].as_i64()? - visits.get(&share["visit"].as_u64()?)?))
        .collect();
    assert!(lags.len() * 3 > shares.len(), "{} of {}", lags.len(), shares.len());
    assert!(lags.iter().all(|lag| (0..=1_501).contains(lag)), "{lags:?}");
}

#[test]
fn one_mechanism_can_be_switched_on_alone() {
    let landings = |parameter: Parameter, value: f64, cause: Cause| {
        let plan = plan(Scenario::Shop, 3);
        let mut parameters = draw_parameters(&plan);
        parameters.set(parameter, value);
        *run_with(&plan, parameters).summary().by_cause.get(&cause).unwrap_or(&0)
    };
    let check = |parameter, cause| {
        assert_eq!(landings(parameter, 0.0, cause), 0, "{}", cause.name());
        assert!(landings(parameter, 0.5, cause) > 0, "{}", cause.name());
    };
    check(Parameter::Radio, Cause::Radio);
    check(Parameter::HomeScreen, Cause::HomeScreen);
    check(Parameter::Newsletter, Cause::Newsletter);
    check(Parameter::Feeds, Cause::Feed);
    check(Parameter::Ads, Cause::Ad);
    check(Parameter::PrivateShare, Cause::Share);
}
