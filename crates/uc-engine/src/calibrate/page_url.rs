//! The address of a page, as somebody copied it from the browser, and how a mark is put into it.
//!
//! It changes nothing else in the address: what stands in the query and behind `#` stays, in its order.

use crate::source::{TEST_PARAMETER, TestPost};

/// Longer addresses are cut by some messengers.
const LONGEST: usize = 2000;

/// The address of a page on the web.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageUrl {
    /// Scheme, host and path.
    page: String,
    /// The query without the question mark and without an earlier mark; may be empty.
    query: String,
    /// What follows `#`, with it; may be empty.
    fragment: String,
}

/// Why a text is not taken for the address of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no address of a page on the web")]
pub struct NotAPage;

impl PageUrl {
    /// Reads an address that begins with `https://` or `http://`.
    ///
    /// # Errors
    /// If it does not, names no host, holds a blank or a letter that must not stand in addresses, or a password.
    pub fn parse(text: &str) -> Result<Self, NotAPage> {
        let text = text.trim();
        let unfit = |letter: char| {
            letter.is_whitespace() || letter.is_control() || matches!(letter, '"' | '<' | '>' | '\\' | '`')
        };
        let (scheme, rest) = text.split_once("://").ok_or(NotAPage)?;
        let web = ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
        if !web || text.len() > LONGEST || text.contains(unfit) {
            return Err(NotAPage);
        }
        let host = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
        if !is_host(host) {
            return Err(NotAPage);
        }
        let (before, fragment) = rest.split_at(rest.find('#').unwrap_or(rest.len()));
        let (path, query) = before.split_once('?').unwrap_or((before, ""));
        let slash = if path == host { "/" } else { "" };
        let kept: Vec<&str> = query.split('&').filter(|parameter| !is_mark(parameter)).collect();
        Ok(Self {
            page: format!("{}://{path}{slash}", scheme.to_ascii_lowercase()),
            query: kept.join("&"),
            fragment: fragment.to_owned(),
        })
    }

    /// Returns the address as it stands without a mark.
    pub fn text(&self) -> String {
        let mark = if self.query.is_empty() { "" } else { "?" };
        format!("{}{mark}{}{}", self.page, self.query, self.fragment)
    }

    /// Returns the address with a post's mark.
    pub fn marked(&self, post: TestPost) -> String {
        let and = if self.query.is_empty() { "" } else { "&" };
        format!("{}?{}{and}{TEST_PARAMETER}={post}{}", self.page, self.query, self.fragment)
    }
}

/// Says whether a host, with or without a port, can be one. A user's name or password before it must not be posted.
fn is_host(host: &str) -> bool {
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, port),
        _ => (host, "80"),
    };
    let port_fits = !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    let ipv6 = name.starts_with('[') && name.ends_with(']') && name.len() > 2;
    let plain = !name.contains(['@', ':', '[', ']', '%']) && name.contains(char::is_alphanumeric);
    port_fits && (ipv6 || plain)
}

fn is_mark(parameter: &str) -> bool {
    parameter.split('=').next() == Some(TEST_PARAMETER)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(page: &str, expected: &str) {
        let post = TestPost::parse(b"whatsapp-1").unwrap();
        assert_eq!(PageUrl::parse(page).unwrap().marked(post), expected, "{page}");
    }

    #[test]
    fn the_mark_is_put_behind_the_query_and_before_the_fragment() {
        check("https://example.org/page", "https://example.org/page?uc-test=whatsapp-1");
        check("https://example.org", "https://example.org/?uc-test=whatsapp-1");
        check("https://example.org?a=1", "https://example.org/?a=1&uc-test=whatsapp-1");
        check("https://example.org/p?a=1&b", "https://example.org/p?a=1&b&uc-test=whatsapp-1");
        check("https://example.org/p?", "https://example.org/p?uc-test=whatsapp-1");
        check("https://example.org/p#part", "https://example.org/p?uc-test=whatsapp-1#part");
        check("https://example.org/p?a=1#x?y=2", "https://example.org/p?a=1&uc-test=whatsapp-1#x?y=2");
        check("https://example.org#x", "https://example.org/?uc-test=whatsapp-1#x");
        check("  HTTP://example.org:8080/p ", "http://example.org:8080/p?uc-test=whatsapp-1");
        check("https://[2001:db8::1]:443/", "https://[2001:db8::1]:443/?uc-test=whatsapp-1");
        check("https://bäckerei.example/brötchen", "https://bäckerei.example/brötchen?uc-test=whatsapp-1");
    }

    #[test]
    fn an_earlier_mark_gives_way() {
        check("https://example.org/p?uc-test=signal-2", "https://example.org/p?uc-test=whatsapp-1");
        check("https://example.org/p?uc-test=signal-2&a=1", "https://example.org/p?a=1&uc-test=whatsapp-1");
        let page = PageUrl::parse("https://example.org/p?a=1&uc-test=signal-2#x").unwrap();
        assert_eq!(page.text(), "https://example.org/p?a=1#x");
    }

    #[test]
    fn what_is_no_page_on_the_web_is_refused() {
        for text in [
            "",
            "example.org/page",
            "ftp://example.org/",
            "javascript://example.org/",
            "https://",
            "https:///page",
            "https://?a",
            "https://example.org/a b",
            "https://example.org/\"onclick",
            "https://example.org/\u{1b}[31m",
            "https://user:secret@example.org/",
            "https://example.org:port/",
            "mailto:hello@example.org",
        ] {
            assert_eq!(PageUrl::parse(text), Err(NotAPage), "{text}");
        }
        assert_eq!(PageUrl::parse(&format!("https://example.org/{}", "x".repeat(3000))), Err(NotAPage));
    }
}
