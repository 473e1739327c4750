//! Visits and landings.
//!
//! A landing is a human page view that came from outside the site; a visit is a landing and what follows without
//! a gap of thirty minutes. A view within a visit is a landing of its own only if something says that it came from
//! outside: another site's referrer, a tag or token that the visit has not shown yet, or the browser's word
//! (`Sec-Fetch-Site`). A reload repeats all of these and is none.

use crate::scan::View;
use crate::source::{FetchSite, Own, Referrer};

/// The gap that ends a visit, in seconds.
pub(crate) const GAP: u32 = 30 * 60;

/// What a view's traces say about coming from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arrival {
    /// From a page of the site.
    Inside,
    /// Nothing says where from: an entry if it is the first of a visit.
    Silent,
    /// From outside, by the link, the address or the browser's word.
    Outside,
}

impl Arrival {
    /// Tells it from a view's traces: the page before, whether that is of the site, the browser's word, and whether the
    /// link carries a tag, a token or a click id.
    pub(crate) fn of(referrer: &Referrer, own: Own, fetch_site: FetchSite, mark: LinkMark) -> Self {
        // The browser's own word that the page before was of this site is the best there is.
        if own == Own::Yes || fetch_site == FetchSite::SameOrigin {
            return Self::Inside;
        }
        match (referrer, fetch_site) {
            (Referrer::Site { .. } | Referrer::App { .. }, _) => Self::Outside,
            (_, FetchSite::SameSite) => Self::Inside,
            (_, FetchSite::None | FetchSite::CrossSite) => Self::Outside,
            _ if mark == LinkMark::Marked => Self::Outside,
            _ => Self::Silent,
        }
    }
}

/// Whether a link carries a tag, a token or a click id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LinkMark {
    Marked,
    Plain,
}

/// A view's place in its visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It came from outside.
    Landing,
    /// The first of a visit, but from a page of the site: the log began, or the visitor paused, in the middle.
    Resumed,
    /// It follows within a visit.
    Following,
}

/// Tells a view's standing. `shown` stands for its page and traces, `before` for those of the view before it in its
/// visit (`None` where it is the first), `landed` for those of the view that the visit landed with.
pub(crate) fn standing<S: PartialEq + Copy>(
    arrival: Arrival,
    shown: S,
    before: Option<S>,
    landed: Option<S>,
) -> Standing {
    match (&before, arrival) {
        (None, Arrival::Inside) => Standing::Resumed,
        (None, Arrival::Silent | Arrival::Outside) => Standing::Landing,
        // A reload shows what was just looked at, or what the visit landed with, in the same way.
        (Some(last), Arrival::Outside) if landed.as_ref() != Some(&shown) && *last != shown => {
            Standing::Landing
        }
        (Some(_), _) => Standing::Following,
    }
}

/// Walks over one list (sorted by visitor, time and position) and tells each view's standing. `arrival` is asked by
/// the number of the traces.
pub(crate) fn walk(list: &[View], arrivals: &[Arrival], mut tell: impl FnMut(&View, Standing)) {
    let mut before: Option<&View> = None;
    // The view that the current visit landed with: a reload shows its page and traces again.
    let mut landed: Option<(u32, u32)> = None;
    for view in list {
        let seen = (view.page, view.traces);
        let last = before.filter(|_| follows(before, view)).map(|last| (last.page, last.traces));
        let standing = standing(arrivals[view.traces as usize], seen, last, landed);
        match standing {
            Standing::Landing => landed = Some(seen),
            Standing::Resumed => landed = None,
            Standing::Following => {}
        }
        tell(view, standing);
        before = Some(view);
    }
}

/// Tells whether a view belongs to the visit of the one before it in a sorted list.
pub(crate) fn follows(before: Option<&View>, view: &View) -> bool {
    before.is_some_and(|last| last.visitor == view.visitor && view.at - last.at < GAP)
}

#[cfg(test)]
mod tests {
    use super::{Arrival, Standing, walk};
    use crate::scan::View;

    const INSIDE: u32 = 0;
    const SILENT: u32 = 1;
    const SEARCH: u32 = 2;

    /// Views as (visitor, seconds, page, traces), and the standing of each: L, R or F.
    fn check(views: &[(u64, u32, u32, u32)], expected: &str) {
        let list: Vec<View> = views
            .iter()
            .map(|(visitor, at, page, traces)| View {
                visitor: *visitor,
                position: 0,
                at: *at,
                page: *page,
                traces: *traces,
            })
            .collect();
        let mut told = String::new();
        walk(&list, &[Arrival::Inside, Arrival::Silent, Arrival::Outside], |_, standing| {
            told.push(match standing {
                Standing::Landing => 'L',
                Standing::Resumed => 'R',
                Standing::Following => 'F',
            });
        });
        assert_eq!(told, expected, "{views:?}");
    }

    #[test]
    fn a_visit_ends_after_thirty_minutes_without_a_view() {
        check(&[(1, 0, 1, SILENT), (1, 1799, 2, INSIDE), (1, 3598, 3, SILENT)], "LFF");
        check(&[(1, 0, 1, SILENT), (1, 1800, 2, SILENT)], "LL");
        check(&[(1, 0, 1, SILENT), (1, 1800, 2, INSIDE)], "LR");
    }

    #[test]
    fn a_link_from_outside_within_a_visit_is_a_landing() {
        check(&[(1, 0, 1, SILENT), (1, 60, 2, SEARCH), (1, 90, 3, INSIDE)], "LLF");
    }

    #[test]
    fn a_reload_is_not_a_landing() {
        check(&[(1, 0, 1, SEARCH), (1, 60, 1, SEARCH), (1, 90, 3, INSIDE), (1, 95, 1, SEARCH)], "LFFF");
    }

    #[test]
    fn visitors_are_told_apart() {
        check(&[(1, 0, 1, SILENT), (2, 1, 1, SILENT), (2, 2, 1, INSIDE)], "LLF");
    }
}
