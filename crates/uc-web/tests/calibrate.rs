//! The calibration experiment as people see it: in three languages, within its width, with links that can be copied.

use uc_engine::calibrate::{Collector, Measured, PageUrl, Plan};
use uc_engine::log::detect;
use uc_engine::priors::Priors;
use uc_engine::scan::{Filter, Piece};
use uc_engine::source::Source;
use uc_testkit::logs::{DESKTOP, Line, PHONE, log};
use uc_web::text::{Colour, Style};
use uc_web::{json, text};
use uc_words::{Language, Words};
use unicode_width::UnicodeWidthStr;

const ADDRESSES: [&str; 12] = [
    "192.0.2.1",
    "192.0.2.2",
    "192.0.2.3",
    "192.0.2.4",
    "192.0.2.5",
    "192.0.2.6",
    "192.0.2.7",
    "192.0.2.8",
    "192.0.2.9",
    "192.0.2.10",
    "192.0.2.11",
    "192.0.2.12",
];

fn measured(lines: &[Line]) -> Measured {
    let text = log(lines);
    let format = detect(text.as_bytes()).expect("a log");
    let filter = Filter::default();
    let mut collector = Collector::new(&filter);
    collector.read(&Piece { bytes: text.as_bytes(), format: &format, position: 0 });
    collector.finish(&Priors::built_in())
}

/// Twelve visits from WhatsApp of which one shows it, a preview, and others' links here and there.
fn sample() -> Measured {
    let visit = |(place, address): (usize, &&'static str)| {
        let line = Line::get("/brot?uc-test=whatsapp-1").by(address);
        match place {
            0 => line.with(&format!("{PHONE} [WAiOS/2.25.31]")),
            1 => line.from("https://www.google.com/"),
            _ => line,
        }
    };
    let mut lines: Vec<Line> = ADDRESSES.iter().enumerate().map(visit).collect();
    lines.push(Line::get("/brot?uc-test=whatsapp-1").with("WhatsApp/2.23.20.0 A"));
    lines.push(Line::get("/brot?uc-test=instagram_dm-1").from("https://l.instagram.com/").at(90_000));
    lines.push(Line::get("/brot?uc-test=signal-2").with("WhatsApp/2").at(90_001));
    measured(&lines)
}

fn plan() -> Plan {
    let page = PageUrl::parse("https://example.org/aktuelles/advent?a=1#stollen").expect("a page");
    let named = |name| Source::find(name).expect("a source");
    Plan::of(&page, &[named("whatsapp"), named("email")], 2)
}

fn plain(width: usize) -> Style {
    Style { width, colour: Colour::Plain }
}

#[test]
fn what_was_measured_is_said_in_every_language() {
    for (language, code) in Language::ALL {
        let words = Words::new(language);
        let said = text::measured(&sample(), "Europe/Berlin", &words, plain(80));
        insta::assert_snapshot!(format!("measured_{code}"), said);
    }
}

#[test]
fn the_plan_is_said_in_every_language() {
    for (language, code) in Language::ALL {
        insta::assert_snapshot!(
            format!("plan_{code}"),
            text::plan(&plan(), &Words::new(language), plain(80))
        );
    }
}

#[test]
fn a_log_without_test_links_says_how_to_make_some() {
    let said = text::measured(&measured(&[Line::get("/")]), "UTC", &Words::new(Language::English), plain(80));
    assert!(said.contains("calibrate plan --site"), "{said}");
}

#[test]
fn text_is_never_wider_than_asked_but_for_links_to_copy() {
    for (language, code) in Language::ALL {
        let words = Words::new(language);
        for width in [16, 33, 80, 200] {
            let told = text::measured(&sample(), "UTC", &words, plain(width))
                + &text::plan(&plan(), &words, plain(width));
            for line in told.lines().filter(|line| !line.contains("https://example.org/akt")) {
                assert!(line.width() <= width, "{code} {width}: {line}");
            }
            for link in plan().links {
                assert!(told.lines().any(|line| line.trim() == link.url), "{code} {width}: {}", link.url);
            }
        }
    }
}

#[test]
fn the_same_figures_stand_in_json() {
    let json = json::measured(&sample(), "UTC").expect("JSON");
    let value: serde_json::Value = serde_json::from_str(&json).expect("what was written can be read");
    let first = &value["messengers"][0];
    assert_eq!(value["format_version"], 1);
    assert_eq!(first["messenger"], "whatsapp");
    assert_eq!((first["landings"].as_u64(), first["named"].as_u64()), (Some(12), Some(1)));
    assert_eq!(first["elsewhere"][0]["source"], "google");
    assert_eq!(first["previews"][0]["count"], 1);
    assert_eq!(value["messengers"][2]["shown"], serde_json::Value::Null);
    let links = json::plan(&plan()).expect("JSON");
    let links: serde_json::Value = serde_json::from_str(&links).expect("what was written can be read");
    assert_eq!(links["links"][3]["url"], "https://example.org/aktuelles/advent?a=1&uc-test=email-2#stollen");
}

#[test]
fn nothing_from_a_log_commands_the_terminal() {
    let lines = [
        Line::get("/x?uc-test=signal-1").with(DESKTOP).from("https://evil\u{202e}\u{1b}[31m.example/"),
        Line::get("/x?uc-test=signal-1").by("192.0.2.9").from("android-app://\u{1b}[31m"),
    ];
    let said = text::measured(&measured(&lines), "UTC", &Words::new(Language::German), plain(80));
    assert!(!said.contains(['\u{1b}', '\u{202e}']), "{said:?}");
}
