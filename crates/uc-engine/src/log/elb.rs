//! Amazon's load balancers: the classic one and the one for applications (ALB).
//!
//! Both write whole URLs as targets, so the host comes from there, and neither writes referrers. Times are UTC.
//! Fields are described in Amazon's guides ("Access logs for your Application Load Balancer", "… Classic Load Balancer").

use super::carries::Carries;
use super::cursor::Cursor;
use super::draft::Draft;
use super::escape;
use super::field::Field;
use super::format::{Read, Why};
use super::peer;
use super::request::split_url;
use super::time::Clock;
use crate::hit::Hit;

/// What these logs carry.
pub(crate) fn carries() -> Carries {
    Carries::default().with(Field::UserAgent).with(Field::Host)
}

/// Reads a line of the classic load balancer: time, name, client, backend, three durations, two states, two
/// sizes, request, user agent (not in the oldest), cipher, protocol.
pub(crate) fn read_classic<'a>(line: &'a [u8], clock: &mut Clock) -> Read<'a> {
    shared(Cursor::new(line), clock).unwrap_or(Read::Unreadable(Why::Cut))
}

/// Reads a line of the load balancer for applications: the same with the kind of connection in front.
pub(crate) fn read_application<'a>(line: &'a [u8], clock: &mut Clock) -> Read<'a> {
    let mut cursor = Cursor::new(line);
    match cursor.word() {
        Some(b"http" | b"https" | b"h2" | b"grpcs" | b"ws" | b"wss") => {
            shared(cursor, clock).unwrap_or(Read::Unreadable(Why::Cut))
        }
        _ => Read::Unreadable(Why::Layout),
    }
}

fn shared<'a>(mut cursor: Cursor<'a>, clock: &mut Clock) -> Option<Read<'a>> {
    let mut draft = Draft::default();
    draft.put(Field::Time, cursor.word()?);
    let _name = cursor.word()?;
    let client = cursor.word()?;
    let _target = cursor.word()?;
    for _duration in 0..3 {
        cursor.word().filter(|word| is_number(word))?;
    }
    draft.put(Field::Status, cursor.word()?);
    let _state_of_target = cursor.word()?;
    for _size in 0..2 {
        cursor.word().filter(|word| is_number(word))?;
    }
    draft.put(Field::Address, peer::address_and_port(client));
    draft.put(Field::Request, escape::decode(cursor.quoted()?));
    if let Some(user_agent) = cursor.quoted() {
        draft.put(Field::UserAgent, escape::decode(user_agent));
    }
    Some(match draft.finish(Carries::default(), clock) {
        Read::Hit(hit) => Read::Hit(with_host(hit)),
        other => other,
    })
}

fn is_number(word: &[u8]) -> bool {
    !word.is_empty() && word.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'))
}

/// Takes the host out of the URL that stands as the target; a request without a path has no target.
fn with_host(mut hit: Hit<'_>) -> Hit<'_> {
    if let Some((host, path)) = split_url(&hit.target) {
        let host = peer::host(host).map(<[u8]>::to_vec);
        let path = if path.starts_with(b"/") { path.to_vec() } else { [b"/", path].concat() };
        hit.host = host.map(Into::into);
        hit.target = path.into();
    }
    hit
}
