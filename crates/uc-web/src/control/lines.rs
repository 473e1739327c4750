//! Lines of access logs over the owner's socket: an old log in one long request, a growing one batch by batch.
//!
//! Both are NDJSON, one line of the log a line; the command that reads the log has read it already. A blank line says
//! nothing, and keeps a long request from being taken for a dead one.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::Request;
use http_body_util::BodyExt;
use serde::{Deserialize, Serialize};
use uc_app::{Import, LogLine, Tally, follow};
use uc_engine::hit::Method;
use uc_engine::ingest::Said;

use crate::body;
use crate::error::Refusal;
use crate::web::{PATIENCE, Web};

/// The longest line of JSON.
const LONGEST_LINE: usize = 8 << 20;
/// About so many bytes are read without a pause.
const AT_ONCE: usize = 32 * 1024;
/// The most bytes of a batch from a growing log.
pub const MOST_BATCH: usize = 16 << 20;
/// How long an import may say nothing at all: its log may come through a slow pipe.
const SILENCE: Duration = Duration::from_mins(10);

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
    let mut content = request.into_body();
    let mut rest = Vec::new();
    loop {
        let frame = match tokio::time::timeout(SILENCE, content.frame()).await {
            Err(_) => return Err(Refusal::TooSlow),
            Ok(Some(Err(_))) => return Err(Refusal::BrokenOff),
            Ok(Some(Ok(frame))) => frame,
            Ok(None) => break,
        };
        rest.extend_from_slice(frame.data_ref().map_or(&[], |bytes| bytes));
        if let Some(end) = rest.iter().rposition(|byte| *byte == b'\n') {
            for piece in pieces(&rest[..=end]) {
                import.take(&lines(piece)?).await?;
            }
            rest.drain(..=end);
        }
        if rest.len() > LONGEST_LINE {
            return Err(Refusal::TooLarge(LONGEST_LINE));
        }
    }
    import.take(&lines(&rest)?).await?;
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

/// Cuts lines into pieces that are soon read: other requests are waiting.
fn pieces(mut bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let after = bytes.get(AT_ONCE..).and_then(|rest| rest.iter().position(|byte| *byte == b'\n'));
        let end = after.map_or(bytes.len(), |end| AT_ONCE + end + 1);
        let piece;
        (piece, bytes) = bytes.split_at(end);
        (!piece.is_empty()).then_some(piece)
    })
}

fn lines(bytes: &[u8]) -> Result<Vec<LogLine>, Refusal> {
    let whole = bytes.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
    let read = |line| serde_json::from_slice(line).map(LinePayload::line);
    // The line itself is not repeated: it holds an address.
    whole
        .map(read)
        .collect::<Result<_, _>>()
        .map_err(|_| Refusal::Malformed("a line cannot be read".to_owned()))
}

fn told(tally: &Tally) -> TallyResponse {
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
    fn pieces_end_with_lines_and_hold_everything() {
        let text: String = (0..40_000).map(|number| format!("{number}\n")).collect();
        let cut: Vec<&[u8]> = pieces(text.as_bytes()).collect();
        assert!(cut.len() > 5 && cut.iter().all(|piece| piece.ends_with(b"\n") && piece.len() < 2 * AT_ONCE));
        assert_eq!(cut.concat(), text.as_bytes());
        assert_eq!(pieces(b"").count(), 0);
    }

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
