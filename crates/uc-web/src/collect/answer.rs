//! What the sender of an event is told.
//!
//! Stored, and stored before, is 202. So is what is dropped though nothing is wrong with it: a machine, a visitor who
//! objects. What cannot be an event of that site is a 4xx with the reason as its code, so that whoever sets a site up sees
//! it in the browser's tools. With `?debug=1` the header `X-Undercurrent-Outcome` says which outcome it was.

use axum::http::{HeaderName, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use uc_app::Outcome;
use uc_engine::ingest::Dropped;

use crate::error::{self, Refusal};

const OUTCOME: HeaderName = HeaderName::from_static("x-undercurrent-outcome");

/// Whether the sender wants to know the outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    Outcome,
    Nothing,
}

/// Reads `debug=1` in a query.
pub(super) fn wants_debug(uri: &Uri) -> Asked {
    let asked = uri.query().is_some_and(|query| query.split('&').any(|pair| pair == "debug=1"));
    if asked { Asked::Outcome } else { Asked::Nothing }
}

/// Answers an event that was judged.
pub(super) fn of(outcome: Outcome, asked: Asked) -> Response {
    let status = status(outcome);
    let mut response = match outcome {
        Outcome::Dropped(reason) if status.is_client_error() => {
            error::told(status, reason.code(), reason.meaning())
        }
        _ => status.into_response(),
    };
    mark(&mut response, asked, || name(outcome));
    response
}

/// Answers an event that was not even judged.
pub(super) fn refused(refusal: Refusal, asked: Asked) -> Response {
    let code = refusal.code();
    let mut response = refusal.into_response();
    mark(&mut response, asked, || format!("dropped:{code}"));
    response
}

/// Writes the outcome into a header, where it was asked for.
pub(super) fn mark(response: &mut Response, asked: Asked, outcome: impl FnOnce() -> String) {
    if asked == Asked::Outcome {
        let value = HeaderValue::from_str(&outcome()).expect("codes are letters and underscores");
        response.headers_mut().insert(OUTCOME, value);
    }
}

pub(super) fn name(outcome: Outcome) -> String {
    match outcome {
        Outcome::Stored => "stored".to_owned(),
        Outcome::Duplicate => "duplicate".to_owned(),
        Outcome::Dropped(reason) => format!("dropped:{}", reason.code()),
    }
}

pub(super) fn status(outcome: Outcome) -> StatusCode {
    let Outcome::Dropped(reason) = outcome else { return StatusCode::ACCEPTED };
    match reason {
        Dropped::Objected | Dropped::OtherSource | Dropped::Bot | Dropped::Prefetch => StatusCode::ACCEPTED,
        Dropped::UnknownSite => StatusCode::NOT_FOUND,
        Dropped::ForeignPage => StatusCode::FORBIDDEN,
        Dropped::BadUrl
        | Dropped::BadName
        | Dropped::NoId
        | Dropped::BadValue
        | Dropped::InFuture
        | Dropped::TooOld
        | Dropped::NoPreview => StatusCode::UNPROCESSABLE_ENTITY,
    }
}
