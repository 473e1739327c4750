//! Voices: what previews and known landings of each messenger say at a moment, and all previews together.

use super::facts::LogFacts;
use super::kernel::{Fading, H1, H6, H36, M10, Weight};
use super::rates::{DIRECT, PREVIEWS};
use super::role::Role;
use super::side::AROUND_KNOWN;
use super::streams::Preview;
use crate::home::PageClass;

const AFTER_PREVIEW: [usize; PREVIEWS] = [M10, H1, H6, H36];

/// What one messenger adds to the first [`DIRECT`] rates.
#[derive(Debug, Clone, Copy)]
pub(super) struct Voice {
    pub(super) messenger: u8,
    pub(super) rates: [f64; DIRECT],
}

/// Everybody who has spoken on a page so far.
#[derive(Default)]
pub(super) struct Voices {
    all: Option<Weight<PREVIEWS>>,
    speakers: Vec<Speaker>,
    /// The moment.
    at: Option<u32>,
    /// What they say at it.
    pub(super) said: Vec<Voice>,
}

/// One messenger's weight.
struct Speaker {
    messenger: u8,
    previews: Weight<PREVIEWS>,
    known: Weight<2>,
}

impl Voices {
    /// Forgets the page.
    pub(super) fn clear(&mut self) {
        self.all = None;
        self.speakers.clear();
        self.at = None;
    }

    /// Hears a preview.
    pub(super) fn hear(&mut self, preview: &Preview) {
        self.move_to(preview.at);
        self.all.get_or_insert(Weight::NONE).add(preview.weight);
        if preview.messenger != u8::MAX {
            self.speaker(preview.messenger).previews.add(preview.weight);
        }
    }

    /// Moves to a landing and returns what all previews say there; `said` holds what each messenger says.
    pub(super) fn at(&mut self, at: u32) -> [f64; PREVIEWS] {
        self.move_to(at);
        self.said.clear();
        self.said.extend(self.speakers.iter().map(Speaker::voice));
        self.all.map_or([0.0; PREVIEWS], |all| all.after(AFTER_PREVIEW))
    }

    /// Takes in the landing, if it names its messenger.
    pub(super) fn take_in(&mut self, at: u32, role: Role, class: PageClass, facts: &LogFacts) {
        if let Role::Private(messenger) = role
            && messenger != u8::MAX
        {
            self.move_to(at);
            let weight = facts.hidden_per_known(messenger) * facts.shared_by_class(class);
            self.speaker(messenger).known.add(weight);
        }
    }

    fn move_to(&mut self, at: u32) {
        let fading = Fading::after(self.at.map_or(0, |last| at - last));
        self.at = Some(at);
        if let Some(all) = &mut self.all {
            all.fade(&fading, AFTER_PREVIEW);
        }
        for speaker in &mut self.speakers {
            speaker.previews.fade(&fading, AFTER_PREVIEW);
            speaker.known.fade(&fading, AROUND_KNOWN);
        }
    }

    /// Finds a messenger's weight, or begins it.
    fn speaker(&mut self, messenger: u8) -> &mut Speaker {
        let place = self.speakers.iter().position(|speaker| speaker.messenger == messenger);
        let place = place.unwrap_or_else(|| {
            self.speakers.push(Speaker { messenger, previews: Weight::NONE, known: Weight::NONE });
            self.speakers.len() - 1
        });
        &mut self.speakers[place]
    }
}

impl Speaker {
    fn voice(&self) -> Voice {
        let mut rates = [0.0; DIRECT];
        rates[..PREVIEWS].copy_from_slice(&self.previews.after(AFTER_PREVIEW));
        rates[PREVIEWS..].copy_from_slice(&self.known.around(AROUND_KNOWN));
        Voice { messenger: self.messenger, rates }
    }
}
