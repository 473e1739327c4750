//! A hit in the making: values by field, until all of a line's are there.
//!
//! Every reader but that of the common log format fills one of these. It judges nothing about a format; it only
//! knows what a hit cannot do without: a time, a status, a client and something that was asked for.

use std::borrow::Cow;

use super::carries::Carries;
use super::field::{Field, Named};
use super::format::{Read, Why};
use super::peer;
use super::request::RequestLine;
use super::time::Clock;
use crate::hit::{Extra, Header, Hit, Method};

/// Values by field, each with the rank of the name that brought it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Draft<'a> {
    values: [Option<Cow<'a, [u8]>>; Field::COUNT],
    ranks: [u8; Field::COUNT],
}

impl<'a> Draft<'a> {
    /// Puts a value; one that a better name brought stays, and something always goes before nothing.
    pub(crate) fn put_named(&mut self, named: Named, value: impl Into<Cow<'a, [u8]>>) {
        let index = named.field as usize;
        let value = value.into();
        let is_empty = |value: &[u8]| matches!(value, b"" | b"-");
        let better = match &self.values[index] {
            Some(there) if is_empty(there) != is_empty(&value) => is_empty(there),
            Some(_) => named.rank > self.ranks[index],
            None => true,
        };
        if better {
            self.values[index] = Some(value);
            self.ranks[index] = named.rank;
        }
    }

    /// Puts a value that only one place of the line can bring.
    pub(crate) fn put(&mut self, field: Field, value: impl Into<Cow<'a, [u8]>>) {
        self.put_named(Named { field, rank: u8::MAX }, value);
    }

    /// Tells whether a field has a value, be it an empty one.
    pub(crate) fn has(&self, field: Field) -> bool {
        self.values[field as usize].is_some()
    }

    /// Tells whether a hit could be made already, so that a line cut from here on is of use.
    pub(crate) fn is_enough(&self) -> bool {
        self.has(Field::Time)
            && self.has(Field::Status)
            && (self.has(Field::Request) || self.has(Field::Target))
    }

    /// Notes which of the fields are there.
    pub(crate) fn note_into(&self, carries: &mut Carries) {
        for field in Field::HEADERS.into_iter().chain([Field::Host]).filter(|field| self.has(*field)) {
            carries.note(field);
        }
    }

    /// Makes the hit; what the log carries tells an absent header from an unknown one.
    pub(crate) fn finish(mut self, carries: Carries, clock: &mut Clock) -> Read<'a> {
        let Some(at) = self.at(clock) else { return Read::Unreadable(Why::Time) };
        let Some(status) = self.value(Field::Status).and_then(status) else {
            return Read::Unreadable(Why::Status);
        };
        let Some(Cow::Borrowed(address)) = self.take(Field::Address) else {
            return Read::Unreadable(Why::Address);
        };
        let Some((method, target)) = self.request() else { return Read::Unreadable(Why::Request) };
        Read::Hit(Hit {
            at,
            address: peer::address(address),
            host: self.take(Field::Host).and_then(host),
            method,
            target,
            status,
            referrer: self.header(Field::Referrer, carries),
            user_agent: self.header(Field::UserAgent, carries),
            extra: Extra {
                sec_fetch_site: self.header(Field::SecFetchSite, carries),
                sec_fetch_dest: self.header(Field::SecFetchDest, carries),
                requested_with: self.header(Field::RequestedWith, carries),
                accept_language: self.header(Field::AcceptLanguage, carries),
                purpose: self.header(Field::Purpose, carries),
            },
        })
    }

    fn at(&self, clock: &mut Clock) -> Option<i64> {
        let time = self.value(Field::Time);
        let Some(date) = self.value(Field::Date) else { return clock.any(time?) };
        match time {
            Some(time) => clock.date_and_time(date, time).or_else(|| clock.any(time)),
            None => clock.any(date),
        }
    }

    /// Finds out what was asked for: by the request line, or by the method and target that stand apart.
    fn request(&mut self) -> Option<(Method, Cow<'a, [u8]>)> {
        let (line, target) = (self.take(Field::Request), self.take(Field::Target));
        let method = self.value(Field::Method).map(Method::parse);
        match (line, target) {
            // Some write only the target and call it the request.
            (Some(line), _) if line.starts_with(b"/") => Some((method.unwrap_or(Method::Get), line)),
            (Some(line), None) => Some(of_line(line)),
            (Some(line), Some(target)) => {
                let (method, found) = of_line(line);
                Some((method, if found.is_empty() { self.with_query(target) } else { found }))
            }
            (None, Some(target)) => Some((method.unwrap_or(Method::Get), self.with_query(target))),
            (None, None) => None,
        }
    }

    fn with_query(&mut self, target: Cow<'a, [u8]>) -> Cow<'a, [u8]> {
        if target.as_ref() == b"-" {
            return Cow::Borrowed(b"");
        }
        let Some(query) = self.take(Field::Query) else { return target };
        let query = query.strip_prefix(b"?").unwrap_or(&query);
        if matches!(query, b"" | b"-") || target.contains(&b'?') {
            return target;
        }
        Cow::Owned([target.as_ref(), b"?", query].concat())
    }

    fn header(&mut self, field: Field, carries: Carries) -> Header<'a> {
        match self.take(field) {
            Some(value) => Header::of(value),
            None if carries.has(field) => Header::Absent,
            None => Header::Unknown,
        }
    }

    fn value(&self, field: Field) -> Option<&[u8]> {
        self.values[field as usize].as_deref()
    }

    fn take(&mut self, field: Field) -> Option<Cow<'a, [u8]>> {
        self.values[field as usize].take()
    }
}

/// Reads a status; `-`, `-1` and `000` say that nothing was answered, which is told as 0.
pub(crate) fn status(text: &[u8]) -> Option<u16> {
    match *text {
        [a, b, c] if text.iter().all(u8::is_ascii_digit) => {
            Some(u16::from(a - b'0') * 100 + u16::from(b - b'0') * 10 + u16::from(c - b'0'))
        }
        [b'-'] | [b'-', b'1'] | [b'0'] => Some(0),
        _ => None,
    }
}

/// Takes a request line apart, of which the escapes are decoded already.
pub(crate) fn of_line(line: Cow<'_, [u8]>) -> (Method, Cow<'_, [u8]>) {
    match line {
        Cow::Borrowed(line) => {
            let parts = RequestLine::parse(line);
            (parts.method, Cow::Borrowed(parts.target))
        }
        Cow::Owned(line) => {
            let parts = RequestLine::parse(&line);
            (parts.method, Cow::Owned(parts.target.to_vec()))
        }
    }
}

fn host(raw: Cow<'_, [u8]>) -> Option<Cow<'_, [u8]>> {
    match raw {
        Cow::Borrowed(raw) => peer::host(raw).map(Cow::Borrowed),
        Cow::Owned(raw) => peer::host(&raw).map(|name| Cow::Owned(name.to_vec())),
    }
}
