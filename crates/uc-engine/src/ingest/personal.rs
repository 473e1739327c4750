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
    if !path.bytes().any(|byte| matches!(byte, b'@' | b'%' | b';'))
        && longest_segment(path) < SECRET_AFTER_WORD
    {
        return Cow::Borrowed(path);
    }
    let mut kept = String::with_capacity(path.len());
    let mut before = "";
    for (number, segment) in path.split('/').enumerate() {
        if number > 0 {
            kept.push('/');
        }
        kept.push_str(segment_without_personal(segment, before));
        before = segment;
    }
    if kept == path { Cow::Borrowed(path) } else { Cow::Owned(kept) }
}

fn longest_segment(path: &str) -> usize {
    path.split('/').map(str::len).max().unwrap_or(0)
}

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
    if segment.len() < SECRET_AFTER_WORD {
        return false;
    }
    let digits = segment.bytes().any(|byte| byte.is_ascii_digit());
    let letters = segment.bytes().any(|byte| byte.is_ascii_alphabetic());
    // A signed token of three parts (RFC 7519) begins with an encoded brace.
    let is_jwt = segment.starts_with("eyJ") && segment.bytes().filter(|byte| *byte == b'.').count() == 2;
    let unbroken = segment.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let named = || {
        let before = before.to_ascii_lowercase();
        WORDS.iter().any(|word| before.contains(word))
    };
    is_jwt || (digits && letters && unbroken && segment.len() >= SECRET_ANYWHERE) || (digits && named())
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
        let is_local = |byte: &u8| {
            byte.is_ascii_alphanumeric() || b"._%+-!#$&'*/=?^`{|}~".contains(byte) || *byte >= 0x80
        };
        let local = text[..at].iter().rev().take_while(|byte| is_local(byte)).count();
        let is_handle = at == local + 1 && text[0] == b'@';
        let domain = &text[at + 1..];
        let length = domain
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-') || **byte >= 0x80)
            .count();
        let domain = &domain[..length];
        let domain = domain.strip_suffix(b".").unwrap_or(domain);
        let top = domain.iter().rposition(|byte| *byte == b'.').map(|dot| &domain[dot + 1..]);
        let is_top = |top: &[u8]| {
            top.len() >= 2
                && top.iter().all(|byte| {
                    byte.is_ascii_alphabetic() || *byte == b'-' || *byte >= 0x80 || byte.is_ascii_digit()
                })
                && top[0].is_ascii_alphabetic()
        };
        local > 0 && !is_handle && top.is_some_and(is_top)
    })
}
