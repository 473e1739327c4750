//! Every log format, from the file to what `report` and `classify` print.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use uc_testkit::log_formats::{FORMATS, LogFormat};
use uc_testkit::logs::{DESKTOP, Line, PHONE};

const WHATSAPP: &str = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) \
                        Chrome/141.0.7390.124 Mobile Safari/537.36 [WA4A/2.25.32.75;]";

/// A reader from a search engine, one from WhatsApp, one who typed, a preview and a crawler.
fn story() -> Vec<Line> {
    let page = "/rezepte/brot-ohne-kneten?portion=2";
    vec![
        Line::get(page).at(0).by("198.51.100.1").from("https://www.google.de/"),
        Line::get("/style.css")
            .at(1)
            .by("198.51.100.1")
            .from("https://baeckerei.example/rezepte/brot-ohne-kneten"),
        Line::get("/").at(30).by("198.51.100.1").from("https://baeckerei.example/rezepte/brot-ohne-kneten"),
        Line::get(page).at(40).by("2001:db8::17").with("WhatsApp/2.23.20.0 A"),
        Line::get(page).at(70).by("2001:db8::1").with(WHATSAPP),
        Line::get("/").at(90).by("198.51.100.3").with(DESKTOP),
        Line::get("/fehlt").at(95).by("198.51.100.4").with(PHONE).answered(404),
        Line::get(page)
            .at(99)
            .by("198.51.100.5")
            .with("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"),
    ]
}

fn undercurrent(arguments: &[&str], log: &Path) -> Output {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("undercurrent"));
    command.args(arguments).arg(log).env_clear().output().expect("the program runs")
}

fn write(format: &LogFormat, folder: &Path) -> std::path::PathBuf {
    let file = folder.join("access.log");
    let lines: String = story().iter().map(format.write).collect();
    std::fs::write(&file, format!("{}{lines}", format.header)).expect("a written log");
    file
}

#[test]
fn every_format_tells_the_same_story_as_far_as_its_fields_go() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for format in &FORMATS {
        let log = write(format, folder.path());
        let output = undercurrent(&["report", "--format", "json", "--timezone", "UTC"], &log);
        let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
        let report: Value = serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|error| panic!("{}: {error}: {complaint}", format.name));
        let complete = format.has_referrer && format.has_agent;
        assert_eq!(output.status.code(), Some(if complete { 0 } else { 2 }), "{}: {complaint}", format.name);
        assert_eq!(report["lines"]["unparsed"], 0, "{}", format.name);
        assert_eq!(report["lines"]["read"], 8, "{}", format.name);
        if complete {
            assert_eq!(report["landings"], 3, "{}: {report:#}", format.name);
            assert_eq!(report["dark_social"]["revealed"], 1, "{}", format.name);
            assert_eq!(report["dark_social"]["by_source"][0]["source"], "whatsapp", "{}", format.name);
            assert_eq!(report["shares_seen"][0]["count"], 1, "{}", format.name);
        } else {
            assert!(complaint.contains("field"), "{}: {complaint}", format.name);
        }
    }
}

#[test]
fn classify_says_of_each_line_what_it_is() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for format in FORMATS.iter().filter(|format| format.has_referrer && format.has_agent) {
        let log = write(format, folder.path());
        let output = undercurrent(&["classify"], &log);
        let text = String::from_utf8(output.stdout).expect("JSON is text");
        let lines: Vec<Value> =
            text.lines().map(|line| serde_json::from_str(line).expect("one object a line")).collect();
        let headers = format.header.lines().count() as u64;
        let numbers: Vec<u64> =
            lines.iter().map(|line| line["line"].as_u64().expect("a number") - headers).collect();
        assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7, 8], "{}", format.name);
        let told: Vec<String> = lines
            .iter()
            .map(|line| {
                let word = |key: &str| line[key].as_str().unwrap_or("-").to_owned();
                let landing = if line["landing"] == true { "landing" } else { "-" };
                [&word("kind"), landing, &word("channel"), &word("source"), &word("evidence")]
                    .map(String::from)
                    .join(" ")
            })
            .collect();
        let expected = [
            "page landing search google revealed",
            "asset - other - none",
            "page - internal - revealed",
            "preview - preview whatsapp revealed",
            "page landing dark_social whatsapp revealed",
            "page landing direct - none",
            "error - other - none",
            "bot - bot - none",
        ];
        assert_eq!(told, expected, "{}", format.name);
    }
}
