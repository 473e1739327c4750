//! The common log format and those that add to it: combined, with the virtual host in front, Traefik's.
//!
//! `[host] address ident user [time] "request" status bytes ["referrer" "user agent" [anything]]`
//!
//! This is the reader that most logs go through, so it is written for speed: fields are found by their ends, and
//! nothing is copied unless it holds an escape. It never looks at what follows the user agent.

use std::borrow::Cow;

use memchr::{memchr, memmem, memrchr};

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
    match head(line, front, clock) {
        Err(why) => Read::Unreadable(why),
        Ok((hit, rest)) => Read::Hit(match headers(rest, Tail::Fields) {
            Some((referrer, user_agent)) => Hit { referrer, user_agent, ..hit },
            None => hit,
        }),
    }
}

/// Reads a line with referrer and user agent.
pub(crate) fn read_combined<'a>(line: &'a [u8], front: Front, tail: Tail, clock: &mut Clock) -> Read<'a> {
    match head(line, front, clock) {
        Err(why) => Read::Unreadable(why),
        Ok((mut hit, rest)) => match headers(rest, tail) {
            None => Read::Unreadable(Why::Cut),
            Some((referrer, user_agent)) => {
                hit.referrer = referrer;
                hit.user_agent = user_agent;
                Read::Hit(hit)
            }
        },
    }
}

/// Reads everything up to the number of bytes; returns what stands behind it.
fn head<'a>(line: &'a [u8], front: Front, clock: &mut Clock) -> Result<(Hit<'a>, &'a [u8]), Why> {
    let (host, line) = match front {
        Front::Address => (None, line),
        Front::Host => {
            let end = memchr(b' ', line).ok_or(Why::Cut)?;
            (peer::host(&line[..end]).map(Cow::Borrowed), &line[end + 1..])
        }
    };
    let end = memchr(b' ', line).ok_or(Why::Cut)?;
    let (address, rest) = line.split_at(end);
    if address.is_empty() {
        return Err(Why::Address);
    }
    let (time, rest) = time(rest).ok_or(Why::Time)?;
    let at = clock.common(time).ok_or(Why::Time)?;
    let rest = rest.strip_prefix(b" \"").ok_or(Why::Layout)?;
    let end = closing_quote(rest, |after| matches!(after, [b' ', b'0'..=b'9' | b'-', ..])).ok_or(Why::Cut)?;
    let request = RequestLine::parse(&rest[..end]);
    let rest = &rest[end + 2..];
    let end = memchr(b' ', rest).unwrap_or(rest.len());
    let status = status(&rest[..end]).ok_or(Why::Status)?;
    let rest = rest.get(end + 1..).unwrap_or_default();
    let end = memchr(b' ', rest).unwrap_or(rest.len());
    if !rest[..end].iter().all(|byte| byte.is_ascii_digit() || *byte == b'-') {
        return Err(Why::Layout);
    }
    let hit = Hit {
        at,
        address: peer::address(address),
        host,
        method: request.method,
        target: escape::decode(request.target),
        status,
        referrer: Header::Unknown,
        user_agent: Header::Unknown,
        extra: Extra::default(),
    };
    Ok((hit, rest.get(end + 1..).unwrap_or_default()))
}

/// Finds `[time]` behind ident and user, which may hold blanks; returns the time and what follows the bracket.
fn time(rest: &[u8]) -> Option<(&[u8], &[u8])> {
    let open = if rest.starts_with(b" - - [") { 6 } else { memmem::find(rest, b" [")? + 2 };
    let rest = &rest[open..];
    let close = if rest.get(26) == Some(&b']') { 26 } else { memchr(b']', rest)? };
    Some((&rest[..close], &rest[close + 1..]))
}

/// Reads `"referrer" "user agent"`; a user agent that the line's end cuts is read as far as it goes.
fn headers(rest: &[u8], tail: Tail) -> Option<(Header<'_>, Header<'_>)> {
    let rest = rest.strip_prefix(b"\"")?;
    let end = closing_quote(rest, |after| after.starts_with(b" \""))?;
    let (referrer, rest) = (&rest[..end], &rest[end + 3..]);
    let whole = match tail {
        Tail::Nothing if rest.ends_with(b"\"") => memrchr(b'"', rest),
        Tail::Nothing | Tail::Fields => closing_quote(rest, |after| matches!(after, [] | [b' ', ..])),
    };
    let user_agent = &rest[..whole.unwrap_or(rest.len())];
    Some((header(referrer), header(user_agent)))
}

fn header(raw: &[u8]) -> Header<'_> {
    Header::of(escape::decode(raw))
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
