//! `POST /api/query`: a question in SQL, answered in rows of the token's own sites.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderName, HeaderValue, Request, Uri};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use uc_app::query::{self as rows, Asker, Form};
use uc_app::{Answer, AppError, Scope};

use super::authorise;
use crate::body;
use crate::error::Refusal;
use crate::text::rows::table;
use crate::web::Web;

/// The longest body, in bytes: a little more than the longest query.
const MOST_BYTES: usize = 128 * 1024;
/// Says that the answer had more rows than are given.
const CUT: HeaderName = HeaderName::from_static("x-undercurrent-cut");

#[derive(Debug, Deserialize)]
struct QueryRequest {
    sql: String,
}

/// A form that rows can be asked for in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Rows(Form),
    Table,
}

impl Shape {
    /// All shapes, with their names in `?format=` and their content types.
    const NAMES: [(&'static str, Self, &'static str); 4] = [
        ("json", Self::Rows(Form::Json), "application/json"),
        ("ndjson", Self::Rows(Form::JsonLines), "application/x-ndjson"),
        ("csv", Self::Rows(Form::Csv), "text/csv; charset=utf-8"),
        ("table", Self::Table, "text/plain; charset=utf-8"),
    ];

    /// Reads `format=` in a query; JSON where it is not said.
    fn asked(uri: &Uri) -> Result<(Self, &'static str), Refusal> {
        let pairs = uri.query().unwrap_or_default().split('&');
        let wanted = pairs.filter_map(|pair| pair.strip_prefix("format=")).next().unwrap_or("json");
        let row = Self::NAMES.iter().find(|(name, ..)| *name == wanted);
        let (_, shape, content_type) = row.ok_or_else(|| {
            Refusal::Malformed("the format is one of json, ndjson, csv and table".to_owned())
        })?;
        Ok((*shape, *content_type))
    }
}

/// `POST /api/query`
pub(crate) async fn query(State(web): State<Arc<Web>>, request: Request<Body>) -> Result<Response, Refusal> {
    let (parts, content) = request.into_parts();
    let token = authorise(&web, &parts, Scope::ReadStats).await?;
    web.allow_token(token.id.0, 1)?;
    body::check_type(&parts.headers, &["application/json"], "application/json")?;
    answer(&web, &parts.uri, content, &Asker::Bearer(token)).await
}

/// Answers whoever was found to be allowed to ask.
pub(crate) async fn answer(web: &Web, uri: &Uri, content: Body, asker: &Asker) -> Result<Response, Refusal> {
    let (shape, content_type) = Shape::asked(uri)?;
    let bytes = body::read(content, MOST_BYTES, web.patience).await?;
    let QueryRequest { sql } = serde_json::from_slice(&bytes)
        .map_err(|error| Refusal::Malformed(format!("the body cannot be read: {error}")))?;
    let answer = rows::sql(&web.app, &sql, asker).await?;
    let cut = answer.cut;
    // A hundred thousand rows take their time to be written.
    let written = tokio::task::spawn_blocking(move || write(&answer, shape)).await;
    let body = written.map_err(|_| Refusal::App(AppError::Closing))?;
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if cut {
        headers.insert(CUT, HeaderValue::from_static("true"));
    }
    Ok(response)
}

fn write(answer: &Answer, shape: Shape) -> Vec<u8> {
    match shape {
        Shape::Table => table(answer.columns(), &answer.texts()).into_bytes(),
        Shape::Rows(form) => {
            let mut out = Vec::new();
            rows::write(answer, form, &mut out).expect("memory takes any bytes");
            out
        }
    }
}
