//! Landings, picked out of all views and counted by origin and by page.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use rayon::prelude::*;

use crate::dark::landing_page_rule;
use crate::gather::Gathered;
use crate::home::PageClass;
use crate::judge::Judgement;
use crate::source::{Origin, Privacy};
use crate::visit::{Standing, walk};

/// A landing, as far as the report needs it.
#[derive(Clone, Copy)]
pub(super) struct Landing {
    pub(super) at: u32,
    pub(super) page: u32,
    pub(super) origin: u32,
}

/// All landings of a log, and their counts.
pub(super) struct Landings<'j> {
    /// In as many lists as the views: one of them all would be copied when the log is large.
    lists: Vec<Vec<Landing>>,
    /// Distinct visitors among them.
    pub(super) visitors: u64,
    /// By page.
    pub(super) by_page: Vec<PageTally>,
    by_origin: HashMap<(u32, PageClass), u64, FixedState>,
    judgement: &'j Judgement,
}

/// Landings of one page.
#[derive(Default, Clone, Copy)]
pub(super) struct PageTally {
    pub(super) all: u64,
    /// Private by evidence.
    pub(super) known: u64,
    /// Private by evidence or by the rule.
    pub(super) dark: f64,
}

impl<'j> Landings<'j> {
    /// Picks the landings out of all views and counts them.
    pub(super) fn of(gathered: &Gathered, judgement: &'j Judgement) -> Self {
        let lists: Vec<(Vec<Landing>, u64)> = gathered
            .lists
            .par_iter()
            .map(|list| {
                // A list is sorted by visitor, and no visitor stands in two lists.
                let (mut landings, mut visitors, mut last) = (Vec::new(), 0, None);
                walk(list, &judgement.arrivals, |view, standing| {
                    if standing == Standing::Landing {
                        visitors += u64::from(last.replace(view.visitor) != Some(view.visitor));
                        landings.push(Landing {
                            at: view.at,
                            page: view.page,
                            origin: judgement.origin(view),
                        });
                    }
                });
                landings.shrink_to_fit();
                (landings, visitors)
            })
            .collect();
        let visitors = lists.iter().map(|(_, visitors)| visitors).sum();
        let lists = lists.into_iter().map(|(landings, _)| landings).collect();
        let by_page = vec![PageTally::default(); judgement.classes.len()];
        let mut counted = Self { lists, visitors, by_page, by_origin: HashMap::default(), judgement };
        counted.count();
        counted
    }

    fn count(&mut self) {
        for landing in self.lists.iter().flatten() {
            let class = self.judgement.classes[landing.page as usize];
            *self.by_origin.entry((landing.origin, class)).or_default() += 1;
            let origin = &self.judgement.origins[landing.origin as usize];
            let page = &mut self.by_page[landing.page as usize];
            page.all += 1;
            page.known += u64::from(origin.privacy == Privacy::Private);
            page.dark += landing_page_rule(origin, class);
        }
    }

    /// Returns how many landings there are.
    pub(super) fn len(&self) -> u64 {
        self.lists.iter().map(Vec::len).sum::<usize>() as u64
    }

    /// Walks over all of them, in no order that means anything.
    pub(super) fn all(&self) -> impl Iterator<Item = &Landing> {
        self.lists.iter().flatten()
    }

    /// Returns a landing's origin.
    pub(super) fn origin(&self, landing: &Landing) -> &'j Origin {
        &self.judgement.origins[landing.origin as usize]
    }

    /// Returns the probability that a landing was passed on in private.
    pub(super) fn p_dark(&self, landing: &Landing) -> f64 {
        landing_page_rule(self.origin(landing), self.judgement.classes[landing.page as usize])
    }

    /// Walks over origins with their landings and the part of these that is dark.
    pub(super) fn each_origin(&self) -> impl Iterator<Item = (&'j Origin, u64, f64)> {
        self.by_origin.iter().map(|((origin, class), count)| {
            let origin = &self.judgement.origins[*origin as usize];
            (origin, *count, *count as f64 * landing_page_rule(origin, *class))
        })
    }
}
