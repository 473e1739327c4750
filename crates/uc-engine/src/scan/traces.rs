//! The traces that a page view left, told apart once and then known by a number.
//!
//! User agents, referrers and queries repeat. Each distinct one is read by [`crate::source`] once, and a view keeps
//! only the number of its combination. The caches in front of the tables are emptied when strangers fill them.

use std::borrow::Cow;
use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::{ByteTable, fingerprint};
use crate::hit::{Header, Hit};
use crate::source::{Agent, ClickId, FetchSite, Package, QueryTraces, Referrer, Tag, TokenPresence};

/// Distinct raw user agents or referrers that a cache holds before it starts anew.
const CACHE_LIMIT: usize = 1 << 16;
/// Bytes of these that a cache holds before it starts anew: strangers choose how long each is.
const CACHE_BYTES: usize = 1 << 24;

/// A combination of traces, by the numbers of its parts in [`TraceTables`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Traced {
    pub(crate) referrer: u32,
    pub(crate) agent: u32,
    /// Number of the tag plus one, or zero.
    pub(crate) tag: u32,
    pub(crate) package: Option<Package>,
    pub(crate) fetch_site: FetchSite,
    pub(crate) token: TokenPresence,
    pub(crate) click: Option<ClickId>,
    pub(crate) linked_from: LinkedFrom,
}

/// Whether the referring page lies on the very host that was asked, where the log names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum LinkedFrom {
    /// It does, so the link was internal, however small a part of the log that host is.
    AskedHost,
    /// It does not, or the log does not say.
    Elsewhere,
}

/// Everything distinct that a scanner has seen.
pub(crate) struct TraceTables {
    /// Pages: the number of the host (four bytes) and the raw path.
    pub(crate) pages: ByteTable<()>,
    /// Hosts that were asked, lower case, without `www.`.
    pub(crate) hosts: ByteTable<()>,
    pub(crate) agents: Numbered<Agent>,
    pub(crate) referrers: Numbered<Referrer>,
    /// How many assets were asked for from pages of that referrer; runs with `referrers`.
    pub(crate) asset_referrers: Vec<u64>,
    pub(crate) tags: Numbered<Tag>,
    pub(crate) traced: Numbered<Traced>,
}

/// Distinct values, numbered in the order in which they came.
pub(crate) struct Numbered<T> {
    numbers: HashMap<T, u32, FixedState>,
    pub(crate) values: Vec<T>,
}

impl<T: Clone + Eq + std::hash::Hash> Numbered<T> {
    pub(crate) fn new() -> Self {
        Self { numbers: HashMap::with_hasher(FixedState::with_seed(7)), values: Vec::new() }
    }

    pub(crate) fn number(&mut self, value: &T) -> u32 {
        if let Some(number) = self.numbers.get(value) {
            return *number;
        }
        let number = u32::try_from(self.values.len())
            .expect("four thousand million distinct values do not fit in memory");
        self.values.push(value.clone());
        self.numbers.insert(value.clone(), number);
        number
    }
}

impl TraceTables {
    pub(crate) fn new() -> Self {
        Self {
            pages: ByteTable::new(),
            hosts: ByteTable::new(),
            agents: Numbered::new(),
            referrers: Numbered::new(),
            asset_referrers: Vec::new(),
            tags: Numbered::new(),
            traced: Numbered::new(),
        }
    }

    /// Returns the number of a page, told apart by host where the log names it.
    pub(crate) fn page(&mut self, host: Option<&[u8]>, path: &[u8], scratch: &mut Vec<u8>) -> u32 {
        let host = host.map_or(0, |host| self.host(host));
        scratch.clear();
        scratch.extend_from_slice(&host.to_le_bytes());
        scratch.extend_from_slice(path);
        self.pages.number(scratch, || ())
    }

    /// Returns the number of a host plus one (zero stands for "the log does not say").
    fn host(&mut self, host: &[u8]) -> u32 {
        let bare = super::filter::bare_host(host);
        let lower: Cow<'_, [u8]> = if bare.iter().any(u8::is_ascii_uppercase) {
            Cow::Owned(bare.to_ascii_lowercase())
        } else {
            Cow::Borrowed(bare)
        };
        let lower = &lower[..lower.len().min(253)];
        self.hosts.number(lower, || ()) + 1
    }
}

/// Raw headers that were read before.
pub(crate) struct Caches {
    agents: ByteTable<u32>,
    referrers: ByteTable<u32>,
    unknown_agent: Option<u32>,
    unknown_referrer: Option<u32>,
    absent_referrer: Option<u32>,
    pub(crate) scratch: Vec<u8>,
}

impl Caches {
    pub(crate) fn new() -> Self {
        Self {
            agents: ByteTable::new(),
            referrers: ByteTable::new(),
            unknown_agent: None,
            unknown_referrer: None,
            absent_referrer: None,
            scratch: Vec::new(),
        }
    }

    /// Returns the number of the agent and the fingerprint of its name.
    pub(crate) fn agent(&mut self, header: &Header<'_>, tables: &mut TraceTables) -> (u32, u64) {
        let bytes = header.bytes();
        let hash = fingerprint(bytes);
        if *header == Header::Unknown {
            let number = *self.unknown_agent.get_or_insert_with(|| tables.agents.number(&Agent::of(header)));
            return (number, hash);
        }
        if is_full(&self.agents) {
            self.agents.clear();
        }
        let slot = self.agents.number_hashed(hash, bytes, || tables.agents.number(&Agent::of(header)));
        (*self.agents.value(slot), hash)
    }

    /// Returns the number of the referrer.
    pub(crate) fn referrer(&mut self, header: &Header<'_>, tables: &mut TraceTables) -> u32 {
        let mut make = || {
            let number = tables.referrers.number(&Referrer::of(header));
            tables.asset_referrers.resize(tables.referrers.values.len(), 0);
            number
        };
        match header {
            Header::Unknown => *self.unknown_referrer.get_or_insert_with(make),
            Header::Absent => *self.absent_referrer.get_or_insert_with(make),
            Header::Sent(bytes) => {
                if is_full(&self.referrers) {
                    self.referrers.clear();
                }
                let slot = self.referrers.number(bytes, &mut make);
                *self.referrers.value(slot)
            }
        }
    }

    /// Returns the number of a page view's traces, and what its query holds.
    pub(crate) fn traces(
        &mut self,
        hit: &Hit<'_>,
        agent: u32,
        query: &[u8],
        tables: &mut TraceTables,
    ) -> (u32, QueryTraces) {
        let referrer = self.referrer(&hit.referrer, tables);
        let found = if query.is_empty() { QueryTraces::default() } else { QueryTraces::of(query) };
        let traced = Traced {
            referrer,
            agent,
            tag: found.tag.as_ref().map_or(0, |tag| tables.tags.number(tag) + 1),
            package: Package::of(&hit.extra.requested_with),
            fetch_site: FetchSite::of(&hit.extra.sec_fetch_site),
            token: if found.token.is_some() { TokenPresence::Present } else { TokenPresence::Absent },
            click: found.click.as_ref().map(|click| click.rule),
            linked_from: linked_from(&tables.referrers.values[referrer as usize], hit.host.as_deref()),
        };
        (tables.traced.number(&traced), found)
    }
}

fn linked_from(referrer: &Referrer, asked: Option<&[u8]>) -> LinkedFrom {
    let same = referrer
        .host()
        .zip(asked)
        .is_some_and(|(host, asked)| super::filter::bare_host(asked).eq_ignore_ascii_case(host.as_bytes()));
    if same { LinkedFrom::AskedHost } else { LinkedFrom::Elsewhere }
}

/// Says whether strangers have filled a cache.
fn is_full(cache: &ByteTable<u32>) -> bool {
    cache.len() >= CACHE_LIMIT || cache.bytes() >= CACHE_BYTES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_headers_do_not_fill_the_memory() {
        let (mut caches, mut tables) = (Caches::new(), TraceTables::new());
        for number in 0..40 {
            let long = Header::Sent(format!("{number} {}", "x".repeat(1 << 20)).into_bytes().into());
            caches.agent(&long, &mut tables);
            caches.referrer(&long, &mut tables);
        }
        assert!(caches.agents.bytes() < 2 * CACHE_BYTES && caches.referrers.bytes() < 2 * CACHE_BYTES);
    }
}
