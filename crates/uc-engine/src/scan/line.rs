//! What becomes of one hit: its kind, and what is kept of it.

use std::net::Ipv6Addr;

use super::view::list_of;
use super::{ClickSeen, PreviewSeen, Scanner, View, fingerprint};
use crate::hit::{Header, Hit, Method};
use crate::kind::{TargetKind, target_kind};
use crate::source::AgentKind;

/// What a line turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A human page view answered 200 or 304; whether it is a landing shows when all lines are read.
    View,
    /// Another human request for a page: a redirect, a form sent, a prefetch.
    OtherPage,
    /// A picture, a script, a feed …
    Asset,
    /// A link-preview fetch, by the agent's number in the part's tables.
    Preview(u32),
    /// A machine.
    Bot,
    /// A human request that was answered with an error.
    Error,
    /// Left out by the filter.
    Filtered,
}

impl Scanner<'_> {
    /// Decides what a hit is, counts it and keeps what is needed of it.
    pub(super) fn hit(&mut self, hit: &Hit<'_>, at: u32, position: u64) -> What {
        self.part.counts.lines.read += 1;
        if !self.filter.lets_pass(hit) {
            self.part.counts.lines.filtered += 1;
            return What::Filtered;
        }
        self.part.counts.seen_at(at);
        self.part.counts.fields(&hit.referrer, &hit.user_agent);
        let (path, query) = split_target(&hit.target);
        let (agent, agent_hash) = self.caches.agent(&hit.user_agent, &mut self.part.tables);
        let target = target_kind(path, query, &hit.extra.sec_fetch_dest);
        let lines = &mut self.part.counts.lines;
        match self.part.tables.agents.values[agent as usize].kind {
            _ if target == TargetKind::Robots => self.bot("robots"),
            AgentKind::Bot(class) => self.bot(class.name()),
            AgentKind::Preview(_) => {
                lines.previews += 1;
                if target == TargetKind::Page && matches!(hit.status, 200..=299 | 304) {
                    let page = self.part.tables.page(hit.host.as_deref(), path, &mut self.caches.scratch);
                    let sender = fingerprint(hit.address);
                    self.part.previews.push(PreviewSeen { sender, position, at, page, agent });
                }
                What::Preview(agent)
            }
            AgentKind::Human if hit.status >= 400 => {
                lines.errors += 1;
                What::Error
            }
            AgentKind::Human if hit.method == Method::Head => self.bot("head"),
            AgentKind::Human if target == TargetKind::Asset => {
                lines.assets += 1;
                let referrer = self.caches.referrer(&hit.referrer, &mut self.part.tables);
                self.part.tables.asset_referrers[referrer as usize] += 1;
                self.part.loads_assets.add(visitor(hit.address, agent_hash));
                What::Asset
            }
            AgentKind::Human if !is_view(hit) => {
                lines.other_pages += 1;
                What::OtherPage
            }
            AgentKind::Human => {
                lines.pages += 1;
                let visitor = visitor(hit.address, agent_hash);
                self.view(hit, (path, query), View { visitor, position, at, page: 0, traces: agent });
                What::View
            }
        }
    }

    /// Keeps a page view. `view.traces` holds the agent's number when it comes in.
    fn view(&mut self, hit: &Hit<'_>, (path, query): (&[u8], &[u8]), view: View) {
        let page = self.part.tables.page(hit.host.as_deref(), path, &mut self.caches.scratch);
        let (traces, found) = self.caches.traces(hit, view.traces, query, &mut self.part.tables);
        if let Some(id) = found.click.and_then(|click| click.minted) {
            let View { visitor, position, at, .. } = view;
            self.part.clicks.push(ClickSeen { id, visitor, at, position });
        }
        self.part.lists[list_of(view.visitor)].push(View { page, traces, ..view });
    }

    fn bot(&mut self, class: &'static str) -> What {
        self.part.counts.lines.bots += 1;
        *self.part.counts.bots.entry(class).or_default() += 1;
        What::Bot
    }
}

/// Tells whether a person got to see a page: asked with GET, answered 200 or 304, not fetched ahead of a click.
fn is_view(hit: &Hit<'_>) -> bool {
    let prefetch = match &hit.extra.purpose {
        Header::Sent(purpose) => memchr::memmem::find(purpose, b"prefetch").is_some(),
        Header::Unknown | Header::Absent => false,
    };
    hit.method == Method::Get && matches!(hit.status, 200 | 304) && !prefetch
}

/// Returns a fingerprint of who asked: the address (of an IPv6 address its /64, the rest changes by the hour) and the
/// user agent.
fn visitor(address: &[u8], agent: u64) -> u64 {
    let who = if address.contains(&b':') { ipv6(address) } else { fingerprint(address) };
    // An odd multiplier keeps the two halves apart: the same bytes as address and as agent must not cancel out.
    (who ^ agent.rotate_left(31)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn ipv6(address: &[u8]) -> u64 {
    let Some(parsed) = std::str::from_utf8(address).ok().and_then(|text| text.parse::<Ipv6Addr>().ok())
    else {
        return fingerprint(address);
    };
    match parsed.to_ipv4_mapped() {
        Some(v4) => fingerprint(v4.to_string().as_bytes()),
        None => fingerprint(&parsed.octets()[..8]),
    }
}

/// Splits a target into path and query, without scheme, host and fragment.
pub(crate) fn split_target(target: &[u8]) -> (&[u8], &[u8]) {
    let path = match target.first() {
        Some(b'/') => target,
        _ => after_host(target),
    };
    let path = memchr::memchr(b'#', path).map_or(path, |end| &path[..end]);
    match memchr::memchr(b'?', path) {
        Some(mark) => (&path[..mark], &path[mark + 1..]),
        None => (path, b""),
    }
}

/// Returns what follows the host of a whole URL; other targets stay as they are.
fn after_host(target: &[u8]) -> &[u8] {
    let Some(scheme) = memchr::memmem::find(target, b"://") else { return target };
    let host = &target[scheme + 3..];
    memchr::memchr(b'/', host).map_or(b"/", |slash| &host[slash..])
}

#[cfg(test)]
mod tests {
    use super::{split_target, visitor};

    #[test]
    fn a_target_is_split_into_path_and_query() {
        let check = |target: &str, path: &str, query: &str| {
            assert_eq!(split_target(target.as_bytes()), (path.as_bytes(), query.as_bytes()), "{target}");
        };
        check("/brot?a=1&b=2", "/brot", "a=1&b=2");
        check("/brot", "/brot", "");
        check("/brot#u.x?y", "/brot", "");
        check("http://example.org/brot?a", "/brot", "a");
        check("http://example.org", "/", "");
        check("*", "*", "");
        check("", "", "");
    }

    #[test]
    fn an_ipv6_visitor_is_known_by_the_network_and_an_ipv4_visitor_by_the_whole_address() {
        let same = |a: &str, b: &str| visitor(a.as_bytes(), 1) == visitor(b.as_bytes(), 1);
        assert!(same("2001:db8:1:2::1", "2001:db8:1:2:ffff::9"));
        assert!(!same("2001:db8:1:2::1", "2001:db8:1:3::1"));
        assert!(same("::ffff:192.0.2.1", "192.0.2.1"));
        assert!(!same("192.0.2.1", "192.0.2.2"));
    }
}
