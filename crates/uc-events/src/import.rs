//! Events of the past, straight into the table.

use std::collections::HashSet;
use std::sync::Arc;

use uc_engine::event::{Event, EventId, SiteId};

use crate::columns;
use crate::error::EventsError;
use crate::events::{Events, Receipt};
use crate::log::lock;
use crate::row::EventRow;

impl Events {
    /// Stores events past the log, in one commit; returns after it, with one receipt for each. An event whose id is in
    /// the store already, at whatever age, is a duplicate: an import can be repeated.
    ///
    /// # Errors
    /// Nothing of this call is stored then.
    pub async fn import(&self, events: Vec<Event>) -> Result<Vec<Receipt>, EventsError> {
        let inner = Arc::clone(&self.inner);
        let work = async move {
            let mut table = inner.table.lock().await;
            let now = lock(&inner.journal.visible).now();
            let mut known: HashSet<(SiteId, EventId)> = inner.library.ids_around(now, &events).await?;
            let mut receipts = Vec::with_capacity(events.len());
            let mut new = Vec::new();
            for event in events {
                if known.insert((event.site.clone(), event.id)) {
                    receipts.push(Receipt::Stored);
                    new.push(event);
                } else {
                    receipts.push(Receipt::Duplicate);
                }
            }
            if !new.is_empty() {
                let rows: Vec<EventRow<'_>> = new.iter().map(EventRow::of).collect();
                let rows = columns::batch(&rows);
                table.append(&[rows], None).await?;
                let provider = table.provider().await?;
                let mut visible = lock(&inner.journal.visible);
                visible.settled(provider, None);
                visible
                    .change_rolled(|rolled| new.iter().for_each(|event| rolled.touch(&event.site, event.at)));
            }
            Ok(receipts)
        };
        self.run(work).await?
    }
}
