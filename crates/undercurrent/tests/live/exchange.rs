//! Files from other people's programs come in, and go out to them.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::house::{HOST, House, printed};

fn python(script: &str, argument: &Path) -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/live").join(script);
    let python = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("python").join("bin/python");
    assert!(python.is_file(), "there is no {}; `cargo xtask test` makes it", python.display());
    printed(&Command::new(python).arg(script).arg(argument).output().expect("Python runs"))
}

#[test]
fn parquet_of_google_analytics_comes_in_and_an_export_is_read_by_duckdb_as_query_shows_it() {
    let house = House::new();
    let folder = tempfile::tempdir().expect("a folder");
    python("write_ga4.py", folder.path());
    let path = |name: &str| folder.path().join(name).display().to_string();
    let server = house.start_restless();
    let import = |name: &str| {
        let file = path(name);
        house
            .command(&["import", "--site", HOST, "--format", "ga4", &file])
            .output()
            .expect("the program runs")
    };
    for (name, expected) in
        [("torn.parquet", "cannot be read as Parquet"), ("swollen.parquet", "its rows hold too many values")]
    {
        let output = import(name);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(2) && said.contains(expected), "{name}: {said}");
    }
    assert_eq!(house.number("select count(*) as n from events"), 0);
    let said = printed(&import("whole.parquet"));
    assert!(said.contains("Rows read: 2,000") && said.contains("Stored: 1,800"), "{said}");
    // Half of the rows again, in another form of Parquet.
    let said = printed(&import("snappy.parquet"));
    assert!(said.contains("Stored: 0") && said.contains("Stored before: 900"), "{said}");
    let told = "select count(distinct path), count(distinct visitor), count(*) filter (where visitor is null), \
                min(device), min(browser), min(click) from events";
    // Every seventh row has no visitor, and every tenth is no page view.
    let rows = house.run(&["query", told, "--format", "csv"]);
    assert_eq!(rows.lines().nth(1), Some("5,1542,258,desktop,edge,fbclid"), "{rows}");

    let sql = "select id, path, title, landing, visitor, at, p_dark from events order by id";
    let shown: Value =
        serde_json::from_str(&house.run(&["query", sql, "--format", "json"])).expect("query shows JSON");
    let expected: Vec<Value> = shown.as_array().expect("rows").iter().map(as_duckdb_has_it).collect();
    for name in ["events.parquet", "events.csv", "events.ndjson"] {
        let format = name.rsplit_once('.').expect("an ending").1;
        house.run(&["export", "--site", HOST, "--format", format, "-o", &path(name)]);
        let seen: Value =
            serde_json::from_str(&python("read_export.py", Path::new(&path(name)))).expect("JSON");
        assert_eq!(seen["columns"].as_array().map(Vec::len), Some(35), "{name}");
        let rows = seen["rows"].as_array().expect("rows");
        assert_eq!(rows.len(), expected.len(), "{name}");
        for (row, expected) in rows.iter().zip(&expected) {
            assert_eq!(row, expected, "{name}");
        }
    }
    server.stop();
}

fn as_duckdb_has_it(row: &Value) -> Value {
    let at: jiff::Timestamp = row["at"].as_str().expect("a time").parse().expect("a time");
    let visitor = match &row["visitor"] {
        Value::Number(number) => json!(number.to_string()),
        other => other.clone(),
    };
    json!([row["id"], row["path"], row["title"], row["landing"], visitor, at.as_millisecond(), row["p_dark"]])
}

#[test]
fn an_export_to_a_full_disk_leaves_what_was_there() {
    let house = House::with_room_for(24);
    let server = house.start_restless();
    let folder = tempfile::tempdir().expect("a folder");
    python("write_ga4.py", folder.path());
    let file = folder.path().join("whole.parquet").display().to_string();
    house.run(&["import", "--site", HOST, "--format", "ga4", &file]);
    let inside = house.data().join("events.csv").display().to_string();
    let outside = house.data_from_outside();
    std::fs::write(outside.join("events.csv"), "before").expect("room is left");
    let filler = vec![b'.'; 1 << 20];
    let mut number = 0;
    while std::fs::write(outside.join(format!("filler{number}")), &filler).is_ok() {
        number += 1;
    }
    let output =
        house.command(&["export", "--site", HOST, "-o", &inside]).output().expect("the program runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(2) && said.contains("No space left"), "{said}");
    assert_eq!(std::fs::read_to_string(outside.join("events.csv")).expect("it is there"), "before");
    assert!(!outside.join("events.csv.part").exists());
    for number in 0..=number {
        std::fs::remove_file(outside.join(format!("filler{number}"))).expect("a filler");
    }
    house.run(&["export", "--site", HOST, "-o", &inside]);
    let csv = std::fs::read_to_string(outside.join("events.csv")).expect("it is there");
    assert_eq!(csv.lines().count(), 1801);
    server.stop();
}
