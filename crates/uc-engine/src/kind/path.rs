//! A page's identity: one path for the ways in which the same page is written.
//!
//! Modest on purpose: it joins what every server treats alike, and never guesses that two paths are one page.

use std::borrow::Cow;

/// File names that servers answer with when a folder is asked for.
const INDEX_FILES: [&[u8]; 7] = [
    b"default.asp",
    b"default.aspx",
    b"index.htm",
    b"index.html",
    b"index.php",
    b"index.shtml",
    b"index.xhtml",
];

/// Returns the path by which a page is counted.
///
/// Escapes of plain letters are undone, other escapes get capital digits, repeated slashes become one, a folder's
/// index file is the folder. Borrows when nothing changes.
pub fn page_path(path: &[u8]) -> Cow<'_, [u8]> {
    let path = if path.is_empty() { b"/" } else { path };
    if is_plain(path) {
        return Cow::Borrowed(&path[..without_index_file(path)]);
    }
    let mut page = rewritten(path);
    page.truncate(without_index_file(&page));
    Cow::Owned(page)
}

/// Returns how long a path is without the name of an index file at its end.
fn without_index_file(path: &[u8]) -> usize {
    let name = path.iter().rposition(|byte| *byte == b'/').map_or(0, |slash| slash + 1);
    let is_index = name > 0 && INDEX_FILES.iter().any(|index| path[name..].eq_ignore_ascii_case(index));
    if is_index { name } else { path.len() }
}

fn is_plain(path: &[u8]) -> bool {
    !path.contains(&b'%') && !path.windows(2).any(|pair| pair == b"//")
}

fn rewritten(path: &[u8]) -> Vec<u8> {
    let mut page = Vec::with_capacity(path.len());
    let mut rest = path;
    while let Some((first, after)) = rest.split_first() {
        let escape = escaped_byte(rest);
        rest = if escape.is_some() { &rest[3..] } else { after };
        match escape {
            Some(byte) if is_unreserved(byte) && !makes_escape(&page, byte) => page.push(byte),
            Some(byte) => page.extend(upper_escape(byte)),
            None if *first == b'/' && page.last() == Some(&b'/') => {}
            None => page.push(*first),
        }
    }
    page
}

/// Reads `%xy` at the beginning of `text`.
fn escaped_byte(text: &[u8]) -> Option<u8> {
    let [b'%', high, low, ..] = text else { return None };
    let digit = |digit: &u8| char::from(*digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
    Some(digit(high)? << 4 | digit(low)?)
}

fn upper_escape(byte: u8) -> [u8; 3] {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    [b'%', DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]
}

/// Says whether a byte behind these would turn a stray `%` into an escape that nobody wrote.
fn makes_escape(page: &[u8], byte: u8) -> bool {
    let stray = match page {
        [.., b'%'] => true,
        [.., b'%', digit] => digit.is_ascii_hexdigit(),
        _ => false,
    };
    stray && byte.is_ascii_hexdigit()
}

/// Bytes whose escape means the same as the byte (RFC 3986, section 2.3).
fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_page_has_one_path() {
        let check = |path: &str, expected: &str| {
            assert_eq!(page_path(path.as_bytes()), Cow::Borrowed(expected.as_bytes()), "{path}");
        };
        check("", "/");
        check("/", "/");
        check("//a///b/", "/a/b/");
        check("/index.html", "/");
        check("/a/Index.PHP", "/a/");
        check("/a/index.html.bak", "/a/index.html.bak");
        check("index.html", "index.html");
        check("/%7Euser/%61", "/~user/a");
        check("/b%c3%a4r", "/b%C3%A4r");
        check("/a%2fb", "/a%2Fb");
        check("/100%", "/100%");
        check("/%zz%4", "/%zz%4");
    }

    #[test]
    fn an_escaped_index_file_is_its_folder() {
        let page = |path: &str| page_path(path.as_bytes()).into_owned();
        assert_eq!(page("/a/%69ndex.html"), page("/a/"));
        assert_eq!(page("/a//%69ndex.html"), page("/a/"));
    }

    #[test]
    fn a_pages_path_is_its_own_path() {
        for path in
            ["/%%36%31", "/%4%31", "/%%61", "/%%25", "/%25%32%35", "/%z%61", "/a/%69ndex%2ehtml", "//%2f//"]
        {
            let page = page_path(path.as_bytes());
            assert_eq!(page_path(&page), page, "{path}");
        }
    }

    #[test]
    fn a_plain_path_is_borrowed() {
        assert!(matches!(page_path(b"/news/2026/vote"), Cow::Borrowed(_)));
    }
}
