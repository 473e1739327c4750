//! Why an estimate is less certain than it could be: what the log does not have enough of.

use super::Doubt;
use super::landings::{Landings, Sums};
use super::shares::Share;
use crate::estimate::Role;
use crate::gather::Gathered;
use crate::source::Privacy;

/// Fewer landings than this leave much to chance.
const LANDINGS: u64 = 300;
/// Fewer landings known to be private than this say little about what private ones look like here.
const KNOWN: u64 = 20;
/// A log shorter than this many days has seen neither a week-end nor a habit.
const DAYS: u64 = 3;
/// More than this part of the landings without any evidence is much to explain.
const UNEXPLAINED: f64 = 0.7;
const DAY: u64 = 24 * 60 * 60;

/// Lists the reasons, the weightiest first.
pub(super) fn doubts(
    gathered: &Gathered,
    landings: &Landings<'_>,
    sums: &Sums,
    shares: &[Share],
) -> Vec<Doubt> {
    let all = sums.total.all;
    if all == 0 {
        return Vec::new();
    }
    let mut unexplained = 0_u64;
    let mut mute = 0_u64;
    for landing in landings.arrivals.lists.iter().flatten() {
        unexplained += u64::from(landing.role == Role::Unexplained);
        mute += u64::from(landing.role == Role::Mute);
    }
    let (first, last) = gathered.counts.first.zip(gathered.counts.last).unwrap_or_default();
    let days = u64::from(last - first).div_ceil(DAY).max(1);
    let unexplained = unexplained as f64 / all as f64;
    let previews = shares.iter().any(|share| share.fetcher.privacy() == Privacy::Private);
    let candidates = [
        (mute * 2 > all, Doubt::NoReferrer),
        (all < LANDINGS, Doubt::FewLandings(sums.people().round() as u64)),
        (days <= DAYS, Doubt::ShortPeriod(days)),
        (!previews, Doubt::NoPreviews),
        (sums.total.known < KNOWN, Doubt::FewKnownPrivate(sums.total.known)),
        (unexplained > UNEXPLAINED, Doubt::MostlyUnexplained(unexplained)),
    ];
    candidates.into_iter().filter(|(applies, _)| *applies).map(|(_, doubt)| doubt).collect()
}
