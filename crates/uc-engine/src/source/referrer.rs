//! The `Referer` header: the page or the app that a visitor came from.
//!
//! It is read with suspicion: anyone can send anything. It never decides whether a host is the site's own; the caller
//! does, by [`Referrer::host`].

use std::sync::Arc;

use super::{HostRule, Package, package::is_package_name};
use crate::hit::Header;

/// The longest host name that DNS allows.
const LONGEST_HOST: usize = 253;
/// How much of a referrer is looked at; rules need the beginning of its path at most.
const LONGEST: usize = 2048;

/// What the `Referer` header tells.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Referrer {
    /// The log has no such field.
    Unknown,
    /// None was sent.
    Absent,
    /// An Android app.
    App {
        /// The package name as sent.
        package: Arc<str>,
        /// The app's row, where the tables know it.
        rule: Option<Package>,
    },
    /// A page on a host.
    Site {
        /// Lower case, without port, user and leading `www.`.
        host: Arc<str>,
        /// The rule for it, where the tables know the host.
        rule: Option<HostRule>,
    },
    /// Something that names neither page nor app; counts as absent.
    Unreadable,
}

impl Referrer {
    /// Reads a `Referer` header.
    pub fn of(header: &Header<'_>) -> Self {
        match header {
            Header::Unknown => Self::Unknown,
            Header::Absent => Self::Absent,
            Header::Sent(text) => {
                let text = text[..text.len().min(LONGEST)].trim_ascii();
                if text.is_empty() || text == b"-" { Self::Absent } else { Self::read(text) }
            }
        }
    }

    fn read(text: &[u8]) -> Self {
        if let Some(rest) = strip_scheme(text, b"android-app://") {
            return Self::read_app(rest);
        }
        let rest = strip_scheme(text, b"https://").or_else(|| strip_scheme(text, b"http://"));
        // Some apps (Mastodon, Outlook) name their package bare.
        let Some(rest) = rest else {
            return if Package::find(text).is_some() { Self::read_app(text) } else { Self::Unreadable };
        };
        let end =
            rest.iter().position(|byte| matches!(byte, b'/' | b'?' | b'#' | b'\\')).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        let Some(host) = host_of(authority) else { return Self::Unreadable };
        let rule = HostRule::find(&host, path);
        Self::Site { host: host.into(), rule }
    }

    fn read_app(rest: &[u8]) -> Self {
        let name = rest.split(|byte| matches!(byte, b'/' | b'?' | b'#')).next().unwrap_or_default();
        match str::from_utf8(name) {
            Ok(package) if is_package_name(name) => {
                Self::App { package: package.into(), rule: Package::find(name) }
            }
            _ => Self::Unreadable,
        }
    }

    /// Returns the host of the page, where it is one.
    pub fn host(&self) -> Option<&str> {
        match self {
            Self::Site { host, .. } => Some(host),
            Self::Unknown | Self::Absent | Self::App { .. } | Self::Unreadable => None,
        }
    }
}

fn strip_scheme<'a>(text: &'a [u8], scheme: &[u8]) -> Option<&'a [u8]> {
    let (start, rest) = text.split_at_checked(scheme.len())?;
    start.eq_ignore_ascii_case(scheme).then_some(rest)
}

/// Reads `user@host:port`; the host comes back in lower case, without a closing dot and a leading `www.`.
fn host_of(authority: &[u8]) -> Option<String> {
    let mut host = host_in(authority)?;
    if host.strip_prefix("www.").is_some_and(|rest| rest.contains('.')) {
        host.drain(..4);
    }
    Some(host)
}

/// The same with `www.`, where it stands there.
pub(crate) fn host_in(authority: &[u8]) -> Option<String> {
    let after_user =
        authority.iter().rposition(|byte| *byte == b'@').map_or(authority, |at| &authority[at + 1..]);
    let bare = if after_user.starts_with(b"[") {
        let end = after_user.iter().position(|byte| *byte == b']')?;
        &after_user[..=end]
    } else {
        after_user.split(|byte| *byte == b':').next()?
    };
    let mut host = str::from_utf8(bare).ok()?.to_lowercase();
    if host.ends_with('.') {
        host.pop();
    }
    let legal = is_ipv6(&host) || is_host_name(&host);
    (legal && host.len() <= LONGEST_HOST).then_some(host)
}

fn is_ipv6(host: &str) -> bool {
    let inside = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    inside.is_some_and(|inside| {
        inside.len() > 1 && inside.bytes().all(|byte| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.'))
    })
}

/// Host names consist of labels of letters (of any script), digits, hyphens and, in practice, underscores.
fn is_host_name(host: &str) -> bool {
    let label = |label: &str| {
        let fits = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_');
        !label.is_empty() && label.chars().all(fits)
    };
    host.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        let referrer = Referrer::of(&Header::Sent(text.as_bytes().into()));
        assert_eq!(referrer.host(), expected, "{text}");
    }

    #[test]
    fn the_host_is_bare_and_in_lower_case() {
        check("https://www.Example.COM/a?b#c", Some("example.com"));
        check("HTTP://user:pass@example.com:8080", Some("example.com"));
        check("https://example.com.", Some("example.com"));
        check("https://www.com/", Some("www.com"));
        check("http://localhost/", Some("localhost"));
        check("http://[2001:DB8::1]:80/", Some("[2001:db8::1]"));
        check("https://bäckerei.example/", Some("bäckerei.example"));
        check("https://evil.example\\@google.com/", Some("evil.example"));
    }

    #[test]
    fn what_names_no_host_is_unreadable() {
        for junk in
            ["javascript:alert(1)", "about:blank", "//x", "https://", "http:///a", "https://a..b/", "x"]
        {
            check(junk, None);
            assert_eq!(Referrer::of(&Header::Sent(junk.as_bytes().into())), Referrer::Unreadable, "{junk}");
        }
        check("http://<script>/", None);
        check("http://[]/", None);
        check(&format!("http://{}.example/", "a".repeat(300)), None);
        check("http://\u{1b}[31m/", None);
    }

    #[test]
    fn a_bracket_that_is_not_closed_is_no_address() {
        for host in ["www.[.é", "www.[::1", "[::1", "[é]", "www.[.]x"] {
            check(&format!("http://{host}/"), None);
        }
    }

    #[test]
    fn a_dash_or_blanks_are_absent() {
        for nothing in ["-", "  ", " - "] {
            assert_eq!(Referrer::of(&Header::Sent(nothing.as_bytes().into())), Referrer::Absent);
        }
    }

    #[test]
    fn an_app_is_known_by_its_package() {
        let of = |text: &str| Referrer::of(&Header::Sent(text.as_bytes().to_vec().into()));
        let source = |text: &str| match of(text) {
            Referrer::App { rule, .. } => rule.and_then(Package::source),
            _ => None,
        };
        assert_eq!(source("android-app://com.whatsapp/"), Some("whatsapp"));
        assert_eq!(source("android-app://com.google.android.gm"), Some("email"));
        assert_eq!(of("android-app://"), Referrer::Unreadable);
        assert_eq!(of("android-app://<b>.x/"), Referrer::Unreadable);
        assert!(matches!(of("android-app://org.example.notes/"), Referrer::App { rule: None, .. }));
    }
}
