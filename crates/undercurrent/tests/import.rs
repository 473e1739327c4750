//! Old access logs in the store: the same figures as the report's, and nothing twice.

use std::fs;
use std::io::Write;
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
            "SELECT count(*) FILTER (WHERE kind = 'page'), count(*) FILTER (WHERE landing), \
             count(*) FILTER (WHERE kind = 'preview') FROM events",
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
    let (views, landings, previews) =
        (&report["log"]["page_views"], &report["log"]["landings"], &report["log"]["previews"]);
    eprintln!("{said}{:#}", report);
    assert_eq!(place.figures(), format!("{views},{landings},{previews}"), "{said}");
    let stored = told(&said, "Stored");
    assert!(stored > 100, "{said}");
    assert_eq!(place.ask("SELECT count(*) FROM events"), stored.to_string());
    assert_eq!(told(&said, "Lines read"), report["log"]["lines"]["read"].as_u64().expect("a count"));

    let again = place.import(&[&place.log]);
    assert_eq!((told(&again, "Stored"), told(&again, "Stored before")), (0, stored), "{again}");
    assert_eq!(place.ask("SELECT count(*) FROM events"), stored.to_string());
    let assets = place.ask(
        "SELECT max(n) FROM (SELECT count(*) AS n FROM events WHERE name = 'assets' GROUP BY visitor)",
    );
    assert_eq!(assets, "1", "one for each visitor and day");
}
