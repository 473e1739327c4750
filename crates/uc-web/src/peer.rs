//! Who is on the other end: the socket's own address, or what a trusted proxy says of the client it speaks for.
//!
//! INVARIANT: a header is believed only as far as it was written by a proxy that the owner named. So the list of
//! addresses is walked from the right, where the nearest proxy wrote, up to the first that is no trusted proxy: what
//! stands left of it anybody may have made up. The address is used for this request alone and never kept.

use std::net::{IpAddr, SocketAddr};

use axum::http::{HeaderMap, HeaderName};
use ipnet::IpNet;

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const FORWARDED: HeaderName = HeaderName::from_static("forwarded");

/// The address at the other end of the socket; put into each request by the listener.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub(crate) IpAddr);

/// The proxies that may speak for others.
#[derive(Debug, Clone, Default)]
pub struct TrustedProxies(Vec<IpNet>);

impl TrustedProxies {
    /// Trusts the proxies in these networks.
    pub fn new(networks: Vec<IpNet>) -> Self {
        Self(networks)
    }

    pub(crate) fn trusts(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address))
    }

    /// Returns the client's address, or `None` where a trusted proxy does not know or does not tell it.
    ///
    /// `X-Forwarded-For` counts where there is one, since nearly all proxies write that and hand on a `Forwarded` that
    /// a client made up. A proxy that writes `Forwarded` must remove `X-Forwarded-For`.
    pub(crate) fn client(&self, socket: IpAddr, headers: &HeaderMap) -> Option<IpAddr> {
        let socket = socket.to_canonical();
        if !self.trusts(socket) {
            return Some(socket);
        }
        let lines = |name| headers.get_all(name).iter().rev().filter_map(|line| line.to_str().ok());
        if headers.contains_key(X_FORWARDED_FOR) {
            return self.first_stranger(socket, lines(X_FORWARDED_FOR).flat_map(|line| line.rsplit(',')));
        }
        self.first_stranger(
            socket,
            lines(FORWARDED).flat_map(|line| line.rsplit(',')).filter_map(forwarded_for),
        )
    }

    /// Walks from the nearest hop outwards. Where all are trusted, the request began at the outermost.
    fn first_stranger<'a>(&self, socket: IpAddr, hops: impl Iterator<Item = &'a str>) -> Option<IpAddr> {
        let mut outermost = socket;
        for hop in hops {
            outermost = parse(hop)?;
            if !self.trusts(outermost) {
                break;
            }
        }
        Some(outermost)
    }
}

/// Returns what `for=` says in one element of `Forwarded` (RFC 7239); an element may say nothing of it.
fn forwarded_for(element: &str) -> Option<&str> {
    element.split(';').find_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        name.trim().eq_ignore_ascii_case("for").then(|| value.trim().trim_matches('"'))
    })
}

/// Reads an address, with or without a port: `192.0.2.7`, `192.0.2.7:80`, `2001:db8::7`, `[2001:db8::7]:80`.
fn parse(hop: &str) -> Option<IpAddr> {
    let hop = hop.trim();
    let bare = hop.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(hop);
    let address = bare.parse().ok().or_else(|| hop.parse::<SocketAddr>().ok().map(|socket| socket.ip()))?;
    Some(address.to_canonical())
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn client(trusted: &[&str], socket: &str, headers: &[(&HeaderName, &'static str)]) -> Option<String> {
        let networks = trusted.iter().map(|network| network.parse().expect("a network")).collect();
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, HeaderValue::from_static(value));
        }
        let client = TrustedProxies::new(networks).client(socket.parse().expect("an address"), &map);
        client.map(|address| address.to_string())
    }

    #[test]
    fn a_header_of_a_stranger_is_not_believed() {
        for headers in [&[(&X_FORWARDED_FOR, "192.0.2.1")][..], &[(&FORWARDED, "for=192.0.2.1")], &[]] {
            assert_eq!(client(&[], "198.51.100.9", headers).as_deref(), Some("198.51.100.9"));
            assert_eq!(client(&["10.0.0.0/8"], "198.51.100.9", headers).as_deref(), Some("198.51.100.9"));
        }
    }

    #[test]
    fn the_client_is_the_first_from_the_right_that_is_no_trusted_proxy() {
        let trusted = ["10.0.0.0/8", "2001:db8:ffff::/48"];
        for (headers, expected) in [
            (&[(&X_FORWARDED_FOR, "192.0.2.1")][..], Some("192.0.2.1")),
            (&[(&X_FORWARDED_FOR, "203.0.113.5, 192.0.2.1")], Some("192.0.2.1")),
            (&[(&X_FORWARDED_FOR, "203.0.113.5, 192.0.2.1, 10.0.0.7")], Some("192.0.2.1")),
            (&[(&X_FORWARDED_FOR, "203.0.113.5"), (&X_FORWARDED_FOR, "192.0.2.1")], Some("192.0.2.1")),
            (&[(&X_FORWARDED_FOR, "192.0.2.1:4711")], Some("192.0.2.1")),
            (&[(&X_FORWARDED_FOR, "::ffff:192.0.2.1")], Some("192.0.2.1")),
            (&[(&X_FORWARDED_FOR, "2001:db8::1, 2001:db8:ffff::2")], Some("2001:db8::1")),
            (&[(&X_FORWARDED_FOR, "10.0.0.8, 10.0.0.7")], Some("10.0.0.8")),
            (&[(&X_FORWARDED_FOR, "192.0.2.1, unknown")], None),
            (&[(&X_FORWARDED_FOR, "unknown, 192.0.2.1")], Some("192.0.2.1")),
            (&[(&X_FORWARDED_FOR, "")], None),
            (&[(&FORWARDED, "for=203.0.113.5;proto=http, for=192.0.2.1;by=10.0.0.1")], Some("192.0.2.1")),
            (&[(&FORWARDED, "For=\"[2001:db8::1]:4711\"")], Some("2001:db8::1")),
            (&[(&FORWARDED, "for=_hidden")], None),
            (&[(&FORWARDED, "for=203.0.113.5"), (&X_FORWARDED_FOR, "192.0.2.1")], Some("192.0.2.1")),
            (&[], Some("10.0.0.1")),
        ] {
            assert_eq!(client(&trusted, "10.0.0.1", headers).as_deref(), expected, "{headers:?}");
        }
    }
}
