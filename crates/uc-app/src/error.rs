//! Why the app did not do what it was asked, told by what somebody does about it.
//!
//! Each error has a kind, which the web turns into a status, a code that never changes, and a hint. What a client is
//! told ([`AppError::told`]) holds nothing of what is inside; that is for the log alone.

use thiserror::Error;
use uc_engine::event::SiteId;
use uc_events::{AppendError, EventsError, QueryError};
use uc_store::{Scope, StoreError};

use crate::query;

/// What sort of refusal an error is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The caller asked for something that makes no sense.
    Invalid,
    /// The caller does not say who it is, or is not known.
    Unauthenticated,
    /// The caller may not.
    Forbidden,
    /// There is no such thing.
    NotFound,
    /// Something else is in the way.
    Conflict,
    /// The caller asks for too much.
    TooMany,
    /// Not now; the same call may work later.
    Unavailable,
    /// A fault of ours.
    Internal,
}

/// Why the app did not do it.
#[derive(Debug, Error)]
pub enum AppError {
    /// No token came with the call.
    #[error("this needs an API token")]
    NoToken,
    /// The token is not one of ours, or no longer.
    #[error("the API token is not known, or was revoked")]
    UnknownToken,
    /// The token is for other things.
    #[error("the API token may not be used for this: it lacks the scope {}", .0.name())]
    LacksScope(Scope),
    /// The token is for another site.
    #[error("the API token is for the site {0} alone")]
    OtherSite(SiteId),
    /// Nobody has added that site.
    #[error("there is no site {0}")]
    UnknownSite(String),
    /// There is no token of that number.
    #[error("there is no token {0}")]
    NoSuchToken(i64),
    /// A scope's name is not known.
    #[error("{0} is no scope")]
    UnknownScope(String),
    /// More comes in than can be written.
    #[error("more events are coming in than can be written")]
    Busy,
    /// The disk refuses.
    #[error("the events could not be written to disk: {0}")]
    Disk(String),
    /// The program is about to end.
    #[error("the program is ending")]
    Closing,
    /// Too many queries are being answered.
    #[error("too many queries are being answered right now")]
    TooManyQueries,
    /// A query cannot or may not be answered.
    #[error(transparent)]
    Query(QueryError),
    /// A question makes no sense.
    #[error("{0}")]
    WrongQuestion(String),
    /// The store says no.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The events cannot be read.
    #[error(transparent)]
    Events(#[from] EventsError),
}

impl AppError {
    /// Returns what sort of refusal it is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::NoToken | Self::UnknownToken => Kind::Unauthenticated,
            Self::LacksScope(_) | Self::OtherSite(_) => Kind::Forbidden,
            Self::UnknownSite(_) | Self::NoSuchToken(_) => Kind::NotFound,
            Self::UnknownScope(_) | Self::WrongQuestion(_) => Kind::Invalid,
            Self::Busy | Self::Disk(_) | Self::Closing | Self::TooManyQueries => Kind::Unavailable,
            Self::Query(error) => query::kind(error),
            Self::Store(error) => store_kind(error),
            Self::Events(_) => Kind::Internal,
        }
    }

    /// Returns the error's name in answers. It never changes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoToken => "no_token",
            Self::UnknownToken => "unknown_token",
            Self::LacksScope(_) => "lacks_scope",
            Self::OtherSite(_) => "other_site",
            Self::UnknownSite(_) => "no_such_site",
            Self::NoSuchToken(_) => "no_such_token",
            Self::UnknownScope(_) => "unknown_scope",
            Self::Busy => "busy",
            Self::Disk(_) => "disk",
            Self::Closing => "closing",
            Self::TooManyQueries => "too_many_queries",
            Self::WrongQuestion(_) => "wrong_question",
            Self::Query(error) => query::code(error),
            Self::Store(error) => match store_kind(error) {
                Kind::Invalid => "invalid",
                Kind::NotFound => "not_found",
                Kind::Conflict => "conflict",
                Kind::Unavailable => "database",
                _ => "internal",
            },
            Self::Events(_) => "internal",
        }
    }

    /// Every code that an error can have.
    pub const CODES: [&'static str; 21] = [
        "no_token",
        "unknown_token",
        "lacks_scope",
        "other_site",
        "no_such_site",
        "no_such_token",
        "unknown_scope",
        "busy",
        "disk",
        "closing",
        "too_many_queries",
        "wrong_question",
        "query_refused",
        "query_too_long",
        "query_too_slow",
        "query_too_large",
        "invalid",
        "not_found",
        "conflict",
        "database",
        "internal",
    ];

    /// Returns what to do next, where there is something.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::NoToken => Some("send it in the header Authorization, as `Bearer TOKEN`"),
            Self::UnknownToken | Self::LacksScope(_) | Self::OtherSite(_) => {
                Some("make one with `undercurrent token create`")
            }
            Self::UnknownSite(_) => Some("`undercurrent site list` shows those that there are"),
            Self::NoSuchToken(_) => Some("`undercurrent token list` shows those that there are"),
            Self::UnknownScope(_) => Some("`undercurrent token create --help` names those that there are"),
            Self::Busy | Self::Disk(_) | Self::Closing => Some("nothing of this call was stored; try again"),
            Self::TooManyQueries => Some("try again in a moment"),
            _ => None,
        }
    }

    /// Returns after how many seconds to try again, where that helps.
    pub fn retry_after(&self) -> Option<u64> {
        match self {
            Self::Busy => Some(1),
            Self::Closing => Some(5),
            Self::Disk(_) => Some(30),
            _ => (self.kind() == Kind::Unavailable).then_some(2),
        }
    }

    /// Returns the sentence for the client: without what is inside.
    pub fn told(&self) -> String {
        match (self.kind(), self) {
            (Kind::Internal, _) => "something went wrong here; the server's log says what".to_owned(),
            (_, Self::Disk(_)) => "the events could not be written to disk".to_owned(),
            (Kind::Unavailable, Self::Store(_)) => "the database does not answer".to_owned(),
            _ => self.to_string(),
        }
    }

    /// Tells whether the owner of the server should hear of it.
    pub(crate) fn is_trouble(&self) -> bool {
        match self {
            Self::Disk(_) => true,
            Self::Store(_) | Self::Events(_) | Self::Query(_) => {
                matches!(self.kind(), Kind::Internal | Kind::Unavailable)
            }
            _ => false,
        }
    }
}

impl From<AppendError> for AppError {
    fn from(error: AppendError) -> Self {
        match error {
            AppendError::Busy => Self::Busy,
            AppendError::Disk(why) => Self::Disk(why),
            AppendError::Closed => Self::Closing,
        }
    }
}

fn store_kind(error: &StoreError) -> Kind {
    match error {
        StoreError::NotFound(_) => Kind::NotFound,
        StoreError::Conflict { .. } => Kind::Conflict,
        StoreError::Invalid(_) => Kind::Invalid,
        StoreError::Unavailable(_) => Kind::Unavailable,
        _ => Kind::Internal,
    }
}
