//! Questions to the events: SQL from outside, confined to the caller's sites, and our own.
//!
//! INVARIANT: whatever the text of a query, it reads events of the scope's sites only, changes nothing, and ends within
//! its limits. The only table is `events`; the filter on sites is part of the table, not of the query.

mod answer;
mod library;
mod recent;
mod scope;
mod sites_table;
mod utc;

pub use answer::Answer;
pub(crate) use library::{EVENTS, Library, caused, moment};
pub use scope::{Limits, QueryError, Scope};

use std::sync::Arc;

use crate::events::Events;
use crate::log::lock;

impl Events {
    /// Answers a query in SQL about the table `events`.
    ///
    /// # Errors
    /// [`QueryError::Invalid`] is the query's fault; the others say which limit it met, or that the store is closed.
    pub async fn sql(&self, query: &str, scope: &Scope, limits: &Limits) -> Result<Answer, QueryError> {
        if query.len() > limits.text {
            return Err(QueryError::TooLong { most: limits.text });
        }
        let (query, scope, limits) = (query.to_owned(), scope.clone(), *limits);
        let inner = Arc::clone(&self.inner);
        let work = async move {
            let _reading = inner.readers.read().await;
            let now = lock(&inner.journal.visible).now();
            let asked = inner.library.ask(&query, now, &scope, &limits);
            match tokio::time::timeout(limits.time, asked).await {
                Ok(answer) => answer,
                Err(_) => Err(QueryError::TookTooLong { most: limits.time }),
            }
        };
        self.run(work).await.map_err(|_| QueryError::Closed)?
    }
}
