//! What a share may still bring: the audience to expect of it, with an interval.
//!
//! A subcritical branching process. [`Pace`] is what a site's finished shares teach: readers for each share, re-shares
//! for each reader, how both vary, and after what time they come. [`Pace::expect`] adds to what a share has brought what
//! is still to come of it and of all that came of it. `docs/trees.md` has the formulas and what they take for granted.

mod count;
mod delays;
mod expect;
mod learn;

pub use learn::Pace;

use crate::event::Millis;

/// How long a share is followed: two weeks. What comes later is neither learnt from nor expected.
pub const HORIZON: Millis = 14 * 24 * 60 * 60 * 1000;

/// Fewer finished trees teach nothing.
const FEWEST_TREES: u64 = 30;
/// So near to 1, a process has no audience that could be told: its mean and variance grow without bound.
const MOST_K: f64 = 0.9;
/// The 90th percentile of the normal distribution, for means over many trees.
const Z90: f64 = 1.281_551_6;
/// How many readers a share and all that came of it will have had after its time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Audience {
    /// How many there were by now.
    pub so_far: u64,
    /// How many are expected in all.
    pub expected: f64,
    /// The lower end: in at most one of ten cases there will be fewer, if the model holds. A whole number, at least
    /// [`Self::so_far`] and at most [`Self::expected`].
    pub low: f64,
    /// The upper end: in at most one of ten cases there will be more.
    pub high: f64,
}

/// Why nothing is said of a share's audience.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum Silence {
    /// Too few trees of the site have had their time.
    #[error("{have} trees have had two weeks; {need} are needed to learn from")]
    TooFewTrees {
        /// How many there are.
        have: u64,
        /// How many it takes.
        need: u64,
    },
    /// One share brings nearly one more, or might: such trees can become as large as the audience that there is.
    #[error("each share may bring {high:.2} more, and near 1 no audience can be told")]
    Spreads {
        /// The upper end of *k*.
        high: f64,
    },
}
