//! Old access logs in the store: the same figures as the report's, and nothing twice.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

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

/// A made-up log, and a folder to import it to.
struct Place {
    folder: TempDir,
    log: PathBuf,
    site: String,
}

impl Place {
    fn new(scenario: &str, days: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let made = folder.path().join("made");
        let made_text = made.to_str().expect("text");
        done(folder.path(), &["simulate", "--scenario", scenario, "--days", days, "-o", made_text]);
        let log = fs::read_dir(&made)
            .expect("it is there")
            .map(|entry| entry.expect("an entry").path())
            .find(|path| path.extension().is_some_and(|extension| extension == "log"))
            .expect("a log");
        let place = Self { log, site: "bakery.example".to_owned(), folder };
        done(&place.data(), &["site", "add", &place.site]);
        place
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn import(&self, logs: &[&Path]) -> String {
        let mut args = vec!["import", "--site", self.site.as_str()];
        args.extend(logs.iter().map(|log| log.to_str().expect("text")));
        done(&self.data(), &args)
    }

    fn ask(&self, sql: &str) -> String {
        let rows = done(&self.data(), &["query", sql, "--format", "csv"]);
        rows.lines().nth(1).unwrap_or_default().to_owned()
    }

    fn figures(&self) -> String {
        self.ask(
            "SELECT count(*) FILTER (WHERE kind = 'page'), count(*) FILTER (WHERE landing) \
             FROM events",
        )
    }

    fn report(&self) -> serde_json::Value {
        let log = self.log.to_str().expect("text");
        let json = done(
            &self.data(),
            &["report", log, "--no-estimate", "--format", "json", "--site", &self.site, "--timezone", "UTC"],
        );
        serde_json::from_str(&json).expect("JSON")
    }
}

/// Returns the number behind a word of what `import` says.
fn told(said: &str, word: &str) -> u64 {
    let line = said.lines().find(|line| line.trim_start().starts_with(word));
    let number = line.and_then(|line| line.rsplit_once(": ")).map(|(_, number)| number.replace(',', ""));
    number.map_or(0, |number| number.parse().expect("a number"))
}

#[test]
fn an_import_has_the_figures_of_the_report_and_a_second_one_changes_nothing() {
    let place = Place::new("bakery", "14");
    let said = place.import(&[&place.log]);
    let report = place.report();
    let (views, landings) = (&report["page_views"], &report["landings"]);
    assert_eq!(place.figures(), format!("{views},{landings}"), "{said}");
    let stored = told(&said, "Stored");
    assert!(stored > 100, "{said}");
    assert_eq!(place.ask("SELECT count(*) FROM events"), stored.to_string());
    assert_eq!(told(&said, "Lines read"), report["lines"]["read"].as_u64().expect("a count"));

    let again = place.import(&[&place.log]);
    assert_eq!((told(&again, "Stored"), told(&again, "Stored before")), (0, stored), "{again}");
    assert_eq!(place.ask("SELECT count(*) FROM events"), stored.to_string());
}

/// A line of a person who asks for something.
fn line(address: u32, second: u32, target: &str) -> String {
    format!(
        "192.0.2.{address} - - [17/May/2026:10:05:{second:02} +0000] \"GET {target} HTTP/1.1\" 200 512 \"-\" \"{}\"\n",
        uc_testkit::logs::DESKTOP
    )
}

fn packed(text: &str) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(text.as_bytes()).expect("memory");
    packer.finish().expect("memory")
}

#[test]
fn files_come_in_the_order_of_their_lines_packed_or_not_with_and_without_a_server() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    done(&data, &["site", "add", "bakery.example"]);
    let (old, new) = (folder.path().join("access.log.1.gz"), folder.path().join("access.log"));
    fs::write(&old, packed(&(line(1, 1, "/") + &line(1, 2, "/a.css") + &line(1, 3, "/b.css"))))
        .expect("written");
    let torn = "192.0.2.1 - - [17/May/2026:10:05:04 +00\n";
    // Two visitors at once: equal but for their addresses.
    let rest = line(1, 5, "/") + torn + &line(2, 6, "/bread") + &line(3, 6, "/bread") + &line(1, 7, "/c.css");
    fs::write(&new, rest).expect("written");
    let args =
        ["import", "--site", "bakery.example", new.to_str().expect("text"), old.to_str().expect("text")];

    let said = done(&data, &args);
    let counts = [told(&said, "Lines read"), told(&said, "that fit no format"), told(&said, "Stored")];
    assert_eq!(counts, [8, 1, 5], "{said}");
    let sql = "SELECT count(*) FILTER (WHERE kind = 'page'), count(*) FILTER (WHERE landing), \
               count(*) FILTER (WHERE name = 'assets'), count(DISTINCT visit) FROM events";
    let figures = |data: &Path| done(data, &["query", sql, "--format", "csv"]);
    // The first page again, four seconds later, is a reload.
    assert_eq!(figures(&data).lines().nth(1), Some("4,3,1,3"));

    let mut server = command(&data)
        .args(["serve", "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut ready = [0; 1];
    server.stdout.as_mut().expect("piped").read_exact(&mut ready).expect("it is ready");
    let again = done(&data, &args);
    assert_eq!((told(&again, "Stored"), told(&again, "Stored before")), (0, 5), "{again}");
    // One file alone: the same lines have the same ids.
    let one = done(&data, &["import", "--site", "bakery.example", new.to_str().expect("text")]);
    assert_eq!(told(&one, "Stored before"), 3, "{one}");
    server.kill().expect("it ran");
    server.wait().expect("it ends");
    assert_eq!(figures(&data).lines().nth(1).map(|row| &row[..4]), Some("4,3,"));
}

#[test]
fn what_cannot_be_imported_is_said_in_one_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    done(&data, &["site", "add", "bakery.example"]);
    let log = folder.path().join("access.log");
    fs::write(&log, line(1, 1, "/")).expect("written");
    let log = log.to_str().expect("text");
    for (args, expected) in [
        (&["import", "--site", "nobody.example", log][..], "There is no such site"),
        (&["import", "--site", "bakery.example", "/nowhere/access.log"], "There is no file"),
        (&["follow", "--site", "nobody.example", log], "There is no such site"),
        (&["site", "change", "nobody.example", "--pageviews-from", "log"], "There is no such site"),
    ] {
        let output = run(&data, args);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), output.stdout.is_empty()), (Some(2), true), "{args:?}: {said}");
        assert!(said.to_lowercase().contains(&expected.to_lowercase()), "{args:?}: {said}");
    }
}

#[test]
fn figures_that_are_counted_ahead_are_proven_and_made_again() {
    let place = Place::new("bakery", "20");
    place.import(&[&place.log]);
    let proven = done(&place.data(), &["doctor"]);
    let row: Vec<&str> = proven.lines().last().expect("a row").split_whitespace().collect();
    assert_eq!((row[0], row[3]), ("bakery.example", "0"), "{proven}");
    let [days, figures] = [row[1], row[2]].map(|number| number.parse::<u64>().expect("a number"));
    assert!((19..=21).contains(&days) && figures > 10_000, "{proven}");
    let rebuilt = done(&place.data(), &["rebuild", "--site", &place.site]);
    assert!(rebuilt.contains(&format!("bakery.example  {days}")), "{rebuilt}");
    let output = run(&place.data(), &["rebuild", "--site", "nobody.example"]);
    assert_eq!(output.status.code(), Some(2));
}
