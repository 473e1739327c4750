//! The part that was passed on in private: by evidence, by messenger, by page.

use std::collections::HashMap;

use super::landings::{Landings, Sums};
use super::names::PageNames;
use super::shares::Share;
use super::sum::Sum;
use super::{DarkSocial, PageRow, SourceRow};
use crate::source::SourceName;

impl DarkSocial {
    /// Words the sums. `ends` tells the interval of one.
    pub(super) fn of(
        landings: &Landings<'_>,
        sums: &Sums,
        shares: &[Share],
        pages: &PageNames<'_>,
        ends: impl Fn(&Sum) -> (f64, f64),
    ) -> Self {
        let (low, high) = ends(&sums.total);
        Self {
            landings: sums.total.private,
            share: sums.share(sums.total.private),
            interval: (sums.share(low), sums.share(high)),
            declared: sums.declared,
            revealed: sums.revealed,
            inferred: (sums.total.private - sums.total.known as f64).max(0.0),
            by_source: by_source(&landings.roles.messengers, sums, &ends),
            by_page: by_page(sums, shares, pages, &ends),
        }
    }
}

/// Lists the messengers by size, what is not known last.
fn by_source(names: &[SourceName], sums: &Sums, ends: &impl Fn(&Sum) -> (f64, f64)) -> Vec<SourceRow> {
    let named = names.iter().map(|name| Some(name.clone())).chain([None]);
    let mut rows: Vec<SourceRow> = named
        .zip(&sums.messengers)
        .filter(|(_, sum)| sum.private > 0.0)
        .map(|(source, sum)| SourceRow {
            source,
            landings: sum.private,
            // A landing that a preview names in part is also in part of what was not known.
            interval: ends(&sum.at_most(sums.total.all)),
            known: sum.known,
        })
        .collect();
    rows.sort_by(|a, b| {
        (a.source.is_none().cmp(&b.source.is_none()))
            .then_with(|| b.landings.total_cmp(&a.landings))
            .then_with(|| a.source.cmp(&b.source))
    });
    rows
}

/// Lists the pages that were passed on most.
fn by_page(
    sums: &Sums,
    shares: &[Share],
    pages: &PageNames<'_>,
    ends: &impl Fn(&Sum) -> (f64, f64),
) -> Vec<PageRow> {
    let mut seen: HashMap<u32, u64> = HashMap::new();
    for share in shares {
        *seen.entry(share.page).or_default() += 1;
    }
    sums.pages
        .iter()
        .map(|(page, sum)| PageRow {
            page: pages.name(*page),
            landings: sum.private,
            interval: ends(sum),
            known: sum.known,
            all_landings: sum.all,
            shares_seen: seen.get(page).copied().unwrap_or(0),
        })
        .collect()
}
