//! The lists of a report: channels, sources, home pages.

use std::collections::BTreeMap;

use super::landings::Landings;
use super::names::PageNames;
use super::{ChannelRow, ChannelSourceRow, EitherRow, SourceRow};
use crate::home::PageClass;
use crate::judge::Judgement;
use crate::source::{Channel, Privacy, SourceName};

/// How many sources of other channels, and home pages, are listed.
const LISTED: usize = 20;

/// Sums landings by channel. What the rule calls dark is taken from direct, so that the channels sum to the landings.
pub(super) fn channels(landings: &Landings<'_>, dark: f64) -> Vec<ChannelRow> {
    let mut sums: BTreeMap<Channel, f64> = BTreeMap::new();
    for (origin, count, dark) in landings.each_origin() {
        let rest = count as f64 - dark;
        if rest > 0.0 {
            *sums.entry(origin.channel).or_default() += rest;
        }
    }
    if dark > 0.0 {
        *sums.entry(Channel::DarkSocial).or_default() += dark;
    }
    let all = landings.len() as f64;
    let mut rows: Vec<ChannelRow> = sums
        .into_iter()
        .map(|(channel, landings)| ChannelRow { channel, landings, share: landings / all })
        .collect();
    rows.sort_by(|a, b| b.landings.total_cmp(&a.landings).then_with(|| a.channel.cmp(&b.channel)));
    rows
}

/// Lists the sources whose evidence fits private and public alike.
pub(super) fn either(landings: &Landings<'_>) -> Vec<EitherRow> {
    let mut sums: BTreeMap<Option<&SourceName>, (u64, f64)> = BTreeMap::new();
    for (origin, count, dark) in landings.each_origin() {
        if origin.privacy == Privacy::Either {
            let sum = sums.entry(origin.source.as_ref()).or_default();
            *sum = (sum.0 + count, sum.1 + dark);
        }
    }
    let mut rows: Vec<EitherRow> = sums
        .into_iter()
        .map(|(source, (landings, private))| EitherRow { source: source.cloned(), landings, private })
        .collect();
    rows.sort_by(|a, b| b.landings.cmp(&a.landings).then_with(|| a.source.cmp(&b.source)));
    rows
}

/// Lists the busiest sources that are not private.
pub(super) fn sources(landings: &Landings<'_>) -> Vec<ChannelSourceRow> {
    let mut sums: BTreeMap<(Channel, &SourceName), u64> = BTreeMap::new();
    for (origin, count, _) in landings.each_origin() {
        if let (true, Some(source)) = (origin.privacy != Privacy::Private, &origin.source) {
            *sums.entry((origin.channel, source)).or_default() += count;
        }
    }
    let mut rows: Vec<ChannelSourceRow> = sums
        .into_iter()
        .map(|((channel, source), landings)| ChannelSourceRow { channel, source: source.clone(), landings })
        .collect();
    rows.sort_by(|a, b| {
        b.landings.cmp(&a.landings).then_with(|| (a.channel, &a.source).cmp(&(b.channel, &b.source)))
    });
    rows.truncate(LISTED);
    rows
}

/// Lists what was taken for home and section pages.
pub(super) fn home_pages(judgement: &Judgement, pages: &PageNames<'_>) -> Vec<String> {
    let views = &judgement.counts.pages;
    let mut homes: Vec<u32> = (0..)
        .zip(&judgement.classes)
        .filter(|(number, class)| **class != PageClass::Deep && views[*number as usize] > 0)
        .map(|(number, _)| number)
        .collect();
    homes.sort_unstable_by(|a, b| {
        views[*b as usize].cmp(&views[*a as usize]).then_with(|| pages.order(*a, *b))
    });
    homes.truncate(LISTED);
    homes.into_iter().map(|number| pages.name(number)).collect()
}

/// Sorts sources by size, what is not known last.
pub(super) fn source_rows(by_source: BTreeMap<Option<&SourceName>, (f64, u64)>) -> Vec<SourceRow> {
    let mut rows: Vec<SourceRow> = by_source
        .into_iter()
        .map(|(source, (landings, known))| SourceRow {
            source: source.cloned(),
            landings,
            interval: (known as f64, landings),
            known,
        })
        .collect();
    rows.sort_by(|a, b| {
        (a.source.is_none().cmp(&b.source.is_none()))
            .then_with(|| b.landings.total_cmp(&a.landings))
            .then_with(|| a.source.cmp(&b.source))
    });
    rows
}
