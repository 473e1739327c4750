//! The one sentence at the top, and the two or three below it.

use uc_engine::report::{Caveat, Report};
use uc_words::Words;

use super::ways::Ways;
use super::{Bounds, names};

/// Below this fraction the lower end reads as nothing, and the sentence says "at most".
const WORTH_NAMING: f64 = 0.01;

/// Returns the headline. Both ends of the range stand in it wherever they differ.
pub(crate) fn headline(report: &Report, words: &Words) -> String {
    let bounds = Bounds::of(report);
    let visits = ("visits", report.landings.into());
    if report.landings == 0 {
        return match report.shares.count {
            0 => words.plain("headline-empty"),
            count => words.text("headline-shares-only", &[("count", count.into())]),
        };
    }
    if report.caveats.contains(&Caveat::NoReferrer) {
        return words.plain("headline-no-referrer");
    }
    if bounds.most < 1.0 {
        return words.text("headline-no-trace", &[visits]);
    }
    if report.caveats.iter().any(|caveat| matches!(caveat, Caveat::FewLandings(_))) {
        let range = words.language().count_range(bounds.certain as f64, bounds.most);
        return words.text("headline-few", &[("range", range.into()), visits]);
    }
    let (low, high) = (words.percent(bounds.low), words.percent(bounds.high));
    if low == high {
        return words.text("headline-certain", &[("low", low.into()), visits]);
    }
    if bounds.low < WORTH_NAMING {
        return words.text("headline-at-most", &[("high", high.into()), visits]);
    }
    words.text("headline-range", &[("low", low.into()), ("high", high.into()), visits])
}

/// Returns the paragraphs below the headline: what is proven and what is possible; by whom and which page; what
/// "private" means.
pub(crate) fn lead(report: &Report, words: &Words) -> Vec<String> {
    if report.landings == 0 {
        return vec![words.plain("empty-help")];
    }
    let bounds = Bounds::of(report);
    let mut amounts = vec![words.text("lead-known", &[("count", bounds.certain.into())])];
    let possible = words.told(bounds.possible());
    if possible > 0 {
        // "More" needs something that it adds to.
        let key = if bounds.certain > 0 { "lead-possible" } else { "lead-possible-only" };
        amounts.push(words.text(key, &[("count", possible.into())]));
    }
    let mut most = Vec::new();
    if let Some((way, visits)) = Ways::of(report).named.first() {
        let (way, count) = (names::source(way, words), words.amount(*visits));
        most.push(words.text("lead-way", &[("way", way.into()), ("count", count.into())]));
    }
    most.extend(pages(report, words));
    [amounts, most, vec![words.plain("lead-private")]]
        .into_iter()
        .filter(|sentences| !sentences.is_empty())
        .map(|sentences| sentences.join(" "))
        .collect()
}

/// Names the page with the most visits, and the one seen shared most often where that is another.
fn pages(report: &Report, words: &Words) -> Vec<String> {
    let visited = report.dark.by_page.first().map(|row| &row.page);
    let shared = report.shares.by_page.first().map(|row| &row.page).filter(|page| Some(*page) != visited);
    let named = |key, page: &String| {
        words.text(key, &[("page", crate::clean::clean(page, names::PAGE_IN_SENTENCE).into())])
    };
    let Some(visited) = visited else { return Vec::new() };
    let visited = named("lead-page", visited);
    [visited].into_iter().chain(shared.map(|page| named("lead-page-shared", page))).collect()
}

#[cfg(test)]
mod tests {
    use uc_words::Language;

    use super::*;

    /// Tells a made-up log of so many visits, of which `certain` and at most `most` are private.
    fn check(landings: u64, certain: u64, most: u64, expected: &str) {
        let mut report = uc_testkit::reports::empty();
        report.landings = landings;
        report.dark.revealed = certain;
        report.dark.inferred = (most - certain) as f64;
        if landings > 0 {
            report.dark.interval = (certain as f64 / landings as f64, most as f64 / landings as f64);
        }
        if (1..100).contains(&landings) {
            report.caveats.push(Caveat::FewLandings(landings));
        }
        assert_eq!(headline(&report, &Words::new(Language::English)), expected);
    }

    #[test]
    fn both_ends_of_the_range_are_told() {
        check(2_310, 95, 788, "Private sharing brought between 4% and 34% of 2,310 visits.");
        check(2_310, 9, 788, "By a rule of thumb, private sharing brought up to 34% of 2,310 visits.");
        check(2_310, 0, 788, "By a rule of thumb, private sharing brought up to 34% of 2,310 visits.");
    }

    #[test]
    fn more_is_said_only_of_what_adds_to_something() {
        let mut report = uc_testkit::reports::bakery();
        let words = Words::new(Language::English);
        assert!(lead(&report, &words)[0].contains("Up to 693 more are possible"));
        (report.dark.declared, report.dark.revealed) = (0, 0);
        assert!(lead(&report, &words)[0].contains("Up to 693 are possible"));
    }

    #[test]
    fn the_page_shared_most_is_named_where_it_is_not_the_one_visited_most() {
        let mut report = uc_testkit::reports::bakery();
        let words = Words::new(Language::English);
        assert!(!lead(&report, &words)[1].contains("shared most often"));
        report.shares.by_page.rotate_left(1);
        assert!(lead(&report, &words)[1].contains("most often: /kuchen/pflaumenkuchen-vom-blech ("));
    }

    #[test]
    fn a_figure_without_doubt_is_told_alone() {
        check(2_310, 95, 95, "Private sharing brought 4% of 2,310 visits.");
        check(2_310, 0, 0, "None of the 2,310 visits shows a trace of private sharing.");
    }

    #[test]
    fn a_log_without_referrers_is_never_said_to_show_no_sharing() {
        let mut report = uc_testkit::reports::bakery();
        report.caveats.push(Caveat::NoReferrer);
        let told = headline(&report, &Words::new(Language::English));
        assert!(told.contains("cannot tell how much"), "{told}");
    }

    #[test]
    fn few_visits_are_counted_and_not_made_into_per_cents() {
        check(37, 2, 9, "Private sharing brought 2–9 of 37 visits: too few for a percentage.");
        check(1, 0, 1, "Private sharing brought 0–1 of one visit: too few for a percentage.");
        check(0, 0, 0, "There is no visit in this log yet.");
    }
}
