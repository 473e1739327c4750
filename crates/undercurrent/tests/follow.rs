//! A growing access log in the store, with real files and a real process: rotated, killed and started again.

use std::fs::{self, OpenOptions};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{SystemTime, UNIX_EPOCH};

use tempfile::TempDir;

fn command(data: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("undercurrent"));
    command.env_clear().env("LC_ALL", "en").env("UNDERCURRENT_DATA", data);
    command
}

fn done(data: &Path, args: &[&str]) -> String {
    let output = command(data).args(args).output().expect("the program starts");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{args:?}: {said}");
    String::from_utf8(output.stdout).expect("text")
}

/// A process that has said that it is ready.
struct Running(Child);

impl Running {
    fn start(data: &Path, args: &[&str]) -> Self {
        let mut child = command(data)
            .args(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        BufReader::with_capacity(1, child.stdout.as_mut().expect("piped"))
            .read_line(&mut line)
            .expect("a line");
        if line.is_empty() {
            let mut said = String::new();
            child.stderr.take().expect("piped").read_to_string(&mut said).expect("text");
            panic!("{args:?}: {said}");
        }
        Self(child)
    }

    /// Sends a signal and waits; returns whether the end was orderly.
    fn end(mut self, signal: &str) -> bool {
        let id = self.0.id().to_string();
        let sent = Command::new("kill").args(["-s", signal, &id]).status().expect("kill starts");
        assert!(sent.success());
        self.0.wait().expect("it ends").success()
    }
}

struct Place {
    folder: TempDir,
    written: u32,
}

impl Place {
    fn new() -> Self {
        let place = Self { folder: tempfile::tempdir().expect("a folder"), written: 0 };
        done(&place.data(), &["site", "add", "bakery.example"]);
        done(&place.data(), &["site", "change", "bakery.example", "--pageviews-from", "log"]);
        fs::write(place.log(), "").expect("written");
        place
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("access.log")
    }

    fn old(&self) -> PathBuf {
        self.folder.path().join("access.log.1")
    }

    fn follow(&self) -> Running {
        let log = self.log();
        Running::start(&self.data(), &["follow", log.to_str().expect("text"), "--site", "bakery.example"])
    }

    /// Appends page views of this minute, each of a page of its own.
    #[expect(clippy::disallowed_methods, reason = "the process that follows asks the system's clock, too")]
    fn write(&mut self, lines: u32) {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs();
        let mut file = OpenOptions::new().create(true).append(true).open(self.log()).expect("opened");
        for _ in 0..lines {
            self.written += 1;
            writeln!(
                file,
                "{{\"time\":{now},\"remote_addr\":\"192.0.2.7\",\"request\":\"GET /{} HTTP/1.1\",\"status\":200,\"http_referer\":\"\",\"http_user_agent\":\"{}\"}}",
                self.written,
                uc_testkit::logs::DESKTOP
            )
            .expect("written");
        }
    }

    /// Returns rows and distinct pages, as soon as everything that was written is there.
    fn wait_for_all(&self) -> String {
        let sql = "SELECT count(*), count(DISTINCT path), count(DISTINCT visit) FROM events";
        let mut found = String::new();
        // Each question takes its time; no other pause is needed.
        for _ in 0..400 {
            let rows = done(&self.data(), &["query", sql, "--format", "csv"]);
            found = rows.lines().nth(1).unwrap_or_default().to_owned();
            let count = found.split(',').next().and_then(|count| count.parse::<u32>().ok()).unwrap_or(0);
            if count >= self.written {
                break;
            }
        }
        found
    }

    fn expected(&self) -> String {
        format!("{0},{0},1", self.written)
    }
}

#[test]
fn a_log_is_followed_over_both_kinds_of_rotation() {
    let mut place = Place::new();
    let follow = place.follow();
    place.write(3);
    assert_eq!(place.wait_for_all(), place.expected(), "another command asks the process that follows");
    place.write(2);
    fs::rename(place.log(), place.old()).expect("renamed");
    place.write(4);
    assert_eq!(place.wait_for_all(), place.expected(), "renamed");
    place.write(2);
    fs::copy(place.log(), place.old()).expect("copied");
    fs::write(place.log(), "").expect("cut");
    place.write(1);
    assert_eq!(place.wait_for_all(), place.expected(), "copied and cut");
    assert!(follow.end("TERM"));
    assert_eq!(place.wait_for_all(), place.expected());
}

#[test]
fn killed_and_started_again_it_loses_nothing_and_stores_nothing_twice() {
    let mut place = Place::new();
    let follow = place.follow();
    place.write(200);
    place.wait_for_all();
    place.write(300);
    // In the middle of whatever it does.
    follow.end("KILL");
    place.write(5);
    fs::rename(place.log(), place.old()).expect("renamed");
    place.write(5);
    let follow = place.follow();
    assert_eq!(place.wait_for_all(), place.expected());
    follow.end("KILL");
    // What is read again is known by its ids.
    let places = place.data().join("follow");
    let file = fs::read_dir(places).expect("there").next().expect("a file").expect("an entry").path();
    let mut row: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(&file).expect("read")).expect("JSON");
    row["position"] = 0.into();
    fs::write(&file, row.to_string()).expect("written");
    let follow = place.follow();
    place.write(1);
    assert_eq!(place.wait_for_all(), place.expected());
    assert!(follow.end("INT"));
    let log = place.log();
    done(&place.data(), &["import", log.to_str().expect("text"), "--site", "bakery.example"]);
    assert_eq!(place.wait_for_all(), place.expected(), "an import of what was followed adds nothing");
}

#[test]
fn it_speaks_to_a_server_and_waits_for_it() {
    let mut place = Place::new();
    let serve = ["serve", "--listen", "127.0.0.1:0"];
    let server = Running::start(&place.data(), &serve);
    let follow = place.follow();
    place.write(3);
    assert_eq!(place.wait_for_all(), place.expected());
    assert!(server.end("TERM"));
    place.write(3);
    let server = Running::start(&place.data(), &serve);
    assert_eq!(place.wait_for_all(), place.expected());
    assert!(follow.end("TERM"));
    assert!(server.end("TERM"));
}
