//! The simulator as its users see it: the files it writes, read back by small parsers of their own.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use uc_engine::simulate::parameters::{Parameter, TABLE};
use uc_engine::simulate::{Format, Kind, Plan, Scenario, Simulation, draw_parameters, run, run_with};

fn plan(scenario: Scenario, seed: u64) -> Plan {
    let size = match scenario {
        Scenario::News => 1_500,
        Scenario::Shop => 1_200,
        Scenario::Bakery => 700,
        Scenario::Club => 250,
    };
    Plan { size: Some(size), ..Plan::new(scenario, 7, seed) }
}

fn log(simulation: &Simulation, format: Format) -> String {
    let mut out = Vec::new();
    simulation.write_log(format, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn truth(simulation: &Simulation) -> Vec<Value> {
    let mut out = Vec::new();
    simulation.write_truth(&mut out).unwrap();
    String::from_utf8(out).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A combined line, taken apart without any code of the log reader.
struct Line<'a> {
    address: &'a str,
    time: &'a str,
    target: &'a str,
    status: u16,
    referrer: &'a str,
    agent: &'a str,
}

fn read(line: &str) -> Option<Line<'_>> {
    let (address, rest) = line.split_once(" - - [")?;
    let (time, rest) = rest.split_once("] \"")?;
    let (request, rest) = rest.split_once("\" ")?;
    let (numbers, rest) = rest.split_once(" \"")?;
    let (referrer, rest) = rest.split_once("\" \"")?;
    let agent = rest.strip_suffix('"')?;
    let mut words = request.split(' ');
    let (method, target, version) = (words.next()?, words.next()?, words.next()?);
    let (status, bytes) = numbers.split_once(' ')?;
    bytes.parse::<u64>().ok()?;
    address.parse::<std::net::IpAddr>().ok()?;
    let whole = matches!(method, "GET" | "HEAD")
        && target.starts_with('/')
        && version == "HTTP/2.0"
        && words.next().is_none()
        && time.len() == "05/Oct/2026:00:00:00 +0000".len()
        && !agent.contains('"');
    whole.then_some(Line { address, time, target, status: status.parse().ok()?, referrer, agent })
}

#[test]
fn one_seed_gives_the_same_bytes_and_another_seed_others() {
    for scenario in Scenario::ALL {
        let bytes = |seed| {
            let simulation = run(&plan(scenario, seed));
            let mut out = Vec::new();
            simulation.write_log(Format::Combined, &mut out).unwrap();
            simulation.write_log(Format::Json, &mut out).unwrap();
            simulation.write_truth(&mut out).unwrap();
            simulation.write_shares(&mut out).unwrap();
            out.extend(simulation.parameters_json().to_string().bytes());
            out
        };
        let first = bytes(1);
        assert!(first == bytes(1), "{}", scenario.name());
        assert!(first != bytes(2), "{}", scenario.name());
    }
}

/// Fails where a machine, a compiler or a dependency changes what a seed gives. A changed model changes the number too:
/// then write the new one here, and a line into the changelog.
#[test]
fn the_bytes_of_a_seed_are_the_same_on_every_machine() {
    let simulation = run(&plan(Scenario::Club, 42));
    let text = log(&simulation, Format::Json);
    // FNV-1a, 64 bits.
    let sum = text.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
    });
    assert_eq!(sum, 9_875_714_030_034_266_038);
}

#[test]
fn every_line_is_a_combined_line_in_order_and_of_sane_width() {
    for scenario in Scenario::ALL {
        for seed in 0..4 {
            let text = log(&run(&plan(scenario, seed)), Format::Combined);
            let mut before = "";
            for line in text.lines() {
                assert!(line.len() <= 8_192, "{line}");
                let Some(read) = read(line) else { panic!("not a combined line: {line}") };
                // Within one month day and time sort as text.
                assert!(before <= read.time, "{before} stands before {}", read.time);
                before = read.time;
            }
        }
    }
}

#[test]
fn truth_has_a_line_for_every_line_of_the_log_and_agrees_with_it() {
    for scenario in Scenario::ALL {
        let simulation = run(&plan(scenario, 5));
        let text = log(&simulation, Format::Combined);
        let truth = truth(&simulation);
        assert_eq!(text.lines().count(), truth.len());
        assert_eq!(simulation.lines(), truth.len());
        let mut visits = BTreeSet::new();
        for (place, (line, truth)) in text.lines().zip(&truth).enumerate() {
            let line = read(line).unwrap();
            assert_eq!(truth["line"], place + 1);
            let landing = truth["landing"] == true;
            if landing {
                assert!(matches!(line.status, 200 | 304), "a landing was answered {}", line.status);
                assert_eq!(truth["kind"], "page");
                assert!(visits.insert(truth["visit"].as_u64().unwrap()), "a visit has two landings");
                assert!(!line.referrer.contains(simulation.host()), "a landing came from inside");
            }
            if truth["private"] == true {
                assert!(landing && truth["channel"] == "dark_social" && truth["parent_share"].is_u64());
            }
            if truth["kind"] == "error" {
                assert!(line.status >= 400, "an error was answered {}", line.status);
            }
        }
    }
}

#[test]
fn json_lines_tell_the_same_requests_with_more_headers() {
    let simulation = run(&plan(Scenario::Shop, 3));
    let combined = log(&simulation, Format::Combined);
    let json = log(&simulation, Format::Json);
    assert_eq!(combined.lines().count(), json.lines().count());
    let mut sites = BTreeSet::new();
    for (combined, json) in combined.lines().zip(json.lines()) {
        let combined = read(combined).unwrap();
        let json: Value = serde_json::from_str(json).unwrap();
        assert_eq!(json["request_uri"], combined.target);
        assert_eq!(json["remote_addr"], combined.address);
        assert_eq!(json["status"], combined.status);
        assert_eq!(json["host"], simulation.host());
        let agent = json["http_user_agent"].as_str().unwrap();
        assert_eq!(if agent.is_empty() { "-" } else { agent }, combined.agent);
        sites.insert(json["http_sec_fetch_site"].as_str().unwrap().to_owned());
    }
    assert_eq!(Vec::from_iter(sites), ["", "cross-site", "none", "same-origin"]);
}

#[test]
fn totals_are_those_of_the_lines() {
    let simulation = run(&plan(Scenario::News, 8));
    let summary = simulation.summary();
    let landings = simulation.truths().filter(|truth| truth.landing).count() as u64;
    let private = simulation.truths().filter(|truth| truth.private).count() as u64;
    assert_eq!((summary.landings, summary.private_landings), (landings, private));
    assert_eq!(summary.by_cause.values().sum::<u64>(), landings);
    assert_eq!(summary.by_channel.values().sum::<u64>(), landings);
    assert_eq!(summary.by_messenger.values().sum::<u64>(), private);
    assert_eq!(summary.by_generation.values().sum::<u64>(), private);
    assert_eq!(summary.lines, simulation.lines() as u64);
}

#[test]
fn every_kind_of_line_occurs() {
    let plan = plan(Scenario::News, 1);
    let mut parameters = draw_parameters(&plan);
    parameters.set(Parameter::Assets, 2.0);
    parameters.set(Parameter::Failures, 0.02);
    let simulation = run_with(&plan, parameters);
    for kind in [Kind::Page, Kind::Asset, Kind::Preview, Kind::Bot, Kind::Error] {
        assert!(simulation.truths().any(|truth| truth.kind == kind), "{}", kind.name());
    }
}

#[test]
fn more_people_make_more_landings() {
    for scenario in Scenario::ALL {
        let landings = |size| run(&Plan { size: Some(size), ..plan(scenario, 4) }).summary().landings as f64;
        let factor = landings(4_000) / landings(400);
        assert!((6.0..16.0).contains(&factor), "{}: {factor} times the landings", scenario.name());
    }
}

#[test]
fn odd_plans_make_odd_logs_but_never_fail() {
    let odd = [(0, Some(0), 0), (1, Some(1), -86_399), (1, Some(3), 4_102_444_799), (90, Some(5), 7)];
    for scenario in Scenario::ALL {
        for (days, size, start) in odd {
            let simulation = run(&Plan { scenario, days, seed: 1, start, size });
            assert_eq!(log(&simulation, Format::Combined).lines().count(), simulation.lines());
        }
    }
}

#[test]
fn click_ids_go_stale_where_links_are_copied_with_them() {
    let plan = plan(Scenario::Shop, 6);
    let mut parameters = draw_parameters(&plan);
    let changed = [
        (Parameter::Ads, 4.0),
        (Parameter::StaleKept, 0.8),
        (Parameter::PrivateShare, 0.4),
        (Parameter::Tokens, 0.0),
    ];
    for (parameter, value) in changed {
        parameters.set(parameter, value);
    }
    let simulation = run_with(&plan, parameters);
    let text = log(&simulation, Format::Combined);
    let mut visitors: BTreeMap<&str, BTreeSet<(&str, &str)>> = BTreeMap::new();
    for (line, _) in text.lines().zip(simulation.truths()).filter(|(_, truth)| truth.landing) {
        let line = read(line).unwrap();
        assert!(!line.target.contains("uc="), "there are no share tokens in this world: {}", line.target);
        if let Some((_, id)) = line.target.split_once("gclid=") {
            visitors.entry(id).or_default().insert((line.address, line.agent));
        }
    }
    assert!(visitors.values().any(|visitors| visitors.len() > 1));
}

#[test]
fn the_guide_lists_every_parameter_with_its_ranges() {
    let guide = include_str!("../../../docs/guide/simulate.md");
    for row in TABLE {
        let mut ranges: Vec<String> =
            row.ranges.iter().map(|range| format!("{}–{}", range.low, range.high)).collect();
        if ranges.iter().all(|range| *range == ranges[0]) {
            ranges.truncate(1);
        }
        let line = format!("| `{}` | {} | {} |", row.name, row.meaning, ranges.join(", "));
        assert!(guide.contains(&line), "docs/guide/simulate.md lacks\n{line}");
    }
}
