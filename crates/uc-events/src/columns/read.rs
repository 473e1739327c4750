//! From columns back to events.

use std::sync::Arc;

use datafusion::arrow::array::{Array, AsArray, RecordBatch};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{
    DataType, Field, Float64Type, Int64Type, SchemaRef, TimestampMicrosecondType,
};
use datafusion::arrow::error::ArrowError;
use uc_engine::event::{Event, EventId, EventKind, Millis, SiteId, Via};
use uc_engine::source::{Channel, Evidence};

use super::schema;

/// Reads events out of columns, in whatever form of text a reader gave them. Columns that are not there stay unknown.
pub(crate) fn events(batch: &RecordBatch) -> Result<Vec<Event>, ArrowError> {
    let columns = schema()
        .fields()
        .iter()
        .map(|field| match batch.column_by_name(field.name()) {
            Some(column) => cast(column, field.data_type()).map(Some),
            None => Ok(None),
        })
        .collect::<Result<Vec<_>, _>>()?;
    let row = Row { columns: &columns };
    (0..batch.num_rows()).map(|at| row.event(at)).collect()
}

/// What tells an event from all others, and when it was received.
pub(crate) struct Known {
    pub(crate) site: SiteId,
    pub(crate) id: EventId,
    pub(crate) received_at: Millis,
}

/// Reads only what tells events apart.
pub(crate) fn ids(batch: &RecordBatch) -> Result<Vec<Known>, ArrowError> {
    let named = |name| {
        let missing = || ArrowError::SchemaError(format!("no column {name}"));
        batch.column_by_name(name).ok_or_else(missing).and_then(|column| cast(column, &DataType::Utf8))
    };
    let (sites, ids) = (named("site")?, named("id")?);
    let received = batch.column_by_name("received_at").cloned();
    let received = received.map(|column| cast(&column, &DataType::Int64)).transpose()?;
    let wrong = || ArrowError::ParseError("an event without a legal id or site".to_owned());
    (0..batch.num_rows())
        .map(|at| {
            let id = uuid::Uuid::parse_str(ids.as_string::<i32>().value(at)).map_err(|_| wrong())?;
            let micros = received.as_ref().map_or(0, |column| column.as_primitive::<Int64Type>().value(at));
            Ok(Known {
                site: SiteId::parse(sites.as_string::<i32>().value(at)).ok_or_else(wrong)?,
                id: EventId(id.as_u128()),
                received_at: micros / 1000,
            })
        })
        .collect()
}

/// Brings rows into the plain form of a schema, whatever form of text a reader gave them.
pub(crate) fn plain(schema: &SchemaRef, rows: &RecordBatch) -> Result<RecordBatch, ArrowError> {
    let column = |field: &Arc<Field>| {
        let missing = || ArrowError::SchemaError(format!("no column {}", field.name()));
        rows.column_by_name(field.name())
            .ok_or_else(missing)
            .and_then(|column| cast(column, field.data_type()))
    };
    let columns = schema.fields().iter().map(column).collect::<Result<Vec<_>, _>>()?;
    RecordBatch::try_new(Arc::clone(schema), columns)
}

struct Row<'a> {
    columns: &'a [Option<Arc<dyn Array>>],
}

impl Row<'_> {
    fn column(&self, name: &str, at: usize) -> Option<&Arc<dyn Array>> {
        let place = schema().index_of(name).ok()?;
        self.columns[place].as_ref().filter(|column| column.is_valid(at))
    }

    fn text(&self, name: &str, at: usize) -> Option<String> {
        self.column(name, at).map(|column| column.as_string::<i32>().value(at).to_owned())
    }

    fn millis(&self, name: &str, at: usize) -> Option<i64> {
        self.column(name, at).map(|column| column.as_primitive::<TimestampMicrosecondType>().value(at) / 1000)
    }

    fn hash(&self, name: &str, at: usize) -> Option<u64> {
        self.column(name, at).map(|column| column.as_primitive::<Int64Type>().value(at).cast_unsigned())
    }

    fn number(&self, name: &str, at: usize) -> Option<f64> {
        self.column(name, at).map(|column| column.as_primitive::<Float64Type>().value(at))
    }

    fn named<T>(&self, name: &str, at: usize, parse: impl Fn(&str) -> Option<T>) -> Result<T, ArrowError> {
        let text = self.text(name, at).unwrap_or_default();
        parse(&text).ok_or_else(|| ArrowError::ParseError(format!("no {name} is called {text:?}")))
    }

    fn event(&self, at: usize) -> Result<Event, ArrowError> {
        let id = |text: &str| uuid::Uuid::parse_str(text).ok().map(|id| EventId(id.as_u128()));
        let text = |name| self.text(name, at);
        Ok(Event {
            id: self.named("id", at, id)?,
            site: self.named("site", at, SiteId::parse)?,
            at: self.millis("at", at).unwrap_or_default(),
            received_at: self.millis("received_at", at).unwrap_or_default(),
            via: self.named("via", at, Via::parse)?,
            name: text("name").unwrap_or_default(),
            kind: self.named("kind", at, EventKind::parse)?,
            landing: self.column("landing", at).is_some_and(|column| column.as_boolean().value(at)),
            url: text("url").unwrap_or_default(),
            host: text("host").unwrap_or_default(),
            path: text("path").unwrap_or_default(),
            title: text("title"),
            referrer: text("referrer"),
            channel: self.named("channel", at, Channel::parse)?,
            source: text("source"),
            evidence: self.named("evidence", at, Evidence::parse)?,
            p_dark: self.number("p_dark", at),
            visitor: self.hash("visitor", at),
            visit: self.hash("visit", at),
            sharer_key: self.hash("sharer_key", at),
            device: text("device"),
            browser: text("browser"),
            agent: text("agent"),
            package: text("package"),
            language: text("language"),
            country: text("country"),
            sec_fetch_site: text("sec_fetch_site"),
            token: text("token"),
            parent_token: text("parent_token"),
            messenger: text("messenger"),
            click: text("click"),
            click_key: self.hash("click_key", at),
            target: text("target"),
            value: self.number("value", at),
        })
    }
}
