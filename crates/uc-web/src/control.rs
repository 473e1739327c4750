//! What the command line asks over the owner's socket: sites, tokens, queries. Nobody else can reach these addresses.

pub mod lines;
pub mod rollups;

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use bytes::Bytes;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use uc_app::estimates::{self, Judged, Which};
use uc_app::query::Asker;
use uc_app::{PageviewsFrom, Site, Token, sites, tokens};

use crate::body;
use crate::error::Refusal;
use crate::web::{PATIENCE, Web};

const MOST_BYTES: usize = 16 * 1024;

/// A site to add.
#[derive(Debug, Serialize, Deserialize)]
pub struct SiteRequest {
    /// Its host, as people write it.
    pub host: String,
}

/// What to change of a site.
#[derive(Debug, Serialize, Deserialize)]
pub struct SiteChangeRequest {
    /// One of its hosts, or its id.
    pub site: String,
    /// Where its page views come from: `tracker` or `log`.
    pub pageviews_from: String,
}

/// A site that there is.
#[derive(Debug, Serialize, Deserialize)]
pub struct SiteResponse {
    /// Its id, as it stands in the script tag.
    pub id: String,
    /// Its host.
    pub host: String,
    /// Other hosts that are the same site.
    pub aliases: Vec<String>,
    /// Where its page views come from: `tracker` or `log`.
    pub pageviews_from: String,
}

/// A token to make.
#[derive(Debug, Serialize, Deserialize)]
pub struct TokenRequest {
    /// The site that it is for, by host or id; for all where there is none.
    pub site: Option<String>,
    /// What it may be used for, by name.
    pub scopes: Vec<String>,
    /// What its owner calls it.
    pub label: String,
}

/// A token that there is.
#[derive(Debug, Serialize, Deserialize)]
pub struct TokenResponse {
    /// Its number.
    pub id: i64,
    /// The site that it is for.
    pub site: Option<String>,
    /// What it may be used for.
    pub scopes: Vec<String>,
    /// What its owner calls it.
    pub label: String,
    /// Whether it is no longer good.
    pub revoked: bool,
    /// What its bearer shows; only where it was made just now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret: Option<String>,
}

/// Whose months are to be judged.
#[derive(Debug, Serialize, Deserialize)]
pub struct EstimateRequest {
    /// The site, by host or id; all where there is none.
    pub site: Option<String>,
}

/// A month that was judged.
#[derive(Debug, Serialize, Deserialize)]
pub struct JudgedResponse {
    /// The site's host.
    pub host: String,
    /// The month, as `2026-11`.
    pub month: String,
    /// Landings that the evidence left open.
    pub landings: u64,
}

/// `GET /control/sites`
pub(crate) async fn list_sites(State(web): State<Arc<Web>>) -> Result<Json<Vec<SiteResponse>>, Refusal> {
    let sites = sites::list(&web.app).await?;
    Ok(Json(sites.iter().map(site).collect()))
}

/// `POST /control/sites`
pub(crate) async fn add_site(
    State(web): State<Arc<Web>>,
    request: Request<Body>,
) -> Result<(StatusCode, Json<SiteResponse>), Refusal> {
    let SiteRequest { host } = read(request).await?;
    Ok((StatusCode::CREATED, Json(site(&sites::add(&web.app, &host).await?))))
}

/// `POST /control/sites/change`
pub(crate) async fn change_site(
    State(web): State<Arc<Web>>,
    request: Request<Body>,
) -> Result<Json<SiteResponse>, Refusal> {
    let change: SiteChangeRequest = read(request).await?;
    let from = PageviewsFrom::parse(&change.pageviews_from)
        .ok_or_else(|| Refusal::Malformed("pageviews_from is tracker or log".to_owned()))?;
    Ok(Json(site(&sites::change(&web.app, &change.site, from).await?)))
}

/// `GET /control/tokens`
pub(crate) async fn list_tokens(State(web): State<Arc<Web>>) -> Result<Json<Vec<TokenResponse>>, Refusal> {
    let tokens = tokens::list(&web.app).await?;
    Ok(Json(tokens.into_iter().map(token).collect()))
}

/// `POST /control/tokens`
pub(crate) async fn create_token(
    State(web): State<Arc<Web>>,
    request: Request<Body>,
) -> Result<(StatusCode, Json<TokenResponse>), Refusal> {
    let TokenRequest { site, scopes, label } = read(request).await?;
    let (made, secret) = tokens::create(&web.app, site.as_deref(), &scopes, &label).await?;
    let secret = Some(secret.expose().to_owned());
    Ok((StatusCode::CREATED, Json(TokenResponse { secret, ..token(made) })))
}

/// `POST /control/tokens/{id}/revoke`
pub(crate) async fn revoke_token(
    State(web): State<Arc<Web>>,
    Path(id): Path<i64>,
) -> Result<StatusCode, Refusal> {
    tokens::revoke(&web.app, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /control/estimate`
pub(crate) async fn estimate(
    State(web): State<Arc<Web>>,
    request: Request<Body>,
) -> Result<Json<Vec<JudgedResponse>>, Refusal> {
    let EstimateRequest { site } = read(request).await?;
    let judged = estimates::judge(&web.app, site.as_deref(), Which::All).await?;
    let told = |judged: Judged| JudgedResponse {
        host: judged.host,
        month: judged.month,
        landings: judged.landings as u64,
    };
    Ok(Json(judged.into_iter().map(told).collect()))
}

/// `POST /control/query`
pub(crate) async fn query(State(web): State<Arc<Web>>, request: Request<Body>) -> Result<Response, Refusal> {
    let (parts, content) = request.into_parts();
    crate::api::answer(&web, &parts.uri, content, &Asker::Owner).await
}

async fn read<T: DeserializeOwned>(request: Request<Body>) -> Result<T, Refusal> {
    let bytes: Bytes = body::read(request.into_body(), MOST_BYTES, PATIENCE).await?;
    serde_json::from_slice(&bytes)
        .map_err(|error| Refusal::Malformed(format!("the body cannot be read: {error}")))
}

fn site(site: &Site) -> SiteResponse {
    SiteResponse {
        id: site.id.to_string(),
        host: site.host.as_str().to_owned(),
        aliases: site.aliases.iter().map(|host| host.as_str().to_owned()).collect(),
        pageviews_from: site.pageviews_from.name().to_owned(),
    }
}

fn token(token: Token) -> TokenResponse {
    TokenResponse {
        id: token.id.0,
        site: token.site.map(|site| site.as_str().to_owned()),
        scopes: token.scopes.iter().map(|scope| scope.name().to_owned()).collect(),
        label: token.label,
        revoked: token.revoked_at.is_some(),
        secret: None,
    }
}
