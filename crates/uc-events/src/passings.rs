//! What stored events tell of passing on: those that bear a token, with the columns that share trees read.

use std::sync::Arc;

use datafusion::arrow::array::{Array, AsArray, RecordBatch};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Int64Type, TimestampMicrosecondType};
use datafusion::arrow::error::ArrowError;
use datafusion::logical_expr::col;
use futures::StreamExt;
use uc_engine::event::{EventId, EventKind, Millis, SiteId};
use uc_engine::share::{Passing, PassingColumns};

use crate::columns;
use crate::error::EventsError;
use crate::events::Events;
use crate::log::lock;

/// The columns that are read.
const COLUMNS: [&str; 12] = [
    "id",
    "at",
    "name",
    "kind",
    "landing",
    "url",
    "path",
    "source",
    "visitor",
    "token",
    "parent_token",
    "messenger",
];

/// A stored event that bears a token: some 400 bytes.
#[derive(Debug, Clone, PartialEq)]
pub struct TokenEvent {
    id: EventId,
    site: Arc<str>,
    at: Millis,
    name: String,
    kind: EventKind,
    landing: bool,
    url: String,
    path: String,
    source: Option<String>,
    visitor: Option<u64>,
    token: Option<String>,
    parent_token: Option<String>,
    messenger: Option<String>,
}

/// Events with tokens of some time.
#[derive(Debug, Clone, PartialEq)]
pub struct TokenEvents {
    /// They, in no order.
    pub events: Vec<TokenEvent>,
    /// Whether there were more than were wanted.
    pub has_more: bool,
}

impl TokenEvent {
    /// Returns what share trees look at; `None` where the tokens are none, or nothing was passed on.
    pub fn passing(&self) -> Option<Passing<'_>> {
        Passing::of_columns(&PassingColumns {
            id: self.id,
            site: &self.site,
            at: self.at,
            name: &self.name,
            kind: self.kind,
            landing: self.landing,
            url: &self.url,
            path: &self.path,
            source: self.source.as_deref(),
            visitor: self.visitor,
            token: self.token.as_deref(),
            parent_token: self.parent_token.as_deref(),
            messenger: self.messenger.as_deref(),
        })
    }
}

impl Events {
    /// Reads the events of a site that bear a token, from one moment until before another; at most `most` of them.
    ///
    /// # Errors
    /// When the table cannot be read.
    pub async fn with_tokens(
        &self,
        site: &SiteId,
        from: Millis,
        until: Millis,
        most: usize,
    ) -> Result<TokenEvents, EventsError> {
        let (inner, site) = (Arc::clone(&self.inner), site.clone());
        let work = async move {
            let _reading = inner.readers.read().await;
            let now = lock(&inner.journal.visible).now();
            let bears = col("token").is_not_null().or(col("parent_token").is_not_null());
            let frame = inner.library.stored(now, &site, from, until).await?.filter(bears)?;
            let mut rows = frame.select_columns(&COLUMNS)?.execute_stream().await?;
            let mut found = TokenEvents { events: Vec::new(), has_more: false };
            let name: Arc<str> = site.as_str().into();
            while let Some(batch) = rows.next().await {
                found.events.extend(read(&batch?, &name)?);
                if found.events.len() > most {
                    found.events.truncate(most);
                    found.has_more = true;
                    break;
                }
            }
            Ok(found)
        };
        self.run(work).await?
    }
}

fn read(batch: &RecordBatch, site: &Arc<str>) -> Result<Vec<TokenEvent>, ArrowError> {
    let schema = columns::schema();
    let column = |name: &str| {
        let missing = || ArrowError::SchemaError(format!("no column {name}"));
        let wanted = schema.field_with_name(name)?.data_type();
        batch.column_by_name(name).ok_or_else(missing).and_then(|column| cast(column, wanted))
    };
    let texts = |name: &str| {
        let column = column(name)?;
        debug_assert_eq!(column.data_type(), &DataType::Utf8);
        Ok::<_, ArrowError>(column.as_string::<i32>().clone())
    };
    let (ids, names, kinds, urls) = (texts("id")?, texts("name")?, texts("kind")?, texts("url")?);
    let (paths, sources, tokens) = (texts("path")?, texts("source")?, texts("token")?);
    let (parents, messengers) = (texts("parent_token")?, texts("messenger")?);
    let (times, landings, visitors) = (column("at")?, column("landing")?, column("visitor")?);
    let times = times.as_primitive::<TimestampMicrosecondType>();
    let (landings, visitors) = (landings.as_boolean(), visitors.as_primitive::<Int64Type>());
    let wrong = || ArrowError::ParseError("an event without a legal id or kind".to_owned());
    let some = |column: &datafusion::arrow::array::StringArray, row: usize| {
        column.is_valid(row).then(|| column.value(row).to_owned())
    };
    (0..batch.num_rows())
        .map(|row| {
            let id = uuid::Uuid::parse_str(ids.value(row)).map_err(|_| wrong())?;
            Ok(TokenEvent {
                id: EventId(id.as_u128()),
                site: Arc::clone(site),
                at: times.value(row) / 1000,
                name: names.value(row).to_owned(),
                kind: EventKind::parse(kinds.value(row)).ok_or_else(wrong)?,
                landing: landings.is_valid(row) && landings.value(row),
                url: urls.value(row).to_owned(),
                path: paths.value(row).to_owned(),
                source: some(&sources, row),
                visitor: visitors.is_valid(row).then(|| visitors.value(row).cast_unsigned()),
                token: some(&tokens, row),
                parent_token: some(&parents, row),
                messenger: some(&messengers, row),
            })
        })
        .collect()
}
