//! JSON access logs: nginx's, Caddy's, Traefik's and those that are like them, one object a line.
//!
//! Keys are found by name, wherever they stand ([`super::field`]); Caddy's `request` and its `headers` are looked
//! into, other nested values are passed over. The line is read with a scanner of our own ([`scan`]) because
//! servers write what strict readers refuse: `\xHH` escapes, raw bytes, lines that end in the middle.

mod scan;

use std::borrow::Cow;

use self::scan::{Scanner, Text};
use super::carries::Carries;
use super::draft::Draft;
use super::field::{self, Field, Named};
use super::format::{Read, Why};
use super::time::Clock;

/// Where in a line the scanner is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    /// The line's own object.
    Top,
    /// Caddy's `request`.
    Request,
    /// Caddy's `request.headers`, whose values are lists.
    Headers,
}

/// Reads a line.
pub(crate) fn read<'a>(line: &'a [u8], carries: Carries, clock: &mut Clock) -> Read<'a> {
    let mut scanner = Scanner::new(line);
    let mut draft = Draft::default();
    match object(&mut scanner, Level::Top, &mut draft) {
        Some(()) => draft.finish(carries, clock),
        // What the cut took away is not known to be absent.
        None if scanner.is_at_end() && draft.is_enough() => draft.finish(Carries::default(), clock),
        None if scanner.is_at_end() => Read::Unreadable(Why::Cut),
        None => Read::Unreadable(Why::Layout),
    }
}

/// Notes which headers a line of a sample has keys for.
pub(crate) fn note(line: &[u8], carries: &mut Carries) {
    let mut scanner = Scanner::new(line);
    let mut draft = Draft::default();
    if object(&mut scanner, Level::Top, &mut draft).is_some() {
        draft.note_into(carries);
    }
}

fn object<'a>(scanner: &mut Scanner<'a>, level: Level, draft: &mut Draft<'a>) -> Option<()> {
    scanner.open(b'{')?;
    while !scanner.close(b'}')? {
        let key = scanner.text()?.whole()?;
        scanner.open(b':')?;
        value(scanner, level, &key, draft)?;
    }
    Some(())
}

fn value<'a>(scanner: &mut Scanner<'a>, level: Level, key: &[u8], draft: &mut Draft<'a>) -> Option<()> {
    let named = || if level == Level::Headers { field::header(key) } else { field::named(key) };
    match scanner.peek()? {
        b'{' if level == Level::Top && key == b"request" => object(scanner, Level::Request, draft),
        b'{' if level == Level::Request && key == b"headers" => object(scanner, Level::Headers, draft),
        b'"' => match (scanner.text()?, named()) {
            (Text::Whole(value), Some(named)) => {
                put(draft, named, value);
                Some(())
            }
            (Text::Cut(value), Some(named)) => {
                put(draft, named, value);
                None
            }
            (Text::Whole(_), None) => Some(()),
            (Text::Cut(_), None) => None,
        },
        b'[' => list(scanner, named(), draft),
        b'{' => scanner.skip(),
        _ => {
            let word = scanner.word()?;
            if let Some(named) = named().filter(|_| !matches!(word, b"null" | b"true" | b"false")) {
                put(draft, named, Cow::Borrowed(word));
            }
            Some(())
        }
    }
}

/// Takes the first text of a list and passes over the others.
fn list<'a>(scanner: &mut Scanner<'a>, named: Option<Named>, draft: &mut Draft<'a>) -> Option<()> {
    let Some(named) = named else { return scanner.skip() };
    scanner.open(b'[')?;
    while !scanner.close(b']')? {
        if scanner.peek()? == b'"' {
            put(draft, named, scanner.text()?.whole()?);
        } else {
            scanner.skip()?;
        }
    }
    Some(())
}

fn put<'a>(draft: &mut Draft<'a>, named: Named, value: Cow<'a, [u8]>) {
    let value = match (named.field, value) {
        // Some pipelines keep the quotes that stood around a header in the line they took it from.
        (Field::Referrer | Field::UserAgent, Cow::Owned(value)) => match value.as_slice() {
            [b'"', inner @ .., b'"'] => Cow::Owned(inner.to_vec()),
            _ => Cow::Owned(value),
        },
        (_, value) => value,
    };
    draft.put_named(named, value);
}
