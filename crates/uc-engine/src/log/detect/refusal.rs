//! What a file is that is no access log, as far as its first lines tell.
//!
//! It decides nothing about access logs: it is asked only when no format fits.

use super::super::split::trimmed;
use super::{ErrorLog, NotALog};

/// How many characters of a line are shown.
const SHOWN: usize = 200;

/// Tells whether a sample is no text, by the share of control characters. A few of them are borne with: a crash leaves
/// zero bytes in a log, and clients send escape codes.
pub(super) fn is_binary(sample: &[u8]) -> bool {
    let head = &sample[..sample.len().min(8192)];
    let is_control = |byte: &&u8| **byte < b' ' && !matches!(**byte, b'\n' | b'\r' | b'\t' | 0x1b);
    head.iter().filter(is_control).count() * 20 > head.len()
}

/// Says what the lines seem to be.
pub(super) fn of(lines: &[&[u8]]) -> NotALog {
    let most = |is: fn(&[u8]) -> bool| lines.iter().filter(|line| is(line)).count() * 2 >= lines.len();
    if most(is_nginx_error) {
        NotALog::ErrorLog(ErrorLog::Nginx)
    } else if most(is_apache_error) {
        NotALog::ErrorLog(ErrorLog::Apache)
    } else if most(is_syslog) {
        NotALog::Syslog
    } else if most(|line| line.starts_with(b"{")) || lines.first().is_some_and(|line| line.starts_with(b"[{"))
    {
        NotALog::OtherJson
    } else {
        NotALog::NothingFits { first_line: shown(lines.first().copied().unwrap_or_default()) }
    }
}

/// `2026/11/22 10:00:00 [error] 7#7: *1 …`
fn is_nginx_error(line: &[u8]) -> bool {
    has_shape(line, b"0000/00/00 00:00:00 [")
}

/// `[Sun Nov 22 10:00:00.123456 2026] [core:error] …`
fn is_apache_error(line: &[u8]) -> bool {
    has_shape(line, b"[aaa aaa 00 00:00:00") || has_shape(line, b"[00-aaa-0000 00:00:00")
}

/// `Nov 22 10:00:00 host name[7]: …`, its RFC 3339 kin, and the journal's own remarks.
fn is_syslog(line: &[u8]) -> bool {
    let stamped = has_shape(line, b"aaa 00 00:00:00 ") || has_shape(line, b"aaa  0 00:00:00 ");
    let dated = has_shape(line, b"0000-00-00T00:00:00");
    let named = line.windows(2).take(160).any(|pair| pair == b": ");
    line.starts_with(b"-- ")
        || line.starts_with(b"<") && line.get(2..5).is_some_and(|pri| pri.contains(&b'>'))
        || (stamped || dated) && named
}

/// Compares a line's beginning with a shape, in which `0` stands for any digit and `a` for any letter.
fn has_shape(line: &[u8], shape: &[u8]) -> bool {
    line.len() >= shape.len()
        && line.iter().zip(shape).all(|(byte, wanted)| match wanted {
            b'0' => byte.is_ascii_digit(),
            b'a' => byte.is_ascii_alphabetic(),
            _ => byte == wanted,
        })
}

/// Returns a line's beginning as text that can be shown: no control characters, nothing that is not UTF-8.
fn shown(line: &[u8]) -> String {
    let head = &trimmed(line)[..trimmed(line).len().min(SHOWN * 4)];
    String::from_utf8_lossy(head)
        .chars()
        .map(|letter| if letter.is_control() { char::REPLACEMENT_CHARACTER } else { letter })
        .take(SHOWN)
        .collect()
}
