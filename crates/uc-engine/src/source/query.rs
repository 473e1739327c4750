//! What the query string of a landing tells: our own share token, a tag, a click id.
//!
//! Values of click ids are kept as hashes only: they stand for people. What is not in the tables is never kept.

use std::{borrow::Cow, hash::BuildHasher, sync::LazyLock};

use foldhash::quality::FixedState;
use percent_encoding::percent_decode;

use super::{
    Channel, Privacy, Source, table,
    tag::{Tag, TagParts},
    test_post::{self, TestPost},
};

pub(super) const TABLE: &str = include_str!("../../../../data/click_ids.tsv");

/// The query parameter that carries our share tokens.
pub(crate) const TOKEN_PARAMETER: &[u8] = b"uc";
/// How much of a query is looked at.
const LONGEST: usize = 8192;
/// How many parameters are looked at.
const MOST_PARAMETERS: usize = 128;
/// Ids minted for one click are long; a shorter value could be met twice by chance.
const SHORTEST_CLICK: usize = 8;
/// Any fixed number will do: hashes must agree from run to run.
const SEED: u64 = 0x1d5f_17c3_8c0a_4b29;

/// What a query string tells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QueryTraces {
    /// Our own share token.
    pub token: Option<ShareToken>,
    /// A tag that the link's maker put there.
    pub tag: Option<Tag>,
    /// The mark of a calibration post, which is the tag then.
    pub test: Option<TestPost>,
    /// An id that a network or a mailer added.
    pub click: Option<Click>,
}

/// The random code that a shared link carries: eleven letters and digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ShareToken([u8; 11]);

/// An id that a network or a mailer added to a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Click {
    /// Which parameter it was.
    pub rule: ClickId,
    /// A hash of the parameter and its value, where the id was minted for one click: then it tells a copied link.
    pub minted: Option<u64>,
}

/// One row of `data/click_ids.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ClickId(u16);

#[derive(Debug)]
struct Row {
    parameter: &'static str,
    source: Source,
    channel: Channel,
    privacy: Privacy,
    per_click: bool,
    personal: bool,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let yes = |cell: &str| match cell {
        "yes" => true,
        "no" => false,
        other => panic!("neither yes nor no in click_ids.tsv: {other}"),
    };
    let row = |[parameter, source, channel, privacy, per_click, personal]: [&'static str; 6]| Row {
        parameter,
        source: Source::named(source),
        channel: Channel::parse(channel).expect("every channel in click_ids.tsv exists, as its test shows"),
        privacy: Privacy::parse(privacy).expect("every privacy in click_ids.tsv exists, as its test shows"),
        per_click: yes(per_click),
        personal: yes(personal),
    };
    table::rows(TABLE).map(row).collect()
});

impl QueryTraces {
    /// Reads a query string, without its question mark.
    ///
    /// Of several click ids the last one minted per click counts: each network appends its own, so the last was
    /// there when the visitor clicked.
    pub fn of(query: &[u8]) -> Self {
        let query = &query[..query.len().min(LONGEST)];
        let mut traces = Self::default();
        if !query.contains(&b'=') {
            return traces;
        }
        let mut tag = TagParts::default();
        for parameter in query.split(|byte| matches!(byte, b'&' | b';')).take(MOST_PARAMETERS) {
            let Some(equals) = parameter.iter().position(|byte| *byte == b'=') else { continue };
            let (name, value) = (&parameter[..equals], &parameter[equals + 1..]);
            if value.is_empty() {
                continue;
            }
            if name == TOKEN_PARAMETER {
                traces.token = traces.token.or_else(|| ShareToken::parse(value));
            } else if name == test_post::PARAMETER.as_bytes() {
                traces.test = traces.test.or_else(|| TestPost::parse(value));
            } else if !tag.take(name, value)
                && let Some(click) = Click::of(name, value)
            {
                traces.keep(click);
            }
        }
        // The mark was put on top of whatever the page's address bore before.
        traces.tag = traces.test.map(TestPost::tag).or_else(|| tag.resolve());
        traces
    }

    fn keep(&mut self, click: Click) {
        let weaker = self.click.is_some_and(|kept| kept.rule.is_per_click() && !click.rule.is_per_click());
        if !weaker {
            self.click = Some(click);
        }
    }
}

impl ShareToken {
    /// Reads a token: exactly eleven ASCII letters and digits.
    pub fn parse(value: &[u8]) -> Option<Self> {
        let token: [u8; 11] = value.try_into().ok()?;
        token.iter().all(u8::is_ascii_alphanumeric).then_some(Self(token))
    }

    /// Returns the token as text.
    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.0).expect("a share token is made of ASCII letters and digits")
    }
}

impl Click {
    fn of(name: &[u8], value: &[u8]) -> Option<Self> {
        let rule = ClickId::find(&decoded(name))?;
        let is_minted = rule.is_per_click() && value.len() >= SHORTEST_CLICK;
        let minted = is_minted.then(|| FixedState::with_seed(SEED).hash_one((rule.0, value)));
        Some(Self { rule, minted })
    }
}

impl ClickId {
    /// Finds a row by its parameter, escapes undone.
    pub(crate) fn find(parameter: &[u8]) -> Option<Self> {
        let at = ROWS.binary_search_by(|row| row.parameter.as_bytes().cmp(parameter)).ok()?;
        Some(Self(table::row_number(at)))
    }

    /// Finds a row by its parameter (`fbclid`).
    pub fn named(parameter: &str) -> Option<Self> {
        Self::find(parameter.as_bytes())
    }

    /// Returns the parameter's name.
    pub fn parameter(self) -> &'static str {
        self.row().parameter
    }

    /// Returns the name of the source that adds it.
    pub fn source(self) -> &'static str {
        self.row().source.name()
    }

    /// Returns the channel of a landing that it was minted for.
    pub fn channel(self) -> Channel {
        self.row().channel
    }

    /// Returns what it says about private sharing, as long as it is fresh.
    pub fn privacy(self) -> Privacy {
        self.row().privacy
    }

    /// Says whether it is minted for one click, so that a second visitor with it has a copied link.
    pub fn is_per_click(self) -> bool {
        self.row().per_click
    }

    /// Says whether it stands for a person, so that it must not be stored.
    pub fn is_personal(self) -> bool {
        self.row().personal
    }

    pub(super) fn row_source(self) -> Source {
        self.row().source
    }

    fn row(self) -> &'static Row {
        &ROWS[usize::from(self.0)]
    }
}

/// Undoes percent-encoding; borrows where there is none.
pub(crate) fn decoded(text: &[u8]) -> Cow<'_, [u8]> {
    if text.contains(&b'%') { percent_decode(text).into() } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_every_row_parses() {
        table::check_table::<6>(TABLE, 1);
        for row in ROWS.iter() {
            assert_ne!(
                row.privacy,
                Privacy::Private,
                "{}: a network's id is never private by itself",
                row.parameter
            );
        }
    }

    #[test]
    fn a_token_has_eleven_letters_and_digits() {
        let token =
            |query: &str| QueryTraces::of(query.as_bytes()).token.map(|token| token.as_str().to_owned());
        assert_eq!(token("a=1&uc=aZ09aZ09aZ0"), Some("aZ09aZ09aZ0".to_owned()));
        assert_eq!(token("uc=short"), None);
        assert_eq!(token("uc=aZ09aZ09aZ-"), None);
        assert_eq!(token("luc=aZ09aZ09aZ0"), None);
    }

    #[test]
    fn the_last_id_of_one_click_counts() {
        let click = |query: &str| QueryTraces::of(query.as_bytes()).click.map(|click| click.rule.parameter());
        assert_eq!(click("gclid=abcdefgh123&fbclid=IwAR0123456789"), Some("fbclid"));
        assert_eq!(click("gclid=abcdefgh123&gad_source=1"), Some("gclid"));
        assert_eq!(click("fbclid=x"), Some("fbclid"));
        assert_eq!(click("fbclid="), None);
        assert_eq!(click("q=fbclid"), None);
    }

    #[test]
    fn the_same_id_has_the_same_hash_and_another_has_not() {
        let value = |query: &str| QueryTraces::of(query.as_bytes()).click.and_then(|click| click.minted);
        assert_eq!(value("fbclid=IwAR0123456789"), value("a=b&fbclid=IwAR0123456789"));
        assert_ne!(value("fbclid=IwAR0123456789"), value("fbclid=IwAR0123456780"));
        assert_ne!(value("fbclid=IwAR0123456789"), value("gclid=IwAR0123456789"));
        assert_eq!(value("fbclid=test"), None, "too short to be met once only");
        assert_eq!(value("mc_eid=0123456789"), None, "minted for a reader, not for a click");
    }
}
