//! An answer in rows, and its forms: JSON, CSV, a table for the terminal.

use std::io::Write;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::SchemaRef;

use super::scope::Limits;
use crate::rows;

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
        self.batches.iter().flat_map(rows::texts).collect()
    }

    /// Writes one JSON object a line, with the columns in their order.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write_json_lines(&self, out: &mut impl Write) -> std::io::Result<()> {
        self.batches.iter().try_for_each(|batch| rows::write_json_lines(batch, out))
    }

    /// Writes one JSON array of objects.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write_json(&self, out: &mut impl Write) -> std::io::Result<()> {
        let objects: Vec<_> = self.batches.iter().flat_map(rows::objects).collect();
        serde_json::to_writer(&mut *out, &objects)?;
        out.write_all(b"\n")
    }

    /// Writes CSV (RFC 4180) with a head line. A text that a spreadsheet would take for a formula has an apostrophe
    /// before it.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write_csv(&self, out: &mut impl Write) -> std::io::Result<()> {
        rows::write_csv_head(&self.schema, out)?;
        self.batches.iter().try_for_each(|batch| rows::write_csv(batch, out))
    }
}
