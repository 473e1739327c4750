//! Logs that grow, are renamed away, and are cut short.

use std::fs::{self, OpenOptions};
use std::io::Write;

use tempfile::TempDir;

use super::*;

struct Log {
    folder: TempDir,
    written: u32,
}

impl Log {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder"), written: 0 }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("access.log")
    }

    fn old(&self, number: u32) -> PathBuf {
        self.folder.path().join(format!("access.log.{number}"))
    }

    /// Appends so many lines, each to a page of its own.
    fn write(&mut self, lines: u32) {
        self.write_to(&self.path(), lines);
    }

    fn write_to(&mut self, path: &Path, lines: u32) {
        let mut file = OpenOptions::new().create(true).append(true).open(path).expect("opened");
        for _ in 0..lines {
            let n = self.written;
            let second = n % 60;
            writeln!(
                file,
                "192.0.2.1 - - [17/May/2026:10:05:{second:02} +0000] \"GET /{n} HTTP/1.1\" 200 5 \"-\" \"x\""
            )
            .expect("written");
            self.written += 1;
        }
    }

    /// Reads until nothing has come for long; returns the pages in their order.
    fn pages(&self, tail: &mut Tail) -> Vec<u32> {
        let mut pages = Vec::new();
        let mut nothing = 0;
        while nothing < 3 * QUIET {
            let batch = tail.read().expect("read");
            nothing = if batch.lines.is_empty() { nothing + 1 } else { 0 };
            pages.extend(batch.lines.iter().map(|line| line.target[1..].parse::<u32>().expect("a number")));
        }
        pages
    }
}

fn begin(log: &Log, from: Option<ReadTo>) -> (Tail, Begun) {
    Tail::begin(&log.path(), None, from).expect("begun")
}

fn all(range: std::ops::Range<u32>) -> Vec<u32> {
    range.collect()
}

#[test]
fn it_begins_at_the_end_and_waits_for_whole_lines() {
    let mut log = Log::new();
    log.write(5);
    let (mut tail, begun) = begin(&log, None);
    assert_eq!((begun, log.pages(&mut tail)), (Begun::AtEnd, vec![]));
    log.write(3);
    let mut file = OpenOptions::new().append(true).open(log.path()).expect("opened");
    write!(file, "192.0.2.1 - - [17/May/2026:10:06:00").expect("written");
    assert_eq!(log.pages(&mut tail), all(5..8));
    writeln!(file, " +0000] \"GET /99 HTTP/1.1\" 200 5 \"-\" \"x\"").expect("written");
    assert_eq!(log.pages(&mut tail), [99]);
}

#[test]
fn a_log_that_is_renamed_is_read_to_its_end_before_the_new_one() {
    let mut log = Log::new();
    let (mut tail, _) = begin(&log, None);
    log.write(3);
    assert_eq!(log.pages(&mut tail), all(0..3));
    log.write(2);
    fs::rename(log.path(), log.old(1)).expect("renamed");
    log.write_to(&log.old(1), 2);
    assert_eq!(log.pages(&mut tail), all(3..7));
    log.write(4);
    assert_eq!(log.pages(&mut tail), all(7..11));
}

#[test]
fn a_log_that_is_copied_and_cut_loses_nothing() {
    let mut log = Log::new();
    let (mut tail, _) = begin(&log, None);
    log.write(3);
    assert_eq!(log.pages(&mut tail), all(0..3));
    log.write(2);
    fs::copy(log.path(), log.old(1)).expect("copied");
    fs::write(log.path(), "").expect("cut");
    // Longer than before: only its first line tells that it is another one.
    log.write(9);
    assert_eq!(log.pages(&mut tail), all(3..14));
}

#[test]
fn after_a_restart_it_goes_on_where_it_stopped() {
    for rotate in ["not", "rename", "copy", "twice"] {
        let mut log = Log::new();
        let (mut tail, _) = begin(&log, None);
        log.write(3);
        assert_eq!(log.pages(&mut tail), all(0..3));
        let stopped = tail.read_to();
        drop(tail);
        log.write(2);
        match rotate {
            "rename" => fs::rename(log.path(), log.old(1)).expect("renamed"),
            "copy" => {
                fs::copy(log.path(), log.old(1)).expect("copied");
                fs::write(log.path(), "").expect("cut");
            }
            "twice" => {
                fs::rename(log.path(), log.old(2)).expect("renamed");
                log.write(2);
                fs::rename(log.path(), log.old(1)).expect("renamed");
                // Files that were written at one moment stand in no order; a day lies between two rotations.
                let old = fs::File::options().append(true).open(log.old(2)).expect("opened");
                let day = std::time::Duration::from_hours(24);
                let before = old.metadata().and_then(|about| about.modified()).expect("a time") - day;
                old.set_modified(before).expect("set");
            }
            _ => {}
        }
        log.write(2);
        let (mut tail, begun) = begin(&log, stopped);
        let until = log.written;
        assert_eq!((begun, log.pages(&mut tail)), (Begun::WhereItStopped, all(3..until)), "{rotate}");
    }
}

#[test]
fn a_log_that_was_packed_away_leaves_a_gap_that_is_told() {
    let mut log = Log::new();
    log.write(3);
    let (tail, _) = begin(&log, None);
    let stopped = tail.read_to();
    log.write(2);
    fs::remove_file(log.path()).expect("gone");
    log.write(2);
    let (mut tail, begun) = begin(&log, stopped);
    assert_eq!((begun, log.pages(&mut tail)), (Begun::WithGap, all(5..7)));
}

#[test]
fn equal_lines_keep_their_numbers_across_a_restart() {
    let log = Log::new();
    let line = "192.0.2.1 - - [17/May/2026:10:05:00 +0000] \"GET /1 HTTP/1.1\" 200 5 \"-\" \"x\"\n";
    fs::write(log.path(), line.repeat(2)).expect("written");
    let (tail, _) = begin(&log, None);
    fs::write(log.path(), line.repeat(4)).expect("written");
    let (mut tail, _) = begin(&log, tail.read_to());
    let numbers: Vec<u32> = tail.read().expect("read").lines.iter().map(|line| line.nth).collect();
    assert_eq!(numbers, [2, 3]);
}

#[test]
fn a_log_that_is_cut_while_an_older_one_is_being_read_loses_nothing() {
    let mut log = Log::new();
    let (mut tail, _) = begin(&log, None);
    log.write(3);
    assert_eq!(log.pages(&mut tail), all(0..3));
    fs::rename(log.path(), log.old(2)).expect("renamed");
    log.write_to(&log.old(2), 2);
    log.write(2);
    assert_eq!(tail.read().expect("read").lines.len(), 2, "the older one");
    fs::copy(log.path(), log.old(1)).expect("copied");
    fs::write(log.path(), "").expect("cut");
    log.write(2);
    assert_eq!(log.pages(&mut tail), all(5..9));
}
