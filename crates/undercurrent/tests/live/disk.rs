//! An event is on the disk before anybody is told so: proved from a trace of the program's own calls.
//!
//! A kill does not show this, since what was written and not synced survives it, and is lost with the machine's power.

use std::process::Command;

use crate::house::{HOST, House, program};
use crate::server::Server;
use crate::trace::judge;
use crate::wire::Connection;

const CALLS: &str = "trace=openat,write,pwrite64,writev,pwritev,fsync,fdatasync,sendto,sendmsg";

#[test]
fn an_event_is_synced_to_disk_before_the_answer_leaves() {
    let house = House::new();
    let trace = house.data().with_file_name("trace");
    let serve = house.serve();
    let mut command = Command::new("strace");
    // -D: the service is our child and strace its shadow. -y: files by name. -s: the whole record, not its head.
    command.args(["-D", "-f", "-y", "-s", "4096", "-e", CALLS, "-o"]).arg(&trace).arg("--").arg(program());
    let server = Server::start(command.args(serve.get_args()));
    let mut connection = Connection::open(server.address()).expect("a connection");
    let mark = "bread-that-must-not-be-lost";
    let body = format!(
        "{{\"id\":\"0190b6e2-7c3a-7b51-9f7e-0123456789ab\",\"site\":\"{}\",\"name\":\"pageview\",\"url\":\"https://{HOST}/{mark}\"}}",
        house.site
    );
    let answer = connection.post("/e", &[], &body).expect("an answer");
    assert_eq!(answer.status, 202, "{answer:?}");
    server.stop();
    let trace = std::fs::read_to_string(&trace).expect("strace wrote its trace");
    // The log alone: the database of sites and salts syncs by rules of its own.
    let log = house.data().join("log").display().to_string();
    match judge(&trace, &log, mark) {
        Ok(syncs) => assert!(syncs > 0),
        Err(fault) => panic!("{fault:?}; the last calls were:\n{}", last_lines(&trace)),
    }
}

fn last_lines(trace: &str) -> String {
    let lines: Vec<&str> = trace.lines().filter(|line| !line.contains("openat")).collect();
    lines[lines.len().saturating_sub(60)..].join("\n")
}
