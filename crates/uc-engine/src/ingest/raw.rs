//! What comes in: an event as its sender tells it, the request that brought it, and the rules of its site.
//!
//! Nothing of this is believed yet, and nothing of it is kept as it is.

use std::fmt;
use std::net::IpAddr;

use crate::event::{EventId, Millis, SiteId, Via};
use crate::hit::Header;

/// An event as its sender tells it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RawEvent {
    /// Chosen by the sender, or by whoever received the event from one that chooses none (a pixel). The engine draws
    /// no ids: an event without one is dropped.
    pub id: Option<EventId>,
    /// `pageview`, `share` …, or a name of the site's own.
    pub name: String,
    /// The page's URL.
    pub url: String,
    /// The page before.
    pub referrer: Said,
    /// The page's title.
    pub title: Option<String>,
    /// The share token that was handed out to this view.
    pub token: Option<String>,
    /// The messenger that a share went to.
    pub messenger: Option<String>,
    /// Where an outbound click leads.
    pub target: Option<String>,
    /// Seconds of engagement, or a number of the site's own.
    pub value: Option<f64>,
    /// The country, as ISO 3166-1 alpha-2 has it.
    pub country: Option<String>,
    /// When it happened; the time of receipt where that is not told.
    pub at: Option<Millis>,
}

/// What somebody said: nothing is known of it, there was nothing, or this.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub enum Said {
    /// Nobody could know: the log has no such field, a pixel cannot see it.
    #[default]
    Unknown,
    /// It could have been there, and was not.
    Absent,
    /// This.
    Sent(String),
}

/// What the request that brought an event tells, or what the server that passed the event on tells of the visitor's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Where the event was seen.
    pub via: Via,
    /// When the event was received.
    pub received_at: Millis,
    /// The visitor's address. Only its hash leaves the engine.
    pub address: Option<IpAddr>,
    /// `User-Agent`.
    pub user_agent: Said,
    /// `Accept-Language`.
    pub accept_language: Said,
    /// `X-Requested-With`.
    pub requested_with: Said,
    /// `Sec-Fetch-Site` of the page's own request. Not looked at where a beacon brought the event.
    pub sec_fetch_site: Said,
    /// `Sec-Purpose`, `Purpose` or `X-Moz` of the page's own request. Not looked at where a beacon brought the event.
    pub purpose: Said,
    /// Whether the visitor objects to being counted.
    pub objection: Objection,
}

/// Whether a visitor objects.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Objection {
    /// Not as far as the request tells.
    #[default]
    None,
    /// `DNT: 1`.
    DoNotTrack,
    /// `Sec-GPC: 1`.
    GlobalPrivacyControl,
}

/// The rules of a site, as its owner set them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteRules {
    /// The site.
    pub id: SiteId,
    /// Its hosts, lower case, without `www.`; what lies below them is the site's too.
    pub hosts: Vec<String>,
    /// Query parameters that are kept because they tell pages apart (`id`, `p`), in the case in which they are written.
    pub keep_parameters: Vec<String>,
    /// Who tells of page views where both a script and a log could.
    pub pageviews_from: PageviewsFrom,
    /// Whether pages must lie on the site's hosts.
    pub checks_host: HostCheck,
}

/// Who tells of page views.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum PageviewsFrom {
    /// The script (and the picture for those without scripts).
    #[default]
    Tracker,
    /// The access log.
    Log,
}

/// Whether pages must lie on the site's hosts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum HostCheck {
    /// They must.
    #[default]
    Listed,
    /// Any host will do: for a site under construction, whose pages are seen under passing names.
    Any,
}

/// The key of one UTC day, under which visitors are hashed. Whoever holds it destroys it when the day is over.
///
/// Events get the salt of the day on which they were *received*, since the one of an earlier day is gone; an import has
/// a random salt for each day that it covers, thrown away at its end.
#[derive(Clone)]
pub struct Salt(pub [u8; 32]);

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt(..)")
    }
}

impl Said {
    /// Reads an optional value from a sender that would have told it: none was there, or this.
    pub fn of(value: Option<String>) -> Self {
        value.map_or(Self::Absent, Self::Sent)
    }

    /// Returns it as the tables of sources read it.
    pub(crate) fn header(&self) -> Header<'_> {
        match self {
            Self::Unknown => Header::Unknown,
            Self::Absent => Header::Absent,
            Self::Sent(text) if text.is_empty() => Header::Absent,
            Self::Sent(text) => Header::Sent(text.as_bytes().into()),
        }
    }

    /// Returns what was said, or an empty text.
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Sent(text) => text,
            Self::Unknown | Self::Absent => "",
        }
    }
}

impl From<&Header<'_>> for Said {
    fn from(header: &Header<'_>) -> Self {
        match header {
            Header::Unknown => Self::Unknown,
            Header::Absent => Self::Absent,
            Header::Sent(bytes) => Self::Sent(String::from_utf8_lossy(bytes).into_owned()),
        }
    }
}
