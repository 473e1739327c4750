//! What page and terminal both say of a test: the headline, what was hidden, each score with what it means.

use uc_engine::backtest::{Backtest, Discernment, ReliabilityBin, Scores, SourceTest};
use uc_words::Words;

use super::private_part;
use crate::clean::clean;
use crate::sentences::{names, trust};

/// A score with a plain sentence on what it means.
pub(super) struct Measure {
    pub(super) name: String,
    pub(super) means: String,
    pub(super) estimate: String,
    pub(super) rule: String,
    /// What guessing would get, where that says something.
    pub(super) guess: String,
}

/// Says in a sentence how well private and public are told apart.
pub(super) fn headline(test: &Backtest, words: &Words) -> String {
    trust::verdict(test, words).unwrap_or_else(|| words.plain("backtest-headline-too-few"))
}

/// Says what was hidden, how well it was told apart and what that does not show.
pub(super) fn lead(test: &Backtest, words: &Words) -> Vec<String> {
    if test.discernment == Discernment::TooFew {
        let known = test.private + test.public > 0;
        return vec![trust::too_few(known.then_some(test), words)];
    }
    let (private, public) = (words.count(test.private), words.count(test.public));
    let hidden = words.text("backtest-hidden", &[("private", private.into()), ("public", public.into())]);
    [hidden].into_iter().chain(trust::shown(test, words)).collect()
}

/// Returns the scores of estimate, rule and guessing; none where there was too little to test.
pub(super) fn measures(test: &Backtest, words: &Words) -> Vec<Measure> {
    let (Some(estimate), Some(rule)) = (test.estimate, test.rule) else { return Vec::new() };
    let language = words.language();
    let private = private_part(test);
    let measure = |[name, means]: [&str; 2],
                   told: &dyn Fn(f64) -> String,
                   of: fn(Scores) -> f64,
                   guess: Option<f64>| {
        Measure {
            name: words.plain(name),
            means: words.plain(means),
            estimate: told(of(estimate)),
            rule: told(of(rule)),
            guess: guess.map_or_else(|| "–".to_owned(), told),
        }
    };
    let of_hundred = |value| language.of_hundred(value);
    let percent = |value| language.percent(value);
    let hundredths = |value| language.hundredths(value);
    vec![
        measure(["score-pairs", "score-pairs-means"], &of_hundred, |scores| scores.pairs_right, Some(0.5)),
        measure(
            ["score-precision", "score-precision-means"],
            &percent,
            |scores| scores.average_precision,
            Some(private),
        ),
        // Always telling the private part is the best that guessing can do.
        measure(
            ["score-brier", "score-brier-means"],
            &hundredths,
            |scores| scores.brier,
            Some(private * (1.0 - private)),
        ),
        measure(
            ["score-calibration", "score-calibration-means"],
            &percent,
            |scores| scores.calibration_error,
            None,
        ),
    ]
}

/// Returns a group's cells: told from where to where, told on average, private in truth, visits.
pub(super) fn group(bin: &ReliabilityBin, words: &Words) -> Vec<String> {
    vec![
        words.language().percent_range(bin.range.0, bin.range.1),
        words.percent(bin.told),
        words.percent(bin.observed),
        words.count(bin.landings),
    ]
}

/// Returns the hidden sources, the private ones first, so that high and low stand apart.
pub(super) fn sources(test: &Backtest) -> impl Iterator<Item = &SourceTest> {
    let of = |private| test.by_source.iter().filter(move |row| row.private == private);
    of(true).chain(of(false))
}

/// The heads of a table of sources.
pub(super) const SOURCE_HEADS: [&str; 4] = ["head-source", "head-told", "head-kind", "head-visits"];

/// Returns a source's cells under these heads.
pub(super) fn cells(row: &SourceTest, words: &Words) -> Vec<String> {
    let name = clean(&source(row, words), names::SOURCE);
    vec![name, words.percent(row.told), kind(row, words), words.count(row.landings)]
}

/// Names a hidden source.
pub(super) fn source(row: &SourceTest, words: &Words) -> String {
    row.source.as_ref().map_or_else(|| words.plain("tested-unnamed"), |source| names::source(source, words))
}

/// Names whether a hidden source is private.
pub(super) fn kind(row: &SourceTest, words: &Words) -> String {
    words.plain(if row.private { "tested-private" } else { "tested-public" })
}

/// Says what the test does not show.
pub(super) fn limits(test: &Backtest, words: &Words) -> Vec<String> {
    let mut sentences = vec![words.plain("limits-others"), words.plain("limits-total")];
    if test.discernment != Discernment::TooFew {
        sentences.push(words.text("limits-chance", &[("private", test.private.into())]));
    }
    sentences
}
