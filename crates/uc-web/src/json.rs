//! The report as JSON: the contract that other programs build on, in the words of the engine ("landings").
//!
//! Text from the log is kept as it is, but what could command a terminal or turn its text is written as `\u….`;
//! any JSON reader gives it back unchanged.

pub(crate) mod backtest;
mod calibrate;
pub(crate) mod fill;
pub(crate) mod payload;
mod verdict;

use std::borrow::Cow;
use std::fmt::Write as _;

use uc_engine::report::Report;

pub use calibrate::{measured, plan};
pub use payload::ReportPayload;
pub use verdict::verdict;

/// Returns the report as indented JSON, ending with a line feed.
///
/// # Errors
/// Returns an error when the report cannot be serialised, which none of its types gives reason for.
pub fn render(report: &Report) -> Result<String, serde_json::Error> {
    let json = serde_json::to_string_pretty(&ReportPayload::from(report))?;
    Ok(escape(&json).into_owned() + "\n")
}

/// Writes every control and format character outside the indentation as an escape. They can only stand inside
/// strings, where an escape means the same.
pub(crate) fn escape(json: &str) -> Cow<'_, str> {
    if json.bytes().all(|byte| matches!(byte, b'\n' | b' '..=b'~')) {
        return Cow::Borrowed(json);
    }
    let mut escaped = String::with_capacity(json.len());
    for letter in json.chars() {
        if letter != '\n' && crate::clean::is_unfit(letter) {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                write!(escaped, "\\u{unit:04x}").expect("text grows without failing");
            }
        } else {
            escaped.push(letter);
        }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_is_escaped_and_comes_back_unchanged() {
        let report = uc_testkit::reports::hostile();
        let json = render(&report).expect("a report is JSON");
        assert!(!json.chars().any(|letter| letter != '\n' && crate::clean::is_unfit(letter)));
        let value: serde_json::Value = serde_json::from_str(&json).expect("what was written can be read");
        for (row, known) in report.dark.by_page.iter().enumerate() {
            assert_eq!(value["dark_social"]["by_page"][row]["page"], known.page.as_str());
        }
    }

    #[test]
    fn the_bakery_keeps_the_contract() {
        let json = render(&uc_testkit::reports::bakery_by_rule()).expect("a report is JSON");
        let value: serde_json::Value = serde_json::from_str(&json).expect("what was written can be read");
        assert_eq!(value["landings"], 2_310);
        assert_eq!(value["channels"][0]["channel"], "dark_social");
        assert_eq!(value["dark_social"]["interval"][1], 0.3411);
        assert_eq!(value["dark_social"]["interval_landings"][0], 95);
        assert_eq!(value["dark_social"]["by_source"][7]["source"], "not_known");
        assert_eq!(value["dark_social"]["by_page"][0]["shares_seen"], 61);
        assert_eq!(value["shares_seen"][0]["source"], "whatsapp");
        assert_eq!(value["shares_seen"][0]["count"], 84);
        assert_eq!(value["method"], "landing_page_rule");
        assert_eq!(value["landing_page_rule"]["share"], 0.3411);
        assert_eq!(value["backtest"], serde_json::Value::Null);
        insta::assert_snapshot!(json);
    }

    #[test]
    fn an_estimate_has_its_interval_the_rule_beside_it_and_how_far_it_can_be_trusted() {
        let report = uc_testkit::reports::bakery();
        let json = render(&report).expect("a report is JSON");
        let value: serde_json::Value = serde_json::from_str(&json).expect("what was written can be read");
        assert_eq!(value["method"], "estimate");
        assert_eq!(value["machines"], 42.3);
        assert_eq!(value["landing_page_rule"]["landings"], 788);
        assert_eq!(value["dark_social"]["interval_landings"], serde_json::json!([430, 660]));
        assert_eq!(value["dark_social"]["by_source"][0]["known"], 41);
        assert_eq!(value["either"][0]["private"], 8.4);
        assert_eq!(value["doubts"][1], serde_json::json!({"code": "few_known_private", "landings": 95}));
        assert_eq!(value["backtest"]["discernment"], "good");
        assert_eq!(value["backtest"]["estimate"]["pairs_right"], 0.912);
        insta::assert_snapshot!(json);
    }

    #[test]
    fn an_empty_report_holds_noughts_and_no_nulls_but_the_period() {
        insta::assert_snapshot!(render(&uc_testkit::reports::empty()).expect("a report is JSON"));
    }
}
