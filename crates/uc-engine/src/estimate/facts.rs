//! What holds for the whole log: its length, its day, what the priors say of its messengers and channels.

use super::arrivals::Arrivals;
use super::beliefs::Beliefs;
use super::kernel::Inside;
use super::role::{Kind, PUBLIC, Role, Roles};
use crate::home::PageClass;

const HOUR: u32 = 3600;
const HOURS_A_DAY: usize = 24;
/// Landings that are looked at to find when the log begins and ends.
const LOOKED_AT: u64 = 100_000;
/// A page first seen this many seconds after the log's beginning is taken to be new.
const NEW_AFTER: u32 = 12 * HOUR;
/// How strongly the day's rhythm shows in what does not depend on publication or posts: a power of it.
const RHYTHM: f64 = 0.7;
/// Landings added to each hour of the day, so that a small log has no silent hour.
const FLAT: f64 = 5.0;

/// Facts about a log that every page is weighed with.
pub(super) struct LogFacts {
    begin: u32,
    end: u32,
    /// The log's length in hours, at least one.
    pub(super) hours: f64,
    rhythm: [f64; HOURS_A_DAY],
    /// For each messenger, how many hidden landings one known one speaks for, against an average messenger.
    hidden_per_known: Vec<f64>,
    own_channels: Vec<Option<u8>>,
    /// The part of each ambiguous kind that is believed to be public.
    public_parts: Vec<f64>,
    usual_stripped: [f64; PUBLIC.len()],
}

impl LogFacts {
    /// Gathers the facts.
    pub(super) fn of(arrivals: &Arrivals, roles: &Roles, beliefs: &Beliefs) -> Self {
        let (begin, end) = period(arrivals);
        let length = end - begin;
        let hidden = |name: &str| beliefs.hidden_per_known(name);
        let own_channel = |kind: &Kind| match kind {
            Kind::Either(_) => {
                (0..).zip(PUBLIC).find(|(_, channel)| *channel == crate::source::Channel::Social)
            }
            Kind::Copied(channel) => Some((*channel, PUBLIC[usize::from(*channel)])),
        };
        Self {
            begin,
            end,
            public_parts: beliefs.kinds.iter().map(|private| 1.0 - private).collect(),
            hours: (f64::from(length) / f64::from(HOUR)).max(1.0),
            rhythm: rhythm(arrivals),
            hidden_per_known: roles.messengers.iter().map(|name| hidden(name.as_str())).collect(),
            own_channels: roles
                .kinds
                .iter()
                .map(|kind| own_channel(kind).map(|(number, _)| number))
                .collect(),
            usual_stripped: PUBLIC.map(|channel| beliefs.stripped(channel)),
        }
    }

    /// Returns how busy this hour of the day is; 1 on average.
    pub(super) fn rhythm(&self, at: u32) -> f64 {
        self.rhythm[(at / HOUR) as usize % HOURS_A_DAY]
    }

    /// Returns when the log begins and ends.
    #[cfg(test)]
    pub(super) fn period(&self) -> (u32, u32) {
        (self.begin, self.end)
    }

    /// Returns which part of a kernel around a moment lies inside the log.
    pub(super) fn inside(&self, at: u32) -> Inside {
        Inside::at(at.saturating_sub(self.begin), self.end.saturating_sub(at))
    }

    /// Returns the part of an ambiguous kind that is believed to be public.
    pub(super) fn public_part(&self, kind: u8) -> f64 {
        self.public_parts.get(usize::from(kind)).copied().unwrap_or(1.0)
    }

    /// Tells whether a page first seen at that moment was not there when the log began.
    pub(super) fn is_new(&self, first: u32) -> bool {
        first.saturating_sub(self.begin) > NEW_AFTER
    }

    /// Returns how many hidden landings one known landing of a messenger speaks for, against an average messenger.
    pub(super) fn hidden_per_known(&self, messenger: u8) -> f64 {
        self.hidden_per_known.get(usize::from(messenger)).copied().unwrap_or(1.0)
    }

    /// Returns the channel to which the public side of an ambiguous kind belongs.
    pub(super) fn own_channel(&self, role: Role) -> Option<u8> {
        match role {
            Role::Ambiguous(kind) => self.own_channels.get(usize::from(kind)).copied().flatten(),
            _ => None,
        }
    }

    /// Returns, for each public channel, the landings that usually lose their referrer for one that keeps it.
    pub(super) fn usual_stripped(&self) -> [f64; PUBLIC.len()] {
        self.usual_stripped
    }

    /// Returns how far known private landings on a page of this class speak for more of them: on home and section
    /// pages most company is not private.
    pub(super) fn shared_by_class(&self, class: PageClass) -> f64 {
        match class {
            PageClass::Deep => 1.0,
            PageClass::Section => 0.3,
            PageClass::Home => 0.15,
        }
    }
}

/// Returns when the log begins and ends, but for the two hundredth part of its landings at either end: one line with a wrong
/// clock must not make it years long.
fn period(arrivals: &Arrivals) -> (u32, u32) {
    let every = (arrivals.len() / LOOKED_AT).max(1);
    let every = usize::try_from(every).unwrap_or(usize::MAX);
    let mut moments: Vec<u32> =
        arrivals.lists.iter().flat_map(|list| list.iter().step_by(every)).map(|l| l.at).collect();
    moments.sort_unstable();
    let beyond = moments.len() / 200;
    match (moments.get(beyond), moments.len().checked_sub(beyond + 1)) {
        (Some(begin), Some(last)) => (*begin, moments[last]),
        _ => (0, 0),
    }
}

/// Learns the day's rhythm from all landings, smoothed over neighbouring hours.
fn rhythm(arrivals: &Arrivals) -> [f64; HOURS_A_DAY] {
    let mut counts = [FLAT; HOURS_A_DAY];
    for landing in arrivals.lists.iter().flatten() {
        counts[(landing.at / HOUR) as usize % HOURS_A_DAY] += 1.0;
    }
    let around = |hour: usize| {
        let (before, after) = ((hour + HOURS_A_DAY - 1) % HOURS_A_DAY, (hour + 1) % HOURS_A_DAY);
        libm::pow((counts[before] + 2.0 * counts[hour] + counts[after]) / 4.0, RHYTHM)
    };
    let smooth: [f64; HOURS_A_DAY] = std::array::from_fn(around);
    let mean = smooth.iter().sum::<f64>() / HOURS_A_DAY as f64;
    smooth.map(|hour| hour / mean)
}
