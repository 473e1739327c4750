//! What happened, one record a log line, and the truth about it.
//!
//! Records are small (texts are kept once and named by number), so that a million lines fit in memory with ease.
//! They are filled by [`super::visit`], [`super::preview`] and [`super::machine`], and written by [`super::write`].

use std::collections::HashMap;
use std::net::IpAddr;

use crate::source::Channel;

/// A text in the simulation's store of texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Text(u32);

impl Text {
    /// The empty text.
    pub(crate) const EMPTY: Self = Self(0);
}

/// All texts of a simulation, each kept once.
pub(crate) struct Texts {
    all: Vec<Box<str>>,
    known: HashMap<Box<str>, Text>,
}

impl Texts {
    /// Begins with the empty text.
    pub(crate) fn new() -> Self {
        Self { all: vec![Box::from("")], known: HashMap::from([(Box::from(""), Text::EMPTY)]) }
    }

    /// Keeps a text that is likely to come again. The table is only ever probed, never walked.
    pub(crate) fn keep(&mut self, text: &str) -> Text {
        if let Some(known) = self.known.get(text) {
            return *known;
        }
        let name = self.keep_once(text);
        self.known.insert(Box::from(text), name);
        name
    }

    /// Keeps a text that will not come again (a click id, a token).
    pub(crate) fn keep_once(&mut self, text: &str) -> Text {
        let name =
            Text(u32::try_from(self.all.len()).expect("a simulation has fewer than four billion texts"));
        self.all.push(Box::from(text));
        name
    }

    /// The same, for what is often empty.
    pub(crate) fn keep_once_unless_empty(&mut self, text: &str) -> Text {
        if text.is_empty() { Text::EMPTY } else { self.keep_once(text) }
    }

    /// Returns a text.
    pub(crate) fn get(&self, text: Text) -> &str {
        &self.all[text.0 as usize]
    }
}

/// The kind of a line, as `classify` names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A person's browser asked for a page.
    Page,
    /// A person's browser asked for what belongs to a page.
    Asset,
    /// A messenger or a network built a link card.
    Preview,
    /// A machine.
    Bot,
    /// A person's browser was answered with an error.
    Error,
}

impl Kind {
    /// Returns the name used in `truth.ndjson`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Asset => "asset",
            Self::Preview => "preview",
            Self::Bot => "bot",
            Self::Error => "error",
        }
    }
}

/// Why a line came to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// A link passed on in private was opened.
    Share,
    /// The address was typed.
    Typed,
    /// A bookmark was opened.
    Bookmark,
    /// The address bar completed an address read before.
    Completion,
    /// The site's icon on the home screen was touched.
    HomeScreen,
    /// A browser loaded a forgotten tab anew.
    Reopened,
    /// A search engine's result was followed.
    Search,
    /// A public post's link was followed.
    Social,
    /// A newsletter's link was followed.
    Newsletter,
    /// An advertisement was followed.
    Ad,
    /// An AI assistant's link was followed.
    Assistant,
    /// Another site's link was followed.
    Referral,
    /// A feed reader's link was followed.
    Feed,
    /// An address heard on the radio or seen on paper was typed.
    Radio,
    /// The reader went on within the visit, or a page needed it.
    Within,
    /// A browser fetched ahead what nobody read.
    Prefetch,
    /// A link card was built.
    Card,
    /// A machine asked on its own.
    Machine,
}

impl Cause {
    /// All causes, in order.
    pub const ALL: [Self; 18] = [
        Self::Share,
        Self::Typed,
        Self::Bookmark,
        Self::Completion,
        Self::HomeScreen,
        Self::Reopened,
        Self::Search,
        Self::Social,
        Self::Newsletter,
        Self::Ad,
        Self::Assistant,
        Self::Referral,
        Self::Feed,
        Self::Radio,
        Self::Within,
        Self::Prefetch,
        Self::Card,
        Self::Machine,
    ];

    /// Returns the name used in `truth.ndjson`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Share => "share",
            Self::Typed => "typed",
            Self::Bookmark => "bookmark",
            Self::Completion => "completion",
            Self::HomeScreen => "homescreen",
            Self::Reopened => "reopened",
            Self::Search => "search",
            Self::Social => "social",
            Self::Newsletter => "newsletter",
            Self::Ad => "ad",
            Self::Assistant => "ai",
            Self::Referral => "referral",
            Self::Feed => "feed",
            Self::Radio => "radio",
            Self::Within => "within",
            Self::Prefetch => "prefetch",
            Self::Card => "preview",
            Self::Machine => "machine",
        }
    }
}

/// The truth about a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Truth {
    /// What kind of line it is.
    pub kind: Kind,
    /// Whether it is a landing.
    pub landing: bool,
    /// The channel that brought it.
    pub channel: Channel,
    /// Who sent the visitor or fetched the card, by `classify`'s name.
    pub source: Option<&'static str>,
    /// Why it came to be.
    pub cause: Cause,
    /// Whether a link passed on in private brought this landing.
    pub private: bool,
    /// The visit that it belongs to.
    pub visit: Option<u32>,
    /// The share that brought the landing, or whose card this is.
    pub share: Option<u32>,
    /// How many hands the link went through: 1 for those who got it from the first sharer.
    pub generation: Option<u16>,
}

/// The value of `Sec-Fetch-Site`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FetchSite {
    /// Not sent: a machine or an old browser.
    Unsent,
    /// `none`.
    None,
    /// `cross-site`.
    Cross,
    /// `same-origin`.
    Same,
}

/// The value of `Sec-Fetch-Dest`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FetchDest {
    Unsent,
    Document,
    Image,
    Script,
    Style,
}

/// The request's method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verb {
    Get,
    Head,
}

/// The `Referer` header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Referrer {
    /// Not sent.
    Absent,
    /// Another site or an app.
    Outside(Text),
    /// A page of this site, with its query.
    Inside(Text, Text),
}

/// Who asked: what stays the same for the requests of a visit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Client {
    pub(crate) address: IpAddr,
    pub(crate) agent: Text,
    pub(crate) requested_with: Text,
    pub(crate) language: Text,
}

/// One request and the truth about it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Record {
    /// Milliseconds since 1970 UTC.
    pub(crate) at: i64,
    pub(crate) client: Client,
    pub(crate) verb: Verb,
    pub(crate) path: Text,
    pub(crate) query: Text,
    pub(crate) referrer: Referrer,
    pub(crate) status: u16,
    pub(crate) bytes: u32,
    pub(crate) site: FetchSite,
    pub(crate) dest: FetchDest,
    pub(crate) truth: Truth,
}
