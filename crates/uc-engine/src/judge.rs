//! What the traces of this log mean, once all of it was read: own hosts, stale click ids, origins, page classes.
//!
//! Everything here is decided for the distinct combinations, so that judging a view is two look-ups.

use std::collections::HashMap;

use crate::gather::Gathered;
use crate::home::{self, PageClass};
use crate::own::{OwnHosts, ViewCounts};
use crate::scan::{ClickSeen, LinkedFrom, Traced, View};
use crate::source::{self, Freshness, Origin, Own, TokenPresence, Traces};
use crate::visit::{Arrival, LinkMark};

/// The verdicts over one log's traces.
pub(crate) struct Judgement {
    pub(crate) own: OwnHosts,
    pub(crate) counts: ViewCounts,
    /// For each combination of traces, whether it speaks of coming from outside.
    pub(crate) arrivals: Vec<Arrival>,
    /// For each combination its origin; then the origins of those with a click id, if that is stale.
    pub(crate) origins: Vec<Origin>,
    /// Where among the origins that of a combination with a stale click id stands.
    if_stale: HashMap<u32, u32>,
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
        let mut origins: Vec<Origin> = fresh.collect();
        let mut if_stale = HashMap::new();
        for (number, traced) in (0..).zip(&gathered.traced).filter(|(_, traced)| traced.click.is_some()) {
            let place = u32::try_from(origins.len()).expect("origins are numbered with four bytes");
            if_stale.insert(number, place);
            origins.push(origin(traced, gathered, &own, Freshness::Stale));
        }
        let classes = home::classify(&gathered.pages, &counts.pages, named_home);
        let stale = stale_positions(&gathered.clicks);
        Self { own, counts, arrivals, origins, if_stale, classes, stale }
    }

    /// Returns the number of a view's origin.
    pub(crate) fn origin(&self, view: &View) -> u32 {
        match self.if_stale.get(&view.traces) {
            Some(stale) if self.stale.binary_search(&view.position).is_ok() => *stale,
            _ => view.traces,
        }
    }
}

/// Tells whether the traces speak of coming from outside.
fn arrival(traced: &Traced, gathered: &Gathered, own: &OwnHosts) -> Arrival {
    let marked = traced.tag > 0 || traced.token == TokenPresence::Present || traced.click.is_some();
    let mark = if marked { LinkMark::Marked } else { LinkMark::Plain };
    let own = if is_own(traced, own) { Own::Yes } else { Own::No };
    Arrival::of(&gathered.referrers[traced.referrer as usize], own, traced.fetch_site, mark)
}

/// Tells whether the referrer is of the site: a host of its own, or the very host that was asked.
fn is_own(traced: &Traced, own: &OwnHosts) -> bool {
    own.referrers[traced.referrer as usize] || traced.linked_from == LinkedFrom::AskedHost
}

fn origin(traced: &Traced, gathered: &Gathered, own: &OwnHosts, freshness: Freshness) -> Origin {
    let referrer = traced.referrer as usize;
    source::origin(&Traces {
        referrer: &gathered.referrers[referrer],
        own: if is_own(traced, own) { Own::Yes } else { Own::No },
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
