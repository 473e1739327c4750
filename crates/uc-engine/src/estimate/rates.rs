//! Rates: how strongly each cause speaks at a landing, in landings an hour for a weight of one.
//!
//! The causes are those of `docs/estimate.md`. Here they are numbers without an opinion: the weights come from the fit.

use super::role::PUBLIC;

/// Rates that bring private landings: four scales after previews, two around landings known to be private.
pub(super) const DIRECT: usize = 6;
/// Of these, after previews.
pub(super) const PREVIEWS: usize = 4;
/// Rates that bring landings which lost a public referrer: two scales for each channel, and two after publication.
pub(super) const HIDDEN: usize = 2 * PUBLIC.len() + 2;
/// Rates that bring readers back to a page: two scales after any landing on it.
pub(super) const AGAIN: usize = 2;
/// Rates with a weight of their own for all pages.
pub(super) const FREE: usize = DIRECT + HIDDEN + AGAIN;
/// Where the rates after publication begin.
pub(super) const FRESH: usize = DIRECT + 2 * PUBLIC.len();
/// Scales of bursts.
pub(super) const BURSTS: usize = 2;

/// What the streams of a page say about one landing on it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rates {
    /// [`DIRECT`] rates, then [`HIDDEN`] ones, then [`AGAIN`].
    pub(super) free: [f64; FREE],
    /// Other unexplained landings on the page within days.
    pub(super) steady: f64,
    /// The hour of the day: 1 on average.
    pub(super) rhythm: f64,
    /// Other unexplained landings within minutes and hours, beyond what is steady or public.
    pub(super) burst: [f64; BURSTS],
    /// Landings of the same ambiguous kind around it.
    pub(super) own_kind: f64,
    /// Landings of the channel to which the public side of that kind belongs.
    pub(super) own_channel: f64,
    /// [`crate::home::PageClass`] as a number.
    pub(super) class: u8,
    /// [`super::marks::Marks`] as a number.
    pub(super) code: u16,
}
