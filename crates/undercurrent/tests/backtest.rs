//! `undercurrent backtest` in all its forms, and `--no-estimate`.

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;
use uc_testkit::logs::{Line, log};

/// Runs the program and returns what it printed.
fn run(arguments: &[&str]) -> String {
    let output = Command::new(assert_cmd::cargo::cargo_bin!("undercurrent"))
        .args(arguments)
        .env_clear()
        .output()
        .expect("the program runs");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {told}");
    String::from_utf8(output.stdout).expect("what is printed is text")
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a readable name")
}

/// A log in which no visit shows where it came from.
fn unknown(folder: &TempDir) -> std::path::PathBuf {
    let path = folder.path().join("access.log");
    let lines: Vec<Line> = (0..200).map(|n| Line::get("/rezepte/brot-ohne-kneten").at(n * 2_000)).collect();
    std::fs::write(&path, log(&lines)).expect("a written file");
    path
}

#[test]
fn a_log_without_known_origins_is_told_to_hold_too_little_in_every_form() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let log = unknown(&folder);
    let told = run(&["backtest", text(&log)]);
    assert!(told.contains("too little to test the estimate on"), "{told}");
    let page = run(&["backtest", "--format", "html", "--lang", "de", text(&log)]);
    assert!(page.starts_with("<!doctype html>") && page.contains("lang=\"de\""), "{page}");
    let json = run(&["backtest", "--format", "json", text(&log)]);
    let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(value["format_version"], 1);
    assert_eq!(value["discernment"], "too_few");
    assert_eq!(value["private"], 0);
}

#[test]
fn the_ending_of_the_file_chooses_the_form() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let log = unknown(&folder);
    for (name, begins) in [("test.html", "<!doctype html>"), ("test.json", "{"), ("test.txt", "Test of")] {
        let target = folder.path().join(name);
        assert_eq!(run(&["backtest", text(&log), "-o", text(&target)]), "");
        let written = std::fs::read_to_string(&target).expect("a written file");
        assert!(written.starts_with(begins), "{name}: {written}");
    }
}

#[test]
fn without_an_estimate_the_rule_speaks_alone() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let log = unknown(&folder);
    let json = run(&["report", "--no-estimate", "--format", "json", text(&log)]);
    let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(value["method"], "landing_page_rule");
    let lines = run(&["classify", "--no-estimate", text(&log)]);
    let certain = |line: &str| line.contains("\"p_dark\":1.0") || line.contains("\"p_dark\":0.0");
    assert!(lines.lines().count() == 200 && lines.lines().all(certain), "{lines}");
}
