//! The fit: expectation and maximisation by turns (Dempster, Laird and Rubin 1977; for rates that add up, Veen and
//! Schoenberg 2008), with priors that count like landings seen before.
//!
//! Each step shares every landing of the sample among the causes and then sets each weight to what it was given, divided by
//! what it could have brought. The likelihood of a landing given all others is used (Besag 1975, the pseudo-likelihood), so
//! that no landing explains itself.

use super::beliefs::Beliefs;
use super::looks::Looks;
use super::mixture::{CAUSES, CLASSES, HABIT, MACHINE, Mixture, PRIVATE, PUBLIC};
use super::rates::{AGAIN, BURSTS, DIRECT, FREE, FRESH, HIDDEN, PREVIEWS, Rates};
use super::role;

/// What the rates could have brought: how many events each stream has, as far as the sample goes.
#[derive(Debug, Clone)]
pub(super) struct Masses {
    pub(super) free: [f64; FREE],
    /// Unexplained landings, by page class.
    pub(super) unexplained: [f64; CLASSES],
    /// Pages, by class.
    pub(super) pages: [f64; CLASSES],
    /// The log's length in hours.
    pub(super) hours: f64,
}

impl Masses {
    /// Returns the masses of a part of the sample.
    pub(super) fn scaled(&self, part: f64) -> Self {
        Self {
            free: self.free.map(|mass| mass * part),
            unexplained: self.unexplained.map(|mass| mass * part),
            pages: self.pages.map(|mass| mass * part),
            hours: self.hours,
        }
    }
}

/// What each weight was given in one step.
struct Given {
    free: [f64; FREE],
    steady: [f64; CLASSES],
    floor: [f64; CLASSES],
    burst: [[f64; CLASSES]; BURSTS],
    /// Private and other part of what is steady, and of bursts.
    steady_parts: [[f64; 2]; CLASSES],
    burst_parts: [[f64; 2]; CLASSES],
    machine: f64,
    codes: Vec<[f64; CAUSES]>,
}

/// Landings that the prior of a weight is worth.
const WORTH_DIRECT: f64 = 6.0;
const WORTH_PUBLIC: f64 = 8.0;
/// Besides, so much of a public stream: what is stripped is known to be small.
const WORTH_PUBLIC_EACH: f64 = 0.1;
const WORTH_FRESH: f64 = 2.0;
const WORTH_STREAM: f64 = 10.0;
const WORTH_FLOOR: f64 = 1.0;
const WORTH_MACHINE: f64 = 2.0;
/// Landings that the split of steady and burst landings into private and other is worth, by page class.
const WORTH_SPLIT: [f64; CLASSES] = [200.0, 40.0, 40.0];
/// So many times as much the landings themselves are worth at most.
const SPLIT_LEARNT: f64 = 4.0;
/// What the weights of the streams usually are.
const STEADY: f64 = 0.6;
const BURST: f64 = 0.175;
const FLOOR: f64 = 0.5;
const MACHINES: f64 = 0.3;

/// Where a fit begins.
pub(super) fn beginning(beliefs: &Beliefs, looks: &Looks, hours: f64) -> Mixture {
    Mixture {
        free: beliefs.free,
        steady: [STEADY; CLASSES],
        floor: [FLOOR / hours; CLASSES],
        machine: MACHINES / hours,
        burst: [[BURST; CLASSES]; BURSTS],
        alike: beliefs.alike,
        steady_private: beliefs.steady_private,
        burst_private: beliefs.burst_private,
        fits: looks.fits(&[]),
    }
}

/// What a fit looks at.
#[derive(Clone, Copy)]
pub(super) struct Seen<'a> {
    pub(super) sample: &'a [Rates],
    /// How much each landing of the sample counts.
    pub(super) weights: &'a [f32],
    pub(super) masses: &'a Masses,
}

/// Takes so many steps.
pub(super) fn fit(
    mut mixture: Mixture,
    steps: usize,
    seen: Seen<'_>,
    beliefs: &Beliefs,
    looks: &Looks,
) -> Mixture {
    for _ in 0..steps {
        let given = share_all(&mixture, seen.sample, seen.weights);
        mixture = maximise(&given, seen.masses, beliefs, looks);
    }
    mixture
}

/// The expectation: shares every landing among the weights.
fn share_all(mixture: &Mixture, sample: &[Rates], weights: &[f32]) -> Given {
    let mut given = Given {
        free: [0.0; FREE],
        steady: [0.0; CLASSES],
        floor: [0.0; CLASSES],
        burst: [[0.0; CLASSES]; BURSTS],
        steady_parts: [[0.0; 2]; CLASSES],
        burst_parts: [[0.0; 2]; CLASSES],
        machine: 0.0,
        codes: vec![[0.0; CAUSES]; super::marks::Marks::CODES],
    };
    for (rates, weight) in sample.iter().zip(weights) {
        let weight = f64::from(*weight);
        let class = usize::from(rates.class);
        let parts = mixture.parts(rates);
        let (shared, sum) = mixture.share_parts(&parts, rates);
        if !sum.is_normal() {
            continue;
        }
        let fits = &mixture.fits[usize::from(rates.code)];
        let scale = [PRIVATE, PUBLIC, HABIT].map(|cause| fits[cause] * weight / sum);
        let (direct, rest) = given.free.split_at_mut(DIRECT);
        let (hidden, again) = rest.split_at_mut(HIDDEN);
        let (direct_rates, rest) = rates.free.split_at(DIRECT);
        let (hidden_rates, again_rates) = rest.split_at(HIDDEN);
        for (sums, rates, scale) in [
            (direct, direct_rates, scale[0]),
            (hidden, hidden_rates, scale[1]),
            (again, again_rates, scale[2]),
        ] {
            for (sum, rate) in sums.iter_mut().zip(rates) {
                *sum += rate * scale;
            }
        }
        let steady = (shared.steady_private + shared.steady_habit) * weight;
        let from_stream = rates.steady * mixture.steady[class] / parts.steady;
        given.steady[class] += steady * from_stream;
        given.floor[class] += steady * (1.0 - from_stream);
        let burst = (shared.burst_private + shared.burst_habit) * weight;
        if parts.burst > 0.0 {
            for (place, given) in given.burst.iter_mut().enumerate() {
                let part = rates.burst[place] * mixture.burst[place][class] / parts.burst;
                given[class] += burst * part;
            }
        }
        given.steady_parts[class][0] += shared.steady_private * weight;
        given.steady_parts[class][1] += shared.steady_habit * weight;
        given.burst_parts[class][0] += shared.burst_private * weight;
        given.burst_parts[class][1] += shared.burst_habit * weight;
        given.machine += mixture.machine * fits[MACHINE] * weight / sum;
        for (sum, cause) in given.codes[usize::from(rates.code)].iter_mut().zip(shared.causes()) {
            *sum += cause * weight;
        }
    }
    for (given, weight) in given.free.iter_mut().zip(mixture.free) {
        *given *= weight;
    }
    given
}

/// The maximisation: each weight is what it was given by what it could have brought, prior and sample together.
fn maximise(given: &Given, masses: &Masses, beliefs: &Beliefs, looks: &Looks) -> Mixture {
    let weigh = |given: f64, mass: f64, usual: f64, worth: f64| {
        (given + usual * worth) / (mass + worth).max(f64::MIN_POSITIVE)
    };
    let free = std::array::from_fn(|place| {
        let mass = masses.free[place];
        let worth = match place {
            0..DIRECT => WORTH_DIRECT,
            DIRECT..FRESH => WORTH_PUBLIC + WORTH_PUBLIC_EACH * mass,
            _ if place < FREE - AGAIN => WORTH_FRESH,
            _ => WORTH_PUBLIC + WORTH_PUBLIC_EACH * mass,
        };
        weigh(given.free[place], mass, beliefs.free[place], worth)
    });
    let by_class = |given: &[f64; CLASSES], usual: f64| {
        std::array::from_fn(|class| weigh(given[class], masses.unexplained[class], usual, WORTH_STREAM))
    };
    let split = |parts: &[[f64; 2]; CLASSES], believed: &[f64; CLASSES]| {
        std::array::from_fn(|class| {
            let [private, other] = parts[class];
            let worth = WORTH_SPLIT[class];
            let sum = private + other;
            let counted = sum.min(SPLIT_LEARNT * worth);
            let part = if sum > 0.0 { private / sum } else { 0.0 };
            (part * counted + believed[class] * worth) / (counted + worth)
        })
    };
    let pages: f64 = masses.pages.iter().sum();
    Mixture {
        free,
        steady: by_class(&given.steady, STEADY),
        floor: std::array::from_fn(|class| {
            weigh(given.floor[class], masses.pages[class], FLOOR, WORTH_FLOOR) / masses.hours
        }),
        machine: weigh(given.machine, pages, MACHINES, WORTH_MACHINE) / masses.hours,
        burst: std::array::from_fn(|place| by_class(&given.burst[place], BURST)),
        alike: beliefs.alike,
        steady_private: split(&given.steady_parts, &beliefs.steady_private),
        burst_private: split(&given.burst_parts, &beliefs.burst_private),
        fits: looks.fits(&given.codes),
    }
}

/// Returns the place of a public channel's first weight among the free ones.
pub(super) fn public_place(channel: usize) -> usize {
    DIRECT + 2 * channel
}

/// Sums what the streams hold: previews, known private landings with their weight, public landings, new pages.
pub(super) fn free_masses(
    previews: f64,
    known: f64,
    public: [f64; role::PUBLIC.len()],
    new_pages: f64,
    all: f64,
) -> [f64; FREE] {
    let mut masses = [0.0; FREE];
    masses[..PREVIEWS].fill(previews);
    masses[PREVIEWS..DIRECT].fill(known);
    for (channel, landings) in public.into_iter().enumerate() {
        let place = public_place(channel);
        masses[place..place + 2].fill(landings);
    }
    masses[FRESH..FRESH + 2].fill(new_pages);
    masses[FREE - AGAIN..].fill(all);
    masses
}

/// Names that keep the causes' order in one place.
const _: () = assert!(PRIVATE < HABIT && HABIT < PUBLIC && PUBLIC < MACHINE && MACHINE < CAUSES);
