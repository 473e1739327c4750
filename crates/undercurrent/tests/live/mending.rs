//! What a crash may leave behind is mended at the next start, without a question, and told.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use uuid::Uuid;

use crate::chance::{Chance, seed};
use crate::house::{HOST, House};
use crate::server::Server;
use crate::wire::Connection;

/// Sends events one by one, each acknowledged, and returns their ids in order.
fn send(house: &House, server: &Server, ids: &[Uuid]) {
    let mut connection = Connection::open(server.address()).expect("a connection");
    for id in ids {
        let body = format!(
            "{{\"id\":\"{id}\",\"site\":\"{}\",\"name\":\"pageview\",\"url\":\"https://{HOST}/rye\",\"referrer\":\"\"}}",
            house.site
        );
        let answer = connection.post("/e", &[], &body).expect("an answer");
        assert_eq!(answer.status, 202, "{answer:?}");
    }
}

fn ids(count: usize) -> Vec<Uuid> {
    let mut chance = Chance::new(seed(), 0);
    (0..count).map(|_| chance.id()).collect()
}

fn newest_segment(house: &House) -> PathBuf {
    let folder = house.data().join("log");
    let entries =
        fs::read_dir(&folder).expect("the log's folder").map(|entry| entry.expect("an entry").path());
    let segments = entries.filter(|path| path.extension().is_some_and(|ending| ending == "log"));
    segments.max().expect("a segment")
}

fn append(path: &Path, bytes: &[u8]) {
    let mut file = OpenOptions::new().append(true).open(path).expect("a segment");
    file.write_all(bytes).expect("a writable segment");
}

fn cut(path: &Path, bytes: u64) {
    let file = OpenOptions::new().write(true).open(path).expect("a segment");
    file.set_len(file.metadata().expect("its length").len() - bytes).expect("a shorter segment");
}

/// Cuts the last bytes of the last record off, and the room behind it.
fn lose(segment: &Path, bytes: usize) {
    let mut text = Vec::new();
    File::open(segment).and_then(|mut file| file.read_to_end(&mut text)).expect("a segment");
    let last = text.iter().rposition(|byte| *byte != 0).expect("a record");
    cut(segment, (text.len() - last - 1 + bytes) as u64);
}

/// Starts the service anew and returns what it said until it stopped.
fn restart(house: &House) -> String {
    house.start_restless().stop().join("\n")
}

fn check_stored(house: &House, expected: &[Uuid]) {
    let stored = house.numbers("select id, count(*) as times from events group by id");
    let expected = expected.iter().map(|id| (id.to_string(), 1)).collect();
    assert_eq!(stored, expected);
}

#[test]
fn a_record_that_was_torn_by_a_crash_is_cut_off_and_told() {
    let house = House::new();
    let ids = ids(20);
    let server = house.start_restless();
    send(&house, &server, &ids);
    server.kill();
    // The beginning of a record that was never finished, as a crash in the middle of a write leaves it.
    append(&newest_segment(&house), &[0xfe, 0xed, 200, 0, 0, 0, 1, 2, 3, 4, b'h', b'a', b'l', b'f']);
    let mut server = house.start_restless();
    house.wait_for_the_table(&mut server);
    let said = server.stop().join("\n");
    for words in ["20 events were brought back", "was cut off"] {
        assert!(said.contains(words), "{words:?} is not in what it says: {said}");
    }
    check_stored(&house, &ids);
    // What was mended once is whole: the next start has nothing to say.
    let said = restart(&house);
    assert!(!said.contains("brought back") && !said.contains("cut off"), "{said}");
}

#[test]
fn a_service_that_was_stopped_in_peace_has_nothing_to_mend() {
    let house = House::new();
    let ids = ids(20);
    let server = house.start_restless();
    send(&house, &server, &ids);
    server.stop();
    let said = restart(&house);
    assert!(!said.contains("brought back") && !said.contains("without notice"), "{said}");
    check_stored(&house, &ids);
}

#[test]
fn a_log_that_lost_its_end_costs_that_record_alone_and_takes_it_again() {
    let house = House::new();
    let ids = ids(20);
    let server = house.start_restless();
    send(&house, &server, &ids);
    server.kill();
    // No crash does this, a lying disk does: the last bytes are gone although they had been synced.
    lose(&newest_segment(&house), 3);
    let server = house.start_restless();
    check_stored(&house, &ids[..19]);
    send(&house, &server, &ids);
    check_stored(&house, &ids);
    let said = server.kill().join("\n");
    assert!(said.contains("19 events were brought back"), "{said}");
}

#[test]
fn a_parquet_file_that_was_never_finished_disturbs_nobody() {
    let house = House::new();
    let ids = ids(200);
    let server = house.start_restless();
    send(&house, &server, &ids);
    server.kill();
    let mut server = house.start_restless();
    house.wait_for_the_table(&mut server);
    server.stop();
    let file = any_parquet(&house.events()).expect("a file of the table");
    let length = fs::metadata(&file).expect("the file").len();
    let half = file.with_file_name("part-00000-half-written.snappy.parquet");
    fs::copy(&file, &half).expect("a copy");
    cut(&half, length / 2);
    let server = house.start_restless();
    check_stored(&house, &ids);
    server.stop();
    check_stored(&house, &ids);
}

fn any_parquet(folder: &Path) -> Option<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let file = files.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "parquet"));
    file.or_else(|| folders.iter().find_map(|folder| any_parquet(folder)))
}
