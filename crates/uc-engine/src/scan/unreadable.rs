//! What is kept of a line that no format fitted: its beginning, without addresses.
//!
//! Reports are passed on, so the addresses of visitors must not stand in them, not even in an example.

use std::net::IpAddr;

/// How much of the line is kept, in characters.
const LENGTH: usize = 200;
/// What stands for an address.
const ADDRESS: &str = "[address]";

/// Returns the beginning of a line, fit to be shown once it is escaped.
pub(super) fn beginning(line: &[u8]) -> String {
    // Four bytes hold any character; a line may be a megabyte long.
    let cut = &line[..line.len().min(4 * LENGTH)];
    let text: String = String::from_utf8_lossy(cut).trim_end().chars().take(LENGTH).collect();
    without_addresses(&text)
}

fn without_addresses(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(may_be_address) {
        let run = &rest[start..];
        let length = run.find(|letter| !may_be_address(letter)).unwrap_or(run.len());
        kept.push_str(&rest[..start]);
        kept.push_str(if is_address(&run[..length]) { ADDRESS } else { &run[..length] });
        rest = &run[length..];
    }
    kept + rest
}

fn may_be_address(letter: char) -> bool {
    letter.is_ascii_hexdigit() || matches!(letter, '.' | ':')
}

/// Tells whether a run of digits, points and colons is an address, perhaps with a port or a sentence's end behind it.
fn is_address(run: &str) -> bool {
    let bare = run.trim_end_matches([':', '.']);
    let before_port = bare.rsplit_once(':').map_or(bare, |(before, _)| before);
    [run, bare, before_port].iter().any(|text| text.len() > 2 && text.parse::<IpAddr>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::beginning;

    #[test]
    fn an_unreadable_line_is_shown_without_addresses() {
        let check = |line: &str, shown: &str| assert_eq!(beginning(line.as_bytes()), shown, "{line}");
        check("client: 192.0.2.17, server", "client: [address], server");
        check("192.0.2.17:443 GET", "[address] GET");
        check("from 2001:db8::17.", "from [address]");
        check("::ffff:192.0.2.17 - -", "[address] - -");
        check("[17/May/2015:10:05:03 +0000] /a.b:c", "[17/May/2015:10:05:03 +0000] /a.b:c");
        check("version 1.2.3 of 10.5", "version 1.2.3 of 10.5");
        check("", "");
    }

    #[test]
    fn a_long_line_is_cut_and_bytes_that_are_no_text_are_replaced() {
        assert_eq!(beginning(&[b'x'; 5000]).len(), 200);
        assert_eq!(beginning(b"a\xffb  \r"), "a\u{fffd}b");
    }
}
