//! An answer in rows, and its forms: JSON, CSV, a table for the terminal.

use std::io::Write;

use datafusion::arrow::array::{Array, ArrayRef, RecordBatch};
use datafusion::arrow::datatypes::{DataType, SchemaRef};
use datafusion::arrow::util::display::{ArrayFormatter, FormatOptions};
use serde::{Serialize, Serializer};

use super::scope::Limits;

/// Rows under named columns.
#[derive(Debug, Clone)]
pub struct Answer {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
    rows: usize,
    bytes: usize,
    /// Whether rows were cut off.
    pub cut: bool,
}

/// Whole numbers beyond this lose digits in readers that know only floating-point numbers.
const LARGEST_EXACT: u64 = 1 << 53;

impl Answer {
    pub(super) fn new(schema: SchemaRef) -> Self {
        Self { schema, batches: Vec::new(), rows: 0, bytes: 0, cut: false }
    }

    /// Adds rows up to the limits; says whether there is room for more.
    pub(super) fn add(&mut self, batch: RecordBatch, limits: &Limits) -> bool {
        let room = limits.rows - self.rows;
        self.cut = batch.num_rows() > room;
        let batch = if self.cut { batch.slice(0, room) } else { batch };
        let bytes = self.bytes + batch.get_array_memory_size();
        if bytes > limits.bytes {
            self.cut = true;
            return false;
        }
        self.bytes = bytes;
        self.rows += batch.num_rows();
        self.batches.push(batch);
        !self.cut
    }

    /// Returns the names of the columns.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.schema.fields().iter().map(|field| field.name().as_str())
    }

    /// Returns how many rows there are.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Returns all values as text, row by row; `None` where there is none.
    pub fn texts(&self) -> Vec<Vec<Option<String>>> {
        let options = FormatOptions::default().with_timestamp_tz_format(Some("%Y-%m-%dT%H:%M:%S%.3f%:z"));
        let mut rows = Vec::with_capacity(self.rows);
        for batch in &self.batches {
            let columns: Vec<_> = batch.columns().iter().map(|column| texts_of(column, &options)).collect();
            rows.extend(
                (0..batch.num_rows()).map(|row| columns.iter().map(|column| column[row].clone()).collect()),
            );
        }
        rows
    }

    /// Writes one JSON object a line, with the columns in their order.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write_json_lines(&self, out: &mut impl Write) -> std::io::Result<()> {
        for row in self.objects() {
            serde_json::to_writer(&mut *out, &row)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }

    /// Writes one JSON array of objects.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write_json(&self, out: &mut impl Write) -> std::io::Result<()> {
        serde_json::to_writer(&mut *out, &self.objects())?;
        out.write_all(b"\n")
    }

    /// Writes CSV (RFC 4180) with a head line.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write_csv(&self, out: &mut impl Write) -> std::io::Result<()> {
        let line = |cells: &mut dyn Iterator<Item = &str>, out: &mut dyn Write| {
            for (place, cell) in cells.enumerate() {
                let comma = if place > 0 { "," } else { "" };
                if cell.contains(['"', ',', '\n', '\r']) {
                    write!(out, "{comma}\"{}\"", cell.replace('"', "\"\""))?;
                } else {
                    write!(out, "{comma}{cell}")?;
                }
            }
            out.write_all(b"\r\n")
        };
        line(&mut self.columns(), out)?;
        for row in self.texts() {
            line(&mut row.iter().map(|cell| cell.as_deref().unwrap_or_default()), out)?;
        }
        Ok(())
    }

    fn objects(&self) -> Vec<Object<'_>> {
        let kinds: Vec<Kind> = self.schema.fields().iter().map(|field| Kind::of(field.data_type())).collect();
        let object = |row: Vec<Option<String>>| {
            let values = row.into_iter().zip(&kinds).map(|(text, kind)| kind.value(text));
            Object(self.columns().zip(values).collect())
        };
        self.texts().into_iter().map(object).collect()
    }
}

/// A row as a JSON object, its keys in the order of the columns.
struct Object<'a>(Vec<(&'a str, serde_json::Value)>);

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

/// How a column's values stand in JSON.
enum Kind {
    Number,
    Flag,
    Text,
}

impl Kind {
    fn of(data_type: &DataType) -> Self {
        match data_type {
            DataType::Boolean => Self::Flag,
            other if other.is_numeric() => Self::Number,
            _ => Self::Text,
        }
    }

    fn value(&self, text: Option<String>) -> serde_json::Value {
        let Some(text) = text else { return serde_json::Value::Null };
        match self {
            Self::Flag => serde_json::Value::Bool(text == "true"),
            Self::Number => match text.parse::<i64>() {
                Ok(number) if number.unsigned_abs() <= LARGEST_EXACT => number.into(),
                Ok(_) => text.into(),
                Err(_) => text.parse::<f64>().map_or(serde_json::Value::Null, Into::into),
            },
            Self::Text => text.into(),
        }
    }
}

fn texts_of(column: &ArrayRef, options: &FormatOptions<'_>) -> Vec<Option<String>> {
    let formatter = ArrayFormatter::try_new(column.as_ref(), options);
    let is_instant = matches!(column.data_type(), DataType::Timestamp(_, Some(_)));
    let short = |text: String| match text.strip_suffix("+00:00").filter(|_| is_instant) {
        Some(in_utc) => format!("{in_utc}Z"),
        None => text,
    };
    (0..column.len())
        .map(|row| match &formatter {
            _ if column.is_null(row) => None,
            Ok(formatter) => Some(short(formatter.value(row).to_string())),
            Err(_) => None,
        })
        .collect()
}
