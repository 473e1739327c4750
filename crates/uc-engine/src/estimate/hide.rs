//! The masked back-test: hides the evidence of known landings, fits anew, and asks what the estimate says of them.

use super::arrivals::Landing;
use super::beliefs::Beliefs;
use super::fit_once;
use super::observe::{Streams, even, mix, observe};
use super::role::Role;
use crate::backtest::{Backtest, Hidden};
use crate::home::PageClass;
use crate::judge::Judgement;

/// The part of the known private, and at most of the known public landings, whose evidence is hidden.
const MOST_HIDDEN: f64 = 0.5;
/// Groups of pages by which the estimate's error on the hidden landings is looked at.
const GROUPS: usize = 12;

/// What the back-test found, and what that means for intervals.
pub(super) struct Tested {
    pub(super) backtest: Backtest,
    /// How far the log-odds of hidden landings were off together, beyond chance; `None` where too little was hidden.
    pub(super) off: Option<f64>,
    /// The factor of all odds that the test teaches; 1 where too little was hidden.
    pub(super) shift: f64,
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
    let group = |landing: &Landing| (mix(key(landing)) % GROUPS as u64) as usize;
    let truth = |landing: &Landing| matches!(landing.role, Role::Private(_));
    let mut groups = [Group::default(); GROUPS];
    for (landing, rates) in &observed.hidden {
        groups[group(landing)].add(mixture.private(rates), truth(landing));
    }
    // What one half of the pages teaches is tried on the other: the scores are of what a report would tell.
    let lessons = [1, 0].map(|half| too_high(groups.iter().skip(half).step_by(2)).map_or(1.0, lesson));
    let mut corrected = [Group::default(); GROUPS];
    let hidden = observed.hidden.iter().map(|(landing, rates)| {
        let origin = &judgement.origins[landing.origin as usize];
        let (group, private) = (group(landing), truth(landing));
        let told = shifted(mixture.private(rates), lessons[group % 2]);
        corrected[group].add(told, private);
        let deep = judgement.classes[landing.page as usize] == PageClass::Deep;
        Hidden { source: origin.source.clone(), private, told, by_rule: f64::from(u8::from(deep)) }
    });
    let backtest = Backtest::of(&hidden.collect::<Vec<_>>());
    let tested = backtest.estimate.is_some();
    let off = tested.then(|| off_together(&corrected));
    let shift = too_high(groups.iter()).filter(|_| tested).map_or(1.0, lesson);
    Tested { backtest, off, shift }
}

/// The variance of so many landings is needed before an average error is half believed.
const WORTH: f64 = 8.0;
/// How much of what the back-test finds told too high or too low is taken over for the landings without evidence, on the
/// scale of log-odds: known landings are not like unknown ones, but where the one are told wrong, so are the others.
const LESSON: f64 = 0.8;
/// Hidden landings are told too high by so much where those without evidence are told right: public arrivals that show
/// themselves come in greater rushes than those that do not.
const USUALLY_TOO_HIGH: f64 = 0.45;
const MOST_SHIFT: f64 = 0.7;

/// Returns the factor of all odds that an average error of log-odds teaches.
fn lesson(too_high: f64) -> f64 {
    libm::exp((LESSON * (USUALLY_TOO_HIGH - too_high)).clamp(-MOST_SHIFT, MOST_SHIFT))
}

/// Multiplies a probability's odds.
pub(super) fn shifted(private: f64, factor: f64) -> f64 {
    let up = private * factor;
    up / (up + (1.0 - private))
}

/// Decides by nothing but page and day whether known landings are hidden: those of one link come together, and one
/// must not betray the other.
fn is_hidden(key: u64, landing: &Landing, part: f64) -> bool {
    even(key ^ (u64::from(landing.at / DAY) << 16)) < part
}

const DAY: u32 = 24 * 60 * 60;

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

/// Returns by how much the log-odds were told too high: the shift that would make the sums agree, shrunk to what is usual
/// where few landings speak; `None` where none does.
fn too_high<'g>(groups: impl Iterator<Item = &'g Group>) -> Option<f64> {
    let sum = sum(groups);
    (sum.variance > 0.0).then(|| (sum.error + USUALLY_TOO_HIGH * WORTH) / (sum.variance + WORTH))
}

/// Returns how far the log-odds of all pages together are off (one standard deviation) when each half has learnt from the
/// other. The errors of the halves are averaged in the whole.
fn off_together(corrected: &[Group]) -> f64 {
    let squares = [0, 1].map(|half| {
        let off = sum(corrected.iter().skip(half).step_by(2));
        (off.error / (off.variance + WORTH)).powi(2)
    });
    libm::sqrt(squares.iter().sum::<f64>() / 2.0 / 2.0)
}

fn sum<'g>(groups: impl Iterator<Item = &'g Group>) -> Group {
    groups.fold(Group::default(), |sum, group| Group {
        error: sum.error + group.error,
        variance: sum.variance + group.variance,
    })
}
