//! An event that was stored, fed into the same tables as a log line, so that the estimate over stored events is the one
//! of `report`.
//!
//! What an event says of its traces was settled when it came in ([`crate::ingest`]); here it is only read back.

use super::view::list_of;
use super::{ClickSeen, PreviewSeen, Scanner, View};
use crate::event::{Event, EventKind, Millis, Via};
use crate::hit::Header;
use crate::ingest::{ASSETS, Shown};
use crate::source::{
    Agent, AgentKind, App, Browser, Channel, ClickId, Device, FetchSite, Fetcher, Package, Referrer,
};

use super::traces::{LinkedFrom, Traced};

/// The columns of an event that the estimate reads, named as in [`Event`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StoredView<'e> {
    /// What it is about. Of actions only [`ASSETS`] is looked at.
    pub kind: EventKind,
    /// What it is called.
    pub name: &'e str,
    /// When it happened.
    pub at: Millis,
    /// Where it was seen.
    pub via: Via,
    /// The page's URL.
    pub url: &'e str,
    /// Its host.
    pub host: &'e str,
    /// Its path as people read it.
    pub path: &'e str,
    /// The page before.
    pub referrer: Option<&'e str>,
    /// The channel by the evidence alone.
    pub channel: Channel,
    /// The pseudonym of the day.
    pub visitor: Option<u64>,
    /// The kind of device.
    pub device: Option<&'e str>,
    /// The family of browser.
    pub browser: Option<&'e str>,
    /// The pattern that told the app or the fetcher.
    pub agent: Option<&'e str>,
    /// The Android app.
    pub package: Option<&'e str>,
    /// `Sec-Fetch-Site`.
    pub sec_fetch_site: Option<&'e str>,
    /// The name of a click id.
    pub click: Option<&'e str>,
    /// Its keyed hash.
    pub click_key: Option<u64>,
}

impl<'e> StoredView<'e> {
    /// Reads an event.
    pub fn of(event: &'e Event) -> Self {
        Self {
            kind: event.kind,
            name: &event.name,
            at: event.at,
            via: event.via,
            url: &event.url,
            host: &event.host,
            path: &event.path,
            referrer: event.referrer.as_deref(),
            channel: event.channel,
            visitor: event.visitor,
            device: event.device.as_deref(),
            browser: event.browser.as_deref(),
            agent: event.agent.as_deref(),
            package: event.package.as_deref(),
            sec_fetch_site: event.sec_fetch_site.as_deref(),
            click: event.click.as_deref(),
            click_key: event.click_key,
        }
    }

    /// Returns who made the request. A pattern that is no longer in the tables tells nothing.
    pub(crate) fn agent(&self) -> Agent {
        let fetcher = self.agent.filter(|_| self.kind == EventKind::Preview).and_then(Fetcher::told_by);
        Agent {
            kind: fetcher.map_or(AgentKind::Human, AgentKind::Preview),
            app: self.agent.filter(|_| self.kind != EventKind::Preview).and_then(App::told_by),
            device: self.device.map_or(Device::Unknown, Device::named),
            browser: self.browser.map_or(Browser::Other, Browser::named),
        }
    }

    /// Returns the page before as the header that it was.
    pub(crate) fn referrer(&self) -> Header<'e> {
        self.referrer.map_or(Header::Unknown, |text| Header::of(text.as_bytes().into()))
    }

    /// Returns the query of the page's URL.
    pub(crate) fn query(&self) -> &'e str {
        self.url.split_once('?').map_or("", |(_, query)| query)
    }

    pub(crate) fn package(&self) -> Option<Package> {
        self.package.and_then(|package| Package::find(package.as_bytes()))
    }

    pub(crate) fn fetch_site(&self) -> FetchSite {
        let header = self.sec_fetch_site.map_or(Header::Unknown, |site| Header::Sent(site.as_bytes().into()));
        FetchSite::of(&header)
    }

    pub(crate) fn click(&self) -> Option<ClickId> {
        self.click.and_then(ClickId::named)
    }

    /// Tells whether the visitor's browser fetched what belongs to the page: the script that told of the view, or the
    /// picture.
    fn loads_assets(&self) -> bool {
        let told_by_a_part = matches!(self.via, Via::Tracker | Via::Pixel);
        told_by_a_part || (self.kind == EventKind::Action && self.name == ASSETS)
    }
}

impl LinkedFrom {
    /// Reads it from the channel: which hosts are the site's own was decided when the event came in, and the rules may
    /// have changed since.
    pub(crate) fn of_stored(channel: Channel, referrer: &Referrer) -> Self {
        let own = channel == Channel::Internal && referrer.host().is_some();
        if own { Self::AskedHost } else { Self::Elsewhere }
    }
}

impl Scanner<'_> {
    /// Takes an event that was read back from the store: a page view, a preview, or the action that tells that a visitor's
    /// browser fetches parts of pages. `position` is a number of the caller's own, another one for each event, by
    /// which [`crate::classify::Classified::views`] names it; of two views in one second the one with the lower number
    /// was first.
    pub fn stored(&mut self, seen: &StoredView<'_>, position: u64) {
        // Where the visitor is not known, nothing connects the event with any other.
        let visitor = seen.visitor.unwrap_or_else(|| super::fingerprint(&position.to_le_bytes()));
        if seen.kind != EventKind::Preview && seen.loads_assets() {
            self.part.loads_assets.add(visitor);
        }
        let Ok(at) = u32::try_from(seen.at.div_euclid(1000)) else { return };
        if seen.kind == EventKind::Action {
            return;
        }
        self.part.counts.lines.read += 1;
        if !self.filter.lets_stored_pass(i64::from(at), seen.host) {
            self.part.counts.lines.filtered += 1;
            return;
        }
        self.part.counts.seen_at(at);
        self.part.counts.hits += 1;
        self.part.counts.no_referrer_field += u64::from(seen.referrer.is_none());
        let page =
            self.part.tables.page(Some(seen.host.as_bytes()), seen.path.as_bytes(), &mut self.caches.scratch);
        if seen.kind == EventKind::Preview {
            self.part.counts.lines.previews += 1;
            let agent = self.part.tables.agents.number(&seen.agent());
            self.part.previews.push(PreviewSeen { sender: visitor, position, at, page, agent });
            return;
        }
        self.part.counts.lines.pages += 1;
        if let Some(id) = seen.click_key {
            self.part.clicks.push(ClickSeen { id, visitor, at, position });
        }
        let traces = self.stored_traces(seen);
        self.part.lists[list_of(visitor)].push(View { visitor, position, at, page, traces });
    }

    fn stored_traces(&mut self, seen: &StoredView<'_>) -> u32 {
        let Shown { referrer, linked_from, agent, package, fetch_site, tag, token, click } = Shown::of(seen);
        let tables = &mut self.part.tables;
        let number = tables.referrers.number(&referrer);
        tables.asset_referrers.resize(tables.referrers.values.len(), 0);
        let traced = Traced {
            referrer: number,
            agent: tables.agents.number(&agent),
            tag: tag.as_ref().map_or(0, |tag| tables.tags.number(tag) + 1),
            package,
            fetch_site,
            token,
            click,
            linked_from,
        };
        tables.traced.number(&traced)
    }
}
