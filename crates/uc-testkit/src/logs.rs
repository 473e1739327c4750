//! Lines of access logs, built by what matters in a test.

use std::fmt;

/// A phone's browser, when a test does not care.
pub const PHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 \
                         (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1";
/// A desktop's browser.
pub const DESKTOP: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";

/// One request in the combined format. The default is a page view on 2026-11-01 at midnight UTC.
#[derive(Debug, Clone)]
pub struct Line {
    /// Seconds after 2026-11-01 00:00 UTC.
    pub second: u32,
    /// The client's address.
    pub address: &'static str,
    /// Path and query.
    pub target: String,
    /// The HTTP status.
    pub status: u16,
    /// The referrer, `-` for none.
    pub referrer: String,
    /// The user agent.
    pub agent: String,
}

impl Line {
    /// A page view of a target without any referrer.
    pub fn get(target: &str) -> Self {
        Self {
            second: 0,
            address: "192.0.2.1",
            target: target.to_owned(),
            status: 200,
            referrer: "-".to_owned(),
            agent: PHONE.to_owned(),
        }
    }

    /// At this second.
    #[must_use]
    pub fn at(self, second: u32) -> Self {
        Self { second, ..self }
    }

    /// From this address.
    #[must_use]
    pub fn by(self, address: &'static str) -> Self {
        Self { address, ..self }
    }

    /// Linked from this page.
    #[must_use]
    pub fn from(self, referrer: &str) -> Self {
        Self { referrer: referrer.to_owned(), ..self }
    }

    /// With this user agent.
    #[must_use]
    pub fn with(self, agent: &str) -> Self {
        Self { agent: agent.to_owned(), ..self }
    }

    /// Answered with this status.
    #[must_use]
    pub fn answered(self, status: u16) -> Self {
        Self { status, ..self }
    }
}

impl fmt::Display for Line {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { second, address, target, status, referrer, agent } = self;
        let (days, rest) = (second / 86_400, second % 86_400);
        let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
        let day = 1 + days;
        writeln!(
            out,
            "{address} - - [{day:02}/Nov/2026:{hour:02}:{minute:02}:{second:02} +0000] \"GET {target} HTTP/1.1\" \
             {status} 512 \"{referrer}\" \"{agent}\""
        )
    }
}

/// Writes lines one after the other, as they stand in a log.
pub fn log(lines: &[Line]) -> String {
    lines.iter().map(Line::to_string).collect()
}
