//! Lines of access logs over the owner's socket: an old log in one long request, a growing one batch by batch.
//!
//! Both are NDJSON, one line of the log a line; the command that reads the log has read it already. A blank line says
//! nothing, and keeps a long request from being taken for a dead one.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::Request;
use serde::{Deserialize, Serialize};
use uc_app::{Import, LogLine, Tally, follow};
use uc_engine::hit::Method;
use uc_engine::ingest::Said;

use super::by_line::{Incoming, pieces, rows};
use crate::body;
use crate::error::Refusal;
use crate::web::{PATIENCE, Web};

/// The most bytes of a batch from a growing log.
pub const MOST_BATCH: usize = 16 << 20;
/// Which site lines are for.
#[derive(Debug, Deserialize)]
pub(crate) struct LinesQuery {
    /// One of its hosts, or its id.
    site: String,
}

/// A line of a log. Of a header, nothing means that the log does not tell, and an empty text that none was sent.
#[derive(Debug, Serialize, Deserialize)]
pub struct LinePayload {
    at: i64,
    address: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    host: Option<String>,
    method: String,
    target: String,
    status: u16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    referrer: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    user_agent: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sec_fetch_site: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sec_fetch_dest: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    requested_with: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    accept_language: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    purpose: Option<String>,
    nth: u32,
}

/// What became of lines.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct TallyResponse {
    /// Lines that were taken in.
    pub lines: u64,
    /// Lines that are no event.
    pub no_events: u64,
    /// Events that are stored now.
    pub stored: u64,
    /// Events that had been stored before.
    pub duplicates: u64,
    /// Events that were dropped, by reason.
    pub dropped: BTreeMap<String, u64>,
}

impl LinePayload {
    /// Writes a line down.
    pub fn of(line: LogLine) -> Self {
        let method = match line.method {
            Method::Get => "GET",
            Method::Head => "HEAD",
            Method::Post => "POST",
            Method::Other => "OTHER",
        };
        Self {
            at: line.at,
            address: line.address,
            host: line.host,
            method: method.to_owned(),
            target: line.target,
            status: line.status,
            referrer: written(line.referrer),
            user_agent: written(line.user_agent),
            sec_fetch_site: written(line.sec_fetch_site),
            sec_fetch_dest: written(line.sec_fetch_dest),
            requested_with: written(line.requested_with),
            accept_language: written(line.accept_language),
            purpose: written(line.purpose),
            nth: line.nth,
        }
    }

    fn line(self) -> LogLine {
        LogLine {
            at: self.at,
            address: self.address,
            host: self.host,
            method: Method::parse(self.method.as_bytes()),
            target: self.target,
            status: self.status,
            referrer: said(self.referrer),
            user_agent: said(self.user_agent),
            sec_fetch_site: said(self.sec_fetch_site),
            sec_fetch_dest: said(self.sec_fetch_dest),
            requested_with: said(self.requested_with),
            accept_language: said(self.accept_language),
            purpose: said(self.purpose),
            nth: self.nth,
        }
    }
}

/// `POST /control/import?site=HOST`: all lines of old logs in one request, however long. Answers when everything is
/// committed; where it breaks off, the same request again does the rest.
pub(crate) async fn import(
    State(web): State<Arc<Web>>,
    Query(LinesQuery { site }): Query<LinesQuery>,
    request: Request<Body>,
) -> Result<Json<TallyResponse>, Refusal> {
    let mut import = Import::begin(&web.app, &site).await?;
    let mut incoming = Incoming::of(request);
    while let Some(block) = incoming.next().await? {
        for piece in pieces(&block) {
            import.take(&lines(piece)?).await?;
        }
    }
    Ok(Json(told(&import.finish().await?)))
}

/// `POST /control/follow?site=HOST`: the next lines of a log that grows. Answers when they are safe on disk.
pub(crate) async fn follow_lines(
    State(web): State<Arc<Web>>,
    Query(LinesQuery { site }): Query<LinesQuery>,
    request: Request<Body>,
) -> Result<Json<TallyResponse>, Refusal> {
    let bytes = body::read(request.into_body(), MOST_BATCH, PATIENCE).await?;
    Ok(Json(told(&follow::take(&web.app, &site, &lines(&bytes)?).await?)))
}

fn lines(bytes: &[u8]) -> Result<Vec<LogLine>, Refusal> {
    Ok(rows::<LinePayload>(bytes)?.into_iter().map(LinePayload::line).collect())
}

/// Tells what became of lines.
pub(crate) fn told(tally: &Tally) -> TallyResponse {
    TallyResponse {
        lines: tally.lines,
        no_events: tally.no_events,
        stored: tally.stored,
        duplicates: tally.duplicates,
        dropped: tally.reasons().map(|(reason, count)| (reason.code().to_owned(), count)).collect(),
    }
}

fn written(said: Said) -> Option<String> {
    match said {
        Said::Unknown => None,
        Said::Absent => Some(String::new()),
        Said::Sent(text) => Some(text),
    }
}

fn said(text: Option<String>) -> Said {
    match text {
        None => Said::Unknown,
        Some(text) if text.is_empty() => Said::Absent,
        Some(text) => Said::Sent(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_header_said_is_known_on_the_other_side() {
        for header in [Said::Unknown, Said::Absent, Said::Sent("x".to_owned())] {
            assert_eq!(said(written(header.clone())), header);
        }
        let Refusal::Malformed(told) = lines(b"{\"address\":\"192.0.2.1\"}").expect_err("not a line") else {
            panic!("another refusal");
        };
        assert!(!told.contains("192"), "{told}");
    }
}
