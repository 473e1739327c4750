//! The JSON of an event, as a page or a server sends it. Unknown fields are passed over: a later tracker may send more.
//!
//! It is read without copying what is not kept. Nothing here is believed yet.

use std::borrow::Cow;
use std::net::IpAddr;

use jiff::Timestamp;
use serde::Deserialize;
use thiserror::Error;
use uc_engine::event::{EventId, Millis, Via};
use uc_engine::ingest::{RawEvent, Request, Said};

use super::seen::objection;
use crate::error::Refusal;

/// One event.
#[derive(Debug, Deserialize)]
pub struct EventPayload<'a> {
    #[serde(borrow, default)]
    id: Option<Text<'a>>,
    #[serde(borrow, default)]
    site: Option<Text<'a>>,
    name: String,
    url: String,
    referrer: Option<String>,
    title: Option<String>,
    token: Option<String>,
    messenger: Option<String>,
    target: Option<String>,
    value: Option<f64>,
    #[serde(borrow, default)]
    at: Option<Text<'a>>,
    // What follows is read from servers alone.
    country: Option<String>,
    user_agent: Option<String>,
    #[serde(borrow, default)]
    ip: Option<Text<'a>>,
    headers: Option<HeadersPayload>,
}

/// Headers of the visitor's own request. One that is not named is unknown; one that is `null` was not sent.
#[derive(Debug, Default, Deserialize)]
struct HeadersPayload {
    #[serde(rename = "accept-language", default, deserialize_with = "named")]
    accept_language: Said,
    #[serde(rename = "x-requested-with", default, deserialize_with = "named")]
    requested_with: Said,
    #[serde(rename = "sec-fetch-site", default, deserialize_with = "named")]
    sec_fetch_site: Said,
    #[serde(rename = "sec-purpose", alias = "purpose", default, deserialize_with = "named")]
    purpose: Said,
    #[serde(rename = "dnt", default, deserialize_with = "named")]
    do_not_track: Said,
    #[serde(rename = "sec-gpc", default, deserialize_with = "named")]
    global_privacy_control: Said,
}

/// Text that is borrowed where it holds no escapes. Within an `Option`, a bare `Cow` would always be copied.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

/// Why a body is no event.
#[derive(Debug, Error)]
pub enum Unreadable {
    /// It is no JSON, or a field is missing or of another type.
    #[error("the body cannot be read: {0}")]
    Json(#[from] serde_json::Error),
    /// The id is no UUID.
    #[error("the id is no UUID")]
    Id,
    /// The time is none.
    #[error("`at` is no time as RFC 3339 has it, like 2026-11-22T14:00:00Z")]
    At,
    /// The address is none.
    #[error("`ip` is no address")]
    Address,
}

impl From<Unreadable> for Refusal {
    fn from(error: Unreadable) -> Self {
        Self::Malformed(error.to_string())
    }
}

impl<'a> EventPayload<'a> {
    /// Reads one event from JSON.
    ///
    /// # Errors
    /// When it is no JSON, or a field is missing or of another type.
    pub fn read(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        Ok(serde_json::from_slice(bytes)?)
    }

    /// Returns the site that it names.
    pub fn site(&self) -> Option<&str> {
        self.site.as_ref().map(|site| &*site.0)
    }

    /// Returns the event.
    ///
    /// # Errors
    /// When its id or its time is none.
    pub fn into_event(self) -> Result<RawEvent, Unreadable> {
        Ok(RawEvent {
            id: self.id.map(|id| parse_id(&id.0)).transpose()?,
            name: self.name,
            url: self.url,
            // A page knows where it was linked from, if only that it was from nowhere; a sender that is silent does not.
            referrer: self.referrer.map_or(Said::Unknown, sent),
            title: self.title,
            token: self.token,
            messenger: self.messenger,
            target: self.target,
            value: self.value,
            country: self.country,
            at: self.at.map(|at| parse_time(&at.0)).transpose()?,
        })
    }

    /// Returns what the server that sends the event tells of the visitor's own request.
    ///
    /// # Errors
    /// When the address is none.
    pub fn request(&mut self, received_at: Millis) -> Result<Request, Unreadable> {
        let address = self.ip.as_ref().map(|ip| ip.0.parse::<IpAddr>().map_err(|_| Unreadable::Address));
        let headers = self.headers.take().unwrap_or_default();
        let is_one = |said: &Said| matches!(said, Said::Sent(text) if text.trim() == "1");
        Ok(Request {
            via: Via::Server,
            received_at,
            address: address.transpose()?.map(|address| address.to_canonical()),
            user_agent: self.user_agent.take().map_or(Said::Unknown, sent),
            accept_language: headers.accept_language,
            requested_with: headers.requested_with,
            sec_fetch_site: headers.sec_fetch_site,
            purpose: headers.purpose,
            objection: objection(is_one(&headers.do_not_track), is_one(&headers.global_privacy_control)),
        })
    }
}

/// Reads a header that is named: a text, or `null` where it was not sent.
fn named<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Said, D::Error> {
    Ok(Option::<String>::deserialize(deserializer)?.map_or(Said::Absent, sent))
}

fn sent(text: String) -> Said {
    if text.is_empty() { Said::Absent } else { Said::Sent(text) }
}

fn parse_id(text: &str) -> Result<EventId, Unreadable> {
    uuid::Uuid::try_parse(text).map(|id| EventId(id.as_u128())).map_err(|_| Unreadable::Id)
}

fn parse_time(text: &str) -> Result<Millis, Unreadable> {
    text.parse::<Timestamp>().map(Timestamp::as_millisecond).map_err(|_| Unreadable::At)
}
