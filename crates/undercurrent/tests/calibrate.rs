//! The calibration experiment from the plan to a report that uses what was measured.

use std::fs;
use std::path::Path;
use std::process::Command;

use uc_testkit::logs::{Line, PHONE, log};

struct Run {
    stdout: String,
    stderr: String,
    code: Option<i32>,
}

fn run(arguments: &[&str]) -> Run {
    let output = Command::new(assert_cmd::cargo::cargo_bin!("undercurrent"))
        .args(arguments)
        .env_clear()
        .output()
        .expect("the program runs");
    Run {
        stdout: String::from_utf8(output.stdout).expect("what is printed is text"),
        stderr: String::from_utf8(output.stderr).expect("what is printed is text"),
        code: output.status.code(),
    }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a readable name")
}

/// Runs something that must be refused, with `words` in one sentence.
fn check_refused(arguments: &[&str], words: &str) {
    let run = run(arguments);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{arguments:?}: {}", run.stderr);
    assert!(run.stderr.contains(words), "{words:?} is not in {:?}", run.stderr);
    assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
}

#[test]
fn a_plan_is_posted_measured_and_used() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let plan = run(&[
        "calibrate",
        "plan",
        "--site",
        "https://example.org/brot",
        "--messenger",
        "WhatsApp,signal",
        "--format",
        "json",
    ]);
    let plan: serde_json::Value = serde_json::from_str(&plan.stdout).expect("a plan");
    let target = |place: usize| {
        let url = plan["links"][place]["url"].as_str().expect("a link");
        url.strip_prefix("https://example.org").expect("the site's").to_owned()
    };
    let access = folder.path().join("access.log");
    let lines = [
        Line::get(&target(0)).with("WhatsApp/2.23.20.0 A"),
        Line::get(&target(0)).by("192.0.2.2"),
        Line::get(&target(0)).by("192.0.2.3").with(&format!("{PHONE} [WAiOS/2.25.31]")),
        Line::get(&target(1)).by("192.0.2.4"),
    ];
    fs::write(&access, log(&lines)).expect("a written file");

    let priors = folder.path().join("measured.tsv");
    let read = run(&["calibrate", "read", text(&access), "--priors-out", text(&priors)]);
    assert_eq!(read.code, Some(0), "{}", read.stderr);
    assert!(read.stdout.contains("WhatsApp: 1 of 2 visits"), "{}", read.stdout);
    assert!(read.stderr.contains("measured.tsv"), "{}", read.stderr);
    let written = fs::read_to_string(&priors).expect("a written file");
    assert!(
        written.contains("\nshown\twhatsapp\t") && written.contains("\npreview\twhatsapp\t"),
        "{written}"
    );

    for command in ["report", "classify"] {
        let run = run(&[command, text(&access), "--priors", text(&priors)]);
        assert_eq!(run.code, Some(0), "{command}: {}", run.stderr);
    }
    let report = run(&["report", text(&access), "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&report.stdout).expect("a report");
    assert_eq!(report["dark_social"]["declared"], 3, "the posts were made in private");
}

#[test]
fn what_is_there_is_never_overwritten() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let access = folder.path().join("access.log");
    fs::write(&access, log(&[Line::get("/p?uc-test=signal-1")])).expect("a written file");
    let before = fs::read_to_string(&access).expect("a log");
    check_refused(&["calibrate", "read", text(&access), "--priors-out", text(&access)], "is there already");
    assert_eq!(fs::read_to_string(&access).expect("a log"), before);
}

#[test]
fn a_log_without_test_links_writes_no_priors() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (access, priors) = (folder.path().join("access.log"), folder.path().join("measured.tsv"));
    fs::write(&access, log(&[Line::get("/p")])).expect("a written file");
    let run = run(&["calibrate", "read", text(&access), "--priors-out", text(&priors)]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    assert!(run.stdout.contains("no visit by a test link") && run.stderr.contains("nothing to write"));
    assert!(!priors.exists());
}

#[test]
fn the_built_in_table_can_be_saved_and_given_back() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (access, priors) = (folder.path().join("access.log"), folder.path().join("my.tsv"));
    fs::write(&access, log(&[Line::get("/p")])).expect("a written file");
    let table = run(&["calibrate", "priors"]).stdout;
    assert!(table.starts_with('#') && table.contains("\nshown\twhatsapp\t"), "{table}");
    fs::write(&priors, table).expect("a written file");
    assert_eq!(run(&["report", text(&access), "--priors", text(&priors)]).code, Some(0));
}

#[test]
fn wishes_that_cannot_be_met_are_refused() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (access, priors) = (folder.path().join("access.log"), folder.path().join("my.tsv"));
    fs::write(&access, log(&[Line::get("/p")])).expect("a written file");
    fs::write(&priors, "shown\twhatsapp\t0\t2\t3\n").expect("a written file");
    check_refused(&["calibrate", "plan", "--site", "example.org"], "not the address of a web page");
    check_refused(
        &["calibrate", "plan", "--site", "https://example.org", "--messenger", "pigeon"],
        "Known are: basecamp",
    );
    check_refused(
        &["report", text(&access), "--priors", text(&priors)],
        "my.tsv, line 1: \"shown\" is a part",
    );
    check_refused(&["report", text(&access), "--priors", "/nowhere/my.tsv"], "could not be read");
    check_refused(&["calibrate", "read", "/nowhere/access.log"], "There is no file");
}
