//! What a site's days are like: how many events each has, and how many it had when it was rolled up.

use std::collections::{BTreeMap, BTreeSet};

use datafusion::arrow::array::{Array, AsArray, RecordBatch};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Date32Type, Int64Type};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use uc_engine::event::SiteId;

use super::{DAY, WHOLE_MONTH};
use crate::columns;
use crate::error::EventsError;
use crate::events::Inner;
use crate::figures::{LocalDays, before, next, numbered, start};
use crate::query::Scope;
use crate::visible::Snapshot;

/// The days of a site by their months, which are named by their first day.
#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) months: BTreeMap<Date, BTreeMap<Date, DayState>>,
    /// Months that are over and have no rollup that fits.
    pub(super) stale_months: BTreeSet<Date>,
}

/// One day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct DayState {
    /// Events that are stored.
    pub(super) events: u64,
    /// When the model last spoke of them, in microseconds since 1970.
    pub(super) run: Option<i64>,
    /// What the rollup was made of, if there is one.
    rolled: Option<(u64, Option<i64>)>,
}

impl DayState {
    /// Tells whether the rollup of the day must be made, or made again.
    pub(super) fn is_stale(&self) -> bool {
        match self.rolled {
            None => self.events > 0,
            Some(rolled) => rolled != (self.events, self.run),
        }
    }
}

/// What the rollups say that they are made of.
#[derive(Debug)]
struct Claim {
    grain: String,
    day: Date,
    zone: String,
    events: u64,
    run: Option<i64>,
}

impl Inner {
    /// Compares what was rolled up with what is stored, by numbers of events and runs of the model.
    pub(super) async fn state(
        &self,
        now: Snapshot,
        site: &SiteId,
        zone: &TimeZone,
        today: Date,
    ) -> Result<State, EventsError> {
        let zone_name = zone.iana_name().unwrap_or("UTC");
        let runs = self.runs(now.clone(), site).await?;
        let claims = self.claims(now.clone(), site).await?;
        let mut state = State::default();
        for (day, events) in self.events_by_day(now, site, zone, today).await? {
            state.day(day).events = events;
        }
        for claim in claims.iter().filter(|claim| claim.grain == DAY) {
            // Rows of another time zone count other days.
            let made_of = if claim.zone == zone_name { claim.events } else { u64::MAX };
            state.day(claim.day).rolled = Some((made_of, claim.run));
        }
        for (day, of_day) in state.months.values_mut().flatten() {
            let [first, last] = [start(zone, *day), start(zone, next(*day)) - 1].map(columns::month);
            of_day.run = runs.get(&first).max(runs.get(&last)).copied();
        }
        let whole: BTreeMap<Date, &Claim> = claims
            .iter()
            .filter(|claim| claim.grain == WHOLE_MONTH)
            .map(|claim| (claim.day, claim))
            .collect();
        for (month, days) in &state.months {
            let sum: u64 = days.values().map(|day| day.events).sum();
            let run = days.values().filter_map(|day| day.run).max();
            let fits = |claim: &&Claim| claim.events == sum && claim.run == run && claim.zone == zone_name;
            let over = month.last_of_month() < today;
            if over != whole.contains_key(month) || over && !whole.get(month).is_some_and(fits) {
                state.stale_months.insert(*month);
            }
        }
        Ok(state)
    }

    async fn events_by_day(
        &self,
        now: Snapshot,
        site: &SiteId,
        zone: &TimeZone,
        today: Date,
    ) -> Result<Vec<(Date, u64)>, EventsError> {
        let session = self.library.events_of(now, &Scope::Sites(vec![site.clone()]))?;
        let oldest = session.sql("SELECT CAST(min(at) AS DATE) FROM events").await?.collect().await?;
        let oldest = oldest.iter().find_map(|batch| {
            let days = batch.column(0).as_primitive::<Date32Type>();
            (!days.is_empty() && days.is_valid(0)).then(|| numbered(days.value(0)))
        });
        let Some(oldest) = oldest else { return Ok(Vec::new()) };
        // A day in UTC may begin on the day before elsewhere.
        let days = LocalDays::new(zone, before(oldest), before(today));
        let query = format!(
            "SELECT day, count(*) FROM (SELECT {} AS day FROM events WHERE {}) GROUP BY day",
            days.day(),
            days.condition()
        );
        let rows = session.sql(&query).await?.collect().await?;
        pairs(&rows, |day, count| (numbered(day), count))
    }

    async fn runs(&self, now: Snapshot, site: &SiteId) -> Result<BTreeMap<String, i64>, EventsError> {
        let session = self.library.session(now.estimates)?;
        let query = format!(
            "SELECT month, CAST(max(run) AS BIGINT) FROM events WHERE site = '{site}' GROUP BY month"
        );
        let mut runs = BTreeMap::new();
        for batch in session.sql(&query).await?.collect().await? {
            let months = cast(batch.column(0), &DataType::Utf8)?;
            let moments = batch.column(1).as_primitive::<Int64Type>();
            let named = months.as_string::<i32>().iter().zip(moments.iter());
            runs.extend(named.filter_map(|(month, run)| Some((month?.to_owned(), run?))));
        }
        Ok(runs)
    }

    async fn claims(&self, now: Snapshot, site: &SiteId) -> Result<Vec<Claim>, EventsError> {
        let session = self.library.session(now.rollups)?;
        let query = format!(
            "SELECT day, events, CAST(run AS BIGINT), grain, zone FROM events WHERE site = '{site}' AND grouping = ''"
        );
        let mut claims = Vec::new();
        for batch in session.sql(&query).await?.collect().await? {
            let days = batch.column(0).as_primitive::<Date32Type>();
            let events = batch.column(1).as_primitive::<Int64Type>();
            let runs = batch.column(2).as_primitive::<Int64Type>();
            let [grains, zones] = [3, 4].map(|place| cast(batch.column(place), &DataType::Utf8));
            let (grains, zones) = (grains?, zones?);
            let text = |column: &dyn Array, row| column.as_string::<i32>().value(row).to_owned();
            claims.extend((0..batch.num_rows()).map(|row| Claim {
                grain: text(&grains, row),
                day: numbered(days.value(row)),
                zone: text(&zones, row),
                events: events.value(row).unsigned_abs(),
                run: runs.is_valid(row).then(|| runs.value(row)),
            }));
        }
        Ok(claims)
    }
}

impl State {
    fn day(&mut self, day: Date) -> &mut DayState {
        self.months.entry(day.first_of_month()).or_default().entry(day).or_default()
    }
}

fn pairs<T>(rows: &[RecordBatch], pair: impl Fn(i32, u64) -> T) -> Result<Vec<T>, EventsError> {
    let mut pairs = Vec::new();
    for batch in rows {
        let days = cast(batch.column(0), &DataType::Date32)?;
        let counts = cast(batch.column(1), &DataType::Int64)?;
        let (days, counts) = (days.as_primitive::<Date32Type>(), counts.as_primitive::<Int64Type>());
        pairs
            .extend((0..batch.num_rows()).map(|row| pair(days.value(row), counts.value(row).unsigned_abs())));
    }
    Ok(pairs)
}
