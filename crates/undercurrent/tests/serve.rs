//! The server and its commands as processes: what stands alone on standard output, and that a command does the same
//! whether or not a server runs.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use tempfile::TempDir;

const DESKTOP: &str = uc_testkit::logs::DESKTOP;

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn command(data: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("undercurrent"));
    command.env_clear().env("LC_ALL", "en").env("UNDERCURRENT_DATA", data);
    command
}

fn run(data: &Path, args: &[&str]) -> Output {
    command(data).args(args).output().expect("the program starts")
}

/// Runs a command that must succeed, and returns what it prints.
fn done(data: &Path, args: &[&str]) -> String {
    let output = run(data, args);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{args:?}: {said}");
    String::from_utf8(output.stdout).expect("text")
}

/// A server, ended in order when it is dropped.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(data: &Path) -> Self {
        let mut child = command(data)
            .args(["serve", "--listen", "127.0.0.1:0", "--rate-limit", "0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        let out = child.stdout.take().expect("piped");
        BufReader::new(out).read_line(&mut line).expect("a line");
        let address = line.trim_end().rsplit_once("http://").map(|(_, address)| address.to_owned());
        let Some(address) = address else {
            let mut said = String::new();
            child.stderr.take().expect("piped").read_to_string(&mut said).expect("text");
            panic!("{line:?} {said}");
        };
        Self { child, address }
    }

    /// Sends a page view; returns the status line.
    fn view(&self, site: &str, number: u32) -> String {
        let body = format!(
            r#"{{"id":"6f9619ff-8b86-4011-b42d-{number:012x}","site":"{site}","name":"pageview","url":"https://bakery.example/{number}","referrer":""}}"#
        );
        let mut stream = TcpStream::connect(&self.address).expect("the server listens");
        let length = body.len();
        write!(
            stream,
            "POST /e HTTP/1.1\r\nhost: x\r\nconnection: close\r\nuser-agent: {DESKTOP}\r\ncontent-length: {length}\r\n\r\n{body}"
        )
        .expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer.lines().next().unwrap_or_default().to_owned()
    }

    /// Sends a signal and waits; returns whether the end was orderly, and what was said.
    fn end(mut self, signal: &str) -> (bool, String) {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args(["-s", signal, &id]).status().expect("kill starts");
        assert!(sent.success());
        let mut said = String::new();
        self.child.stderr.take().expect("piped").read_to_string(&mut said).expect("text");
        (self.child.wait().expect("it ends").success(), said)
    }
}

#[test]
fn commands_do_the_same_with_and_without_a_server() {
    let folder = folder();
    let data = folder.path().join("data");
    let site = done(&data, &["site", "add", "bakery.example"]);
    assert!(site.ends_with('\n') && site.trim().len() == 8, "the id stands alone: {site:?}");

    let server = Server::start(&data);
    let other = done(&data, &["site", "add", "mill.example"]);
    assert_eq!(server.view(site.trim(), 1), "HTTP/1.1 202 Accepted");
    assert_eq!(
        server.view(other.trim(), 2),
        "HTTP/1.1 403 Forbidden",
        "a new site is known at once, and its host"
    );
    let token = done(&data, &["token", "create", "--site", "bakery.example", "--scope", "stats:read"]);
    assert!(token.starts_with("uc_") && token.lines().count() == 1, "the secret stands alone");
    let count = "SELECT count(*) AS views FROM events";
    let with = done(&data, &["query", count, "--format", "csv"]);
    assert_eq!(with, "views\r\n1\r\n");
    let listed = done(&data, &["site", "list"]);
    assert_eq!(done(&data, &["query", count]), "views\n─────\n1\n");
    let (orderly, said) = server.end("TERM");
    assert!(orderly, "{said}");

    assert_eq!(done(&data, &["query", count, "--format", "csv"]), with);
    assert_eq!(done(&data, &["query", count, "--format", "json"]), "[{\"views\":1}]\n");
    assert_eq!(done(&data, &["site", "list"]), listed);
    assert!(listed.contains("bakery.example") && listed.contains("mill.example"));
    done(&data, &["token", "revoke", "1"]);
    let tokens = done(&data, &["token", "list"]);
    assert!(
        tokens.contains("stats:read") && tokens.contains("revoked") && !tokens.contains("uc_"),
        "{tokens}"
    );
}

#[test]
fn what_was_acknowledged_is_there_after_a_kill() {
    let folder = folder();
    let site = done(folder.path(), &["site", "add", "bakery.example"]);
    let server = Server::start(folder.path());
    for number in 0..20 {
        assert_eq!(server.view(site.trim(), number), "HTTP/1.1 202 Accepted");
    }
    server.end("KILL");
    let again = Server::start(folder.path());
    assert_eq!(again.view(site.trim(), 0), "HTTP/1.1 202 Accepted", "a retry, known across the restart");
    assert_eq!(again.view(site.trim(), 50), "HTTP/1.1 202 Accepted");
    let sql = "SELECT count(*), count(DISTINCT visit), count(*) FILTER (WHERE landing) FROM events";
    let counts = done(folder.path(), &["query", sql, "--format", "csv"]);
    assert_eq!(counts.lines().nth(1), Some("21,1,1"), "the visit that went on goes on");
    let (_, said) = again.end("INT");
    assert!(said.contains("20 events were brought back"), "it says what it mended: {said}");
}

#[test]
fn one_server_holds_a_folder() {
    let folder = folder();
    let server = Server::start(folder.path());
    let second = run(folder.path(), &["serve", "--listen", "127.0.0.1:0"]);
    let said = String::from_utf8_lossy(&second.stderr).into_owned();
    assert_eq!(second.status.code(), Some(2), "{said}");
    assert!(said.contains("Another process holds") && said.contains("--data"), "{said}");
    drop(server.end("TERM"));
    assert!(!folder.path().join("control.sock").exists(), "it clears up after itself");
}

#[test]
fn the_owner_s_socket_and_files_are_the_owner_s_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let data = folder.path().join("data");
    let server = Server::start(&data);
    let mode = |name: &str| {
        let path = if name.is_empty() { data.clone() } else { data.join(name) };
        std::fs::metadata(path).expect(name).permissions().mode() & 0o777
    };
    assert_eq!(mode(""), 0o700);
    for name in ["control.sock", "seal.key", "lock", "store.sqlite"] {
        assert_eq!(mode(name), 0o600, "{name}");
    }
    drop(server.end("TERM"));
}

#[test]
fn what_cannot_be_done_is_said_in_one_sentence() {
    let folder = folder();
    let data = folder.path().join("data");
    done(&data, &["site", "add", "bakery.example"]);
    std::fs::write(folder.path().join("file"), "").expect("written");
    for (args, expected) in [
        (&["site", "add", "bakery.example"][..], "belongs to the site"),
        (&["site", "add", "not a host"], "refused"),
        (&["token", "create", "--site", "nobody.example"], "There is no such site"),
        (&["token", "create", "--scope", "everything"], "scopes is not known"),
        (&["token", "revoke", "77"], "There is no such token"),
        (&["query", "SELECT"], "The query cannot be answered"),
        (&["query", "SELECT nothing FROM events"], "The query cannot be answered"),
    ] {
        let output = run(&data, args);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), output.stdout.is_empty()), (Some(2), true), "{args:?}: {said}");
        assert!(said.contains(expected) && said.lines().count() == 1, "{args:?}: {said}");
    }
    std::fs::write(data.join("undercurrent.toml"), "rate_limits = 7\n").expect("written");
    let output = run(&data, &["serve", "--listen", "127.0.0.1:0"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(2) && said.contains("rate_limits"), "{said}");
}
