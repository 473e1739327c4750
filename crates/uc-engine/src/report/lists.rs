//! The lists of a report: channels, sources, home pages.

use std::collections::BTreeMap;

use super::landings::{Landings, Sums};
use super::names::PageNames;
use super::{ChannelRow, ChannelSourceRow, EitherRow};
use crate::estimate::Kind;
use crate::home::PageClass;
use crate::judge::Judgement;
use crate::source::{Channel, Privacy, SourceName};

/// How many sources of other channels, and home pages, are listed.
const LISTED: usize = 20;

/// Lists landings by channel. What is private or a machine is taken from where it was found, so that the channels and the
/// machines sum to the landings.
pub(super) fn channels(sums: &Sums) -> Vec<ChannelRow> {
    let mut rows: Vec<ChannelRow> = Channel::ALL
        .iter()
        .map(|(channel, _)| {
            let private = if *channel == Channel::DarkSocial { sums.total.private } else { 0.0 };
            let landings = sums.channels[*channel as usize] + private;
            ChannelRow { channel: *channel, landings, share: sums.share(landings) }
        })
        .filter(|row| row.landings > 0.0)
        .collect();
    rows.sort_by(|a, b| b.landings.total_cmp(&a.landings).then_with(|| a.channel.cmp(&b.channel)));
    rows
}

/// Lists the sources whose evidence fits private and public alike.
pub(super) fn either(landings: &Landings<'_>, sums: &Sums) -> Vec<EitherRow> {
    let kinds = landings.roles.kinds.iter().zip(&sums.kinds);
    let mut rows: Vec<EitherRow> = kinds
        .filter_map(|(kind, sum)| match kind {
            Kind::Either(source) if sum.all > 0 => {
                Some(EitherRow { source: source.clone(), landings: sum.all, private: sum.private })
            }
            _ => None,
        })
        .collect();
    rows.sort_by(|a, b| b.landings.cmp(&a.landings).then_with(|| a.source.cmp(&b.source)));
    rows
}

/// Lists the busiest sources that are not private.
pub(super) fn sources(landings: &Landings<'_>, sums: &Sums) -> Vec<ChannelSourceRow> {
    let mut by_source: BTreeMap<(Channel, &SourceName), u64> = BTreeMap::new();
    for (number, count) in &sums.origins {
        let origin = &landings.judgement.origins[*number as usize];
        if let (true, Some(source)) = (origin.privacy != Privacy::Private, &origin.source) {
            *by_source.entry((origin.channel, source)).or_default() += count;
        }
    }
    let mut rows: Vec<ChannelSourceRow> = by_source
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
