//! Share trees of a site: read from stored events, and grown by the engine.

use jiff::ToSpan;
use jiff::civil::Date;
use uc_engine::event::Millis;
use uc_engine::share::{Forest, HORIZON, Passing, Selection};
use uc_events::TokenEvent;
use uc_store::Site;

use crate::figures::zone;
use crate::query::Asker;
use crate::{App, AppError, sites};

/// Events with tokens that one answer is made of: some 400 bytes each.
const MOST: usize = 1_000_000;

/// Whose trees somebody wants to see. Days are those of the site's time zone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The site, by one of its hosts or by its id.
    pub site: String,
    /// Shares of this day or later.
    pub first: Option<Date>,
    /// Shares of this day or before.
    pub last: Option<Date>,
    /// Of the page with this path.
    pub page: Option<String>,
    /// Passed on by this messenger.
    pub messenger: Option<String>,
    /// With this campaign in their address.
    pub campaign: Option<String>,
}

/// What grew.
#[derive(Debug)]
pub struct Grown {
    /// The site.
    pub site: Site,
    /// Its trees.
    pub forest: Forest,
    /// The time until which shares can still bring readers that are not there yet.
    pub now: Millis,
}

/// Grows the trees of a site.
///
/// # Errors
/// When there is no such site, the asker may not see it, or there are too many events for one answer.
pub async fn grow(app: &App, wanted: &Wanted, asker: &Asker) -> Result<Grown, AppError> {
    let site = sites::find(app, &wanted.site).await?;
    if let Asker::Bearer(token) = asker
        && let Some(own) = &token.site
        && *own != site.id
    {
        return Err(AppError::OtherSite(own.clone()));
    }
    if let (Some(first), Some(last)) = (wanted.first, wanted.last)
        && last < first
    {
        return Err(AppError::WrongQuestion("the last day is before the first".to_owned()));
    }
    let start = |day: Date| day.to_zoned(zone(&site)).map_or(0, |start| start.timestamp().as_millisecond());
    let from = wanted.first.map(start);
    let until = wanted.last.map(|last| start(last.saturating_add(1.day())));
    let place = app.queries.take()?;
    // Readers come for some days after a share, and who shares came by a link that was handed out before.
    let (earliest, latest) = (
        from.map_or(Millis::MIN / 1000, |from| from - HORIZON),
        until.map_or(Millis::MAX / 1000, |until| until + HORIZON),
    );
    let found = app.events.with_tokens(&site.id, earliest, latest, MOST).await;
    let found = found.map_err(|error| app.note(error.into()))?;
    if found.has_more {
        return Err(AppError::WrongQuestion(format!(
            "there are more than {MOST} events with tokens in this time; ask for fewer days"
        )));
    }
    let selection = Selection {
        site: None,
        page: wanted.page.clone(),
        messenger: wanted.messenger.clone(),
        campaign: wanted.campaign.as_ref().map(|campaign| campaign.to_lowercase()),
        from,
        until,
    };
    let grown = tokio::task::spawn_blocking(move || {
        let passings: Vec<Passing<'_>> = found.events.iter().filter_map(TokenEvent::passing).collect();
        Forest::grow_selected(passings, &selection)
    });
    let forest = grown.await.map_err(|_| AppError::Closing)?;
    drop(place);
    Ok(Grown { site, forest, now: app.clock.now() })
}
