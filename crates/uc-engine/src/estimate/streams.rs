//! The streams of one page: previews, known arrivals and unexplained ones, weighed at each landing.
//!
//! Two walks over the page's landings, forward and backward, keep every stream's weight up to date.

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
    /// Rates of each landing of the page.
    pub(super) rates: Vec<Rates>,
    /// Voices of all landings; those of landing `i` end at `ends[i]`.
    pub(super) voices: Vec<Voice>,
    pub(super) ends: Vec<u32>,
    states: Vec<State>,
    kinds: Vec<(u8, Weight<2>)>,
    speakers: Vec<Speaker>,
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
    any: [f64; AGAIN],
}

/// The weights of the streams around a moment.
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
    /// Weighs the streams of a page at each of its landings. `role` tells a landing's part, which a back-test changes.
    pub(super) fn weigh(&mut self, page: &Page<'_>, facts: &LogFacts, role: impl Fn(&Landing) -> Role) {
        self.states.clear();
        self.states.resize(page.landings.len(), State::default());
        self.walk_forward(page, facts, &role);
        self.walk_backward(page, facts, &role);
        self.finish(page, facts, &role);
    }

    fn walk_forward(&mut self, page: &Page<'_>, facts: &LogFacts, role: &impl Fn(&Landing) -> Role) {
        let mut around = Around::new();
        let mut any: Weight<AGAIN> = Weight::NONE;
        self.kinds.clear();
        let mut before = None;
        for (landing, state) in page.landings.iter().zip(&mut self.states) {
            let fading = Fading::after(before.map_or(0, |before| landing.at - before));
            before = Some(landing.at);
            any.fade(&fading, AFTER_ANY);
            state.any = any.after(AFTER_ANY);
            any.add(1.0);
            around.fade(&fading);
            around.add_to(state);
            pass_kind(&mut self.kinds, &fading, role(landing), state);
            around.add(role(landing), facts);
        }
    }

    fn walk_backward(&mut self, page: &Page<'_>, facts: &LogFacts, role: &impl Fn(&Landing) -> Role) {
        let mut around = Around::new();
        self.kinds.clear();
        let mut after = None;
        for (landing, state) in page.landings.iter().zip(&mut self.states).rev() {
            let fading = Fading::after(after.map_or(0, |after| after - landing.at));
            after = Some(landing.at);
            around.fade(&fading);
            around.add_to(state);
            pass_kind(&mut self.kinds, &fading, role(landing), state);
            around.add(role(landing), facts);
        }
    }

    /// Turns what the walks added up into rates, and listens to the previews.
    fn finish(&mut self, page: &Page<'_>, facts: &LogFacts, role: &impl Fn(&Landing) -> Role) {
        self.rates.clear();
        self.voices.clear();
        self.ends.clear();
        self.speakers.clear();
        let mut previews = page.previews.iter().peekable();
        let first = page.landings.first().map(|landing| landing.at);
        let first = first.into_iter().chain(page.previews.first().map(|preview| preview.at)).min();
        let published = first.filter(|first| facts.is_new(*first));
        let mut now = None;
        let mut all: Weight<PREVIEWS> = Weight::NONE;
        for (landing, state) in page.landings.iter().zip(&self.states) {
            while let Some(preview) = previews.next_if(|preview| preview.at <= landing.at) {
                let fading = Fading::after(now.map_or(0, |now| preview.at - now));
                now = Some(preview.at);
                fade_all(&mut all, &mut self.speakers, &fading);
                all.add(preview.weight);
                if preview.messenger != u8::MAX {
                    speaker(&mut self.speakers, preview.messenger).previews.add(preview.weight);
                }
            }
            let fading = Fading::after(now.map_or(0, |now| landing.at - now));
            now = Some(landing.at);
            fade_all(&mut all, &mut self.speakers, &fading);
            let mut rates = rates_at(page.class, landing, state, facts);
            let after_preview = all.after(AFTER_PREVIEW);
            let own_channel = facts.own_channel(role(landing));
            rates.own_channel = own_channel.map_or(0.0, |channel| state.public[usize::from(channel)][1]);
            for (rate, after) in rates.free.iter_mut().zip(after_preview) {
                *rate = after;
            }
            if let Some(published) = published {
                let age = f64::from(landing.at - published) / 3600.0;
                for (rate, mean) in rates.free[FRESH..FRESH + 2].iter_mut().zip(AFTER_PUBLICATION) {
                    *rate = libm::exp(-age / mean) / mean;
                }
            }
            self.rates.push(rates);
            for speaker in &self.speakers {
                self.voices.push(speaker.voice());
            }
            self.ends.push(u32::try_from(self.voices.len()).unwrap_or(u32::MAX));
            if let Role::Private(messenger) = role(landing)
                && messenger != u8::MAX
            {
                let weight = facts.hidden_per_known(messenger);
                speaker(&mut self.speakers, messenger).known.add(weight);
            }
        }
    }

    /// Returns the voices at a landing of the page, by its place.
    pub(super) fn voices_at(&self, place: usize) -> &[Voice] {
        let begin = place.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.voices[begin..self.ends[place] as usize]
    }
}

/// Lets time pass for the ambiguous kinds, adds what is left of a landing's own kind, then the landing itself.
fn pass_kind(kinds: &mut Vec<(u8, Weight<2>)>, fading: &Fading, role: Role, state: &mut State) {
    for (_, weight) in kinds.iter_mut() {
        weight.fade(fading, AROUND_KIND);
    }
    if let Role::Ambiguous(kind) = role {
        let place = kinds.iter().position(|(known, _)| *known == kind).unwrap_or_else(|| {
            kinds.push((kind, Weight::NONE));
            kinds.len() - 1
        });
        plus(&mut state.kind, kinds[place].1.around(AROUND_KIND));
        kinds[place].1.add(1.0);
    }
}

fn fade_all(all: &mut Weight<PREVIEWS>, speakers: &mut [Speaker], fading: &Fading) {
    all.fade(fading, AFTER_PREVIEW);
    for speaker in speakers {
        speaker.previews.fade(fading, AFTER_PREVIEW);
        speaker.known.fade(fading, AROUND_KNOWN);
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
    free[FREE - AGAIN..].copy_from_slice(&state.any);
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
