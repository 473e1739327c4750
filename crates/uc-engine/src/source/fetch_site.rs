//! What `Sec-Fetch-Site` says: whether a page sent the browser, and which.
//!
//! Only the server sees this header; a browser's script cannot forge it. It never names the page.

use crate::hit::Header;

/// The value of `Sec-Fetch-Site`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum FetchSite {
    /// Not logged, not sent, or not understood.
    #[default]
    Unknown,
    /// Nothing sent the browser: typed, bookmarked, or opened by an app on Chromium.
    None,
    /// A page of the same origin did.
    SameOrigin,
    /// A page of the same site, under another host name, did.
    SameSite,
    /// A page elsewhere did, or (in Firefox) an app.
    CrossSite,
}

impl FetchSite {
    /// Reads the header.
    pub fn of(header: &Header<'_>) -> Self {
        match header.bytes().trim_ascii() {
            b"none" => Self::None,
            b"same-origin" => Self::SameOrigin,
            b"same-site" => Self::SameSite,
            b"cross-site" => Self::CrossSite,
            _ => Self::Unknown,
        }
    }
    /// Returns the header's value; `None` where it is unknown.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Unknown => None,
            Self::None => Some("none"),
            Self::SameOrigin => Some("same-origin"),
            Self::SameSite => Some("same-site"),
            Self::CrossSite => Some("cross-site"),
        }
    }
}
