//! A line of an access log, read and on its way to the store.
//!
//! Whoever reads the log gives each line a number among those that say the same ([`Numbering`]); with it the line has one
//! identity ([`LogLine::content`]) that every import of the same file finds again. INVARIANT: no address goes into that
//! identity, since event ids come from it and stay in the store: nobody, not even the holder of every secret, can try
//! addresses until one fits.

use std::borrow::Cow;

use hashbrown::HashMap;
use uc_engine::hit::{Extra, Header, Hit, Method};
use uc_engine::ingest::Said;

/// How long a line is remembered that another one may repeat, in seconds of the log's own time.
const REPEATED_WITHIN: i64 = 120;
/// Lines that are remembered before those that are too old are forgotten.
const REMEMBERED: usize = 1 << 16;

/// What a line says.
#[derive(Debug, Clone, PartialEq)]
pub struct LogLine {
    /// Seconds since 1970 UTC.
    pub at: i64,
    /// The client's address as written.
    pub address: String,
    /// The host that was asked.
    pub host: Option<String>,
    /// In which way.
    pub method: Method,
    /// Path and query as sent.
    pub target: String,
    /// The HTTP status answered.
    pub status: u16,
    /// `Referer`.
    pub referrer: Said,
    /// `User-Agent`.
    pub user_agent: Said,
    /// `Sec-Fetch-Site`.
    pub sec_fetch_site: Said,
    /// `Sec-Fetch-Dest`.
    pub sec_fetch_dest: Said,
    /// `X-Requested-With`.
    pub requested_with: Said,
    /// `Accept-Language`.
    pub accept_language: Said,
    /// `Sec-Purpose` and its forerunners.
    pub purpose: Said,
    /// How many lines of the file said the same before, but for the address.
    pub nth: u32,
}

/// Numbers the lines of one file that say the same.
#[derive(Debug, Default)]
pub struct Numbering {
    seen: HashMap<[u8; 16], (i64, u32)>,
    room: usize,
}

impl LogLine {
    /// Keeps what was read, with the number that it has in its file.
    pub fn of(hit: &Hit<'_>, numbering: &mut Numbering) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let mut line = Self {
            at: hit.at,
            address: text(hit.address),
            host: hit.host.as_deref().map(text),
            method: hit.method,
            target: text(&hit.target),
            status: hit.status,
            referrer: Said::from(&hit.referrer),
            user_agent: Said::from(&hit.user_agent),
            sec_fetch_site: Said::from(&hit.extra.sec_fetch_site),
            sec_fetch_dest: Said::from(&hit.extra.sec_fetch_dest),
            requested_with: Said::from(&hit.extra.requested_with),
            accept_language: Said::from(&hit.extra.accept_language),
            purpose: Said::from(&hit.extra.purpose),
            nth: 0,
        };
        line.nth = numbering.next(&line);
        line
    }

    /// Returns it as the engine reads it.
    pub(crate) fn hit(&self) -> Hit<'_> {
        Hit {
            at: self.at,
            address: self.address.as_bytes(),
            host: self.host.as_ref().map(|host| Cow::Borrowed(host.as_bytes())),
            method: self.method,
            target: Cow::Borrowed(self.target.as_bytes()),
            status: self.status,
            referrer: header(&self.referrer),
            user_agent: header(&self.user_agent),
            extra: Extra {
                sec_fetch_site: header(&self.sec_fetch_site),
                sec_fetch_dest: header(&self.sec_fetch_dest),
                requested_with: header(&self.requested_with),
                accept_language: header(&self.accept_language),
                purpose: header(&self.purpose),
            },
        }
    }

    /// Returns a hash of what it says, without address and number.
    pub fn content(&self) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.at.to_le_bytes());
        hasher.update(&self.status.to_le_bytes());
        hasher.update(&[self.method as u8]);
        for text in [self.host.as_deref().unwrap_or_default(), self.target.as_str()] {
            put(&mut hasher, text);
        }
        for said in [&self.referrer, &self.user_agent] {
            let text = if let Said::Sent(text) = said { text.as_str() } else { "" };
            put(&mut hasher, text);
        }
        *hasher.finalize().as_bytes()
    }
}

impl Numbering {
    /// Returns how many lines said the same before, and remembers this one.
    fn next(&mut self, line: &LogLine) -> u32 {
        if self.seen.len() >= self.room.max(REMEMBERED) {
            self.seen.retain(|_, (at, _)| line.at.abs_diff(*at) <= REPEATED_WITHIN.unsigned_abs());
            // A busy log has more than that within the time: look again when there are twice as many.
            self.room = self.seen.len() * 2;
        }
        let key = *line.content().first_chunk().expect("a hash has 32 bytes");
        let (at, count) = self.seen.entry(key).or_insert((line.at, 0));
        *at = line.at;
        *count += 1;
        *count - 1
    }
}

fn put(hasher: &mut blake3::Hasher, text: &str) {
    hasher.update(&(text.len() as u64).to_le_bytes());
    hasher.update(text.as_bytes());
}

fn header(said: &Said) -> Header<'_> {
    match said {
        Said::Unknown => Header::Unknown,
        Said::Absent => Header::Absent,
        Said::Sent(text) => Header::Sent(Cow::Borrowed(text.as_bytes())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(address: &str, target: &str) -> LogLine {
        LogLine {
            at: 1_790_000_000,
            address: address.to_owned(),
            host: None,
            method: Method::Get,
            target: target.to_owned(),
            status: 200,
            referrer: Said::Absent,
            user_agent: Said::Unknown,
            sec_fetch_site: Said::Unknown,
            sec_fetch_dest: Said::Unknown,
            requested_with: Said::Unknown,
            accept_language: Said::Unknown,
            purpose: Said::Unknown,
            nth: 0,
        }
    }

    #[test]
    fn an_address_is_no_part_of_a_line_s_identity_and_equal_lines_are_numbered() {
        let (one, other) = (line("192.0.2.1", "/a"), line("192.0.2.2", "/a"));
        assert_eq!(one.content(), other.content());
        assert_ne!(one.content(), line("192.0.2.1", "/b").content());
        let mut numbering = Numbering::default();
        let numbers = [&one, &other, &line("192.0.2.1", "/b"), &one].map(|line| numbering.next(line));
        assert_eq!(numbers, [0, 1, 0, 2]);
    }

    #[test]
    fn a_line_is_read_back_as_it_was() {
        let one = line("192.0.2.1", "/a?b=c");
        assert_eq!(LogLine::of(&one.hit(), &mut Numbering::default()), one);
    }

    #[test]
    fn old_lines_are_forgotten() {
        let mut numbering = Numbering::default();
        for second in 0..3 * REMEMBERED as i64 {
            numbering.next(&LogLine { at: second, ..line("192.0.2.1", "/a") });
        }
        assert!(numbering.seen.len() <= REMEMBERED);
    }
}
