//! Reading events back as they were stored.

use std::sync::Arc;

use futures::StreamExt;
use uc_engine::event::{Event, Millis, SiteId};

use crate::columns;
use crate::error::EventsError;
use crate::events::Events;
use crate::log::lock;

impl Events {
    /// Hands over all events of a site from `from` until before `until`, a few thousand at a time, in no order. What a
    /// model said of them is left out.
    ///
    /// # Errors
    /// Those of reading the table; what was handed over before stays handed over.
    pub async fn read<F>(
        &self,
        site: &SiteId,
        from: Millis,
        until: Millis,
        mut each: F,
    ) -> Result<(), EventsError>
    where
        F: FnMut(Vec<Event>) + Send + 'static,
    {
        let (inner, site) = (Arc::clone(&self.inner), site.clone());
        let work = async move {
            let _reading = inner.readers.read().await;
            let now = lock(&inner.journal.visible).now();
            let mut stream = inner.library.stored(now, &site, from, until).await?.execute_stream().await?;
            while let Some(batch) = stream.next().await {
                each(columns::events(&batch?)?);
            }
            Ok(())
        };
        self.run(work).await?
    }
}
