//! The test of the estimate as people see it: what was hidden, how well it was told apart, what that does not show.

use uc_testkit::reports;
use uc_web::backtest;
use uc_web::text::{Colour, Style};
use uc_words::{Language, Words};

const STYLE: Style = Style { width: 80, colour: Colour::Plain };

fn value(report: &uc_engine::report::Report) -> serde_json::Value {
    let json = backtest::json(report).expect("a test is JSON");
    serde_json::from_str(&json).expect("what was written can be read")
}

#[test]
fn the_bakery_s_test_in_text_is_as_last_looked_at() {
    for (language, code) in Language::ALL {
        let told = backtest::text(&reports::bakery(), &Words::new(language), STYLE);
        insta::assert_snapshot!(format!("bakery_{code}"), told);
    }
}

#[test]
fn the_bakery_s_test_as_page_is_as_last_looked_at() {
    let words = Words::new(Language::English);
    let html = backtest::page(&reports::bakery(), &words).expect("the templates fit their structs");
    // The style changes often and is looked at in a browser instead.
    let (head, rest) = html.split_once("<style>").expect("the page has a style");
    let (_, body) = rest.split_once("</style>").expect("the style ends");
    insta::assert_snapshot!("bakery_page", format!("{head}{body}"));
}

#[test]
fn the_bakery_s_test_as_json_keeps_the_contract() {
    let value = value(&reports::bakery());
    assert_eq!(value["estimate"]["pairs_right"], 0.912);
    assert_eq!(value["landing_page_rule"]["pairs_right"], 0.738);
    assert_eq!(value["guessing"]["average_precision"], 0.0965);
    assert_eq!(value["by_source"][2]["source"], "whatsapp");
    assert_eq!(value["by_source"][2]["private"], true);
    insta::assert_snapshot!(backtest::json(&reports::bakery()).expect("a test is JSON"));
}

#[test]
fn no_group_and_no_visit_is_lost_in_the_json() {
    let report = reports::bakery();
    let bins = value(&report)["reliability"].as_array().cloned().unwrap_or_default();
    let landings: u64 = bins.iter().filter_map(|bin| bin["landings"].as_u64()).sum();
    let test = report.backtest.expect("the bakery is tested");
    assert_eq!(landings, test.private + test.public);
}

#[test]
fn what_the_test_does_not_show_is_said_in_every_form_and_language() {
    for (language, code) in Language::ALL {
        let words = Words::new(language);
        for report in [reports::bakery(), reports::untested(), reports::bakery_by_rule()] {
            let page = backtest::page(&report, &words).expect("the templates fit their structs");
            let text =
                backtest::text(&report, &words, STYLE).split_whitespace().collect::<Vec<_>>().join(" ");
            for shown in [page, text] {
                assert!(shown.contains(&words.plain("section-limits")), "{code}: {shown}");
                assert!(shown.contains("undercurrent calibrate plan"), "{code}: {shown}");
            }
        }
    }
}

#[test]
fn too_little_to_test_on_shows_no_scores() {
    let words = Words::new(Language::English);
    for report in [reports::untested(), reports::bakery_by_rule(), reports::empty()] {
        let told = backtest::text(&report, &words, STYLE);
        assert!(told.contains("too little to test the estimate on"), "{told}");
        assert!(!told.contains("Brier"), "{told}");
        assert_eq!(value(&report)["discernment"], "too_few");
        assert_eq!(value(&report)["estimate"], serde_json::Value::Null);
    }
}

#[test]
fn figures_that_are_no_numbers_are_never_shown() {
    let mut report = reports::bakery();
    let test = report.backtest.as_mut().expect("the bakery is tested");
    for bin in &mut test.reliability {
        (bin.told, bin.observed, bin.range) = (f64::NAN, f64::INFINITY, (f64::NEG_INFINITY, f64::NAN));
    }
    let words = Words::new(Language::English);
    let page = backtest::page(&report, &words).expect("the templates fit their structs");
    let text = backtest::text(&report, &words, STYLE);
    for shown in [page, text, backtest::json(&report).expect("a test is JSON")] {
        assert!(!shown.contains("NaN") && !shown.contains("inf\"") && !shown.contains("inf%"), "{shown}");
    }
}
