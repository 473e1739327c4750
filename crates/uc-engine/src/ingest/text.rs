//! Texts of a sender that people will read, and names that must be known.

use super::Said;
use super::personal::names_mailbox;
use crate::source::{ShareToken, Source};

/// The longest title that is kept, in characters.
const LONGEST_TITLE: usize = 300;

/// Cleans a title: one line, cut, without addresses of mail.
pub fn title(title: Option<&str>) -> Option<String> {
    let title = title?;
    let mut kept = String::with_capacity(title.len().min(LONGEST_TITLE));
    // A word that is cut is at most as long as what is looked at.
    for word in title
        .split(|letter: char| letter.is_whitespace() || letter.is_control())
        .filter(|word| !word.is_empty())
    {
        if kept.len() > 4 * LONGEST_TITLE {
            break;
        }
        if !kept.is_empty() {
            kept.push(' ');
        }
        kept.push_str(if names_mailbox(word) { "(email)" } else { word });
    }
    if let Some((end, _)) = kept.char_indices().nth(LONGEST_TITLE) {
        kept.truncate(end);
    }
    (!kept.is_empty()).then_some(kept)
}

/// Keeps a share token that can be one.
pub(super) fn token(token: Option<&str>) -> Option<String> {
    token.and_then(|token| ShareToken::parse(token.as_bytes())).map(|token| token.as_str().to_owned())
}

/// Keeps the name of a messenger or network that the tables know.
pub(super) fn messenger(name: Option<&str>) -> Option<String> {
    name.and_then(Source::find).map(|source| source.name().to_owned())
}

/// Keeps a country's two letters, as capitals.
pub(super) fn country(country: Option<&str>) -> Option<String> {
    let country = country?.trim_ascii();
    let fits = country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_alphabetic());
    fits.then(|| country.to_ascii_uppercase())
}

/// Reads the first language that a browser asks for: `de`, `pt-br`. More than language and region would be a
/// fingerprint.
pub(super) fn language(accepted: &Said) -> Option<String> {
    let first = accepted.text().split([',', ';']).next()?.trim_ascii();
    let mut parts = first.split(['-', '_']);
    let language = parts.next()?;
    let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    if !(2..=3).contains(&language.len()) || !letters(language) {
        return None;
    }
    let is_region = |part: &&str| {
        (part.len() == 2 && letters(part)) || (part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit()))
    };
    let mut kept = language.to_ascii_lowercase();
    if let Some(region) = parts.find(is_region) {
        kept.push('-');
        kept.push_str(&region.to_ascii_lowercase());
    }
    Some(kept)
}
