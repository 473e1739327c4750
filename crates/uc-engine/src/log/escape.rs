//! Backslash escapes as servers write them into logs: Apache's, nginx's and JSON's, told apart by nothing.
//!
//! Nothing is copied unless there is an escape. What is no escape stays as it stands; it never fails.

use std::borrow::Cow;

use memchr::memchr;

/// Returns the value that was escaped: `\"`, `\\`, `\n`, `\xHH`, `\uHHHH`.
#[inline]
pub(crate) fn decode(raw: &[u8]) -> Cow<'_, [u8]> {
    match memchr(b'\\', raw) {
        None => Cow::Borrowed(raw),
        Some(first) => Cow::Owned(decode_from(raw, first)),
    }
}

#[cold]
fn decode_from(raw: &[u8], first: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(raw.len());
    out.extend_from_slice(&raw[..first]);
    let mut rest = &raw[first..];
    while let Some(at) = memchr(b'\\', rest) {
        out.extend_from_slice(&rest[..at]);
        rest = &rest[at + decode_one(&rest[at..], &mut out)..];
    }
    out.extend_from_slice(rest);
    out
}

/// Decodes the escape at the beginning of `text`; returns how many bytes it took, at least one.
fn decode_one(text: &[u8], out: &mut Vec<u8>) -> usize {
    let plain = match text.get(1) {
        Some(b'n') => b'\n',
        Some(b't') => b'\t',
        Some(b'r') => b'\r',
        Some(b'b') => 0x08,
        Some(b'f') => 0x0c,
        Some(b'v') => 0x0b,
        Some(b'x') => {
            return match text.get(2..4).and_then(hex) {
                Some(value) => {
                    out.push(value.to_le_bytes()[0]);
                    4
                }
                None => literal(out),
            };
        }
        Some(b'u') => return unicode(text, out).unwrap_or_else(|| literal(out)),
        Some(byte @ (b'"' | b'\\' | b'/' | b'\'')) => *byte,
        _ => return literal(out),
    };
    out.push(plain);
    2
}

/// Keeps a backslash that begins no escape.
fn literal(out: &mut Vec<u8>) -> usize {
    out.push(b'\\');
    1
}

fn unicode(text: &[u8], out: &mut Vec<u8>) -> Option<usize> {
    let unit = hex(text.get(2..6)?)?;
    let low = text
        .get(6..12)
        .filter(|next| next.starts_with(b"\\u"))
        .and_then(|next| hex(&next[2..]))
        .filter(|low| (0xdc00..0xe000).contains(low));
    let (code, length) = match low {
        Some(low) if (0xd800..0xdc00).contains(&unit) => {
            (0x1_0000 + ((unit - 0xd800) << 10) + (low - 0xdc00), 12)
        }
        _ => (unit, 6),
    };
    let letter = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
    out.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
    Some(length)
}

fn hex(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |value, byte| Some(value * 16 + char::from(*byte).to_digit(16)?))
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn escapes_of_apache_nginx_and_json_are_decoded() {
        let check = |raw: &[u8], expected: &[u8]| assert_eq!(decode(raw).as_ref(), expected);
        check(b"plain", b"plain");
        check(br#"say \"hi\""#, br#"say "hi""#);
        check(br"C:\\dir", br"C:\dir");
        check(br"\x16\x03\x01", b"\x16\x03\x01");
        check(br"\u00e4\ud83d\ude00", "ä😀".as_bytes());
        check(br"lone \ud83d.", "lone \u{fffd}.".as_bytes());
        check(br"\xZZ \q \", br"\xZZ \q \");
        check(br"https:\/\/a.b\/", b"https://a.b/");
    }
}
