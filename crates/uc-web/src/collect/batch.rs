//! `POST /api/events`: events that a site's own server sends, many in one call, with a token.
//!
//! A call is taken whole or not at all, but that single events may be dropped for their reasons. It is answered when
//! what was stored is safe on disk.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Request, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use hashbrown::HashMap;
use serde::{Deserialize, Serialize};
use uc_app::ingest::{self, Submission};
use uc_app::{AppError, Outcome, Scope};
use uc_engine::event::{EventId, Millis, SiteId};

use super::payload::{EventPayload, Unreadable};
use crate::api::authorise;
use crate::body;
use crate::error::Refusal;
use crate::web::Web;

/// The longest body, in bytes.
pub(crate) const MOST_BYTES: usize = 1024 * 1024;
/// The most events in one call.
pub(crate) const MOST_EVENTS: usize = 1000;

#[derive(Debug, Deserialize)]
struct BatchRequest<'a> {
    #[serde(borrow)]
    events: Vec<EventPayload<'a>>,
}

#[derive(Debug, Default, Serialize)]
struct BatchResponse {
    stored: usize,
    duplicates: usize,
    dropped: Vec<DroppedPayload>,
}

#[derive(Debug, Serialize)]
struct DroppedPayload {
    id: String,
    reason: &'static str,
}

/// `POST /api/events`
pub(crate) async fn batch(State(web): State<Arc<Web>>, request: Request<Body>) -> Result<Response, Refusal> {
    take(&web, request).await.inspect_err(|refusal| web.refused.count(refusal))
}

async fn take(web: &Web, request: Request<Body>) -> Result<Response, Refusal> {
    let (parts, content) = request.into_parts();
    let token = authorise(web, &parts, Scope::WriteEvents).await?;
    body::check_type(&parts.headers, &["application/json"], "application/json")?;
    let bytes = body::read(content, MOST_BYTES, web.patience).await?;
    let now = web.now();
    let own = token.site.as_ref().map(|site| site.as_str().to_owned());
    // A megabyte takes some milliseconds to read: too long for a thread that others wait for.
    let parsed = tokio::task::spawn_blocking(move || submissions(&bytes, own.as_deref(), now)).await;
    let submissions = parsed.map_err(|_| Refusal::App(AppError::Closing))??;
    if let Some(own) = &token.site {
        check_site(own, &submissions)?;
    }
    web.allow_token(token.id.0, submissions.len())?;
    let mut by_site: HashMap<&str, usize> = HashMap::new();
    for submission in &submissions {
        *by_site.entry(&submission.site).or_insert(0) += 1;
    }
    for (site, count) in by_site {
        web.allow_site(site, count)?;
    }
    let ids: Vec<Option<EventId>> = submissions.iter().map(|submission| submission.raw.id).collect();
    let outcomes = ingest::collect(&web.app, submissions).await?;
    Ok((StatusCode::ACCEPTED, Json(told(&ids, &outcomes))).into_response())
}

/// Refuses the whole call where one of its events is for a site that the token is not for.
fn check_site(own: &SiteId, submissions: &[Submission]) -> Result<(), Refusal> {
    let all_own = submissions.iter().all(|submission| submission.site == own.as_str());
    if all_own { Ok(()) } else { Err(Refusal::App(AppError::OtherSite(own.clone()))) }
}

/// Reads the body. An event that names no site is of the token's own.
fn submissions(bytes: &Bytes, own: Option<&str>, now: Millis) -> Result<Vec<Submission>, Refusal> {
    let BatchRequest { events } = serde_json::from_slice(bytes).map_err(Unreadable::from)?;
    if events.len() > MOST_EVENTS {
        return Err(Refusal::TooManyEvents(MOST_EVENTS));
    }
    let read = events.into_iter().enumerate().map(|(number, event)| {
        submission(event, own, now).map_err(|error| Refusal::Malformed(format!("event {number}: {error}")))
    });
    read.collect()
}

/// Reads the body of a batch as the collector does, and returns how many events it holds. For tests and fuzzers.
///
/// # Errors
/// Why it would be refused, by its code.
pub fn read_batch(bytes: &[u8], now: Millis) -> Result<usize, &'static str> {
    let submissions = submissions(&Bytes::copy_from_slice(bytes), Some("a"), now);
    submissions.map(|submissions| submissions.len()).map_err(|refusal| refusal.code())
}

fn submission(mut event: EventPayload<'_>, own: Option<&str>, now: Millis) -> Result<Submission, Unreadable> {
    let site = event.site().or(own).unwrap_or_default().to_owned();
    let request = event.request(now)?;
    let mut raw = event.into_event()?;
    raw.id.get_or_insert_with(|| ingest::new_id(now));
    Ok(Submission { site, origin: None, raw, request })
}

fn told(ids: &[Option<EventId>], outcomes: &[Outcome]) -> BatchResponse {
    let mut response = BatchResponse::default();
    for (id, outcome) in ids.iter().zip(outcomes) {
        match outcome {
            Outcome::Stored => response.stored += 1,
            Outcome::Duplicate => response.duplicates += 1,
            Outcome::Dropped(reason) => {
                let id = id.map_or_else(String::new, |id| uuid::Uuid::from_u128(id.0).to_string());
                response.dropped.push(DroppedPayload { id, reason: reason.code() });
            }
        }
    }
    response
}
