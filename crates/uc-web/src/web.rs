//! What the handlers share: the app, who may speak for others, and how much may come.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::http::HeaderMap;
use uc_app::App;
use uc_engine::event::Millis;

use crate::limit::{Limiter, Rate, TooMany, network};
use crate::peer::{Peer, TrustedProxies};
use crate::refused::Refused;
use crate::serve::Places;

/// How many times more a whole site, or a token, may send than one network.
const MANY: f64 = 100.0;
/// A burst is what comes in so many seconds.
const BURST_SECONDS: f64 = 10.0;

/// How long a client may take over each part of a request.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

/// Whose bucket was empty, as metrics name it.
const BUCKETS: [&str; 3] = ["network", "site", "token"];

/// How the web is served.
#[derive(Debug, Clone)]
pub struct WebConfig {
    /// The proxies that may say whom they speak for.
    pub proxies: TrustedProxies,
    /// Events a second of one network; 0 is for no limit at all.
    pub rate_limit: u32,
    /// Connections at the same time, in all.
    pub connections: usize,
    /// Connections at the same time of one network.
    pub connections_of_one: usize,
    /// How long the head of a request may take, and its body; and how long a connection may be idle.
    pub patience: Duration,
}

/// What the handlers share.
pub struct Web {
    pub(crate) app: App,
    pub(crate) places: Arc<Places>,
    pub(crate) proxies: TrustedProxies,
    pub(crate) patience: Duration,
    pub(crate) refused: Refused,
    limits: Option<Limits>,
}

/// Buckets by network, by site and by token.
struct Limits {
    networks: Limiter,
    sites: Limiter,
    tokens: Limiter,
    refused: [AtomicU64; BUCKETS.len()],
}

/// Where a request comes from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Client {
    /// The visitor's address, as far as it is known.
    pub(crate) address: Option<IpAddr>,
    /// The address whose network is limited; none for the owner's own socket.
    limited: Option<IpAddr>,
}

impl Default for WebConfig {
    fn default() -> Self {
        Self {
            proxies: TrustedProxies::default(),
            rate_limit: 50,
            connections: 10_000,
            connections_of_one: 1_000,
            patience: PATIENCE,
        }
    }
}

impl Web {
    /// Brings together what the handlers need.
    pub fn new(app: App, config: &WebConfig) -> Arc<Self> {
        let limits = (config.rate_limit > 0).then(|| Limits::of(f64::from(config.rate_limit)));
        let places = Places::new(config.connections, config.connections_of_one);
        let WebConfig { proxies, patience, .. } = config.clone();
        Arc::new(Self { app, places, proxies, patience, refused: Refused::default(), limits })
    }

    pub(crate) fn now(&self) -> Millis {
        self.app.clock.now()
    }

    /// Finds out where a request comes from.
    pub(crate) fn client(&self, peer: Option<Peer>, headers: &HeaderMap) -> Client {
        let Some(Peer(socket)) = peer else {
            return Client { address: None, limited: None };
        };
        let address = self.proxies.client(socket, headers);
        Client { address, limited: address.or(Some(socket)) }
    }

    /// Takes one event out of the bucket of the client's network.
    pub(crate) fn allow_network(&self, client: Client) -> Result<(), TooMany> {
        match (&self.limits, client.limited) {
            (Some(limits), Some(address)) => {
                limits.counted(0, limits.networks.take(network(address), 1, self.now()))
            }
            _ => Ok(()),
        }
    }

    /// Takes events out of a site's bucket.
    pub(crate) fn allow_site(&self, site: &str, events: usize) -> Result<(), TooMany> {
        let Some(limits) = &self.limits else { return Ok(()) };
        limits.counted(1, limits.sites.take(site, events, self.now()))
    }

    /// Takes events out of a token's bucket.
    pub(crate) fn allow_token(&self, token: i64, events: usize) -> Result<(), TooMany> {
        let Some(limits) = &self.limits else { return Ok(()) };
        limits.counted(2, limits.tokens.take(token, events, self.now()))
    }

    /// Returns how many requests were refused, by whose bucket was empty.
    pub(crate) fn limited(&self) -> Vec<(&'static str, u64)> {
        let refused = |number: usize| {
            self.limits.as_ref().map_or(0, |limits| limits.refused[number].load(Ordering::Relaxed))
        };
        BUCKETS.iter().enumerate().map(|(number, bucket)| (*bucket, refused(number))).collect()
    }
}

impl Limits {
    fn of(per_second: f64) -> Self {
        let rate = |per_second| Limiter::new(Rate { per_second, burst: per_second * BURST_SECONDS });
        let many = per_second * MANY;
        Self {
            networks: rate(per_second),
            sites: rate(many),
            tokens: rate(many),
            refused: Default::default(),
        }
    }

    fn counted(&self, bucket: usize, taken: Result<(), TooMany>) -> Result<(), TooMany> {
        if taken.is_err() {
            self.refused[bucket].fetch_add(1, Ordering::Relaxed);
        }
        taken
    }
}
