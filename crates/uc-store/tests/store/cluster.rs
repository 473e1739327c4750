//! A PostgreSQL of the test's own: in a temporary folder, on a socket in that folder, stopped when it is dropped.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// Who runs the server when the test runs as root, which PostgreSQL refuses.
const UNPRIVILEGED: &str = "postgres";

pub(crate) struct Cluster {
    folder: TempDir,
    programs: PathBuf,
    is_root: bool,
}

impl Cluster {
    /// Starts a server and waits until it answers.
    pub(crate) fn start() -> Self {
        let programs = programs().expect(
            "PostgreSQL is not installed, and the store has to be tested on it: run `apt-get install postgresql`",
        );
        let folder = tempfile::tempdir().expect("a folder");
        let is_root = fs::metadata(folder.path()).expect("there").uid() == 0;
        if is_root {
            run(Command::new("chown").arg(UNPRIVILEGED).arg(folder.path()));
        }
        let cluster = Self { folder, programs, is_root };
        run(cluster
            .program("initdb")
            .args([
                "--auth=trust",
                "--username=postgres",
                "--encoding=UTF8",
                "--no-locale",
                "--no-sync",
                "--pgdata",
            ])
            .arg(cluster.data()));
        let socket =
            format!("-c listen_addresses= -c unix_socket_directories={}", cluster.socket().display());
        run(cluster
            .program("pg_ctl")
            .args(["start", "--wait", "--silent", "--options", &socket, "--log"])
            .arg(cluster.folder.path().join("log"))
            .arg("--pgdata")
            .arg(cluster.data()));
        cluster
    }

    /// Returns the address of a database on the server.
    pub(crate) fn url(&self, database: &str) -> String {
        format!("postgres://postgres@localhost/{database}?host={}", self.socket().display())
    }

    /// Returns where the server keeps its files.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn socket(&self) -> &Path {
        self.folder.path()
    }

    fn program(&self, name: &str) -> Command {
        let path = self.programs.join(name);
        let mut command = if self.is_root { Command::new("setpriv") } else { Command::new(&path) };
        if self.is_root {
            command.args(["--reuid", UNPRIVILEGED, "--regid", UNPRIVILEGED, "--clear-groups"]).arg(path);
        }
        // The server may not write into the folder in which the test runs, nor read it.
        command.current_dir(self.folder.path());
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let mut stop = self.program("pg_ctl");
        stop.args(["stop", "--wait", "--silent", "--mode=immediate", "--pgdata"]).arg(self.data());
        let stopped = quiet(&mut stop).status();
        if !std::thread::panicking() {
            assert!(stopped.is_ok_and(|status| status.success()), "the server did not stop");
        }
    }
}

/// Finds the newest PostgreSQL where Debian puts it.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?.flatten();
    let number = |path: &Path| path.file_name()?.to_str()?.parse::<u32>().ok();
    let newest = versions.map(|entry| entry.path()).max_by_key(|path| number(path))?;
    Some(newest.join("bin")).filter(|programs| programs.join("initdb").is_file())
}

fn run(command: &mut Command) {
    let status = quiet(command).status().expect("the program is there");
    assert!(status.success(), "{command:?} failed");
}

/// The server inherits what `pg_ctl` has: a pipe would never end.
fn quiet(command: &mut Command) -> &mut Command {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null())
}
