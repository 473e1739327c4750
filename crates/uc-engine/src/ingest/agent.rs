//! Who made a request, and what the event is about by that.

use super::name::Meant;
use super::{Dropped, PageviewsFrom, Request, Said, SiteRules};
use crate::event::{EventKind, Via};
use crate::scan::ByteTable;
use crate::source::{Agent, AgentKind};

/// Distinct user agents that are remembered before the cache starts anew.
const MOST: usize = 1 << 14;
/// Bytes of these before the cache starts anew: strangers choose how long each is.
const MOST_BYTES: usize = 1 << 22;

/// User agents that were read before.
pub(super) struct Agents(ByteTable<Agent>);

impl Agents {
    pub(super) fn new() -> Self {
        Self(ByteTable::new())
    }

    /// Reads a user agent, or remembers it.
    pub(super) fn of(&mut self, user_agent: &Said) -> Agent {
        let Said::Sent(text) = user_agent else { return Agent::of(&user_agent.header()) };
        if self.0.len() >= MOST || self.0.bytes() >= MOST_BYTES {
            self.0.clear();
        }
        let number = self.0.number(text.as_bytes(), || Agent::of(&user_agent.header()));
        *self.0.value(number)
    }
}

/// Decides what an event is about: a person's view, a preview, an action. Machines are dropped, and page views from the
/// source that the site does not count by.
pub(super) fn kind(
    meant: Meant,
    agent: Agent,
    request: &Request,
    site: &SiteRules,
) -> Result<EventKind, Dropped> {
    match (agent.kind, meant) {
        (AgentKind::Bot(_), _) | (AgentKind::Preview(_), Meant::Action) => Err(Dropped::Bot),
        (AgentKind::Preview(_), Meant::Page | Meant::Preview) => Ok(EventKind::Preview),
        (AgentKind::Human, Meant::Preview) => Err(Dropped::NoPreview),
        (AgentKind::Human, Meant::Action) => Ok(EventKind::Action),
        (AgentKind::Human, Meant::Page) if !counts(request.via, site.pageviews_from) => {
            Err(Dropped::OtherSource)
        }
        (AgentKind::Human, Meant::Page) if is_prefetch(request) => Err(Dropped::Prefetch),
        (AgentKind::Human, Meant::Page) => Ok(EventKind::Page),
    }
}

/// Tells whether page views that come this way count. A server that sends events of its own accord, and an import, are
/// nobody's second voice.
fn counts(via: Via, from: PageviewsFrom) -> bool {
    match via {
        Via::Tracker | Via::Pixel => from == PageviewsFrom::Tracker,
        Via::Log => from == PageviewsFrom::Log,
        Via::Server | Via::Import => true,
    }
}

fn is_prefetch(request: &Request) -> bool {
    !is_beacon(request.via) && request.purpose.text().to_ascii_lowercase().contains("prefetch")
}

/// Tells whether the request that brought the event is not the visitor's request for the page: its `Sec-` headers
/// describe the beacon, never the visit.
pub(super) fn is_beacon(via: Via) -> bool {
    matches!(via, Via::Tracker | Via::Pixel)
}
