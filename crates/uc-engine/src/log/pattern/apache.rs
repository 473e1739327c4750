//! Apache `LogFormat` syntax: `%h`, `%>s`, `%{Referer}i`, `%400,501{User-agent}i` in literal text.
//!
//! Directives that the manual of mod_log_config knows are understood; of these, most are passed over.

use super::super::field::{self, Field, Named};
use super::super::time::Clock;
use super::{Meaning, PatternError, Piece, Slot};

/// Takes a format apart.
pub(super) fn pieces(text: &str) -> Result<Vec<Piece>, PatternError> {
    let text = without_directive(text)?;
    let mut pieces = Vec::new();
    let mut rest = text.as_str();
    while let Some(percent) = rest.find('%') {
        let literal = &rest[..percent];
        if !literal.is_empty() {
            pieces.push(Piece::Literal(literal.as_bytes().into()));
        }
        rest = directive(&rest[percent..], &mut pieces)?;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Literal(rest.as_bytes().into()));
    }
    Ok(pieces)
}

/// Compiles the directive at the beginning of the text; returns what follows it.
fn directive<'t>(text: &'t str, pieces: &mut Vec<Piece>) -> Result<&'t str, PatternError> {
    let unknown = |end: usize| PatternError::Unknown(text.chars().take(end.max(2)).collect());
    let after_modifiers = text[1..].trim_start_matches(|letter: char| {
        letter.is_ascii_digit() || matches!(letter, ',' | '!' | '<' | '>')
    });
    let modifiers = &text[1..text.len() - after_modifiers.len()];
    let (argument, letters) = match after_modifiers.strip_prefix('{') {
        Some(inner) => {
            let (argument, letters) = inner.split_once('}').ok_or(PatternError::NotClosed("%{"))?;
            (Some(argument), letters)
        }
        None => (None, after_modifiers),
    };
    let letter = letters.chars().next().ok_or_else(|| unknown(text.len()))?;
    // `^ti` and `^to`, trailers of requests and answers, are the only directives of three letters.
    let length = if letter == '^' { 3 } else { letter.len_utf8() };
    let after = letters.get(length..).ok_or_else(|| unknown(4))?;
    let source = &text[..text.len() - after.len()];
    if letter == '%' {
        pieces.push(Piece::Literal(b"%".as_slice().into()));
        return Ok(after);
    }
    let meaning = match (letter, argument) {
        ('t', None) => {
            let value = Slot { meaning: fixed(Field::Time), source: source.to_owned() };
            pieces.extend([literal("["), Piece::Value(value), literal("]")]);
            return Ok(after);
        }
        ('t', Some(layout)) => time(layout, source)?,
        ('h', _) => fixed(Field::Address),
        ('a', _) => Meaning::Field(Named { field: Field::Address, rank: 1 }),
        ('r', _) => fixed(Field::Request),
        ('m', _) => fixed(Field::Method),
        ('U', _) => fixed(Field::Target),
        ('q', _) => fixed(Field::Query),
        ('s', _) => fixed(Field::Status),
        ('v' | 'V', _) => Meaning::Field(Named { field: Field::Host, rank: 1 }),
        ('i', Some(name)) => field::header(name.as_bytes()).map_or(Meaning::Ignored, Meaning::Field),
        (
            'A' | 'b' | 'B' | 'C' | 'D' | 'e' | 'f' | 'H' | 'I' | 'k' | 'l' | 'L' | 'n' | 'o' | 'O' | 'p'
            | 'P' | 'R' | 'S' | 'T' | 'u' | 'X' | 'x' | 'c' | 'g' | '^',
            _,
        ) => Meaning::Ignored,
        _ => return Err(PatternError::Unknown(source.to_owned())),
    };
    let is_conditional = modifiers.bytes().any(|byte| byte.is_ascii_digit());
    let meaning = match meaning {
        Meaning::Field(named) if is_conditional => Meaning::Sometimes(named),
        meaning => meaning,
    };
    pieces.push(Piece::Value(Slot { meaning, source: source.to_owned() }));
    Ok(after)
}

fn fixed(field: Field) -> Meaning {
    Meaning::Field(Named { field, rank: 2 })
}

fn literal(text: &str) -> Piece {
    Piece::Literal(text.as_bytes().into())
}

/// Accepts a time layout if a time that is written in it can be read back.
fn time(layout: &str, source: &str) -> Result<Meaning, PatternError> {
    let layout = layout.strip_prefix("begin:").or_else(|| layout.strip_prefix("end:")).unwrap_or(layout);
    let sample = match layout {
        "sec" => "1431857103".to_owned(),
        "msec" => "1431857103000".to_owned(),
        "usec" => "1431857103000000".to_owned(),
        // The fraction alone: no time, but nothing wrong with it either.
        "msec_frac" | "usec_frac" => return Ok(Meaning::Ignored),
        _ => layout
            .replace("%T", "%H:%M:%S")
            .replace("%F", "%Y-%m-%d")
            .replace("%s", "1431857103")
            .replace("%d", "17")
            .replace("%b", "May")
            .replace("%m", "05")
            .replace("%Y", "2015")
            .replace("%H", "10")
            .replace("%M", "05")
            .replace("%S", "03")
            .replace("%z", "+0000"),
    };
    match Clock::default().any(sample.as_bytes()) {
        Some(1_431_857_103) => Ok(fixed(Field::Time)),
        _ => Err(PatternError::TimeLayout(source.to_owned())),
    }
}

/// Returns the string itself: without `LogFormat "…" name`, escapes of the configuration decoded.
fn without_directive(text: &str) -> Result<String, PatternError> {
    let trimmed = text.trim();
    let is_directive = trimmed.starts_with("LogFormat") || trimmed.starts_with("CustomLog");
    let inner = match trimmed.find('"') {
        Some(start) if is_directive => {
            let inner = &trimmed[start + 1..];
            let end = inner
                .match_indices('"')
                .map(|(at, _)| at)
                .find(|at| !inner[..*at].ends_with('\\'))
                .ok_or(PatternError::NotClosed("a quote"))?;
            &inner[..end]
        }
        _ => text,
    };
    Ok(inner.replace("\\\"", "\"").replace("\\t", "\t").replace("\\\\", "\\"))
}
