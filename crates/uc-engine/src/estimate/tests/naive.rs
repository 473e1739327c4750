//! The recursive sums against sums over all pairs, as the formulas are written.

use proptest::prelude::*;

use super::world::{World, draws};
use crate::estimate::arrivals::Landing;
use crate::estimate::facts::LogFacts;
use crate::estimate::kernel::{Fading, H3, H12, H36, M10, SCALES, Weight};
use crate::estimate::observe::Streams;
use crate::estimate::rates::{AGAIN, DIRECT, FREE, FRESH, PREVIEWS, Rates};
use crate::estimate::role::{PUBLIC, Role};
use crate::estimate::streams::{Page, Workspace, published};
use crate::estimate::voices::Voice;

/// What is left after some seconds, of a kernel with this mean in hours; one-sided.
fn left(seconds: u32, hours: f64) -> f64 {
    (-f64::from(seconds) / 3600.0 / hours).exp() / hours
}

/// The part of a two-sided exponential around a moment that lies inside the log: not less than a tenth is believed.
fn inside(facts: &LogFacts, at: u32, hours: f64) -> f64 {
    let (begin, end) = facts.period();
    let beyond = |seconds: u32| libm::exp(-f64::from(seconds) / 3600.0 / hours) / 2.0;
    (1.0 - beyond(at.saturating_sub(begin)) - beyond(end.saturating_sub(at))).max(0.1)
}

/// Sums over all others of the page, each with its weight: before, after and beside it.
fn around(
    (page, facts): (&Page<'_>, &LogFacts),
    place: usize,
    hours: f64,
    weight: impl Fn(&Landing) -> f64,
) -> f64 {
    let at = page.landings[place].at;
    let others = page.landings.iter().enumerate().filter(|(other, _)| *other != place);
    let sum: f64 = others.map(|(_, other)| weight(other) * left(at.abs_diff(other.at), hours) / 2.0).sum();
    sum / inside(facts, at, hours)
}

fn after_previews(page: &Page<'_>, at: u32, hours: f64, messenger: Option<u8>) -> f64 {
    let before = page.previews.iter().filter(|preview| preview.at <= at);
    let of = before.filter(|preview| messenger.is_none_or(|messenger| preview.messenger == messenger));
    of.map(|preview| preview.weight * left(at - preview.at, hours)).sum()
}

fn naive(page: &Page<'_>, place: usize, facts: &LogFacts) -> Rates {
    let Landing { at, role, marks, .. } = page.landings[place];
    let one = |wanted: Role| move |other: &Landing| f64::from(u8::from(other.role == wanted));
    let known = |other: &Landing| match other.role {
        Role::Private(messenger) => facts.hidden_per_known(messenger),
        _ => 0.0,
    };
    let of_channel = |channel: usize| {
        move |other: &Landing| match other.role {
            Role::Public(own) if usize::from(own) == channel => 1.0,
            Role::Ambiguous(kind) if facts.own_channel(other.role).map(usize::from) == Some(channel) => {
                facts.public_part(kind)
            }
            _ => 0.0,
        }
    };
    let public = |channel: usize, hours| around((page, facts), place, hours, of_channel(channel));
    let mut free = [0.0; FREE];
    for (rate, hours) in free.iter_mut().zip([1.0 / 6.0, 1.0, 6.0, 36.0]) {
        *rate = after_previews(page, at, hours, None);
    }
    for (rate, hours) in free[PREVIEWS..DIRECT].iter_mut().zip([3.0, 36.0]) {
        *rate = around((page, facts), place, hours, known) * facts.shared_by_class(page.class);
    }
    for channel in 0..PUBLIC.len() {
        free[DIRECT + 2 * channel] = public(channel, 1.0);
        free[DIRECT + 2 * channel + 1] = public(channel, 12.0);
    }
    if let Some(first) = published(page, facts) {
        free[FRESH] = left(at - first, 2.0 / 3.0);
        free[FRESH + 1] = left(at - first, 8.0);
    }
    // Of those in the same second, what stands before counts: the order of a page's landings is fixed.
    for (rate, hours) in free[FREE - AGAIN..].iter_mut().zip([12.0, 72.0]) {
        *rate = page.landings[..place].iter().map(|other| left(at - other.at, hours)).sum();
    }
    let rhythm = facts.rhythm(at);
    let steady = around((page, facts), place, 72.0, one(Role::Unexplained)) * rhythm;
    let stripped = facts.usual_stripped();
    let from_public: f64 = (0..PUBLIC.len()).map(|channel| public(channel, 1.0) * stripped[channel]).sum();
    let burst = [1.0 / 3.0, 3.0].map(|hours| {
        (around((page, facts), place, hours, one(Role::Unexplained)) - steady - from_public).max(0.0)
    });
    let kind = |hours| {
        if let Role::Ambiguous(_) = role { around((page, facts), place, hours, one(role)) } else { 0.0 }
    };
    let own_channel = facts.own_channel(role).map_or(0.0, |channel| public(usize::from(channel), 12.0));
    Rates {
        free,
        steady,
        rhythm,
        burst,
        own_kind: 0.5 * kind(3.0) + 0.3 * kind(36.0),
        own_channel,
        class: page.class as u8,
        code: marks.code() as u16,
    }
}

/// What one messenger says at a landing: its previews before, and its known landings before it.
fn naive_voice(page: &Page<'_>, place: usize, facts: &LogFacts, messenger: u8) -> [f64; DIRECT] {
    let at = page.landings[place].at;
    let known = |hours: f64| -> f64 {
        let before = page.landings[..place].iter().filter(|other| other.role == Role::Private(messenger));
        before
            .map(|other| {
                facts.hidden_per_known(messenger)
                    * facts.shared_by_class(page.class)
                    * left(at - other.at, hours)
                    / 2.0
            })
            .sum()
    };
    let heard = |hours| after_previews(page, at, hours, Some(messenger));
    [heard(1.0 / 6.0), heard(1.0), heard(6.0), heard(36.0), known(3.0), known(36.0)]
}

/// Weighs a page and returns what stands at each landing.
fn weighed(page: &Page<'_>, facts: &LogFacts) -> Vec<(Rates, Vec<Voice>)> {
    let mut told = Vec::new();
    Workspace::default().weigh(
        (page, facts),
        |landing| landing.role,
        |_, _| true,
        |_, rates, voices| {
            told.push((*rates, voices.to_vec()));
        },
    );
    told
}

fn all_numbers(rates: &Rates) -> Vec<f64> {
    let Rates { free, steady, rhythm, burst, own_kind, own_channel, class, code } = *rates;
    let rest = [steady, rhythm, own_kind, own_channel, f64::from(class), f64::from(code)];
    free.into_iter().chain(burst).chain(rest).collect()
}

fn near(told: f64, expected: f64) -> bool {
    (told - expected).abs() <= 1e-9 + 1e-9 * expected.abs()
}

#[test]
fn a_weight_is_the_sum_over_all_events() {
    const AT: [usize; 4] = [M10, H3, H12, H36];
    let events =
        [(0_u32, 1.0), (0, 0.5), (7, 2.0), (3_600, 1.0), (3_600, 1.0), (400_000, 0.3), (400_001, 1.0)];
    let mut weight: Weight<4> = Weight::NONE;
    let mut now = 0;
    for (place, (at, more)) in events.into_iter().enumerate() {
        weight.fade(&Fading::after(at - now), AT);
        weight.add(more);
        now = at;
        for (sum, scale) in weight.after(AT).into_iter().zip(AT) {
            let all = events[..=place].iter().map(|(then, more)| more * left(at - then, SCALES[scale])).sum();
            assert!(near(sum, all), "{sum} is not {all}, at {at} s");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_walks_add_up_what_a_sum_over_all_pairs_does(draws in draws(150)) {
        let world = World::of(&draws, |visitor| visitor);
        let estimate = world.estimate();
        let World { arrivals, judgement, .. } = &world;
        let (classes, previews, facts) = (&judgement.classes, &estimate.previews, &estimate.facts);
        let streams = Streams { arrivals, classes, previews, facts };
        for (_, page) in (0..arrivals.lists.len()).flat_map(|list| streams.pages(list)) {
            for (place, (rates, voices)) in weighed(&page, facts).into_iter().enumerate() {
                let expected = all_numbers(&naive(&page, place, facts));
                for (number, (told, expected)) in all_numbers(&rates).into_iter().zip(expected).enumerate() {
                    prop_assert!(near(told, expected), "number {number} of landing {place}: {told}, not {expected}");
                }
                for voice in voices {
                    let expected = naive_voice(&page, place, facts, voice.messenger);
                    for (told, expected) in voice.rates.into_iter().zip(expected) {
                        prop_assert!(near(told, expected), "messenger {}: {told}, not {expected}", voice.messenger);
                    }
                }
            }
        }
    }
}
