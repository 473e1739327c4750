//! What the model said of landings: a table of its own, since events never change.
//!
//! Keyed by site and event, with the run that said it. A run judges one month of one site, and takes the place of the
//! run before in one commit; `events`, as it is asked, joins what the latest runs say.

use std::sync::{Arc, LazyLock};

use datafusion::arrow::array::{Float64Array, RecordBatch, StringArray, TimestampMicrosecondArray};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef, TimeUnit};
use uc_engine::event::{EventId, Millis, SiteId};
use uc_engine::source::{Channel, Evidence};

use crate::columns::{self, MONTH};
use crate::error::EventsError;
use crate::events::Events;
use crate::log::lock;
use crate::table::Form;

/// What a run said of one landing.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate {
    /// Which landing.
    pub id: EventId,
    /// Where it came from, as far as the model can tell.
    pub channel: Channel,
    /// Who sent the visitor.
    pub source: Option<String>,
    /// How that is known.
    pub evidence: Evidence,
    /// The probability of private sharing.
    pub p_dark: f64,
}

/// One month of one site, judged at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Which site.
    pub site: SiteId,
    /// Any moment of the month that was judged.
    pub month_of: Millis,
    /// When it was judged.
    pub at: Millis,
}

static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
    let text = |name| Field::new(name, DataType::Utf8, true);
    Arc::new(Schema::new(vec![
        text("id"),
        text("site"),
        Field::new("run", DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())), true),
        text("channel"),
        text("source"),
        text("evidence"),
        Field::new("p_dark", DataType::Float64, true),
        text(MONTH),
    ]))
});

/// The table of estimates.
pub(crate) fn form() -> Form {
    Form { schema: Arc::clone(&SCHEMA), partitions: &["site", MONTH], order: &["id"], unique: &["id"] }
}

impl Events {
    /// Keeps what a run said, in the place of what the run before said of that month.
    ///
    /// # Errors
    /// The earlier run's words stay then.
    pub async fn keep_estimates(&self, run: &Run, estimates: &[Estimate]) -> Result<(), EventsError> {
        let (rows, inner) = (batch(run, estimates), Arc::clone(&self.inner));
        let (judged, [from, until]) = (run.site.clone(), columns::bounds(run.month_of));
        let (site, month) = (run.site.as_str().to_owned(), columns::month(run.month_of));
        let work = async move {
            let mut table = inner.estimates.lock().await;
            table.replace_part(&[("site", &site), (MONTH, &month)], &[rows]).await?;
            let provider = table.provider().await?;
            let mut visible = lock(&inner.journal.visible);
            visible.judged(provider);
            visible.change_rolled(|rolled| rolled.touch_all(&judged, from, until));
            Ok(())
        };
        self.run(work).await?
    }
}

fn batch(run: &Run, estimates: &[Estimate]) -> RecordBatch {
    let same = |text: &str| StringArray::from_iter_values(estimates.iter().map(|_| text));
    let text = |get: fn(&Estimate) -> Option<&str>| estimates.iter().map(get).collect::<StringArray>();
    let ids =
        StringArray::from_iter_values(estimates.iter().map(|estimate| columns::uuid_text(estimate.id.0)));
    let run_at =
        TimestampMicrosecondArray::from_iter_values(estimates.iter().map(|_| run.at.saturating_mul(1000)));
    let columns = vec![
        Arc::new(ids) as _,
        Arc::new(same(run.site.as_str())) as _,
        Arc::new(run_at.with_timezone("UTC")) as _,
        Arc::new(text(|estimate| Some(estimate.channel.name()))) as _,
        Arc::new(text(|estimate| estimate.source.as_deref())) as _,
        Arc::new(text(|estimate| Some(estimate.evidence.name()))) as _,
        Arc::new(estimates.iter().map(|estimate| Some(estimate.p_dark)).collect::<Float64Array>()) as _,
        Arc::new(same(&columns::month(run.month_of))) as _,
    ];
    RecordBatch::try_new(Arc::clone(&SCHEMA), columns).expect("the columns are those of the schema above")
}
