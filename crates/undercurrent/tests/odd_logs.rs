//! The program on logs at the edge: a report, a back-test and verdicts, the code that is documented, and no number that
//! is none.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;
use uc_testkit::odd_logs;

/// Writes a log into a folder.
fn written(folder: &TempDir, name: &str, text: &str) -> PathBuf {
    let log = folder.path().join(format!("{}.log", name.replace(' ', "-")));
    std::fs::write(&log, text).expect("a written file");
    log
}

fn program(arguments: &[&str], log: &Path) -> Output {
    Command::new(assert_cmd::cargo::cargo_bin!("undercurrent"))
        .args(arguments)
        .arg(log)
        .env_clear()
        .output()
        .expect("the program runs")
}

/// Runs the program on a log whose file is named after what is odd about it, and returns what it printed.
fn run(arguments: &[&str], log: &Path) -> String {
    let output = program(arguments, log);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    // Without referrers there is a report all the same, but something that it needs was not there.
    let expected = if log.ends_with("no-referrer-field.log") { Some(2) } else { Some(0) };
    assert_eq!(output.status.code(), expected, "{arguments:?} {}: {told}", log.display());
    String::from_utf8(output.stdout).expect("what is printed is text")
}

/// What may be absent; elsewhere a null is a number that is none, which JSON cannot say.
const MAY_BE_NULL: [&str; 6] = ["period", "backtest", "estimate", "rule", "landing_page_rule", "source"];

fn check_no_null(name: &str, key: &str, value: &Value) {
    match value {
        Value::Null => assert!(MAY_BE_NULL.contains(&key), "{name}: {key} is null"),
        Value::Array(values) => values.iter().for_each(|value| check_no_null(name, key, value)),
        Value::Object(fields) => fields.iter().for_each(|(key, value)| check_no_null(name, key, value)),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn every_odd_log_has_a_report_a_back_test_and_verdicts() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in odd_logs::all() {
        let log = written(&folder, name, &text);
        for command in ["report", "backtest"] {
            let json: Value = serde_json::from_str(&run(&[command, "--format", "json"], &log)).expect("JSON");
            check_no_null(name, command, &json);
        }
        let told = run(&["report"], &log);
        assert!(!told.contains("NaN") && !told.contains("inf "), "{name}: {told}");
        for verdict in run(&["classify"], &log).lines() {
            let verdict: Value = serde_json::from_str(verdict).expect("JSON");
            let p_dark = verdict["p_dark"].as_f64().expect("a number");
            assert!((0.0..=1.0).contains(&p_dark), "{name}: {verdict}");
        }
    }
}

#[test]
fn the_ends_in_landings_hold_the_estimate_in_json() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in odd_logs::all() {
        let log = written(&folder, name, &text);
        let json: Value = serde_json::from_str(&run(&["report", "--format", "json"], &log)).expect("JSON");
        let dark = &json["dark_social"];
        let number = |value: &Value| value.as_f64().expect("a number");
        let (low, high) = (number(&dark["interval_landings"][0]), number(&dark["interval_landings"][1]));
        let landings = number(&dark["landings"]);
        // The ends are told in whole landings.
        assert!(low - 0.5 <= landings && landings <= high + 0.5, "{name}: {landings} in {low} to {high}");
    }
}
