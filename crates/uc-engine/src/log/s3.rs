//! Amazon S3's server access log.
//!
//! Bucket owner, bucket, `[time]`, address, requester, request id, operation, key, `"request"`, status, error, two
//! sizes, two durations, `"referrer"`, `"user agent"`, version, host id, signature, cipher, kind of
//! authentication, host, … (Amazon S3 user guide, "server access log format"). The log also tells of
//! housekeeping that nobody asked for over HTTP: such lines are passed over like comments.

use super::carries::Carries;
use super::cursor::Cursor;
use super::draft::Draft;
use super::escape;
use super::field::Field;
use super::format::{Read, Why};
use super::time::Clock;
use crate::hit::{Hit, Method};

/// What this log carries.
pub(crate) fn carries() -> Carries {
    Carries::default().with(Field::Referrer).with(Field::UserAgent).with(Field::Host)
}

/// Reads a line.
pub(crate) fn read<'a>(line: &'a [u8], clock: &mut Clock) -> Read<'a> {
    fields(line, clock).unwrap_or(Read::Unreadable(Why::Cut))
}

fn fields<'a>(line: &'a [u8], clock: &mut Clock) -> Option<Read<'a>> {
    let mut cursor = Cursor::new(line);
    let mut draft = Draft::default();
    let _owner = cursor.word()?;
    let _bucket = cursor.word()?;
    draft.put(Field::Time, cursor.bracketed()?);
    draft.put(Field::Address, cursor.word()?);
    let _requester = cursor.word()?;
    let _request_id = cursor.word()?;
    let operation = cursor.word().filter(|word| word.contains(&b'.'))?;
    let _key = cursor.word()?;
    // Housekeeping has `-` in place of a quoted request.
    let request = if cursor.rest.starts_with(b"\"") { cursor.quoted()? } else { cursor.word()? };
    draft.put(Field::Request, escape::decode(request));
    draft.put(Field::Status, cursor.word()?);
    for _error_sizes_durations in 0..5 {
        cursor.word()?;
    }
    draft.put(Field::Referrer, escape::decode(cursor.quoted()?));
    draft.put(Field::UserAgent, escape::decode(cursor.quoted()?));
    for _version_host_id_signature_cipher_authentication in 0..5 {
        cursor.word();
    }
    if let Some(host) = cursor.word() {
        draft.put(Field::Host, host);
    }
    let is_http = operation.starts_with(b"REST.")
        || operation.starts_with(b"WEBSITE.")
        || operation.starts_with(b"SOAP.");
    Some(match draft.finish(carries(), clock) {
        Read::Hit(_) if !is_http => Read::Header,
        Read::Hit(hit) if !is_visit(operation) => Read::Hit(Hit { method: Method::Other, ..hit }),
        other => other,
    })
}

/// Tells whether an operation fetches an object, as a visitor does, and not a bucket's settings, as its owner does.
fn is_visit(operation: &[u8]) -> bool {
    operation.starts_with(b"WEBSITE.") || matches!(operation, b"REST.GET.OBJECT" | b"REST.HEAD.OBJECT")
}
