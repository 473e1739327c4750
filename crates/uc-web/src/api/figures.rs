//! `POST /api/figures`: what is counted, by what, of which days, and beside which days before.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::Request;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uc_app::Scope;
use uc_app::figures::{self, Compare, Figures, Row, Wanted};
use uc_app::query::Asker;
use uc_engine::figures::{Dimension, Measure};

use super::authorise;
use crate::body;
use crate::error::Refusal;
use crate::web::Web;

const MOST_BYTES: usize = 16 * 1024;
/// Rows where nobody says how many.
const ROWS: usize = 100;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FiguresRequest {
    site: String,
    from: String,
    to: String,
    #[serde(default)]
    daily: bool,
    #[serde(default)]
    by: Vec<String>,
    #[serde(default)]
    only: BTreeMap<String, String>,
    measures: Vec<String>,
    compare: Option<String>,
    limit: Option<usize>,
}

#[derive(Debug, Serialize)]
pub(crate) struct FiguresResponse {
    site: String,
    timezone: String,
    from: String,
    to: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    compared_with: Option<Period>,
    #[serde(skip_serializing_if = "Option::is_none")]
    imported: Option<ImportedDays>,
    rows: Vec<RowResponse>,
}

#[derive(Debug, Serialize)]
struct Period {
    from: String,
    to: String,
}

/// Days on which another program counted.
#[derive(Debug, Serialize)]
struct ImportedDays {
    from: String,
    to: String,
    /// Whether their figures are in the rows.
    included: bool,
}

#[derive(Debug, Serialize)]
struct RowResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    values: BTreeMap<&'static str, String>,
    figures: BTreeMap<&'static str, f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<BTreeMap<&'static str, f64>>,
}

/// `POST /api/figures`
pub(crate) async fn figures(
    State(web): State<Arc<Web>>,
    request: Request<Body>,
) -> Result<Json<FiguresResponse>, Refusal> {
    let (parts, content) = request.into_parts();
    let token = authorise(&web, &parts, Scope::ReadStats).await?;
    web.allow_token(token.id.0, 1)?;
    body::check_type(&parts.headers, &["application/json"], "application/json")?;
    let bytes = body::read(content, MOST_BYTES, web.patience).await?;
    let request: FiguresRequest = serde_json::from_slice(&bytes)
        .map_err(|error| Refusal::Malformed(format!("the body cannot be read: {error}")))?;
    let wanted = request.wanted()?;
    let figures = figures::answer(&web.app, &wanted, &Asker::Bearer(token)).await?;
    Ok(Json(FiguresResponse::of(figures, &wanted)))
}

impl FiguresRequest {
    fn wanted(self) -> Result<Wanted, Refusal> {
        let dimension = |name: &str| {
            Dimension::parse(name)
                .ok_or_else(|| unknown("dimension", name, Dimension::NAMES.map(|row| row.1)))
        };
        let measure = |name: &String| {
            Measure::parse(name).ok_or_else(|| unknown("measure", name, Measure::NAMES.map(|row| row.1)))
        };
        let compare = |name: &String| {
            Compare::parse(name).ok_or_else(|| unknown("comparison", name, Compare::NAMES.map(|row| row.1)))
        };
        let only = self.only.into_iter().map(|(name, value)| Ok((dimension(&name)?, value)));
        Ok(Wanted {
            only: only.collect::<Result<_, Refusal>>()?,
            site: self.site,
            first: day(&self.from)?,
            last: day(&self.to)?,
            daily: self.daily,
            by: self.by.iter().map(|name| dimension(name)).collect::<Result<_, _>>()?,
            measures: self.measures.iter().map(measure).collect::<Result<_, _>>()?,
            compare: self.compare.as_ref().map(compare).transpose()?,
            most: self.limit.unwrap_or(ROWS),
        })
    }
}

fn day(text: &str) -> Result<Date, Refusal> {
    let wrong = || Refusal::Malformed("`from` and `to` are days, like 2026-11-23".to_owned());
    text.parse().map_err(|_| wrong())
}

fn unknown<const N: usize>(what: &str, name: &str, known: [&str; N]) -> Refusal {
    let name: String = name.chars().filter(|letter| !letter.is_control()).take(40).collect();
    Refusal::Malformed(format!("no {what} is called {name}; there are {}", known.join(", ")))
}

impl FiguresResponse {
    fn of(figures: Figures, wanted: &Wanted) -> Self {
        let named = |numbers: Vec<f64>| {
            wanted.measures.iter().map(|measure| measure.name()).zip(numbers).collect::<BTreeMap<_, _>>()
        };
        let row = |row: Row| RowResponse {
            day: row.day.as_ref().map(Date::to_string),
            values: wanted.by.iter().map(|by| by.name()).zip(row.values).collect(),
            figures: named(row.numbers),
            before: row.before.map(named),
        };
        Self {
            site: figures.site.id.to_string(),
            timezone: figures.site.timezone.clone(),
            from: wanted.first.to_string(),
            to: wanted.last.to_string(),
            compared_with: figures
                .before
                .map(|(from, to)| Period { from: from.to_string(), to: to.to_string() }),
            imported: figures.imported.map(|days| ImportedDays {
                from: days.first.to_string(),
                to: days.last.to_string(),
                included: days.included,
            }),
            rows: figures.rows.into_iter().map(row).collect(),
        }
    }
}
