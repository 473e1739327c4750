//! Beliefs: what the priors say of this log's messengers, channels and pages, as one set of numbers.
//!
//! The usual set starts the fit; further sets are drawn between the low and high ends, and what the estimate does under
//! them is most of the width of its interval.

use std::collections::BTreeMap;

use super::chance::Chance;
use super::hide::HiddenParts;
use super::mixture::CLASSES;
use super::rates::{AGAIN, DIRECT, FREE, FRESH, PREVIEWS};
use super::role::{Kind, PUBLIC, Roles};
use crate::priors::{Measure, Prior, Priors, What};
use crate::source::Channel;

/// How clicks spread over the scales after a preview: ten minutes, an hour, six hours, a day and a half.
const SPREAD: [f64; PREVIEWS] = [0.23, 0.31, 0.31, 0.15];
/// Unexplained landings within hours and within days for each that is known to be private.
const AROUND_KNOWN: [f64; DIRECT - PREVIEWS] = [0.6, 0.4];
/// Landings that an app's notice of a new page brings, and those that feeds bring.
const AFTER_PUBLICATION: [f64; 2] = [0.8, 0.8];
/// Landings without evidence by which readers come back to a page, for each landing on it: within half a day, within days.
const COMING_BACK: [f64; AGAIN] = [0.03, 0.05];
/// Names of the page classes in the table, as numbered by [`crate::home::PageClass`].
const CLASS_NAMES: [&str; CLASSES] = ["home", "section", "deep"];
/// The 90th percentile of the normal distribution.
const Z90: f64 = 1.281_551_6;
/// Spread, on the scale of logarithms, that the draws give to what no row of the table speaks of, the looks' tilts and the
/// weights around known company: a factor of about 1.5.
const OWN_SPREAD: f64 = 0.4;

/// One set of numbers.
#[derive(Debug, Clone)]
pub(super) struct Beliefs {
    pub(super) free: [f64; FREE],
    /// Of what is given to private sharing: the part that is.
    pub(super) alike: f64,
    pub(super) steady_private: [f64; CLASSES],
    pub(super) burst_private: [f64; CLASSES],
    /// The private part of each ambiguous kind.
    pub(super) kinds: Vec<f64>,
    /// How strongly the causes' looks are believed to differ: 1 as usual.
    pub(super) tilt: f64,
    stripped: [f64; PUBLIC.len()],
    hidden: BTreeMap<String, f64>,
}

impl Beliefs {
    /// Returns what is usual.
    pub(super) fn usual(priors: &Priors, roles: &Roles) -> Self {
        Self::with(priors, roles, |prior, _| prior.usual, 1.0)
    }

    /// Draws a set.
    pub(super) fn draw(priors: &Priors, roles: &Roles, chance: &mut Chance) -> Self {
        let tilt = libm::exp(OWN_SPREAD * chance.normal());
        Self::with(priors, roles, |prior, measure| draw(prior, measure, chance.normal()), tilt)
    }

    fn with(
        priors: &Priors,
        roles: &Roles,
        mut value: impl FnMut(&Prior, Measure) -> f64,
        tilt: f64,
    ) -> Self {
        let mut told = |what: What, of: &str| {
            let prior = priors.get(what, of).expect("the built-in table has a row for each");
            value(prior, what.measure())
        };
        let clicks = told(What::Clicks, "preview");
        let alike = told(What::Explained, "private");
        let stripped = PUBLIC.map(|channel| told(What::Stripped, channel.name()));
        let steady_private = CLASS_NAMES.map(|class| told(What::Steady, class));
        let burst_private = CLASS_NAMES.map(|class| told(What::Burst, class));
        let copied = PUBLIC.map(|channel| told(What::Copied, channel.name()));
        let kinds = roles.kinds.iter().map(|kind| match kind {
            Kind::Copied(channel) => copied[usize::from(*channel)],
            Kind::Either(source) => {
                let source = source.as_ref().map_or("", |source| source.as_str());
                value(priors.private(source), Measure::Part)
            }
        });
        let kinds = kinds.collect();
        let hidden = priors.rows().filter(|row| row.what == What::Shown);
        let hidden = hidden.map(|row| (row.of.to_string(), hidden_per_known(row.prior.usual))).collect();
        let mut free = [0.0; FREE];
        for (weight, part) in free.iter_mut().zip(SPREAD) {
            *weight = clicks * part;
        }
        free[PREVIEWS..DIRECT].copy_from_slice(&AROUND_KNOWN.map(|usual| usual * tilt));
        for (weights, part) in free[DIRECT..FRESH].chunks_exact_mut(2).zip(stripped) {
            weights.fill(part / 2.0);
        }
        free[FRESH..FRESH + 2].copy_from_slice(&AFTER_PUBLICATION);
        free[FREE - AGAIN..].copy_from_slice(&COMING_BACK);
        Self { free, alike, steady_private, burst_private, kinds, tilt, stripped, hidden }
    }

    /// Returns the same beliefs for a log in which the evidence of these parts of the known landings is hidden: each of
    /// the others then stands for more that are unexplained.
    pub(super) fn with_hidden(&self, parts: HiddenParts) -> Self {
        let mut beliefs = self.clone();
        let (private, public) = beliefs.free[PREVIEWS..FRESH].split_at_mut(DIRECT - PREVIEWS);
        for (weights, part) in [(private, parts.private), (public, parts.public)] {
            for weight in weights {
                // Two scales share what is hidden.
                *weight = (*weight + part / 2.0) / (1.0 - part);
            }
        }
        beliefs
    }

    /// Returns how many landings lose their referrer for one that keeps it.
    pub(super) fn stripped(&self, channel: Channel) -> f64 {
        PUBLIC.iter().zip(self.stripped).find(|(public, _)| **public == channel).map_or(0.0, |(_, part)| part)
    }

    /// Returns how many hidden landings one known landing of a messenger stands for, against an average messenger.
    pub(super) fn hidden_per_known(&self, messenger: &str) -> f64 {
        self.hidden.get(messenger).copied().unwrap_or(1.0)
    }
}

/// A messenger that seldom shows itself has more hidden landings for each known one. The root is taken since much of
/// what is known is declared by tags, which has nothing to do with the app.
fn hidden_per_known(shown: f64) -> f64 {
    libm::sqrt((1.0 - shown) / shown.max(0.01)).clamp(0.3, 2.5)
}

/// Draws from a prior: normal on the scale on which it is free (logit or logarithm), with a spread for each side.
fn draw(prior: &Prior, measure: Measure, z: f64) -> f64 {
    const LEAST: f64 = 1e-4;
    let to = |value: f64| match measure {
        Measure::Part => {
            let part = value.clamp(LEAST, 1.0 - LEAST);
            libm::log(part / (1.0 - part))
        }
        Measure::Amount => libm::log(value.max(LEAST)),
    };
    let from = |free: f64| match measure {
        Measure::Part => 1.0 / (1.0 + libm::exp(-free)),
        Measure::Amount => libm::exp(free),
    };
    let end = if z < 0.0 { prior.low } else { prior.high };
    let spread = (to(end) - to(prior.usual)).abs() / Z90;
    from(to(prior.usual) + z * spread)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_have_the_table_s_percentiles() {
        let prior = Prior { low: 0.1, usual: 0.35, high: 0.7 };
        let near = |z: f64, expected: f64| {
            assert!((draw(&prior, Measure::Part, z) - expected).abs() < 1e-6, "{z}");
        };
        near(-Z90, 0.1);
        near(0.0, 0.35);
        near(Z90, 0.7);
        let amount = Prior { low: 0.5, usual: 1.0, high: 2.0 };
        assert!((draw(&amount, Measure::Amount, 2.0 * Z90) - 4.0).abs() < 1e-6);
        let nothing = Prior { low: 0.0, usual: 0.0, high: 0.0 };
        assert!(draw(&nothing, Measure::Part, 3.0) < 1e-3);
    }
}
