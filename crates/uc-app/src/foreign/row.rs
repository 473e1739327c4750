//! What an export is turned into, on its way to the store: events, or the figures of a day.
//!
//! INVARIANT: the pseudonyms that the other program gave to visitors end here. An event carries a hash under a key that
//! is drawn for one import ([`Pseudonyms`]); what tells events apart is a hash, too.

use serde::{Deserialize, Serialize};
use uc_engine::event::{EventId, Millis, Via};
use uc_engine::ingest::{Objection, RawEvent, Request, Said};

/// An event that another program has seen. Of the page before, an empty text means that there was none.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct EventRow {
    /// When it happened, in milliseconds UTC.
    pub at: i64,
    /// What tells it from all others: the same in each import of the same export.
    pub identity: [u64; 2],
    /// Who did it, hashed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visitor: Option<u64>,
    /// The event's name, as ours are called.
    pub name: String,
    /// The page's URL.
    pub url: String,
    /// The page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub referrer: Option<String>,
    /// The page's title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// `phone`, `tablet`, `desktop`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<String>,
    /// The family of browser, as we call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub browser: Option<String>,
    /// The language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The country's two letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Where a click leads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// The messenger that a share went to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub messenger: Option<String>,
    /// Seconds that the page was looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
}

/// A figure of one day, as [`uc_engine::figures::Figure`]; a page is a whole URL, or a path on the site's first host.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct FigureRow {
    /// The day, as `2026-11-23`.
    pub day: String,
    /// The dimension's name; none for the whole site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The value of that.
    #[serde(default)]
    pub value: String,
    /// Events of all kinds.
    #[serde(default)]
    pub events: u64,
    /// Page views.
    #[serde(default)]
    pub views: u64,
    /// Landings.
    #[serde(default)]
    pub landings: u64,
    /// Visits.
    #[serde(default)]
    pub visits: u64,
    /// Visitors of the day.
    #[serde(default)]
    pub visitors: u64,
    /// What people did.
    #[serde(default)]
    pub actions: u64,
    /// Seconds that pages were looked at.
    #[serde(default)]
    pub seconds: f64,
}

/// What a row of an export is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Record {
    Event(EventRow),
    Figure(FigureRow),
    Skipped(Skipped),
}

/// Why a row of an export is left out before it comes to the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Skipped {
    /// An event of a kind that is not kept here: what it is about is told by another event, or has no place.
    NoCounterpart,
    /// It happened on no page: in an app, or where the page was not told.
    NoPage,
    /// It does not say when it happened.
    NoTime,
}

/// The key of one import, under which visitors are hashed as soon as they are read.
pub(crate) struct Pseudonyms([u8; 32]);

impl Pseudonyms {
    /// Draws a key that nobody keeps.
    pub(crate) fn new() -> Result<Self, uc_store::StoreError> {
        uc_store::random_key().map(Self)
    }

    /// Hashes what stands for a visitor; nothing where nobody was told apart.
    pub(crate) fn of(&self, visitor: Option<&str>) -> Option<u64> {
        let visitor = visitor.filter(|visitor| !visitor.is_empty())?;
        let hash = blake3::keyed_hash(&self.0, visitor.as_bytes());
        Some(u64::from_le_bytes(*hash.as_bytes().first_chunk().expect("a hash has 32 bytes")))
    }
}

/// Hashes what tells an event from all others.
pub(crate) fn identity(parts: &[&str]) -> [u64; 2] {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes()).update(part.as_bytes());
    }
    let hash = hasher.finalize();
    let half =
        |from: usize| u64::from_le_bytes(hash.as_bytes()[from..from + 8].try_into().expect("eight bytes"));
    [half(0), half(8)]
}

impl EventRow {
    /// Returns it as the engine takes events in: the whole text is judged and cleaned there.
    pub(crate) fn submission(self, id: EventId, received_at: Millis) -> (RawEvent, Request) {
        let referrer = match self.referrer {
            None => Said::Unknown,
            Some(text) if text.is_empty() => Said::Absent,
            Some(text) => Said::Sent(text),
        };
        let raw = RawEvent {
            id: Some(id),
            name: self.name,
            url: self.url,
            referrer,
            title: self.title,
            token: None,
            messenger: self.messenger,
            target: self.target,
            value: self.value,
            country: self.country,
            at: Some(self.at),
        };
        let request = Request {
            via: Via::Import,
            received_at,
            address: None,
            user_agent: Said::Unknown,
            accept_language: self.language.map_or(Said::Unknown, Said::Sent),
            requested_with: Said::Unknown,
            sec_fetch_site: Said::Unknown,
            purpose: Said::Unknown,
            objection: Objection::None,
        };
        (raw, request)
    }
}

impl FigureRow {
    /// Adds the counts of the same day and value.
    pub(crate) fn add(&mut self, other: &Self) {
        for (mine, its) in [
            (&mut self.events, other.events),
            (&mut self.views, other.views),
            (&mut self.landings, other.landings),
            (&mut self.visits, other.visits),
            (&mut self.visitors, other.visitors),
            (&mut self.actions, other.actions),
        ] {
            *mine = mine.saturating_add(its);
        }
        self.seconds += other.seconds;
    }
}
