//! One thing that happened on a site, as it is kept for good.
//!
//! An event says nothing about a person: addresses and raw user agents are gone, visitors are pseudonyms of one day,
//! URLs hold known parameters only. Made by `crate::ingest`; `uc-events` keeps it, one column a field, under the same
//! names. What is unknown is `None`, which is not the same as an empty text.

use std::fmt;

use crate::source::{Channel, Evidence};

/// An event's id: a UUID, chosen by whoever saw the event, so that a retry can be recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EventId(pub u128);

/// The public id of a site, as it stands in the page's script tag: lower-case letters and digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SiteId(String);

/// Milliseconds since 1970-01-01 00:00 UTC.
pub type Millis = i64;

/// What an event is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EventKind {
    /// A page that a person looked at.
    Page,
    /// A link card that a messenger or a network built: a share seen.
    Preview,
    /// Something that a person did on a page: a share, a copy, a click, time spent.
    Action,
}

/// Where an event was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Via {
    /// The script on the page.
    Tracker,
    /// The picture for pages without scripts.
    Pixel,
    /// The site's own server, over `/api/events`.
    Server,
    /// The access log that `follow` reads.
    Log,
    /// An import.
    Import,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Who saw it chose this.
    pub id: EventId,
    /// On which site.
    pub site: SiteId,
    /// When it happened.
    pub at: Millis,
    /// When it was received; retries are recognised for 48 hours from here.
    pub received_at: Millis,
    /// Where it was seen.
    pub via: Via,
    /// `pageview`, `share`, `copy`, `outbound`, `engagement`, `preview`, or a name of the site's own.
    pub name: String,
    /// What it is about.
    pub kind: EventKind,
    /// Whether it is a human page view that came from outside.
    pub landing: bool,
    /// The page's URL, without fragment and unknown parameters.
    pub url: String,
    /// The host of that URL, lower case.
    pub host: String,
    /// The path of that URL, as people read it.
    pub path: String,
    /// The page's title.
    pub title: Option<String>,
    /// The page before, without query and fragment; empty where there was none, `None` where that is unknown.
    pub referrer: Option<String>,
    /// Where it came from, as the evidence alone has it.
    pub channel: Channel,
    /// Who sent the visitor.
    pub source: Option<String>,
    /// How that is known.
    pub evidence: Evidence,
    /// The probability of private sharing where the evidence alone decides: 0 or 1. `None` until a model has judged.
    pub p_dark: Option<f64>,
    /// A pseudonym of one day.
    pub visitor: Option<u64>,
    /// The visit: the visitor's views without a gap of thirty minutes.
    pub visit: Option<u64>,
    /// A pseudonym of one day of the network: pairs a preview with the sharer's own visit.
    pub sharer_key: Option<u64>,
    /// `phone`, `tablet`, `desktop`.
    pub device: Option<String>,
    /// The family of browser.
    pub browser: Option<String>,
    /// The app whose browser, or the fetcher whose request it was: the pattern that told it in our tables.
    pub agent: Option<String>,
    /// The Android app that `X-Requested-With` names.
    pub package: Option<String>,
    /// The first language that the browser asks for: `de`, `pt-br`.
    pub language: Option<String>,
    /// The country, as ISO 3166-1 alpha-2 has it, where the sender of the event knows it.
    pub country: Option<String>,
    /// `Sec-Fetch-Site`, where the request for the page itself was seen.
    pub sec_fetch_site: Option<String>,
    /// The share token that the event made known: the one handed out to this view.
    pub token: Option<String>,
    /// The share token that the visitor came with.
    pub parent_token: Option<String>,
    /// The messenger that a share went to.
    pub messenger: Option<String>,
    /// The name of a click id in the query (`fbclid`); never its value.
    pub click: Option<String>,
    /// A keyed hash of that click id, where it was minted for one click: tells a copied link, for one day.
    pub click_key: Option<u64>,
    /// Where an outbound click leads, without query.
    pub target: Option<String>,
    /// Seconds that the page was looked at, for `engagement`; a number of the site's own otherwise.
    pub value: Option<f64>,
}

impl SiteId {
    /// The longest that an id may be.
    pub const LONGEST: usize = 32;

    /// Reads an id: one to 32 lower-case letters, digits, hyphens and underscores.
    pub fn parse(text: &str) -> Option<Self> {
        let legal =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_');
        let fits = (1..=Self::LONGEST).contains(&text.len()) && text.bytes().all(legal);
        fits.then(|| Self(text.to_owned()))
    }

    /// Returns the id as it stands in a script tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SiteId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl EventKind {
    /// All kinds, with the names that columns and JSON use.
    pub const NAMES: [(Self, &'static str); 3] =
        [(Self::Page, "page"), (Self::Preview, "preview"), (Self::Action, "action")];

    /// Returns the kind's name in columns and JSON.
    pub fn name(self) -> &'static str {
        name_in(&Self::NAMES, self)
    }

    /// Finds a kind by its name.
    pub fn parse(name: &str) -> Option<Self> {
        named_in(&Self::NAMES, name)
    }
}

impl Via {
    /// All ways, with the names that columns and JSON use.
    pub const NAMES: [(Self, &'static str); 5] = [
        (Self::Tracker, "tracker"),
        (Self::Pixel, "pixel"),
        (Self::Server, "server"),
        (Self::Log, "log"),
        (Self::Import, "import"),
    ];

    /// Returns the way's name in columns and JSON.
    pub fn name(self) -> &'static str {
        name_in(&Self::NAMES, self)
    }

    /// Finds a way by its name.
    pub fn parse(name: &str) -> Option<Self> {
        named_in(&Self::NAMES, name)
    }
}

fn name_in<T: PartialEq + Copy>(names: &[(T, &'static str)], wanted: T) -> &'static str {
    let row = names.iter().find(|(value, _)| *value == wanted);
    row.expect("the table of names has a row for each value").1
}

fn named_in<T: Copy>(names: &[(T, &'static str)], wanted: &str) -> Option<T> {
    names.iter().find(|(_, name)| *name == wanted).map(|(value, _)| *value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_id_holds_nothing_that_could_mean_something_elsewhere() {
        for good in ["a", "bakery", "k3x9-2", "a_b"] {
            assert_eq!(SiteId::parse(good).expect(good).as_str(), good);
        }
        for bad in ["", "A", "a b", "../x", "a/b", "ä", "a'b", "x".repeat(33).as_str()] {
            assert_eq!(SiteId::parse(bad), None, "{bad}");
        }
    }
}
