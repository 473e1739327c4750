//! Which request header stands where among those that HAProxy captured, told by how the values look.
//!
//! A position is believed when most of its values look alike. It never looks at the captured headers of answers
//! when those of requests are there.

use super::super::carries::Carries;
use super::super::field::Field;

/// The headers that a log captures, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Captures {
    fields: Vec<Option<Field>>,
}

impl Captures {
    /// Learns the order from what the lines of a sample captured.
    pub(crate) fn learn<'a>(lines: impl Iterator<Item = &'a [u8]>) -> Self {
        let mut votes: Vec<[usize; Field::COUNT]> = Vec::new();
        for line in lines {
            for (index, value) in values(line).enumerate() {
                if votes.len() == index {
                    votes.push([0; Field::COUNT]);
                }
                if let Some(field) = looks_like(value) {
                    votes[index][field as usize] += 1;
                }
            }
        }
        let mut fields: Vec<Option<Field>> = votes.iter().map(winner).collect();
        for index in 0..fields.len() {
            // A header stands once: the first position that looks like it has it.
            if fields[..index].contains(&fields[index]) {
                fields[index] = None;
            }
        }
        Self { fields }
    }

    /// Returns what the value at a position is.
    pub(crate) fn field(&self, index: usize) -> Option<Field> {
        self.fields.get(index).copied().flatten()
    }

    /// Returns what the log carries.
    pub(crate) fn carries(&self) -> Carries {
        self.fields.iter().flatten().fold(Carries::default(), |carries, field| carries.with(*field))
    }
}

/// Returns the single values of `a|b|c`.
pub(super) fn values(captured: &[u8]) -> impl Iterator<Item = &[u8]> {
    captured.split(|byte| *byte == b'|')
}

/// The fields that can be told by their look.
const TOLD: [Field; 7] = [
    Field::Referrer,
    Field::UserAgent,
    Field::Host,
    Field::AcceptLanguage,
    Field::SecFetchSite,
    Field::SecFetchDest,
    Field::RequestedWith,
];

fn winner(votes: &[usize; Field::COUNT]) -> Option<Field> {
    let all: usize = votes.iter().sum();
    TOLD.into_iter().find(|field| votes[*field as usize] * 2 > all)
}

fn looks_like(value: &[u8]) -> Option<Field> {
    let has = |needle: &[u8]| value.windows(needle.len()).any(|part| part == needle);
    let starts = |beginnings: &[&str]| beginnings.iter().any(|begin| value.starts_with(begin.as_bytes()));
    match value {
        b"" | b"-" => None,
        b"none" | b"same-origin" | b"same-site" | b"cross-site" => Some(Field::SecFetchSite),
        b"document" | b"empty" | b"image" | b"script" | b"style" | b"font" | b"iframe" | b"video"
        | b"audio" | b"manifest" | b"worker" | b"serviceworker" => Some(Field::SecFetchDest),
        _ if starts(&["http://", "https://", "android-app://"]) => Some(Field::Referrer),
        _ if starts(&["com.", "org."]) || value == b"XMLHttpRequest" => Some(Field::RequestedWith),
        _ if has(b"Mozilla/") || is_product(value) => Some(Field::UserAgent),
        _ if is_language(value) => Some(Field::AcceptLanguage),
        _ if is_host(value) => Some(Field::Host),
        _ => None,
    }
}

/// `curl/8.5.0` and the like: a name, a slash, a digit.
fn is_product(value: &[u8]) -> bool {
    let Some(slash) = value.iter().position(|byte| *byte == b'/') else { return false };
    slash > 0 && value.get(slash + 1).is_some_and(u8::is_ascii_digit)
}

/// `de`, `de-DE,de;q=0.9,en;q=0.8`.
fn is_language(value: &[u8]) -> bool {
    let first = value.split(|byte| matches!(byte, b',' | b';')).next().unwrap_or_default();
    let tongue = first.split(|byte| *byte == b'-').next().unwrap_or_default();
    (2..=3).contains(&tongue.len())
        && first.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
        && tongue.iter().all(u8::is_ascii_alphabetic)
}

/// `www.example.org:443`; an address is no host, it may be that of a proxy.
fn is_host(value: &[u8]) -> bool {
    value.contains(&b'.')
        && value.iter().any(u8::is_ascii_alphabetic)
        && value.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':'))
}
