//! Landings as the estimate needs them: by page, in order of time, with their marks.

use rayon::prelude::*;

use super::marks::{Marks, Returning};
use super::role::{Role, Roles};
use crate::gather::Gathered;
use crate::judge::Judgement;
use crate::scan::{View, fingerprint};
use crate::visit::{Standing, walk};

/// How many lists of pages there are; each can be worked on alone.
pub(crate) const PAGE_LISTS: usize = 64;
/// How many lists of visitors are turned into landings at a time: both forms of these are in memory at once.
const AT_ONCE: usize = 8;
/// How many pages of one visitor are remembered, to tell who has read a page before.
const REMEMBERED: usize = 64;

/// A landing: 20 bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Landing {
    pub(crate) at: u32,
    pub(crate) page: u32,
    pub(crate) origin: u32,
    /// Its number in the order of the walk over all views.
    pub(crate) ordinal: u32,
    pub(crate) marks: Marks,
    pub(crate) role: Role,
}

/// All landings of a log.
pub(crate) struct Arrivals {
    /// By page: all of a page's landings stand together in one list, in order of time. The order depends on nothing
    /// but what happened, so that sums come out the same however threads and visitors were numbered.
    pub(crate) lists: Vec<Vec<Landing>>,
    /// Distinct visitors among them.
    pub(crate) visitors: u64,
    /// A number for each page that depends on its host and path alone.
    pub(super) page_keys: Vec<u64>,
}

impl Arrivals {
    /// Picks the landings out of all views.
    pub(crate) fn of(gathered: &Gathered, judgement: &Judgement, roles: &Roles) -> Self {
        let keys: Vec<u64> = (0..).zip(&judgement.classes).map(|(page, _)| key(gathered, page)).collect();
        let mut lists: Vec<Vec<Landing>> = (0..PAGE_LISTS).map(|_| Vec::new()).collect();
        let (mut visitors, mut walked) = (0, 0);
        for some in gathered.lists.chunks(AT_ONCE) {
            let found: Vec<(Vec<Landing>, u64)> =
                some.par_iter().map(|list| landings(list, gathered, judgement, roles)).collect();
            for (landings, distinct) in found {
                visitors += distinct;
                for landing in landings {
                    let list = &mut lists[keys[landing.page as usize] as usize % PAGE_LISTS];
                    grow(list);
                    list.push(Landing { ordinal: landing.ordinal + walked, ..landing });
                }
                // The next list's numbers go on from here.
                walked = lists.iter().map(Vec::len).sum::<usize>() as u32;
            }
        }
        lists.par_iter_mut().for_each(|list| {
            list.sort_unstable_by_key(|landing| {
                let Landing { at, page, ordinal, marks, role, .. } = *landing;
                ((keys[page as usize], page), at, role, marks, ordinal)
            });
        });
        Self { lists, visitors, page_keys: keys }
    }

    /// Walks over the moments of all landings.
    pub(crate) fn moments(&self) -> impl Iterator<Item = u32> {
        self.lists.iter().flatten().map(|landing| landing.at)
    }

    /// Returns how many landings there are.
    pub(crate) fn len(&self) -> u64 {
        self.lists.iter().map(Vec::len).sum::<usize>() as u64
    }
}

/// Makes room by a half at a time, not by doubling: the lists are most of the memory.
fn grow(list: &mut Vec<Landing>) {
    if list.len() == list.capacity() {
        list.reserve_exact((list.len() / 4).max(64));
    }
}

fn key(gathered: &Gathered, page: u32) -> u64 {
    let host = gathered.pages.host(page).map_or("", |host| gathered.pages.hosts[host].as_str());
    fingerprint(gathered.pages.path(page)) ^ fingerprint(host.as_bytes()).rotate_left(17)
}

/// Walks over one list of views (no visitor stands in two lists) and returns its landings and how many visitors made
/// them.
fn landings(list: &[View], gathered: &Gathered, judgement: &Judgement, roles: &Roles) -> (Vec<Landing>, u64) {
    let mut landings: Vec<Landing> = Vec::new();
    let mut visitor = Visitor::default();
    let (mut visitors, mut landed) = (0, None);
    // Whether the visit under way began with the last landing.
    let mut landed_now = false;
    walk(list, &judgement.arrivals, |view, standing| {
        visitor.sees(view, standing);
        if standing != Standing::Landing {
            landed_now &= standing == Standing::Following;
            if let (true, Some(landing)) = (landed_now, landings.last_mut()) {
                landing.marks.goes_on();
            }
            return;
        }
        landed_now = true;
        visitors += u64::from(landed.replace(view.visitor) != Some(view.visitor));
        let traced = &gathered.traced[view.traces as usize];
        let loads_assets = gathered.loads_assets.holds(view.visitor);
        let agent = gathered.agents[traced.agent as usize];
        let marks = Marks::new(agent, traced.fetch_site, visitor.returning(view), loads_assets);
        let origin = judgement.origin(view);
        let role = roles.of[origin as usize];
        let ordinal = u32::try_from(landings.len()).expect("landings are numbered with four bytes");
        landings.push(Landing { at: view.at, page: view.page, origin, ordinal, marks, role });
    });
    (landings, visitors)
}

/// What is remembered of the visitor whose views are being walked over.
#[derive(Default)]
struct Visitor {
    number: Option<u64>,
    /// Whether an earlier visit was seen.
    been_here: bool,
    before: Vec<u32>,
    now: Vec<u32>,
}

impl Visitor {
    /// Notes a view. What belongs to the visit under way is not "before".
    fn sees(&mut self, view: &View, standing: Standing) {
        if self.number != Some(view.visitor) {
            *self = Self { number: Some(view.visitor), before: Vec::new(), ..Self::default() };
        } else if standing != Standing::Following {
            self.been_here = true;
            self.before.append(&mut self.now);
            self.before.truncate(REMEMBERED);
        }
        if self.now.len() < REMEMBERED {
            self.now.push(view.page);
        }
    }

    fn returning(&self, view: &View) -> Returning {
        match (self.been_here, self.before.contains(&view.page)) {
            (false, _) => Returning::New,
            (true, false) => Returning::Seen,
            (true, true) => Returning::SeenPage,
        }
    }
}
