//! A log format that the user describes: nginx `log_format` or Apache `LogFormat` syntax, compiled.
//!
//! Compiling gives a list of literal texts and fields (`nginx`, `apache`); reading walks along it. What would
//! make a useless or ambiguous reader is refused when it is compiled, with words on what to do.

mod apache;
mod nginx;

use std::sync::Arc;

use memchr::{memchr, memchr_iter};

use super::carries::Carries;
use super::cursor::closing_quote;
use super::draft::Draft;
use super::escape;
use super::field::{Field, Named};
use super::format::{Read, Why};
use super::time::Clock;

/// A compiled format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    pieces: Arc<[Piece]>,
    carries: Carries,
}

/// Why a format cannot be used; each message says what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// There is no field in it.
    #[error(
        "the log format names no field: give it as it stands in the server's configuration, for example '%h %l %u %t \"%r\" %>s %b'"
    )]
    NoField,
    /// There is no time.
    #[error("the log format has no time: add $time_local (nginx) or %t (Apache)")]
    NoTime,
    /// There is no request.
    #[error("the log format has no request: add \"$request\" (nginx) or \"%r\" (Apache)")]
    NoRequest,
    /// There is no status.
    #[error("the log format has no status: add $status (nginx) or %>s (Apache)")]
    NoStatus,
    /// There is no client address.
    #[error("the log format has no client address: add $remote_addr (nginx) or %h (Apache)")]
    NoAddress,
    /// Two fields touch.
    #[error("nothing separates {0} from {1} in the log format: put a blank or quotes between them")]
    Touching(String, String),
    /// Apache has no such directive.
    #[error("{0} is no directive of Apache's LogFormat: check the spelling, and write %% for a percent sign")]
    Unknown(String),
    /// A time in a layout that cannot be read.
    #[error("times as {0} writes them cannot be read: use %t, or %{{%Y-%m-%dT%H:%M:%S%z}}t")]
    TimeLayout(String),
    /// A brace or quote is not closed.
    #[error("{0} is not closed in the log format: check that it was copied whole and quoted for the shell")]
    NotClosed(&'static str),
}

/// A part of a format, before and after it is compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    /// Text that stands in every line.
    Literal(Box<[u8]>),
    /// A value.
    Value(Slot),
}

/// A place for a value.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Slot {
    /// What it means; `None` if it is of no interest.
    meaning: Meaning,
    /// How the configuration writes it, for messages.
    source: String,
}

/// What the value in a slot means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// Nothing that matters here.
    Ignored,
    /// One field.
    Field(Named),
    /// A field that is written for some status codes only: `-` then says nothing about it.
    Sometimes(Named),
    /// Host and target in one, as `$host$request_uri` writes them.
    HostAndTarget,
}

impl Meaning {
    fn named(self) -> Option<Named> {
        match self {
            Self::Field(named) | Self::Sometimes(named) => Some(named),
            Self::Ignored | Self::HostAndTarget => None,
        }
    }

    fn is(self, field: Field) -> bool {
        self.named().is_some_and(|named| named.field == field)
    }
}

impl Pattern {
    /// Compiles a format: the bare string, or the whole directive as it stands in the configuration.
    pub fn compile(text: &str) -> Result<Self, PatternError> {
        let pieces = if nginx::is_meant(text) { nginx::pieces(text)? } else { apache::pieces(text)? };
        let pieces = joined(pieces)?;
        let meanings = || {
            pieces.iter().filter_map(|piece| match piece {
                Piece::Value(slot) => Some(slot.meaning),
                Piece::Literal(_) => None,
            })
        };
        let has = |field| meanings().any(|meaning| meaning.is(field));
        if meanings().next().is_none() {
            return Err(PatternError::NoField);
        }
        if !has(Field::Time) {
            return Err(PatternError::NoTime);
        }
        if !has(Field::Request) && !has(Field::Target) && !meanings().any(|one| one == Meaning::HostAndTarget)
        {
            return Err(PatternError::NoRequest);
        }
        if !has(Field::Status) {
            return Err(PatternError::NoStatus);
        }
        if !has(Field::Address) {
            return Err(PatternError::NoAddress);
        }
        let mut carries = Carries::default();
        for meaning in meanings() {
            match meaning {
                Meaning::Field(named) => carries.note(named.field),
                Meaning::HostAndTarget => carries.note(Field::Host),
                Meaning::Ignored | Meaning::Sometimes(_) => {}
            }
        }
        Ok(Self { pieces: pieces.into(), carries })
    }

    /// Returns what the format carries.
    pub(crate) fn carries(&self) -> Carries {
        self.carries
    }

    /// Reads a line.
    pub(crate) fn read<'a>(&self, line: &'a [u8], clock: &mut Clock) -> Read<'a> {
        let mut draft = Draft::default();
        let mut rest = line;
        let mut is_quoted = false;
        for (index, piece) in self.pieces.iter().enumerate() {
            let slot = match piece {
                Piece::Literal(literal) => {
                    let Some(after) = rest.strip_prefix(&**literal) else {
                        return Read::Unreadable(Why::Layout);
                    };
                    rest = after;
                    is_quoted = literal.ends_with(b"\"");
                    continue;
                }
                Piece::Value(slot) => slot,
            };
            let end = match self.pieces.get(index + 1) {
                Some(Piece::Literal(literal)) => {
                    let place = if index + 2 == self.pieces.len() { Place::Last } else { Place::Within };
                    end_of_value(rest, slot.meaning, literal, place)
                }
                _ => Some(rest.len()),
            };
            let Some(end) = end else {
                put(&mut draft, slot.meaning, rest);
                // What the cut took away is not known to be absent.
                return match is_quoted && draft.is_enough() {
                    true => draft.finish(Carries::default(), clock),
                    false => Read::Unreadable(Why::Cut),
                };
            };
            put(&mut draft, slot.meaning, &rest[..end]);
            rest = &rest[end..];
        }
        draft.finish(self.carries, clock)
    }
}

fn put<'a>(draft: &mut Draft<'a>, meaning: Meaning, value: &'a [u8]) {
    match meaning {
        Meaning::Ignored => {}
        Meaning::Sometimes(_) if value == b"-" => {}
        Meaning::Field(named) | Meaning::Sometimes(named) => draft.put_named(named, escape::decode(value)),
        Meaning::HostAndTarget => {
            let (host, target) = value.split_at(memchr(b'/', value).unwrap_or(value.len()));
            draft.put(Field::Host, host);
            draft.put(Field::Target, escape::decode(target));
        }
    }
}

/// Whether anything is to be read behind a literal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Within,
    Last,
}

/// Finds where a value ends: where the literal behind it begins.
fn end_of_value(rest: &[u8], meaning: Meaning, literal: &[u8], place: Place) -> Option<usize> {
    const COMMON_TIME: usize = "17/May/2015:10:05:03 +0000".len();
    // The common time holds a blank itself.
    if meaning.is(Field::Time) && rest.get(COMMON_TIME..).is_some_and(|after| after.starts_with(literal)) {
        return Some(COMMON_TIME);
    }
    if place == Place::Last && rest.ends_with(literal) {
        return Some(rest.len() - literal.len());
    }
    if literal.starts_with(b"\"") {
        return closing_quote(rest, |after| after.starts_with(&literal[1..]));
    }
    // A list of addresses holds blanks, each behind a comma.
    let is_inside_list =
        |at: usize| literal[0] == b' ' && at > 0 && rest[at - 1] == b',' && meaning.is(Field::Address);
    memchr_iter(literal[0], rest).find(|at| rest[*at..].starts_with(literal) && !is_inside_list(*at))
}

/// Joins neighbouring literals and those fields that make one value when they touch, and refuses others that touch.
fn joined(pieces: Vec<Piece>) -> Result<Vec<Piece>, PatternError> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match (out.pop(), piece) {
            (None, piece) => out.push(piece),
            (Some(Piece::Literal(one)), Piece::Literal(two)) => {
                out.push(Piece::Literal([one, two].concat().into()));
            }
            (Some(Piece::Value(one)), Piece::Value(two)) => out.push(Piece::Value(touching(one, two)?)),
            (Some(one), two) => out.extend([one, two]),
        }
    }
    Ok(out)
}

fn touching(one: Slot, two: Slot) -> Result<Slot, PatternError> {
    let is_query = two.meaning.is(Field::Query) || two.source == "$is_args";
    let meaning = match one.meaning {
        meaning if meaning.is(Field::Target) && is_query => meaning,
        Meaning::HostAndTarget if is_query => Meaning::HostAndTarget,
        meaning if meaning.is(Field::Host) && two.meaning.is(Field::Target) => Meaning::HostAndTarget,
        _ => return Err(PatternError::Touching(one.source, two.source)),
    };
    Ok(Slot { meaning, source: one.source + &two.source })
}
