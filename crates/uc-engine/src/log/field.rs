//! The fields of an access log, and the many names that servers have for them.
//!
//! One table serves JSON keys, W3C column names and nginx variables, since these differ in little but their
//! punctuation: `http_user_agent`, `request_User-Agent`, `cs(User-Agent)` and `userAgent` mean one thing.
//! It never looks at values.

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

/// Names in lower case without punctuation, sorted.
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

/// Request headers in lower case without punctuation, sorted.
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
    let mut buffer = [0; 32];
    let plain = plain(name, &mut buffer)?;
    find(NAMES, plain).or_else(|| find(HEADERS, plain)).or_else(|| {
        PREFIXES.iter().find_map(|prefix| plain.strip_prefix(*prefix).and_then(|rest| find(HEADERS, rest)))
    })
}

/// Returns what a request header means, by its name alone.
pub(crate) fn header(name: &[u8]) -> Option<Named> {
    let mut buffer = [0; 32];
    find(HEADERS, plain(name, &mut buffer)?)
}

fn find(table: &[(&[u8], Field, u8)], name: &[u8]) -> Option<Named> {
    let index = table.binary_search_by(|(known, ..)| (*known).cmp(name)).ok()?;
    Some(Named { field: table[index].1, rank: table[index].2 })
}

/// Writes the letters and digits of a name into the buffer, in lower case; longer names are none of ours.
fn plain<'b>(name: &[u8], buffer: &'b mut [u8; 32]) -> Option<&'b [u8]> {
    let mut length = 0;
    for byte in name.iter().filter(|byte| byte.is_ascii_alphanumeric()) {
        *buffer.get_mut(length)? = byte.to_ascii_lowercase();
        length += 1;
    }
    Some(&buffer[..length])
}

#[cfg(test)]
mod tests {
    use super::{Field, HEADERS, NAMES, header, named};

    #[test]
    fn the_tables_are_sorted_so_that_they_can_be_searched() {
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
