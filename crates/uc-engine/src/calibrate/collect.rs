//! Finds the marked links in a log: their landings, one for each visitor, and their previews.
//!
//! It parses only lines that hold the mark, so that reading a log goes about as fast as searching it. It keeps a
//! fingerprint of each visitor, never an address, and only until it is done.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::net::Ipv6Addr;

use memchr::{memchr, memmem, memrchr};

use super::landing::Shown;
use super::measured::Measured;
use crate::hit::{Header, Hit, Method};
use crate::kind::{TargetKind, target_kind};
use crate::log::{Clock, Read};
use crate::priors::Priors;
use crate::scan::{Filter, Piece, fingerprint};
use crate::source::{Agent, AgentKind, QueryTraces, Source, TEST_PARAMETER, TestPost};

/// Reads pieces of a log, in any order.
pub struct Collector<'f> {
    filter: &'f Filter,
    clock: Clock,
    pub(super) tests: BTreeMap<&'static str, Test>,
    pub(super) unreadable: u64,
    pub(super) period: Option<(i64, i64)>,
}

/// What was seen of one messenger's links.
pub(super) struct Test {
    pub(super) messenger: Source,
    /// The first landing of each visitor.
    pub(super) visitors: HashMap<u64, Landing>,
    /// Posts that a landing or a preview shows.
    pub(super) posts: BTreeSet<u16>,
    /// Posts that the messenger's own fetcher asked for.
    pub(super) previewed: BTreeSet<u16>,
    /// Preview fetches by the source of the fetcher.
    pub(super) previews: BTreeMap<&'static str, u64>,
    pub(super) machines: u64,
}

/// A visitor's landing.
pub(super) struct Landing {
    /// When, and where in the log: the first one counts.
    order: (i64, u64),
    pub(super) shown: Shown,
}

impl<'f> Collector<'f> {
    /// Starts with nothing seen.
    pub fn new(filter: &'f Filter) -> Self {
        Self { filter, clock: Clock::default(), tests: BTreeMap::new(), unreadable: 0, period: None }
    }

    /// Reads a piece.
    pub fn read(&mut self, piece: &Piece<'_>) {
        let mark = memmem::Finder::new(TEST_PARAMETER);
        let mut from = 0;
        while let Some(found) = piece.bytes.get(from..).and_then(|rest| mark.find(rest)) {
            let found = from + found;
            let start = memrchr(b'\n', &piece.bytes[..found]).map_or(0, |end| end + 1);
            let end = memchr(b'\n', &piece.bytes[found..]).map_or(piece.bytes.len(), |end| found + end);
            from = end + 1;
            match piece.format.read(&piece.bytes[start..end], &mut self.clock) {
                Read::Hit(hit) => self.hit(&hit, piece.position + start as u64),
                Read::Header => {}
                Read::Unreadable(_) => self.unreadable += 1,
            }
        }
    }

    /// Counts a line that was too long to be handed over whole, by its beginning.
    pub fn skip_long_line(&mut self, beginning: &[u8]) {
        self.unreadable += u64::from(memmem::find(beginning, TEST_PARAMETER.as_bytes()).is_some());
    }

    /// Returns what the marked links tell, on top of what was believed before.
    pub fn finish(self, priors: &Priors) -> Measured {
        Measured::of(&self, priors)
    }

    fn hit(&mut self, hit: &Hit<'_>, position: u64) {
        if !self.filter.lets_pass(hit) {
            return;
        }
        let (path, query) = parts(&hit.target);
        let traces = QueryTraces::of(query);
        let is_page = target_kind(path, query, &hit.extra.sec_fetch_dest) == TargetKind::Page;
        let Some(post) = traces.test.filter(|_| is_page) else { return };
        let agent = Agent::of(&hit.user_agent);
        match agent.kind {
            AgentKind::Bot(_) => self.test(post).machines += 1,
            AgentKind::Preview(fetcher) if matches!(hit.status, 200..=299 | 304) => {
                self.seen_at(hit.at);
                self.test(post).preview(post, fetcher.source());
            }
            AgentKind::Human if is_seen(hit) => {
                let site = self.filter.site.as_deref();
                if let Some(shown) = Shown::of(hit, agent, &traces, post.messenger, site) {
                    self.seen_at(hit.at);
                    self.test(post).landing(post, visitor(hit), Landing { order: (hit.at, position), shown });
                }
            }
            AgentKind::Preview(_) | AgentKind::Human => {}
        }
    }

    fn test(&mut self, post: TestPost) -> &mut Test {
        self.tests.entry(post.messenger.name()).or_insert_with(|| Test {
            messenger: post.messenger,
            visitors: HashMap::new(),
            posts: BTreeSet::new(),
            previewed: BTreeSet::new(),
            previews: BTreeMap::new(),
            machines: 0,
        })
    }

    fn seen_at(&mut self, at: i64) {
        let (first, last) = self.period.unwrap_or((at, at));
        self.period = Some((first.min(at), last.max(at)));
    }
}

impl Test {
    fn preview(&mut self, post: TestPost, fetcher: &'static str) {
        self.posts.insert(post.number);
        *self.previews.entry(fetcher).or_default() += 1;
        if fetcher == self.messenger.name() {
            self.previewed.insert(post.number);
        }
    }

    fn landing(&mut self, post: TestPost, visitor: u64, landing: Landing) {
        self.posts.insert(post.number);
        match self.visitors.get_mut(&visitor) {
            Some(first) if landing.order < first.order => *first = landing,
            Some(_) => {}
            None => {
                self.visitors.insert(visitor, landing);
            }
        }
    }
}

/// Says whether a person got to see what was asked for.
fn is_seen(hit: &Hit<'_>) -> bool {
    let ahead =
        matches!(&hit.extra.purpose, Header::Sent(purpose) if memmem::find(purpose, b"prefetch").is_some());
    hit.method == Method::Get && matches!(hit.status, 200 | 304) && !ahead
}

/// Splits a target into path and query.
fn parts(target: &[u8]) -> (&[u8], &[u8]) {
    let target = &target[..memchr(b'#', target).unwrap_or(target.len())];
    let (before, query) = match memchr(b'?', target) {
        Some(at) => (&target[..at], &target[at + 1..]),
        None => (target, &target[target.len()..]),
    };
    // A proxy writes the whole address.
    let host = memmem::find(before, b"://").map_or(0, |at| at + 3);
    let path = memchr(b'/', &before[host..]).map_or(before.len(), |slash| host + slash);
    (&before[path..], query)
}

/// Returns a fingerprint of who asked, by address (an IPv6 address counts by its network) and user agent.
fn visitor(hit: &Hit<'_>) -> u64 {
    let ipv6 = str::from_utf8(hit.address).ok().and_then(|text| text.parse::<Ipv6Addr>().ok());
    let network = ipv6.filter(|address| address.to_ipv4_mapped().is_none());
    let mut who = match network {
        Some(address) => address.octets()[..8].to_vec(),
        None => hit.address.to_vec(),
    };
    who.push(0);
    who.extend_from_slice(hit.user_agent.bytes());
    fingerprint(&who)
}

#[cfg(test)]
mod tests;
