//! Looks: how often each mark comes with each cause.
//!
//! What is believed beforehand is the look of this log's known visitors, tilted a little by cause, and what the
//! anchors look like: landings known to be private, known public ones, and landings on the home page without evidence, which
//! hardly anything but habit brings. Anchors are not random samples of their cause, so each counts only as much as a
//! hundred landings at most, and what the fit learns from the unexplained landings counts beside it.

use super::marks::{Mark, Marks};
use super::mixture::{CAUSES, HABIT, MACHINE, PRIVATE, PUBLIC};

/// How many landings look like what, by the code of their marks.
pub(super) type Histogram = Vec<f64>;

/// An empty histogram.
pub(super) fn histogram() -> Histogram {
    vec![0.0; Marks::CODES]
}

/// What landings of which something is known look like, and what all do.
#[derive(Debug, Clone)]
pub(super) struct Anchors {
    pub(super) private: Histogram,
    pub(super) public: Histogram,
    /// Landings on the home page without evidence.
    pub(super) home: Histogram,
    /// All landings.
    pub(super) all: Histogram,
}

/// Landings that a belief about a mark is worth.
const BELIEF: f64 = 60.0;
const BELIEF_ON_ASSETS: f64 = 300.0;
/// Landings that an anchor is worth at most.
const ANCHOR: f64 = 60.0;
const PUBLIC_ANCHOR: f64 = 100.0;
/// Landings that the unexplained ones are worth at most.
const LEARNT: f64 = 300.0;
/// Landings that the look of all is worth beside that of the known ones: it speaks where hardly any is known.
const ALL: f64 = 30.0;
/// Where fewer visitors than this part load assets, they lie elsewhere, and say nothing about machines.
const LOADED_HERE: f64 = 0.05;
/// Most marks have five values.
const MOST: usize = 5;

/// How much more often than usual a mark's values come with a cause: guesses with reasons in `docs/estimate.md`.
const fn tilt(mark: Mark, cause: usize) -> [f64; MOST] {
    match (mark, cause) {
        (Mark::Device, PRIVATE) => [1.15, 1.15, 0.85, 0.85, 0.85],
        (Mark::Device, HABIT) => [0.9, 0.9, 1.1, 1.1, 1.1],
        (Mark::Device, MACHINE) => [0.03, 0.1, 0.8, 2.0, 2.0],
        (Mark::Return, PRIVATE) => [1.0, 1.1, 1.0, 0.0, 0.0],
        (Mark::Return, HABIT) => [0.8, 1.8, 2.5, 0.0, 0.0],
        (Mark::Return, MACHINE) => [1.0, 0.2, 0.1, 0.0, 0.0],
        (Mark::Depth, PRIVATE) => [1.05, 0.9, 0.8, 0.0, 0.0],
        (Mark::Depth, HABIT) => [0.75, 1.2, 1.8, 0.0, 0.0],
        (Mark::Depth, MACHINE) => [1.0, 0.04, 0.02, 0.0, 0.0],
        _ => [1.0; MOST],
    }
}

/// The beliefs about one log, as landings: `[mark][cause][value]`.
#[derive(Debug, Clone)]
pub(super) struct Looks {
    believed: Vec<[[f64; MOST]; CAUSES]>,
}

impl Looks {
    /// Makes the beliefs from the anchors. `strength` makes the tilts stronger or weaker.
    pub(super) fn of(anchors: &Anchors, strength: f64) -> Self {
        let known: Histogram =
            anchors.private.iter().zip(&anchors.public).map(|(private, public)| private + public).collect();
        let believed = Mark::ALL
            .map(|mark| {
                let mut usual = capped(marginal(&anchors.all, mark), ALL);
                plus(&mut usual, &marginal(&known, mark));
                let usual = parts(&usual, 0.5, mark.values());
                let anchored = |histogram: &Histogram, most: f64| capped(marginal(histogram, mark), most);
                std::array::from_fn(|cause| {
                    let mut believed = believed_of(mark, cause, &usual, strength);
                    let anchor = match (cause, mark) {
                        (PRIVATE | HABIT, Mark::Assets) => [0.0; MOST],
                        (PRIVATE, _) => anchored(&anchors.private, ANCHOR),
                        (HABIT, _) => anchored(&anchors.home, ANCHOR),
                        (PUBLIC, _) => anchored(&anchors.public, PUBLIC_ANCHOR),
                        _ => [0.0; MOST],
                    };
                    plus(&mut believed, &anchor);
                    believed
                })
            })
            .to_vec();
        Self { believed }
    }

    /// Returns how well each code fits each cause, from beliefs and from how many landings of each code the fit gave
    /// to each cause.
    pub(super) fn fits(&self, learnt: &[[f64; CAUSES]]) -> Vec<[f64; CAUSES]> {
        let mut fits = super::mixture::no_fits();
        for (mark, believed) in Mark::ALL.into_iter().zip(&self.believed) {
            let mut counts = [[0.0; MOST]; CAUSES];
            for (code, landings) in learnt.iter().enumerate() {
                for (counts, landings) in counts.iter_mut().zip(landings) {
                    counts[mark.of(code)] += landings;
                }
            }
            for (cause, (counts, believed)) in counts.into_iter().zip(believed).enumerate() {
                // What makes a machine is a belief: were it learnt, people could become machines.
                let learnt = if (cause, mark) == (MACHINE, Mark::Assets) { 0.0 } else { LEARNT };
                let mut counts = capped(counts, learnt);
                plus(&mut counts, believed);
                let parts = parts(&counts, 0.0, mark.values());
                for (code, fits) in fits.iter_mut().enumerate() {
                    fits[cause] *= parts[mark.of(code)];
                }
            }
        }
        fits
    }
}

/// Returns what is believed of a mark under a cause, in landings.
fn believed_of(mark: Mark, cause: usize, usual: &[f64; MOST], strength: f64) -> [f64; MOST] {
    let mut believed = *usual;
    match (mark, cause) {
        // Whoever says nothing in a log that has the field is a machine more often than not.
        (Mark::Site, _) => {
            let told = 1.0 - usual[0];
            let [none, cross] = match cause {
                PRIVATE => [0.55, 0.45],
                HABIT => [0.96, 0.04],
                PUBLIC => [0.4, 0.6],
                _ => [0.3, 0.05],
            };
            believed[1] = told * none;
            believed[2] = told * cross;
            believed[0] = 1.0 - believed[1] - believed[2];
        }
        (Mark::Assets, MACHINE) if usual[1] >= LOADED_HERE => believed = [0.96, 0.04, 0.0, 0.0, 0.0],
        _ => {
            let tilt = tilt(mark, cause).map(|tilt| if tilt > 0.0 { libm::pow(tilt, strength) } else { 0.0 });
            for (part, tilt) in believed.iter_mut().zip(tilt) {
                *part *= tilt;
            }
        }
    }
    let worth = match (mark, cause) {
        (Mark::Assets, MACHINE) => 50.0,
        (Mark::Assets, _) => BELIEF_ON_ASSETS,
        _ => BELIEF,
    };
    parts(&believed, 0.0, mark.values()).map(|part| part * worth)
}

fn marginal(histogram: &Histogram, mark: Mark) -> [f64; MOST] {
    let mut counts = [0.0; MOST];
    for (code, landings) in histogram.iter().enumerate() {
        counts[mark.of(code)] += landings;
    }
    counts
}

/// Makes counts parts of one, after adding so many to each of the values.
fn parts(counts: &[f64; MOST], each: f64, values: usize) -> [f64; MOST] {
    // A value that never came must not rule a cause out for good.
    const LEAST: f64 = 1e-6;
    let mut parts = [0.0; MOST];
    let sum: f64 = counts[..values].iter().map(|count| count + each + LEAST).sum();
    for (part, count) in parts[..values].iter_mut().zip(counts) {
        *part = (count + each + LEAST) / sum;
    }
    parts
}

fn capped(mut counts: [f64; MOST], most: f64) -> [f64; MOST] {
    let sum: f64 = counts.iter().sum();
    if sum > most {
        for count in &mut counts {
            *count *= most / sum;
        }
    }
    counts
}

fn plus(sums: &mut [f64; MOST], more: &[f64; MOST]) {
    for (sum, more) in sums.iter_mut().zip(more) {
        *sum += more;
    }
}
