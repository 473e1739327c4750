//! Lines of a log: where they end, and what is cut off them before they are read.
//!
//! It holds nothing and copies nothing; cutting a file at line ends for several threads is the caller's work.

use memchr::{memchr_iter, memrchr};

/// The byte order mark that some editors put in front of a file.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Returns the lines of a text without their line feeds; a last line without one is a line too.
pub fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut start = 0;
    let mut ends = memchr_iter(b'\n', text);
    std::iter::from_fn(move || {
        if start >= text.len() {
            return None;
        }
        let end = ends.next().unwrap_or(text.len());
        let line = &text[start..end];
        start = end + 1;
        Some(line)
    })
}

/// Returns a line without what belongs to the file rather than to the line: carriage return, byte order mark.
pub fn trimmed(line: &[u8]) -> &[u8] {
    let mut line = line;
    while let [rest @ .., b'\r' | b'\n'] = line {
        line = rest;
    }
    line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line)
}

/// Returns a text up to its last line feed, so that no line is cut; the whole text if it has none.
pub(crate) fn whole_lines(text: &[u8]) -> &[u8] {
    memrchr(b'\n', text).map_or(text, |end| &text[..=end])
}

#[cfg(test)]
mod tests {
    use super::{lines, trimmed, whole_lines};

    #[test]
    fn every_line_comes_once_and_the_last_needs_no_line_feed() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<_> =
                lines(text.as_bytes()).map(|line| std::str::from_utf8(line).unwrap()).collect();
            assert_eq!(found, expected, "{text:?}");
        };
        check("", &[]);
        check("a", &["a"]);
        check("a\n", &["a"]);
        check("a\n\nb", &["a", "", "b"]);
        check("\n", &[""]);
    }

    #[test]
    fn line_ends_and_marks_are_cut_off() {
        assert_eq!(trimmed(b"\xef\xbb\xbfa b\r\n"), b"a b");
        assert_eq!(trimmed(b"\r"), b"");
        assert_eq!(whole_lines(b"a\nb\nhal"), b"a\nb\n");
        assert_eq!(whole_lines(b"hal"), b"hal");
    }
}
