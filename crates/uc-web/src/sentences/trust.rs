//! How far an estimate can be trusted: what the back-test on this log shows, what it does not, and why the range is
//! not narrower.

use uc_engine::backtest::{Backtest, Discernment, Scores};
use uc_engine::report::{Doubt, Method, Report};
use uc_words::Words;

/// Says in a few sentences what the back-test found; nothing where nothing was estimated.
pub(crate) fn trust(report: &Report, words: &Words) -> Vec<String> {
    if report.method == Method::LandingPageRule || report.landings == 0 {
        return Vec::new();
    }
    let backtest = report.backtest.as_ref();
    let Some((backtest, verdict)) = backtest.and_then(|test| Some((test, verdict(test, words)?))) else {
        return vec![too_few(backtest, words)];
    };
    let mut sentences = vec![verdict];
    if let Some(shown) = shown(backtest, words) {
        sentences.push(shown);
    }
    sentences.push(words.plain("trust-more"));
    sentences
}

/// Says how well private and public are told apart, in a word; nothing where there was too little to test.
pub(crate) fn verdict(backtest: &Backtest, words: &Words) -> Option<String> {
    Some(words.plain(match backtest.discernment {
        Discernment::TooFew => return None,
        Discernment::Poor => "trust-poor",
        Discernment::Fair => "trust-fair",
        Discernment::Good => "trust-good",
    }))
}

/// Says how many pairs were ranked the right way round and, in the same breath, what that does not show.
pub(crate) fn shown(backtest: &Backtest, words: &Words) -> Option<String> {
    let pairs = |scores: Scores| words.language().of_hundred(scores.pairs_right);
    let (estimate, rule) = (pairs(backtest.estimate?), pairs(backtest.rule?));
    let told = words.text("trust-pairs", &[("estimate", estimate.into()), ("rule", rule.into())]);
    Some(format!("{told} {}", words.plain("trust-limits")))
}

/// Says that there is too little to test the estimate on.
pub(crate) fn too_few(backtest: Option<&Backtest>, words: &Words) -> String {
    // Without landings of one sort nothing of the other is hidden either: their number would say nothing.
    let Some(test) = backtest.filter(|test| test.private > 0 && test.public > 0) else {
        return words.plain("trust-untested");
    };
    let (private, public) = (words.count(test.private), words.count(test.public));
    words.text("trust-too-few", &[("private", private.into()), ("public", public.into())])
}

/// Says why the range is not narrower, the weightiest reason first.
pub(crate) fn doubts(report: &Report, words: &Words) -> Vec<String> {
    report.doubts.iter().map(|known| doubt(*known, words)).collect()
}

fn doubt(doubt: Doubt, words: &Words) -> String {
    match doubt {
        Doubt::FewLandings(count) => words.text("doubt-few-landings", &[("count", count.into())]),
        Doubt::ShortPeriod(days) => words.text("doubt-short-period", &[("days", days.into())]),
        Doubt::NoPreviews => words.plain("doubt-no-previews"),
        Doubt::FewKnownPrivate(count) => words.text("doubt-few-known-private", &[("count", count.into())]),
        Doubt::MostlyUnexplained(part) => {
            words.text("doubt-mostly-unexplained", &[("percent", words.percent(part).into())])
        }
        Doubt::NoReferrer => words.plain("doubt-no-referrer"),
    }
}

#[cfg(test)]
mod tests {
    use uc_testkit::reports;
    use uc_words::Language;

    use super::*;

    fn told(report: &Report) -> String {
        trust(report, &Words::new(Language::English)).join(" ")
    }

    #[test]
    fn what_the_test_does_not_show_is_said_with_what_it_shows() {
        let told = told(&reports::bakery());
        assert!(told.contains("the estimate ranked 91 the right way round; the rule of thumb 74."), "{told}");
        assert!(told.contains("not how right the total is"), "{told}");
        assert!(told.contains("undercurrent calibrate plan"), "{told}");
    }

    #[test]
    fn too_little_to_test_on_is_never_told_as_a_good_test() {
        let mut report = reports::untested();
        assert!(told(&report).contains("3 private and 9 public visits"), "{}", told(&report));
        report.backtest = None;
        assert!(told(&report).contains("Nobody can say from this log alone."), "{}", told(&report));
        assert_eq!(told(&reports::bakery_by_rule()), "");
    }

    #[test]
    fn each_doubt_has_a_sentence_of_its_own() {
        for (language, code) in Language::ALL {
            let told = doubts(&reports::untested(), &Words::new(language));
            let mut distinct = told.clone();
            distinct.sort();
            distinct.dedup();
            assert_eq!((told.len(), distinct.len()), (6, 6), "{code}");
        }
    }
}
