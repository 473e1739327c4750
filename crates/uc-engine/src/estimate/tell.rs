//! Tells of every landing how probable private sharing is, under the fit and under each draw, and by which messenger.

use super::arrivals::{Arrivals, Landing};
use super::observe::Streams;
use super::rates::{DIRECT, Rates};
use super::role::Role;
use super::streams::Workspace;
use super::voices::Voice;
use super::{DRAWS, Estimate};
use crate::home::PageClass;

/// Draws of a landing of which nothing can be told.
const NONE_OR_ALL: [f32; DRAWS] = {
    let mut draws = [0.0; DRAWS];
    let mut draw = 0;
    while draw < DRAWS {
        draws[draw] = 1.0;
        draw += 2;
    }
    draws
};

/// What is told of a landing.
#[derive(Debug)]
pub(crate) struct Told<'w> {
    /// The probability of private sharing.
    pub(crate) private: f64,
    /// The same under each draw.
    pub(crate) draws: [f32; DRAWS],
    /// The probability of a machine that calls itself a browser.
    pub(crate) machine: f64,
    /// The messengers that may have brought it, with their part of `private`; the rest is not known.
    pub(crate) named: &'w [(u8, f64)],
}

/// Tells of a landing whose evidence decides, or which cannot tell anything.
fn known(role: Role, named: &mut Vec<(u8, f64)>) -> Told<'_> {
    named.clear();
    let private = match role {
        Role::Private(messenger) => {
            if messenger != u8::MAX {
                named.push((messenger, 1.0));
            }
            1.0
        }
        _ => 0.0,
    };
    // Where the log does not say, none of them may be private, or all.
    let draws = if role == Role::Mute { NONE_OR_ALL } else { [private as f32; DRAWS] };
    Told { private, draws, machine: 0.0, named }
}

impl Estimate {
    /// Tells of all landings of a list, page by page.
    pub(crate) fn tell(
        &self,
        arrivals: &Arrivals,
        classes: &[PageClass],
        list: usize,
        mut tell: impl FnMut(&Landing, &Told<'_>),
    ) {
        let streams = Streams { arrivals, classes, previews: &self.previews, facts: &self.facts };
        let mut workspace = Workspace::default();
        let mut named = Vec::new();
        for (_, page) in streams.pages(list) {
            let unclear = |landing: &Landing| matches!(landing.role, Role::Unexplained | Role::Ambiguous(_));
            if !page.landings.iter().any(unclear) {
                page.landings.iter().for_each(|landing| tell(landing, &known(landing.role, &mut named)));
                continue;
            }
            workspace.weigh(
                (&page, &self.facts),
                |landing| landing.role,
                |_, _| true,
                |place, rates, voices| {
                    let landing = &page.landings[place];
                    let told = match landing.role {
                        Role::Unexplained => self.unexplained(rates, voices, &mut named),
                        Role::Ambiguous(kind) => self.ambiguous(kind, rates, voices, &mut named),
                        role => known(role, &mut named),
                    };
                    tell(landing, &told);
                },
            );
        }
    }

    fn unexplained<'w>(&self, rates: &Rates, voices: &[Voice], named: &'w mut Vec<(u8, f64)>) -> Told<'w> {
        named.clear();
        let shared = self.mixture.share(rates);
        let mut draws = [0.0; DRAWS];
        for (told, mixture) in draws.iter_mut().zip(&self.draws) {
            *told = self.shifted(mixture.private(rates)) as f32;
        }
        let private = self.shifted(self.mixture.private(rates));
        let unshifted = shared.private();
        if unshifted > 0.0 {
            self.name(private * shared.direct / unshifted, rates, voices, named);
        }
        let machine = shared.machine.min(1.0 - private);
        Told { private, draws, machine, named }
    }

    fn ambiguous<'w>(
        &self,
        kind: u8,
        rates: &Rates,
        voices: &[Voice],
        named: &'w mut Vec<(u8, f64)>,
    ) -> Told<'w> {
        named.clear();
        let kind = &self.kinds[usize::from(kind)];
        let (private, drawn) = kind.tell(rates, &self.mixture);
        let mut draws = [0.0; DRAWS];
        for (told, drawn) in draws.iter_mut().zip(drawn) {
            *told = drawn as f32;
        }
        if let Some(messenger) = kind.messenger {
            named.push((messenger, private));
        } else {
            let direct = self.mixture.parts(rates).direct / self.mixture.private_rate(rates);
            self.name(private * direct, rates, voices, named);
        }
        Told { private, draws, machine: 0.0, named }
    }

    /// Shares what previews and known company explain among the messengers that they name.
    fn name(&self, direct: f64, rates: &Rates, voices: &[Voice], named: &mut Vec<(u8, f64)>) {
        let weights = &self.mixture.free[..DIRECT];
        let strength =
            |rates: &[f64]| -> f64 { rates.iter().zip(weights).map(|(rate, weight)| rate * weight).sum() };
        let all = strength(&rates.free[..DIRECT]);
        if all <= 0.0 {
            return;
        }
        for voice in voices {
            let part = (strength(&voice.rates) / all).min(1.0);
            if part > 0.0 {
                named.push((voice.messenger, direct * part));
            }
        }
        // Company after a landing names a messenger as well as company before it, but voices only look back.
        let told: f64 = named.iter().map(|(_, part)| part).sum();
        if told > direct {
            named.iter_mut().for_each(|(_, part)| *part *= direct / told);
        }
    }
}
