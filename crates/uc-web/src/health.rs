//! `GET /healthz`: whether events can be taken in right now. For whoever restarts what is broken.

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
}

/// `GET /healthz`
pub(crate) async fn check(
    State(web): State<Arc<Web>>,
    request: Request<Body>,
) -> Result<Json<HealthResponse>, Refusal> {
    web.allow_network(web.client(request.extensions(), request.headers()))?;
    uc_app::check_health(&web.app).await?;
    Ok(Json(HealthResponse { status: "ok", version: env!("CARGO_PKG_VERSION") }))
}
