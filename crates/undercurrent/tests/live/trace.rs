//! What `strace` wrote, call by call, and the judgement whether an event was on the disk before its answer left.
//!
//! A call that another thread interrupts stands in two lines; it begins at the first and is done at the second. A sync
//! counts when it is done, an answer when it begins.

use std::collections::HashSet;

/// A call, or one half of it.
#[derive(Debug, PartialEq)]
struct Line<'a> {
    thread: &'a str,
    name: &'a str,
    /// Arguments, as far as this line has them.
    arguments: &'a str,
    half: Half,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Half {
    /// The call begins here and is done later.
    Begun,
    /// The call that this thread began is done.
    Done(Outcome),
    /// Both.
    Whole(Outcome),
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Outcome {
    Well,
    Failed,
}

/// Why a trace does not prove what it should.
#[derive(Debug, PartialEq)]
pub(crate) enum Fault {
    /// No answer of 202 is in the trace.
    NoAnswer,
    /// The answer left before the event was written anywhere.
    NotWritten,
    /// The answer left before this file was synced.
    NotSynced(String),
    /// The answer left before the name of a new file was synced in this folder.
    NameNotSynced(String),
}

/// Judges a trace: the event that holds `mark` was written to files in `folder`, and they were brought to disk, names
/// included, before the first answer of 202 began to leave. Returns how many syncs there were until then.
pub(crate) fn judge(trace: &str, folder: &str, mark: &str) -> Result<usize, Fault> {
    let mut state = State::default();
    for line in trace.lines().filter_map(Line::parse) {
        if is_answer(&line) {
            return state.verdict();
        }
        state.follow(&line, folder, mark);
    }
    Err(Fault::NoAnswer)
}

/// What is known at one moment of the trace.
#[derive(Default)]
struct State {
    written: bool,
    syncs: usize,
    /// Files with bytes that were not synced since.
    unsynced: HashSet<String>,
    /// Folders with names that were not synced since.
    unnamed: HashSet<String>,
    /// What a thread's unfinished call is about.
    begun: Vec<(String, String, String)>,
}

impl State {
    fn follow(&mut self, line: &Line<'_>, folder: &str, mark: &str) {
        match line.half {
            Half::Begun => {
                self.begins(line.name, line.arguments, folder, mark);
                self.begun.push((line.thread.to_owned(), line.name.to_owned(), line.arguments.to_owned()));
            }
            Half::Done(outcome) => {
                let same =
                    |(thread, name, _): &(String, String, String)| thread == line.thread && name == line.name;
                let Some(at) = self.begun.iter().position(same) else { return };
                let (_, name, arguments) = self.begun.swap_remove(at);
                if outcome == Outcome::Well {
                    self.ends(&name, &arguments, line.arguments, folder);
                }
            }
            Half::Whole(outcome) => {
                self.begins(line.name, line.arguments, folder, mark);
                if outcome == Outcome::Well {
                    self.ends(line.name, line.arguments, line.arguments, folder);
                }
            }
        }
    }

    /// A write makes its file unsynced from its beginning: a sync that runs beside it proves nothing.
    fn begins(&mut self, name: &str, arguments: &str, folder: &str, mark: &str) {
        let Some(path) = path_of(arguments).filter(|path| lies_in(path, folder)) else { return };
        match name {
            "write" | "pwrite64" | "writev" | "pwritev" => {
                self.written |= arguments.contains(mark);
                self.unsynced.insert(path.to_owned());
            }
            // Until it is done, a write that comes now is not covered by it.
            "fsync" | "fdatasync" => {
                self.unsynced.remove(path);
                self.unnamed.remove(path);
                self.unsynced.insert(syncing(path));
            }
            _ => {}
        }
    }

    fn ends(&mut self, name: &str, arguments: &str, result: &str, folder: &str) {
        match name {
            "fsync" | "fdatasync" => {
                let Some(path) = path_of(arguments) else { return };
                self.syncs += usize::from(self.unsynced.remove(&syncing(path)));
            }
            "openat" if arguments.contains("O_CREAT") => {
                // The result names the file: `= 9</data/log/0000000001.log>`.
                let Some(path) = path_of(result.rsplit(" = ").next().unwrap_or("")) else { return };
                if let Some((parent, _)) = path.rsplit_once('/').filter(|_| lies_in(path, folder)) {
                    self.unnamed.insert(parent.to_owned());
                }
            }
            _ => {}
        }
    }

    fn verdict(self) -> Result<usize, Fault> {
        if !self.written {
            return Err(Fault::NotWritten);
        }
        if let Some(path) = self.unsynced.into_iter().min() {
            return Err(Fault::NotSynced(path));
        }
        match self.unnamed.into_iter().min() {
            Some(folder) => Err(Fault::NameNotSynced(folder)),
            None => Ok(self.syncs),
        }
    }
}

/// Returns whether this is the folder, or something in it.
fn lies_in(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A sync that was begun and is not done is kept under this name.
fn syncing(path: &str) -> String {
    format!("{path} (sync under way)")
}

fn is_answer(line: &Line<'_>) -> bool {
    let sends = matches!(line.name, "write" | "writev" | "sendto" | "sendmsg");
    sends && !matches!(line.half, Half::Done(_)) && line.arguments.contains("HTTP/1.1 202")
}

/// Returns the path in `9</data/log/0000000001.log>, "…"`.
fn path_of(arguments: &str) -> Option<&str> {
    let (descriptor, rest) = arguments.split_once('<')?;
    let is_descriptor = descriptor.trim().bytes().all(|byte| byte.is_ascii_digit());
    is_descriptor.then(|| rest.split_once('>').map(|(path, _)| path)).flatten()
}

impl<'a> Line<'a> {
    fn parse(line: &'a str) -> Option<Self> {
        let (thread, rest) = line.split_once(' ')?;
        let rest = rest.trim_start();
        if let Some(resumed) = rest.strip_prefix("<... ") {
            let (name, rest) = resumed.split_once(" resumed>")?;
            return Some(Self { thread, name, arguments: rest, half: Half::Done(Outcome::of(rest)) });
        }
        let (name, rest) = rest.split_once('(')?;
        if let Some(arguments) = rest.strip_suffix("<unfinished ...>") {
            return Some(Self { thread, name, arguments, half: Half::Begun });
        }
        Some(Self { thread, name, arguments: rest, half: Half::Whole(Outcome::of(rest)) })
    }
}

impl Outcome {
    fn of(rest: &str) -> Self {
        let result = rest.rsplit(" = ").next().unwrap_or("");
        if result.starts_with(|first: char| first.is_ascii_digit()) { Self::Well } else { Self::Failed }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WRITE: &str = r#"7 write(9</d/log/1.log>, "\376\355 bread-77", 40) = 40"#;
    const SYNC: &str = "7 fdatasync(9</d/log/1.log>) = 0";
    const ANSWER: &str = r#"8 sendto(12<socket:[5]>, "HTTP/1.1 202 Accepted\r\n"..., 90, 0, NULL, 0) = 90"#;

    fn check(lines: &[&str], expected: &Result<usize, Fault>) {
        assert_eq!(&judge(&lines.join("\n"), "/d/log", "bread-77"), expected, "{lines:#?}");
    }

    #[test]
    fn a_written_and_synced_event_may_be_answered() {
        check(&[WRITE, SYNC, ANSWER], &Ok(1));
        let halves = [
            "7 fdatasync(9</d/log/1.log> <unfinished ...>",
            "8 futex(0x1) = 0",
            "7 <... fdatasync resumed>) = 0",
        ];
        check(&[WRITE, halves[0], halves[1], halves[2], ANSWER], &Ok(1));
    }

    #[test]
    fn an_answer_before_the_sync_is_found() {
        let unsynced = || Err(Fault::NotSynced("/d/log/1.log".to_owned()));
        let under_way = || Err(Fault::NotSynced("/d/log/1.log (sync under way)".to_owned()));
        check(&[WRITE, ANSWER, SYNC], &unsynced());
        check(&[SYNC, WRITE, ANSWER], &unsynced());
        check(&[ANSWER, WRITE, SYNC], &Err(Fault::NotWritten));
        check(&[SYNC, ANSWER], &Err(Fault::NotWritten));
        check(&[WRITE, "7 fdatasync(9</d/other>) = 0", ANSWER], &unsynced());
        check(&[WRITE, "7 fdatasync(9</d/log/1.log>) = -1 EIO (Input/output error)", ANSWER], &under_way());
        let (begun, done) =
            ("7 fdatasync(9</d/log/1.log> <unfinished ...>", "7 <... fdatasync resumed>) = 0");
        check(&[WRITE, begun, ANSWER, done], &under_way());
        // What is written while a sync runs is not covered by it.
        check(&[begun, &WRITE.replace("7 write", "9 write"), done, ANSWER], &unsynced());
        check(&[WRITE, SYNC], &Err(Fault::NoAnswer));
    }

    #[test]
    fn the_name_of_a_new_file_must_be_on_disk_too() {
        let create =
            r#"7 openat(AT_FDCWD</home>, "/d/log/1.log", O_WRONLY|O_CREAT|O_EXCL, 0666) = 9</d/log/1.log>"#;
        let named = "7 fsync(10</d/log>) = 0";
        check(&[create, WRITE, SYNC, ANSWER], &Err(Fault::NameNotSynced("/d/log".to_owned())));
        check(&[named, create, WRITE, SYNC, ANSWER], &Err(Fault::NameNotSynced("/d/log".to_owned())));
        check(&[create, named, WRITE, SYNC, ANSWER], &Ok(2));
        let elsewhere = "7 fsync(10</d/logs>) = 0";
        check(&[create, elsewhere, WRITE, SYNC, ANSWER], &Err(Fault::NameNotSynced("/d/log".to_owned())));
        let refused = r#"7 openat(AT_FDCWD, "/d/log/1.log", O_CREAT|O_EXCL, 0666) = -1 EEXIST (File exists)"#;
        check(&[refused, WRITE, SYNC, ANSWER], &Ok(1));
    }
}
