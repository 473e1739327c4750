//! Which format a log has, found from its beginning.
//!
//! Every format reads a sample; the one that reads most lines is taken, and of two that read as many, the one that
//! carries more. What nothing fits is told by what it seems to be (`refusal`). It reads no further than the
//! sample, and one file has one format (the pieces of W3C logs aside).

mod refusal;

use super::carries::{Carries, Presence};
use super::clf::{Ending, Front, Tail, ending};
use super::field::Field;
use super::format::{Format, Read};
use super::split::{lines, trimmed, whole_lines};
use super::time::Clock;
use super::w3c::{self, fields_directive};
use super::{haproxy, json};
use crate::hit::Header;

/// Why a file is not taken for an access log; each message says what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotALog {
    /// There is nothing in it.
    #[error(
        "there is no line in it: check that the server writes its access log here, or take yesterday's file"
    )]
    Empty,
    /// It is no text.
    #[error(
        "it is no text: give the access log itself, plain or as .gz, .zst or .bz2; save UTF-16 files as UTF-8 first"
    )]
    Binary,
    /// It is a server's error log.
    #[error("it is {0}: give the access log, which mostly lies beside it")]
    ErrorLog(ErrorLog),
    /// It is a system's or a service's journal.
    #[error("it is a system log, not an access log: give the file that the web server itself writes")]
    Syslog,
    /// It is JSON, and no access log.
    #[error(
        "it is JSON, but its lines name no time, client address, request and status: log these fields, \
         or name the format with --log-format"
    )]
    OtherJson,
    /// It is text that no format fits.
    #[error("no access log format fits: name it with --log-format; the first line is {first_line:?}")]
    NothingFits {
        /// The first line, cut to a readable length, control characters replaced. Comes from outside: escape before
        /// showing it on a page.
        first_line: String,
    },
}

/// Whose error log it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ErrorLog {
    /// nginx's.
    #[error("an error log of nginx")]
    Nginx,
    /// Apache's.
    #[error("an error log of Apache")]
    Apache,
}

/// How many lines are looked at.
const LINES: usize = 200;

/// Finds the format of a log from its first bytes (up to 256 KiB are of use), which may end inside a line.
pub fn detect(sample: &[u8]) -> Result<Format, NotALog> {
    if refusal::is_binary(sample) {
        return Err(NotALog::Binary);
    }
    let lines: Vec<&[u8]> = lines(whole_lines(sample))
        .map(trimmed)
        .filter(|line| !line.trim_ascii().is_empty())
        .take(LINES)
        .collect();
    if lines.is_empty() {
        return Err(NotALog::Empty);
    }
    if let Some(format) = announced(&lines) {
        return Ok(format);
    }
    let mut best: Option<(usize, usize, Format)> = None;
    for format in candidates(&lines) {
        let (read, carried) = (count(&format, &lines).0, format.carries().count());
        if best.as_ref().is_none_or(|(most, more, _)| (read, carried) > (*most, *more)) {
            best = Some((read, carried, format));
        }
    }
    match best {
        Some((read, _, format)) if fits(read, count(&format, &lines).1) => Ok(format),
        _ => Err(refusal::of(&lines)),
    }
}

/// Finds the format that a `#Fields:` line announces, if the lines below it fit, or if there are none yet.
fn announced(lines: &[&[u8]]) -> Option<Format> {
    let mut first = None;
    let mut current: Option<Format> = None;
    let (mut read, mut all) = (0, 0);
    for line in lines {
        if line.starts_with(b"#Fields:") {
            current = fields_directive(line);
            first = first.or_else(|| current.clone());
        } else if let Some(format) = &current {
            let (one_read, one) = count(format, &[line]);
            (read, all) = (read + one_read, all + one);
        }
    }
    first.filter(|_| all == 0 || fits(read, all))
}

/// The formats that a sample may have, each as the sample would have it.
fn candidates(lines: &[&[u8]]) -> Vec<Format> {
    let mut formats = vec![
        combined(lines, Front::Address),
        Format::Common(Front::Address),
        Format::Haproxy(haproxy::learn(lines.iter().copied())),
        Format::ApplicationLoadBalancer,
        Format::ClassicLoadBalancer,
        Format::S3,
        w3c::cloudfront(),
    ];
    if lines.iter().any(|line| line.starts_with(b"{")) {
        formats.push(of_json(lines));
    }
    // With an address in front, the second field would pass for one only if it looked like one.
    if lines.iter().filter(|line| has_host_in_front(line)).count() * 2 > lines.len() {
        formats.push(combined(lines, Front::Host));
        formats.push(Format::Common(Front::Host));
    }
    formats
}

/// Tells `host[:port] address ident user [` from `address ident user [`.
fn has_host_in_front(line: &[u8]) -> bool {
    let mut words = line.split(|byte| *byte == b' ');
    let (Some(first), Some(second)) = (words.next(), words.next()) else { return false };
    let is_address = second.iter().any(|byte| matches!(byte, b'.' | b':')) || second == b"localhost";
    !first.starts_with(b"{")
        && is_address
        && !second.contains(&b'/')
        && words.nth(1).is_some_and(|user| !user.starts_with(b"["))
}

/// The combined format with whatever most lines end with.
fn combined(lines: &[&[u8]], front: Front) -> Format {
    let with = |wanted: Ending| lines.iter().filter(|line| ending(line) == wanted).count();
    if front == Front::Address && with(Ending::Traefik) * 2 > lines.len() {
        return Format::TraefikCommon(traefik_headers(lines));
    }
    let tail = if with(Ending::UserAgent) * 2 > lines.len() { Tail::Nothing } else { Tail::Fields };
    Format::Combined(front, tail)
}

/// Finds out whether Traefik kept the headers of requests: then some client of the sample has sent one.
fn traefik_headers(lines: &[&[u8]]) -> Presence {
    let format = Format::TraefikCommon(Presence::Missing);
    let mut clock = Clock::default();
    let has_header = |line: &&[u8]| match format.read(line, &mut clock) {
        Read::Hit(hit) => hit.user_agent != Header::Unknown || hit.referrer != Header::Unknown,
        Read::Header | Read::Unreadable(_) => false,
    };
    if lines.iter().any(has_header) { Presence::Carried } else { Presence::Missing }
}

fn of_json(lines: &[&[u8]]) -> Format {
    let mut carries = Carries::default();
    for line in lines {
        json::note(line, &mut carries);
    }
    let most_have = |key: &[u8]| {
        lines.iter().filter(|line| memchr::memmem::find(line, key).is_some()).count() * 2 > lines.len()
    };
    if most_have(b"\"DownstreamStatus\"") || most_have(b"\"RequestPath\"") {
        Format::TraefikJson(carries)
    } else if most_have(b"\"request\":{") {
        // Caddy writes all headers that were sent, so that none of a kind means that none was sent.
        let headers = if most_have(b"\"headers\":{") {
            carries.with(Field::Referrer).with(Field::UserAgent)
        } else {
            carries
        };
        Format::CaddyJson(headers)
    } else {
        Format::Json(carries)
    }
}

/// Counts the lines that a format reads, and those that it should.
fn count(format: &Format, lines: &[&[u8]]) -> (usize, usize) {
    let mut clock = Clock::default();
    let (mut read, mut all) = (0, 0);
    for line in lines {
        match format.read(line, &mut clock) {
            Read::Header => {}
            Read::Unreadable(_) => all += 1,
            // The common format also reads combined lines, but not all of them.
            Read::Hit(_) if matches!(format, Format::Common(_)) && line.ends_with(b"\"") => all += 1,
            Read::Hit(_) => {
                all += 1;
                read += 1;
            }
        }
    }
    (read, all)
}

fn fits(read: usize, all: usize) -> bool {
    read > 0 && read * 2 >= all
}
