//! Makes the report of a log from all that was gathered.

use jiff::tz::TimeZone;

use super::landings::{Landings, Sums};
use super::names::PageNames;
use super::shares;
use super::sum::Sum;
use super::timeline::Calendar;
use super::{Caveat, DarkSocial, Lines, Method, Report, RuleFigure, Timeline, doubts, lists, messengers};
use crate::gather::Gathered;
use crate::judge::Judgement;
use crate::priors::Priors;

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
    /// What is believed before the log speaks.
    pub priors: Priors,
    /// Whether to estimate; otherwise the landing-page rule alone speaks.
    pub estimate: bool,
}

/// With fewer landings than this, any share of them is mostly chance.
const FEW: u64 = 100;
/// How many pages are listed.
const PAGES: usize = 50;

impl Report {
    /// Makes the report.
    pub fn of(gathered: &Gathered, wishes: &Wishes) -> Self {
        let judgement = Judgement::of(gathered, wishes.site.as_deref(), &wishes.home);
        let shares = shares::distinct(gathered);
        let priors = wishes.estimate.then_some(&wishes.priors);
        let landings = Landings::of(gathered, &judgement, &shares, priors);
        let pages = PageNames { gathered, own: &judgement.own.hosts };
        let shares_seen = shares::sum(&shares, |page| pages.name(page));
        let (first, last) = gathered.counts.first.zip(gathered.counts.last).unwrap_or_default();
        let moments = landings.arrivals.moments().chain(shares.iter().map(|share| share.at));
        let calendar = Calendar::new(wishes.timezone.clone(), first, last, moments);
        let mut sums = Sums::of(&landings, &calendar, &pages, PAGES);
        if let Some(priors) = priors {
            messengers::share_unknown(&mut sums.messengers, &landings.roles.messengers, priors);
        }
        let ends = |sum: &Sum| match &landings.estimate {
            Some(estimate) => sum.interval(estimate.off_together()),
            None => (sum.known as f64, sum.private),
        };
        let doubts =
            if wishes.estimate { doubts::doubts(gathered, &landings, &sums, &shares) } else { Vec::new() };
        let dark = DarkSocial::of(&landings, &sums, &shares, &pages, ends);
        let all = landings.arrivals.len();
        let timeline = calendar.fill(&sums.buckets, shares.iter().map(|share| share.at), ends);
        Self {
            period: gathered
                .counts
                .first
                .zip(gathered.counts.last)
                .map(|(a, b)| (i64::from(a), i64::from(b))),
            timezone: wishes.timezone_name.clone(),
            lines: lines(gathered),
            page_views: gathered.counts.lines.pages,
            visitors: landings.arrivals.visitors,
            landings: all,
            machines: sums.machines,
            channels: lists::channels(&sums),
            either: lists::either(&landings, &sums),
            sources: lists::sources(&landings, &sums),
            timeline: if gathered.counts.first.is_some() { timeline } else { Timeline::default() },
            home_pages: lists::home_pages(&judgement, &pages),
            method: if wishes.estimate { Method::Estimate } else { Method::LandingPageRule },
            rule: RuleFigure { landings: sums.by_rule, share: sums.by_rule / all.max(1) as f64 },
            backtest: landings.estimate.as_ref().map(|estimate| estimate.backtest().clone()),
            doubts,
            caveats: caveats(gathered, sums.people().round() as u64, shares_seen.count),
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

fn lines(gathered: &Gathered) -> Lines {
    let mut lines = gathered.counts.lines.clone();
    lines.bots_by_class = gathered.counts.bots.iter().map(|(class, count)| (*class, *count)).collect();
    lines.bots_by_class.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    lines
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
