//! From what a site sends to what is stored: looks the site up, lets the engine judge, and keeps what is to be kept.
//!
//! The rules are steps of [`uc_engine::ingest`]; here is what these are given (the site's rules, the salt of the day) and
//! what remembers between events: user agents that were read, and the visits that go on.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use uc_engine::event::{Event, EventId, Millis, Via};
use uc_engine::ingest::{ASSETS, Begun, Dropped, Judge, RawEvent, Request, Salt, Visits};
use uc_events::Receipt;
use uuid::{NoContext, Timestamp, Uuid};

use crate::clock::day;
use crate::{App, AppError, Outcome, line_ids};

/// Visits that can go on at once, in all: some 60 bytes each.
const MOST_VISITS: usize = 1 << 20;
/// Parts of these, so that threads seldom wait for each other.
const VISIT_PARTS: usize = 32;
/// Judges; each remembers some megabytes of user agents at most.
const JUDGES: usize = 4;

/// Events that are judged without a pause.
const AT_ONCE: usize = 64;

/// An event as it came in, with the site that it names.
#[derive(Debug, Clone)]
pub struct Submission {
    /// The site's id, as it was sent.
    pub site: String,
    /// The origin of the page, where a browser names it (`Origin`); no script can make it say another.
    pub origin: Option<String>,
    /// The event.
    pub raw: RawEvent,
    /// The request that brought it.
    pub request: Request,
}

/// What the collector remembers between events.
pub(crate) struct Desk {
    judges: [Mutex<Judge>; JUDGES],
    turn: AtomicUsize,
    visits: Vec<Mutex<Visits>>,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let part = || Mutex::new(Visits::new(MOST_VISITS / VISIT_PARTS));
        Self {
            judges: std::array::from_fn(|_| Mutex::new(Judge::new())),
            turn: AtomicUsize::new(0),
            visits: std::iter::repeat_with(part).take(VISIT_PARTS).collect(),
        }
    }

    /// Brings back a visit from an event that was stored before the program began.
    pub(crate) fn recall(&self, event: &Event) {
        self.visits(event.visitor).recall(event);
    }

    /// Lends a judge that nobody has right now, if there is one.
    pub(crate) fn judge(&self) -> MutexGuard<'_, Judge> {
        let free = self.judges.iter().find_map(|judge| judge.try_lock().ok());
        free.unwrap_or_else(|| {
            let turn = self.turn.fetch_add(1, Ordering::Relaxed) % JUDGES;
            self.judges[turn].lock().unwrap_or_else(PoisonError::into_inner)
        })
    }

    fn visits(&self, visitor: Option<u64>) -> MutexGuard<'_, Visits> {
        let part = visitor.unwrap_or(0) as usize % VISIT_PARTS;
        self.visits[part].lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Takes events in; returns one outcome for each, in their order, when those that are stored are safe on disk.
///
/// # Errors
/// Nothing is stored then; [`AppError::Busy`] asks to try again in a moment.
pub async fn collect(app: &App, submissions: Vec<Submission>) -> Result<Vec<Outcome>, AppError> {
    let salt = app.salts.of(app.clock.now(), &app.store).await.map_err(|error| app.note(error))?;
    let mut outcomes = Vec::with_capacity(submissions.len());
    let mut events = Vec::with_capacity(submissions.len());
    for (number, submission) in submissions.into_iter().enumerate() {
        if number % AT_ONCE == AT_ONCE - 1 {
            // A thousand events are some milliseconds of work, and others are waiting.
            tokio::task::yield_now().await;
        }
        match place(app, submission, &salt) {
            // Stored, unless its receipt says otherwise.
            Ok(event) => {
                events.push(event);
                outcomes.push(Outcome::Stored);
            }
            Err(reason) => outcomes.push(Outcome::Dropped(reason)),
        }
    }
    if !events.is_empty() {
        let begun: Vec<(Option<u64>, Begun)> =
            events.iter().filter_map(|event| Some((event.visitor, Visits::begun(event)?))).collect();
        let on_their_way = app.outcomes.on_their_way(events.len());
        let appended = app.events.append(events).await;
        on_their_way.arrived();
        let receipts = match appended {
            Ok(receipts) => receipts,
            Err(error) => {
                for (visitor, begun) in begun {
                    app.desk.visits(visitor).take_back(begun);
                }
                return Err(app.note(error.into()));
            }
        };
        let kept = outcomes.iter_mut().filter(|outcome| **outcome == Outcome::Stored);
        for (outcome, receipt) in kept.zip(receipts) {
            if receipt == Receipt::Duplicate {
                *outcome = Outcome::Duplicate;
            }
        }
    }
    for outcome in &outcomes {
        app.outcomes.count(*outcome);
    }
    Ok(outcomes)
}

fn place(app: &App, submission: Submission, salt: &Salt) -> Result<Event, Dropped> {
    let Submission { site, origin, raw, request } = submission;
    let rules = app.sites.rules(&site).ok_or(Dropped::UnknownSite)?;
    check_origin(origin.as_deref(), &raw.url)?;
    let judged = app.desk.judge().judge(raw, &request, &rules, salt)?;
    let visitor = judged.event().visitor;
    let mut event = app.desk.visits(visitor).place(judged);
    if let (Via::Log, ASSETS, Some(visitor)) = (event.via, event.name.as_str(), visitor) {
        // A page brings many pictures; all but the first of a visitor's day are duplicates by their id.
        event.id = line_ids::of_assets(&event.site, visitor, day(event.at));
    }
    Ok(event)
}

/// Drops what a page on another site sends under this one's name: the browser says which page is speaking. `null` says
/// nothing (a page in a sandbox, a request that was sent on), and whoever uses no browser can send what he likes.
fn check_origin(origin: Option<&str>, url: &str) -> Result<(), Dropped> {
    let Some(origin) = origin.filter(|origin| *origin != "null") else { return Ok(()) };
    let rest = url
        .get(..origin.len())
        .filter(|start| start.eq_ignore_ascii_case(origin))
        .map(|_| &url[origin.len()..]);
    let fits = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']));
    if fits { Ok(()) } else { Err(Dropped::ForeignPage) }
}

/// Draws an id for an event whose sender chose none.
pub fn new_id(now: Millis) -> EventId {
    let now = u64::try_from(now).unwrap_or(0);
    let nanos = u32::try_from(now % 1000).expect("less than a thousand") * 1_000_000;
    EventId(Uuid::new_v7(Timestamp::from_unix(NoContext, now / 1000, nanos)).as_u128())
}

#[cfg(test)]
mod tests {
    use std::task::{Context, Waker};

    use uc_engine::ingest::{Objection, Said};

    use super::*;
    use crate::folder::Folder;
    use crate::{AppConfig, Clock, salts, sites};

    #[test]
    fn a_page_speaks_for_its_own_origin_alone() {
        let url = "https://bakery.example/bread";
        for (origin, url, expected) in [
            (None, url, true),
            (Some("null"), url, true),
            (Some("https://bakery.example"), url, true),
            (Some("https://bakery.example"), "https://bakery.example", true),
            (Some("https://bakery.example"), "https://bakery.example.evil.example/", false),
            (Some("https://evil.example"), url, false),
            (Some("http://bakery.example"), url, false),
            (Some("https://bakery.example:8443"), "https://bakery.example:8443/x", true),
            (Some("https://bakery.example"), "https://bäckerei.example/", false),
            (Some("https://b"), "https://ä", false),
        ] {
            assert_eq!(check_origin(origin, url).is_ok(), expected, "{origin:?} {url}");
        }
    }

    #[tokio::test]
    async fn an_event_whose_sender_hangs_up_is_counted_apart() {
        let place = tempfile::tempdir().expect("a folder");
        let folder = Folder::take(place.path()).expect("nobody has it");
        let (app, _) =
            App::open(&folder, AppConfig::default(), Clock::fake(1_790_000_000_000)).await.expect("opened");
        let site = sites::add(&app, "bakery.example").await.expect("a site").id.to_string();
        salts::turn(&app, app.clock.now()).await.expect("turned");
        let submission = || Submission {
            site: site.clone(),
            origin: None,
            raw: RawEvent {
                id: Some(new_id(app.clock.now())),
                name: "signup".to_owned(),
                url: "https://bakery.example/bread".to_owned(),
                ..RawEvent::default()
            },
            request: Request {
                via: Via::Server,
                received_at: app.clock.now(),
                address: None,
                user_agent: Said::Unknown,
                accept_language: Said::Unknown,
                requested_with: Said::Unknown,
                sec_fetch_site: Said::Unknown,
                purpose: Said::Unknown,
                objection: Objection::None,
            },
        };
        let outcomes = collect(&app, vec![submission()]).await.expect("taken");
        assert_eq!((outcomes, app.outcomes.unanswered()), (vec![Outcome::Stored], 0));

        let mut waiting = Box::pin(collect(&app, vec![submission()]));
        let polled = waiting.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        assert!(polled.is_pending(), "it is on its way to the disk");
        drop(waiting);
        assert_eq!((app.outcomes.of(Outcome::Stored), app.outcomes.unanswered()), (1, 1));
        app.close().await.expect("closed");
    }

    #[test]
    fn drawn_ids_differ_and_are_of_their_time() {
        let now = 1_790_000_000_123;
        let (one, other) = (new_id(now), new_id(now));
        assert_ne!(one, other);
        assert_eq!(one.0 >> 80, now as u128, "the first 48 bits of a version 7 UUID are its milliseconds");
    }
}
