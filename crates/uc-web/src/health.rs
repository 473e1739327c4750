//! `GET /healthz`: whether events can be taken in right now, and moved to where they stay. For whoever restarts what is
//! broken. Why not is told by a code; what the system says of it, which may name files, is for the log alone.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::Request;
use serde::Serialize;

use crate::error::Refusal;
use crate::web::Web;

#[derive(Debug, Serialize)]
pub(crate) struct HealthResponse {
    status: &'static str,
    version: &'static str,
    /// Events that are safe in the log and not in the table yet.
    waiting_rows: usize,
}

/// `GET /healthz`
pub(crate) async fn check(
    State(web): State<Arc<Web>>,
    request: Request<Body>,
) -> Result<Json<HealthResponse>, Refusal> {
    web.allow_network(web.client(request.extensions().get().copied(), request.headers()))?;
    uc_app::check_health(&web.app).await?;
    let waiting_rows = web.app.events.health().waiting_rows;
    Ok(Json(HealthResponse { status: "ok", version: env!("CARGO_PKG_VERSION"), waiting_rows }))
}
