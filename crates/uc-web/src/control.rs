//! What the command line asks over the owner's socket: sites, tokens, queries. Nobody else can reach these addresses.

pub(crate) mod backup;
mod by_line;
pub mod erase;
pub(crate) mod export;
pub mod lines;
pub mod rollups;
pub mod told;

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
use uc_app::sites::{Change, Retention};
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

/// What to change of a site; what is not named stays.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SiteChangeRequest {
    /// One of its hosts, or its id.
    pub site: String,
    /// Hosts that are the same site from now on.
    pub add_aliases: Vec<String>,
    /// Hosts that are no longer.
    pub remove_aliases: Vec<String>,
    /// Query parameters that are stored from now on.
    pub keep_parameters: Vec<String>,
    /// Query parameters that are no longer.
    pub drop_parameters: Vec<String>,
    /// How long its events are kept.
    pub retention: Option<RetentionPayload>,
    /// Where its page views come from: `tracker` or `log`.
    pub pageviews_from: Option<String>,
}

/// How long events are kept: `"forever"`, or `{"days": 90}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RetentionPayload {
    /// Until somebody erases them.
    Forever,
    /// So many days.
    Days(u32),
}

/// A site that was changed.
#[derive(Debug, Serialize, Deserialize)]
pub struct SiteChangedResponse {
    /// How it is now.
    pub site: SiteResponse,
    /// How many events were too old then, and are erased.
    pub erased: u64,
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
    /// Query parameters that are stored although nobody knows them.
    pub keep_parameters: Vec<String>,
    /// After how many days its events are erased; none where they are kept.
    pub retention_days: Option<u32>,
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
) -> Result<Json<SiteChangedResponse>, Refusal> {
    let request: SiteChangeRequest = read(request).await?;
    let from = request.pageviews_from.as_deref().map(|name| {
        let source = PageviewsFrom::parse(name);
        source.ok_or_else(|| Refusal::Malformed("pageviews_from is tracker or log".to_owned()))
    });
    let change = Change {
        add_aliases: request.add_aliases,
        remove_aliases: request.remove_aliases,
        keep_parameters: request.keep_parameters,
        drop_parameters: request.drop_parameters,
        retention: request.retention.map(|retention| match retention {
            RetentionPayload::Forever => Retention::Forever,
            RetentionPayload::Days(days) => Retention::Days(days),
        }),
        pageviews_from: from.transpose()?,
    };
    let (changed, erased) = sites::change(&web.app, &request.site, &change).await?;
    Ok(Json(SiteChangedResponse { site: site(&changed), erased }))
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

pub(crate) async fn read<T: DeserializeOwned>(request: Request<Body>) -> Result<T, Refusal> {
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
        keep_parameters: site.keep_parameters.clone(),
        retention_days: site.retention_days,
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
