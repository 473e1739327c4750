//! A backup that is made under load holds everything that was acknowledged before it began, once; and it comes back
//! somewhere else, to go on there.

use std::collections::BTreeMap;
use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use uuid::Uuid;

use crate::chance::{Chance, seed};
use crate::house::{HOST, House, printed, program};
use crate::server::Server;
use crate::wire::Connection;

/// Events before the backup begins: several flushes of a restless server.
const BEFORE: usize = 3_000;

fn event(house: &House, id: Uuid) -> String {
    format!(
        "{{\"id\":\"{id}\",\"site\":\"{}\",\"name\":\"pageview\",\"url\":\"https://{HOST}/rye\",\"referrer\":\"\"}}",
        house.site
    )
}

/// Sends events in batches until told to stop, and notes what was acknowledged.
fn write(house: &House, server: SocketAddr, token: &str, over: &AtomicBool, acknowledged: &Mutex<Vec<Uuid>>) {
    let mut connection = Connection::open(server).expect("a connection");
    let mut chance = Chance::new(seed(), 1);
    let token = format!("Bearer {token}");
    while !over.load(Ordering::Relaxed) {
        let ids: Vec<Uuid> = (0..20).map(|_| chance.id()).collect();
        let events: Vec<String> = ids.iter().map(|id| event(house, *id)).collect();
        let body = format!("{{\"events\":[{}]}}", events.join(","));
        let Ok(answer) = connection.post("/api/events", &[("Authorization", &token)], &body) else {
            // A service may close a connection; what was on its way counts as not acknowledged.
            connection = Connection::open(server).expect("a connection");
            continue;
        };
        if answer.status == 202 {
            acknowledged.lock().expect("no panic").extend(ids);
        }
    }
}

fn restore(file: &Path, data: &Path) -> Output {
    let mut command = Command::new(program());
    command.env_clear().arg("restore").arg(file).arg("--data").arg(data);
    command.output().expect("the program runs")
}

fn stored(data: &Path) -> BTreeMap<String, usize> {
    let sql = "select id, count(*) as times from events group by id";
    let mut command = Command::new(program());
    command.env_clear().args(["query", sql, "--format", "csv", "--data"]).arg(data);
    let rows = printed(&command.output().expect("the program runs"));
    let cells = rows.lines().skip(1).map(|row| row.rsplit_once(',').expect("two columns"));
    cells.map(|(id, times)| (id.to_owned(), times.parse().expect("a number"))).collect()
}

#[test]
fn a_backup_under_load_has_all_that_was_acknowledged_before_once_and_goes_on_elsewhere() {
    let house = House::new();
    let token = house.run(&["token", "create", "--scope", "events:write"]);
    let place = tempfile::tempdir().expect("a temporary folder");
    let file = place.path().join("backup.tar");
    let mut server = house.start_restless();
    let address = server.address();
    let (over, acknowledged) = (AtomicBool::new(false), Mutex::new(Vec::new()));
    let before = std::thread::scope(|scope| {
        let writer = scope.spawn(|| write(&house, address, &token, &over, &acknowledged));
        let count = || acknowledged.lock().expect("no panic").len();
        while count() < BEFORE && !writer.is_finished() {
            std::thread::yield_now();
        }
        let before = acknowledged.lock().expect("no panic").clone();
        let backup = house.command(&["backup"]).arg(&file).output().expect("the program runs");
        let after = count();
        over.store(true, Ordering::Relaxed);
        writer.join().expect("the writer");
        printed(&backup);
        assert!(after > before.len(), "events were taken in while the backup was made");
        before
    });
    server.must_outlive(std::time::Duration::from_millis(1));
    server.kill();
    assert!(before.len() >= BEFORE, "the writer ended early");

    let data = place.path().join("elsewhere/data");
    printed(&restore(&file, &data));
    check(&before, &acknowledged.into_inner().expect("no panic"), &stored(&data));
    check_goes_on(&house, &data, before[0]);
    // It was killed, perhaps in the middle of clearing up: the next start does that.
    house.start_restless().stop();
    assert!(!house.data().join("frozen").exists(), "nothing is left of it");
}

fn check(before: &[Uuid], sent: &[Uuid], stored: &BTreeMap<String, usize>) {
    assert!(stored.values().all(|times| *times == 1), "something is there twice");
    let lost = before.iter().filter(|id| !stored.contains_key(&id.to_string())).count();
    assert_eq!(lost, 0, "of {} events that were acknowledged before", before.len());
    let known: std::collections::HashSet<String> = sent.iter().map(Uuid::to_string).collect();
    // What came in meanwhile may be there, and nothing else: whoever is not answered in time is no event of ours.
    let strange = stored.keys().filter(|id| !known.contains(*id)).count();
    assert!(strange <= 100, "{strange} events that nobody acknowledged");
}

/// The restored server starts, knows its site, and recognises an event that is sent again.
fn check_goes_on(house: &House, data: &Path, old: Uuid) {
    let mut command = Command::new(program());
    command.env_clear().args(["serve", "--listen", "127.0.0.1:0", "--rate-limit", "0", "--data"]).arg(data);
    let server = Server::start(&mut command);
    let mut connection = Connection::open(server.address()).expect("a connection");
    let outcome = |connection: &mut Connection, id| {
        let answer = connection.post("/e?debug=1", &[], &event(house, id)).expect("an answer");
        answer.header("x-undercurrent-outcome").unwrap_or_default().to_owned()
    };
    assert_eq!(outcome(&mut connection, old), "duplicate");
    assert_eq!(outcome(&mut connection, Uuid::from_u128(7)), "stored");
    server.stop();
}

#[test]
fn a_backup_holds_no_salt_and_no_rollup_and_is_its_owner_s_alone() {
    use std::os::unix::fs::PermissionsExt;
    let house = House::new();
    let place = tempfile::tempdir().expect("a temporary folder");
    let file = place.path().join("backup.tar");
    let server = house.start_restless();
    let mut connection = Connection::open(server.address()).expect("a connection");
    let answer = connection.post("/e", &[], &event(&house, Uuid::from_u128(1))).expect("an answer");
    assert_eq!(answer.status, 202, "the salt of the day is there now");
    fs::create_dir_all(house.data().join("rollups")).expect("a folder");
    fs::write(house.data().join("rollups/cache"), "rolled").expect("written");
    fs::create_dir_all(house.data().join("figures/_delta_log")).expect("a folder");
    fs::write(house.data().join("figures/_delta_log/0.json"), "{}").expect("written");
    printed(&house.command(&["backup"]).arg(&file).output().expect("the program runs"));
    server.stop();
    assert_eq!(fs::metadata(&file).expect("the backup").permissions().mode() & 0o777, 0o600);

    let data = place.path().join("data");
    printed(&restore(&file, &data));
    let mut names: Vec<String> = fs::read_dir(&data)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    let expected = ["estimates", "events", "figures", "ids", "lock", "seal.key", "store.sqlite"];
    assert_eq!(names, expected, "and nothing else");
    let salts = Command::new("python3")
        .args(["-c", "import sqlite3,sys;print(sqlite3.connect(sys.argv[1]).execute('select count(*) from salts').fetchone()[0])"])
        .arg(data.join("store.sqlite"))
        .output();
    assert_eq!(printed(&salts.expect("Python runs")), "0");

    let again = house.command(&["backup"]).arg(&file).output().expect("the program runs");
    assert!(!again.status.success(), "a backup replaces nothing");
    let refused = restore(&file, &data);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("is not empty"), "{refused:?}");
}

#[test]
fn a_backup_that_does_not_fit_says_so_and_leaves_nothing() {
    let house = House::with_room_for(24);
    let server = house.start_restless();
    let mut connection = Connection::open(server.address()).expect("a connection");
    let answer = connection.post("/e", &[], &event(&house, Uuid::from_u128(1))).expect("an answer");
    assert_eq!(answer.status, 202);
    let inside = house.data_from_outside();
    crate::full_disk::fill(&inside.join("filler"));
    let file = house.data().join("backup.tar");
    let backup = house.command(&["backup"]).arg(&file).output().expect("the program runs");
    assert!(!backup.status.success(), "{backup:?}");
    let left: Vec<_> =
        fs::read_dir(&inside).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    assert!(left.iter().all(|path| !path.to_string_lossy().contains("backup")), "{left:?}");
    assert!(!inside.join("frozen").exists());
    // Health says it, too, without a path.
    let health = connection.get("/healthz").expect("an answer");
    assert_eq!((health.status, health.error_code().as_deref()), (503, Some("disk_full")), "{health:?}");
    assert!(!String::from_utf8_lossy(&health.body).contains("data"), "{health:?}");
    fs::remove_file(inside.join("filler")).expect("the filler");
    printed(&house.command(&["backup"]).arg(&file).output().expect("the program runs"));
    server.stop();
}

#[test]
fn a_folder_whose_path_is_too_long_for_a_socket_works_all_the_same() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let data = place.path().join("d".repeat(120)).join("data");
    let command = |arguments: &[&str]| {
        let mut command = Command::new(program());
        command.env_clear().args(arguments).arg("--data").arg(&data);
        command
    };
    let server = Server::start(&mut command(&["serve", "--listen", "127.0.0.1:0"]));
    let id = printed(&command(&["site", "add", HOST]).output().expect("the program runs"));
    let mut connection = Connection::open(server.address()).expect("a connection");
    let body = format!("{{\"site\":\"{id}\",\"name\":\"pageview\",\"url\":\"https://{HOST}/\"}}");
    let answer = connection.post("/e?debug=1", &[], &body).expect("an answer");
    assert_eq!(
        answer.header("x-undercurrent-outcome"),
        Some("stored"),
        "the server heard of the site at once"
    );
    server.stop();
    assert!(!data.join("control.sock").exists());
}
