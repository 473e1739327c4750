//! The part that was passed on in private: by evidence, by messenger, by page.

use std::collections::{BTreeMap, HashMap};

use super::landings::{Landings, PageTally};
use super::lists::source_rows;
use super::names::PageNames;
use super::shares::Share;
use super::{DarkSocial, PageRow};
use crate::source::{Evidence, Privacy, SourceName};

/// How many pages are listed.
const PAGES: usize = 50;

impl DarkSocial {
    /// Sums up what was passed on in private.
    pub(super) fn of(landings: &Landings<'_>, shares: &[Share], pages: &PageNames<'_>) -> Self {
        let (mut declared, mut revealed, mut inferred) = (0, 0, 0.0);
        let mut by_source: BTreeMap<Option<&SourceName>, (f64, u64)> = BTreeMap::new();
        for (origin, count, dark) in landings.each_origin() {
            match (origin.privacy, origin.evidence) {
                (Privacy::Private, Evidence::Declared) => declared += count,
                (Privacy::Private, _) => revealed += count,
                _ => inferred += dark,
            }
            if dark > 0.0 {
                let sum = by_source.entry(origin.source.as_ref()).or_default();
                sum.0 += dark;
                sum.1 += if origin.privacy == Privacy::Private { count } else { 0 };
            }
        }
        let known = declared + revealed;
        let all = landings.len();
        let share = |part: f64| if all == 0 { 0.0 } else { part / all as f64 };
        let dark = known as f64 + inferred;
        Self {
            landings: dark,
            share: share(dark),
            interval: (share(known as f64), share(dark)),
            declared,
            revealed,
            inferred,
            by_source: source_rows(by_source),
            by_page: page_rows(&landings.by_page, shares, pages),
        }
    }
}

/// Lists the pages that were passed on most.
fn page_rows(by_page: &[PageTally], shares: &[Share], pages: &PageNames<'_>) -> Vec<PageRow> {
    let mut numbers: Vec<u32> =
        (0..).zip(by_page).filter(|(_, page)| page.dark > 0.0).map(|(number, _)| number).collect();
    let order = |a: &u32, b: &u32| {
        let (left, right) = (&by_page[*a as usize], &by_page[*b as usize]);
        right.dark.total_cmp(&left.dark).then_with(|| pages.order(*a, *b))
    };
    if numbers.len() > PAGES {
        numbers.select_nth_unstable_by(PAGES, order);
        numbers.truncate(PAGES);
    }
    numbers.sort_unstable_by(order);
    let mut seen: HashMap<u32, u64> = HashMap::new();
    for share in shares {
        *seen.entry(share.page).or_default() += 1;
    }
    numbers
        .into_iter()
        .map(|number| {
            let PageTally { all, known, dark } = by_page[number as usize];
            PageRow {
                page: pages.name(number),
                landings: dark,
                interval: (known as f64, dark),
                known,
                all_landings: all,
                shares_seen: seen.get(&number).copied().unwrap_or(0),
            }
        })
        .collect()
}
