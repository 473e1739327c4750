//! Every address that the program answers at, on one screen.
//!
//! **Cross-site requests.** No address but the collector's (`/e`, `/p.gif`, the script) may be read from pages of
//! another origin: no other sends a CORS header. There are no cookies and no other credentials that a browser sends by
//! itself; what needs a right needs a token in `Authorization`, which no foreign page can make a browser send. So there is
//! nothing to forge (CSRF). INVARIANT: `GET` changes nothing, but that `/p.gif` takes an event; a test asks every address
//! of the API's description. When pages with a session come, each of their forms needs a token of its own.
//!
//! There is no layer around these routes: what a request needs, its handler does. `POST /e` is asked tens of thousands of
//! times a second; from the network it goes to the collector without a look at this table ([`crate::serve`]).

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use crate::error::Refusal;
use crate::web::Web;
use crate::{api, assets, collect, control, cors, health, metrics, openapi};

/// Returns what clients of the network may ask.
pub fn network(web: Arc<Web>) -> Router {
    Router::new()
        .route(collect::BEACON, post(collect::routed_beacon).options(cors::preflight))
        .route("/p.gif", get(collect::pixel))
        .route("/tracker.js", get(assets::script))
        .route("/tracker-1.js", get(assets::script))
        .route("/share.js", get(assets::script))
        .route("/share-1.js", get(assets::script))
        .route("/contact.js", get(assets::script))
        .route("/contact-1.js", get(assets::script))
        .route("/passing.js", get(assets::script))
        .route("/passing-1.js", get(assets::script))
        .route("/qr.js", get(assets::script))
        .route("/qr-1.js", get(assets::script))
        .route("/api/events", post(collect::batch))
        .route("/api/query", post(api::query))
        .route("/api/figures", post(api::figures))
        .route("/api/trees", post(api::trees::trees))
        .route("/api/openapi.json", get(openapi::describe))
        .route("/healthz", get(health::check))
        .route("/metrics", get(metrics::show))
        .method_not_allowed_fallback(async || Refusal::WrongMethod)
        .fallback(async || Refusal::NoSuchPage)
        .with_state(web)
}

/// Returns what the command line may ask besides, over the socket that is the owner's alone.
pub fn control(web: Arc<Web>) -> Router {
    let more = Router::new()
        .route("/control/sites", get(control::list_sites).post(control::add_site))
        .route("/control/sites/change", post(control::change_site))
        .route("/control/erase", post(control::erase::run))
        .route("/control/erase/look", post(control::erase::look))
        .route("/control/backup", post(control::backup::make))
        .route("/control/import", post(control::lines::import))
        .route("/control/import/events", post(control::told::import_events))
        .route("/control/import/figures", post(control::told::import_figures))
        .route("/control/follow", post(control::lines::follow_lines))
        .route("/control/export", get(control::export::export))
        .route("/control/tokens", get(control::list_tokens).post(control::create_token))
        .route("/control/tokens/{id}/revoke", post(control::revoke_token))
        .route("/control/query", post(control::query))
        .route("/control/estimate", post(control::estimate))
        .route("/control/trees", post(api::trees::owners_trees))
        .route("/control/rebuild", post(control::rollups::rebuild))
        .route("/control/doctor", post(control::rollups::doctor))
        .with_state(Arc::clone(&web));
    network(web).merge(more)
}
