//! `GET /p.gif?site=…&u=URL[&r=REFERRER]`: a page view of a page without scripts, told by its picture.
//!
//! The answer is always the picture, also with a 4xx: browsers show it all the same, so no page gets a broken image, and
//! whoever looks at the status sees what is wrong. Without `r` the referrer is unknown, which is not the same as none.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER, X_CONTENT_TYPE_OPTIONS};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, Request, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use uc_app::Outcome;
use uc_app::ingest::{self, Submission};
use uc_engine::event::Via;
use uc_engine::ingest::{RawEvent, Said};

use super::{answer, collect_one, seen};
use crate::error::Refusal;
use crate::web::Web;

/// One transparent pixel.
const GIF: &[u8; 43] = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\x04\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

#[derive(Debug, Deserialize)]
struct PixelRequest {
    site: String,
    u: String,
    r: Option<String>,
}

/// `GET /p.gif`
pub(crate) async fn pixel(State(web): State<Arc<Web>>, request: Request<Body>) -> Response {
    let (parts, _no_body) = request.into_parts();
    let asked = answer::wants_debug(&parts.uri);
    let outcome = take(&web, &parts).await;
    if let Err(refusal) = &outcome {
        web.refused.count(refusal);
    }
    let status = match &outcome {
        Ok(outcome) => match answer::status(*outcome) {
            // A picture that was taken in is a picture.
            StatusCode::ACCEPTED => StatusCode::OK,
            status => status,
        },
        Err(refusal) => refusal.status(),
    };
    let mut response = (status, &GIF[..]).into_response();
    if let Err(refusal) = &outcome
        && let Some(seconds) = refusal.retry_after()
    {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    answer::mark(&mut response, asked, || match &outcome {
        Ok(outcome) => answer::name(*outcome),
        Err(refusal) => format!("dropped:{}", refusal.code()),
    });
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("image/gif"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    response
}

async fn take(web: &Web, asked: &Parts) -> Result<Outcome, Refusal> {
    if asked.method != Method::GET {
        // `HEAD` fetches no picture, so nobody saw the page.
        return Err(Refusal::WrongMethod);
    }
    let client = web.client(asked.extensions.get().copied(), &asked.headers);
    web.allow_network(client)?;
    let query = Query::<PixelRequest>::try_from_uri(&asked.uri);
    let Query(PixelRequest { site, u, r }) =
        query.map_err(|_| Refusal::Malformed("the query needs `site` and `u`, once each".to_owned()))?;
    web.allow_site(&site, 1)?;
    let now = web.now();
    let raw = RawEvent {
        id: Some(ingest::new_id(now)),
        name: "pageview".to_owned(),
        url: u,
        referrer: match r {
            None => Said::Unknown,
            Some(referrer) if referrer.is_empty() => Said::Absent,
            Some(referrer) => Said::Sent(referrer),
        },
        ..RawEvent::default()
    };
    let request = seen::of_beacon(Via::Pixel, now, client.address, &asked.headers);
    collect_one(web, Submission { site, origin: None, raw, request }).await
}
