//! Ambiguous kinds: landings whose evidence private and public arrivals share, such as those from Facebook.
//!
//! Private ones come where and when private landings come anyway (the rate that the mixture finds); public ones where others of
//! their kind and their channel come. How the two compare at a landing shifts the kind's private part, which is
//! fitted with a strong prior.

use super::mixture::Mixture;
use super::rates::Rates;

/// Landings that the prior of a kind's private part is worth, and that its own landings are worth at most.
const WORTH: f64 = 8.0;
const LEARNT: f64 = 20.0;
/// The comparison is worth less than it says, since both rates are rough: it is taken to this power.
const TRUST: f64 = 0.6;
/// Further than this, it does not shift.
const MOST: f64 = 20.0;
const STEPS: usize = 15;
/// How much the kind's channel counts beside the kind itself, and what both are at least, in landings a log.
const CHANNEL: f64 = 0.3;
const FLOOR: f64 = 0.3;

/// What was found about one kind.
#[derive(Debug, Clone)]
pub(super) struct Kind {
    /// The logarithm of the comparison at its usual landing.
    centre: Option<f64>,
    /// The private part.
    part: f64,
    /// The private part under each draw.
    parts: Vec<f64>,
    hours: f64,
    /// The messenger that its private landings come by, where one is known to.
    pub(super) messenger: Option<u8>,
}

impl Kind {
    /// Fits the private part from sampled landings of this kind, with the usual belief and those drawn.
    pub(super) fn fit(
        sample: &[Rates],
        (mixture, hours): (&Mixture, f64),
        believed: f64,
        drawn: impl Iterator<Item = f64>,
        messenger: Option<u8>,
    ) -> Self {
        let mut compared: Vec<f64> = sample.iter().map(|rates| compare(rates, mixture, hours)).collect();
        let centre = (!compared.is_empty()).then(|| compared.iter().sum::<f64>() / compared.len() as f64);
        for value in &mut compared {
            *value = shift(*value - centre.unwrap_or(0.0));
        }
        let parts = drawn.map(|believed| private_part(&compared, believed)).collect();
        Self { centre, part: private_part(&compared, believed), parts, hours, messenger }
    }

    /// Returns the probability that a landing of this kind is private, and the same under each draw.
    pub(super) fn tell(&self, rates: &Rates, mixture: &Mixture) -> (f64, impl Iterator<Item = f64> + '_) {
        // Where no landing of the kind was looked at, nothing says what is usual for it.
        let compared = self.centre.map_or(0.0, |centre| compare(rates, mixture, self.hours) - centre);
        let shift = shift(compared);
        let told = move |part: f64| part * shift / (part * shift + 1.0 - part);
        (told(self.part), self.parts.iter().map(move |part| told(*part)))
    }
}

/// Compares how well a landing's place and time fit private and public arrivals, as a logarithm.
fn compare(rates: &Rates, mixture: &Mixture, hours: f64) -> f64 {
    let private = mixture.private_rate(rates) + FLOOR / hours;
    let public = rates.own_kind + CHANNEL * rates.own_channel + FLOOR / hours;
    libm::log(private / public)
}

fn shift(compared: f64) -> f64 {
    libm::exp(TRUST * compared.clamp(-libm::log(MOST), libm::log(MOST)))
}

fn private_part(shifts: &[f64], believed: f64) -> f64 {
    let mut part = believed;
    let counted = LEARNT.min(shifts.len() as f64);
    for _ in 0..STEPS {
        let told = shifts.iter().map(|shift| part * shift / (part * shift + 1.0 - part));
        let mean = told.sum::<f64>() / shifts.len().max(1) as f64;
        part = (mean * counted + believed * WORTH) / (counted + WORTH);
    }
    part
}
