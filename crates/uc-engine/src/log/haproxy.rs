//! HAProxy's HTTP log, with or without the prefix that syslog puts in front.
//!
//! `address:port [time] frontend backend/server timers status bytes cookie cookie flags connections queues
//! [{request headers}] [{response headers}] "request"` (HAProxy configuration manual, "HTTP log format").
//! Captured headers have no names in the log: [`captures`] tells them by their look. The time has no zone and is
//! taken for UTC.

mod captures;

use memchr::memmem;

pub use self::captures::Captures;
use super::cursor::Cursor;
use super::draft::Draft;
use super::escape;
use super::field::Field;
use super::format::{Read, Why};
use super::peer;
use super::time::Clock;

/// Reads a line.
pub(crate) fn read<'a>(line: &'a [u8], captures: &Captures, clock: &mut Clock) -> Read<'a> {
    let Some((mut draft, captured)) = fields(line) else { return Read::Unreadable(Why::Layout) };
    for (index, value) in captured.into_iter().flat_map(captures::values).enumerate() {
        if let Some(field) = captures.field(index) {
            draft.put(field, value);
        }
    }
    draft.finish(captures.carries(), clock)
}

/// Learns from a sample which captured header stands where.
pub(crate) fn learn<'a>(lines: impl Iterator<Item = &'a [u8]>) -> Captures {
    Captures::learn(lines.filter_map(|line| fields(line)?.1))
}

/// What a line has captured, if anything.
type Captured<'a> = Option<&'a [u8]>;

fn fields(line: &[u8]) -> Option<(Draft<'_>, Captured<'_>)> {
    let (client, rest) = start(line)?;
    let mut cursor = Cursor::new(rest);
    let mut draft = Draft::default();
    draft.put(Field::Address, peer::address_and_port(client));
    draft.put(Field::Time, cursor.bracketed()?);
    let _frontend = cursor.word()?;
    cursor.word().filter(|server| server.contains(&b'/'))?;
    cursor.word().filter(|timers| timers.iter().filter(|byte| **byte == b'/').count() >= 2)?;
    draft.put(Field::Status, cursor.word()?);
    for _bytes_cookies_flags in 0..4 {
        cursor.word()?;
    }
    for _connections_queues in 0..2 {
        cursor.word().filter(|counts| counts.contains(&b'/'))?;
    }
    let mut captured = None;
    // Those of the request and those of the answer: no more, so that no line can keep us searching.
    for _group in 0..2 {
        if !cursor.rest.starts_with(b"{") {
            break;
        }
        let end = [b"} {".as_slice(), b"} \""]
            .iter()
            .filter_map(|end| memmem::find(cursor.rest, end))
            .min()
            .unwrap_or(cursor.rest.len().saturating_sub(1));
        captured = captured.or(cursor.rest.get(1..end));
        cursor.rest = cursor.rest.get(end + 2..).unwrap_or_default();
    }
    draft.put(Field::Request, escape::decode(request(cursor.rest)?));
    Some((draft, captured))
}

/// Finds where the line proper begins: at the word before the first bracketed date.
fn start(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let date = memmem::find_iter(line, b" [").find(|at| {
        let date = &line[at + 2..];
        date.first().is_some_and(u8::is_ascii_digit)
            && date.get(2) == Some(&b'/')
            && date.get(6) == Some(&b'/')
    })?;
    let client = line[..date].rsplit(|byte| *byte == b' ').next()?;
    let port = client.rsplit(|byte| *byte == b':').next()?;
    let has_port = port.len() < client.len() && !port.is_empty() && port.iter().all(u8::is_ascii_digit);
    has_port.then(|| (client, &line[date + 1..]))
}

/// Takes the request, which ends the line and is cut without its quote when it is too long.
fn request(rest: &[u8]) -> Option<&[u8]> {
    let request = rest.strip_prefix(b"\"")?;
    Some(request.strip_suffix(b"\"").unwrap_or(request))
}
