//! Events read back as they were stored, for whoever must remember what went on before a restart.

use std::sync::Arc;

use datafusion::logical_expr::{col, lit};
use uc_engine::event::{Event, Millis};

use super::library::{EVENTS, moment};
use super::scope::Scope;
use super::sites_table::SitesTable;
use crate::columns;
use crate::error::EventsError;
use crate::events::Events;
use crate::log::lock;

impl Events {
    /// Returns the newest events that happened at `since` or later, at most `most` of them, in the order of their time.
    ///
    /// # Errors
    /// When the table cannot be read.
    pub async fn since(&self, since: Millis, most: usize) -> Result<Vec<Event>, EventsError> {
        let inner = Arc::clone(&self.inner);
        let read = async move {
            let _reading = inner.readers.read().await;
            let now = lock(&inner.journal.visible).now();
            let seen = SitesTable::new(now, &Scope::AllSites)?.without_model()?;
            let session = inner.library.session(Arc::new(seen))?;
            let frame = session.table(EVENTS).await?;
            // The month is what the table's files are sorted into: older ones are not even opened.
            let frame = frame.filter(col(columns::MONTH).gt_eq(lit(columns::month(since))))?;
            let frame = frame.filter(col("at").gt_eq(moment(since)))?;
            let frame = frame.sort(vec![col("at").sort(false, false)])?.limit(0, Some(most))?;
            let mut events = Vec::new();
            for batch in frame.collect().await? {
                events.extend(columns::events(&batch)?);
            }
            events.reverse();
            Ok(events)
        };
        self.run(read).await?
    }
}
