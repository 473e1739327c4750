//! Erasing events for good: those of one site, before a moment, of one visitor. And the time after which a site's owner
//! wants them gone: kept once a day.

use std::time::Duration;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use uc_engine::event::Millis;
use uc_events::{Erase, Limits, Scope};
use uc_store::Site;

use crate::{App, AppError, sites};

/// How often it is looked whether a site has events that are too old. Their age is counted in days of the site's time
/// zone, so that only the first look of a day finds some.
const PAUSE: Duration = Duration::from_hours(1);
/// How long the first look waits: the program should be up before it rewrites files.
const FIRST: Duration = Duration::from_secs(60);

/// What is to be erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// The site, by one of its hosts or its id.
    pub site: String,
    /// Up to when; `None` for all.
    pub before: Option<Before>,
    /// Of one visitor only, by the number that queries show.
    pub visitor: Option<i64>,
}

/// Up to when events are erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// Before this day begins on the site.
    Day(Date),
    /// Before the day begins that lies so many days back.
    Days(u32),
}

/// What there is to erase, or was erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Of which site.
    pub site: Site,
    /// Events.
    pub events: u64,
    /// The days of the first and the last of them, in UTC.
    pub days: Option<(String, String)>,
    /// The first moment of which events are kept.
    pub before: Option<Millis>,
}

/// Tells what a wish would erase.
///
/// # Errors
/// When there is no such site, or its events cannot be read.
pub async fn look(app: &App, wish: &Wish) -> Result<Found, AppError> {
    let site = sites::find(app, &wish.site).await?;
    let before = wish.before.map(|before| moment(before, &site, app.clock.now()));
    let mut conditions = Vec::new();
    if let Some(before) = before {
        conditions.push(format!("at < to_timestamp_millis({before})"));
    }
    if let Some(visitor) = wish.visitor {
        conditions.push(format!("visitor = {visitor}"));
    }
    let conditions = if conditions.is_empty() { "true".to_owned() } else { conditions.join(" AND ") };
    let query = format!(
        "SELECT count(*), CAST(min(at) AS DATE), CAST(max(at) AS DATE) FROM events WHERE {conditions}"
    );
    let scope = Scope::Sites(vec![site.id.clone()]);
    let answer = app.events.sql(&query, &scope, &Limits::default()).await.map_err(AppError::Query)?;
    let mut cells = answer.texts().into_iter().next().unwrap_or_default().into_iter();
    let events = cells.next().flatten().and_then(|count| count.parse().ok()).unwrap_or(0);
    let days = cells.next().flatten().zip(cells.next().flatten());
    Ok(Found { site, events, days, before })
}

/// Erases what a wish names, and returns what that was. Then it is off the disk.
///
/// # Errors
/// When there is no such site, or its events cannot be read or written; a part may be erased then.
pub async fn erase(app: &App, wish: &Wish) -> Result<Found, AppError> {
    let found = look(app, wish).await?;
    if found.events > 0 {
        let visitor = wish.visitor.map(i64::cast_unsigned);
        let erase = Erase { site: found.site.id.clone(), before: found.before, visitor };
        app.events.erase(&erase).await.map_err(|error| app.note(error.into()))?;
    }
    Ok(found)
}

/// Erases what is older than a site's owner wants to keep it. Returns how many events that were.
///
/// # Errors
/// Those of [`erase`].
pub async fn keep_retention(app: &App, site: &Site) -> Result<u64, AppError> {
    let Some(days) = site.retention_days else { return Ok(0) };
    let wish = Wish { site: site.id.to_string(), before: Some(Before::Days(days)), visitor: None };
    Ok(erase(app, &wish).await?.events)
}

/// Keeps every site's time, again and again, for as long as it is polled.
pub async fn watch(app: &App) {
    let mut wait = FIRST;
    loop {
        tokio::time::sleep(wait).await;
        wait = PAUSE;
        let Ok(sites) = sites::list(app).await else { continue };
        for site in sites {
            if let Err(error) = keep_retention(app, &site).await {
                drop(app.note(error));
            }
        }
    }
}

/// Returns the first moment of which events are kept.
fn moment(before: Before, site: &Site, now: Millis) -> Millis {
    let zone = TimeZone::get(&site.timezone).unwrap_or(TimeZone::UTC);
    let day = match before {
        Before::Day(day) => day,
        Before::Days(days) => {
            let today = Timestamp::from_millisecond(now).unwrap_or_default().to_zoned(zone.clone()).date();
            today.saturating_sub(i64::from(days).min(MOST_DAYS).days())
        }
    };
    day.to_zoned(zone).map_or(0, |midnight| midnight.timestamp().as_millisecond())
}

/// No calendar of ours reaches further back.
const MOST_DAYS: i64 = 1_000_000;

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uc_engine::event::Via;
    use uc_engine::ingest::{Objection, RawEvent, Request, Said};

    use super::*;
    use crate::clock::DAY;
    use crate::folder::Folder;
    use crate::ingest::{Submission, collect, new_id};
    use crate::sites::{Change, Retention};
    use crate::{AppConfig, Clock, Outcome};

    /// 2026-11-22 10:00 UTC.
    const NOW: Millis = 1_795_341_600_000;

    async fn opened(place: &std::path::Path) -> App {
        let folder = Folder::take(place).expect("nobody has it");
        let (app, _) = App::open(&folder, AppConfig::default(), Clock::fake(NOW)).await.expect("opened");
        folder.release();
        app
    }

    async fn send(app: &App, site: &str, days_ago: i64) {
        let submission = Submission {
            site: site.to_owned(),
            origin: None,
            raw: RawEvent {
                id: Some(new_id(app.clock.now())),
                name: "signup".to_owned(),
                url: "https://bakery.example/bread".to_owned(),
                ..RawEvent::default()
            },
            request: Request {
                via: Via::Server,
                received_at: app.clock.now() - days_ago * DAY,
                address: None,
                user_agent: Said::Unknown,
                accept_language: Said::Unknown,
                requested_with: Said::Unknown,
                sec_fetch_site: Said::Unknown,
                purpose: Said::Unknown,
                objection: Objection::None,
            },
        };
        assert_eq!(collect(app, vec![submission]).await.expect("taken"), [Outcome::Stored]);
    }

    fn wish(before: Option<Before>) -> Wish {
        Wish { site: "bakery.example".to_owned(), before, visitor: None }
    }

    #[test]
    fn a_day_begins_where_the_site_is() {
        let site = |zone: &str| Site {
            id: uc_engine::event::SiteId::parse("bakery").expect("a legal id"),
            host: uc_store::Host::parse("bakery.example").expect("a host"),
            aliases: Vec::new(),
            keep_parameters: Vec::new(),
            pageviews_from: uc_store::PageviewsFrom::Tracker,
            retention_days: None,
            timezone: zone.to_owned(),
            created_at: 0,
        };
        let midnight = 1_795_305_600_000; // 2026-11-22 00:00 UTC
        for (before, zone, expected) in [
            (Before::Day(date(2026, 11, 22)), "UTC", midnight),
            (Before::Day(date(2026, 11, 22)), "Europe/Stockholm", midnight - 3_600_000),
            (Before::Days(0), "UTC", midnight),
            (Before::Days(1), "UTC", midnight - DAY),
            (Before::Days(1), "Pacific/Auckland", midnight - DAY - 13 * 3_600_000),
        ] {
            assert_eq!(moment(before, &site(zone), NOW), expected, "{before:?} {zone}");
        }
        assert!(moment(Before::Days(u32::MAX), &site("UTC"), NOW) < 0, "everything is kept");
    }

    #[tokio::test]
    async fn what_is_looked_at_is_what_is_erased() {
        let place = tempfile::tempdir().expect("a folder");
        let app = opened(place.path()).await;
        let site = sites::add(&app, "bakery.example").await.expect("a site").id.to_string();
        for days in [0, 1, 2, 3, 40] {
            send(&app, &site, days).await;
        }
        let before = wish(Some(Before::Day(date(2026, 11, 21))));
        let found = look(&app, &before).await.expect("found");
        assert_eq!((found.events, found.days), (3, Some(("2026-10-13".to_owned(), "2026-11-20".to_owned()))));
        assert_eq!(erase(&app, &before).await.expect("erased").events, 3);
        assert_eq!(look(&app, &before).await.expect("found").events, 0);
        assert_eq!(erase(&app, &wish(None)).await.expect("erased").events, 2);
        assert_eq!(look(&app, &wish(None)).await.expect("found").events, 0);
        app.close().await.expect("closed");
    }

    #[tokio::test]
    async fn a_site_keeps_events_for_as_many_days_as_its_owner_says() {
        let place = tempfile::tempdir().expect("a folder");
        let app = opened(place.path()).await;
        let site = sites::add(&app, "bakery.example").await.expect("a site").id.to_string();
        for days in [0, 10, 20] {
            send(&app, &site, days).await;
        }
        let change = |retention| Change { retention: Some(retention), ..Change::default() };
        let (_, erased) =
            sites::change(&app, "bakery.example", &change(Retention::Days(15))).await.expect("changed");
        assert_eq!(erased, 1, "at once");
        app.clock.turn(5 * DAY);
        let site = sites::find(&app, "bakery.example").await.expect("a site");
        assert_eq!(keep_retention(&app, &site).await.expect("kept"), 0, "fifteen days are not over");
        app.clock.turn(DAY);
        assert_eq!(keep_retention(&app, &site).await.expect("kept"), 1);
        let (site, _) =
            sites::change(&app, "bakery.example", &change(Retention::Forever)).await.expect("changed");
        app.clock.turn(1000 * DAY);
        assert_eq!(keep_retention(&app, &site).await.expect("kept"), 0);
        app.close().await.expect("closed");
    }
}
