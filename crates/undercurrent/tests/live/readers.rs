//! Other people's programs read the event files, and count what `query` counts.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::chance::{Chance, seed};
use crate::house::{HOST, House, printed};
use crate::wire::Connection;

/// Enough for several files and a compaction.
const EVENTS: usize = 1_000;

#[test]
fn deltalake_and_duckdb_count_the_stored_events_as_query_does() {
    let house = House::new();
    let server = house.start_restless();
    let mut connection = Connection::open(server.address()).expect("a connection");
    let mut chance = Chance::new(seed(), 0);
    for number in 0..EVENTS {
        let body = format!(
            "{{\"id\":\"{}\",\"site\":\"{}\",\"name\":\"pageview\",\"url\":\"https://{HOST}/bread/{}\",\"title\":\"Brot – \\\"süß\\\"\"}}",
            chance.id(),
            house.site,
            number % 7
        );
        assert_eq!(connection.post("/e", &[], &body).expect("an answer").status, 202);
    }
    // Others see what is in the table. What a killed service left in its log comes there, too.
    server.kill();
    let mut server = house.start_restless();
    house.wait_for_the_table(&mut server);
    server.stop();
    let pages = house.numbers("select path, count(*) as views from events group by path");
    assert_eq!(pages.values().sum::<usize>(), EVENTS);
    let expected = json!({ "rows": EVENTS, "ids": EVENTS, "pages": pages, "titles": ["Brot – \"süß\""] });
    let seen = read(&house.events());
    assert_eq!(seen["deltalake"], expected);
    assert_eq!(seen["duckdb"], expected);
    // A distributed engine fails on dictionary columns (ARCHITECTURE.md).
    assert_eq!(seen["dictionary_columns"], json!([]));
}

fn read(table: &Path) -> Value {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/live/read_table.py");
    // Where `cargo xtask test` made the environment: in the target folder, beside what tests write.
    let python = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("python").join("bin/python");
    assert!(python.is_file(), "there is no {}; `cargo xtask test` makes it", python.display());
    let output = Command::new(python).arg(script).arg(table).output().expect("Python runs");
    serde_json::from_str(&printed(&output)).expect("the script prints JSON")
}
