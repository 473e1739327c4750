//! One side of a moment: how much the landings before it, or those after it, weigh in it.

use super::arrivals::Landing;
use super::facts::LogFacts;
use super::kernel::{Fading, H1, H3, H12, H36, H72, Inside, M20, Weight};
use super::rates::{BURSTS, DIRECT, PREVIEWS};
use super::role::{PUBLIC, Role};

pub(super) const AROUND_KNOWN: [usize; DIRECT - PREVIEWS] = [H3, H36];
const AROUND_PUBLIC: [usize; 2] = [H1, H12];
const AROUND_UNEXPLAINED: [usize; 1 + BURSTS] = [H72, M20, H3];
const AROUND_KIND: [usize; 2] = [H3, H36];

/// What both sides add up to at a landing.
#[derive(Clone, Copy, Default)]
pub(super) struct State {
    pub(super) known: [f64; 2],
    pub(super) public: [[f64; 2]; PUBLIC.len()],
    /// Days first, then the scales of bursts.
    pub(super) unexplained: [f64; 1 + BURSTS],
    /// Landings of the same ambiguous kind.
    pub(super) kind: [f64; 2],
}

impl State {
    /// Corrects for the time before the log began and after it ended, of which nothing is known: each sum is divided by the
    /// part of its kernel that lies inside.
    pub(super) fn within(&self, inside: &Inside) -> Self {
        let all =
            |sums: [f64; 2], scales: [usize; 2]| [0, 1].map(|place| sums[place] / inside.part(scales[place]));
        Self {
            known: all(self.known, AROUND_KNOWN),
            public: self.public.map(|sums| all(sums, AROUND_PUBLIC)),
            unexplained: std::array::from_fn(|place| {
                self.unexplained[place] / inside.part(AROUND_UNEXPLAINED[place])
            }),
            kind: all(self.kind, AROUND_KIND),
        }
    }
}

/// The weights of the streams on one side of a moment that moves along the page's landings.
#[derive(Clone)]
pub(super) struct Side {
    known: Weight<2>,
    public: [Weight<2>; PUBLIC.len()],
    unexplained: Weight<{ 1 + BURSTS }>,
    kinds: Vec<(u8, Weight<2>)>,
    /// The moment.
    at: Option<u32>,
}

impl Side {
    /// The side on which nothing has happened yet.
    pub(super) fn new() -> Self {
        Self {
            known: Weight::NONE,
            public: [Weight::NONE; PUBLIC.len()],
            unexplained: Weight::NONE,
            kinds: Vec::new(),
            at: None,
        }
    }

    /// Moves to a landing, whichever way time runs, and takes it in.
    pub(super) fn pass(&mut self, landing: &Landing, role: Role, facts: &LogFacts) {
        self.move_to(landing.at);
        self.take_in(role, facts);
    }

    /// The same, and adds to the landing's state what was on this side before it.
    pub(super) fn pass_adding(&mut self, landing: &Landing, role: Role, facts: &LogFacts, state: &mut State) {
        self.move_to(landing.at);
        plus(&mut state.known, self.known.around(AROUND_KNOWN));
        for (sums, channel) in state.public.iter_mut().zip(&self.public) {
            plus(sums, channel.around(AROUND_PUBLIC));
        }
        plus(&mut state.unexplained, self.unexplained.around(AROUND_UNEXPLAINED));
        if let Role::Ambiguous(kind) = role {
            plus(&mut state.kind, self.kind(kind).around(AROUND_KIND));
        }
        self.take_in(role, facts);
    }

    fn move_to(&mut self, at: u32) {
        let fading = Fading::after(self.at.map_or(0, |last| last.abs_diff(at)));
        self.at = Some(at);
        self.known.fade(&fading, AROUND_KNOWN);
        for channel in &mut self.public {
            channel.fade(&fading, AROUND_PUBLIC);
        }
        self.unexplained.fade(&fading, AROUND_UNEXPLAINED);
        for (_, kind) in &mut self.kinds {
            kind.fade(&fading, AROUND_KIND);
        }
    }

    fn take_in(&mut self, role: Role, facts: &LogFacts) {
        match role {
            Role::Unexplained => self.unexplained.add(1.0),
            Role::Private(messenger) => self.known.add(facts.hidden_per_known(messenger)),
            Role::Public(channel) => self.public[usize::from(channel)].add(1.0),
            Role::Ambiguous(kind) => {
                self.kind(kind).add(1.0);
                // Its public part goes with its channel.
                if let Some(channel) = facts.own_channel(role) {
                    self.public[usize::from(channel)].add(facts.public_part(kind));
                }
            }
            Role::Mute => {}
        }
    }

    /// Finds an ambiguous kind's weight, or begins it.
    fn kind(&mut self, kind: u8) -> &mut Weight<2> {
        let place = self.kinds.iter().position(|(known, _)| *known == kind).unwrap_or_else(|| {
            self.kinds.push((kind, Weight::NONE));
            self.kinds.len() - 1
        });
        &mut self.kinds[place].1
    }
}

fn plus<const N: usize>(sums: &mut [f64; N], more: [f64; N]) {
    for (sum, more) in sums.iter_mut().zip(more) {
        *sum += more;
    }
}
