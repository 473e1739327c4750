//! The reliability diagram: told probability across, truth upward. On the diagonal, what was told came true as often
//! as told; a dot's area is the number of visits behind it.

use askama::Template;
use uc_engine::backtest::ReliabilityBin;
use uc_words::Words;

use super::{Across, Pixels};

/// Where the plot begins and how high it is, in pixels.
const TOP: f64 = 28.0;
const HEIGHT: f64 = 260.0;
/// The radius of the largest dot and the least one that is still seen, in pixels.
const LARGEST: f64 = 14.0;
const SMALLEST: f64 = 4.0;
/// Pixels that a letter of an axis mark takes, at most.
const LETTER: usize = 8;
/// Pixels between an axis and its marks: a dot at nothing must not cover them.
const GAP: usize = 16;
/// Where the axes have marks.
const MARKS: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];

/// A drawn diagram.
#[derive(Template)]
#[template(path = "charts/reliability.html")]
pub(crate) struct ReliabilityChart {
    title: String,
    desc: String,
    across: String,
    upward: String,
    gutter: usize,
    rows: Vec<(Pixels, String)>,
    columns: Vec<(Across, &'static str, String)>,
    dots: Vec<Dot>,
    top: Pixels,
    base: Pixels,
    label_line: Pixels,
    name_line: Pixels,
    height: Pixels,
}

struct Dot {
    x: Across,
    y: Pixels,
    radius: Pixels,
    told: String,
}

impl ReliabilityChart {
    /// How high it is, in pixels.
    pub(crate) const HEIGHT: usize = 344;

    /// Draws the groups of landings.
    pub(crate) fn new(bins: &[ReliabilityBin], words: &Words) -> Self {
        let most = bins.iter().map(|bin| bin.landings).max().unwrap_or(0).max(1) as f64;
        let named = MARKS.map(|mark| words.percent(mark));
        let anchor = |mark: f64| match mark {
            0.0 => "start",
            1.0 => "end",
            _ => "middle",
        };
        let groups: Vec<String> = bins.iter().map(|bin| told(bin, words)).collect();
        Self {
            title: words.plain("section-reliability"),
            desc: words.text("reliability-desc", &[("groups", groups.join("; ").into())]),
            across: words.plain("reliability-across"),
            upward: words.plain("reliability-upward"),
            gutter: named.iter().map(|name| name.chars().count()).max().unwrap_or(0) * LETTER + GAP,
            rows: MARKS.iter().zip(&named).map(|(mark, name)| (y(*mark), name.clone())).collect(),
            columns: MARKS
                .iter()
                .zip(named)
                .map(|(mark, name)| (Across(*mark), anchor(*mark), name))
                .collect(),
            dots: bins.iter().map(|bin| dot(bin, most, words)).collect(),
            top: Pixels(TOP),
            base: Pixels(TOP + HEIGHT),
            label_line: Pixels(TOP + HEIGHT + 30.0),
            name_line: Pixels(TOP + HEIGHT + 50.0),
            height: Pixels(Self::HEIGHT as f64),
        }
    }

    /// Returns where a row's mark stands, left of the plot.
    fn mark(&self) -> usize {
        self.gutter - GAP
    }
}

fn y(part: f64) -> Pixels {
    Pixels(TOP + HEIGHT * (1.0 - fraction(part)))
}

/// What is no fraction stands at nothing: a drawing holds no such number.
fn fraction(part: f64) -> f64 {
    if part.is_nan() { 0.0 } else { part.clamp(0.0, 1.0) }
}

fn dot(bin: &ReliabilityBin, most: f64, words: &Words) -> Dot {
    let radius = (bin.landings as f64 / most).sqrt() * LARGEST;
    Dot {
        x: Across(fraction(bin.told)),
        y: y(bin.observed),
        radius: Pixels(radius.max(SMALLEST)),
        told: told(bin, words),
    }
}

fn told(bin: &ReliabilityBin, words: &Words) -> String {
    let told = [
        ("told", words.percent(bin.told).into()),
        ("observed", words.percent(bin.observed).into()),
        ("visits", words.count(bin.landings).into()),
    ];
    words.text("reliability-told", &told)
}

#[cfg(test)]
mod tests {
    use uc_words::Language;

    use super::*;

    #[test]
    fn a_dot_stands_at_what_was_told_and_what_was_true_and_its_area_is_the_visits() {
        let words = Words::new(Language::English);
        let bin = |told, observed, landings| ReliabilityBin { range: (0.0, 1.0), told, observed, landings };
        let check = |told, observed, landings, expected: (Across, Pixels, Pixels)| {
            let dot = dot(&bin(told, observed, landings), 400.0, &words);
            assert_eq!((dot.x, dot.y, dot.radius), expected, "{told} {observed} {landings}");
        };
        check(0.5, 0.25, 100, (Across(0.5), Pixels(TOP + HEIGHT * 0.75), Pixels(LARGEST / 2.0)));
        check(1.0, 1.0, 400, (Across(1.0), Pixels(TOP), Pixels(LARGEST)));
        check(f64::NAN, 7.0, 0, (Across(0.0), Pixels(TOP), Pixels(SMALLEST)));
    }
}
