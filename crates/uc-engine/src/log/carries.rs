//! What a log's format carries beyond time, request and status.
//!
//! It speaks of the format, not of a line: a header that a log carries may still be absent from a request. Filled
//! by the formats themselves, or from a sample where the format leaves it open ([`super::detect()`]).

use super::field::Field;

/// Whether a log carries something at all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Presence {
    /// The log has a field for it.
    Carried,
    /// The log has no field for it, or none was seen.
    #[default]
    Missing,
}

/// What a log carries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Carries {
    /// The `Referer` header.
    pub referrer: Presence,
    /// The `User-Agent` header.
    pub user_agent: Presence,
    /// The host that was asked.
    pub host: Presence,
    /// The `Sec-Fetch-Site` header.
    pub sec_fetch_site: Presence,
    /// The `Sec-Fetch-Dest` header.
    pub sec_fetch_dest: Presence,
    /// The `X-Requested-With` header.
    pub requested_with: Presence,
    /// The `Accept-Language` header.
    pub accept_language: Presence,
    /// The `Sec-Purpose` header or one of its forerunners.
    pub purpose: Presence,
}

impl Carries {
    /// Returns how many of these things the log carries.
    pub fn count(&self) -> usize {
        [
            self.referrer,
            self.user_agent,
            self.host,
            self.sec_fetch_site,
            self.sec_fetch_dest,
            self.requested_with,
            self.accept_language,
            self.purpose,
        ]
        .iter()
        .filter(|presence| **presence == Presence::Carried)
        .count()
    }

    /// Notes that the log has a field; fields that every log has are of no account here.
    pub(crate) fn note(&mut self, field: Field) {
        if let Some(presence) = self.slot(field) {
            *presence = Presence::Carried;
        }
    }

    /// Returns these with a field noted.
    pub(crate) fn with(mut self, field: Field) -> Self {
        self.note(field);
        self
    }

    /// Tells whether the log has this field.
    pub(crate) fn has(mut self, field: Field) -> bool {
        self.slot(field).is_some_and(|presence| *presence == Presence::Carried)
    }

    fn slot(&mut self, field: Field) -> Option<&mut Presence> {
        match field {
            Field::Referrer => Some(&mut self.referrer),
            Field::UserAgent => Some(&mut self.user_agent),
            Field::Host => Some(&mut self.host),
            Field::SecFetchSite => Some(&mut self.sec_fetch_site),
            Field::SecFetchDest => Some(&mut self.sec_fetch_dest),
            Field::RequestedWith => Some(&mut self.requested_with),
            Field::AcceptLanguage => Some(&mut self.accept_language),
            Field::Purpose => Some(&mut self.purpose),
            Field::Date
            | Field::Time
            | Field::Address
            | Field::Request
            | Field::Method
            | Field::Target
            | Field::Query
            | Field::Status => None,
        }
    }
}
