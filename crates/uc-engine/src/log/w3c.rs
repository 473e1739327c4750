//! The W3C extended log format: that of IIS and, with tabs and percent signs, of CloudFront.
//!
//! A `#Fields:` line says what follows, and there may be several in a file, each for the lines below it. Other
//! lines that begin with `#` are passed over. Times are UTC.

use std::borrow::Cow;
use std::sync::Arc;

use memchr::{memchr, memmem};

use super::carries::Carries;
use super::draft::Draft;
use super::field::{self, Field, Named};
use super::format::{Format, Read, Why};
use super::split::trimmed;
use super::time::Clock;

/// The columns of a W3C log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    columns: Arc<[Option<Named>]>,
    carries: Carries,
    writer: Writer,
}

/// Who wrote a W3C log; blanks within values are written in different ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Writer {
    /// `+` stands for a blank.
    Iis,
    /// Values are percent-encoded, headers of older logs twice.
    CloudFront,
}

/// The columns that a CloudFront log has when its `#Fields:` line was cut off.
const CLOUDFRONT: &str = "#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status \
    cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header";

/// Returns the format that a `#Fields:` line announces; `None` for any other line, and for columns that hold no
/// requests (no time, no target or no status).
pub fn fields_directive(line: &[u8]) -> Option<Format> {
    let names = trimmed(line).strip_prefix(b"#Fields:")?;
    let columns: Arc<[Option<Named>]> =
        names.split(u8::is_ascii_whitespace).filter(|name| !name.is_empty()).map(field::named).collect();
    let has = |wanted: Field| columns.iter().flatten().any(|named| named.field == wanted);
    if !(has(Field::Time) && has(Field::Target) && has(Field::Status) && has(Field::Address)) {
        return None;
    }
    let carries =
        columns.iter().flatten().fold(Carries::default(), |carries, named| carries.with(named.field));
    let is_cloudfront = memmem::find(names, b"x-edge-").is_some();
    let writer = if is_cloudfront { Writer::CloudFront } else { Writer::Iis };
    Some(Format::W3c(Columns { columns, carries, writer }))
}

/// Returns the format of a CloudFront log whose head is missing.
pub(crate) fn cloudfront() -> Format {
    fields_directive(CLOUDFRONT.as_bytes()).expect("the columns are written above")
}

impl Columns {
    /// Returns what the columns carry.
    pub(crate) fn carries(&self) -> Carries {
        self.carries
    }

    /// Returns the name that people know the log by.
    pub(crate) fn name(&self) -> &'static str {
        match self.writer {
            Writer::Iis => "W3C extended",
            Writer::CloudFront => "CloudFront",
        }
    }

    /// Reads a line.
    pub(crate) fn read<'a>(&self, line: &'a [u8], clock: &mut Clock) -> Read<'a> {
        let has_tabs = self.writer == Writer::CloudFront || memchr(b'\t', line).is_some();
        let separator = if has_tabs { b'\t' } else { b' ' };
        let mut draft = Draft::default();
        let mut values = line.split(|byte| *byte == separator);
        let mut last = None;
        for column in &*self.columns {
            let Some(value) = values.next() else { break };
            last = *column;
            if let Some(named) = column {
                draft.put_named(*named, self.decoded(named.field, value));
            }
        }
        if values.next().is_some() {
            return Read::Unreadable(Why::Layout);
        }
        // A line that ends early has lost values: what is missing then is not known to be absent.
        let is_cut = last != self.columns.last().copied().flatten();
        draft.finish(if is_cut { Carries::default() } else { self.carries }, clock)
    }

    fn decoded<'a>(&self, field: Field, value: &'a [u8]) -> Cow<'a, [u8]> {
        match (self.writer, field) {
            (Writer::Iis, Field::UserAgent | Field::AcceptLanguage) => blanks(value),
            (Writer::CloudFront, Field::UserAgent | Field::AcceptLanguage) => percent(percent(value.into())),
            (Writer::CloudFront, Field::Target | Field::Query | Field::Referrer) => undoubled(value),
            _ => Cow::Borrowed(value),
        }
    }
}

fn blanks(value: &[u8]) -> Cow<'_, [u8]> {
    if memchr(b'+', value).is_none() {
        return Cow::Borrowed(value);
    }
    Cow::Owned(value.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect())
}

/// Decodes `%HH` once.
fn percent(value: Cow<'_, [u8]>) -> Cow<'_, [u8]> {
    if memchr(b'%', &value).is_none() {
        return value;
    }
    let mut out = Vec::with_capacity(value.len());
    let mut rest = value.as_ref();
    while let Some((byte, after)) = rest.split_first() {
        match (byte, hex(after)) {
            (b'%', Some(decoded)) => {
                out.push(decoded);
                rest = &after[2..];
            }
            _ => {
                out.push(*byte);
                rest = after;
            }
        }
    }
    Cow::Owned(out)
}

/// Undoes the second encoding of a URL, whose first one belongs to it: `%2520` becomes `%20`.
fn undoubled(value: &[u8]) -> Cow<'_, [u8]> {
    if memmem::find(value, b"%25").is_none() {
        return Cow::Borrowed(value);
    }
    let mut out = Vec::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = memmem::find(rest, b"%25") {
        let is_doubled = hex(&rest[at + 3..]).is_some();
        out.extend_from_slice(&rest[..=at]);
        rest = &rest[if is_doubled { at + 3 } else { at + 1 }..];
    }
    out.extend_from_slice(rest);
    Cow::Owned(out)
}

fn hex(digits: &[u8]) -> Option<u8> {
    let digit = |index: usize| char::from(*digits.get(index)?).to_digit(16);
    u8::try_from(digit(0)? * 16 + digit(1)?).ok()
}

#[cfg(test)]
mod tests {
    use super::{percent, undoubled};

    #[test]
    fn cloudfront_encodes_twice() {
        assert_eq!(
            percent(percent(b"Mozilla/5.0%2520(X11)".as_slice().into())).as_ref(),
            b"Mozilla/5.0 (X11)"
        );
        assert_eq!(percent(percent(b"100%25".as_slice().into())).as_ref(), b"100%");
        assert_eq!(undoubled(b"/a%2520b%20c%25").as_ref(), b"/a%20b%20c%25");
    }
}
