//! Makes the report of a log from all that was gathered.

use std::collections::{BTreeMap, HashMap};

use foldhash::fast::FixedState;
use jiff::tz::TimeZone;
use rayon::prelude::*;

use super::shares::{self, Share};
use super::timeline::Calendar;
use super::{Caveat, ChannelRow, ChannelSourceRow, DarkSocial, Lines, Method, PageRow, Report, SourceRow, Timeline};
use crate::dark::landing_page_rule;
use crate::gather::Gathered;
use crate::home::PageClass;
use crate::judge::Judgement;
use crate::source::{Channel, Evidence, Origin, Privacy, SourceName};
use crate::visit::{Standing, walk};

/// What the reader of a report may settle.
#[derive(Debug, Clone)]
pub struct Wishes {
    /// The site's host (lower case, without `www.`), where the owner named it.
    pub site: Option<String>,
    /// Paths of home and section pages; found from the log when empty.
    pub home: Vec<String>,
    /// The time zone that days and hours are told in.
    pub timezone: TimeZone,
    /// The zone's name, as it is shown.
    pub timezone_name: String,
}

/// How many pages a list shows.
const PAGES: usize = 50;
/// How many sources of other channels, and home pages, are listed.
const LISTED: usize = 20;
/// With fewer landings than this, any share of them is mostly chance.
const FEW: u64 = 100;

/// A landing, as far as the report needs it.
#[derive(Clone, Copy)]
struct Landing {
    at: u32,
    page: u32,
    origin: u32,
}

/// Landings of one page.
#[derive(Default, Clone, Copy)]
struct PageTally {
    all: u64,
    known: u64,
    dark: f64,
}

impl Report {
    /// Makes the report.
    pub fn of(gathered: &Gathered, wishes: &Wishes) -> Self {
        let judgement = Judgement::of(gathered, wishes.site.as_deref(), &wishes.home);
        let (landings, resumed) = landings(gathered, &judgement);
        let shares = shares::distinct(gathered);
        let pages = PageNames { gathered, several_hosts: judgement.own.hosts.len() > 1 };
        let (by_origin, by_page) = tally(&landings, &judgement);
        let count = landings.len() as u64;
        let shares_seen = shares::sum(&shares, PAGES, |page| pages.name(page));
        let dark = dark(&by_origin, &by_page, &judgement, &shares, &pages, count);
        Self {
            period: gathered.counts.first.zip(gathered.counts.last).map(|(a, b)| (i64::from(a), i64::from(b))),
            timezone: wishes.timezone_name.clone(),
            lines: lines(gathered),
            page_views: gathered.counts.lines.pages,
            visits: count + resumed,
            visitors: judgement.counts.visitors,
            landings: count,
            channels: channels(&by_origin, &judgement, dark.landings, count),
            either: either(&by_origin, &judgement),
            sources: sources(&by_origin, &judgement),
            timeline: timeline(gathered, &judgement, &landings, &shares, wishes),
            home_pages: home_pages(&judgement, &pages),
            method: Method::LandingPageRule,
            caveats: caveats(gathered, count, shares_seen.count),
            hosts: judgement.own.hosts.clone(),
            shares: shares_seen,
            dark,
        }
    }
}

/// Tells what the log lacks that every reader of its lines should know: its fields.
pub fn missing_fields(gathered: &Gathered) -> Vec<Caveat> {
    let counts = &gathered.counts;
    let mostly = |missing: u64| counts.hits > 0 && missing * 2 > counts.hits;
    let referrer = mostly(counts.no_referrer_field).then_some(Caveat::NoReferrer);
    let user_agent = mostly(counts.no_user_agent_field).then_some(Caveat::NoUserAgent);
    referrer.into_iter().chain(user_agent).collect()
}

/// Returns all landings, and how many visits began without one.
fn landings(gathered: &Gathered, judgement: &Judgement) -> (Vec<Landing>, u64) {
    let lists: Vec<(Vec<Landing>, u64)> = gathered
        .lists
        .par_iter()
        .map(|list| {
            let (mut landings, mut resumed) = (Vec::new(), 0);
            walk(list, &judgement.arrivals, |view, standing| match standing {
                Standing::Landing => {
                    landings.push(Landing { at: view.at, page: view.page, origin: judgement.origin(view) });
                }
                Standing::Resumed => resumed += 1,
                Standing::Following => {}
            });
            (landings, resumed)
        })
        .collect();
    let resumed = lists.iter().map(|(_, resumed)| resumed).sum();
    (lists.into_iter().flat_map(|(landings, _)| landings).collect(), resumed)
}

/// Landings by the number of their origin and the class of their page; and by page.
type ByOrigin = HashMap<(u32, PageClass), u64, FixedState>;

fn tally(landings: &[Landing], judgement: &Judgement) -> (ByOrigin, Vec<PageTally>) {
    let mut by_origin = ByOrigin::default();
    let mut by_page = vec![PageTally::default(); judgement.classes.len()];
    for landing in landings {
        let class = judgement.classes[landing.page as usize];
        *by_origin.entry((landing.origin, class)).or_default() += 1;
        let origin = &judgement.origins[landing.origin as usize];
        let page = &mut by_page[landing.page as usize];
        page.all += 1;
        page.known += u64::from(origin.privacy == Privacy::Private);
        page.dark += landing_page_rule(origin, class);
    }
    (by_origin, by_page)
}

/// Walks over origins with their landings and the part of these that is dark.
fn each_origin<'a>(
    by_origin: &'a ByOrigin,
    judgement: &'a Judgement,
) -> impl Iterator<Item = (&'a Origin, u64, f64)> {
    by_origin.iter().map(|((origin, class), count)| {
        let origin = &judgement.origins[*origin as usize];
        (origin, *count, *count as f64 * landing_page_rule(origin, *class))
    })
}

fn dark(
    by_origin: &ByOrigin,
    by_page: &[PageTally],
    judgement: &Judgement,
    shares: &[Share],
    pages: &PageNames<'_>,
    all: u64,
) -> DarkSocial {
    let (mut declared, mut revealed, mut inferred) = (0, 0, 0.0);
    let mut by_source: BTreeMap<Option<&SourceName>, f64> = BTreeMap::new();
    for (origin, count, dark) in each_origin(by_origin, judgement) {
        match (origin.privacy, origin.evidence) {
            (Privacy::Private, Evidence::Declared) => declared += count,
            (Privacy::Private, _) => revealed += count,
            _ => inferred += dark,
        }
        if dark > 0.0 {
            *by_source.entry(origin.source.as_ref()).or_default() += dark;
        }
    }
    let known = declared + revealed;
    let landings = known as f64 + inferred;
    let share = |part: f64| if all == 0 { 0.0 } else { part / all as f64 };
    DarkSocial {
        landings,
        share: share(landings),
        interval: (share(known as f64), share(landings)),
        declared,
        revealed,
        inferred,
        by_source: source_rows(by_source),
        by_page: page_rows(by_page, shares, pages),
    }
}

/// Sorts sources by size, what is not known last.
fn source_rows(by_source: BTreeMap<Option<&SourceName>, f64>) -> Vec<SourceRow> {
    let mut rows: Vec<SourceRow> =
        by_source.into_iter().map(|(source, landings)| SourceRow { source: source.cloned(), landings }).collect();
    rows.sort_by(|a, b| {
        (a.source.is_none().cmp(&b.source.is_none()))
            .then_with(|| b.landings.total_cmp(&a.landings))
            .then_with(|| a.source.cmp(&b.source))
    });
    rows
}

fn page_rows(by_page: &[PageTally], shares: &[Share], pages: &PageNames<'_>) -> Vec<PageRow> {
    let mut numbers: Vec<u32> =
        (0..).zip(by_page).filter(|(_, page)| page.dark > 0.0).map(|(number, _)| number).collect();
    let order = |a: &u32, b: &u32| {
        let (left, right) = (&by_page[*a as usize], &by_page[*b as usize]);
        right.dark.total_cmp(&left.dark).then_with(|| pages.order(*a, *b))
    };
    if numbers.len() > PAGES {
        numbers.select_nth_unstable_by(PAGES, order);
        numbers.truncate(PAGES);
    }
    numbers.sort_unstable_by(order);
    let mut seen: HashMap<u32, u64> = HashMap::new();
    for share in shares {
        *seen.entry(share.page).or_default() += 1;
    }
    numbers
        .into_iter()
        .map(|number| {
            let PageTally { all, known, dark } = by_page[number as usize];
            PageRow {
                page: pages.name(number),
                landings: dark,
                known,
                all_landings: all,
                shares_seen: seen.get(&number).copied().unwrap_or(0),
            }
        })
        .collect()
}

/// Sums landings by channel. What the rule calls dark is taken from direct, so that the channels sum to the landings.
fn channels(by_origin: &ByOrigin, judgement: &Judgement, dark: f64, all: u64) -> Vec<ChannelRow> {
    let mut sums: BTreeMap<Channel, f64> = BTreeMap::new();
    for (origin, count, dark) in each_origin(by_origin, judgement) {
        let rest = count as f64 - dark;
        if rest > 0.0 {
            *sums.entry(origin.channel).or_default() += rest;
        }
    }
    if dark > 0.0 {
        *sums.entry(Channel::DarkSocial).or_default() += dark;
    }
    let mut rows: Vec<ChannelRow> = sums
        .into_iter()
        .map(|(channel, landings)| ChannelRow { channel, landings, share: landings / all as f64 })
        .collect();
    rows.sort_by(|a, b| b.landings.total_cmp(&a.landings).then_with(|| a.channel.cmp(&b.channel)));
    rows
}

fn either(by_origin: &ByOrigin, judgement: &Judgement) -> Vec<SourceRow> {
    let mut sums: BTreeMap<Option<&SourceName>, f64> = BTreeMap::new();
    for (origin, count, _) in each_origin(by_origin, judgement) {
        if origin.privacy == Privacy::Either {
            *sums.entry(origin.source.as_ref()).or_default() += count as f64;
        }
    }
    source_rows(sums)
}

fn sources(by_origin: &ByOrigin, judgement: &Judgement) -> Vec<ChannelSourceRow> {
    let mut sums: BTreeMap<(Channel, &SourceName), u64> = BTreeMap::new();
    for (origin, count, _) in each_origin(by_origin, judgement) {
        if let (true, Some(source)) = (origin.privacy != Privacy::Private, &origin.source) {
            *sums.entry((origin.channel, source)).or_default() += count;
        }
    }
    let mut rows: Vec<ChannelSourceRow> = sums
        .into_iter()
        .map(|((channel, source), landings)| ChannelSourceRow { channel, source: source.clone(), landings })
        .collect();
    rows.sort_by(|a, b| b.landings.cmp(&a.landings).then_with(|| (a.channel, &a.source).cmp(&(b.channel, &b.source))));
    rows.truncate(LISTED);
    rows
}

fn timeline(
    gathered: &Gathered,
    judgement: &Judgement,
    landings: &[Landing],
    shares: &[Share],
    wishes: &Wishes,
) -> Timeline {
    let Some((first, last)) = gathered.counts.first.zip(gathered.counts.last) else {
        return Timeline::default();
    };
    let mut calendar = Calendar::new(wishes.timezone.clone(), first, last);
    for landing in landings {
        let origin = &judgement.origins[landing.origin as usize];
        let dark = landing_page_rule(origin, judgement.classes[landing.page as usize]);
        let tally = calendar.at(landing.at);
        tally.landings += 1;
        tally.known += u64::from(origin.privacy == Privacy::Private);
        tally.dark += dark;
        tally.direct += if origin.channel == Channel::Direct { 1.0 - dark } else { 0.0 };
    }
    for share in shares {
        calendar.at(share.at).shares += 1;
    }
    calendar.finish()
}

fn lines(gathered: &Gathered) -> Lines {
    let mut lines = gathered.counts.lines.clone();
    lines.bots_by_class = gathered.counts.bots.iter().map(|(class, count)| (*class, *count)).collect();
    lines.bots_by_class.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    lines
}

fn home_pages(judgement: &Judgement, pages: &PageNames<'_>) -> Vec<String> {
    let views = &judgement.counts.pages;
    let mut homes: Vec<u32> = (0..)
        .zip(&judgement.classes)
        .filter(|(number, class)| **class != PageClass::Deep && views[*number as usize] > 0)
        .map(|(number, _)| number)
        .collect();
    homes.sort_unstable_by(|a, b| views[*b as usize].cmp(&views[*a as usize]).then_with(|| pages.order(*a, *b)));
    homes.truncate(LISTED);
    homes.into_iter().map(|number| pages.name(number)).collect()
}

fn caveats(gathered: &Gathered, landings: u64, shares: u64) -> Vec<Caveat> {
    let lines = &gathered.counts.lines;
    let candidates = [
        (shares == 0, Caveat::NoPreviews),
        (landings < FEW, Caveat::FewLandings(landings)),
        (lines.unparsed * 10 > lines.read, Caveat::ManyUnparsed),
    ];
    let others = candidates.into_iter().filter(|(applies, _)| *applies).map(|(_, caveat)| caveat);
    missing_fields(gathered).into_iter().chain(others).collect()
}

/// Names pages as people read them.
struct PageNames<'a> {
    gathered: &'a Gathered,
    several_hosts: bool,
}

impl PageNames<'_> {
    /// Returns the path, with its host in front when the site has several.
    fn name(&self, page: u32) -> String {
        let path = String::from_utf8_lossy(self.gathered.pages.path(page)).into_owned();
        match self.gathered.pages.host(page) {
            Some(host) if self.several_hosts => format!("{}{path}", self.gathered.pages.hosts[host]),
            _ => path,
        }
    }

    /// Orders pages by name, for lists in which two are equally big.
    fn order(&self, a: u32, b: u32) -> std::cmp::Ordering {
        let pages = &self.gathered.pages;
        let host = |page| pages.host(page).map(|host| &pages.hosts[host]);
        pages.path(a).cmp(pages.path(b)).then_with(|| host(a).cmp(&host(b)))
    }
}
