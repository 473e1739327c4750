//! nginx `log_format` syntax: `$name` and `${name}` in literal text.
//!
//! Names that are not known are variables of somebody's own; their values are passed over.

use super::super::field::{self, Field, Named};
use super::{Meaning, PatternError, Piece, Slot};

/// Tells whether a format is nginx's: it has a dollar sign before a name.
pub(super) fn is_meant(text: &str) -> bool {
    let is_name = |byte: &u8| byte.is_ascii_lowercase() || *byte == b'{';
    text.as_bytes().windows(2).any(|pair| pair[0] == b'$' && is_name(&pair[1]))
}

/// Takes a format apart.
pub(super) fn pieces(text: &str) -> Result<Vec<Piece>, PatternError> {
    let text = without_directive(text)?;
    let mut pieces = Vec::new();
    let mut rest = text.as_str();
    while let Some(dollar) = rest.find('$') {
        let (literal, variable) = (&rest[..dollar], &rest[dollar + 1..]);
        let (name, after) = match variable.strip_prefix('{') {
            Some(inner) => inner.split_once('}').ok_or(PatternError::NotClosed("${"))?,
            None => {
                let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
                let end = variable.find(|letter| !is_part(letter)).unwrap_or(variable.len());
                variable.split_at(end)
            }
        };
        if !literal.is_empty() {
            pieces.push(Piece::Literal(literal.as_bytes().into()));
        }
        pieces.push(Piece::Value(Slot { meaning: meaning(name), source: format!("${name}") }));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Literal(rest.as_bytes().into()));
    }
    Ok(pieces)
}

fn meaning(name: &str) -> Meaning {
    match name {
        // The name of the machine that wrote the log, not of the host that was asked.
        "hostname" | "server_addr" => Meaning::Ignored,
        "document_uri" | "uri" => Meaning::Field(Named { field: Field::Target, rank: 1 }),
        _ => field::named(name.as_bytes()).map_or(Meaning::Ignored, Meaning::Field),
    }
}

/// Returns the string itself: without `log_format NAME escape=…`, its quotes joined, the semicolon cut off.
fn without_directive(text: &str) -> Result<String, PatternError> {
    let trimmed = text.trim();
    let parts = match trimmed.strip_prefix("log_format") {
        Some(directive) => &directive[directive.find(['\'', '"']).unwrap_or(directive.len())..],
        None if trimmed.starts_with('\'') => trimmed,
        None => return Ok(text.to_owned()),
    };
    let mut joined = String::new();
    let mut letters = parts.chars();
    while let Some(quote) = letters.by_ref().find(|letter| matches!(letter, '\'' | '"')) {
        loop {
            match letters.next().ok_or(PatternError::NotClosed("a quote"))? {
                letter if letter == quote => break,
                '\\' => match letters.next().ok_or(PatternError::NotClosed("a quote"))? {
                    letter @ ('\'' | '"' | '\\') => joined.push(letter),
                    't' => joined.push('\t'),
                    letter => joined.extend(['\\', letter]),
                },
                letter => joined.push(letter),
            }
        }
    }
    Ok(joined)
}
