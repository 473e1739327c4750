//! The list of steps, from what came in to what is stored.

use super::agent::{self, Agents};
use super::origin::p_dark;
use super::{Dropped, RawEvent, Request, Salt, Shown, SiteRules};
use super::{clock, consent, link, name, site, text, url, visitor};
use crate::event::{Event, EventKind};
use crate::scan::LinkedFrom;
use crate::source::{
    AgentKind, App, Channel, Evidence, FetchSite, Origin, Own, Package, Privacy, QueryTraces, SourceName,
    TokenPresence,
};
use crate::visit::Arrival;

/// Judges events, and remembers the user agents that it has read: make one for each thread.
pub struct Judge {
    pub(super) agents: Agents,
}

/// An event that is stored as soon as its visit is known: see [`super::Visits::place`].
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    pub(super) event: Event,
    pub(super) arrival: Arrival,
    /// A fingerprint of page and traces.
    pub(super) shown: u64,
}

/// Judges one event. A loop is faster with a [`Judge`], which remembers.
///
/// # Errors
/// The one reason for which the event is dropped.
pub fn judge(raw: RawEvent, request: &Request, site: &SiteRules, salt: &Salt) -> Result<Judged, Dropped> {
    Judge::new().judge(raw, request, site, salt)
}

impl Judge {
    /// Starts with nothing remembered.
    pub fn new() -> Self {
        Self { agents: Agents::new() }
    }

    /// Judges one event: the steps in their order. The same arguments give the same answer, whatever came before.
    ///
    /// # Errors
    /// The one reason for which the event is dropped.
    pub fn judge(
        &mut self,
        raw: RawEvent,
        request: &Request,
        site: &SiteRules,
        salt: &Salt,
    ) -> Result<Judged, Dropped> {
        let page = site::page(&raw.url, site)?;
        consent::check(request.objection)?;
        let meant = name::meant(&raw.name)?;
        let id = raw.id.ok_or(Dropped::NoId)?;
        let value = name::value(&raw.name, raw.value)?;
        let at = clock::moment(raw.at, request)?;
        let agent = self.agents.of(&request.user_agent);
        let kind = agent::kind(meant, agent, request, site)?;

        let clean = url::clean(&page, site);
        let before = link::before(&raw.referrer, site);
        let fetch_site = match agent::is_beacon(request.via) {
            true => FetchSite::Unknown,
            false => FetchSite::of(&request.sec_fetch_site.header()),
        };
        // The click id's value stands in what was sent only, everything else is read from what is stored.
        let click = QueryTraces::of(page.query.as_bytes()).click;
        let QueryTraces { token, tag, .. } = QueryTraces::of(clean.query().as_bytes());
        let mut shown = Shown {
            referrer: before.referrer,
            linked_from: LinkedFrom::Elsewhere,
            agent,
            package: Package::of(&request.requested_with.header()),
            fetch_site,
            tag,
            token: if token.is_some() { TokenPresence::Present } else { TokenPresence::Absent },
            click: click.map(|click| click.rule),
        };
        let origin = origin(kind, agent.kind, &shown, before.own);
        shown.linked_from = LinkedFrom::of_stored(origin.channel, &shown.referrer);
        let arrival = shown.arrival(before.own);
        let mark = shown.with_page(&page.host, &clean.path);
        let event = Event {
            id,
            site: site.id.clone(),
            at,
            received_at: request.received_at,
            via: request.via,
            name: if kind == EventKind::Preview { "preview".to_owned() } else { raw.name },
            kind,
            landing: false,
            url: clean.url,
            host: page.host,
            path: clean.path,
            title: text::title(raw.title.as_deref()),
            referrer: before.text,
            channel: origin.channel,
            source: origin.source.as_ref().map(|source| source.as_str().to_owned()),
            evidence: origin.evidence,
            p_dark: p_dark(origin.privacy),
            visitor: visitor::visitor(salt, &site.id, request.address, &request.user_agent),
            visit: None,
            sharer_key: visitor::sharer_key(salt, &site.id, request.address),
            device: agent.device.name().map(str::to_owned),
            browser: (agent.kind == AgentKind::Human).then(|| agent.browser.name().to_owned()),
            agent: pattern(agent.kind, &shown).map(str::to_owned),
            package: shown.package.map(|package| package.name().to_owned()),
            language: text::language(&request.accept_language),
            country: text::country(raw.country.as_deref()),
            sec_fetch_site: shown.fetch_site.name().map(str::to_owned),
            token: text::token(raw.token.as_deref()),
            parent_token: token.map(|token| token.as_str().to_owned()),
            messenger: text::messenger(raw.messenger.as_deref()),
            click: click.map(|click| click.rule.parameter().to_owned()),
            click_key: click.and_then(|click| visitor::click_key(salt, &site.id, &click)),
            target: link::target(raw.target.as_deref(), site),
            value,
        };
        Ok(Judged { event, arrival, shown: mark })
    }
}

impl Default for Judge {
    fn default() -> Self {
        Self::new()
    }
}

impl Judged {
    /// Returns the event as far as it is known: its visit and whether it is a landing are not.
    pub fn event(&self) -> &Event {
        &self.event
    }
}

/// Decides where an event came from: a preview from its fetcher, a view by the rules, an action from nowhere else than the
/// page that it happened on.
fn origin(kind: EventKind, agent: AgentKind, shown: &Shown, own: Own) -> Origin {
    let of = |channel, source, evidence| Origin { channel, source, evidence, privacy: Privacy::Public };
    match (kind, agent) {
        (EventKind::Preview, AgentKind::Preview(fetcher)) => {
            of(Channel::Preview, Some(SourceName::Known(fetcher.source())), Evidence::Revealed)
        }
        (EventKind::Page | EventKind::Preview, _) => shown.origin(own),
        (EventKind::Action, _) => of(Channel::Internal, None, Evidence::None),
    }
}

/// Returns the pattern that told the app or the fetcher.
fn pattern(kind: AgentKind, shown: &Shown) -> Option<&'static str> {
    match kind {
        AgentKind::Preview(fetcher) => Some(fetcher.pattern()),
        AgentKind::Human | AgentKind::Bot(_) => shown.agent.app.map(App::pattern),
    }
}
