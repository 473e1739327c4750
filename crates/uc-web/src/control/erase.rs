//! Erasing over the owner's socket: first what it would be, then that it is done.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::Request;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uc_app::erase::{self, Before, Found, Wish};

use crate::control::read;
use crate::error::Refusal;
use crate::web::Web;

/// What is to be erased: of `before` and `older_than_days` at most one.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct EraseRequest {
    /// The site, by host or id.
    pub site: String,
    /// What happened before this day, which begins where the site is: `2026-11-01`.
    pub before: Option<String>,
    /// What is older than so many days.
    pub older_than_days: Option<u32>,
    /// Of this visitor alone, by the number that queries show.
    pub visitor: Option<i64>,
}

/// What there is to erase, or was erased.
#[derive(Debug, Serialize, Deserialize)]
pub struct EraseResponse {
    /// The site's host.
    pub host: String,
    /// How many events.
    pub events: u64,
    /// The day of the first of them, in UTC.
    pub first: Option<String>,
    /// The day of the last of them, in UTC.
    pub last: Option<String>,
    /// The first moment of which events stay, in UTC.
    pub before: Option<String>,
}

/// `POST /control/erase/look`
pub(crate) async fn look(
    State(web): State<Arc<Web>>,
    request: Request<Body>,
) -> Result<Json<EraseResponse>, Refusal> {
    let wish = wish(read(request).await?)?;
    Ok(Json(told(erase::look(&web.app, &wish).await?)))
}

/// `POST /control/erase`
pub(crate) async fn run(
    State(web): State<Arc<Web>>,
    request: Request<Body>,
) -> Result<Json<EraseResponse>, Refusal> {
    let wish = wish(read(request).await?)?;
    Ok(Json(told(erase::erase(&web.app, &wish).await?)))
}

fn wish(request: EraseRequest) -> Result<Wish, Refusal> {
    let EraseRequest { site, before, older_than_days, visitor } = request;
    let before = match (before, older_than_days) {
        (Some(_), Some(_)) => return Err(Refusal::Malformed("one end is enough".to_owned())),
        (Some(day), None) => Some(Before::Day(parse(&day)?)),
        (None, days) => days.map(Before::Days),
    };
    Ok(Wish { site, before, visitor })
}

fn parse(day: &str) -> Result<Date, Refusal> {
    day.parse().map_err(|_| Refusal::Malformed("`before` is no day; it looks like 2026-11-01".to_owned()))
}

fn told(found: Found) -> EraseResponse {
    let (first, last) = found.days.unzip();
    let moment = |at| Timestamp::from_millisecond(at).ok().map(|at| at.to_string());
    EraseResponse {
        host: found.site.host.as_str().to_owned(),
        events: found.events,
        first,
        last,
        before: found.before.and_then(moment),
    }
}
