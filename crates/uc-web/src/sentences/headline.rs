//! The one sentence at the top, and the two or three below it.

use uc_engine::report::{Caveat, Method, Report};
use uc_words::Words;

use super::ways::Ways;
use super::{Bounds, names, visits};

/// Below this fraction the lower end reads as nothing, and the sentence says "at most".
const WORTH_NAMING: f64 = 0.01;

/// Returns the headline. Both ends of the range stand in it wherever they differ and the lower is not next to nothing.
pub(crate) fn headline(report: &Report, words: &Words) -> String {
    let bounds = Bounds::of(report);
    let people = words.told(visits(report));
    let visits = ("visits", people.into());
    if people == 0 {
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
    if report.method == Method::Estimate {
        return estimate(report, bounds, words);
    }
    if has_few(report) {
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

/// Tells whether there are too few visits for a percentage.
fn has_few(report: &Report) -> bool {
    report.caveats.iter().any(|caveat| matches!(caveat, Caveat::FewLandings(_)))
}

/// Returns the headline of an estimate.
fn estimate(report: &Report, bounds: Bounds, words: &Words) -> String {
    let visits = ("visits", words.told(bounds.all).into());
    if has_few(report) {
        let count = words.amount(report.dark.landings);
        let range = words.language().count_range(bounds.least, bounds.most);
        return words
            .text("headline-estimate-few", &[("count", count.into()), ("range", range.into()), visits]);
    }
    let [share, low, high] = [report.dark.share, bounds.low, bounds.high].map(|part| words.percent(part));
    if report.dark.share < WORTH_NAMING {
        let high = words.percent(bounds.high.max(WORTH_NAMING));
        return words.text("headline-estimate-little", &[("high", high.into()), visits]);
    }
    if low == high {
        return words.text("headline-estimate-alone", &[("share", share.into()), visits]);
    }
    let share = ("share", share.into());
    if bounds.low < WORTH_NAMING {
        return words.text("headline-estimate-at-most", &[share, ("high", high.into()), visits]);
    }
    words.text("headline-estimate", &[share, ("low", low.into()), ("high", high.into()), visits])
}

/// Returns what the rule of thumb would say, to stand beside an estimate; nothing where it says nothing, as in a log
/// without referrers.
pub(crate) fn rule(report: &Report) -> Option<f64> {
    let beside = report.method == Method::Estimate
        && report.landings > 0
        && !report.caveats.contains(&Caveat::NoReferrer);
    beside.then_some(report.rule.share)
}

/// Returns the paragraphs below the headline: what is proven and what is possible or estimated, and what the rule
/// would say; by whom and which page; what "private" means.
pub(crate) fn lead(report: &Report, words: &Words) -> Vec<String> {
    if report.landings == 0 {
        return vec![words.plain("empty-help")];
    }
    let bounds = Bounds::of(report);
    let rule = rule(report).map(|share| words.text("lead-rule", &[("percent", words.percent(share).into())]));
    let rule = rule.into_iter().collect();
    let mut amounts = vec![words.text("lead-known", &[("count", bounds.certain.into())])];
    let inferred = words.told(bounds.inferred);
    match report.method {
        // "More" needs something that it adds to.
        Method::LandingPageRule if inferred > 0 => {
            let key = if bounds.certain > 0 { "lead-possible" } else { "lead-possible-only" };
            amounts.push(words.text(key, &[("count", inferred.into())]));
        }
        Method::LandingPageRule => {}
        Method::Estimate => {
            let key = if bounds.certain > 0 { "lead-estimated" } else { "lead-estimated-only" };
            amounts.push(words.text(key, &[("count", inferred.into())]));
        }
    }
    let mut most = Vec::new();
    let ways = Ways::of(report);
    if let Some((source, amount)) = ways.named.first().filter(|(_, amount)| words.told(amount.visits) > 0) {
        let (name, count) = (names::source(source, words), words.amount(amount.visits));
        // What is proven whole is no estimate.
        let key = if amount.inferred() > 0.0 { "lead-way-estimate" } else { "lead-way" };
        most.push(words.text(key, &[("way", name.into()), ("count", count.into())]));
    }
    most.extend(pages(report, words));
    [amounts, rule, most, vec![words.plain("lead-private")]]
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

    /// Tells an estimate of about 2,300 visits, in per cents of these.
    fn check_estimate(share: f64, interval: (f64, f64), expected: &str) {
        let mut report = uc_testkit::reports::bakery();
        (report.dark.share, report.dark.interval) = (share, interval);
        report.dark.landings = share * 2_310.0;
        assert_eq!(headline(&report, &Words::new(Language::English)), expected);
    }

    #[test]
    fn an_estimate_says_about_and_both_ends() {
        let about = "Private sharing brought about 31% of 2,300 visits";
        check_estimate(0.31, (0.24, 0.39), &format!("{about}, most likely between 24% and 39%."));
        check_estimate(0.31, (0.004, 0.39), &format!("{about}, most likely not more than 39%."));
        check_estimate(0.31, (0.309, 0.312), &format!("{about}."));
        let little = "Private sharing brought hardly any of 2,300 visits: most likely not more than";
        check_estimate(0.004, (0.001, 0.03), &format!("{little} 3%."));
        check_estimate(0.004, (0.001, 0.006), &format!("{little} 1%."));
    }

    #[test]
    fn an_estimate_of_few_visits_is_no_percentage() {
        let mut report = uc_testkit::reports::untested();
        report.caveats = vec![Caveat::FewLandings(120)];
        let told = headline(&report, &Words::new(Language::English));
        assert_eq!(
            told,
            "Private sharing brought about 41 of 120 visits, most likely 9–84: too few for a percentage."
        );
    }

    #[test]
    fn a_way_of_hardly_a_visit_is_not_the_most_frequent_one() {
        let mut report = uc_testkit::reports::untested();
        let words = Words::new(Language::English);
        report.dark.by_source[0].source = Some(uc_engine::source::SourceName::Known("whatsapp"));
        assert!(lead(&report, &words).join(" ").contains("WhatsApp (about 41)"));
        report.dark.by_source[0].landings = 0.4;
        assert!(!lead(&report, &words).join(" ").contains("WhatsApp"));
    }

    #[test]
    fn the_rule_stands_beside_an_estimate_and_not_beside_itself() {
        let words = Words::new(Language::English);
        let told = lead(&uc_testkit::reports::bakery(), &words).join(" ");
        assert!(told.contains("would say 34%."), "{told}");
        assert_eq!(rule(&uc_testkit::reports::bakery_by_rule()), None);
        let mut report = uc_testkit::reports::bakery();
        report.caveats.push(Caveat::NoReferrer);
        assert_eq!(rule(&report), None, "a log without referrers has no rule to tell");
    }

    #[test]
    fn more_is_said_only_of_what_adds_to_something() {
        let mut report = uc_testkit::reports::bakery_by_rule();
        let words = Words::new(Language::English);
        assert!(lead(&report, &words)[0].contains("Up to 693 more are possible"));
        (report.dark.declared, report.dark.revealed) = (0, 0);
        assert!(lead(&report, &words)[0].contains("Up to 693 are possible"));
    }

    #[test]
    fn the_page_shared_most_is_named_where_it_is_not_the_one_visited_most() {
        let mut report = uc_testkit::reports::bakery_by_rule();
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
