//! Shares seen: link previews of pages, each counted once.
//!
//! A messenger fetches a card while a person writes, and again when it is sent; what one sender's device asks of one
//! page within a minute is one share.

use std::collections::BTreeMap;

use super::{SharePageRow, ShareSourceRow, SharesSeen};
use crate::gather::Gathered;
use crate::scan::PreviewSeen;
use crate::source::{AgentKind, Fetcher, SourceName};

/// How many pages are listed.
const PAGES: usize = 50;
/// Fetches of one sender, source and page within this many seconds are one share.
const SAME_SHARE: u32 = 60;

/// A share: when, of which page, by whose fetcher.
pub(crate) struct Share {
    pub(crate) at: u32,
    pub(crate) page: u32,
    pub(crate) fetcher: Fetcher,
}

/// Returns the shares in the order of their senders.
pub(crate) fn distinct(gathered: &Gathered) -> Vec<Share> {
    let fetcher = |seen: &PreviewSeen| match gathered.agents[seen.agent as usize].kind {
        AgentKind::Preview(fetcher) => Some(fetcher),
        AgentKind::Human | AgentKind::Bot(_) => None,
    };
    let mut fetches: Vec<(&'static str, u64, u32, u32, Fetcher)> = gathered
        .previews
        .iter()
        .filter_map(|seen| fetcher(seen).map(|by| (by.source(), seen.sender, seen.page, seen.at, by)))
        .collect();
    fetches.sort_unstable_by_key(|(source, sender, page, at, _)| (*source, *sender, *page, *at));
    let mut shares = Vec::new();
    for same in fetches.chunk_by(|a, b| (a.0, a.1, a.2) == (b.0, b.1, b.2)) {
        let mut counted: Option<u32> = None;
        for (_, _, page, at, fetcher) in same {
            if counted.is_none_or(|last| at - last >= SAME_SHARE) {
                counted = Some(*at);
                shares.push(Share { at: *at, page: *page, fetcher: *fetcher });
            }
        }
    }
    shares
}

/// Sums shares up by source and by page. `name` words a page.
pub(super) fn sum(shares: &[Share], name: impl Fn(u32) -> String) -> SharesSeen {
    let mut by_source: BTreeMap<&'static str, (u64, Fetcher)> = BTreeMap::new();
    let mut by_page: BTreeMap<u32, BTreeMap<&'static str, u64>> = BTreeMap::new();
    for share in shares {
        let source = share.fetcher.source();
        by_source.entry(source).or_insert((0, share.fetcher)).0 += 1;
        *by_page.entry(share.page).or_default().entry(source).or_default() += 1;
    }
    let mut sources: Vec<ShareSourceRow> = by_source
        .into_iter()
        .map(|(source, (count, fetcher))| ShareSourceRow {
            source: SourceName::Known(source),
            count,
            privacy: fetcher.privacy(),
        })
        .collect();
    sources.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.source.cmp(&b.source)));
    let mut pages: Vec<SharePageRow> = by_page
        .into_iter()
        .map(|(page, sources)| {
            let mut by_source: Vec<(SourceName, u64)> =
                sources.into_iter().map(|(source, count)| (SourceName::Known(source), count)).collect();
            by_source.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            SharePageRow {
                page: name(page),
                count: by_source.iter().map(|(_, count)| count).sum(),
                by_source,
            }
        })
        .collect();
    pages.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.page.cmp(&b.page)));
    pages.truncate(PAGES);
    SharesSeen { count: shares.len() as u64, by_source: sources, by_page: pages }
}
