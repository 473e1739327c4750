//! Figures that are counted ahead: `rebuild` makes them again, `doctor` looks through everything.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::Request;
use serde::{Deserialize, Serialize};
use uc_app::rollups::{self, Rebuilt};
use uc_app::{Difference, doctor};

use super::read;
use crate::error::Refusal;
use crate::web::Web;

/// Whose figures are to be counted again.
#[derive(Debug, Serialize, Deserialize)]
pub struct RebuildRequest {
    /// The site, by host or id; all where there is none.
    pub site: Option<String>,
}

/// A site whose figures were counted again.
#[derive(Debug, Serialize, Deserialize)]
pub struct RebuiltResponse {
    /// The site's host.
    pub host: String,
    /// Days.
    pub days: u64,
    /// Events on them.
    pub events: u64,
}

/// What `doctor` found.
#[derive(Debug, Serialize, Deserialize)]
pub struct CheckupResponse {
    /// Whether nothing is wrong.
    pub is_well: bool,
    /// What is wrong with store and log, in English.
    pub faults: Vec<String>,
    /// What was counted again.
    pub sites: Vec<VerifiedResponse>,
}

/// Figures of a site that were counted again.
#[derive(Debug, Serialize, Deserialize)]
pub struct VerifiedResponse {
    /// The site's host.
    pub host: String,
    /// Days.
    pub days: u64,
    /// Figures that were compared.
    pub figures: u64,
    /// Those that differ.
    pub different: u64,
    /// The first of them, each in a line.
    pub differences: Vec<String>,
}

/// `POST /control/rebuild`
pub(crate) async fn rebuild(
    State(web): State<Arc<Web>>,
    request: Request<Body>,
) -> Result<Json<Vec<RebuiltResponse>>, Refusal> {
    let RebuildRequest { site } = read(request).await?;
    let rebuilt = rollups::rebuild(&web.app, site.as_deref()).await?;
    let told = |one: Rebuilt| RebuiltResponse { host: one.host, days: one.days as u64, events: one.events };
    Ok(Json(rebuilt.into_iter().map(told).collect()))
}

/// `POST /control/doctor`
pub(crate) async fn doctor(State(web): State<Arc<Web>>) -> Result<Json<CheckupResponse>, Refusal> {
    let checkup = doctor::check(&web.app).await?;
    let is_well = checkup.is_well();
    let faults = checkup.faults.iter().map(ToString::to_string).chain(checkup.trouble).collect();
    let sites = checkup.rollups.into_iter().map(|(site, verified)| VerifiedResponse {
        host: site.host.as_str().to_owned(),
        days: verified.days as u64,
        figures: verified.figures as u64,
        different: verified.different as u64,
        differences: verified.differences.iter().map(difference).collect(),
    });
    Ok(Json(CheckupResponse { is_well, faults, sites: sites.collect() }))
}

fn difference(found: &Difference) -> String {
    let Difference { day, grain, grouping, values, measure, rolled, counted } = found;
    let values = values.join(", ");
    format!("{grain} {day}, {measure} by [{grouping}] at [{values}]: {rolled} and not {counted}")
}
