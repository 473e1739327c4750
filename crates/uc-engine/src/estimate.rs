//! The estimate: how probable it is that a landing was passed on in private, and how sure that is.
//!
//! A mixture of causes, fitted to the log itself (`docs/estimate.md` tells it in plain words). For each page and
//! moment it knows how many landings to expect from each cause; what a landing looks like shifts that. It rests on work on
//! rates that add up (Veen and Schoenberg 2008), on bursts that feed themselves (Rizoiu et al. 2017, arXiv 1602.06033; its
//! limits: arXiv 0907.3864), on streams from outside (Myers, Zhu and Leskovec 2012, arXiv 1206.1331) and on learning from
//! positive and unlabelled examples (Elkan and Noto 2008; Jain et al. 2016, arXiv 1601.01944: the total is not
//! identified without a belief; arXiv 2303.08269: positives are no random sample).
//!
//! A landing passes through these files: `arrivals` (its page, moment and marks), `role` (what its evidence makes it),
//! `streams` and `rates` (what happens around it), `mixture` (how it is shared among the causes), `fit` (how the
//! weights are found), `beliefs` (what was believed before), `kinds` (evidence that fits both).

mod arrivals;
mod beliefs;
mod chance;
mod facts;
mod fit;
mod hide;
mod kernel;
mod kinds;
mod looks;
mod marks;
mod mixture;
mod observe;
mod rates;
mod role;
mod side;
mod streams;
mod tell;
#[cfg(test)]
mod tests;
mod voices;

use rayon::prelude::*;

pub(crate) use arrivals::{Arrivals, Landing};
pub(crate) use role::{Kind, Role, Roles};
pub(crate) use tell::Told;

use self::beliefs::Beliefs;
use self::chance::Chance;
use self::facts::LogFacts;
use self::fit::{Seen, beginning, fit};
use self::hide::Tested;
use self::kinds::Kind as FittedKind;
use self::looks::Looks;
use self::mixture::Mixture;
pub(crate) use self::observe::even;
use self::observe::{Observed, Previews, Streams, mix, observe};
use self::rates::Rates;
use self::streams::Preview;
use crate::backtest::Backtest;
use crate::judge::Judgement;
use crate::priors::Priors;
use crate::report::shares::Share;
use crate::source::{Privacy, SourceName};

/// How many times the beliefs and the log are drawn anew for the interval.
pub(crate) const DRAWS: usize = 20;
/// How far all probabilities may be off together, on the scale of log-odds: one standard deviation. It stands for what the
/// mixture does not know of, and was set so that four of five intervals hold the truth on simulated logs
/// (`docs/estimate.md`); a back-test that finds more makes intervals wider.
const OFF_TOGETHER: f64 = 0.58;
/// The same where nothing could be tested.
const UNTESTED: f64 = 0.9;
/// More than this, no test can say.
const MOST_OFF: f64 = 1.5;
/// Steps of the fit, and of each draw, which begins where the fit ended.
const STEPS: usize = 25;
const DRAW_STEPS: usize = 5;
/// Each draw looks at one of so many landings of the sample.
const DRAW_EVERY: usize = 2;
/// How much a preview counts that may be of a public post.
const EITHER_PREVIEW: f64 = 0.3;
/// The stream of chance that the beliefs are drawn from.
const SEED: u64 = 2012;

/// An estimate fitted to a log.
pub(crate) struct Estimate {
    facts: LogFacts,
    previews: Previews,
    mixture: Mixture,
    draws: Vec<Mixture>,
    kinds: Vec<FittedKind>,
    backtest: Backtest,
    off: f64,
    /// What all odds are multiplied by.
    shift: f64,
}

impl Estimate {
    /// Fits the mixture to a log, and again for each draw of beliefs and log.
    pub(crate) fn of(
        judgement: &Judgement,
        (arrivals, roles): (&Arrivals, &Roles),
        shares: &[Share],
        priors: &Priors,
    ) -> Self {
        let beliefs = Beliefs::usual(priors, roles);
        let facts = LogFacts::of(arrivals, roles, &beliefs);
        let previews = private_previews(shares, roles, judgement.classes.len());
        let streams = Streams { arrivals, classes: &judgement.classes, previews: &previews, facts: &facts };
        let observed = observe(streams, |landing| landing.role);
        let mixture = fit_once(&observed, &beliefs);
        let private_part = private_part(&mixture, &observed);
        let (drawn, tested) = rayon::join(
            || draw_all(&mixture, &observed, priors, roles),
            || hide::test(streams, judgement, &beliefs, private_part),
        );
        let kinds = (0..roles.kinds.len())
            .map(|kind| {
                let of_kind = observed.ambiguous.iter().filter(|(number, _)| usize::from(*number) == kind);
                let sample: Vec<_> = of_kind.map(|(_, rates)| *rates).collect();
                let beliefs_drawn = drawn.iter().map(|(_, beliefs)| beliefs.kinds[kind]);
                let messenger = roles.kinds[kind].private_side().and_then(|name| roles.messenger(&name));
                FittedKind::fit(
                    &sample,
                    (&mixture, facts.hours),
                    beliefs.kinds[kind],
                    beliefs_drawn,
                    messenger,
                )
            })
            .collect();
        let Tested { backtest, off, shift } = tested;
        let off = off.map_or(UNTESTED, |off| off.clamp(OFF_TOGETHER, MOST_OFF));
        let draws = drawn.into_iter().map(|(mixture, _)| mixture).collect();
        Self { facts, previews, mixture, draws, kinds, backtest, off, shift }
    }

    /// Returns how far all log-odds may be off together: what is usual, or more where the back-test says so.
    pub(crate) fn off_together(&self) -> f64 {
        self.off
    }

    /// Shifts a probability by what the back-test taught.
    fn shifted(&self, private: f64) -> f64 {
        hide::shifted(private, self.shift)
    }

    /// Returns how well known origins are told apart.
    pub(crate) fn backtest(&self) -> &Backtest {
        &self.backtest
    }
}

/// Returns the private part of the landings without evidence.
fn private_part(mixture: &Mixture, observed: &Observed) -> f64 {
    let private: f64 = observed.sample.iter().map(|rates| mixture.private(rates)).sum();
    private / observed.sample.len().max(1) as f64
}

fn fit_once(observed: &Observed, beliefs: &Beliefs) -> Mixture {
    let looks = Looks::of(&observed.anchors, beliefs.tilt);
    let start = beginning(beliefs, &looks, observed.masses.hours);
    let weights = vec![1.0; observed.sample.len()];
    let seen = Seen { sample: &observed.sample, weights: &weights, masses: &observed.masses };
    fit(start, STEPS, seen, beliefs, &looks)
}

/// Fits under other beliefs, to the log as it might have been: each day of each page counts by a weight of its own,
/// drawn from the exponential distribution (the Bayesian bootstrap, Rubin 1981).
fn draw_all(
    mixture: &Mixture,
    observed: &Observed,
    priors: &Priors,
    roles: &Roles,
) -> Vec<(Mixture, Beliefs)> {
    let sample: Vec<Rates> = observed.sample.iter().step_by(DRAW_EVERY).copied().collect();
    let masses = observed.masses.scaled(sample.len() as f64 / observed.sample.len().max(1) as f64);
    (0..DRAWS as u64)
        .into_par_iter()
        .map(|draw| {
            let beliefs = Beliefs::draw(priors, roles, &mut Chance::new(SEED + draw));
            let looks = Looks::of(&observed.anchors, beliefs.tilt);
            let blocks = observed.blocks.iter().step_by(DRAW_EVERY);
            let weights: Vec<f32> = blocks.map(|block| -libm::log(even(*block ^ mix(draw))) as f32).collect();
            let seen = Seen { sample: &sample, weights: &weights, masses: &masses };
            (fit(mixture.clone(), DRAW_STEPS, seen, &beliefs, &looks), beliefs)
        })
        .collect()
}

/// Returns the previews that speak of private messages, by page.
fn private_previews(shares: &[Share], roles: &Roles, pages: usize) -> Previews {
    let previews = shares.iter().filter_map(|share| {
        let (messenger, weight) = match share.fetcher.privacy() {
            Privacy::Private => {
                (roles.messenger(&SourceName::Known(share.fetcher.source())).unwrap_or(u8::MAX), 1.0)
            }
            Privacy::Either | Privacy::Unknown => (u8::MAX, EITHER_PREVIEW),
            Privacy::Public => return None,
        };
        Some((share.page, Preview { at: share.at, messenger, weight }))
    });
    Previews::of(previews.collect(), pages)
}
