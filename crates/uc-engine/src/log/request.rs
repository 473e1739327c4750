//! The request line: method, target, protocol, or whatever a client sent instead.
//!
//! It never refuses a line: what is no request has an empty target and no known method. The target is neither
//! decoded nor checked here.

use memchr::{memchr, memrchr};

use crate::hit::Method;

/// A request line in its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RequestLine<'a> {
    /// The method.
    pub(crate) method: Method,
    /// The target as sent; empty when there was none.
    pub(crate) target: &'a [u8],
}

impl<'a> RequestLine<'a> {
    /// What stands for a request that was none.
    const NONE: Self = Self { method: Method::Other, target: b"" };

    /// Takes a request line apart; the protocol may be missing and the target may hold blanks.
    pub(crate) fn parse(line: &'a [u8]) -> Self {
        // Nearly all lines begin so.
        if let Some(rest) = line.strip_prefix(b"GET ") {
            return Self { method: Method::Get, target: without_protocol(rest) };
        }
        let Some(blank) = memchr(b' ', line) else { return Self::NONE };
        let (name, rest) = (&line[..blank], &line[blank + 1..]);
        if !is_method(name) {
            return Self::NONE;
        }
        Self { method: Method::parse(name), target: without_protocol(rest) }
    }
}

fn is_method(name: &[u8]) -> bool {
    name.len() <= 20
        && name.first().is_some_and(u8::is_ascii_alphabetic)
        && name.iter().all(|byte| byte.is_ascii_alphabetic() || *byte == b'-')
}

fn without_protocol(rest: &[u8]) -> &[u8] {
    // "HTTP/1.1" and "HTTP/2.0" need no search.
    if let [target @ .., b' ', b'H', b'T', b'T', b'P', b'/', _, b'.', _] = rest {
        return target;
    }
    match memrchr(b' ', rest) {
        Some(blank) if rest[blank + 1..].starts_with(b"HTTP/") => &rest[..blank],
        None if rest.starts_with(b"HTTP/") => b"",
        _ => rest,
    }
}

/// Splits a whole URL into host (with port) and the rest; `None` for anything else.
pub(crate) fn split_url(target: &[u8]) -> Option<(&[u8], &[u8])> {
    let rest = ["http://", "https://", "ws://", "wss://"]
        .iter()
        .find_map(|scheme| target.strip_prefix(scheme.as_bytes()))?;
    let end = rest.iter().position(|byte| matches!(byte, b'/' | b'?')).unwrap_or(rest.len());
    Some(rest.split_at(end))
}

#[cfg(test)]
mod tests {
    use super::{RequestLine, split_url};
    use crate::hit::Method;

    #[test]
    fn request_lines_are_taken_apart_and_garbage_has_no_target() {
        let check = |line: &str, method: Method, target: &str| {
            let parts = RequestLine::parse(line.as_bytes());
            assert_eq!((parts.method, parts.target), (method, target.as_bytes()), "{line}");
        };
        check("GET / HTTP/1.1", Method::Get, "/");
        check("GET /", Method::Get, "/");
        check("HEAD /a b c HTTP/2.0", Method::Head, "/a b c");
        check("POST http://a.b/c HTTP/1.1", Method::Post, "http://a.b/c");
        check("PROPFIND /dav HTTP/1.1", Method::Other, "/dav");
        check("GET HTTP/1.1", Method::Get, "");
        check("GET  HTTP/1.1", Method::Get, "");
        check("\x16\x03\x01 abc", Method::Other, "");
        check("-", Method::Other, "");
        check("", Method::Other, "");
        check("<BADREQ>", Method::Other, "");
    }

    #[test]
    fn whole_urls_are_split_after_the_host() {
        let check = |url: &str, expected: Option<(&str, &str)>| {
            assert_eq!(
                split_url(url.as_bytes()),
                expected.map(|(host, rest)| (host.as_bytes(), rest.as_bytes())),
                "{url}"
            );
        };
        check("https://a.b:443/c?d", Some(("a.b:443", "/c?d")));
        check("http://a.b?d", Some(("a.b", "?d")));
        check("/c", None);
    }
}
