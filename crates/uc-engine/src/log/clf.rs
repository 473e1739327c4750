//! The common log format and those that add to it: combined, with the virtual host in front, Traefik's.
//!
//! `[host] address ident user [time] "request" status bytes ["referrer" "user agent" [anything]]`
//!
//! This is the reader that most logs go through, so it is written for speed: fields are found by their ends, and
//! nothing is copied unless it holds an escape. It never looks at what follows the user agent.

use std::borrow::Cow;

use memchr::{memchr, memchr2, memmem};

use super::carries::Presence;
use super::cursor::closing_quote;
use super::draft::status;
use super::escape;
use super::format::{Read, Why};
use super::peer;
use super::request::RequestLine;
use super::time::Clock;
use crate::hit::{Extra, Header, Hit};

/// What stands at the beginning of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Front {
    /// The client's address.
    Address,
    /// The virtual host, with or without its port, and then the address.
    Host,
}

/// What stands behind the user agent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tail {
    /// Nothing: the line's last quote closes the user agent, whatever quotes it holds itself.
    Nothing,
    /// Fields of whatever kind.
    Fields,
}

/// Reads a line that ends after the number of bytes; headers that stand there all the same are read too.
pub(crate) fn read_common<'a>(line: &'a [u8], front: Front, clock: &mut Clock) -> Read<'a> {
    match Head::read(line, front, clock) {
        Err(why) => Read::Unreadable(why),
        Ok((head, rest)) => match headers(rest, Tail::Fields) {
            Some((referrer, user_agent)) => {
                let (referrer, user_agent) = (head.header(referrer), head.header(user_agent));
                head.hit(referrer, user_agent)
            }
            None => head.hit(Header::Unknown, Header::Unknown),
        },
    }
}

/// Reads a line with referrer and user agent.
pub(crate) fn read_combined<'a>(line: &'a [u8], front: Front, tail: Tail, clock: &mut Clock) -> Read<'a> {
    match Head::read(line, front, clock) {
        Err(why) => Read::Unreadable(why),
        Ok((head, rest)) => match headers(rest, tail) {
            None => Read::Unreadable(Why::Cut),
            Some((referrer, user_agent)) => {
                let (referrer, user_agent) = (head.header(referrer), head.header(user_agent));
                head.hit(referrer, user_agent)
            }
        },
    }
}

/// Reads a line of Traefik's; where it dropped the headers, its `-` says nothing about them.
pub(crate) fn read_traefik<'a>(line: &'a [u8], headers: Presence, clock: &mut Clock) -> Read<'a> {
    match read_combined(line, Front::Address, Tail::Fields, clock) {
        Read::Hit(hit) if headers == Presence::Missing => {
            Read::Hit(Hit { referrer: said(hit.referrer), user_agent: said(hit.user_agent), ..hit })
        }
        other => other,
    }
}

fn said(header: Header<'_>) -> Header<'_> {
    if header == Header::Absent { Header::Unknown } else { header }
}

/// What stands up to the number of bytes, not decoded yet.
struct Head<'a> {
    host: Option<&'a [u8]>,
    address: &'a [u8],
    at: i64,
    request: RequestLine<'a>,
    status: u16,
    escapes: Escapes,
}

/// Whether a line has escapes at all, looked up once for all its fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Escapes {
    None,
    Some,
}

impl Escapes {
    #[inline]
    fn decode(self, raw: &[u8]) -> Cow<'_, [u8]> {
        match self {
            Self::None => Cow::Borrowed(raw),
            Self::Some => escape::decode(raw),
        }
    }
}

impl<'a> Head<'a> {
    /// Reads everything up to the number of bytes; returns what stands behind it.
    #[inline]
    fn read(line: &'a [u8], front: Front, clock: &mut Clock) -> Result<(Self, &'a [u8]), Why> {
        let (host, line) = match front {
            Front::Address => (None, line),
            Front::Host => host(line).ok_or(Why::Cut)?,
        };
        let (address, rest) = address(line).ok_or(Why::Address)?;
        let (time, rest) = time(rest).ok_or(Why::Time)?;
        let at = clock.common(time).ok_or(Why::Time)?;
        let rest = rest.strip_prefix(b" \"").ok_or(Why::Layout)?;
        let escapes = if memchr(b'\\', rest).is_none() { Escapes::None } else { Escapes::Some };
        let is_before_status = |after: &[u8]| matches!(after, [b' ', b'0'..=b'9' | b'-', ..]);
        let end = closing_quote(rest, is_before_status).ok_or(Why::Cut)?;
        let request = RequestLine::parse(&rest[..end]);
        let (status_text, rest) = status_word(&rest[end + 2..]);
        let status = status(status_text).ok_or(Why::Status)?;
        let rest = after_bytes(rest).ok_or(Why::Layout)?;
        Ok((Self { host, address, at, request, status, escapes }, rest))
    }

    #[inline]
    fn header(&self, raw: &'a [u8]) -> Header<'a> {
        match raw {
            b"" | b"-" => Header::Absent,
            _ => Header::Sent(self.escapes.decode(raw)),
        }
    }

    #[inline]
    fn hit(self, referrer: Header<'a>, user_agent: Header<'a>) -> Read<'a> {
        Read::Hit(Hit {
            at: self.at,
            address: self.address,
            host: self.host.map(Cow::Borrowed),
            method: self.request.method,
            target: self.escapes.decode(self.request.target),
            status: self.status,
            referrer,
            user_agent,
            extra: Extra::default(),
        })
    }
}

/// Takes the virtual host and the blank behind it; `None` for the host where the server knew none.
#[inline]
fn host(line: &[u8]) -> Option<(Option<&[u8]>, &[u8])> {
    let end = memchr2(b' ', b':', line)?;
    if let Some(port) = line[end..].strip_prefix(b":") {
        let after = &port[port.iter().position(|byte| !byte.is_ascii_digit())?..];
        if let (Some(rest), true) = (after.strip_prefix(b" "), end > 0 && line[0] != b'[') {
            return Some((Some(&line[..end]), rest));
        }
    }
    let end = memchr(b' ', line)?;
    Some((peer::host(&line[..end]), &line[end + 1..]))
}

/// Takes the address; returns it and what follows, the blank included.
#[inline]
fn address(line: &[u8]) -> Option<(&[u8], &[u8])> {
    // Sixteen bytes are looked at together. Behind an IPv4 address no colon comes so soon.
    if let Some(first) = line.first_chunk::<16>() {
        let (blanks, colons, commas) = (marks(first, b' '), marks(first, b':'), marks(first, b','));
        if blanks != 0 && colons | commas == 0 && first[0] != b'[' {
            let end = blanks.trailing_zeros() as usize / 8;
            return (end > 0).then(|| line.split_at(end));
        }
    }
    let (address, rest) = line.split_at(memchr(b' ', line)?);
    (!address.is_empty()).then(|| (peer::address(address), rest))
}

/// Returns a number of which the lowest bit that is set lies in the first byte that equals the wanted one; zero if
/// none does.
#[inline]
fn marks(bytes: &[u8; 16], wanted: u8) -> u128 {
    const LOW: u128 = u128::MAX / 255;
    const HIGH: u128 = LOW << 7;
    let zero_where_equal = u128::from_le_bytes(*bytes) ^ (LOW * u128::from(wanted));
    zero_where_equal.wrapping_sub(LOW) & !zero_where_equal & HIGH
}

/// Takes the status and the blank behind it.
#[inline]
fn status_word(rest: &[u8]) -> (&[u8], &[u8]) {
    if rest.get(3) == Some(&b' ') {
        return (&rest[..3], &rest[4..]);
    }
    let end = memchr(b' ', rest).unwrap_or(rest.len());
    (&rest[..end], rest.get(end + 1..).unwrap_or_default())
}

/// Passes the number of bytes, which is `-` for none, and the blank behind it.
#[inline]
fn after_bytes(rest: &[u8]) -> Option<&[u8]> {
    let end = rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len());
    match &rest[end..] {
        [] | [b'-'] => Some(b""),
        [b' ', after @ ..] | [b'-', b' ', after @ ..] => Some(after),
        _ => None,
    }
}

/// Finds `[time]` behind ident and user, which may hold blanks; returns the time and what follows the bracket.
fn time(rest: &[u8]) -> Option<(&[u8], &[u8])> {
    let open = if rest.starts_with(b" - - [") { 6 } else { memmem::find(rest, b" [")? + 2 };
    let rest = &rest[open..];
    let close = if rest.get(26) == Some(&b']') { 26 } else { memchr(b']', rest)? };
    Some((&rest[..close], &rest[close + 1..]))
}

/// Takes `"referrer" "user agent"`; a user agent that the line's end cuts is taken as far as it goes.
fn headers(rest: &[u8], tail: Tail) -> Option<(&[u8], &[u8])> {
    let rest = rest.strip_prefix(b"\"")?;
    let end = closing_quote(rest, |after| after.starts_with(b" \""))?;
    let (referrer, rest) = (&rest[..end], &rest[end + 3..]);
    let user_agent = match tail {
        Tail::Nothing => rest.strip_suffix(b"\""),
        Tail::Fields => None,
    };
    let user_agent = user_agent.unwrap_or_else(|| {
        let end = closing_quote(rest, |after| matches!(after, [] | [b' ', ..]));
        &rest[..end.unwrap_or(rest.len())]
    });
    Some((referrer, user_agent))
}

/// Tells what stands behind the user agent of a line that is read already: nothing, something, or Traefik's.
pub(crate) fn ending(line: &[u8]) -> Ending {
    let traefik = line.ends_with(b"ms") && {
        let number = line[..line.len() - 2].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        number > 0 && line[..line.len() - 2 - number].ends_with(b"\" ")
    };
    let last_field_is_quoted = line.ends_with(b"\"");
    let quotes = memchr::memchr_iter(b'"', line).count();
    match () {
        () if traefik => Ending::Traefik,
        () if last_field_is_quoted && quotes <= 6 => Ending::UserAgent,
        () => Ending::Other,
    }
}

/// How a combined line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// With the user agent.
    UserAgent,
    /// With Traefik's counter, router, server and duration.
    Traefik,
    /// With other fields.
    Other,
}
