//! Why an event is not stored.

/// The one reason for which an event is dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Dropped {
    /// No site has that id. Decided by whoever looks sites up; [`super::judge()`] is given one.
    UnknownSite,
    /// The page lies on a host that is not the site's.
    ForeignPage,
    /// The page's URL is none, is not of the web, or is too long.
    BadUrl,
    /// The visitor objects: Do-Not-Track or Global Privacy Control.
    Objected,
    /// The event's name is not allowed.
    BadName,
    /// The event has no id.
    NoId,
    /// The event's number is none, or cannot be so many seconds.
    BadValue,
    /// A page view from the source that this site does not count by.
    OtherSource,
    /// Dated more than five minutes ahead.
    InFuture,
    /// Dated more than 48 hours back.
    TooOld,
    /// A machine.
    Bot,
    /// Called a preview, by something that fetches none.
    NoPreview,
    /// Fetched ahead: nobody has looked at the page.
    Prefetch,
}

impl Dropped {
    /// All reasons.
    pub const ALL: [Self; 13] = [
        Self::UnknownSite,
        Self::ForeignPage,
        Self::BadUrl,
        Self::Objected,
        Self::BadName,
        Self::NoId,
        Self::BadValue,
        Self::OtherSource,
        Self::InFuture,
        Self::TooOld,
        Self::Bot,
        Self::NoPreview,
        Self::Prefetch,
    ];

    /// Returns the reason's name in metrics, headers and JSON. It never changes.
    pub fn code(self) -> &'static str {
        match self {
            Self::UnknownSite => "unknown_site",
            Self::ForeignPage => "foreign_page",
            Self::BadUrl => "bad_url",
            Self::Objected => "objected",
            Self::BadName => "bad_name",
            Self::NoId => "no_id",
            Self::BadValue => "bad_value",
            Self::OtherSource => "other_source",
            Self::InFuture => "in_future",
            Self::TooOld => "too_old",
            Self::Bot => "bot",
            Self::NoPreview => "no_preview",
            Self::Prefetch => "prefetch",
        }
    }

    /// Returns what the reason means, for people who set a site up.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::UnknownSite => "no site has this id",
            Self::ForeignPage => "the page lies on a host that is not listed for this site",
            Self::BadUrl => {
                "the URL does not begin with http:// or https://, names no host, or has more than 2048 bytes"
            }
            Self::Objected => "the visitor's browser sends Do-Not-Track or Global Privacy Control",
            Self::BadName => "a name has 1 to 64 characters: lower-case letters, digits and _ . : -",
            Self::NoId => "the event has no id",
            Self::BadValue => {
                "the value is no finite number, or an engagement is not between 0 and 86400 seconds"
            }
            Self::OtherSource => "this site's page views come from the other source: see pageviews_from",
            Self::InFuture => "the event is dated more than 5 minutes ahead",
            Self::TooOld => "the event is dated more than 48 hours back: import it instead",
            Self::Bot => "the user agent is a machine's",
            Self::NoPreview => "the event is called a preview, but the user agent fetches no previews",
            Self::Prefetch => "the page was fetched ahead and not looked at",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Dropped;

    #[test]
    fn every_reason_has_a_code_of_its_own() {
        let codes: BTreeSet<&str> = Dropped::ALL.iter().map(|reason| reason.code()).collect();
        assert_eq!(codes.len(), Dropped::ALL.len());
        for code in codes {
            assert!(code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'), "{code}");
        }
    }
}
