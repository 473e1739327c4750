//! The streams of one page: previews, known arrivals and unexplained ones, weighed at each landing.
//!
//! Two walks over the page's landings, forward and backward, keep every stream's weight up to date. The backward walk is
//! taken twice where a page has many landings: first to know how it enters each block, then block by block.

use super::arrivals::Landing;
use super::facts::LogFacts;
use super::kernel::{Fading, H1, H3, H6, H12, H36, H72, M10, M20, Weight};
use super::rates::{AGAIN, BURSTS, DIRECT, FREE, FRESH, PREVIEWS, Rates};
use super::role::{PUBLIC, Role};
use crate::home::PageClass;

const AFTER_PREVIEW: [usize; PREVIEWS] = [M10, H1, H6, H36];
const AROUND_KNOWN: [usize; DIRECT - PREVIEWS] = [H3, H36];
const AROUND_PUBLIC: [usize; 2] = [H1, H12];
const AROUND_UNEXPLAINED: [usize; 1 + BURSTS] = [H72, M20, H3];
const AROUND_KIND: [usize; 2] = [H3, H36];
const AFTER_ANY: [usize; AGAIN] = [H12, H72];
/// Mean time from publication to those who are told of it by an app, and to those who read feeds, in hours.
const AFTER_PUBLICATION: [f64; 2] = [2.0 / 3.0, 8.0];

/// A preview of the page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Preview {
    pub(super) at: u32,
    /// Who fetched it; `u8::MAX` where that may be a public post as well.
    pub(super) messenger: u8,
    /// How much it counts: 1 for a private message, less for what may be a public post.
    pub(super) weight: f64,
}

/// A page with all its landings and previews, in order of time.
pub(super) struct Page<'a> {
    pub(super) class: PageClass,
    pub(super) landings: &'a [Landing],
    pub(super) previews: &'a [Preview],
}

/// What one messenger adds to the first [`DIRECT`] rates.
#[derive(Debug, Clone, Copy)]
pub(super) struct Voice {
    pub(super) messenger: u8,
    pub(super) rates: [f64; DIRECT],
}

/// Room that is used again for page after page.
#[derive(Default)]
pub(super) struct Workspace {
    /// What the backward walk adds up for the landings of a block.
    states: Vec<State>,
    /// The backward walk where it enters each block, the page's last block first.
    entries: Vec<Walk>,
}

/// How many landings are weighed together: a busy page has millions, and what is added up for each takes room. The pages of
/// tests are small.
const BLOCK: usize = if cfg!(test) { 7 } else { 4096 };

/// What there is to weigh: a landing, its rates and who speaks at it.
pub(super) struct Weighed<'a> {
    pub(super) landing: &'a Landing,
    /// Its place among the landings of the page.
    pub(super) place: usize,
    pub(super) rates: Rates,
    speakers: &'a [Speaker],
}

impl Weighed<'_> {
    /// Walks over the messengers that speak at the landing.
    pub(super) fn voices(&self) -> impl Iterator<Item = Voice> {
        self.speakers.iter().map(Speaker::voice)
    }
}

/// One messenger's weight while walking forward.
struct Speaker {
    messenger: u8,
    previews: Weight<PREVIEWS>,
    known: Weight<2>,
}

/// What both walks add up for a landing.
#[derive(Clone, Copy, Default)]
struct State {
    known: [f64; 2],
    public: [[f64; 2]; PUBLIC.len()],
    unexplained: [f64; 1 + BURSTS],
    kind: [f64; 2],
}

/// One walk over a page, forward or backward: the weights of the streams where it stands.
#[derive(Clone)]
struct Walk {
    at: Option<u32>,
    around: Around,
    kinds: Vec<(u8, Weight<2>)>,
}

impl Walk {
    fn new() -> Self {
        Self { at: None, around: Around::new(), kinds: Vec::new() }
    }

    /// Goes on to a landing, adds what is around it to its state, and takes the landing itself along.
    fn pass(&mut self, landing: &Landing, role: Role, facts: &LogFacts, state: Option<&mut State>) -> Fading {
        let fading = Fading::after(self.at.map_or(0, |at| landing.at.abs_diff(at)));
        self.at = Some(landing.at);
        self.around.fade(&fading);
        for (_, weight) in &mut self.kinds {
            weight.fade(&fading, AROUND_KIND);
        }
        if let Some(state) = state {
            self.around.add_to(state);
            if let Role::Ambiguous(kind) = role {
                let own = self.kinds.iter().find(|(known, _)| *known == kind);
                plus(&mut state.kind, own.map_or([0.0; 2], |(_, weight)| weight.around(AROUND_KIND)));
            }
        }
        self.around.add(role, facts);
        if let Role::Ambiguous(kind) = role {
            match self.kinds.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, weight)) => weight.add(1.0),
                None => self.kinds.push((kind, Weight::one())),
            }
        }
        fading
    }
}

/// The weights of the streams around a moment.
#[derive(Clone)]
struct Around {
    known: Weight<2>,
    public: [Weight<2>; PUBLIC.len()],
    unexplained: Weight<{ 1 + BURSTS }>,
}

impl Around {
    fn new() -> Self {
        Self { known: Weight::NONE, public: [Weight::NONE; PUBLIC.len()], unexplained: Weight::NONE }
    }

    fn fade(&mut self, fading: &Fading) {
        self.known.fade(fading, AROUND_KNOWN);
        for channel in &mut self.public {
            channel.fade(fading, AROUND_PUBLIC);
        }
        self.unexplained.fade(fading, AROUND_UNEXPLAINED);
    }

    fn add_to(&self, state: &mut State) {
        plus(&mut state.known, self.known.around(AROUND_KNOWN));
        for (sums, channel) in state.public.iter_mut().zip(&self.public) {
            plus(sums, channel.around(AROUND_PUBLIC));
        }
        plus(&mut state.unexplained, self.unexplained.around(AROUND_UNEXPLAINED));
    }

    fn add(&mut self, role: Role, facts: &LogFacts) {
        match role {
            Role::Unexplained => self.unexplained.add(1.0),
            Role::Private(messenger) => self.known.add(facts.hidden_per_known(messenger)),
            Role::Public(channel) => self.public[usize::from(channel)].add(1.0),
            Role::Ambiguous(_) | Role::Mute => {}
        }
    }
}

fn plus<const N: usize>(sums: &mut [f64; N], more: [f64; N]) {
    for (sum, more) in sums.iter_mut().zip(more) {
        *sum += more;
    }
}

impl Workspace {
    /// Weighs the streams of a page at its landings, and hands over those that are wanted (by their place), in order of
    /// time. `role` tells a landing's part, which a back-test changes.
    pub(super) fn weigh(
        &mut self,
        page: &Page<'_>,
        facts: &LogFacts,
        role: impl Fn(&Landing) -> Role,
        wanted: impl Fn(usize, &Landing) -> bool,
        mut hand_over: impl FnMut(&Weighed<'_>),
    ) {
        self.find_entries(page, facts, &role);
        let mut forward = Walk::new();
        let mut listener = Listener::new(page, facts);
        for (number, block) in page.landings.chunks(BLOCK).enumerate() {
            self.walk_backward(block, facts, &role);
            for (place, (landing, state)) in (number * BLOCK..).zip(block.iter().zip(&mut self.states)) {
                let role = role(landing);
                let fading = forward.pass(landing, role, facts, Some(state));
                listener.pass(landing, &fading);
                if wanted(place, landing) {
                    let rates = listener.rates(page.class, landing, role, state);
                    hand_over(&Weighed { landing, place, rates, speakers: &listener.speakers });
                }
                listener.take_along(role);
            }
        }
    }

    /// Walks backward over the page once, to know how each block is entered.
    fn find_entries(&mut self, page: &Page<'_>, facts: &LogFacts, role: &impl Fn(&Landing) -> Role) {
        let mut walk = Walk::new();
        self.entries.clear();
        for (number, block) in page.landings.chunks(BLOCK).enumerate().rev() {
            if number == 0 {
                self.entries.push(walk);
                return;
            }
            self.entries.push(walk.clone());
            for landing in block.iter().rev() {
                walk.pass(landing, role(landing), facts, None);
            }
        }
    }

    fn walk_backward(&mut self, block: &[Landing], facts: &LogFacts, role: &impl Fn(&Landing) -> Role) {
        let mut walk = self.entries.pop().expect("every block has its entry");
        self.states.clear();
        self.states.resize(block.len(), State::default());
        for (landing, state) in block.iter().zip(&mut self.states).rev() {
            walk.pass(landing, role(landing), facts, Some(state));
        }
    }
}

/// Listens to what only speaks of what comes after it: previews, known landings by their messenger, any landing,
/// publication.
struct Listener<'p> {
    facts: &'p LogFacts,
    previews: std::iter::Peekable<std::slice::Iter<'p, Preview>>,
    published: Option<u32>,
    now: Option<u32>,
    all: Weight<PREVIEWS>,
    any: Weight<AGAIN>,
    speakers: Vec<Speaker>,
}

impl<'p> Listener<'p> {
    fn new(page: &Page<'p>, facts: &'p LogFacts) -> Self {
        let first = page.landings.first().map(|landing| landing.at);
        let first = first.into_iter().chain(page.previews.first().map(|preview| preview.at)).min();
        Self {
            facts,
            previews: page.previews.iter().peekable(),
            published: first.filter(|first| facts.is_new(*first)),
            now: None,
            all: Weight::NONE,
            any: Weight::NONE,
            speakers: Vec::new(),
        }
    }

    /// Goes on to a landing; `since` is what is left since the landing before it.
    fn pass(&mut self, landing: &Landing, since: &Fading) {
        self.any.fade(since, AFTER_ANY);
        let mut heard = false;
        while let Some(preview) = self.previews.next_if(|preview| preview.at <= landing.at) {
            heard = true;
            self.fade(&Fading::after(self.now.map_or(0, |now| preview.at - now)));
            self.now = Some(preview.at);
            self.all.add(preview.weight);
            if preview.messenger != u8::MAX {
                speaker(&mut self.speakers, preview.messenger).previews.add(preview.weight);
            }
        }
        if heard {
            self.fade(&Fading::after(self.now.map_or(0, |now| landing.at - now)));
        } else {
            self.fade(since);
        }
        self.now = Some(landing.at);
    }

    fn fade(&mut self, fading: &Fading) {
        self.all.fade(fading, AFTER_PREVIEW);
        for speaker in &mut self.speakers {
            speaker.previews.fade(fading, AFTER_PREVIEW);
            speaker.known.fade(fading, AROUND_KNOWN);
        }
    }

    /// Turns what both walks added up and what was heard into rates.
    fn rates(&self, class: PageClass, landing: &Landing, role: Role, state: &State) -> Rates {
        let mut rates = rates_at(class, landing, state, self.facts);
        let own_channel = self.facts.own_channel(role);
        rates.own_channel = own_channel.map_or(0.0, |channel| state.public[usize::from(channel)][1]);
        rates.free[..PREVIEWS].copy_from_slice(&self.all.after(AFTER_PREVIEW));
        rates.free[FREE - AGAIN..].copy_from_slice(&self.any.after(AFTER_ANY));
        if let Some(published) = self.published {
            let age = f64::from(landing.at - published) / 3600.0;
            for (rate, mean) in rates.free[FRESH..FRESH + 2].iter_mut().zip(AFTER_PUBLICATION) {
                *rate = libm::exp(-age / mean) / mean;
            }
        }
        rates
    }

    /// Takes a landing along.
    fn take_along(&mut self, role: Role) {
        self.any.add(1.0);
        if let Role::Private(messenger) = role
            && messenger != u8::MAX
        {
            let weight = self.facts.hidden_per_known(messenger);
            speaker(&mut self.speakers, messenger).known.add(weight);
        }
    }
}

/// Finds a messenger's weight, or begins it.
fn speaker(speakers: &mut Vec<Speaker>, messenger: u8) -> &mut Speaker {
    let place = speakers.iter().position(|speaker| speaker.messenger == messenger).unwrap_or_else(|| {
        speakers.push(Speaker { messenger, previews: Weight::NONE, known: Weight::NONE });
        speakers.len() - 1
    });
    &mut speakers[place]
}

impl Speaker {
    fn voice(&self) -> Voice {
        let mut rates = [0.0; DIRECT];
        for (rate, after) in rates.iter_mut().zip(self.previews.after(AFTER_PREVIEW)) {
            *rate = after;
        }
        for (rate, around) in rates[PREVIEWS..].iter_mut().zip(self.known.around(AROUND_KNOWN)) {
            *rate = around;
        }
        Voice { messenger: self.messenger, rates }
    }
}

/// Fills the rates that both walks added up.
fn rates_at(class: PageClass, landing: &Landing, state: &State, facts: &LogFacts) -> Rates {
    let rhythm = facts.rhythm(landing.at);
    let steady = state.unexplained[0] * rhythm;
    let from_public: f64 =
        state.public.iter().zip(facts.usual_stripped()).map(|(around, part)| around[0] * part).sum();
    let burst = [1, 2].map(|scale| (state.unexplained[scale] - steady - from_public).max(0.0));
    let mut free = [0.0; FREE];
    for (rate, known) in free[PREVIEWS..DIRECT].iter_mut().zip(state.known) {
        *rate = known * facts.shared_by_class(class);
    }
    for (rates, channel) in free[DIRECT..FRESH].chunks_exact_mut(2).zip(state.public) {
        rates.copy_from_slice(&channel);
    }
    Rates {
        free,
        steady,
        rhythm,
        burst,
        own_kind: 0.5 * state.kind[0] + 0.3 * state.kind[1],
        own_channel: 0.0,
        class: class as u8,
        code: landing.marks.code() as u16,
    }
}
