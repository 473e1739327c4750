//! The calibration experiment as text: links to post with what to do, and what they measured.

use uc_engine::calibrate::{Measured, Plan};
use uc_engine::source::SourceName;
use uc_words::Words;

use super::Style;
use super::sheet::{Ink, Sheet};
use crate::clean::clean;
use crate::sentences::{calibrate, names, period};

/// How much of the page's address stands in the title, in characters.
const TITLE: usize = 60;

/// The steps, in their order.
const STEPS: [&str; 4] =
    ["calibrate-step-post", "calibrate-step-say", "calibrate-step-alone", "calibrate-step-wait"];

/// Returns the links with what to do, ending with a line feed. A link is never broken, however long it is.
pub fn plan(plan: &Plan, words: &Words, style: Style) -> String {
    let mut sheet = Sheet::new(style);
    let page = clean(&plan.page, TITLE);
    sheet.paragraph(Ink::Bold, "", &words.text("calibrate-plan-title", &[("page", page.into())]));
    sheet.paragraph(Ink::Plain, "", &words.plain("calibrate-plan-why"));
    sheet.heading(&words.plain("calibrate-steps"));
    for (number, step) in (1..).zip(STEPS) {
        sheet.paragraph(Ink::Plain, &format!("  {number}. "), &words.plain(step));
    }
    sheet.heading(&words.plain("calibrate-links"));
    let mut under = None;
    for link in &plan.links {
        if under != Some(link.post.messenger) {
            under = Some(link.post.messenger);
            let name = names::source(&SourceName::from(link.post.messenger), words);
            sheet.paragraph(Ink::Private, "  ", &name);
        }
        sheet.copyable(&link.url);
    }
    sheet.finish()
}

/// Returns what was measured, ending with a line feed.
pub fn measured(measured: &Measured, timezone: &str, words: &Words, style: Style) -> String {
    let mut sheet = Sheet::new(style);
    sheet.paragraph(Ink::Bold, "", &words.plain("calibrate-title"));
    if let Some(period) = measured.period.and_then(|period| period::between(period, timezone, words)) {
        sheet.paragraph(Ink::Soft, "", &period);
    }
    for one in &measured.messengers {
        sheet.blank();
        sheet.paragraph(Ink::Private, "", &calibrate::verdict(one, words));
        for detail in calibrate::details(one, words) {
            sheet.paragraph(Ink::Plain, "  ", &detail);
        }
    }
    sheet.blank();
    if measured.messengers.is_empty() {
        sheet.paragraph(Ink::Plain, "", &words.plain("calibrate-none"));
    }
    if measured.unreadable > 0 {
        let said = words.text("calibrate-unreadable", &[("count", measured.unreadable.into())]);
        sheet.paragraph(Ink::Amber, "", &said);
    }
    if !measured.messengers.is_empty() {
        sheet.paragraph(Ink::Soft, "", &words.plain("calibrate-how"));
        sheet.paragraph(Ink::Soft, "", &words.plain("calibrate-use"));
    }
    sheet.finish()
}
