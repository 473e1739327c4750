//! A site's host, as it is compared: lower case, without `www.`, port and final dot.
//!
//! Names outside ASCII are kept as punycode, which is how browsers send them. `localhost` and addresses are allowed,
//! so that one can try the program out.

use std::fmt;

use url::{Host as Parsed, Url};

use crate::StoreError;

/// A host that a site can have.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Host(String);

impl Host {
    /// The longest that a name may be in DNS.
    const LONGEST: usize = 253;

    /// Reads a host as people write it: `example.org`, `WWW.Example.org:8080`, `https://example.org/`.
    ///
    /// A path is refused, since a site is a whole host.
    pub fn parse(text: &str) -> Result<Self, StoreError> {
        let refused = |why: &str| StoreError::Invalid(format!("\"{}\" is not a host: {why}", shown(text)));
        let text = text.trim();
        let address = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
        let url = Url::parse(&address).map_err(|error| refused(&error.to_string()))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(refused("only http and https are web sites"));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(refused("a user name and a password do not belong here"));
        }
        if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
            return Err(refused("a site is a whole host; leave out what follows the name"));
        }
        match url.host() {
            Some(Parsed::Domain(name)) => {
                let name = bare(name);
                if is_name(name) {
                    Ok(Self(name.to_owned()))
                } else {
                    Err(refused("it is not a name in DNS"))
                }
            }
            Some(address) => Ok(Self(address.to_string())),
            None => Err(refused("the name is missing")),
        }
    }

    /// Restores a host that [`Self::parse`] made.
    pub(crate) fn from_row(text: String) -> Self {
        Self(text)
    }

    /// Returns the host in lower case, without `www.`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// `www.com` is a name of its own: `www.` goes only where a name with a dot is left.
fn bare(name: &str) -> &str {
    let name = name.strip_suffix('.').unwrap_or(name);
    name.strip_prefix("www.").filter(|rest| rest.contains('.')).unwrap_or(name)
}

fn is_name(name: &str) -> bool {
    let legal = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_');
    let is_label = |label: &str| (1..=63).contains(&label.len()) && label.bytes().all(legal);
    name.len() <= Host::LONGEST && name.split('.').all(is_label)
}

/// An error message quotes what was typed, but not a page of it.
fn shown(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).take(80).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_read_as_people_write_it() {
        for (text, expected) in [
            ("example.org", "example.org"),
            (" WWW.Example.ORG ", "example.org"),
            ("https://www.example.org/", "example.org"),
            ("http://example.org:8080", "example.org"),
            ("example.org.", "example.org"),
            ("www.com", "www.com"),
            ("shop.example.co.uk", "shop.example.co.uk"),
            ("bäckerei.example", "xn--bckerei-5wa.example"),
            ("xn--bckerei-5wa.example", "xn--bckerei-5wa.example"),
            ("intranet", "intranet"),
            ("localhost", "localhost"),
            ("localhost:8787", "localhost"),
            ("127.0.0.1", "127.0.0.1"),
            ("127.0.0.1:8787", "127.0.0.1"),
            ("[::1]:8787", "[::1]"),
        ] {
            assert_eq!(Host::parse(text).expect(text).as_str(), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_host_is_refused() {
        let long = format!("{}.org", "a.".repeat(130));
        for text in [
            "",
            " ",
            ".",
            "..",
            "a..b",
            "example.org/shop",
            "example.org?x",
            "ftp://example.org",
            "javascript://example.org",
            "anna:word@example.org",
            "*.example.org",
            "exa mple.org",
            "example.org:port",
            "a'b.org",
            "\u{202e}",
            long.as_str(),
        ] {
            assert!(matches!(Host::parse(text), Err(StoreError::Invalid(_))), "{text}");
        }
    }

    #[test]
    fn reading_a_host_twice_changes_nothing() {
        for text in ["WWW.example.org", "EXAMPLE.org", "[::1]", "bäckerei.example"] {
            let once = Host::parse(text).expect(text);
            assert_eq!(Host::parse(once.as_str()).expect(text), once);
        }
    }
}
