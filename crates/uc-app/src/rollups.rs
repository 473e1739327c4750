//! Keeps the rollups up with the events, makes them again, and proves that they are right.

use std::time::Duration;

use uc_events::Verified;
use uc_store::Site;

use crate::figures::{today, zone};
use crate::{App, AppError, sites};

/// How often a running server looks for days that are over, or have changed.
const PAUSE: Duration = Duration::from_mins(1);
/// How long the first time waits: the program should be up before it counts.
const FIRST: Duration = Duration::from_secs(2);

/// What was made again for a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebuilt {
    /// The site's host.
    pub host: String,
    /// Days that were counted.
    pub days: usize,
    /// Events on them.
    pub events: u64,
}

/// Rolls up what is over, again and again, for as long as it is polled.
pub async fn watch(app: &App) {
    let mut wait = FIRST;
    loop {
        tokio::time::sleep(wait).await;
        if let Err(error) = keep_up(app).await {
            drop(app.note(error));
        }
        wait = PAUSE;
    }
}

/// Rolls up the days of all sites that are over and are not rolled up, or no longer.
///
/// # Errors
/// When the store does not answer, or events cannot be read. Figures are counted in the events then.
pub async fn keep_up(app: &App) -> Result<(), AppError> {
    for site in sites::list(app).await? {
        let (zone, today) = (zone(&site), today(&site, app.clock.now()));
        if app.events.wants_rolling_up(&site.id, &zone, today) {
            app.events.roll_up(&site.id, &zone, today).await?;
        }
    }
    Ok(())
}

/// Throws the rollups of all sites, or of one, away and counts them again.
///
/// # Errors
/// When there is no such site, or events cannot be read.
pub async fn rebuild(app: &App, named: Option<&str>) -> Result<Vec<Rebuilt>, AppError> {
    let mut rebuilt = Vec::new();
    let chosen = match named {
        Some(named) => vec![sites::find(app, named).await?],
        None => sites::list(app).await?,
    };
    for site in chosen {
        let rolling = app.events.rebuild(&site.id, &zone(&site), today(&site, app.clock.now())).await?;
        rebuilt.push(Rebuilt {
            host: site.host.as_str().to_owned(),
            days: rolling.days,
            events: rolling.events,
        });
    }
    Ok(rebuilt)
}

/// Counts again what is rolled up, and compares.
///
/// # Errors
/// When the store does not answer, or events cannot be read.
pub(crate) async fn verify(app: &App) -> Result<Vec<(Site, Verified)>, AppError> {
    keep_up(app).await?;
    let mut verified = Vec::new();
    for site in sites::list(app).await? {
        let found = app.events.verify(&site.id, &zone(&site)).await?;
        verified.push((site, found));
    }
    Ok(verified)
}
