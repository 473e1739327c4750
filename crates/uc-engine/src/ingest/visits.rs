//! The visits that go on right now, so that each event can be told its visit and whether it is a landing.
//!
//! The rules are those of [`crate::visit`], which walks over a whole log; here views come one by one, in the order in
//! which they were received. It knows pseudonyms of the day only, and is lost when the program ends: what was stored
//! last brings it back ([`Visits::recall`]).

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::{Judged, Shown};
use crate::event::{Event, EventKind, Millis};
use crate::scan::{StoredView, fingerprint};
use crate::visit::{Arrival, GAP, Standing, standing};

/// Visits that go on, at most so many. Make one for all sites.
pub struct Visits {
    going: HashMap<u64, Visit, FixedState>,
    most: usize,
}

/// A visit that has just begun, and that can be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Begun {
    key: u64,
    id: u64,
}

/// What must be known of a visit to place the next event.
#[derive(Debug, Clone, Copy)]
struct Visit {
    id: u64,
    /// The second of the last view.
    viewed: u32,
    /// The second of the last view or action.
    active: u32,
    /// The last view's page and traces.
    before: u64,
    /// Those of the view that the visit landed with, where it did.
    landed: Option<u64>,
}

impl Visits {
    /// Starts with no visit going on. It holds at most `most` of them (some 60 bytes each), and forgets the oldest
    /// beyond that: their next view will be taken for a new visit.
    pub fn new(most: usize) -> Self {
        Self { going: HashMap::default(), most: most.max(1) }
    }

    /// Places an event in its visit.
    ///
    /// A view that is dated more than half an hour before the visitor's last one came late, and is a visit of its own.
    /// A preview belongs to no visit. An action belongs to the visit that goes on, if there is one, and never begins
    /// one nor makes the next view part of it: whether a view is a landing must not depend on what else is measured.
    pub fn place(&mut self, judged: Judged) -> Event {
        let Judged { mut event, arrival, shown } = judged;
        match event.kind {
            EventKind::Page => self.place_view(&mut event, arrival, shown),
            EventKind::Action => {
                event.visit = key(&event).and_then(|key| self.going.get_mut(&key)).and_then(|visit| {
                    let at = seconds(event.at);
                    let goes_on = at.abs_diff(visit.active) < GAP;
                    visit.active = if goes_on { visit.active.max(at) } else { visit.active };
                    goes_on.then_some(visit.id)
                });
            }
            EventKind::Preview => {}
        }
        event
    }

    /// A view of an unknown visitor is connected with no other.
    fn place_view(&mut self, event: &mut Event, arrival: Arrival, shown: u64) {
        let at = seconds(event.at);
        let key = key(event);
        let known = key.and_then(|key| self.going.get(&key)).copied();
        let current = known.filter(|visit| at.abs_diff(visit.viewed) < GAP);
        let (before, landed) = current.map_or((None, None), |visit| (Some(visit.before), visit.landed));
        let standing = standing(arrival, shown, before, landed);
        event.landing = standing == Standing::Landing;
        if !event.landing {
            // Only an arrival can have been brought by a private share.
            event.p_dark = Some(0.0);
        }
        let Some(key) = key else { return };
        let id = current.map_or_else(|| new_id(key, event.at), |visit| visit.id);
        event.visit = Some(id);
        let came_late = current.is_none() && known.is_some_and(|visit| at < visit.viewed);
        if !came_late {
            let landed = match standing {
                Standing::Landing => Some(shown),
                Standing::Resumed => None,
                Standing::Following => landed,
            };
            let viewed = current.map_or(at, |visit| visit.viewed.max(at));
            let active = current.map_or(at, |visit| visit.active.max(at));
            self.keep(key, Visit { id, viewed, active, before: shown, landed });
        }
    }

    /// Returns the visit that an event has begun, if it has begun one.
    pub fn begun(event: &Event) -> Option<Begun> {
        let key = key(event)?;
        let id = new_id(key, event.at);
        (event.kind == EventKind::Page && event.visit == Some(id)).then_some(Begun { key, id })
    }

    /// Forgets a visit whose first event could not be stored. Sent again, the event begins the same visit once more; else
    /// it would be taken for a reload, and its landing would be lost.
    pub fn take_back(&mut self, begun: Begun) {
        if self.going.get(&begun.key).is_some_and(|visit| visit.id == begun.id) {
            self.going.remove(&begun.key);
        }
    }

    /// Brings back what is known of a visit from an event that was stored. Called after a restart with the events of the
    /// last hour or two, in the order of their time; a visit that began before them may be told a landing too much where
    /// its visitor goes back to the page that he landed on.
    pub fn recall(&mut self, event: &Event) {
        let (Some(key), Some(id)) = (key(event), event.visit) else { return };
        let at = seconds(event.at);
        let known = self.going.get(&key).copied().filter(|visit| visit.id == id);
        match event.kind {
            EventKind::Page => {
                let shown = Shown::of(&StoredView::of(event)).with_page(&event.host, &event.path);
                let landed = if event.landing { Some(shown) } else { known.and_then(|visit| visit.landed) };
                let active = known.map_or(at, |visit| visit.active.max(at));
                self.keep(key, Visit { id, viewed: at, active, before: shown, landed });
            }
            EventKind::Action => {
                if let Some(visit) = self.going.get_mut(&key).filter(|visit| visit.id == id) {
                    visit.active = visit.active.max(at);
                }
            }
            EventKind::Preview => {}
        }
    }

    /// Returns how many visits it holds.
    pub fn len(&self) -> usize {
        self.going.len()
    }

    /// Tells whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.going.is_empty()
    }

    fn keep(&mut self, key: u64, visit: Visit) {
        if self.going.len() >= self.most && !self.going.contains_key(&key) {
            self.forget(visit.viewed);
        }
        self.going.insert(key, visit);
    }

    /// Makes room: forgets visits that are over, and if those are few, the eighth that was quiet for longest.
    fn forget(&mut self, now: u32) {
        self.going.retain(|_, visit| now.saturating_sub(visit.active) < GAP);
        let keep = self.most - (self.most / 8).max(1);
        if self.going.len() <= keep {
            return;
        }
        let mut quiet: Vec<u32> = self.going.values().map(|visit| visit.active).collect();
        let surplus = self.going.len() - keep;
        let (_, bound, _) = quiet.select_nth_unstable(surplus - 1);
        let bound = *bound;
        // Of those that were last active in one and the same second, as many as it takes.
        let mut left = surplus;
        self.going.retain(|_, visit| {
            let goes = left > 0 && visit.active <= bound;
            left -= usize::from(goes);
            !goes
        });
    }
}

/// Returns under which number a visitor is kept.
fn key(event: &Event) -> Option<u64> {
    let visitor = event.visitor?;
    Some(visitor ^ fingerprint(event.site.as_str().as_bytes()))
}

/// Returns a number for a visit that begins now: no two visits of a visitor begin at once.
fn new_id(key: u64, at: Millis) -> u64 {
    let mut text = [0; 16];
    text[..8].copy_from_slice(&key.to_le_bytes());
    text[8..].copy_from_slice(&at.to_le_bytes());
    fingerprint(&text)
}

fn seconds(at: Millis) -> u32 {
    u32::try_from(at.div_euclid(1000)).unwrap_or(if at < 0 { 0 } else { u32::MAX })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::event::{EventId, SiteId, Via};
    use crate::ingest::{
        HostCheck, Judge, Objection, PageviewsFrom, RawEvent, Request, Said, Salt, SiteRules,
    };
    use crate::scan::View;
    use crate::visit::walk;

    fn judged(name: &str, visitor: u8, at: Millis, referrer: &str) -> Judged {
        let site = SiteRules {
            id: SiteId::parse("a").expect("a letter"),
            hosts: vec!["a.example".to_owned()],
            keep_parameters: Vec::new(),
            pageviews_from: PageviewsFrom::Tracker,
            checks_host: HostCheck::Listed,
        };
        let raw = RawEvent {
            id: Some(EventId(1)),
            name: name.to_owned(),
            url: "https://a.example/".to_owned(),
            referrer: Said::Sent(referrer.to_owned()),
            at: Some(at),
            ..RawEvent::default()
        };
        let request = Request {
            via: Via::Tracker,
            received_at: at,
            address: Some([192, 0, 2, visitor].into()),
            user_agent: Said::Sent("Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0".to_owned()),
            accept_language: Said::Absent,
            requested_with: Said::Absent,
            sec_fetch_site: Said::Absent,
            purpose: Said::Absent,
            objection: Objection::None,
        };
        Judge::new().judge(raw, &request, &site, &Salt([1; 32])).expect("nothing to object to")
    }

    const START: u32 = 1_795_341_600;

    proptest! {
        #[test]
        fn views_one_by_one_have_the_standings_of_the_walk(
            steps in prop::collection::vec((0_u8..4, 0_u32..1_200, 0_u32..3, 0_u32..6), 1..60),
        ) {
            let arrivals = [
                Arrival::Inside, Arrival::Silent, Arrival::Outside, Arrival::Outside, Arrival::Inside, Arrival::Outside,
            ];
            let (mut visits, mut at, mut views, mut placed) = (Visits::new(100), START, Vec::new(), Vec::new());
            for (position, (visitor, pause, page, traces)) in (0..).zip(&steps) {
                at += pause;
                let mut one = judged("pageview", *visitor, Millis::from(at) * 1000, "");
                one.arrival = arrivals[*traces as usize];
                one.shown = u64::from(*page) << 32 | u64::from(*traces);
                let event = visits.place(one);
                let visitor = event.visitor.expect("the address is known");
                views.push(View { visitor, position, at, page: *page, traces: *traces });
                placed.push(event);
            }
            views.sort_unstable_by_key(|view| (view.visitor, view.at, view.position));
            let mut told = Vec::new();
            let mut visit = None;
            walk(&views, &arrivals, |view, standing| {
                let event = &placed[usize::try_from(view.position).expect("small")];
                // A following view has the visit of the view before it, any other of a first view has a new one.
                told.push((event.landing, standing == Standing::Landing));
                if standing == Standing::Following {
                    assert_eq!(event.visit, visit);
                }
                visit = event.visit;
            });
            prop_assert!(told.iter().all(|(placed, walked)| placed == walked), "{told:?}");
        }

        #[test]
        fn it_never_holds_more_than_it_may(most in 1_usize..40, steps in prop::collection::vec((any::<u8>(), 0_i64..4_000_000), 0..200)) {
            let mut visits = Visits::new(most);
            for (visitor, after) in steps {
                let event = visits.place(judged("pageview", visitor, i64::from(START) * 1000 + after, ""));
                prop_assert!(visits.len() <= most && event.visit.is_some());
            }
        }
    }

    #[test]
    fn the_visits_that_were_quiet_for_longest_are_forgotten_first() {
        let mut visits = Visits::new(8);
        let at = |second: i64| (i64::from(START) + second) * 1000;
        for visitor in 0..8 {
            visits.place(judged("pageview", visitor, at(i64::from(visitor)), ""));
        }
        visits.place(judged("share", 0, at(20), ""));
        visits.place(judged("pageview", 9, at(30), ""));
        assert!(!visits.place(judged("pageview", 0, at(40), "")).landing, "active a moment ago");
        assert!(visits.place(judged("pageview", 1, at(41), "")).landing, "quiet for longest");
    }

    #[test]
    fn an_unknown_visitor_has_no_visit() {
        let mut one = judged("pageview", 1, i64::from(START) * 1000, "");
        one.event.visitor = None;
        let mut visits = Visits::new(8);
        let event = visits.place(one.clone());
        assert_eq!((event.landing, event.visit), (true, None));
        assert!(visits.place(one).landing && visits.is_empty());
    }

    #[test]
    fn a_landing_that_could_not_be_stored_is_a_landing_when_it_is_sent_again() {
        let mut visits = Visits::new(8);
        let view = || judged("pageview", 7, Millis::from(START) * 1000, "https://search.example/");
        let first = visits.place(view());
        assert!(first.landing);
        let reload = visits.place(view());
        assert!(!reload.landing, "without being told, it takes the second for a reload");
        visits.take_back(Visits::begun(&first).expect("it began a visit"));
        assert!(visits.is_empty());
        assert_eq!(visits.place(view()), first, "the same visit, and a landing");
    }
}
