//! Makes the report of a log from all that was gathered.

use jiff::tz::TimeZone;

use super::landings::Landings;
use super::names::PageNames;
use super::shares::{self, Share};
use super::timeline::Calendar;
use super::{Caveat, DarkSocial, Lines, Method, Report, RuleFigure, Timeline, lists};
use crate::gather::Gathered;
use crate::judge::Judgement;
use crate::priors::Priors;
use crate::source::{Channel, Privacy};

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

impl Report {
    /// Makes the report.
    pub fn of(gathered: &Gathered, wishes: &Wishes) -> Self {
        let judgement = Judgement::of(gathered, wishes.site.as_deref(), &wishes.home);
        let landings = Landings::of(gathered, &judgement);
        let shares = shares::distinct(gathered);
        let pages = PageNames { gathered, own: &judgement.own.hosts };
        let shares_seen = shares::sum(&shares, |page| pages.name(page));
        let dark = DarkSocial::of(&landings, &shares, &pages);
        Self {
            period: gathered
                .counts
                .first
                .zip(gathered.counts.last)
                .map(|(a, b)| (i64::from(a), i64::from(b))),
            timezone: wishes.timezone_name.clone(),
            lines: lines(gathered),
            page_views: gathered.counts.lines.pages,
            visitors: landings.visitors,
            landings: landings.len(),
            channels: lists::channels(&landings, dark.landings),
            either: lists::either(&landings),
            sources: lists::sources(&landings),
            timeline: timeline(gathered, &landings, &shares, wishes),
            home_pages: lists::home_pages(&judgement, &pages),
            method: Method::LandingPageRule,
            rule: RuleFigure { landings: dark.landings, share: dark.share },
            backtest: None,
            doubts: Vec::new(),
            caveats: caveats(gathered, landings.len(), shares_seen.count),
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

fn timeline(gathered: &Gathered, landings: &Landings<'_>, shares: &[Share], wishes: &Wishes) -> Timeline {
    let Some((first, last)) = gathered.counts.first.zip(gathered.counts.last) else {
        return Timeline::default();
    };
    let mut calendar = Calendar::new(wishes.timezone.clone(), first, last);
    for landing in landings.all() {
        let origin = landings.origin(landing);
        let dark = landings.p_dark(landing);
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
