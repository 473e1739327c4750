//! The report and the test of its estimate as people see them, in all three languages: within their width, clean,
//! closed; and the report as last looked at.

use uc_engine::report::{Step, Timeline};
use uc_testkit::reports;
use uc_web::text::{Colour, Style};
use uc_web::{backtest, report_page, text};
use uc_words::{Language, Words};
use unicode_width::UnicodeWidthStr;

fn samples() -> [(&'static str, uc_engine::report::Report); 5] {
    [
        ("bakery", reports::bakery()),
        ("bakery_by_rule", reports::bakery_by_rule()),
        ("untested", reports::untested()),
        ("empty", reports::empty()),
        ("hostile", reports::hostile()),
    ]
}

fn page(report: &uc_engine::report::Report, language: Language) -> String {
    report_page::render(report, &Words::new(language)).expect("the templates fit their structs")
}

/// The report's page and the test's.
fn pages(report: &uc_engine::report::Report, language: Language) -> [String; 2] {
    let test = backtest::page(report, &Words::new(language)).expect("the templates fit their structs");
    [page(report, language), test]
}

/// The report and the test in one text.
fn texts(report: &uc_engine::report::Report, words: &Words, style: Style) -> String {
    text::render(report, words, style) + &backtest::text(report, words, style)
}

fn plain(width: usize) -> Style {
    Style { width, colour: Colour::Plain }
}

#[test]
fn text_is_never_wider_than_asked() {
    for (name, report) in samples() {
        for (language, code) in Language::ALL {
            let words = Words::new(language);
            for width in [16, 20, 33, 40, 60, 79, 80, 100, 200] {
                for line in texts(&report, &words, plain(width)).lines() {
                    assert!(line.width() <= width, "{name} {code} {width}: {line}");
                }
            }
        }
    }
}

#[test]
fn a_timeline_of_any_length_fits() {
    for step in [Step::Hour, Step::Day, Step::Week, Step::Month] {
        for length in [1, 2, 3, 72, 105, 400] {
            for (language, code, mut report) in Language::ALL.into_iter().flat_map(|(language, code)| {
                [reports::bakery(), reports::bakery_by_rule()].map(|report| (language, code, report))
            }) {
                let first = report.timeline.buckets[0].clone();
                report.timeline = Timeline { step, buckets: vec![first; length] };
                let html = page(&report, language);
                assert!(html.contains("time-title") && !html.contains("NaN"), "{code} {step:?} {length}");
                for width in [16, 40, 80] {
                    for line in text::render(&report, &Words::new(language), plain(width)).lines() {
                        assert!(line.width() <= width, "{code} {step:?} {length} {width}: {line}");
                    }
                }
            }
        }
    }
}

#[test]
fn nothing_from_the_log_reaches_the_terminal_raw() {
    for (language, _) in Language::ALL {
        let text = texts(&reports::hostile(), &Words::new(language), plain(80));
        assert_eq!(text.chars().find(|letter| letter.is_control() && *letter != '\n'), None, "{text}");
        for mark in ['\u{202e}', '\u{2066}', '\u{200b}', '\u{feff}', '\u{2028}'] {
            assert!(!text.contains(mark), "{mark:?}");
        }
    }
}

#[test]
fn colour_adds_only_escapes_of_our_own() {
    let words = Words::new(Language::English);
    for (name, report) in samples() {
        let coloured = texts(&report, &words, Style { width: 80, colour: Colour::Ansi });
        let mut bare = String::new();
        let mut rest = coloured.as_str();
        while let Some((before, after)) = rest.split_once("\u{1b}[") {
            let (code, after) = after.split_once('m').expect("a colour escape ends with m");
            assert!(code.len() <= 2 && code.bytes().all(|byte| byte.is_ascii_digit()), "{name}: {code}");
            bare.push_str(before);
            rest = after;
        }
        bare.push_str(rest);
        let trimmed = |text: &str| text.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>();
        assert_eq!(trimmed(&bare), trimmed(&texts(&report, &words, plain(80))), "{name}");
    }
}

#[test]
fn the_page_loads_nothing_and_runs_nothing() {
    for (name, report) in samples() {
        for (language, code) in Language::ALL {
            let html = pages(&report, language).concat();
            for banned in
                ["http:", "https:", "src=", "<script", "<link", "@import", "url(h", "style=\"", "onload"]
            {
                assert!(!html.contains(banned), "{name} {code}: {banned}");
            }
            let policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
            assert_eq!(html.matches(policy).count(), 2);
        }
    }
}

#[test]
fn the_page_holds_no_control_or_direction_characters() {
    for (language, _) in Language::ALL {
        let html = pages(&reports::hostile(), language).concat();
        let bad = |letter: &char| {
            (letter.is_control() && *letter != '\n')
                || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        };
        assert_eq!(html.chars().find(bad), None);
        assert!(html.contains("&#60;script&#62;"), "markup from a log is shown, not run");
    }
}

#[test]
fn no_figure_is_missing_or_broken() {
    for (name, report) in samples() {
        for (language, code) in Language::ALL {
            let html = pages(&report, language).concat();
            let text = texts(&report, &Words::new(language), plain(80));
            for broken in ["NaN", "inf%", "-0", "{ $", "None", "Some("] {
                assert!(!html.contains(broken) && !text.contains(broken), "{name} {code}: {broken}");
            }
        }
    }
}

#[test]
fn pages_say_visits_not_landings() {
    for (_, report) in samples() {
        let english = Words::new(Language::English);
        assert!(!pages(&report, Language::English).concat().to_lowercase().contains("landing"));
        assert!(!texts(&report, &english, plain(80)).to_lowercase().contains("landing"));
    }
}

/// Tags that HTML closes by itself.
const VOID: [&str; 2] = ["meta", "!doctype"];

#[test]
fn every_tag_is_closed_in_order_and_every_id_stands_once() {
    let shown = samples()
        .into_iter()
        .flat_map(|(name, report)| pages(&report, Language::Swedish).map(|html| (name, html)));
    for (name, html) in shown {
        let mut open: Vec<&str> = Vec::new();
        let mut ids: Vec<&str> = Vec::new();
        let (head, rest) = html.split_once("<style>").expect("the page has a style");
        let (_, body) = rest.split_once("</style>").expect("the style ends");
        for piece in [head, body].into_iter().flat_map(|part| part.split('<').skip(1)) {
            let (tag, _) = piece.split_once('>').expect("a tag ends");
            ids.extend(tag.split_once(" id=\"").and_then(|(_, rest)| rest.split('"').next()));
            let tag_name = tag.trim_end_matches('/').split_whitespace().next().unwrap_or_default();
            if let Some(closed) = tag_name.strip_prefix('/') {
                assert_eq!(open.pop(), Some(closed), "{name}: {piece}");
            } else if !tag.ends_with('/') && !VOID.contains(&tag_name) {
                open.push(tag_name);
            }
        }
        assert!(open.is_empty(), "{name}: {open:?}");
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "{name}: an id stands twice");
        for wanted in html.split("aria-labelledby=\"").skip(1) {
            for id in wanted.split('"').next().unwrap_or_default().split(' ') {
                assert!(ids.binary_search(&id).is_ok(), "{name}: nothing has the id {id}");
            }
        }
    }
}

#[test]
fn an_empty_log_is_answered_kindly() {
    let html = page(&reports::empty(), Language::English);
    assert!(html.contains("There is no visit in this log yet."));
    assert!(html.contains("Check that this is the access log"));
    insta::assert_snapshot!(
        "empty_en",
        text::render(&reports::empty(), &Words::new(Language::English), plain(80))
    );
}

#[test]
fn an_estimate_shows_its_range_and_the_rule_beside_it() {
    let report = reports::bakery();
    let english = Words::new(Language::English);
    let shown =
        [page(&report, Language::English), text::render(&report, &english, plain(100)).replace('\n', " ")];
    for shown in shown {
        assert!(shown.contains("about 24% of 2,300 visits, most likely between 19% and 29%"), "{shown}");
        assert!(shown.contains("would say 34%.") && shown.contains("Rule of thumb"), "{shown}");
        assert!(shown.contains("four of five logs like this one"), "{shown}");
        assert!(!shown.contains("Upper bound") && !shown.contains("Possible by"), "{shown}");
    }
}

#[test]
fn too_little_to_test_on_is_said_in_every_language() {
    for (language, code) in Language::ALL {
        let words = Words::new(language);
        let told = text::render(&reports::untested(), &words, plain(80));
        assert!(told.contains(&words.plain("section-doubts")) && told.contains("3"), "{code}: {told}");
        insta::assert_snapshot!(format!("untested_{code}"), told);
    }
}

#[test]
fn the_bakery_in_text_is_as_last_looked_at() {
    for (language, code) in Language::ALL {
        for (name, report) in [("bakery", reports::bakery()), ("bakery_by_rule", reports::bakery_by_rule())] {
            insta::assert_snapshot!(
                format!("{name}_{code}"),
                text::render(&report, &Words::new(language), plain(80))
            );
        }
    }
}

#[test]
fn the_bakery_as_page_is_as_last_looked_at() {
    for (name, report) in [("bakery", reports::bakery()), ("bakery_by_rule", reports::bakery_by_rule())] {
        let html = page(&report, Language::English);
        // The style changes often and is looked at in a browser instead.
        let (head, rest) = html.split_once("<style>").expect("the page has a style");
        let (_, body) = rest.split_once("</style>").expect("the style ends");
        insta::assert_snapshot!(format!("{name}_page"), format!("{head}{body}"));
    }
}
