//! Where a landing came from: its origin (channel, source and evidence), by ordered rules over data tables.
//!
//! The tables lie in `data/` and are compiled in; the rules are told in prose, with cases that run as tests,
//! in `spec/attribution.md`. A rule never guesses: what fits private and public sharing alike is
//! [`Privacy::Either`]. Read [`rules`](origin) for the order in which traces are believed.

mod agent;
mod app;
mod bot;
mod browser;
mod fetch_site;
mod host;
mod name;
mod package;
mod preview;
mod query;
mod referrer;
mod rules;
mod table;
mod tag;
mod test_post;
mod token;

use std::sync::Arc;

pub use agent::{Agent, AgentKind};
pub use app::App;
pub use bot::BotClass;
pub use browser::{Browser, Device};
pub use fetch_site::FetchSite;
pub use host::HostRule;
pub use name::Source;
pub use package::Package;
pub use preview::{FetchedFrom, Fetcher};
pub use query::{Click, ClickId, QueryTraces, ShareToken};
pub use referrer::Referrer;
pub use rules::{Freshness, Own, RuleName, TokenPresence, Traces, explain, origin};
pub use tag::Tag;
pub use test_post::TestPost;

pub(crate) use query::{TOKEN_PARAMETER, decoded};
pub(crate) use referrer::host_in;
#[cfg(test)]
pub(crate) use table::check_table;
pub(crate) use table::rows as table_rows;
pub(crate) use tag::{campaign_in, is_tag};
pub(crate) use test_post::PARAMETER as TEST_PARAMETER;

/// The acquisition channel of a landing (the names are those of the JSON output).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Channel {
    /// Passed on in private.
    DarkSocial,
    /// Typed, bookmarked, or from an app that hides it.
    Direct,
    /// A search engine.
    Search,
    /// A public social network.
    Social,
    /// An AI assistant.
    AiAssistant,
    /// Another site's link.
    Referral,
    /// A newsletter.
    Newsletter,
    /// A campaign or an advertisement.
    Campaign,
    /// The site itself.
    Internal,
    /// A machine.
    Bot,
    /// A link-preview fetch.
    Preview,
    /// Cannot be told, because the log lacks what would tell.
    Other,
}

impl Channel {
    /// All channels, in the order in which reports list those of equal size.
    pub const ALL: [(Self, &'static str); 12] = [
        (Self::DarkSocial, "dark_social"),
        (Self::Direct, "direct"),
        (Self::Search, "search"),
        (Self::Social, "social"),
        (Self::AiAssistant, "ai_assistant"),
        (Self::Referral, "referral"),
        (Self::Newsletter, "newsletter"),
        (Self::Campaign, "campaign"),
        (Self::Internal, "internal"),
        (Self::Bot, "bot"),
        (Self::Preview, "preview"),
        (Self::Other, "other"),
    ];

    /// Returns the name used in JSON, SQL and tables.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(channel, _)| *channel == self).map_or("other", |(_, name)| name)
    }

    /// Finds a channel by the name that tables use.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(channel, _)| *channel)
    }
}

/// How an origin is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Evidence {
    /// A share token, a code or a tag says so.
    Declared,
    /// A referrer, an app's user agent, an app's header or a click id says so.
    Revealed,
    /// The model's probability, or a trace that fits several origins.
    Inferred,
    /// Nothing but absence speaks.
    None,
}

impl Evidence {
    /// All kinds of evidence, with the names used in JSON, SQL and tables.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Declared, "declared"),
        (Self::Revealed, "revealed"),
        (Self::Inferred, "inferred"),
        (Self::None, "none"),
    ];

    /// Returns the name used in JSON, SQL and tables.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(evidence, _)| *evidence == self).map_or("none", |(_, name)| name)
    }

    /// Finds the evidence by its name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(evidence, _)| *evidence)
    }
}

/// What an origin's evidence says about private sharing, before any model speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Privacy {
    /// Can be nothing but a private share.
    Private,
    /// Fits private and public alike (a visit from Instagram's app: a bio link or a direct message).
    Either,
    /// Known, and not private.
    Public,
    /// No evidence at all.
    Unknown,
}

impl Privacy {
    /// Finds a privacy by the name that tables use.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        match name {
            "private" => Some(Self::Private),
            "either" => Some(Self::Either),
            "public" => Some(Self::Public),
            _ => None,
        }
    }
}

/// The name of a source: a row of `data/sources.tsv`, or a host or tag as it came.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SourceName {
    /// A source that the tables know, by its name there (`whatsapp`, `google`).
    Known(&'static str),
    /// Another site's host, or a tag's own text. Comes from a client: never trust it on a page.
    Seen(Arc<str>),
}

impl SourceName {
    /// Returns the name as it stands in JSON.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Known(name) => name,
            Self::Seen(name) => name,
        }
    }
}

/// Where a landing came from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Origin {
    /// The acquisition channel as the evidence alone has it (`direct` where there is none).
    pub channel: Channel,
    /// Who sent the visitor, where that is known.
    pub source: Option<SourceName>,
    /// How this is known.
    pub evidence: Evidence,
    /// What this says about private sharing.
    pub privacy: Privacy,
}
