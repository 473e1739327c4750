//! Whatever is thrown at it: a clear sentence, exit code 2, no panic, and what could be read is still reported.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;
use uc_testkit::logs::{Line, log};

struct Run {
    stdout: String,
    stderr: String,
    code: Option<i32>,
}

fn run(arguments: &[&str]) -> Run {
    of(command(arguments).output().expect("the program runs"))
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("undercurrent"));
    command.args(arguments).env_clear();
    command
}

fn of(output: Output) -> Run {
    Run {
        stdout: String::from_utf8(output.stdout).expect("what is printed is text"),
        stderr: String::from_utf8(output.stderr).expect("what is printed is text"),
        code: output.status.code(),
    }
}

fn file(folder: &TempDir, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("a written file");
    path
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a readable name")
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

fn good() -> String {
    log(&(0..200).map(|n| Line::get("/rezepte/brot-ohne-kneten").at(n * 2000)).collect::<Vec<_>>())
}

/// Runs `report` on a file and expects one sentence that holds `words`, code 2 and no report.
fn check_refused(path: &Path, words: &str) {
    for command in ["report", "backtest", "classify"] {
        let run = run(&[command, text(path)]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{words}: {}", run.stderr);
        assert!(run.stderr.contains(words), "{words:?} is not in {:?}", run.stderr);
        assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
        assert!(run.stderr.starts_with("undercurrent: "), "{}", run.stderr);
    }
}

#[test]
fn what_is_no_log_is_refused_in_one_sentence() {
    let folder = folder();
    check_refused(&folder.path().join("none.log"), "There is no file");
    check_refused(folder.path(), "is a folder");
    check_refused(&file(&folder, "empty", ""), "empty");
    check_refused(&file(&folder, "binary", [0_u8, 159, 146, 150, 0, 1].repeat(50)), "not a text log");
    check_refused(&file(&folder, "prose", "Dear Sir,\nthe bread was good.\n"), "No known log format");
    check_refused(&file(&folder, "table.csv", "a,b,c\n1,2,3\n4,5,6\n"), "No known log format");
    let nginx =
        "2026/11/01 00:00:00 [error] 17#17: *1 open() \"/a\" failed (2: No such file), client: 192.0.2.1\n";
    check_refused(&file(&folder, "error.log", nginx.repeat(5)), "error log");
    let apache =
        "[Sun Nov 01 00:00:00.000001 2026] [core:error] [pid 1] [client 192.0.2.1:5] AH00126: Invalid URI\n";
    check_refused(&file(&folder, "apache.log", apache.repeat(5)), "error log");
    check_refused(&file(&folder, "damaged.gz", [&[0x1f, 0x8b, 8, 0][..], &[7; 300]].concat()), "damaged");
    check_refused(&file(&folder, "cut.gz", [0x1f, 0x8b, 8, 0]), "ends in the middle");
    check_refused(&file(&folder, "cut.zst", [0x28, 0xb5, 0x2f, 0xfd]), "ends in the middle");
    check_refused(&file(&folder, "cut.bz2", b"BZh9"), "ends in the middle");
}

#[test]
fn with_half_of_the_lines_there_is_a_report_and_with_fewer_there_is_none() {
    let folder = folder();
    let junk = |count: usize| "nonsense\n".repeat(count);
    let half = run(&["report", text(&file(&folder, "half.log", good() + &junk(200)))]);
    assert_eq!(half.code, Some(0), "{}", half.stderr);
    assert!(half.stdout.contains("nonsense"));
    check_refused(&file(&folder, "less.log", good() + &junk(201)), "Only 200 of 401 lines");
}

#[test]
fn a_truncated_archive_is_reported_as_far_as_it_goes_and_said_so() {
    let folder = folder();
    for ending in ["gz", "bz2", "zst"] {
        // Different lines, so that packing leaves more than one block of them.
        let lines: String = (0..60_000_u64)
            .map(|n| {
                Line::get(&format!("/{:x}", n.wrapping_mul(0x9e37_79b9_7f4a_7c15))).at(n as u32).to_string()
            })
            .collect();
        let packed = pack(ending, lines.as_bytes());
        let cut = &packed[..packed.len() * 2 / 3];
        let path = file(&folder, &format!("cut.{ending}"), cut);
        let run = run(&["report", "--format", "json", text(&path)]);
        assert_eq!(run.code, Some(2), "{ending}: {}", run.stderr);
        assert!(run.stderr.contains("ends in the middle"), "{ending}: {}", run.stderr);
        assert!(run.stdout.contains("\"read\": "), "{ending}");
    }
}

fn pack(ending: &str, bytes: &[u8]) -> Vec<u8> {
    match ending {
        "gz" => {
            let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            gzip.write_all(bytes).expect("memory");
            gzip.finish().expect("memory")
        }
        "bz2" => {
            let mut bzip2 = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
            bzip2.write_all(bytes).expect("memory");
            bzip2.finish().expect("memory")
        }
        _ => ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest),
    }
}

#[test]
fn wrong_options_are_named() {
    let folder = folder();
    let log = file(&folder, "access.log", good());
    for (option, value, words) in [
        ("--timezone", "Mars/Olympus", "Mars/Olympus"),
        ("--since", "yesterday", "yesterday"),
        ("--until", "2026-02-30", "2026-02-30"),
        ("--exclude-ip", "192.0.2.300", "192.0.2.300"),
        ("--log-format", "$nothing $here", "log format"),
        ("--since", "2027-01-01", "outside what you asked for"),
    ] {
        let run = run(&["report", option, value, text(&log)]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{option} {value}: {}", run.stderr);
        assert!(run.stderr.contains(words), "{option} {value}: {}", run.stderr);
    }
    let classified = run(&["classify", "--since", "2027-01-01", text(&log)]);
    assert_eq!((classified.code, classified.stdout.as_str()), (Some(2), ""));
}

#[test]
fn a_file_that_cannot_be_written_is_named_and_nothing_is_left_behind() {
    let folder = folder();
    let log = file(&folder, "access.log", good());
    let target = folder.path().join("no/such/folder/report.html");
    let run = run(&["report", text(&log), "-o", text(&target)]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("could not be written"), "{}", run.stderr);
    assert!(!folder.path().join("no").exists());
}

#[test]
fn a_log_is_never_overwritten_by_its_report() {
    let folder = folder();
    let log = file(&folder, "access.log", good());
    for command in ["report", "backtest"] {
        let run = run(&[command, text(&log), "-o", text(&folder.path().join(".").join("access.log"))]);
        assert_eq!(run.code, Some(2), "{command}");
        assert!(run.stderr.contains("is one of the logs"), "{command}: {}", run.stderr);
    }
    assert_eq!(std::fs::read_to_string(&log).expect("the log"), good());
}

#[test]
fn nothing_from_the_log_commands_the_terminal_or_the_page() {
    let folder = folder();
    let evil = "/\u{1b}]0;owned\u{7}\u{1b}[31m\u{202e}<script>alert(1)</script>";
    let lines: String = (0..50)
        .map(|n| {
            let agent = format!("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0 \u{1b}[2J<img src=x>{n}");
            let view = Line::get(evil).at(n * 4000).from("https://evil.example/\u{1b}[2J").with(&agent);
            let unreadable = "\u{1b}[2J\u{202e}<script>alert(2)</script>\n";
            let preview = Line::get(evil).at(n * 4000).with("WhatsApp/2.23.20.0 A");
            let deep = Line::get(evil).at(n * 4000).by("192.0.2.77").with(&agent);
            format!("{view}{preview}{deep}{unreadable}")
        })
        .collect();
    let log = file(&folder, "\u{1b}[31mevil.log", lines);
    for language in ["en", "de", "sv"] {
        let report = run(&["report", "--lang", language, text(&log)]);
        assert_eq!(report.code, Some(0), "{}", report.stderr);
        assert!(!report.stdout.contains(['\u{1b}', '\u{202e}', '\u{7}']), "{language}");
        let page = run(&["report", "--lang", language, "--format", "html", text(&log)]).stdout;
        assert!(!page.contains("<script") && !page.contains("<img"), "{language}");
        assert!(!page.contains(['\u{1b}', '\u{202e}', '\u{7}']), "{language}");
    }
    let missing = run(&["report", "\u{1b}[31mno.log"]);
    assert!(!missing.stderr.contains('\u{1b}'), "{:?}", missing.stderr);
    let classified = run(&["classify", text(&log)]).stdout;
    assert!(!classified.contains(['\u{1b}', '\u{202e}']));
}

#[test]
fn standard_input_is_read_and_a_closed_output_is_no_failure() {
    let mut child = command(&["report", "--format", "json", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    child.stdin.take().expect("a pipe").write_all(good().as_bytes()).expect("a reader");
    let run = of(child.wait_with_output().expect("an end"));
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stdout.contains("\"landings\": 200"), "{}", run.stdout);

    let folder = folder();
    let log = file(&folder, "access.log", good().repeat(200));
    let mut child = command(&["classify", text(&log)])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("runs");
    drop(child.stdout.take());
    let run = of(child.wait_with_output().expect("an end"));
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
}

#[test]
fn messages_speak_the_language_of_the_system() {
    for (locale, words) in
        [("de_DE.UTF-8", "Datei"), ("sv_SE.UTF-8", "ingen fil"), ("C.UTF-8", "There is no file")]
    {
        let run =
            of(command(&["report", "none.log"]).env("LANG", locale).output().expect("the program runs"));
        assert!(run.stderr.contains(words), "{locale}: {}", run.stderr);
    }
}

#[test]
fn a_log_of_many_distinct_queries_keeps_one_page() {
    let folder = folder();
    let lines: String =
        (0..50_000).map(|n| Line::get(&format!("/suche-nach-brot?q={n}&x={n}")).at(n).to_string()).collect();
    let run = run(&["report", "--format", "json", text(&file(&folder, "access.log", lines))]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!(report["dark_social"]["by_page"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_terminal_report_fits_eighty_columns() {
    let folder = folder();
    let long = format!("/{}", "sehr-lange-adresse/".repeat(20));
    let log =
        file(&folder, "access.log", good() + &log(&[Line::get(&long).at(9), Line::get(&long).at(90_000)]));
    for language in ["en", "de", "sv"] {
        let run = run(&["report", "--lang", language, text(&log)]);
        let widest = run.stdout.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(80), "{widest:?}");
    }
}
