//! The streams of one page: previews, known arrivals and unexplained ones, weighed at each landing.
//!
//! One side of a landing is known from walking forward, the other from walking backward. A page may have millions of
//! landings, so the walk backward only leaves a mark at the end of each piece of the page, from which it is repeated
//! when the walk forward comes to that piece.

use super::arrivals::Landing;
use super::facts::LogFacts;
use super::kernel::{Fading, H12, H72, Weight};
use super::rates::{AGAIN, DIRECT, FREE, FRESH, PREVIEWS, Rates};
use super::role::Role;
use super::side::{Side, State};
use super::voices::{Voice, Voices};
use crate::home::PageClass;

const AFTER_ANY: [usize; AGAIN] = [H12, H72];
/// Mean time from publication to those who are told of it by an app, and to those who read feeds, in hours.
const AFTER_PUBLICATION: [f64; 2] = [2.0 / 3.0, 8.0];
/// So many landings, and half of all, must come within this many seconds of a page's first to show that it was published then.
const FEWEST: usize = 3;
const SOON: u32 = 2 * 24 * 60 * 60;
/// Landings in a piece. The pages of tests are small.
const PIECE: usize = if cfg!(test) { 7 } else { 4096 };

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

/// Room that is used again for page after page.
#[derive(Default)]
pub(super) struct Workspace {
    /// What the sides add up to at each landing of a piece.
    states: Vec<State>,
    /// The side after each piece, the last piece first.
    after: Vec<Side>,
    voices: Voices,
}

impl Workspace {
    /// Weighs the streams of a page and hands over each landing that is wanted, by its place, with its rates and with what
    /// each messenger says. `role` tells a landing's part, which a back-test changes.
    pub(super) fn weigh(
        &mut self,
        (page, facts): (&Page<'_>, &LogFacts),
        role: impl Fn(&Landing) -> Role,
        wanted: impl Fn(usize, &Landing) -> bool,
        mut each: impl FnMut(usize, &Rates, &[Voice]),
    ) {
        self.mark_backward(page, facts, &role);
        self.voices.clear();
        let mut before = Side::new();
        let mut any = Again::default();
        let mut previews = page.previews.iter().peekable();
        let published = published(page, facts);
        for (number, piece) in page.landings.chunks(PIECE).enumerate() {
            self.walk_backward((number * PIECE, piece), facts, &role, &wanted);
            for (place, landing) in piece.iter().enumerate() {
                let role = role(landing);
                let again = any.pass(landing.at);
                while let Some(preview) = previews.next_if(|preview| preview.at <= landing.at) {
                    self.voices.hear(preview);
                }
                if !wanted(number * PIECE + place, landing) {
                    before.pass(landing, role, facts);
                    self.voices.take_in(landing.at, role, page.class, facts);
                    continue;
                }
                let state = &mut self.states[place];
                before.pass_adding(landing, role, facts, state);
                let mut rates = rates_at(page.class, landing, role, state, facts);
                rates.free[..PREVIEWS].copy_from_slice(&self.voices.at(landing.at));
                rates.free[FREE - AGAIN..].copy_from_slice(&again);
                if let Some(published) = published {
                    rates.free[FRESH..FRESH + 2].copy_from_slice(&after_publication(landing.at - published));
                }
                each(number * PIECE + place, &rates, &self.voices.said);
                self.voices.take_in(landing.at, role, page.class, facts);
            }
        }
    }

    /// Walks backward over the whole page and leaves a mark at the end of each piece.
    fn mark_backward(&mut self, page: &Page<'_>, facts: &LogFacts, role: &impl Fn(&Landing) -> Role) {
        self.after.clear();
        let mut after = Side::new();
        let mut pieces = page.landings.chunks(PIECE).rev().peekable();
        while let Some(piece) = pieces.next() {
            self.after.push(after.clone());
            if pieces.peek().is_some() {
                piece.iter().rev().for_each(|landing| after.pass(landing, role(landing), facts));
            }
        }
    }

    /// Fills the states of a piece with what comes after each of its landings.
    fn walk_backward(
        &mut self,
        (begin, piece): (usize, &[Landing]),
        facts: &LogFacts,
        role: &impl Fn(&Landing) -> Role,
        wanted: &impl Fn(usize, &Landing) -> bool,
    ) {
        self.states.clear();
        self.states.resize(piece.len(), State::default());
        let mut after = self.after.pop().unwrap_or_else(Side::new);
        for (place, (landing, state)) in piece.iter().zip(&mut self.states).enumerate().rev() {
            if wanted(begin + place, landing) {
                after.pass_adding(landing, role(landing), facts, state);
            } else {
                after.pass(landing, role(landing), facts);
            }
        }
    }
}

/// Readers of a page, who may come back to it.
#[derive(Default)]
struct Again {
    all: Option<Weight<AGAIN>>,
    at: u32,
}

impl Again {
    /// Moves to a landing, returns what those before it weigh, and takes it in.
    fn pass(&mut self, at: u32) -> [f64; AGAIN] {
        let all = self.all.get_or_insert(Weight::NONE);
        all.fade(&Fading::after(at - self.at.min(at)), AFTER_ANY);
        self.at = at;
        let before = all.after(AFTER_ANY);
        all.add(1.0);
        before
    }
}

/// Returns when a page was published, if that shows: it was not there when the log began, and most of its landings came
/// soon after it was first seen. A page that is seldom visited shows neither.
pub(super) fn published(page: &Page<'_>, facts: &LogFacts) -> Option<u32> {
    let landing = page.landings.first().map(|landing| landing.at);
    let preview = page.previews.first().map(|preview| preview.at);
    let first = landing.into_iter().chain(preview).min().filter(|first| facts.is_new(*first))?;
    let soon = page.landings.partition_point(|landing| landing.at - first < SOON);
    (soon >= FEWEST && soon * 2 >= page.landings.len()).then_some(first)
}

fn after_publication(seconds: u32) -> [f64; 2] {
    let hours = f64::from(seconds) / 3600.0;
    AFTER_PUBLICATION.map(|mean| libm::exp(-hours / mean) / mean)
}

/// Fills the rates that both sides add up to.
fn rates_at(class: PageClass, landing: &Landing, role: Role, state: &State, facts: &LogFacts) -> Rates {
    let rhythm = facts.rhythm(landing.at);
    let state = state.within(&facts.inside(landing.at));
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
    let own_channel = facts.own_channel(role);
    Rates {
        free,
        steady,
        rhythm,
        burst,
        own_kind: 0.5 * state.kind[0] + 0.3 * state.kind[1],
        own_channel: own_channel.map_or(0.0, |channel| state.public[usize::from(channel)][1]),
        class: class as u8,
        code: landing.marks.code() as u16,
    }
}
