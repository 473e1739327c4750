//! The estimate over stored events: the engine's model, as `report` runs it over a log.
//!
//! One run judges one calendar month (UTC) of one site. It also looks at the week before, so that the first days of a
//! month are not judged by themselves alone. What it says of landings that the evidence leaves open is kept beside the
//! events, in the place of the run before.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use uc_engine::classify::Classified;
use uc_engine::event::{Event, EventId, Millis, SiteId};
use uc_engine::gather::gather;
use uc_engine::priors::Priors;
use uc_engine::report::Wishes;
use uc_engine::scan::{Detail, Filter, Part, Scanner, StoredView};
use uc_events::{Estimate, Limits, Run, Scope};
use uc_store::Site;

use crate::{App, AppError};

/// How often a running server judges months that have grown.
const PAUSE: Duration = Duration::from_mins(30);
/// How long the first time waits: the program should be up before it thinks.
const FIRST: Duration = Duration::from_secs(20);
/// Days before a month that are looked at besides.
const BEFORE: i64 = 7;
/// Events are numbered below this bit; above it stands the millisecond within the second, by which views of one second
/// are put in order.
const NUMBER_BITS: u32 = 44;

/// What a run said of a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// The site's host.
    pub host: String,
    /// The month, as `2026-11`.
    pub month: String,
    /// Landings that the evidence left open, and of which the model has now spoken.
    pub landings: usize,
}

/// How many page views each month of each site had when it was last judged.
pub(crate) type Grown = Mutex<HashMap<(SiteId, String), u64>>;

/// Judges all months of all sites, or of one, that have grown since they were judged last; all of them if asked to.
///
/// # Errors
/// When there is no such site, or its events cannot be read. Months that were judged before stay judged.
pub async fn judge(app: &App, site: Option<&str>, which: Which) -> Result<Vec<Judged>, AppError> {
    let sites = match site {
        Some(name) => vec![crate::sites::find(app, name).await?],
        None => crate::sites::list(app).await?,
    };
    let mut judged = Vec::new();
    for site in sites {
        for (month, views) in months(app, &site.id).await? {
            let key = (site.id.clone(), month.clone());
            let before = app.grown.lock().unwrap_or_else(PoisonError::into_inner).get(&key).copied();
            if which == Which::Grown && before == Some(views) {
                continue;
            }
            let landings = judge_month(app, &site, &month).await?;
            app.grown.lock().unwrap_or_else(PoisonError::into_inner).insert(key, views);
            judged.push(Judged { host: site.host.as_str().to_owned(), month, landings });
        }
    }
    Ok(judged)
}

/// Which months are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Those that have more page views than when they were last judged, or were not judged since the program began.
    Grown,
    /// All.
    All,
}

/// Judges what has grown, again and again, for as long as it is polled.
pub async fn watch(app: &App) {
    let mut wait = FIRST;
    loop {
        tokio::time::sleep(wait).await;
        if let Err(error) = judge(app, None, Which::Grown).await {
            drop(app.note(error));
        }
        wait = PAUSE;
    }
}

/// Returns the months in which a site has page views, and how many.
async fn months(app: &App, site: &SiteId) -> Result<Vec<(String, u64)>, AppError> {
    let query = "SELECT month, count(*) FROM events WHERE kind <> 'action' GROUP BY month ORDER BY month";
    let scope = Scope::Sites(vec![site.clone()]);
    let answer = app.events.sql(query, &scope, &Limits::default()).await.map_err(AppError::Query)?;
    let row = |row: Vec<Option<String>>| {
        let mut cells = row.into_iter().map(Option::unwrap_or_default);
        Some((cells.next()?, cells.next()?.parse().ok()?))
    };
    Ok(answer.texts().into_iter().filter_map(row).collect())
}

async fn judge_month(app: &App, site: &Site, month: &str) -> Result<usize, AppError> {
    let Some((from, until)) = bounds(month) else { return Ok(0) };
    let read = Arc::new(Mutex::new(Reading::default()));
    let filled = Arc::clone(&read);
    let take = move |events: Vec<Event>| {
        filled.lock().unwrap_or_else(PoisonError::into_inner).take(&events, from);
    };
    app.events.read(&site.id, from - BEFORE * crate::clock::DAY, until, take).await?;
    let reading = std::mem::take(&mut *read.lock().unwrap_or_else(PoisonError::into_inner));
    let wishes = wishes(site);
    let estimates = tokio::task::spawn_blocking(move || reading.estimates(&wishes))
        .await
        .map_err(|_| AppError::Closing)?;
    let run = Run { site: site.id.clone(), month_of: from, at: app.clock.now() };
    app.events.keep_estimates(&run, &estimates).await?;
    Ok(estimates.len())
}

/// What was read of a month.
#[derive(Default)]
struct Reading {
    /// What the engine needs of each event.
    parts: Vec<Part>,
    /// For each event of the month that may be judged its id.
    ids: Vec<Option<EventId>>,
}

impl Reading {
    fn take(&mut self, events: &[Event], from: Millis) {
        let filter = Filter::default();
        let mut scanner = Scanner::new(&filter, Detail::Report);
        for event in events {
            let number = self.ids.len() as u64;
            let within_second = event.at.rem_euclid(1000).unsigned_abs();
            scanner.stored(&StoredView::of(event), within_second << NUMBER_BITS | number);
            let open = event.at >= from && event.p_dark.is_none();
            self.ids.push(open.then_some(event.id));
        }
        self.parts.push(scanner.finish());
    }

    fn estimates(self, wishes: &Wishes) -> Vec<Estimate> {
        let gathered = gather(self.parts, &[]);
        let classified = Classified::of(&gathered, wishes);
        let number = |position: u64| (position & ((1 << NUMBER_BITS) - 1)) as usize;
        classified
            .views()
            .filter(|view| view.landing)
            .filter_map(|view| {
                Some(Estimate {
                    id: self.ids[number(view.position)]?,
                    channel: view.channel,
                    source: view.source.map(str::to_owned),
                    evidence: view.evidence,
                    p_dark: view.p_dark,
                })
            })
            .collect()
    }
}

fn wishes(site: &Site) -> Wishes {
    Wishes {
        site: Some(site.host.as_str().to_owned()),
        home: Vec::new(),
        timezone: crate::figures::zone(site),
        timezone_name: site.timezone.clone(),
        priors: Priors::built_in(),
        estimate: true,
    }
}

/// Returns the first moment of a month, and the first after it.
fn bounds(month: &str) -> Option<(Millis, Millis)> {
    let (year, month) = month.split_once('-')?;
    let first = Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok()?;
    let next = first.checked_add(1.month()).ok()?;
    let moment = |date: Date| Some(date.to_zoned(TimeZone::UTC).ok()?.timestamp().as_millisecond());
    Some((moment(first)?, moment(next)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_reaches_from_its_first_moment_to_that_of_the_next() {
        assert_eq!(bounds("2026-11"), Some((1_793_491_200_000, 1_796_083_200_000)));
        assert_eq!(bounds("2026-12"), Some((1_796_083_200_000, 1_798_761_600_000)));
        assert_eq!(bounds("november"), None);
    }
}
