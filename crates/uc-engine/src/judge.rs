//! What the traces of this log mean, once all of it was read: own hosts, stale click ids, origins, page classes.
//!
//! Everything here is decided for the distinct combinations, so that judging a view is two look-ups.

use crate::gather::Gathered;
use crate::home::{self, PageClass};
use crate::own::{OwnHosts, ViewCounts};
use crate::scan::{ClickSeen, Traced, View};
use crate::source::{self, FetchSite, Freshness, Origin, Own, Referrer, TokenPresence, Traces};
use crate::visit::Arrival;

/// The verdicts over one log's traces.
pub(crate) struct Judgement {
    pub(crate) own: OwnHosts,
    pub(crate) counts: ViewCounts,
    /// For each combination of traces, whether it speaks of coming from outside.
    pub(crate) arrivals: Vec<Arrival>,
    /// For each combination its origin; then, in the same order, its origin if its click id is stale.
    pub(crate) origins: Vec<Origin>,
    /// The class of each page.
    pub(crate) classes: Vec<PageClass>,
    /// Positions of views whose click id somebody else has used before, sorted.
    stale: Vec<u64>,
}

impl Judgement {
    /// Judges all traces. `site` and `named_home` are what the owner told.
    pub(crate) fn of(gathered: &Gathered, site: Option<&str>, named_home: &[String]) -> Self {
        let counts = ViewCounts::of(gathered);
        let own = OwnHosts::find(gathered, &counts, site);
        let arrivals = gathered.traced.iter().map(|traced| arrival(traced, gathered, &own)).collect();
        let fresh = gathered.traced.iter().map(|traced| origin(traced, gathered, &own, Freshness::First));
        let stale = gathered.traced.iter().map(|traced| origin(traced, gathered, &own, Freshness::Stale));
        let origins = fresh.chain(stale).collect();
        let classes = home::classify(&gathered.pages, &counts.pages, named_home);
        Self { own, counts, arrivals, origins, classes, stale: stale_positions(&gathered.clicks) }
    }

    /// Returns the number of a view's origin.
    pub(crate) fn origin(&self, view: &View) -> u32 {
        let combinations =
            u32::try_from(self.arrivals.len()).expect("combinations are numbered with four bytes");
        match self.stale.binary_search(&view.position) {
            Ok(_) => view.traces + combinations,
            Err(_) => view.traces,
        }
    }
}

/// Tells whether the traces speak of coming from outside.
fn arrival(traced: &Traced, gathered: &Gathered, own: &OwnHosts) -> Arrival {
    if own.referrers[traced.referrer as usize] {
        return Arrival::Inside;
    }
    let tagged = traced.tag > 0 || traced.token == TokenPresence::Present || traced.click.is_some();
    match (&gathered.referrers[traced.referrer as usize], traced.fetch_site) {
        (Referrer::Site { .. } | Referrer::App { .. }, _) => Arrival::Outside,
        (_, FetchSite::SameOrigin | FetchSite::SameSite) => Arrival::Inside,
        (_, FetchSite::None | FetchSite::CrossSite) => Arrival::Outside,
        (_, FetchSite::Unknown) if tagged => Arrival::Outside,
        (_, FetchSite::Unknown) => Arrival::Silent,
    }
}

fn origin(traced: &Traced, gathered: &Gathered, own: &OwnHosts, freshness: Freshness) -> Origin {
    let referrer = traced.referrer as usize;
    source::origin(&Traces {
        referrer: &gathered.referrers[referrer],
        own: if own.referrers[referrer] { Own::Yes } else { Own::No },
        agent: gathered.agents[traced.agent as usize],
        package: traced.package,
        fetch_site: traced.fetch_site,
        tag: traced.tag.checked_sub(1).map(|tag| &gathered.tags[tag as usize]),
        token: traced.token,
        click: traced.click.map(|click| (click, freshness)),
    })
}

/// Returns where click ids stand that another visitor used first: their link was copied and passed on. `clicks` are
/// sorted by id, time and position.
fn stale_positions(clicks: &[ClickSeen]) -> Vec<u64> {
    let mut stale: Vec<u64> = clicks
        .chunk_by(|a, b| a.id == b.id)
        .flat_map(|uses| uses.iter().filter(|seen| seen.visitor != uses[0].visitor).map(|seen| seen.position))
        .collect();
    stale.sort_unstable();
    stale
}
