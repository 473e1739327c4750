//! Every refusal, and the one place where it becomes a status code.
//!
//! The answer is `{"error":{"code","message","link"}}`: a code that never changes, a sentence for whoever reads a log,
//! and where to read on. What went wrong inside is told to the server's owner by the app, and never to the client.

use axum::Json;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use uc_app::{AppError, Kind};

use crate::limit::TooMany;

/// Where each code is told.
const LINK: &str = "/api/openapi.json";

/// Why a request was not done.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// The app says no.
    App(AppError),
    /// There is nothing at this address.
    NoSuchPage,
    /// There is something, but not for this method.
    WrongMethod,
    /// The body is longer than this many bytes.
    TooLarge(usize),
    /// More than so many events in one call.
    TooManyEvents(usize),
    /// The body took too long to arrive.
    TooSlow,
    /// The body broke off.
    BrokenOff,
    /// The body is of a type that is not taken here.
    WrongType(&'static str),
    /// The body is not what it should be; the text says where.
    Malformed(String),
    /// Too much came from one network, for one site or with one token.
    TooMany(TooMany),
}

impl From<AppError> for Refusal {
    fn from(error: AppError) -> Self {
        Self::App(error)
    }
}

impl From<TooMany> for Refusal {
    fn from(too_many: TooMany) -> Self {
        Self::TooMany(too_many)
    }
}

/// What the client is told.
#[derive(Debug, Serialize)]
struct ErrorResponse<'a> {
    error: Told<'a>,
}

#[derive(Debug, Serialize)]
struct Told<'a> {
    code: &'a str,
    message: &'a str,
    link: &'static str,
}

impl Refusal {
    /// Every code that a refusal of the web itself has; the app's and the engine's have tables of their own.
    #[cfg(test)]
    pub(crate) const CODES: [&'static str; 9] = [
        "no_such_page",
        "wrong_method",
        "body_too_large",
        "too_many_events",
        "body_too_slow",
        "body_broken_off",
        "wrong_content_type",
        "malformed",
        "too_many_requests",
    ];

    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::App(error) => of_kind(error.kind()),
            Self::NoSuchPage => StatusCode::NOT_FOUND,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooLarge(_) | Self::TooManyEvents(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::BrokenOff | Self::Malformed(_) => StatusCode::BAD_REQUEST,
            Self::WrongType(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
        }
    }

    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::App(error) => error.code(),
            Self::NoSuchPage => "no_such_page",
            Self::WrongMethod => "wrong_method",
            Self::TooLarge(_) => "body_too_large",
            Self::TooManyEvents(_) => "too_many_events",
            Self::TooSlow => "body_too_slow",
            Self::BrokenOff => "body_broken_off",
            Self::WrongType(_) => "wrong_content_type",
            Self::Malformed(_) => "malformed",
            Self::TooMany(_) => "too_many_requests",
        }
    }

    fn message(&self) -> String {
        match self {
            Self::App(error) => match error.hint() {
                Some(hint) => format!("{}; {hint}", error.told()),
                None => error.told(),
            },
            Self::NoSuchPage => "there is nothing at this address".to_owned(),
            Self::WrongMethod => "this address takes another method; see the header Allow".to_owned(),
            Self::TooLarge(most) => format!("the body may be {most} bytes long at most"),
            Self::TooManyEvents(most) => {
                format!("one call may bring {most} events at most; make several calls")
            }
            Self::TooSlow => "the body took too long to arrive".to_owned(),
            Self::BrokenOff => "the body broke off".to_owned(),
            Self::WrongType(types) => {
                format!("the body must be JSON, and the header Content-Type one of: {types}")
            }
            Self::Malformed(what) => what.clone(),
            Self::TooMany(_) => {
                "too much at once; wait as many seconds as the header Retry-After says".to_owned()
            }
        }
    }

    pub(crate) fn retry_after(&self) -> Option<u64> {
        match self {
            Self::App(error) => error.retry_after(),
            Self::TooMany(too_many) => Some(too_many.retry_after),
            _ => None,
        }
    }
}

fn of_kind(kind: Kind) -> StatusCode {
    match kind {
        Kind::Invalid => StatusCode::BAD_REQUEST,
        Kind::Unauthenticated => StatusCode::UNAUTHORIZED,
        Kind::Forbidden => StatusCode::FORBIDDEN,
        Kind::NotFound => StatusCode::NOT_FOUND,
        Kind::Conflict => StatusCode::CONFLICT,
        Kind::TooMany => StatusCode::TOO_MANY_REQUESTS,
        Kind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        Kind::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// Writes the answer that says why something was not done.
pub(crate) fn told(status: StatusCode, code: &str, message: &str) -> Response {
    let mut response =
        (status, Json(ErrorResponse { error: Told { code, message, link: LINK } })).into_response();
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = told(self.status(), self.code(), &self.message());
        let headers = response.headers_mut();
        if let Some(seconds) = self.retry_after() {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.status() == StatusCode::UNAUTHORIZED {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        debug_assert!(headers.contains_key(CONTENT_TYPE), "a refusal is JSON");
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_has_a_code_of_its_own_in_the_table() {
        let refusals = [
            Refusal::NoSuchPage,
            Refusal::WrongMethod,
            Refusal::TooLarge(1),
            Refusal::TooManyEvents(1),
            Refusal::TooSlow,
            Refusal::BrokenOff,
            Refusal::WrongType("JSON"),
            Refusal::Malformed(String::new()),
            Refusal::TooMany(TooMany { retry_after: 7 }),
        ];
        let codes: Vec<_> = refusals.iter().map(Refusal::code).collect();
        assert_eq!(codes, Refusal::CODES);
        assert!(refusals.iter().all(|refusal| refusal.status().is_client_error()));
    }

    #[test]
    fn whoever_must_wait_is_told_how_long() {
        let response = Refusal::TooMany(TooMany { retry_after: 7 }).into_response();
        assert_eq!(response.headers()[RETRY_AFTER], "7");
        let response = Refusal::App(AppError::Busy).into_response();
        assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert!(response.headers().contains_key(RETRY_AFTER));
    }
}
