//! What in a URL stands for a person or opens a door: addresses of mail, keys in links, ids of sessions.
//!
//! URLs carry such things where they should not: `/unsubscribe/anna@example.org`, `/reset/3f9a…`. What is not stored
//! cannot leak. It stays modest: an id that names an article is not a secret, and the figures need it.

use std::borrow::Cow;

use crate::source::decoded;

/// What stands for an address of mail.
const EMAIL: &str = "(email)";
/// What stands for a key.
const SECRET: &str = "(secret)";
/// A segment of at least this length, with digits, behind a word that tells of a key is one.
const SECRET_AFTER_WORD: usize = 16;
/// A segment of at least this length that is letters and digits throughout is a key wherever it stands: longer than the
/// ids of articles and the names of revisions.
const SECRET_ANYWHERE: usize = 64;
/// Words in the segment before that tell of a key.
const WORDS: [&str; 16] = [
    "activate",
    "activation",
    "auth",
    "confirm",
    "invitation",
    "invite",
    "login",
    "magic",
    "optin",
    "optout",
    "password",
    "reset",
    "signin",
    "token",
    "unsubscribe",
    "verify",
];

/// Returns a path in which what is personal gives way to a word for it. Borrows when nothing does.
pub(super) fn without_personal(path: &str) -> Cow<'_, str> {
    let kept = || {
        let befores = std::iter::once("").chain(path.split('/'));
        path.split('/')
            .zip(befores)
            .map(|(segment, before)| (segment, segment_without_personal(segment, before)))
    };
    if kept().all(|(segment, kept)| segment == kept) {
        return Cow::Borrowed(path);
    }
    let kept: Vec<&str> = kept().map(|(_, kept)| kept).collect();
    Cow::Owned(kept.join("/"))
}

/// Returns the segment, its beginning, or a word that stands for it.
fn segment_without_personal<'s>(segment: &'s str, before: &str) -> &'s str {
    let bare = without_session(segment);
    if names_mailbox(bare) {
        EMAIL
    } else if is_secret(bare, before) {
        SECRET
    } else {
        bare
    }
}

/// Cuts off `;jsessionid=…` and whatever else is called a session.
fn without_session(segment: &str) -> &str {
    let Some((bare, parameters)) = segment.split_once(';') else { return segment };
    let is_session = parameters.split(';').any(|parameter| {
        let name = parameter.split('=').next().unwrap_or_default().to_ascii_lowercase();
        name.ends_with("sessionid") || name.ends_with("sessid") || name == "sid"
    });
    if is_session { bare } else { segment }
}

/// Tells whether a segment is a key that opens something for whoever holds it.
fn is_secret(segment: &str, before: &str) -> bool {
    let plain = decoded(segment.as_bytes());
    if plain.len() < SECRET_AFTER_WORD {
        return false;
    }
    let digits = plain.iter().any(u8::is_ascii_digit);
    let letters = plain.iter().any(u8::is_ascii_alphabetic);
    // A signed token of three parts (RFC 7519) begins with an encoded brace.
    let is_jwt = plain.starts_with(b"eyJ") && plain.iter().filter(|byte| **byte == b'.').count() == 2;
    let unbroken = plain.iter().all(u8::is_ascii_alphanumeric);
    let named = || {
        let before = before.to_ascii_lowercase();
        WORDS.iter().any(|word| before.contains(word))
    };
    is_jwt || (digits && letters && unbroken && plain.len() >= SECRET_ANYWHERE) || (digits && named())
}

/// Tells whether a text holds an address of mail, in however many layers of escapes. Handles (`@anna@social.example`)
/// and versions (`react@18.2`) are none.
pub(super) fn names_mailbox(text: &str) -> bool {
    if !text.bytes().any(|byte| matches!(byte, b'@' | b'%')) {
        return false;
    }
    let mut plain: Cow<'_, [u8]> = Cow::Borrowed(text.as_bytes());
    for _ in 0..3 {
        if holds_mailbox(&plain) {
            return true;
        }
        match decoded(&plain) {
            Cow::Borrowed(_) => return false,
            Cow::Owned(next) if *next == *plain => return false,
            Cow::Owned(next) => plain = Cow::Owned(next),
        }
    }
    holds_mailbox(&plain)
}

fn holds_mailbox(text: &[u8]) -> bool {
    memchr::memchr_iter(b'@', text).any(|at| {
        let local = text[..at].iter().rev().take_while(|byte| is_local(**byte)).count();
        let is_handle = at == local + 1 && text[0] == b'@';
        local > 0 && !is_handle && begins_with_domain(&text[at + 1..])
    })
}

/// Letters of the part before the `@` (RFC 5322, section 3.2.3; beyond ASCII: RFC 6532).
fn is_local(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"._%+-!#$&'*/=?^`{|}~".contains(&byte) || !byte.is_ascii()
}

/// Tells whether a text begins with a host of two labels or more, the last of which does not begin with a digit.
fn begins_with_domain(text: &[u8]) -> bool {
    let fits = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-') || !byte.is_ascii();
    let length = text.iter().take_while(|byte| fits(byte)).count();
    let domain = &text[..length];
    let domain = domain.strip_suffix(b".").unwrap_or(domain);
    let top = domain.iter().rposition(|byte| *byte == b'.').map(|dot| &domain[dot + 1..]);
    top.is_some_and(|top| top.len() >= 2 && !top[0].is_ascii_digit())
}
