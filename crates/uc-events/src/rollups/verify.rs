//! Proof that the rollups equal the events: every figure is counted again and compared.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use datafusion::arrow::array::{Array, AsArray, RecordBatch};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Date32Type, Float64Type};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use uc_engine::event::SiteId;

use super::make::Counter;
use super::{MEASURES, VALUES, WHOLE_MONTH};
use crate::error::EventsError;
use crate::events::{Events, Inner};
use crate::figures::numbered;
use crate::log::lock;

/// Differences that are told one by one.
const TOLD: usize = 20;
/// Sums of probabilities and seconds depend on the order in which they are added, in their last digits.
const CLOSE: f64 = 1e-9;

/// What a comparison found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Verified {
    /// Days that are rolled up and were counted again.
    pub days: usize,
    /// Figures that were compared.
    pub figures: usize,
    /// Figures that differ.
    pub different: usize,
    /// The first of them.
    pub differences: Vec<Difference>,
}

/// A figure that is not what the events say.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The day, or the first day of the month.
    pub day: Date,
    /// `day` or `month`.
    pub grain: String,
    /// What it is told apart by, as `channel+source`; empty for the whole site.
    pub grouping: String,
    /// The values of that.
    pub values: Vec<String>,
    /// What was counted.
    pub measure: &'static str,
    /// What the rollup says.
    pub rolled: f64,
    /// What the events say.
    pub counted: f64,
}

/// Which rows are about the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    grain: String,
    grouping: String,
    day: i32,
    values: Vec<String>,
}

type Figures = BTreeMap<Key, [f64; MEASURES.len()]>;

impl Events {
    /// Counts again what is rolled up of a site, and compares. Days that questions do not take from the rollups are left
    /// out: those of today, and those that have changed since they were rolled up.
    ///
    /// # Errors
    /// When events or rollups cannot be read.
    pub async fn verify(&self, site: &SiteId, zone: &TimeZone) -> Result<Verified, EventsError> {
        let (inner, site, zone) = (Arc::clone(&self.inner), site.clone(), zone.clone());
        self.run(async move { inner.verify(&site, &zone).await }).await?
    }
}

impl Inner {
    async fn verify(&self, site: &SiteId, zone: &TimeZone) -> Result<Verified, EventsError> {
        // Held so that the rollups do not change while they are compared.
        let _table = self.rollups.lock().await;
        let _reading = self.readers.read().await;
        let now = lock(&self.journal.visible).now();
        let mut verified = Verified::default();
        let Some(rolled) = now.rolled.of(site, zone).cloned() else { return Ok(verified) };
        let state = self.state(now.clone(), site, zone, rolled.until()).await?;
        let counter = Counter { inner: self, now: now.clone(), site, zone };
        for (month, days) in state.months {
            let held: BTreeSet<Date> = days.keys().copied().filter(|day| rolled.holds(*day)).collect();
            let whole = rolled.holds_month(month).then_some(month);
            let counted = counter.count_days(&days, &held, whole).await?;
            let kept = self.kept_of(now.clone(), site, month).await?;
            let mut kept = figures(&kept)?;
            kept.retain(|key, _| match key.grain.as_str() {
                WHOLE_MONTH => whole.is_some(),
                _ => held.contains(&numbered(key.day)),
            });
            verified.days += held.len();
            verified.compare(&kept, &figures(&counted)?);
        }
        Ok(verified)
    }

    async fn kept_of(
        &self,
        now: crate::visible::Snapshot,
        site: &SiteId,
        month: Date,
    ) -> Result<Vec<RecordBatch>, EventsError> {
        let session = self.library.session(now.rollups)?;
        let month = month.strftime("%Y-%m");
        let query = format!("SELECT * FROM events WHERE site = '{site}' AND month = '{month}'");
        Ok(session.sql(&query).await?.collect().await?)
    }
}

impl Verified {
    fn compare(&mut self, kept: &Figures, counted: &Figures) {
        let nothing = [0.0; MEASURES.len()];
        for key in kept.keys().collect::<BTreeSet<_>>().union(&counted.keys().collect()) {
            let [rolled, counted] = [kept, counted].map(|figures| figures.get(key).unwrap_or(&nothing));
            for ((measure, rolled), counted) in MEASURES.iter().zip(rolled).zip(counted) {
                self.figures += 1;
                if (rolled - counted).abs() <= CLOSE * rolled.abs().max(1.0) {
                    continue;
                }
                self.different += 1;
                if self.differences.len() < TOLD {
                    self.differences.push(Difference {
                        day: numbered(key.day),
                        grain: key.grain.clone(),
                        grouping: key.grouping.clone(),
                        values: key.values.clone(),
                        measure: measure.name(),
                        rolled: *rolled,
                        counted: *counted,
                    });
                }
            }
        }
    }
}

fn figures(rows: &[RecordBatch]) -> Result<Figures, EventsError> {
    let mut figures = Figures::new();
    for batch in rows {
        let column = |name: &str, data_type: &DataType| {
            let column = batch.column(batch.schema().index_of(name)?);
            Ok::<_, EventsError>(cast(column, data_type)?)
        };
        let texts = ["grain", "grouping"].iter().chain(&VALUES).map(|name| column(name, &DataType::Utf8));
        let texts = texts.collect::<Result<Vec<_>, _>>()?;
        let days = column("day", &DataType::Date32)?;
        let measures = MEASURES.iter().map(|measure| column(measure.name(), &DataType::Float64));
        let measures = measures.collect::<Result<Vec<_>, _>>()?;
        for row in 0..batch.num_rows() {
            let text = |place: usize| {
                let column = texts[place].as_string::<i32>();
                column.is_valid(row).then(|| column.value(row).to_owned())
            };
            let key = Key {
                grain: text(0).unwrap_or_default(),
                grouping: text(1).unwrap_or_default(),
                day: days.as_primitive::<Date32Type>().value(row),
                values: (2..texts.len()).filter_map(text).collect(),
            };
            let mut values = [0.0; MEASURES.len()];
            for (value, column) in values.iter_mut().zip(&measures) {
                *value = column.as_primitive::<Float64Type>().value(row);
            }
            figures.insert(key, values);
        }
    }
    Ok(figures)
}
