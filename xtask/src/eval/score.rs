//! What the comparison of one log with its truth yields. It holds figures; [`super::metric`] says which of them count.

use super::draw::Draw;
use super::guess::{Guess, brier};
use super::mix::Mix;
use super::ranking::average_precision;
use super::reliability::Reliability;
use super::scenario::Scenario;
use super::testimony::{DarkShare, Testimony, Verdict, Verdicts};
use super::truth::{COPIED, Landing, PassedOn, Preview, Truth};

/// The outcome for one log.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Score {
    pub(super) scenario: Scenario,
    pub(super) name: String,
    pub(super) landings: usize,
    /// The part of the landings that private links brought.
    pub(super) true_share: f64,
    /// What the report calls the method of the estimate.
    pub(super) method: String,
    pub(super) estimate: Judged,
    pub(super) rule: Judged,
    /// The part of the landings with a trace of their messenger whose messenger is named right.
    pub(super) named_right: Option<f64>,
    /// Landings that were not seen, a landing of the truth.
    pub(super) missed: f64,
    /// Landings that were seen where there are none, a landing of the truth.
    pub(super) invented: f64,
}

/// How one judge did.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Judged {
    pub(super) share: f64,
    pub(super) interval: [f64; 2],
    pub(super) average_precision: Option<f64>,
    pub(super) brier: f64,
    pub(super) reliability: Reliability,
    /// How far the mix of messengers is off, among those that are named.
    pub(super) mix_named: Option<f64>,
    /// The same with the unknown as a messenger of its own.
    pub(super) mix: Option<f64>,
}

impl Score {
    pub(super) fn of(draw: &Draw, truth: &Truth, estimate: &Testimony, rule: &Testimony) -> Self {
        let a_landing = |count: f64| count / truth.landings.len() as f64;
        Self {
            scenario: draw.scenario,
            name: draw.name.clone(),
            landings: truth.landings.len(),
            true_share: truth.share(),
            method: estimate.dark.method.clone(),
            estimate: Judged::of(truth, estimate),
            rule: Judged::of(truth, rule),
            named_right: named_right(truth, &estimate.verdicts, &rule.verdicts),
            missed: a_landing(estimate.verdicts.missed() as f64),
            invented: a_landing(estimate.verdicts.invented as f64),
        }
    }

    /// Returns whether the interval holds the true share.
    pub(super) fn interval_holds(&self) -> bool {
        let [low, high] = self.estimate.interval;
        (low..=high).contains(&self.true_share)
    }
}

impl Judged {
    fn of(truth: &Truth, testimony: &Testimony) -> Self {
        let guesses = guesses(truth, &testimony.verdicts);
        let DarkShare { share, interval, mix, .. } = &testimony.dark;
        let true_mix = true_mix(truth);
        Self {
            share: *share,
            interval: *interval,
            average_precision: average_precision(&guesses),
            brier: brier(&guesses),
            reliability: Reliability::of(&guesses),
            mix_named: true_mix.distance_of_named(mix),
            mix: true_mix.distance(mix),
        }
    }
}

/// A landing that was not seen was not called private either.
fn guesses(truth: &Truth, verdicts: &Verdicts) -> Vec<Guess> {
    let pairs = truth.landings.iter().zip(&verdicts.on_landings);
    let p = |verdict: &Option<Verdict>| verdict.as_ref().map_or(0.0, |verdict| verdict.p_dark);
    pairs.map(|(landing, verdict)| Guess { p: p(verdict), is_private: landing.is_private() }).collect()
}

fn true_mix(truth: &Truth) -> Mix {
    let mut mix = Mix::default();
    for landing in &truth.landings {
        if let PassedOn::InPrivate { source, .. } = &landing.passed_on {
            mix.add(source, 1.0);
        }
    }
    mix
}

/// Returns the part that is named right where the log shows the messenger at all: by the landing itself, which is what
/// the rule sees, or by a preview of its share. A copied link has no messenger to be named.
fn named_right(truth: &Truth, estimate: &Verdicts, rule: &Verdicts) -> Option<f64> {
    let (mut traced, mut right) = (0_u64, 0_u64);
    let said = estimate.on_landings.iter().zip(&rule.on_landings);
    for (Landing { passed_on, .. }, (estimate, rule)) in truth.landings.iter().zip(said) {
        let PassedOn::InPrivate { source, preview } = passed_on else { continue };
        let names_it = |verdict: &Option<Verdict>| {
            verdict.as_ref().is_some_and(|verdict| verdict.source.as_ref() == Some(source))
        };
        if **source != *COPIED && (*preview == Preview::Seen || names_it(rule)) {
            traced += 1;
            right += u64::from(names_it(estimate));
        }
    }
    (traced > 0).then(|| right as f64 / traced as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn truth(landings: &[PassedOn]) -> Truth {
        let landing = |(index, passed_on): (usize, &PassedOn)| Landing {
            line: index as u64 + 1,
            passed_on: passed_on.clone(),
        };
        Truth {
            landings: landings.iter().enumerate().map(landing).collect(),
            last_line: landings.len() as u64,
        }
    }

    fn verdicts(said: &[Option<(f64, Option<&str>)>]) -> Verdicts {
        let verdict = |said: &(f64, Option<&str>)| Verdict { p_dark: said.0, source: said.1.map(Into::into) };
        Verdicts { on_landings: said.iter().map(|said| said.as_ref().map(verdict)).collect(), invented: 0 }
    }

    fn private(source: &str, preview: Preview) -> PassedOn {
        PassedOn::InPrivate { source: source.into(), preview }
    }

    #[test]
    fn a_landing_that_was_not_seen_was_not_called_private() {
        let truth = truth(&[private("sms", Preview::Unseen), PassedOn::Elsewise]);
        let guesses = guesses(&truth, &verdicts(&[None, Some((0.4, None))]));
        assert_eq!(guesses, [(0.0, true), (0.4, false)].map(|(p, is_private)| Guess { p, is_private }));
    }

    #[test]
    fn messengers_are_asked_for_only_where_the_log_shows_them() {
        let truth = truth(&[
            private("whatsapp", Preview::Seen),   // shown by a preview, named
            private("whatsapp", Preview::Seen),   // shown by a preview, named wrong
            private("signal", Preview::Seen),     // shown by a preview, not seen as a landing
            private("email", Preview::Unseen),    // shown by the landing, named
            private("telegram", Preview::Unseen), // not shown, though named right
            private(COPIED, Preview::Seen),       // nothing to be named
            PassedOn::Elsewise,
        ]);
        let rule = [None, None, None, Some("email"), Some("sms"), Some(COPIED), Some("email")];
        let estimate =
            [Some("whatsapp"), Some("sms"), None, Some("email"), Some("telegram"), Some(COPIED), None];
        let said = |sources: [Option<&'static str>; 7]| {
            verdicts(&sources.map(|source| source.map(|source| (1.0, Some(source)))))
        };
        assert_eq!(named_right(&truth, &said(estimate), &said(rule)), Some(0.5));
        assert_eq!(named_right(&truth, &said(rule), &said(rule)), Some(0.25));
    }
}
