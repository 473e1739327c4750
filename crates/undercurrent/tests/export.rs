//! All events of a site for other programs: what `query` shows, however many, and whole or not at all.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Output};

fn command(data: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("undercurrent"));
    command.env_clear().env("LC_ALL", "en").env("UNDERCURRENT_DATA", data);
    command
}

fn run(data: &Path, args: &[&str]) -> Output {
    command(data).args(args).output().expect("the program starts")
}

fn done(data: &Path, args: &[&str]) -> String {
    let output = run(data, args);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{args:?}: {said}");
    String::from_utf8(output.stdout).expect("text")
}

/// Makes a folder with the events of two months on one site, judged, and another site.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let made = folder.path().join("made").display().to_string();
    done(&data, &["simulate", "--scenario", "bakery", "--days", "40", "-o", &made]);
    done(&data, &["site", "add", "bakery.example"]);
    done(&data, &["site", "add", "other.example"]);
    let log = fs::read_dir(&made)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .find(|path| path.extension().is_some_and(|extension| extension == "log"))
        .expect("a log");
    done(&data, &["import", "--site", "bakery.example", log.to_str().expect("text")]);
    done(&data, &["estimate"]);
    folder
}

fn bytes_of(file: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    fs::File::open(file).and_then(|mut file| file.read_to_end(&mut bytes)).expect("a file");
    bytes
}

fn sorted(csv: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = csv.lines().collect();
    lines[1..].sort_unstable();
    lines
}

#[test]
fn an_export_holds_what_query_shows() {
    let folder = folder();
    let data = folder.path().join("data");
    let export = |more: &[&str]| done(&data, &[&["export", "--site", "bakery.example"], more].concat());
    let query = |sql: &str| done(&data, &["query", sql, "--format", "csv"]);
    let all = export(&[]);
    assert!(all.lines().count() > 500, "{}", all.lines().count());
    assert_eq!(sorted(&all), sorted(&query("SELECT * FROM events")));
    assert!(all.contains("dark_social,") && all.contains(",inferred,0."), "the model's words are in it");

    let months = query("SELECT DISTINCT month FROM events ORDER BY month");
    let months: Vec<&str> = months.lines().skip(1).collect();
    assert!(months.len() >= 2, "{months:?}");
    let mut seen: Vec<&str> = all.lines().skip(1).filter_map(|line| line.rsplit(',').next()).collect();
    seen.dedup();
    assert_eq!(seen, months, "months come in their order");

    let day = query("SELECT substr(CAST(min(at) + INTERVAL '20 days' AS TEXT), 1, 10) AS day FROM events");
    let day = day.lines().nth(1).expect("a day");
    let sql = format!("SELECT * FROM events WHERE date_trunc('day', at) = '{day}T00:00:00Z'");
    assert_eq!(sorted(&export(&["--from", day, "--to", day])), sorted(&query(&sql)), "{day}");

    let objects = export(&["--format", "ndjson"]);
    assert_eq!(objects.lines().count(), all.lines().count() - 1);
    for line in objects.lines() {
        let object: serde_json::Value = serde_json::from_str(line).expect("JSON");
        assert_eq!(object.as_object().expect("an object").len(), 35);
    }
    let nothing = done(&data, &["export", "--site", "other.example"]);
    assert_eq!(nothing.lines().collect::<Vec<_>>(), [all.lines().next().expect("a head")]);
}

#[test]
fn a_file_is_whole_or_is_not_there() {
    let folder = folder();
    let data = folder.path().join("data");
    let file = folder.path().join("events.parquet");
    let name = file.to_str().expect("text");
    let base = ["export", "--site", "bakery.example", "--format", "parquet"];
    done(&data, &[&base[..], &["-o", name]].concat());
    let bytes = bytes_of(&file);
    assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));

    for (args, expected) in [
        (base.to_vec(), "-o FILE"),
        (["export", "--site", "nobody.example", "-o", name].to_vec(), "no such site"),
        (["export", "--site", "bakery.example", "-o", "/dev/full"].to_vec(), "No space left"),
        (["export", "--site", "bakery.example", "-o", "/nowhere/events.csv"].to_vec(), "/nowhere/events.csv"),
        (["export", "--site", "bakery.example", "--from", "yesterday"].to_vec(), "yesterday"),
    ] {
        let output = run(&data, &args);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), output.stdout.is_empty()), (Some(2), true), "{args:?}: {said}");
        assert!(said.contains(expected), "{args:?}: {said}");
    }
    assert_eq!(bytes_of(&file), bytes, "what was there stays");
    let left: Vec<_> =
        fs::read_dir(folder.path()).expect("a folder").map(|entry| entry.expect("one").file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().ends_with(".part")), "{left:?}");
}
