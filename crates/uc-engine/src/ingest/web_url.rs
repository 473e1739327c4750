//! A URL of the web, taken apart, as browsers write it.
//!
//! It is lenient where that does no harm: what must not stand in a URL is escaped when it is written, and a port that
//! is no number is none.

use std::borrow::Cow;

use crate::source::host_in;

/// An `http` or `https` URL, borrowed from its text but for the host.
pub(super) struct WebUrl<'a> {
    scheme: Scheme,
    /// Lower case, without user, port and closing dot; with `www.` where that stands there.
    pub(super) host: String,
    /// Where it is not the scheme's own.
    port: Option<u16>,
    /// Begins with a slash or a backslash, or is empty.
    pub(super) path: &'a str,
    /// Without question mark.
    pub(super) query: &'a str,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Http,
    Https,
}

impl<'a> WebUrl<'a> {
    /// Reads a URL; `None` where it is not of the web or names no host.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let (scheme, rest) = scheme(text)?;
        let end = rest.bytes().position(|byte| matches!(byte, b'/' | b'?' | b'#' | b'\\'));
        let (authority, rest) = rest.split_at(end.unwrap_or(rest.len()));
        let host = host_in(authority.as_bytes())?;
        let rest = rest.split('#').next().unwrap_or_default();
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        Some(Self { scheme, host, port: port(authority, scheme), path, query })
    }

    /// Returns what stands before the path: `https://example.org:8443`.
    pub(super) fn origin(&self) -> String {
        // Room for a path of the usual length, so that the caller need not move it.
        let mut text = String::with_capacity(self.host.len() + self.path.len() + self.query.len() + 16);
        text.push_str(if self.scheme == Scheme::Https { "https://" } else { "http://" });
        text.push_str(&self.host);
        if let Some(port) = self.port {
            text.push(':');
            text.push_str(&port.to_string());
        }
        text
    }

    /// Returns the path as it is written out, with a slash in front of a backslash that ended the host: escaped it
    /// would be read as a part of the host otherwise.
    pub(super) fn written_path(&self) -> Cow<'a, str> {
        let path = escaped(self.path);
        if self.path.starts_with('\\') { Cow::Owned(format!("/{path}")) } else { path }
    }
}

fn scheme(text: &str) -> Option<(Scheme, &str)> {
    let strip = |scheme: &str| {
        let (start, rest) = text.split_at_checked(scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then_some(rest)
    };
    let https = strip("https://").map(|rest| (Scheme::Https, rest));
    https.or_else(|| strip("http://").map(|rest| (Scheme::Http, rest)))
}

/// Returns the port where it is a number and not the scheme's own.
fn port(authority: &str, scheme: Scheme) -> Option<u16> {
    let (_, port) = authority.rsplit_once(':')?;
    let own = if scheme == Scheme::Https { 443 } else { 80 };
    let digits = port.bytes().all(|byte| byte.is_ascii_digit());
    port.parse().ok().filter(|port| digits && *port != own && *port != 0)
}

/// Returns a part of a URL with escapes for what must not stand in one. Borrows where there is nothing of it.
pub(super) fn escaped(part: &str) -> Cow<'_, str> {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let unfit = |byte: u8| {
        !byte.is_ascii_graphic()
            || matches!(byte, b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}')
    };
    if !part.bytes().any(unfit) {
        return Cow::Borrowed(part);
    }
    let mut text = String::with_capacity(part.len() + 16);
    for byte in part.bytes() {
        if unfit(byte) {
            text.push('%');
            text.push(char::from(DIGITS[usize::from(byte >> 4)]));
            text.push(char::from(DIGITS[usize::from(byte & 15)]));
        } else {
            text.push(char::from(byte));
        }
    }
    Cow::Owned(text)
}
