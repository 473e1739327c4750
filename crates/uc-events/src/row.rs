//! An event as it stands in the log and, from there, in columns: field by field, in a form that older programs can tell from their own.
//!
//! INVARIANT: fields are only ever added at the end, together with a new [`VERSION`]; a log may outlive an update.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use uc_engine::event::{Event, EventId, EventKind, SiteId, Via};
use uc_engine::source::{Channel, Evidence};

/// The version of the form, as it stands at the head of each segment.
pub(crate) const VERSION: u8 = 1;

type Text<'a> = Cow<'a, str>;

#[derive(Serialize, Deserialize)]
pub(crate) struct EventRow<'a> {
    pub(crate) id: u128,
    #[serde(borrow)]
    pub(crate) site: Text<'a>,
    pub(crate) at: i64,
    pub(crate) received_at: i64,
    #[serde(borrow)]
    pub(crate) via: Text<'a>,
    #[serde(borrow)]
    pub(crate) name: Text<'a>,
    #[serde(borrow)]
    pub(crate) kind: Text<'a>,
    pub(crate) landing: bool,
    #[serde(borrow)]
    pub(crate) url: Text<'a>,
    #[serde(borrow)]
    pub(crate) host: Text<'a>,
    #[serde(borrow)]
    pub(crate) path: Text<'a>,
    pub(crate) title: Option<Text<'a>>,
    pub(crate) referrer: Option<Text<'a>>,
    #[serde(borrow)]
    pub(crate) channel: Text<'a>,
    pub(crate) source: Option<Text<'a>>,
    #[serde(borrow)]
    pub(crate) evidence: Text<'a>,
    pub(crate) p_dark: Option<f64>,
    pub(crate) visitor: Option<u64>,
    pub(crate) visit: Option<u64>,
    pub(crate) sharer_key: Option<u64>,
    pub(crate) device: Option<Text<'a>>,
    pub(crate) browser: Option<Text<'a>>,
    pub(crate) agent: Option<Text<'a>>,
    pub(crate) package: Option<Text<'a>>,
    pub(crate) language: Option<Text<'a>>,
    pub(crate) country: Option<Text<'a>>,
    pub(crate) sec_fetch_site: Option<Text<'a>>,
    pub(crate) token: Option<Text<'a>>,
    pub(crate) parent_token: Option<Text<'a>>,
    pub(crate) messenger: Option<Text<'a>>,
    pub(crate) click: Option<Text<'a>>,
    pub(crate) click_key: Option<u64>,
    pub(crate) target: Option<Text<'a>>,
    pub(crate) value: Option<f64>,
}

impl<'a> EventRow<'a> {
    pub(crate) fn of(event: &'a Event) -> Self {
        let some = |text: &'a Option<String>| text.as_deref().map(Cow::Borrowed);
        Self {
            id: event.id.0,
            site: event.site.as_str().into(),
            at: event.at,
            received_at: event.received_at,
            via: event.via.name().into(),
            name: event.name.as_str().into(),
            kind: event.kind.name().into(),
            landing: event.landing,
            url: event.url.as_str().into(),
            host: event.host.as_str().into(),
            path: event.path.as_str().into(),
            title: some(&event.title),
            referrer: some(&event.referrer),
            channel: event.channel.name().into(),
            source: some(&event.source),
            evidence: event.evidence.name().into(),
            p_dark: event.p_dark,
            visitor: event.visitor,
            visit: event.visit,
            sharer_key: event.sharer_key,
            device: some(&event.device),
            browser: some(&event.browser),
            agent: some(&event.agent),
            package: some(&event.package),
            language: some(&event.language),
            country: some(&event.country),
            sec_fetch_site: some(&event.sec_fetch_site),
            token: some(&event.token),
            parent_token: some(&event.parent_token),
            messenger: some(&event.messenger),
            click: some(&event.click),
            click_key: event.click_key,
            target: some(&event.target),
            value: event.value,
        }
    }

    /// Returns the event; `None` where a name is none that this program knows.
    pub(crate) fn event(self) -> Option<Event> {
        let own = |text: Option<Text<'a>>| text.map(Cow::into_owned);
        Some(Event {
            id: EventId(self.id),
            site: SiteId::parse(&self.site)?,
            at: self.at,
            received_at: self.received_at,
            via: Via::parse(&self.via)?,
            name: self.name.into_owned(),
            kind: EventKind::parse(&self.kind)?,
            landing: self.landing,
            url: self.url.into_owned(),
            host: self.host.into_owned(),
            path: self.path.into_owned(),
            title: own(self.title),
            referrer: own(self.referrer),
            channel: Channel::parse(&self.channel)?,
            source: own(self.source),
            evidence: Evidence::parse(&self.evidence)?,
            p_dark: self.p_dark,
            visitor: self.visitor,
            visit: self.visit,
            sharer_key: self.sharer_key,
            device: own(self.device),
            browser: own(self.browser),
            agent: own(self.agent),
            package: own(self.package),
            language: own(self.language),
            country: own(self.country),
            sec_fetch_site: own(self.sec_fetch_site),
            token: own(self.token),
            parent_token: own(self.parent_token),
            messenger: own(self.messenger),
            click: own(self.click),
            click_key: self.click_key,
            target: own(self.target),
            value: self.value,
        })
    }
}
