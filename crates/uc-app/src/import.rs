//! From the lines of an old log, or from another program's export, to the table of events.
//!
//! Lines come in nearly the order of their time; a window sorts them, since a server writes a line when a request is
//! over. Visitors are known within one import and UTC day only: the salt is drawn at its beginning and is never written
//! anywhere. Ids come from the lines ([`crate::line_ids`]), so an import can be repeated.

use std::collections::BTreeMap;
use std::sync::Arc;

use hashbrown::HashSet;
use uc_engine::event::{Event, Millis, Via};
use uc_engine::ingest::{ASSETS, Judge, Judged, Salt, SiteRules, Told, Visits};
use uc_engine::source::{Browser, Device};
use uc_events::Receipt;

use crate::clock::day;
use crate::foreign::EventRow;
use crate::line_ids::LineIds;
use crate::{App, AppError, LogLine, Outcome, Tally, sites};

/// Events of one commit.
const COMMIT: usize = 50_000;
/// How much earlier a line may be than the newest before it, to be sorted in.
const WINDOW: Millis = 5 * 60 * 1000;
/// Events that wait in the window at most.
const MOST_WAITING: usize = 20_000;
/// Visits that go on at once.
const MOST_VISITS: usize = 1 << 18;
/// Visitors with pictures that are remembered before those of earlier days are forgotten.
const MOST_ASSETS: usize = 1 << 18;
/// Lines that are judged without a pause.
const AT_ONCE: usize = 64;

/// An import that is under way. Dropped, it leaves what was committed; the same import again does the rest.
pub struct Import {
    app: App,
    rules: Arc<SiteRules>,
    ids: LineIds,
    key: [u8; 32],
    judge: Judge,
    visits: Visits,
    /// By time and then by place: the window.
    waiting: BTreeMap<(Millis, u64), Judged>,
    newest: Millis,
    with_assets: HashSet<(u64, i64)>,
    ready: Vec<Event>,
    tally: Tally,
}

impl Import {
    /// Begins an import for a site, named by one of its hosts or by its id.
    ///
    /// # Errors
    /// When there is no such site, or the store does not answer.
    pub async fn begin(app: &App, site: &str) -> Result<Self, AppError> {
        let site = sites::find(app, site).await?;
        let rules = app.sites.rules(site.id.as_str());
        let rules = rules.ok_or_else(|| AppError::UnknownSite(site.id.as_str().to_owned()))?;
        Ok(Self {
            app: app.clone(),
            rules,
            ids: app.line_ids.get_or_try_init(|| LineIds::of(&app.store, &app.clock)).await?.clone(),
            key: uc_store::random_key()?,
            judge: Judge::new(),
            visits: Visits::new(MOST_VISITS),
            waiting: BTreeMap::new(),
            newest: Millis::MIN,
            with_assets: HashSet::new(),
            ready: Vec::new(),
            tally: Tally::default(),
        })
    }

    /// Takes lines in, in the order of the log, and stores those whose turn has come.
    ///
    /// # Errors
    /// When they could not be stored. What was committed before stays.
    pub async fn take(&mut self, lines: &[LogLine]) -> Result<(), AppError> {
        for (number, line) in lines.iter().enumerate() {
            if number % AT_ONCE == AT_ONCE - 1 {
                tokio::task::yield_now().await;
            }
            self.judge(line);
            while self.is_over() {
                self.place_first();
            }
            if self.ready.len() >= COMMIT {
                self.commit().await?;
            }
        }
        Ok(())
    }

    /// Takes events in that an export tells, in the order of their time, and stores those whose turn has come.
    ///
    /// # Errors
    /// When they could not be stored. What was committed before stays.
    pub async fn take_told(&mut self, rows: Vec<EventRow>) -> Result<(), AppError> {
        for (number, row) in rows.into_iter().enumerate() {
            if number % AT_ONCE == AT_ONCE - 1 {
                tokio::task::yield_now().await;
            }
            self.judge_told(row);
            while self.is_over() {
                self.place_first();
            }
            if self.ready.len() >= COMMIT {
                self.commit().await?;
            }
        }
        Ok(())
    }

    /// Stores what is left, and returns what became of all lines.
    ///
    /// # Errors
    /// When it could not be stored.
    pub async fn finish(mut self) -> Result<Tally, AppError> {
        while !self.waiting.is_empty() {
            self.place_first();
        }
        self.commit().await?;
        Ok(self.tally)
    }

    fn judge(&mut self, line: &LogLine) {
        self.tally.lines += 1;
        let told = self.judge.line(&line.hit(), &self.rules, self.app.clock.now());
        let Some((mut raw, mut request)) = told else {
            self.tally.no_events += 1;
            return;
        };
        raw.id = Some(self.ids.id(&self.rules.id, line));
        request.via = Via::Import;
        let salt = self.salt(day(line.at.saturating_mul(1000)));
        match self.judge.judge(raw, &request, &self.rules, &salt) {
            Ok(judged) if !self.is_first(judged.event()) => self.tally.no_events += 1,
            Ok(judged) => {
                let at = judged.event().at;
                self.newest = self.newest.max(at);
                self.waiting.insert((at, self.tally.lines), judged);
            }
            Err(reason) => self.count(Outcome::Dropped(reason)),
        }
    }

    fn judge_told(&mut self, row: EventRow) {
        self.tally.lines += 1;
        let told = Told {
            visitor: row.visitor,
            device: row.device.as_deref().map(Device::named),
            browser: row.browser.as_deref().map(Browser::named),
        };
        let id = self.ids.of_told(&self.rules.id, row.identity);
        let (raw, request) = row.submission(id, self.app.clock.now());
        let salt = self.salt(day(raw.at.unwrap_or_default()));
        match self.judge.judge(raw, &request, &self.rules, &salt) {
            Ok(judged) => {
                let judged = judged.with(&told, &salt);
                let at = judged.event().at;
                self.newest = self.newest.max(at);
                self.waiting.insert((at, self.tally.lines), judged);
            }
            Err(reason) => self.count(Outcome::Dropped(reason)),
        }
    }

    /// Returns the salt of a day, of this import alone.
    fn salt(&self, day: i64) -> Salt {
        Salt(*blake3::keyed_hash(&self.key, &day.to_le_bytes()).as_bytes())
    }

    /// Tells whether an event is to be kept: of a visitor's pictures the first one of the day, everything else always.
    fn is_first(&mut self, event: &Event) -> bool {
        if event.name != ASSETS {
            return true;
        }
        if self.with_assets.len() >= MOST_ASSETS {
            let yesterday = day(self.newest) - 1;
            self.with_assets.retain(|(_, day)| *day >= yesterday);
        }
        event.visitor.is_some_and(|visitor| self.with_assets.insert((visitor, day(event.at))))
    }

    /// Tells whether the turn of the first in the window has come.
    fn is_over(&self) -> bool {
        let first = self.waiting.first_key_value();
        first.is_some_and(|((at, _), _)| *at < self.newest - WINDOW) || self.waiting.len() > MOST_WAITING
    }

    fn place_first(&mut self) {
        if let Some((_, judged)) = self.waiting.pop_first() {
            self.ready.push(self.visits.place(judged));
        }
    }

    async fn commit(&mut self) -> Result<(), AppError> {
        if self.ready.is_empty() {
            return Ok(());
        }
        let receipts = self.app.events.import(std::mem::take(&mut self.ready)).await;
        for receipt in receipts.map_err(|error| self.app.note(error.into()))? {
            self.count(match receipt {
                Receipt::Stored => Outcome::Stored,
                Receipt::Duplicate => Outcome::Duplicate,
            });
        }
        Ok(())
    }

    fn count(&mut self, outcome: Outcome) {
        self.tally.count(outcome);
        self.app.outcomes.count(outcome);
    }
}
