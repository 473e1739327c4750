//! From the newest lines of an access log to the store, the way that events of live sites go: the site's rules, the salt
//! of the day, the clock.

use uc_engine::event::Via;

use crate::ingest::{Submission, collect};
use crate::line_ids::LineIds;
use crate::{App, AppError, LogLine, Tally, sites};

/// Lines that are read without a pause.
const AT_ONCE: usize = 64;

/// Takes lines in, for a site that is named by one of its hosts or its id; returns when their events are safe on disk.
///
/// # Errors
/// Nothing is stored then; [`AppError::Busy`] asks to try again in a moment.
pub async fn take(app: &App, site: &str, lines: &[LogLine]) -> Result<Tally, AppError> {
    let site = sites::find(app, site).await?;
    let unknown = || AppError::UnknownSite(site.id.as_str().to_owned());
    let rules = app.sites.rules(site.id.as_str()).ok_or_else(unknown)?;
    let ids = app.line_ids.get_or_try_init(|| LineIds::of(&app.store, &app.clock)).await?;
    let now = app.clock.now();
    let mut submissions = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        if number % AT_ONCE == AT_ONCE - 1 {
            tokio::task::yield_now().await;
        }
        let told = app.desk.judge().line(&line.hit(), &rules, now);
        if let Some((mut raw, request)) = told {
            debug_assert_eq!(request.via, Via::Log, "the engine takes a log for one that is being written");
            raw.id = Some(ids.id(&site.id, line));
            submissions.push(Submission { site: site.id.as_str().to_owned(), origin: None, raw, request });
        }
    }
    let lines = lines.len() as u64;
    let no_events = lines - submissions.len() as u64;
    let mut tally = Tally { lines, no_events, ..Tally::default() };
    if !submissions.is_empty() {
        for outcome in collect(app, submissions).await? {
            tally.count(outcome);
        }
    }
    Ok(tally)
}
