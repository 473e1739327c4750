//! A place in a line, moved from field to field.
//!
//! It knows blanks, quotes and brackets, and no format. Values come out as they stand, escapes included
//! ([`super::escape`] decodes them).

use memchr::memchr;

/// What is left of a line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cursor<'a> {
    /// The bytes that no field was taken from yet.
    pub(crate) rest: &'a [u8],
}

impl<'a> Cursor<'a> {
    /// Stands at the beginning of a line.
    pub(crate) fn new(line: &'a [u8]) -> Self {
        Self { rest: line }
    }

    /// Takes a field that ends at a blank or at the line's end; `None` when nothing is left.
    pub(crate) fn word(&mut self) -> Option<&'a [u8]> {
        if self.rest.is_empty() {
            return None;
        }
        let end = memchr(b' ', self.rest).unwrap_or(self.rest.len());
        Some(self.take(end, end + 1))
    }

    /// Takes `[…]`.
    pub(crate) fn bracketed(&mut self) -> Option<&'a [u8]> {
        self.rest = self.rest.strip_prefix(b"[")?;
        let end = memchr(b']', self.rest)?;
        Some(self.take(end, end + 2))
    }

    /// Takes `"…"`, which ends at the first quote that a blank or the line's end follows; a field that the end of
    /// the line cuts is taken as far as it goes.
    pub(crate) fn quoted(&mut self) -> Option<&'a [u8]> {
        self.rest = self.rest.strip_prefix(b"\"")?;
        let end =
            closing_quote(self.rest, |after| matches!(after, [] | [b' ', ..])).unwrap_or(self.rest.len());
        Some(self.take(end, end + 2))
    }

    fn take(&mut self, end: usize, next: usize) -> &'a [u8] {
        let value = &self.rest[..end];
        self.rest = self.rest.get(next..).unwrap_or_default();
        value
    }
}

/// Finds the quote that closes a field: the first that no backslash escapes and that is followed by what fits.
#[inline]
pub(crate) fn closing_quote(text: &[u8], fits: impl Fn(&[u8]) -> bool) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + memchr(b'"', &text[from..])?;
        if fits(&text[at + 1..]) && !is_escaped(text, at) {
            return Some(at);
        }
        from = at + 1;
    }
}

/// Tells whether an odd number of backslashes stands in front.
fn is_escaped(text: &[u8], at: usize) -> bool {
    text[..at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::Cursor;

    #[test]
    fn fields_are_taken_one_by_one() {
        let mut cursor = Cursor::new(br#"a [b c] "d \"e\" f\\" "g "h" i"#);
        assert_eq!(cursor.word(), Some(b"a".as_slice()));
        assert_eq!(cursor.bracketed(), Some(b"b c".as_slice()));
        assert_eq!(cursor.quoted(), Some(br#"d \"e\" f\\"#.as_slice()));
        assert_eq!(cursor.quoted(), Some(br#"g "h"#.as_slice()));
        assert_eq!(cursor.word(), Some(b"i".as_slice()));
        assert_eq!(cursor.word(), None);
        assert_eq!(cursor.quoted(), None);
        assert_eq!(Cursor::new(br#""cut in the"#).quoted(), Some(b"cut in the".as_slice()));
    }
}
