//! `POST /api/trees`: who passed on to whom, without names. The owner's command line asks the same.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::Request;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uc_app::Scope;
use uc_app::query::Asker;
use uc_app::trees::{self, Grown, Wanted};
use uc_engine::event::Millis;
use uc_engine::share::{Bands, Counts, Forest, Pace, Share, ShareId, Tree};

use super::authorise;
use crate::body;
use crate::control::read;
use crate::error::Refusal;
use crate::web::Web;

const MOST_BYTES: usize = 16 * 1024;
/// Trees and shares that are listed where nobody says how many, and at most.
const LISTED: usize = 20;
const MOST_LISTED: usize = 1000;

/// Whose trees somebody wants to see.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TreesRequest {
    /// One of the site's hosts, or its id.
    pub site: String,
    /// The first day on which something was shared, in the site's time zone.
    pub from: Option<String>,
    /// The last.
    pub to: Option<String>,
    /// Of the page with this path.
    pub page: Option<String>,
    /// Passed on by this messenger.
    pub messenger: Option<String>,
    /// With this campaign in their address.
    pub campaign: Option<String>,
    /// How many trees and multipliers are listed: the largest.
    pub limit: Option<usize>,
}

/// The trees of a site. Definitions: docs/trees.md.
#[derive(Debug, Serialize, Deserialize)]
pub struct TreesResponse {
    /// The site's host.
    pub host: String,
    /// All trees together.
    pub all: CountsResponse,
    /// Re-shares for each share.
    pub k: Option<f64>,
    /// Half of those shares that were passed on again were so within so many seconds.
    pub first_reshare_seconds: Option<f64>,
    /// Readers by generation, the first before.
    pub reach_by_generation: Vec<u64>,
    /// Over which messengers pages went on.
    pub jumps: Vec<JumpResponse>,
    /// Shares whose passing-on brought most.
    pub multipliers: Vec<MultiplierResponse>,
    /// The trees with most readers.
    pub trees: Vec<TreeResponse>,
    /// Shares that were not believed to come of what they say: of themselves, in a circle, of another site.
    pub refused: u64,
    /// Why no audience is expected of any share, where none is.
    pub silence: Option<String>,
}

/// What is counted of trees.
#[derive(Debug, Serialize, Deserialize)]
pub struct CountsResponse {
    /// Trees.
    pub trees: u64,
    /// Shares.
    pub shares: u64,
    /// Visitors who came by a share of somebody else.
    pub reach: u64,
    /// Their page views from outside.
    pub landings: u64,
    /// Cards that messengers built.
    pub previews: u64,
    /// Through how many hands a page went at most.
    pub generations: u32,
}

/// How often a page came by one messenger and left by another.
#[derive(Debug, Serialize, Deserialize)]
pub struct JumpResponse {
    /// The messenger by which it came.
    pub from: Option<String>,
    /// The one to which it was passed on.
    pub to: Option<String>,
    /// How often.
    pub edges: u64,
}

/// One share.
#[derive(Debug, Serialize, Deserialize)]
pub struct ShareResponse {
    /// Its token: it names no person.
    pub token: String,
    /// When it was passed on, in UTC.
    pub at: String,
    /// The page's path.
    pub page: String,
    /// The messenger, where it is known.
    pub messenger: Option<String>,
    /// The campaign in its address.
    pub campaign: Option<String>,
    /// How it is known: `shared`, `handed_out`, `previewed` or `opened`.
    pub known: String,
}

/// A share, and what its passing-on brought.
#[derive(Debug, Serialize, Deserialize)]
pub struct MultiplierResponse {
    /// The share.
    pub share: ShareResponse,
    /// Readers who came by it.
    pub own: u64,
    /// Readers who came by what came of it.
    pub passed_on: u64,
    /// Shares that came of it.
    pub reshares: u64,
}

/// One tree.
#[derive(Debug, Serialize, Deserialize)]
pub struct TreeResponse {
    /// The share that it begins with.
    pub root: ShareResponse,
    /// What is counted of it.
    pub counts: CountsResponse,
    /// Its structural virality, and how it compares.
    pub virality: Option<ViralityResponse>,
    /// The audience to expect of it in the end; none where nothing can be told.
    pub expected: Option<ExpectedResponse>,
}

/// How much a page went from hand to hand (Goel et al. 2016), among trees of like size alone.
#[derive(Debug, Serialize, Deserialize)]
pub struct ViralityResponse {
    /// The mean distance of two shares of the tree.
    pub value: f64,
    /// The fewest shares of a tree that it is compared with.
    pub from_shares: u64,
    /// The most.
    pub to_shares: u64,
    /// How many other trees there are to compare it with.
    pub others: u64,
    /// How many of these went less from hand to hand.
    pub lower: u64,
}

/// Readers that a tree will have had after its time.
#[derive(Debug, Serialize, Deserialize)]
pub struct ExpectedResponse {
    /// The mean.
    pub mean: f64,
    /// In one of ten cases there will be fewer.
    pub low: f64,
    /// In one of ten cases there will be more.
    pub high: f64,
}

/// `POST /api/trees`
pub(crate) async fn trees(
    State(web): State<Arc<Web>>,
    request: Request<Body>,
) -> Result<Json<TreesResponse>, Refusal> {
    let (parts, content) = request.into_parts();
    let token = authorise(&web, &parts, Scope::ReadStats).await?;
    web.allow_token(token.id.0, 1)?;
    body::check_type(&parts.headers, &["application/json"], "application/json")?;
    let bytes = body::read(content, MOST_BYTES, web.patience).await?;
    let request: TreesRequest = serde_json::from_slice(&bytes)
        .map_err(|error| Refusal::Malformed(format!("the body cannot be read: {error}")))?;
    answer(&web, request, &Asker::Bearer(token)).await
}

/// `POST /control/trees`
pub(crate) async fn owners_trees(
    State(web): State<Arc<Web>>,
    request: Request<Body>,
) -> Result<Json<TreesResponse>, Refusal> {
    answer(&web, read(request).await?, &Asker::Owner).await
}

async fn answer(web: &Web, request: TreesRequest, asker: &Asker) -> Result<Json<TreesResponse>, Refusal> {
    let listed = request.limit.unwrap_or(LISTED);
    if listed > MOST_LISTED {
        return Err(Refusal::Malformed(format!("ask for {MOST_LISTED} trees at most")));
    }
    let grown = trees::grow(&web.app, &request.wanted()?, asker).await?;
    // A million shares take some hundred milliseconds: too long for a thread that others wait for.
    let told = tokio::task::spawn_blocking(move || TreesResponse::of(&grown, listed)).await;
    told.map(Json).map_err(|_| Refusal::App(uc_app::AppError::Closing))
}

impl TreesRequest {
    fn wanted(self) -> Result<Wanted, Refusal> {
        let day = |text: Option<String>| {
            let wrong = || Refusal::Malformed("`from` and `to` are days, like 2026-11-23".to_owned());
            text.map(|text| text.parse::<Date>().map_err(|_| wrong())).transpose()
        };
        let Self { site, from, to, page, messenger, campaign, limit: _ } = self;
        Ok(Wanted { site, first: day(from)?, last: day(to)?, page, messenger, campaign })
    }
}

impl TreesResponse {
    fn of(grown: &Grown, listed: usize) -> Self {
        let Grown { site, forest, now } = grown;
        let counts = forest.counts();
        let pace = Pace::learn(forest, *now);
        let bands = Bands::of(forest);
        let mut largest: Vec<Tree<'_>> = forest.trees().collect();
        // Trees come by the time of their roots, which decides between those with as many readers.
        largest.sort_by_key(|tree| std::cmp::Reverse(tree.reach()));
        largest.truncate(listed);
        let expected = |root: ShareId| {
            let audience = pace.as_ref().ok()?.expect(forest, root, *now).ok()?;
            Some(ExpectedResponse { mean: audience.expected, low: audience.low, high: audience.high })
        };
        let tree = |tree: &Tree<'_>| TreeResponse {
            root: share(forest, tree.root()),
            counts: tree.counts().into(),
            virality: bands.standing(tree).map(|standing| ViralityResponse {
                value: standing.virality,
                from_shares: standing.sizes.least(),
                to_shares: standing.sizes.most(),
                others: standing.others,
                lower: standing.lower,
            }),
            expected: expected(tree.root()),
        };
        let refused = forest.refused();
        Self {
            host: site.host.as_str().to_owned(),
            all: counts.into(),
            k: counts.k(),
            first_reshare_seconds: forest.first_reshare().map(|millis| millis as f64 / 1000.0),
            reach_by_generation: forest.reach_by_generation(),
            jumps: forest.jumps().iter().take(listed).map(jump).collect(),
            multipliers: forest.multipliers(listed).iter().map(|one| multiplier(forest, one)).collect(),
            trees: largest.iter().map(tree).collect(),
            refused: refused.to_itself + refused.cycles + refused.foreign,
            silence: pace.as_ref().err().map(ToString::to_string),
        }
    }
}

impl From<Counts> for CountsResponse {
    fn from(counts: Counts) -> Self {
        let Counts { trees, shares, reach, landings, previews, generations } = counts;
        Self { trees, shares, reach, landings, previews, generations }
    }
}

fn jump(jump: &uc_engine::share::Jump<'_>) -> JumpResponse {
    let name = |name: Option<&str>| name.map(str::to_owned);
    JumpResponse { from: name(jump.from), to: name(jump.to), edges: jump.edges }
}

fn multiplier(forest: &Forest, one: &uc_engine::share::Multiplier) -> MultiplierResponse {
    MultiplierResponse {
        share: share(forest, one.share),
        own: one.own,
        passed_on: one.passed_on,
        reshares: one.reshares,
    }
}

fn share(forest: &Forest, id: ShareId) -> ShareResponse {
    let share: &Share = forest.share(id);
    ShareResponse {
        token: share.token.as_str().to_owned(),
        at: moment(share.at),
        page: forest.page(share).to_owned(),
        messenger: forest.messenger(share).map(str::to_owned),
        campaign: forest.campaign(share).map(str::to_owned),
        known: share.sight.name().to_owned(),
    }
}

fn moment(at: Millis) -> String {
    Timestamp::from_millisecond(at).map_or_else(|_| String::new(), |at| at.to_string())
}
