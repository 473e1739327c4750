//! The same service with its sites, tokens and salts in PostgreSQL: named by its address, in the folder's config file.
//!
//! The cluster is the test's own, in a temporary folder, and ends with it; no service of the machine is asked.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;
use uuid::Uuid;

use crate::chance::{Chance, seed};
use crate::house::{HOST, House, printed};
use crate::wire::Connection;

/// A running cluster, ended when it is dropped.
struct Cluster {
    child: Child,
    port: u16,
    _folder: TempDir,
}

impl Cluster {
    fn start() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let data = folder.path().join("cluster");
        if is_root() {
            // PostgreSQL refuses to run as root.
            printed(&Command::new("chown").arg("postgres").arg(folder.path()).output().expect("chown runs"));
        }
        let mut initdb = unprivileged(&server_program("initdb"));
        initdb.args(["--auth=trust", "--username=tester", "--no-sync", "--pgdata"]).arg(&data);
        printed(&initdb.output().expect("initdb runs"));
        // Free now; whoever takes it first has it, and then the cluster says so.
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("a bound port").port();
        drop(listener);
        let mut postgres = unprivileged(&server_program("postgres"));
        postgres.args(["-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-p", &port.to_string(), "-k"]);
        postgres.arg(folder.path()).arg("-D").arg(&data);
        let piped = postgres.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = piped.spawn().expect("PostgreSQL starts");
        let mut lines = BufReader::new(child.stderr.take().expect("it is piped")).lines();
        let ready =
            lines.by_ref().map_while(Result::ok).any(|line| line.contains("ready to accept connections"));
        assert!(ready, "PostgreSQL ended instead of starting");
        // What it says later is read, or it would wait for a reader.
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        Self { child, port, _folder: folder }
    }

    fn address(&self) -> String {
        format!("postgres://tester@127.0.0.1:{}/postgres", self.port)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // SIGINT ends it at once and in order; a kill would leave its other processes behind.
        drop(Command::new("kill").args(["-INT", &self.child.id().to_string()]).status());
        drop(self.child.wait());
    }
}

fn is_root() -> bool {
    printed(&Command::new("id").arg("-u").output().expect("id runs")) == "0"
}

fn unprivileged(program: &Path) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups", "--"]).arg(program);
    command
}

/// Finds a program of the newest server; Debian keeps them out of the path.
fn server_program(name: &str) -> PathBuf {
    let versions = fs::read_dir("/usr/lib/postgresql").expect("PostgreSQL; `cargo xtask test` installs it");
    let programs = versions.map(|version| version.expect("an entry").path().join("bin").join(name));
    programs.filter(|program| program.is_file()).max().expect("PostgreSQL's server")
}

#[test]
fn the_service_keeps_its_sites_and_tokens_in_postgresql_if_it_is_told_to() {
    let cluster = Cluster::start();
    let house = House::configured(&format!("store = \"{}\"\n", cluster.address()));
    assert!(!house.data().join("store.sqlite").exists());
    let token = format!("Bearer {}", house.run(&["token", "create", "--scope", "events:write"]));
    let mut chance = Chance::new(seed(), 0);
    let ids: Vec<Uuid> = (0..4).map(|_| chance.id()).collect();
    // Two lives: what the first one was told must be known to the second.
    for two in ids.chunks(2) {
        let server = house.start_restless();
        let mut connection = Connection::open(server.address()).expect("a connection");
        let event = |id: Uuid| {
            let site = &house.site;
            format!(
                "{{\"id\":\"{id}\",\"site\":\"{site}\",\"name\":\"pageview\",\"url\":\"https://{HOST}/rye\"}}"
            )
        };
        assert_eq!(connection.post("/e", &[], &event(two[0])).expect("an answer").status, 202);
        let body = format!("{{\"events\":[{}]}}", event(two[1]));
        let answer = connection.post("/api/events", &[("Authorization", &token)], &body).expect("an answer");
        assert_eq!(answer.status, 202, "{answer:?}");
        server.kill();
    }
    assert_eq!(house.number("select count(distinct id) as n from events"), ids.len());
    // The salt of the day is one: a visitor who comes back after a restart is the same.
    let visitors = "select count(distinct visitor) as n from events where via = 'tracker'";
    assert_eq!(house.number(visitors), 1);

    // A backup says what is not in it, and the rest comes back.
    let place = tempfile::tempdir().expect("a temporary folder");
    let file = place.path().join("backup.tar");
    let backup = house.command(&["backup"]).arg(&file).output().expect("the program runs");
    printed(&backup);
    assert!(String::from_utf8_lossy(&backup.stderr).contains("pg_dump"), "{backup:?}");
    let data = place.path().join("data");
    let command = |arguments: &[&str]| {
        let mut command = Command::new(crate::house::program());
        command.env_clear().args(arguments).arg("--data").arg(&data);
        command.output().expect("the program runs")
    };
    let restored = command(&["restore", file.to_str().expect("text")]);
    printed(&restored);
    assert!(String::from_utf8_lossy(&restored.stderr).contains("PostgreSQL"), "{restored:?}");
    let count = printed(&command(&["query", "select count(*) as n from events", "--format", "csv"]));
    assert_eq!(crate::house::column(&count), ["4"]);
}
