//! Events and figures out of other programs' exports, over the owner's socket. The command has read and sorted them.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::Request;
use serde::{Deserialize, Serialize};
use uc_app::Import;
use uc_app::foreign::{Keeping, Program};

use super::by_line::{Incoming, pieces, rows};
use super::lines::{TallyResponse, told};
use crate::error::Refusal;
use crate::web::Web;

/// Whose export it is, and for which site.
#[derive(Debug, Deserialize)]
pub(crate) struct ToldQuery {
    /// One of the site's hosts, or its id.
    site: String,
    /// `ga4`, `plausible` or `matomo`.
    origin: String,
}

/// What became of figures.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct FiguresResponse {
    /// Figures that are kept now.
    pub kept: u64,
    /// Those that were not, by reason.
    pub tally: TallyResponse,
}

/// `POST /control/import/events?site=HOST&origin=ga4`: all events of an export, sorted by time. Answers when everything
/// is committed; where it breaks off, the same request again does the rest.
pub(crate) async fn import_events(
    State(web): State<Arc<Web>>,
    Query(ToldQuery { site, origin }): Query<ToldQuery>,
    request: Request<Body>,
) -> Result<Json<TallyResponse>, Refusal> {
    program(&origin)?;
    let mut import = Import::begin(&web.app, &site).await?;
    let mut incoming = Incoming::of(request);
    while let Some(block) = incoming.next().await? {
        for piece in pieces(&block) {
            import.take_told(rows(piece)?).await?;
        }
    }
    Ok(Json(told(&import.finish().await?)))
}

/// `POST /control/import/figures?site=HOST&origin=plausible`: all figures of an export, sorted by day.
pub(crate) async fn import_figures(
    State(web): State<Arc<Web>>,
    Query(ToldQuery { site, origin }): Query<ToldQuery>,
    request: Request<Body>,
) -> Result<Json<FiguresResponse>, Refusal> {
    let mut keeping = Keeping::begin(&web.app, &site, program(&origin)?).await?;
    let mut incoming = Incoming::of(request);
    while let Some(block) = incoming.next().await? {
        for piece in pieces(&block) {
            keeping.take(rows(piece)?).await?;
        }
    }
    let kept = keeping.finish().await?;
    Ok(Json(FiguresResponse { kept: kept.kept, tally: told(&kept.tally) }))
}

fn program(name: &str) -> Result<Program, Refusal> {
    Program::parse(name).ok_or_else(|| Refusal::Malformed("no such program".to_owned()))
}
