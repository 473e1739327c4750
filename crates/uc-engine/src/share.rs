//! Who passed on to whom, without knowing names: trees of shares, grown from stored events.
//!
//! A share is a link that bears a token; who lands with that token, and then shares, makes a child of it. Everything
//! here is counted from what it is given: no clock, no randomness, and the order in which events came does not matter.
//! Read [`Passing`] for what is looked at of an event, [`Forest`] for what is grown from it, [`Counts`] and
//! [`structural_virality`](Tree::structural_virality) for its figures, and [`Pace`] for what a young share may still
//! bring. `docs/trees.md` tells the definitions with their formulas and sources.

mod audience;
mod bands;
mod counts;
mod cycles;
mod forest;
mod grow;
mod jumps;
mod multipliers;
mod names;
mod number;
mod parents;
mod passing;
mod readers;
mod reshare;
mod selection;
mod steps;
mod traces;
mod virality;

pub use audience::{Audience, HORIZON, Pace, Silence};
pub use bands::{Band, Bands, Standing};
pub use counts::Counts;
pub use forest::{Forest, Refused, Share, ShareId, Sight, Tree};
pub use jumps::Jump;
pub use multipliers::Multiplier;
pub use passing::{Act, Passing, PassingColumns};
pub use selection::Selection;
pub use virality::SizeBand;
