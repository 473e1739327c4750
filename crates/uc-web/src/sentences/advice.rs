//! What the reader must know first, how the figures were come by, and what to do next.

use uc_engine::report::{Caveat, Method, Report};
use uc_words::Words;

use super::names;
use crate::clean::clean;

/// A period shorter than this asks for a longer one: two weeks, in seconds.
const SHORT: i64 = 14 * 24 * 60 * 60;

/// How many home pages are named in a sentence.
const HOME_PAGES: usize = 6;

/// Says each caveat.
pub(crate) fn caveats(report: &Report, words: &Words) -> Vec<String> {
    report.caveats.iter().map(|known| caveat(known, words)).collect()
}

fn caveat(caveat: &Caveat, words: &Words) -> String {
    match caveat {
        Caveat::NoReferrer => words.plain("caveat-no-referrer"),
        Caveat::NoUserAgent => words.plain("caveat-no-user-agent"),
        Caveat::NoPreviews => words.plain("caveat-no-previews"),
        Caveat::FewLandings(count) => words.text("caveat-few-visits", &[("count", (*count).into())]),
        Caveat::CutShort(file) => {
            words.text("caveat-cut-short", &[("file", clean(file, names::PAGE_IN_SENTENCE).into())])
        }
        Caveat::ManyUnparsed => words.plain("caveat-many-unparsed"),
    }
}

/// Chooses what to do next, the most useful first.
pub(crate) fn next_steps(report: &Report, words: &Words) -> Vec<String> {
    let lacks = |caveat| report.caveats.contains(&caveat);
    let mut steps = Vec::new();
    if report.landings == 0 {
        steps.push(words.plain("empty-next"));
    }
    if lacks(Caveat::NoReferrer) {
        steps.push(words.plain("next-referrer"));
    }
    if lacks(Caveat::NoUserAgent) {
        steps.push(words.plain("next-user-agent"));
    }
    if report.landings > 0 {
        steps.push(words.plain("next-share-links"));
    }
    if report.shares.count > 0 {
        steps.push(words.plain("next-previews"));
    }
    steps.push(words.plain("next-headers"));
    if report.period.is_some_and(|(first, last)| last - first < SHORT) {
        steps.push(words.plain("next-longer"));
    }
    steps
}

/// Says how the range in the headline was come by, and which pages count as home and section pages.
pub(crate) fn how_headline(report: &Report, words: &Words) -> Vec<String> {
    let mut sentences = match report.method {
        Method::LandingPageRule => vec![words.plain("how-headline")],
    };
    if !report.home_pages.is_empty() {
        let mut pages: Vec<String> = report
            .home_pages
            .iter()
            .take(HOME_PAGES)
            .map(|page| clean(page, names::PAGE_IN_SENTENCE))
            .collect();
        if report.home_pages.len() > HOME_PAGES {
            pages.push("…".to_owned());
        }
        sentences.push(words.text("how-home-pages", &[("pages", pages.join(", ").into())]));
    }
    sentences
}

/// Says what a visit is.
pub(crate) fn how_visits(report: &Report, words: &Words) -> String {
    words.text("how-visits", &[("sittings", words.count(report.visits).into())])
}
