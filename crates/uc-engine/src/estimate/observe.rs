//! What the fit gets to see: a sample of the landings without evidence with their rates, and what the streams hold.

use rayon::prelude::*;

use super::EITHER_PREVIEW;
use super::arrivals::{Arrivals, Landing};
use super::facts::LogFacts;
use super::fit::{Masses, free_masses};
use super::looks::{Anchors, histogram};
use super::mixture::CLASSES;
use super::rates::Rates;
use super::role::{PUBLIC, Role};
use super::streams::{Page, Preview, Workspace, published};
use crate::home::PageClass;

/// Unexplained landings that a fit looks at, at most.
const SAMPLE: f64 = 6_500.0;
/// Hidden landings that a back-test asks about, at most.
const ASKED: f64 = 6_000.0;
/// Landings of ambiguous kinds that a fit looks at, at most.
const AMBIGUOUS: f64 = 3_000.0;
const DAY: u32 = 24 * 60 * 60;

/// A log's landings and previews by page.
#[derive(Clone, Copy)]
pub(super) struct Streams<'a> {
    pub(super) arrivals: &'a Arrivals,
    pub(super) classes: &'a [PageClass],
    pub(super) previews: &'a Previews,
    pub(super) facts: &'a LogFacts,
}

/// Previews sorted by page and time.
pub(super) struct Previews {
    all: Vec<Preview>,
    /// Where each page's previews begin; one more at the end.
    begins: Vec<u32>,
}

impl Previews {
    /// Sorts previews, given with their pages.
    pub(super) fn of(mut previews: Vec<(u32, Preview)>, pages: usize) -> Self {
        previews.sort_unstable_by_key(|(page, preview)| (*page, preview.at, preview.messenger));
        let mut begins = vec![0; pages + 1];
        for (page, _) in &previews {
            begins[*page as usize + 1] += 1;
        }
        for page in 0..pages {
            begins[page + 1] += begins[page];
        }
        Self { all: previews.into_iter().map(|(_, preview)| preview).collect(), begins }
    }

    /// Returns what all previews weigh, those of pages that nobody came to included.
    fn weight(&self) -> f64 {
        // Counted, not summed: previews stand in the order of their pages' numbers, which threads may change.
        let private = self.all.iter().filter(|preview| preview.weight >= 1.0).count();
        private as f64 + (self.all.len() - private) as f64 * EITHER_PREVIEW
    }

    /// Returns a page's previews in order of time.
    pub(super) fn of_page(&self, page: u32) -> &[Preview] {
        &self.all[self.begins[page as usize] as usize..self.begins[page as usize + 1] as usize]
    }
}

impl<'a> Streams<'a> {
    /// Walks over the pages of one list.
    pub(super) fn pages(self, list: usize) -> impl Iterator<Item = (u32, Page<'a>)> {
        self.arrivals.lists[list].chunk_by(|a, b| a.page == b.page).map(move |landings| {
            let page = landings[0].page;
            let class = self.classes[page as usize];
            (page, Page { class, landings, previews: self.previews.of_page(page) })
        })
    }
}

/// What was seen of the log, or of what a back-test leaves of it.
pub(super) struct Observed {
    /// Rates of the sampled landings without evidence.
    pub(super) sample: Vec<Rates>,
    /// The page and day of each, as a number: what is drawn together when the log is drawn anew.
    pub(super) blocks: Vec<u64>,
    /// Rates of sampled landings of ambiguous kinds.
    pub(super) ambiguous: Vec<(u8, Rates)>,
    /// Rates of landings whose evidence was hidden, with the landing.
    pub(super) hidden: Vec<(Landing, Rates)>,
    pub(super) masses: Masses,
    pub(super) anchors: Anchors,
}

/// What is counted of one list.
struct Counted {
    sample: Vec<Rates>,
    blocks: Vec<u64>,
    ambiguous: Vec<(u8, Rates)>,
    hidden: Vec<(Landing, Rates)>,
    unexplained: [f64; CLASSES],
    pages: [f64; CLASSES],
    new_pages: f64,
    landings: f64,
    known: f64,
    public: [f64; PUBLIC.len()],
    anchors: Anchors,
}

/// Looks at the log. `role` tells a landing's part; where it calls one unexplained that has evidence, that is hidden.
pub(super) fn observe(streams: Streams<'_>, role: impl Fn(&Landing) -> Role + Sync) -> Observed {
    let (mut unexplained, mut ambiguous, mut hidden) = (0.0, 0.0, 0.0);
    for landing in streams.arrivals.lists.iter().flatten() {
        match role(landing) {
            Role::Unexplained => {
                unexplained += 1.0;
                hidden += f64::from(u8::from(landing.role != Role::Unexplained));
            }
            Role::Ambiguous(_) => ambiguous += 1.0,
            _ => {}
        }
    }
    let part = (SAMPLE / f64::max(unexplained, 1.0)).min(1.0);
    let wanted = Wanted {
        sample: part,
        ambiguous: (AMBIGUOUS / f64::max(ambiguous, 1.0)).min(1.0),
        hidden: (ASKED / f64::max(hidden, 1.0)).min(1.0),
    };
    let lists: Vec<Counted> = (0..streams.arrivals.lists.len())
        .into_par_iter()
        .map(|list| count(streams, list, wanted, &role))
        .collect();
    join(lists, part, streams)
}

/// The parts of the landings that are looked at.
#[derive(Clone, Copy)]
struct Wanted {
    sample: f64,
    ambiguous: f64,
    hidden: f64,
}

fn count(streams: Streams<'_>, list: usize, parts: Wanted, role: &impl Fn(&Landing) -> Role) -> Counted {
    let mut counted = Counted::new();
    let mut workspace = Workspace::default();
    for (number, page) in streams.pages(list) {
        let key = streams.arrivals.page_keys[number as usize];
        counted.page(&page, streams.facts, role);
        let wanted = |place: usize, landing: &Landing| match role(landing) {
            Role::Unexplained => {
                let part = if landing.role == Role::Unexplained {
                    parts.sample
                } else {
                    parts.sample.max(parts.hidden)
                };
                chosen(key, landing.at, place, part)
            }
            Role::Ambiguous(_) => chosen(key, landing.at, place, parts.ambiguous),
            _ => false,
        };
        if !page.landings.iter().enumerate().any(|(place, landing)| wanted(place, landing)) {
            continue;
        }
        workspace.weigh((&page, streams.facts), role, wanted, |place, rates, _| {
            let landing = &page.landings[place];
            if let Role::Ambiguous(kind) = role(landing) {
                counted.ambiguous.push((kind, *rates));
                return;
            }
            if chosen(key, landing.at, place, parts.sample) {
                counted.sample.push(*rates);
                counted.blocks.push(mix(key ^ u64::from(landing.at / DAY)));
            }
            if landing.role != Role::Unexplained && chosen(key, landing.at, place, parts.hidden) {
                counted.hidden.push((*landing, *rates));
            }
        });
    }
    counted
}

impl Counted {
    fn new() -> Self {
        let anchors =
            Anchors { private: histogram(), public: histogram(), home: histogram(), all: histogram() };
        Self {
            sample: Vec::new(),
            blocks: Vec::new(),
            ambiguous: Vec::new(),
            hidden: Vec::new(),
            unexplained: [0.0; CLASSES],
            pages: [0.0; CLASSES],
            new_pages: 0.0,
            landings: 0.0,
            known: 0.0,
            public: [0.0; PUBLIC.len()],
            anchors,
        }
    }

    fn page(&mut self, page: &Page<'_>, facts: &LogFacts, role: &impl Fn(&Landing) -> Role) {
        let class = page.class as usize;
        self.pages[class] += 1.0;
        self.landings += page.landings.len() as f64;
        self.new_pages += f64::from(u8::from(published(page, facts).is_some()));
        for landing in page.landings {
            let code = landing.marks.code();
            self.anchors.all[code] += 1.0;
            match role(landing) {
                Role::Unexplained => {
                    self.unexplained[class] += 1.0;
                    if page.class == PageClass::Home && landing.role == Role::Unexplained {
                        self.anchors.home[code] += 1.0;
                    }
                }
                Role::Private(messenger) => {
                    self.known += facts.hidden_per_known(messenger) * facts.shared_by_class(page.class);
                    self.anchors.private[code] += 1.0;
                }
                Role::Public(channel) => {
                    self.public[usize::from(channel)] += 1.0;
                    self.anchors.public[code] += 1.0;
                }
                Role::Ambiguous(kind) => {
                    if let Some(channel) = facts.own_channel(role(landing)) {
                        self.public[usize::from(channel)] += facts.public_part(kind);
                    }
                }
                Role::Mute => {}
            }
        }
    }
}

fn join(lists: Vec<Counted>, part: f64, streams: Streams<'_>) -> Observed {
    let mut all = Counted::new();
    for list in lists {
        all.sample.extend(list.sample);
        all.blocks.extend(list.blocks);
        all.ambiguous.extend(list.ambiguous);
        all.hidden.extend(list.hidden);
        plus(&mut all.unexplained, &list.unexplained);
        plus(&mut all.pages, &list.pages);
        plus(&mut all.public, &list.public);
        plus(&mut all.anchors.private, &list.anchors.private);
        plus(&mut all.anchors.public, &list.anchors.public);
        plus(&mut all.anchors.home, &list.anchors.home);
        plus(&mut all.anchors.all, &list.anchors.all);
        all.new_pages += list.new_pages;
        all.landings += list.landings;
        all.known += list.known;
    }
    let free = free_masses(streams.previews.weight(), all.known, all.public, all.new_pages, all.landings);
    let masses = Masses { free, unexplained: all.unexplained, pages: all.pages, hours: streams.facts.hours };
    Observed {
        sample: all.sample,
        blocks: all.blocks,
        ambiguous: all.ambiguous,
        hidden: all.hidden,
        masses: masses.scaled(part),
        anchors: all.anchors,
    }
}

fn plus(sums: &mut [f64], more: &[f64]) {
    for (sum, more) in sums.iter_mut().zip(more) {
        *sum += more;
    }
}

/// Decides whether a landing is in the sample, by nothing but what it is.
fn chosen(key: u64, at: u32, place: usize, part: f64) -> bool {
    part >= 1.0 || even(key ^ (u64::from(at) << 20) ^ place as u64) < part
}

/// Scrambles a number (the finalizer of SplitMix64, Steele, Lea and Flood 2014).
pub(super) fn mix(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

/// Turns a number into one that is spread evenly between 0 and 1, the same every time.
pub(crate) fn even(number: u64) -> f64 {
    const STEP: f64 = 1.0 / (1_u64 << 53) as f64;
    ((mix(number) >> 11) as f64 + 0.5) * STEP
}
