//! `GET /metrics`: counters for Prometheus, in its text format 0.0.4.
//!
//! They say nothing of a site, a page or a visitor, so that whoever reaches the address learns only how much comes in. A
//! proxy in front need not pass it on.

use std::fmt::Write;
use std::sync::Arc;

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use uc_app::{Figures, Outcome};

use crate::web::Web;

/// A family of figures: name, kind, and what it means.
type Family = (&'static str, &'static str, &'static str);

const EVENTS: Family = (
    "undercurrent_events_total",
    "counter",
    "Events that came in, by what became of them; those dropped also by their reason.",
);
const UNANSWERED: Family = (
    "undercurrent_events_unanswered_total",
    "counter",
    "Events whose sender hung up before they were answered; they may be stored.",
);
const LIMITED: Family = (
    "undercurrent_limited_total",
    "counter",
    "Requests that were refused because too much came, by whose bucket was empty.",
);
const CONNECTIONS: Family = ("undercurrent_connections", "gauge", "Connections that are open.");
const REFUSED: Family =
    ("undercurrent_connections_refused_total", "counter", "Connections for which there was no place.");

const CALLS: Family = (
    "undercurrent_refused_total",
    "counter",
    "Calls to the collector that were refused before their events were judged, by reason.",
);
const WAITING: Family =
    ("undercurrent_waiting_rows", "gauge", "Events that are safe in the log and not in the table yet.");
const FLUSHED: Family = (
    "undercurrent_flush_age_seconds",
    "gauge",
    "How long ago events were last moved to the table, or none waited for that.",
);
const FAILING: Family =
    ("undercurrent_flush_failing", "gauge", "1 where the last attempt to move events to the table failed.");
const FILES: Family = ("undercurrent_table_files", "gauge", "Parquet files that the table consists of.");
const ROWS: Family = ("undercurrent_table_rows", "gauge", "Events in the table.");
const BYTES: Family = ("undercurrent_table_bytes", "gauge", "Bytes of the table's files.");
const QUERIES: Family = ("undercurrent_queries", "gauge", "Queries that are being answered.");

/// `GET /metrics`
pub(crate) async fn show(State(web): State<Arc<Web>>) -> Response {
    let figures = uc_app::figures(&web.app).await;
    let text = text(&web, &figures);
    ([(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response()
}

fn text(web: &Web, figures: &Figures) -> String {
    let mut text = String::new();
    let mut family = |(name, kind, help): Family, rows: &[(String, u64)]| {
        writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}").expect("memory takes any text");
        for (labels, value) in rows {
            writeln!(text, "{name}{labels} {value}").expect("memory takes any text");
        }
    };
    let one = |value: u64| [(String::new(), value)];
    let by = |label: &str, rows: Vec<(&'static str, u64)>| -> Vec<(String, u64)> {
        rows.into_iter().map(|(value, count)| (format!("{{{label}=\"{value}\"}}"), count)).collect()
    };
    let events: Vec<_> = web.app.outcomes.all().map(|(outcome, count)| (labels(outcome), count)).collect();
    family(EVENTS, &events);
    family(CALLS, &by("reason", web.refused.all().collect()));
    family(UNANSWERED, &one(web.app.outcomes.unanswered()));
    family(LIMITED, &by("bucket", web.limited()));
    family(CONNECTIONS, &one(web.places.taken() as u64));
    family(REFUSED, &one(web.places.refused()));
    family(WAITING, &one(figures.waiting_rows as u64));
    family(FLUSHED, &one(figures.flushed.as_secs()));
    family(FAILING, &one(u64::from(figures.failing)));
    if let Some(kept) = figures.kept {
        family(FILES, &one(kept.files as u64));
        family(ROWS, &one(kept.rows as u64));
        family(BYTES, &one(kept.bytes));
    }
    family(QUERIES, &one(figures.queries as u64));
    text
}

fn labels(outcome: Outcome) -> String {
    match outcome {
        Outcome::Stored => "{outcome=\"stored\"}".to_owned(),
        Outcome::Duplicate => "{outcome=\"duplicate\"}".to_owned(),
        Outcome::Dropped(reason) => format!("{{outcome=\"dropped\",reason=\"{}\"}}", reason.code()),
    }
}
