//! Addresses and hosts as logs write them: with ports, in brackets, in lists.
//!
//! It only cuts. Whether an address is one is for those who count visitors.

use memchr::{memchr, memrchr};

/// Returns an address without brackets and port: `[::1]:80`, `10.0.0.1:80` and the first of a list.
pub(crate) fn address(raw: &[u8]) -> &[u8] {
    match raw.iter().position(|byte| matches!(byte, b':' | b',' | b'[')) {
        None => raw,
        Some(_) => match memchr(b',', raw) {
            Some(comma) => without_port(raw[..comma].trim_ascii()),
            None => without_port(raw),
        },
    }
}

/// Returns an address from a field that always ends in a port, also where IPv6 stands without brackets.
pub(crate) fn address_and_port(raw: &[u8]) -> &[u8] {
    if raw.starts_with(b"[") {
        return without_port(raw);
    }
    memrchr(b':', raw).map_or(raw, |colon| &raw[..colon])
}

/// Returns a host without its port; `None` where the log has none.
pub(crate) fn host(raw: &[u8]) -> Option<&[u8]> {
    let name = without_port(raw);
    (!matches!(name, b"" | b"-" | b"_")).then_some(name)
}

fn without_port(raw: &[u8]) -> &[u8] {
    if let Some(inner) = raw.strip_prefix(b"[") {
        return memchr(b']', inner).map_or(raw, |end| &inner[..end]);
    }
    match memchr(b':', raw) {
        Some(colon) if raw[colon + 1..].iter().all(u8::is_ascii_digit) => &raw[..colon],
        _ => raw,
    }
}

#[cfg(test)]
mod tests {
    use super::{address, address_and_port, host};

    #[test]
    fn ports_brackets_and_lists_are_cut_away() {
        let check =
            |raw: &str, expected: &str| assert_eq!(address(raw.as_bytes()), expected.as_bytes(), "{raw}");
        check("192.0.2.1", "192.0.2.1");
        check("192.0.2.1:4711", "192.0.2.1");
        check("2001:db8::1", "2001:db8::1");
        check("[2001:db8::1]", "2001:db8::1");
        check("[2001:db8::1]:80", "2001:db8::1");
        check("203.0.113.9, 10.0.0.1", "203.0.113.9");
        check("dialup-7.isp.example", "dialup-7.isp.example");
        check("client", "client");
        check("[", "[");
        assert_eq!(address_and_port(b"2001:db8::1:33317"), b"2001:db8::1");
        assert_eq!(address_and_port(b"[2001:db8::1]:33317"), b"2001:db8::1");
    }

    #[test]
    fn a_host_is_named_or_it_is_not() {
        assert_eq!(host(b"www.example.org:443"), Some(b"www.example.org".as_slice()));
        assert_eq!(host(b"-"), None);
        assert_eq!(host(b"_"), None);
        assert_eq!(host(b":80"), None);
    }
}
