//! All landings of a log, each told how probable private sharing is, and summed up by what a report lists.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use rayon::prelude::*;

use super::names::PageNames;
use super::shares::Share;
use super::sum::Sum;
use super::timeline::Calendar;
use crate::dark::landing_page_rule;
use crate::estimate::{Arrivals, DRAWS, Estimate, Landing, Role, Roles, Told};
use crate::gather::Gathered;
use crate::judge::Judgement;
use crate::priors::Priors;
use crate::source::{Channel, Evidence, Privacy};

/// The landings of a log and how they are judged.
pub(crate) struct Landings<'j> {
    pub(crate) arrivals: Arrivals,
    pub(crate) roles: Roles,
    pub(crate) judgement: &'j Judgement,
    /// Nothing where the landing-page rule alone speaks.
    pub(crate) estimate: Option<Estimate>,
}

impl<'j> Landings<'j> {
    /// Picks the landings out of all views and, where priors are given, fits the estimate.
    pub(crate) fn of(
        gathered: &Gathered,
        judgement: &'j Judgement,
        shares: &[Share],
        priors: Option<&Priors>,
    ) -> Self {
        let roles = Roles::of(gathered, judgement);
        let arrivals = Arrivals::of(gathered, judgement, &roles);
        let estimate = priors.map(|priors| Estimate::of(judgement, (&arrivals, &roles), shares, priors));
        Self { arrivals, roles, judgement, estimate }
    }

    /// Tells of all landings of a list, page by page.
    pub(crate) fn tell(&self, list: usize, mut tell: impl FnMut(&Landing, &Told<'_>)) {
        match &self.estimate {
            Some(estimate) => estimate.tell(&self.arrivals, &self.judgement.classes, list, tell),
            None => {
                for landing in &self.arrivals.lists[list] {
                    let private = self.by_rule(landing);
                    let messenger = match landing.role {
                        Role::Private(messenger) if messenger != u8::MAX => Some((messenger, 1.0)),
                        _ => None,
                    };
                    let draws = [private as f32; DRAWS];
                    tell(landing, &Told { private, draws, machine: 0.0, named: messenger.as_slice() });
                }
            }
        }
    }

    /// Returns what the landing-page rule says of a landing: 0 or 1.
    pub(crate) fn by_rule(&self, landing: &Landing) -> f64 {
        let origin = &self.judgement.origins[landing.origin as usize];
        landing_page_rule(origin, self.judgement.classes[landing.page as usize])
    }
}

/// What a report lists, summed.
pub(super) struct Sums {
    pub(super) total: Sum,
    /// Landings that the landing-page rule takes for private.
    pub(super) by_rule: f64,
    pub(super) declared: u64,
    pub(super) revealed: u64,
    /// Landings by machines that call themselves browsers.
    pub(super) machines: f64,
    /// By channel, what is neither private nor a machine.
    pub(super) channels: [f64; Channel::ALL.len()],
    /// By messenger, and at the end what is not known.
    pub(super) messengers: Vec<Sum>,
    /// By ambiguous kind.
    pub(super) kinds: Vec<Sum>,
    /// Landings by the number of their origin.
    pub(super) origins: HashMap<u32, u64, FixedState>,
    /// By bucket of the calendar.
    pub(super) buckets: Vec<BucketSum>,
    /// The pages that were passed on most.
    pub(super) pages: Vec<(u32, Sum)>,
}

/// What is summed for a bucket of the timeline.
#[derive(Clone, Copy)]
pub(super) struct BucketSum {
    pub(super) dark: Sum,
    pub(super) direct: f64,
}

impl Sums {
    /// Returns the landings that people made, as far as the estimate can tell.
    pub(super) fn people(&self) -> f64 {
        self.total.all as f64 - self.machines
    }

    /// Returns landings as a part of those that people made. Sums are rounded, so that all of them may be a little more.
    pub(super) fn share(&self, landings: f64) -> f64 {
        let people = self.people();
        if people > 0.0 { (landings / people).clamp(0.0, 1.0) } else { 0.0 }
    }

    /// Sums up all landings. `listed` pages are kept.
    pub(super) fn of(
        landings: &Landings<'_>,
        calendar: &Calendar,
        pages: &PageNames<'_>,
        listed: usize,
    ) -> Self {
        let lists: Vec<Self> = (0..landings.arrivals.lists.len())
            .into_par_iter()
            .map(|list| {
                let mut sums = Self::none(landings, calendar);
                sums.add_list(landings, list, calendar);
                keep_most(&mut sums.pages, pages, listed);
                sums
            })
            .collect();
        let mut all = Self::none(landings, calendar);
        for list in lists {
            all.join(list);
        }
        keep_most(&mut all.pages, pages, listed);
        all
    }

    fn none(landings: &Landings<'_>, calendar: &Calendar) -> Self {
        Self {
            total: Sum::NONE,
            by_rule: 0.0,
            declared: 0,
            revealed: 0,
            machines: 0.0,
            channels: [0.0; Channel::ALL.len()],
            messengers: vec![Sum::NONE; landings.roles.messengers.len() + 1],
            kinds: vec![Sum::NONE; landings.roles.kinds.len()],
            origins: HashMap::default(),
            buckets: vec![BucketSum { dark: Sum::NONE, direct: 0.0 }; calendar.len()],
            pages: Vec::new(),
        }
    }

    fn add_list(&mut self, landings: &Landings<'_>, list: usize, calendar: &Calendar) {
        landings.tell(list, |landing, told| {
            let origin = &landings.judgement.origins[landing.origin as usize];
            let known = origin.privacy == Privacy::Private;
            self.total.add(told, known, 1.0);
            self.by_rule += landings.by_rule(landing);
            match (known, origin.evidence) {
                (true, Evidence::Declared) => self.declared += 1,
                (true, _) => self.revealed += 1,
                _ => {}
            }
            *self.origins.entry(landing.origin).or_default() += 1;
            let rest = (1.0 - told.private - told.machine).max(0.0);
            self.machines += told.machine;
            self.channels[origin.channel as usize] += rest;
            self.add_messengers(told, known);
            if let Role::Ambiguous(kind) = landing.role {
                self.kinds[usize::from(kind)].add(told, false, 1.0);
            }
            let bucket = &mut self.buckets[calendar.place(landing.at)];
            bucket.dark.add(told, known, 1.0);
            bucket.direct += if origin.channel == Channel::Direct { rest } else { 0.0 };
            match self.pages.last_mut() {
                Some((page, sum)) if *page == landing.page => sum.add(told, known, 1.0),
                _ => {
                    let mut sum = Sum::NONE;
                    sum.add(told, known, 1.0);
                    self.pages.push((landing.page, sum));
                }
            }
        });
    }

    fn add_messengers(&mut self, told: &Told<'_>, known: bool) {
        let mut rest = 1.0;
        for (messenger, private) in told.named {
            let part = if told.private > 0.0 { private / told.private } else { 0.0 };
            rest -= part;
            self.messengers[usize::from(*messenger)].add(told, known, part);
        }
        if told.private > 0.0 && rest > 1e-9 {
            let unknown = self.messengers.len() - 1;
            self.messengers[unknown].add(told, known && told.named.is_empty(), rest);
        }
    }

    fn join(&mut self, other: Self) {
        self.total.join(&other.total);
        self.by_rule += other.by_rule;
        self.machines += other.machines;
        self.declared += other.declared;
        self.revealed += other.revealed;
        for (sum, more) in self.channels.iter_mut().zip(other.channels) {
            *sum += more;
        }
        for (sum, more) in self.messengers.iter_mut().zip(&other.messengers) {
            sum.join(more);
        }
        for (sum, more) in self.kinds.iter_mut().zip(&other.kinds) {
            sum.join(more);
        }
        for (origin, count) in other.origins {
            *self.origins.entry(origin).or_default() += count;
        }
        for (sum, more) in self.buckets.iter_mut().zip(&other.buckets) {
            sum.dark.join(&more.dark);
            sum.direct += more.direct;
        }
        self.pages.extend(other.pages);
    }
}

/// Keeps the pages with the most private landings, the biggest first.
fn keep_most(pages: &mut Vec<(u32, Sum)>, names: &PageNames<'_>, listed: usize) {
    pages.retain(|(_, sum)| sum.private > 0.0);
    let order = |a: &(u32, Sum), b: &(u32, Sum)| {
        b.1.private.total_cmp(&a.1.private).then_with(|| names.order(a.0, b.0))
    };
    if pages.len() > listed {
        pages.select_nth_unstable_by(listed, order);
        pages.truncate(listed);
    }
    pages.sort_unstable_by(order);
}
