//! The masked back-test: hides the evidence of known landings, fits anew, and asks what the estimate says of them.

use super::arrivals::Landing;
use super::beliefs::Beliefs;
use super::fit_once;
use super::observe::{Streams, even, mix, observe};
use super::role::Role;
use crate::backtest::{Backtest, Hidden};
use crate::home::PageClass;
use crate::judge::Judgement;
use crate::source::Privacy;

/// The part of the known private, and at most of the known public landings, whose evidence is hidden.
const MOST_HIDDEN: f64 = 0.5;
/// Groups of pages by which the estimate's error on the hidden landings is looked at.
const GROUPS: usize = 12;

/// What the back-test found, and what that means for intervals.
pub(super) struct Tested {
    pub(super) backtest: Backtest,
    /// How far the log-odds of hidden landings were off together, beyond chance; `None` where too little was hidden.
    pub(super) off: Option<f64>,
    /// By how much the log-odds of hidden landings were told too high, on average; 0 where too little was hidden.
    pub(super) too_high: f64,
}

/// The parts of the known landings whose evidence is hidden.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct HiddenParts {
    pub(super) private: f64,
    pub(super) public: f64,
}

impl HiddenParts {
    /// Chooses them so that among the hidden ones as many are private as the estimate finds among those without
    /// evidence: what holds for the one mixture can then be asked of the other.
    fn of(streams: Streams<'_>, private_part: f64) -> Self {
        let (mut private, mut public) = (0.0, 0.0);
        for landing in streams.arrivals.lists.iter().flatten() {
            match landing.role {
                Role::Private(_) => private += 1.0,
                Role::Public(_) => public += 1.0,
                _ => {}
            }
        }
        let odds = private_part.clamp(0.05, 0.95) / (1.0 - private_part.clamp(0.05, 0.95));
        // So many private ones for each public one, if both were hidden to the same part.
        let known = private / f64::max(public, 1.0);
        let (private, public) = (f64::min(1.0, odds / known.max(1e-9)), f64::min(1.0, known / odds));
        Self { private: MOST_HIDDEN * private, public: MOST_HIDDEN * public }
    }
}

/// Tests the estimate on the log itself. `private_part` is what it finds among landings without evidence.
pub(super) fn test(
    streams: Streams<'_>,
    judgement: &Judgement,
    beliefs: &Beliefs,
    private_part: f64,
) -> Tested {
    let parts = HiddenParts::of(streams, private_part);
    let key = |landing: &Landing| streams.arrivals.page_keys[landing.page as usize];
    let role = |landing: &Landing| match landing.role {
        Role::Private(_) if is_hidden(key(landing), landing, parts.private) => Role::Unexplained,
        Role::Public(_) if is_hidden(key(landing), landing, parts.public) => Role::Unexplained,
        role => role,
    };
    let observed = observe(streams, role);
    let mixture = fit_once(&observed, &beliefs.with_hidden(parts));
    let mut groups = [Group::default(); GROUPS];
    let hidden = observed.hidden.iter().map(|(landing, rates)| {
        let origin = &judgement.origins[landing.origin as usize];
        let told = mixture.private(rates);
        let private = origin.privacy == Privacy::Private;
        groups[(mix(key(landing)) % GROUPS as u64) as usize].add(told, private);
        let deep = judgement.classes[landing.page as usize] == PageClass::Deep;
        Hidden { source: origin.source.clone(), private, told, by_rule: f64::from(u8::from(deep)) }
    });
    let backtest = Backtest::of(&hidden.collect::<Vec<_>>());
    let off = backtest.estimate.map(|_| off_together(&groups));
    let too_high = if backtest.estimate.is_some() { too_high(&groups) } else { 0.0 };
    Tested { backtest, off, too_high }
}

/// The variance of so many landings is needed before an average error is half believed.
const WORTH: f64 = 8.0;

/// Decides by nothing but what a landing is whether its evidence is hidden.
fn is_hidden(key: u64, landing: &Landing, part: f64) -> bool {
    even(key ^ (u64::from(landing.at) << 16) ^ landing.marks.code() as u64) < part
}

/// Hidden landings of some pages.
#[derive(Clone, Copy, Default)]
struct Group {
    /// Told less true.
    error: f64,
    /// What chance alone makes of the error's square.
    variance: f64,
}

impl Group {
    fn add(&mut self, told: f64, private: bool) {
        self.error += told - f64::from(u8::from(private));
        self.variance += told * (1.0 - told);
    }
}

/// Returns by how much the log-odds were told too high: the shift that would make the sums agree, shrunk to nothing where
/// few landings speak.
fn too_high(groups: &[Group]) -> f64 {
    let error: f64 = groups.iter().map(|group| group.error).sum();
    let variance: f64 = groups.iter().map(|group| group.variance).sum();
    error / (variance + WORTH)
}

/// Returns how far the log-odds are off together (one standard deviation) beyond what chance explains: by the method
/// of moments, since a common shift d moves a group's sum by d times its variance.
fn off_together(groups: &[Group]) -> f64 {
    let told = groups.iter().filter(|group| group.variance > 0.5);
    let (mut beyond, mut variance) = (0.0, 0.0);
    for group in told {
        beyond += group.error * group.error / group.variance - 1.0;
        variance += group.variance;
    }
    if variance > 0.0 { libm::sqrt((beyond / variance).max(0.0)) } else { 0.0 }
}
