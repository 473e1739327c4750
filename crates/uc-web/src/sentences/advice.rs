//! What the reader must know first, how the figures were come by, and what to do next.

use uc_engine::report::{Caveat, Method, Report};
use uc_engine::source::Privacy;
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
        let tagged = report.dark.declared > 0;
        steps.push(words.plain(if tagged { "next-more-share-links" } else { "next-share-links" }));
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

/// Says who made the visits, or how many more page views look like machines.
pub(crate) fn by_whom(report: &Report, words: &Words) -> String {
    match words.told(report.machines) {
        0 => words.text("figure-visits-note", &[("visitors", report.visitors.into())]),
        count => words.text("figure-visits-machines", &[("count", count.into())]),
    }
}

/// Says how the range in the headline was come by, and which pages count as home and section pages.
pub(crate) fn how_headline(report: &Report, words: &Words) -> Vec<String> {
    let mut sentences = match report.method {
        Method::LandingPageRule => vec![words.plain("how-headline")],
        Method::Estimate => {
            ["how-estimate-range", "how-estimate", "how-estimate-rule"].map(|key| words.plain(key)).to_vec()
        }
    };
    let machines = words.told(report.machines);
    if machines > 0 {
        sentences.push(words.text("how-machines", &[("count", machines.into())]));
    }
    if !report.home_pages.is_empty() {
        let pages: Vec<String> = report
            .home_pages
            .iter()
            .take(HOME_PAGES)
            .map(|page| clean(page, names::PAGE_IN_SENTENCE))
            .collect();
        let more = report.home_pages.len() > HOME_PAGES;
        let key = if more { "how-home-pages-more" } else { "how-home-pages" };
        sentences.push(words.text(key, &[("pages", pages.join(", ").into())]));
    }
    sentences
}

/// Says what shares seen are, how many fetches of the log they stand for, and whether most of them were public.
pub(crate) fn shares_intro(report: &Report, words: &Words) -> String {
    let shares = &report.shares;
    if shares.count == 0 {
        return words.plain("shares-none");
    }
    let mut sentences = vec![words.text("shares-intro", &[("count", shares.count.into())])];
    if report.lines.previews > shares.count {
        let fetches = words.count(report.lines.previews);
        sentences.push(words.text("shares-fetches", &[("fetches", fetches.into())]));
    }
    let private: u64 =
        shares.by_source.iter().filter(|row| row.privacy == Privacy::Private).map(|row| row.count).sum();
    if private * 2 < shares.count {
        sentences.push(words.text("shares-mostly-public", &[("count", private.into())]));
    }
    sentences.join(" ")
}

#[cfg(test)]
mod tests {
    use uc_words::Language;

    use super::*;

    #[test]
    fn shares_that_may_be_public_are_not_told_as_private() {
        let words = Words::new(Language::English);
        let mut report = uc_testkit::reports::bakery();
        assert!(!shares_intro(&report, &words).contains("private for certain"));
        report.shares.by_source.retain(|row| row.privacy != Privacy::Private);
        assert!(shares_intro(&report, &words).contains("None of them was private for certain"));
    }

    #[test]
    fn who_tags_links_already_is_not_told_to_begin() {
        let words = Words::new(Language::English);
        let mut report = uc_testkit::reports::bakery();
        assert!(next_steps(&report, &words)[0].contains("more of your pages"));
        report.dark.declared = 0;
        assert!(next_steps(&report, &words)[0].starts_with("Put share links"));
    }
}
