//! One request as a web server wrote it down, borrowed from the line it stands in.
//!
//! A hit says what was seen, never what it means: kinds, sources and visits are decided elsewhere
//! ([`crate::source`], `crate::visit`). Made by [`crate::log`].

use std::borrow::Cow;

/// One request, as far as the log tells. Bytes, not text: logs hold whatever a client sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit<'a> {
    /// Seconds since 1970-01-01 00:00 UTC.
    pub at: i64,
    /// The client's address as written (IPv4, IPv6 or a host name), without port.
    pub address: &'a [u8],
    /// The host that was asked, without port, where the log names it.
    pub host: Option<Cow<'a, [u8]>>,
    /// What was asked for in which way.
    pub method: Method,
    /// Path and query as sent, or a whole URL when a proxy wrote it.
    pub target: Cow<'a, [u8]>,
    /// The HTTP status answered; 0 where the log says that nothing was.
    pub status: u16,
    /// The `Referer` header.
    pub referrer: Header<'a>,
    /// The `User-Agent` header.
    pub user_agent: Header<'a>,
    /// Headers that only some logs carry.
    pub extra: Extra<'a>,
}

/// A request header: a log that does not carry it says nothing about it, and that is not the same as empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Header<'a> {
    /// The log has no field for this header.
    #[default]
    Unknown,
    /// The client sent none (or an empty one).
    Absent,
    /// The client sent this.
    Sent(Cow<'a, [u8]>),
}

impl<'a> Header<'a> {
    /// Reads a logged value: empty and `-` mean that the client sent none.
    pub fn of(value: Cow<'a, [u8]>) -> Self {
        if value.is_empty() || value.as_ref() == b"-" { Self::Absent } else { Self::Sent(value) }
    }

    /// Returns what was sent, or an empty slice.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Sent(value) => value,
            Self::Unknown | Self::Absent => b"",
        }
    }
}

/// Headers that a log carries only when its owner asked for them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Extra<'a> {
    /// `Sec-Fetch-Site`: `none`, `same-origin`, `same-site` or `cross-site`.
    pub sec_fetch_site: Header<'a>,
    /// `Sec-Fetch-Dest`: `document` for a page, `empty`, `image`, `script` … for what belongs to one.
    pub sec_fetch_dest: Header<'a>,
    /// `X-Requested-With`: an Android WebView sends its app's package name.
    pub requested_with: Header<'a>,
    /// `Accept-Language`.
    pub accept_language: Header<'a>,
    /// `Sec-Purpose`, `Purpose` or `X-Moz`: `prefetch` when nobody has asked for the page yet.
    pub purpose: Header<'a>,
}

/// The request method, as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// A page or an asset is fetched.
    Get,
    /// Only its head is asked for: monitors and some preview fetchers do so, people do not.
    Head,
    /// Something is sent.
    Post,
    /// Any other method.
    Other,
}

impl Method {
    /// Reads a method name as it stands in a request line.
    pub fn parse(name: &[u8]) -> Self {
        match name {
            b"GET" => Self::Get,
            b"HEAD" => Self::Head,
            b"POST" => Self::Post,
            _ => Self::Other,
        }
    }
}
