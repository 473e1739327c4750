//! A full disk: what cannot be stored is refused with a code, what was acknowledged stays, and with space it goes on.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use uuid::Uuid;

use crate::chance::{Chance, seed};
use crate::house::{HOST, House};
use crate::wire::{Answer, Connection};

const MEGABYTES: usize = 48;
/// More events than fit into what is left of the last page of a full disk, and than it takes to notice new space.
const MOST: usize = 5_000;

#[test]
fn a_full_disk_refuses_loses_nothing_and_goes_on_when_there_is_space() {
    let house = House::with_room_for(MEGABYTES);
    let mut server = house.start_restless();
    let mut connection = Connection::open(server.address()).expect("a connection");
    let mut chance = Chance::new(seed(), 0);
    let mut acknowledged: Vec<Uuid> = Vec::new();
    for _ in 0..20 {
        let id = chance.id();
        assert_eq!(send(&mut connection, &house, id).status, 202);
        acknowledged.push(id);
    }

    let filler = house.data_from_outside().join("filler");
    fill(&filler);
    let refused = (0..MOST).map(|_| chance.id()).find_map(|id| {
        let answer = send(&mut connection, &house, id);
        if answer.status != 202 {
            return Some((id, answer));
        }
        acknowledged.push(id);
        None
    });
    let (refused, answer) = refused.expect("a full disk takes no more events");
    assert!(matches!(answer.status, 503 | 507), "{answer:?}");
    assert!(answer.error_code().is_some_and(|code| !code.is_empty()), "{answer:?}");
    // What is there can still be read, and the service is still well.
    assert_eq!(house.number("select count(distinct id) as n from events"), acknowledged.len());

    fs::remove_file(&filler).expect("the filler");
    let again = (0..MOST).find(|_| send(&mut connection, &house, refused).status == 202);
    assert!(again.is_some(), "the service never noticed that there is space again");
    acknowledged.push(refused);
    server.must_outlive(std::time::Duration::from_millis(1500));
    check(&house, &acknowledged);

    // In the full disk's time, too, what was acknowledged was safe.
    server.kill();
    let server = house.start_restless();
    check(&house, &acknowledged);
    server.stop();
    check(&house, &acknowledged);
}

fn send(connection: &mut Connection, house: &House, id: Uuid) -> Answer {
    let body = format!(
        "{{\"id\":\"{id}\",\"site\":\"{}\",\"name\":\"pageview\",\"url\":\"https://{HOST}/full\"}}",
        house.site
    );
    connection.post("/e", &[], &body).expect("an answer, even without space")
}

/// Writes until there is no byte left.
pub(crate) fn fill(path: &Path) {
    let mut file = File::create(path).expect("a new file");
    // Large pieces first, and then what remains.
    for size in [1 << 20, 4096, 1] {
        let piece = vec![b'.'; size];
        while file.write_all(&piece).is_ok() {}
    }
}

fn check(house: &House, acknowledged: &[Uuid]) {
    let stored = house.numbers("select id, count(*) as times from events group by id");
    let expected: BTreeMap<String, usize> = acknowledged.iter().map(|id| (id.to_string(), 1)).collect();
    assert_eq!(stored, expected);
}
