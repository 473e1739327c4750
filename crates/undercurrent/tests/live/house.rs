//! A data folder with one site in it, and the program's commands on that folder.
//!
//! The folder may be a small file system of its own that only the commands of this house see (a mount namespace): it
//! can be filled up, and goes with the process that holds it.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use crate::server::Server;

/// The host whose events are collected.
pub(crate) const HOST: &str = "bakery.example";

/// How often the log is looked at, and how many times.
const LOOK: Duration = Duration::from_millis(50);
const PATIENCE: usize = 1_000;

/// A data folder, removed with everything in it at the end.
pub(crate) struct House {
    /// Holds the namespace, where there is one; it ends when its standard input is closed.
    holder: Option<Child>,
    folder: TempDir,
    /// The site's public id.
    pub(crate) site: String,
}

impl House {
    /// Makes a folder and a site in it.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self { holder: None, folder, site: String::new() }.with_site()
    }

    /// Makes a folder with this config file, and a site in it.
    pub(crate) fn configured(text: &str) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let house = Self { holder: None, folder, site: String::new() };
        std::fs::create_dir(house.data()).expect("a folder");
        std::fs::write(house.data().join("undercurrent.toml"), text).expect("a written file");
        house.with_site()
    }

    /// Makes a folder that is a file system of so many megabytes, and a site in it. Only root may mount one.
    pub(crate) fn with_room_for(megabytes: usize) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let data = folder.path().join("data");
        std::fs::create_dir(&data).expect("a folder");
        let script = format!("mount -t tmpfs -o size={megabytes}m tmpfs \"$0\" && echo mounted && exec cat");
        let mut command = Command::new("unshare");
        command.args(["--mount", "sh", "-c", &script]).arg(&data);
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut holder = piped.spawn().expect("unshare is in Debian's essential packages");
        let mut line = String::new();
        let said = BufReader::new(holder.stdout.take().expect("it is piped")).read_line(&mut line);
        said.expect("a readable line");
        assert_eq!(line, "mounted\n", "a small file system needs the rights of root");
        Self { holder: Some(holder), folder, site: String::new() }.with_site()
    }

    fn with_site(mut self) -> Self {
        self.site = self.run(&["site", "add", HOST]);
        self
    }

    /// Returns the data folder.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Returns the data folder as this test sees it, from outside the house.
    pub(crate) fn data_from_outside(&self) -> PathBuf {
        let data = self.data();
        let Some(holder) = &self.holder else { return data };
        let root = Path::new("/proc").join(holder.id().to_string()).join("root");
        root.join(data.strip_prefix("/").expect("a temporary folder has a path from the root"))
    }

    /// Returns the folder where the events lie.
    pub(crate) fn events(&self) -> PathBuf {
        self.data().join("events")
    }

    /// Waits until all events stand in the table: until the log holds nothing but the head of a new segment.
    pub(crate) fn wait_for_the_table(&self, server: &mut Server) {
        const HEAD: u64 = 8;
        for _ in 0..PATIENCE {
            let segments = std::fs::read_dir(self.data().join("log")).expect("the log's folder");
            // A segment may go while we look.
            let sizes =
                segments.map(|entry| entry.and_then(|entry| entry.metadata()).map_or(0, |file| file.len()));
            if sizes.sum::<u64>() <= HEAD {
                return;
            }
            server.must_outlive(LOOK);
        }
        panic!("the log is not moved to the table");
    }

    /// Returns a command of the program on this folder. The environment is empty: no setting of the machine counts.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = match &self.holder {
            Some(holder) => {
                let mut command = Command::new("nsenter");
                command.args(["--mount", "--target", &holder.id().to_string(), "--"]).arg(program());
                command
            }
            None => Command::new(program()),
        };
        command.env_clear().args(arguments).arg("--data").arg(self.data());
        command
    }

    /// Returns the command that serves this folder, on a port that the system chooses.
    pub(crate) fn serve(&self) -> Command {
        self.command(&["serve", "--listen", "127.0.0.1:0", "--rate-limit", "0"])
    }

    /// Starts the service with small tables, so that flushing and compacting happen all the time.
    pub(crate) fn start_restless(&self) -> Server {
        Server::start(&mut self.serve_restless())
    }

    /// Returns the command of [`Self::start_restless`].
    pub(crate) fn serve_restless(&self) -> Command {
        let mut command = self.serve();
        command.env("UNDERCURRENT_FLUSH_ROWS", "500").env("UNDERCURRENT_FLUSH_SECONDS", "1");
        command
    }

    /// Runs a command that must end well, and returns what it printed.
    pub(crate) fn run(&self, arguments: &[&str]) -> String {
        printed(&self.command(arguments).output().expect("the program runs"))
    }

    /// Asks for one column.
    pub(crate) fn column(&self, sql: &str) -> Vec<String> {
        column(&self.run(&["query", sql, "--format", "csv"]))
    }

    /// Asks for one number.
    pub(crate) fn number(&self, sql: &str) -> usize {
        let column = self.column(sql);
        column.first().and_then(|cell| cell.parse().ok()).unwrap_or_else(|| panic!("{sql}: {column:?}"))
    }

    /// Asks for keys and their numbers.
    pub(crate) fn numbers(&self, sql: &str) -> BTreeMap<String, usize> {
        let rows = self.run(&["query", sql, "--format", "csv"]);
        let cells = rows.lines().skip(1).map(|row| row.rsplit_once(',').expect("two columns"));
        cells.map(|(key, number)| (key.to_owned(), number.parse().expect("a number"))).collect()
    }
}

impl Drop for House {
    fn drop(&mut self) {
        if let Some(holder) = &mut self.holder {
            // Closing its standard input ends it, and with it the file system.
            drop(holder.stdin.take());
            drop(holder.wait());
        }
    }
}

/// Returns the built program.
pub(crate) fn program() -> &'static Path {
    assert_cmd::cargo::cargo_bin!("undercurrent")
}

/// Returns what a command printed, without the last line's end; it must have ended well.
pub(crate) fn printed(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_end().to_owned();
    assert!(output.status.success(), "{}: {}", output.status, text(&output.stderr));
    text(&output.stdout)
}

/// Returns the cells of a table of one column, written as CSV.
pub(crate) fn column(csv: &str) -> Vec<String> {
    csv.lines().skip(1).map(str::to_owned).collect()
}
