//! The fields of an access log, and the many names that servers have for them.
//!
//! One table serves JSON keys, W3C column names and nginx variables, since these differ in little but their
//! punctuation: `http_user_agent`, `request_User-Agent`, `cs(User-Agent)` and `userAgent` mean one thing.
//! It never looks at values.

use std::sync::LazyLock;

/// What a value in a log means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    /// A calendar date, where the time of day stands apart.
    Date,
    /// A point in time, or the time of day beside a date.
    Time,
    /// The client.
    Address,
    /// The host that was asked.
    Host,
    /// The whole request line.
    Request,
    /// The request method.
    Method,
    /// The path, with or without its query.
    Target,
    /// The query, with or without its question mark.
    Query,
    /// The status answered.
    Status,
    /// `Referer`.
    Referrer,
    /// `User-Agent`.
    UserAgent,
    /// `Sec-Fetch-Site`.
    SecFetchSite,
    /// `Sec-Fetch-Dest`.
    SecFetchDest,
    /// `X-Requested-With`.
    RequestedWith,
    /// `Accept-Language`.
    AcceptLanguage,
    /// `Sec-Purpose`, `Purpose`, `X-Moz`.
    Purpose,
}

impl Field {
    /// How many fields there are.
    pub(crate) const COUNT: usize = Self::Purpose as usize + 1;
    /// The fields that hold a request header.
    pub(crate) const HEADERS: [Self; 7] = [
        Self::Referrer,
        Self::UserAgent,
        Self::SecFetchSite,
        Self::SecFetchDest,
        Self::RequestedWith,
        Self::AcceptLanguage,
        Self::Purpose,
    ];
}

/// A field as a name means it; of two names for one field the higher rank is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Named {
    /// The field.
    pub(crate) field: Field,
    /// How near the name is to what is wanted: `client_ip` is nearer than `remote_ip`.
    pub(crate) rank: u8,
}

/// Names in lower case without punctuation, in order of the alphabet.
const NAMES: &[(&[u8], Field, u8)] = &[
    (b"agent", Field::UserAgent, 1),
    (b"args", Field::Query, 2),
    (b"cfconnectingip", Field::Address, 0),
    (b"cip", Field::Address, 2),
    (b"clientaddr", Field::Address, 1),
    (b"clienthost", Field::Address, 3),
    (b"clientip", Field::Address, 3),
    (b"clientrequesthost", Field::Host, 2),
    (b"clientrequestmethod", Field::Method, 2),
    (b"clientrequesturi", Field::Target, 3),
    (b"csmethod", Field::Method, 2),
    (b"csuri", Field::Target, 3),
    (b"csuriquery", Field::Query, 2),
    (b"csuristem", Field::Target, 2),
    (b"date", Field::Date, 1),
    (b"documenturi", Field::Target, 1),
    (b"downstreamstatus", Field::Status, 3),
    (b"edgeresponsestatus", Field::Status, 2),
    (b"edgestarttimestamp", Field::Time, 2),
    (b"host", Field::Host, 2),
    (b"httphost", Field::Host, 3),
    (b"ip", Field::Address, 1),
    (b"method", Field::Method, 1),
    (b"msec", Field::Time, 2),
    (b"originstatus", Field::Status, 1),
    (b"path", Field::Target, 1),
    (b"proxyprotocoladdr", Field::Address, 1),
    (b"query", Field::Query, 1),
    (b"querystring", Field::Query, 1),
    (b"referer", Field::Referrer, 2),
    (b"referrer", Field::Referrer, 2),
    (b"remoteaddr", Field::Address, 2),
    (b"remotehost", Field::Address, 1),
    (b"remoteip", Field::Address, 2),
    (b"request", Field::Request, 2),
    (b"requestaddr", Field::Host, 1),
    (b"requesthost", Field::Host, 3),
    (b"requestline", Field::Request, 1),
    (b"requestmethod", Field::Method, 2),
    (b"requestpath", Field::Target, 2),
    (b"requesturi", Field::Target, 3),
    (b"requesturl", Field::Target, 1),
    (b"response", Field::Status, 1),
    (b"responsecode", Field::Status, 1),
    (b"responsestatus", Field::Status, 1),
    (b"scstatus", Field::Status, 2),
    (b"servername", Field::Host, 1),
    (b"startlocal", Field::Time, 2),
    (b"startutc", Field::Time, 3),
    (b"status", Field::Status, 2),
    (b"statuscode", Field::Status, 1),
    (b"time", Field::Time, 1),
    (b"timeiso8601", Field::Time, 3),
    (b"timelocal", Field::Time, 3),
    (b"timestamp", Field::Time, 1),
    (b"ts", Field::Time, 2),
    (b"uri", Field::Target, 1),
    (b"url", Field::Target, 1),
    (b"useragent", Field::UserAgent, 2),
    (b"verb", Field::Method, 1),
    (b"vhost", Field::Host, 2),
    (b"xforwardedfor", Field::Address, 0),
    (b"xhostheader", Field::Host, 3),
    (b"xrealip", Field::Address, 0),
];

/// Request headers in lower case without punctuation, in order of the alphabet.
const HEADERS: &[(&[u8], Field, u8)] = &[
    (b"acceptlanguage", Field::AcceptLanguage, 2),
    (b"cfconnectingip", Field::Address, 0),
    (b"host", Field::Host, 2),
    (b"purpose", Field::Purpose, 1),
    (b"referer", Field::Referrer, 2),
    (b"referrer", Field::Referrer, 1),
    (b"secfetchdest", Field::SecFetchDest, 2),
    (b"secfetchsite", Field::SecFetchSite, 2),
    (b"secpurpose", Field::Purpose, 2),
    (b"useragent", Field::UserAgent, 2),
    (b"xforwardedfor", Field::Address, 0),
    (b"xmoz", Field::Purpose, 1),
    (b"xpurpose", Field::Purpose, 1),
    (b"xrealip", Field::Address, 0),
    (b"xrequestedwith", Field::RequestedWith, 2),
];

/// What servers put in front of a header's name.
const PREFIXES: &[&[u8]] =
    &[b"http", b"requestheaders", b"requestheader", b"clientrequest", b"request", b"cs"];

/// Returns what a JSON key, a W3C column or an nginx variable means.
pub(crate) fn named(name: &[u8]) -> Option<Named> {
    static TABLE: LazyLock<Table> = LazyLock::new(|| {
        let mut table = Table::of(NAMES);
        table.add(b"", HEADERS);
        for prefix in PREFIXES {
            table.add(prefix, HEADERS);
        }
        table
    });
    TABLE.find(&plain(name)?)
}

/// Returns what a request header means, by its name alone.
pub(crate) fn header(name: &[u8]) -> Option<Named> {
    static TABLE: LazyLock<Table> = LazyLock::new(|| Table::of(HEADERS));
    TABLE.find(&plain(name)?)
}

/// A name in lower case without punctuation, filled up with zeros.
type Plain = [u8; 32];

/// Names by hash: a line of JSON asks for twenty, so that searching a list would take longer than reading the line.
struct Table {
    /// A name lies in the slot that its hash says, or in the next one that was free.
    slots: Vec<Option<(Plain, Named)>>,
}

impl Table {
    /// Some three times the number of names there are.
    const SLOTS: usize = 512;

    fn of(names: &[(&[u8], Field, u8)]) -> Self {
        let mut table = Self { slots: vec![None; Self::SLOTS] };
        table.add(b"", names);
        table
    }

    /// Adds names with a prefix; those that are there already stay as they are.
    fn add(&mut self, prefix: &[u8], names: &[(&[u8], Field, u8)]) {
        for (name, field, rank) in names {
            let plain =
                plain(&[prefix, name].concat()).expect("no name in the tables is longer than 32 bytes");
            let slot = self.slot(&plain);
            self.slots[slot].get_or_insert((plain, Named { field: *field, rank: *rank }));
        }
    }

    fn find(&self, name: &Plain) -> Option<Named> {
        self.slots[self.slot(name)].map(|(_, named)| named)
    }

    /// Returns the slot that holds a name, or the free one where it would lie.
    fn slot(&self, name: &Plain) -> usize {
        let mut slot = hash(name) % Self::SLOTS;
        while self.slots[slot].is_some_and(|(there, _)| there != *name) {
            slot = (slot + 1) % Self::SLOTS;
        }
        slot
    }
}

/// Mixes a name's words. It need not withstand an attacker: the table is small and never grows.
fn hash(name: &Plain) -> usize {
    let (words, _) = name.as_chunks::<8>();
    let mixed = words.iter().fold(0_u64, |mixed, word| {
        (mixed.rotate_left(23) ^ u64::from_le_bytes(*word)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    });
    usize::from((mixed >> 48) as u16)
}

/// Keeps the letters and digits of a name, in lower case; longer names are none of ours.
fn plain(name: &[u8]) -> Option<Plain> {
    let mut plain = [0; 32];
    let mut length = 0;
    for byte in name {
        // Punctuation is written too, and overwritten by what follows: a branch would be guessed wrong too often.
        *plain.get_mut(length)? = byte.to_ascii_lowercase();
        length += usize::from(byte.is_ascii_alphanumeric());
    }
    if let Some(punctuation) = plain.get_mut(length) {
        *punctuation = 0;
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::{Field, HEADERS, NAMES, header, named};

    #[test]
    fn no_name_stands_twice_in_a_table() {
        assert!(NAMES.is_sorted_by(|one, next| one.0 < next.0));
        assert!(HEADERS.is_sorted_by(|one, next| one.0 < next.0));
    }

    #[test]
    fn one_thing_has_many_names() {
        let check = |name: &str, expected: Option<Field>| {
            assert_eq!(named(name.as_bytes()).map(|known| known.field), expected, "{name}");
        };
        check("http_user_agent", Some(Field::UserAgent));
        check("request_User-Agent", Some(Field::UserAgent));
        check("cs(User-Agent)", Some(Field::UserAgent));
        check("@timestamp", Some(Field::Time));
        check("http_sec_fetch_site", Some(Field::SecFetchSite));
        check("cs(X-Requested-With)", Some(Field::RequestedWith));
        check("http_referrer", Some(Field::Referrer));
        check("c-ip", Some(Field::Address));
        check("request_time", None);
        check("s-ip", None);
        check("cs(Cookie)", None);
        check("a_name_that_is_much_longer_than_any_that_is_known_here", None);
        assert_eq!(header(b"Date"), None);
    }
}
