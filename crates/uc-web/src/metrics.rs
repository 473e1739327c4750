//! `GET /metrics`: counters for Prometheus, in its text format 0.0.4.
//!
//! They say nothing of a site, a page or a visitor, so that whoever reaches the address learns only how much comes in. A
//! proxy in front need not pass it on.

use std::fmt::Write;
use std::sync::Arc;

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use uc_app::Outcome;

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

/// `GET /metrics`
pub(crate) async fn show(State(web): State<Arc<Web>>) -> Response {
    ([(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text(&web)).into_response()
}

fn text(web: &Web) -> String {
    let mut text = String::new();
    let mut family = |(name, kind, help): Family, rows: &[(String, u64)]| {
        writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}").expect("memory takes any text");
        for (labels, value) in rows {
            writeln!(text, "{name}{labels} {value}").expect("memory takes any text");
        }
    };
    let events: Vec<_> = web.app.outcomes.all().map(|(outcome, count)| (labels(outcome), count)).collect();
    family(EVENTS, &events);
    family(UNANSWERED, &[(String::new(), web.app.outcomes.unanswered())]);
    let limited: Vec<_> = web
        .limited()
        .into_iter()
        .map(|(bucket, count)| (format!("{{bucket=\"{bucket}\"}}"), count))
        .collect();
    family(LIMITED, &limited);
    family(CONNECTIONS, &[(String::new(), web.places.taken() as u64)]);
    family(REFUSED, &[(String::new(), web.places.refused())]);
    text
}

fn labels(outcome: Outcome) -> String {
    match outcome {
        Outcome::Stored => "{outcome=\"stored\"}".to_owned(),
        Outcome::Duplicate => "{outcome=\"duplicate\"}".to_owned(),
        Outcome::Dropped(reason) => format!("{{outcome=\"dropped\",reason=\"{}\"}}", reason.code()),
    }
}
