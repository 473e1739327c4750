//! Which hosts are the site's own, so that links from them are internal.
//!
//! A log with a host field names them; the owner can. Otherwise they show themselves: pages ask for their pictures and
//! scripts with their own address as referrer, and views that follow within a visit come from the site's pages.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use crate::gather::Gathered;
use crate::scan::View;
use crate::source::Referrer;
use crate::visit::follows;

/// Other hosts than the busiest are the site's own too if they have this share of its traces.
const ALSO_OWN: f64 = 0.1;
/// A host that the log names is the site's own if it has this share of the views: anyone can send any `Host`.
const NAMED_OWN: f64 = 0.01;

/// Counts over all views that need no origin.
#[derive(Debug, Default, Clone)]
pub(crate) struct ViewCounts {
    /// Views of each page.
    pub(crate) pages: Vec<u32>,
    /// Views with each referrer that follow another view of the same visitor within thirty minutes.
    pub(crate) following: Vec<u64>,
    /// Views with each referrer that do not.
    pub(crate) first: Vec<u64>,
}

impl ViewCounts {
    /// Counts all views.
    pub(crate) fn of(gathered: &Gathered) -> Self {
        let shares = gathered.lists.len().div_ceil(rayon::current_num_threads()).max(1);
        let counts = gathered.lists.par_chunks(shares).map(|lists| {
            let mut counts = Self::empty(gathered);
            lists.iter().for_each(|list| counts.add_list(gathered, list));
            counts
        });
        counts.reduce_with(|sum, more| sum.plus(&more)).unwrap_or_else(|| Self::empty(gathered))
    }

    fn empty(gathered: &Gathered) -> Self {
        let referrers = gathered.referrers.len();
        Self {
            pages: vec![0; gathered.pages.len()],
            following: vec![0; referrers],
            first: vec![0; referrers],
        }
    }

    fn add_list(&mut self, gathered: &Gathered, list: &[View]) {
        let mut before: Option<&View> = None;
        for view in list {
            self.pages[view.page as usize] += 1;
            let referrer = gathered.traced[view.traces as usize].referrer as usize;
            let sums = if follows(before, view) { &mut self.following } else { &mut self.first };
            sums[referrer] += 1;
            before = Some(view);
        }
    }

    fn plus(mut self, other: &Self) -> Self {
        add(&mut self.pages, &other.pages);
        add(&mut self.following, &other.following);
        add(&mut self.first, &other.first);
        self
    }
}

fn add<N: Copy + std::ops::AddAssign>(sums: &mut [N], more: &[N]) {
    for (sum, more) in sums.iter_mut().zip(more) {
        *sum += *more;
    }
}

/// The site's own hosts.
#[derive(Debug, Default)]
pub(crate) struct OwnHosts {
    /// The hosts, the busiest first.
    pub(crate) hosts: Vec<String>,
    /// For each referrer whether it is one of them.
    pub(crate) referrers: Vec<bool>,
}

impl OwnHosts {
    /// Finds the own hosts. `site` is the host that the owner named.
    pub(crate) fn find(gathered: &Gathered, counts: &ViewCounts, site: Option<&str>) -> Self {
        let hosts = match site {
            Some(site) => vec![site.to_owned()],
            None => {
                let named = named_by_log(gathered, counts);
                let linked = |host: &String| gathered.referrers.iter().any(|from| from.host() == Some(host));
                // Behind a proxy the log may name a host that no reader ever sees.
                if named.iter().any(linked) { named } else { [named, learnt(gathered, counts)].concat() }
            }
        };
        let own: HashSet<&str> = hosts.iter().map(String::as_str).collect();
        let is_own = |referrer: &Referrer| referrer.host().is_some_and(|host| own.contains(host));
        Self { referrers: gathered.referrers.iter().map(is_own).collect(), hosts }
    }
}

fn named_by_log(gathered: &Gathered, counts: &ViewCounts) -> Vec<String> {
    let mut views = vec![0_u64; gathered.pages.hosts.len()];
    for (page, count) in (0..).zip(&counts.pages) {
        if let Some(host) = gathered.pages.host(page) {
            views[host] += u64::from(*count);
        }
    }
    let all: u64 = views.iter().sum();
    let named = gathered.pages.hosts.iter().cloned().zip(views);
    let enough = |views: u64| views > 0 && views as f64 >= NAMED_OWN * all as f64;
    busiest(named.filter(|(_, views)| enough(*views)).collect(), 0.0)
}

fn learnt(gathered: &Gathered, counts: &ViewCounts) -> Vec<String> {
    let mut scores: HashMap<&str, Score> = HashMap::new();
    for (number, referrer) in gathered.referrers.iter().enumerate() {
        // Hosts that the tables know are other sites; whoever runs one of them names it.
        if let Referrer::Site { host, rule: None } = referrer {
            let score = scores.entry(host).or_default();
            score.inside += gathered.asset_referrers[number] + counts.following[number];
            score.first += counts.first[number];
        }
    }
    // A host that mostly begins visits is another site.
    let inside = scores.into_iter().map(|(host, score)| (host.to_owned(), score));
    let inside =
        inside.filter(|(_, score)| score.inside > score.first).map(|(host, score)| (host, score.inside));
    let mut hosts = busiest(inside.collect(), ALSO_OWN);
    // Others borrow pictures as well, and would look like the site itself: only its own domain counts.
    let domain = hosts.first().map(|host| domain(host).to_owned());
    hosts.retain(|host| Some(self::domain(host)) == domain.as_deref());
    hosts
}

/// What speaks for and against a host being the site's own.
#[derive(Default)]
struct Score {
    /// Assets asked for from its pages, and views within a visit that came from them.
    inside: u64,
    /// Views that came from its pages and began a visit.
    first: u64,
}

/// Returns the last two labels of a host: the part that one owner's hosts mostly share.
fn domain(host: &str) -> &str {
    let before = host.rmatch_indices('.').nth(1);
    before.map_or(host, |(dot, _)| &host[dot + 1..])
}

/// Sorts hosts by size and keeps those with at least the given share of the biggest.
fn busiest(mut hosts: Vec<(String, u64)>, least: f64) -> Vec<String> {
    hosts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let most = hosts.first().map_or(0, |(_, score)| *score);
    hosts.retain(|(_, score)| *score as f64 >= least * most as f64);
    hosts.into_iter().map(|(host, _)| host).collect()
}
