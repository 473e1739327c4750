//! The mark of a calibration post: `uc-test=whatsapp-1` in a link that the site's owner posted in a group of his own.
//!
//! It says where the link was posted, so a landing with it is declared. It is no click id, and is not named like one:
//! mail programs and messengers that strip those leave it alone.

use std::fmt;

use super::{Channel, Source, Tag, query::decoded};

/// The query parameter that carries the mark.
pub(crate) const PARAMETER: &str = "uc-test";

/// The longest mark that is looked at, in bytes.
const LONGEST: usize = 64;
/// How many posts a messenger can have in one experiment.
const MOST_POSTS: u16 = 999;

/// A post of the calibration experiment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TestPost {
    /// The private source that it was posted in.
    pub messenger: Source,
    /// Which of the posts there, from one.
    pub number: u16,
}

impl TestPost {
    /// Reads a mark: the name of a private source, a hyphen, a number. Anything else is none.
    pub fn parse(value: &[u8]) -> Option<Self> {
        let value = decoded(&value[..value.len().min(LONGEST)]);
        let (name, number) = str::from_utf8(&value).ok()?.rsplit_once('-')?;
        let messenger = Source::find(name).filter(|source| source.channel() == Channel::DarkSocial)?;
        let digits = number.bytes().all(|byte| byte.is_ascii_digit());
        let number = number.parse().ok().filter(|number| digits && (1..=MOST_POSTS).contains(number))?;
        Some(Self { messenger, number })
    }

    /// Returns what the mark declares.
    pub(super) fn tag(self) -> Tag {
        Tag { channel: Channel::DarkSocial, source: Some(self.messenger.into()) }
    }
}

impl fmt::Display for TestPost {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-{}", self.messenger.name(), self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &str, expected: Option<&str>) {
        let told = TestPost::parse(value.as_bytes()).map(|post| post.to_string());
        assert_eq!(told.as_deref(), expected, "{value}");
    }

    #[test]
    fn a_mark_is_a_private_source_and_a_number() {
        check("whatsapp-1", Some("whatsapp-1"));
        check("instagram_dm-12", Some("instagram_dm-12"));
        check("instagram%5Fdm-12", Some("instagram_dm-12"));
        check("whatsapp-001", Some("whatsapp-1"));
    }

    #[test]
    fn what_names_no_private_source_or_no_number_is_no_mark() {
        for value in ["", "whatsapp", "whatsapp-", "whatsapp-0", "whatsapp-1000", "whatsapp-+1", "whatsapp-x"]
        {
            check(value, None);
        }
        check("google-1", None);
        check("nobody-1", None);
        check("-1", None);
        check(&format!("{}-1", "x".repeat(10_000)), None);
    }
}
