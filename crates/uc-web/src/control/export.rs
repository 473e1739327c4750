//! The events of a site over the owner's socket, as they are read: an answer of any length.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use axum::response::Response;
use bytes::Bytes;
use hyper::body::Frame;
use serde::Deserialize;
use uc_app::export::{self, Exporting};
use uc_app::{AppError, ExportForm};

use crate::error::Refusal;
use crate::web::Web;

/// What is to be exported.
#[derive(Debug, Deserialize)]
pub(crate) struct ExportQuery {
    /// The site, by one of its hosts or its id.
    site: String,
    /// From which moment on, in milliseconds UTC.
    #[serde(default)]
    from: Option<i64>,
    /// Until before which moment.
    #[serde(default)]
    until: Option<i64>,
    /// `csv`, `ndjson` or `parquet`.
    format: String,
}

/// `GET /control/export?site=HOST&format=csv`. An answer that breaks off is not whole: nothing else tells what went
/// wrong on the way.
pub(crate) async fn export(
    State(web): State<Arc<Web>>,
    Query(asked): Query<ExportQuery>,
) -> Result<Response, Refusal> {
    let form = ExportForm::parse(&asked.format)
        .ok_or_else(|| Refusal::Malformed("the format is one of csv, ndjson and parquet".to_owned()))?;
    // The table counts in microseconds.
    let (first, last) = (i64::MIN / 1000, i64::MAX / 1000);
    let time = (asked.from.unwrap_or(first).max(first), asked.until.unwrap_or(last).min(last));
    let export = export::begin(&web.app, &asked.site, time, form).await?;
    let mut response = Response::new(Body::new(Pieces(export)));
    let content_type = match form {
        ExportForm::Csv => "text/csv; charset=utf-8",
        ExportForm::JsonLines => "application/x-ndjson",
        ExportForm::Parquet => "application/vnd.apache.parquet",
    };
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    Ok(response)
}

/// A body that is an export.
struct Pieces(Exporting);

impl hyper::body::Body for Pieces {
    type Data = Bytes;
    type Error = AppError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, AppError>>> {
        // The status has gone out already: of an error the other end learns only that the answer broke off.
        let frame = |piece: Result<Vec<u8>, _>| piece.map(|bytes| Frame::data(Bytes::from(bytes)));
        self.0.poll_next(context).map(|piece| piece.map(frame))
    }
}
