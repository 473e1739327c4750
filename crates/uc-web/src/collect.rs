//! The collector: an event from a page's script (`POST /e`), from its picture (`GET /p.gif`), or many from a server
//! (`POST /api/events`). From bytes to [`uc_app::ingest::Submission`], and from outcomes to a status.
//!
//! Of the request that brings a beacon only the address, `User-Agent`, `Accept-Language`, `X-Requested-With` and the
//! visitor's objection are used: its `Referer` and its `Sec-Fetch` headers describe the beacon, never the visit.
//! Nothing is logged of a request.

mod answer;
mod batch;
mod payload;
mod pixel;
mod seen;

use std::sync::Arc;

use axum::BoxError;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::ORIGIN;
use axum::http::{Method, Request};
use axum::response::Response;
use bytes::Bytes;
use uc_app::ingest::{self, Submission};
use uc_app::{AppError, Outcome};
use uc_engine::event::Via;

pub(crate) use self::batch::batch;
pub use self::batch::read_batch;
pub use self::payload::{EventPayload, Unreadable};
pub(crate) use self::pixel::pixel;

use crate::error::Refusal;
use crate::peer::Peer;
use crate::web::Web;
use crate::{body, cors};

/// Where the script sends its events.
pub(crate) const BEACON: &str = "/e";
/// The longest body of one event, in bytes.
pub(crate) const MOST_BYTES: usize = 16 * 1024;
const TYPES: [&str; 2] = ["text/plain", "application/json"];

/// Tells whether this is what the collector is asked nearly always, and what the listener hands it directly.
pub(crate) fn is_beacon<B>(request: &Request<B>) -> bool {
    request.uri().path() == BEACON && request.method() == Method::POST
}

/// `POST /e` from the owner's own socket, by way of the router.
pub(crate) async fn routed_beacon(State(web): State<Arc<Web>>, request: Request<Body>) -> Response {
    let peer = request.extensions().get().copied();
    beacon(&web, peer, request).await
}

/// `POST /e`
pub(crate) async fn beacon<B>(web: &Web, peer: Option<Peer>, request: Request<B>) -> Response
where
    B: hyper::body::Body<Data = Bytes, Error: Into<BoxError>>,
{
    let asked = answer::wants_debug(request.uri());
    let mut response = match take(web, peer, request).await {
        Ok(outcome) => answer::of(outcome, asked),
        Err(refusal) => {
            web.refused.count(&refusal);
            answer::refused(refusal, asked)
        }
    };
    cors::open(response.headers_mut());
    response
}

async fn take<B>(web: &Web, peer: Option<Peer>, request: Request<B>) -> Result<Outcome, Refusal>
where
    B: hyper::body::Body<Data = Bytes, Error: Into<BoxError>>,
{
    let (parts, content) = request.into_parts();
    let client = web.client(peer, &parts.headers);
    web.allow_network(client)?;
    body::check_type(&parts.headers, &TYPES, "text/plain, application/json")?;
    let bytes = body::read(content, MOST_BYTES, web.patience).await?;
    let now = web.now();
    let payload = EventPayload::read(&bytes)?;
    let site = payload.site().unwrap_or_default().to_owned();
    web.allow_site(&site, 1)?;
    let mut raw = payload.into_event()?;
    raw.id.get_or_insert_with(|| ingest::new_id(now));
    // Who sent the visitor is the page's to tell; where the visitor is, only the site's own server can know.
    raw.country = None;
    let origin = parts.headers.get(ORIGIN).and_then(|origin| origin.to_str().ok()).map(str::to_owned);
    let request = seen::of_beacon(Via::Tracker, now, client.address, &parts.headers);
    collect_one(web, Submission { site, origin, raw, request }).await
}

async fn collect_one(web: &Web, submission: Submission) -> Result<Outcome, Refusal> {
    let outcomes = ingest::collect(&web.app, vec![submission]).await?;
    // One went in, so one comes out.
    outcomes.into_iter().next().ok_or(Refusal::App(AppError::Closing))
}
