//! Questions to the events in SQL: confined to the caller's sites, and few at a time.

use std::io::{self, Write};

use tokio::sync::{Semaphore, SemaphorePermit};
use uc_events::{Answer, Limits, QueryError, Scope};
use uc_store::Token;

use crate::{App, AppError, Kind};

/// Queries that are answered at the same time; each may use both cores and the memory that all share.
const AT_ONCE: usize = 4;

/// The places for queries.
#[derive(Debug)]
pub(crate) struct Places(Semaphore);

impl Places {
    /// Takes a place for one query.
    pub(crate) fn take(&self) -> Result<SemaphorePermit<'_>, AppError> {
        self.0.try_acquire().map_err(|_| AppError::TooManyQueries)
    }
}

impl Default for Places {
    fn default() -> Self {
        Self(Semaphore::new(AT_ONCE))
    }
}

/// How rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One JSON array of objects.
    Json,
    /// One JSON object a line.
    JsonLines,
    /// RFC 4180, with a head line.
    Csv,
}

/// Who asks.
#[derive(Debug, Clone)]
pub enum Asker {
    /// The owner of the data folder, at the machine itself.
    Owner,
    /// Somebody with a token.
    Bearer(Token),
}

/// Answers SQL about the table `events`; sees the asker's sites only, changes nothing, and ends within its limits.
///
/// # Errors
/// When the query is wrong, meets a limit, or too many others are being answered.
pub async fn sql(app: &App, query: &str, asker: &Asker) -> Result<Answer, AppError> {
    let scope = match asker {
        Asker::Owner => Scope::AllSites,
        Asker::Bearer(token) => token.site.clone().map_or(Scope::AllSites, |site| Scope::Sites(vec![site])),
    };
    let place = app.queries.take()?;
    let answer = app.events.sql(query, &scope, &Limits::default()).await;
    drop(place);
    answer.map_err(|error| app.note(AppError::Query(error)))
}

/// Writes an answer.
///
/// # Errors
/// Those of the writer.
pub fn write(answer: &Answer, form: Form, out: &mut impl Write) -> io::Result<()> {
    match form {
        Form::Json => answer.write_json(out),
        Form::JsonLines => answer.write_json_lines(out),
        Form::Csv => answer.write_csv(out),
    }
}

pub(crate) fn kind(error: &QueryError) -> Kind {
    match error {
        QueryError::Invalid(_)
        | QueryError::TooLong { .. }
        | QueryError::TookTooLong { .. }
        | QueryError::TooLarge => Kind::Invalid,
        QueryError::Closed => Kind::Unavailable,
        QueryError::Failed(_) => Kind::Internal,
    }
}

pub(crate) fn code(error: &QueryError) -> &'static str {
    match error {
        QueryError::Invalid(_) => "query_refused",
        QueryError::TooLong { .. } => "query_too_long",
        QueryError::TookTooLong { .. } => "query_too_slow",
        QueryError::TooLarge => "query_too_large",
        QueryError::Closed => "closing",
        QueryError::Failed(_) => "internal",
    }
}
