//! A forgiving scanner of JSON text: it moves over a line and borrows from it.
//!
//! It does not check numbers or UTF-8, knows the escapes of [`super::super::escape`], and needs no stack for nested
//! values, so that no line can exhaust it.

use std::borrow::Cow;

use memchr::memchr2;

use super::super::escape;

/// A place in a line of JSON.
#[derive(Debug)]
pub(super) struct Scanner<'a> {
    text: &'a [u8],
    at: usize,
}

/// A JSON string, decoded.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Text<'a> {
    /// It has both its quotes.
    Whole(Cow<'a, [u8]>),
    /// The line ends before its second quote.
    Cut(Cow<'a, [u8]>),
}

impl<'a> Text<'a> {
    /// Returns the string if it was not cut.
    pub(super) fn whole(self) -> Option<Cow<'a, [u8]>> {
        match self {
            Self::Whole(text) => Some(text),
            Self::Cut(_) => None,
        }
    }
}

impl<'a> Scanner<'a> {
    /// Stands at the beginning of a line.
    pub(super) fn new(text: &'a [u8]) -> Self {
        Self { text, at: 0 }
    }

    /// Tells whether the line is used up.
    pub(super) fn is_at_end(&self) -> bool {
        self.at >= self.text.len()
    }

    /// Returns the next byte that is no blank, without passing it.
    pub(super) fn peek(&mut self) -> Option<u8> {
        while self.text.get(self.at)?.is_ascii_whitespace() {
            self.at += 1;
        }
        self.text.get(self.at).copied()
    }

    /// Passes a mark of punctuation that has to be here.
    pub(super) fn open(&mut self, mark: u8) -> Option<()> {
        (self.peek()? == mark).then(|| self.at += 1)
    }

    /// Passes a comma or the mark that closes what is open; tells whether it was the latter.
    pub(super) fn close(&mut self, mark: u8) -> Option<bool> {
        let next = self.peek()?;
        if next == mark || next == b',' {
            self.at += 1;
        }
        // A comma before the closing mark is forgiven: templates written by hand leave it there.
        if next == b',' && self.peek()? == mark {
            self.at += 1;
            return Some(true);
        }
        Some(next == mark)
    }

    /// Takes a string; `None` if there is none here.
    pub(super) fn text(&mut self) -> Option<Text<'a>> {
        self.open(b'"')?;
        let start = self.at;
        loop {
            let Some(next) = memchr2(b'"', b'\\', &self.text[self.at..]) else {
                self.at = self.text.len();
                return Some(Text::Cut(escape::decode(&self.text[start..])));
            };
            self.at += next;
            if self.text[self.at] == b'"' {
                self.at += 1;
                return Some(Text::Whole(escape::decode(&self.text[start..self.at - 1])));
            }
            self.at = (self.at + 2).min(self.text.len());
        }
    }

    /// Takes a number or a name as it stands.
    pub(super) fn word(&mut self) -> Option<&'a [u8]> {
        self.peek()?;
        let rest = &self.text[self.at..];
        let end = rest
            .iter()
            .position(|byte| matches!(byte, b',' | b'}' | b']' | b':' | b'"') || byte.is_ascii_whitespace())
            .unwrap_or(rest.len());
        self.at += end;
        (end > 0).then(|| &rest[..end])
    }

    /// Passes any value, however deeply it is nested.
    pub(super) fn skip(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            match self.peek()? {
                b'"' => {
                    self.text()?.whole()?;
                }
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' => {
                    depth = depth.checked_sub(1)?;
                    self.at += 1;
                }
                b',' | b':' if depth > 0 => self.at += 1,
                _ => {
                    self.word()?;
                }
            }
            if depth == 0 {
                return Some(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Scanner, Text};

    #[test]
    fn nested_values_are_passed_over() {
        let check = |json: &str, expected: Option<&str>| {
            let mut scanner = Scanner::new(json.as_bytes());
            let rest = scanner.skip().map(|()| std::str::from_utf8(&scanner.text[scanner.at..]).unwrap());
            assert_eq!(rest, expected, "{json}");
        };
        check(r#"{"a":[1,{"b":"}]"}],"c":null} rest"#, Some(" rest"));
        check(r#""a\"b",1"#, Some(",1"));
        check("12.5e3}", Some("}"));
        check(r#"{"a":[1"#, None);
        check("]", None);
        check(&"[".repeat(100_000), None);
    }

    #[test]
    fn strings_keep_raw_bytes_and_know_when_they_are_cut() {
        let mut scanner = Scanner::new(b"\"caf\xe9\" \"\\x22a");
        assert_eq!(scanner.text(), Some(Text::Whole(b"caf\xe9".as_slice().into())));
        assert_eq!(scanner.text(), Some(Text::Cut(b"\"a".as_slice().into())));
        assert!(scanner.is_at_end());
        assert_eq!(Scanner::new(b"\"a\\").text(), Some(Text::Cut(b"a\\".as_slice().into())));
    }
}
