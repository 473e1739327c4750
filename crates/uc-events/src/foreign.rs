//! Parquet files of other programs, read row by row as JSON objects. Nothing of what they say is believed.

use std::collections::VecDeque;
use std::fs::File;
use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::arrow::datatypes::{DataType, Field, Schema};
use datafusion::arrow::json::LineDelimitedWriter;
use deltalake::parquet::arrow::ProjectionMask;
use deltalake::parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};
use deltalake::parquet::file::metadata::{ColumnChunkMetaData, RowGroupMetaData};
use serde_json::{Map, Value};

/// Rows that are unpacked together.
const ROWS: usize = 256;
/// As many values of one column may stand in a row, on average, and besides in a row group.
const VALUES_IN_ROW: i64 = 1_000;
const VALUES_BESIDES: i64 = 1 << 20;
/// Bytes of one column in a row group.
const MOST_BYTES: i64 = 1 << 30;
/// Bytes of the texts of rows that are unpacked together, and of their other values.
const MOST_TEXT: usize = 32 << 20;

/// Why a Parquet file cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ParquetFault {
    /// It is no Parquet file, or a damaged one.
    #[error("no Parquet file, or a damaged one: {0}")]
    Damaged(String),
    /// Its rows hold lists of such a length that they are no events.
    #[error("its rows hold too many values")]
    TooMuch,
    /// It has none of the columns that are looked for.
    #[error("it has none of the columns that are looked for")]
    NoColumns,
}

/// The rows of a Parquet file.
pub struct ParquetRows {
    batches: ParquetRecordBatchReader,
    ready: VecDeque<Map<String, Value>>,
}

impl ParquetRows {
    /// Opens a file, to read some of its columns; those that it lacks are left out.
    ///
    /// # Errors
    /// When it is no Parquet file, or its own account of itself is absurd.
    pub fn open(file: File, columns: &[&str]) -> Result<Self, ParquetFault> {
        let told = ArrowReaderMetadata::load(&file, ArrowReaderOptions::new()).map_err(damaged)?;
        let fields = told.schema().fields().iter().map(viewed).collect::<Vec<_>>();
        let options = ArrowReaderOptions::new().with_schema(Arc::new(Schema::new(fields)));
        let builder =
            ParquetRecordBatchReaderBuilder::try_new_with_options(file, options).map_err(damaged)?;
        if builder.metadata().row_groups().iter().any(is_absurd) {
            return Err(ParquetFault::TooMuch);
        }
        let root = builder.parquet_schema().root_schema();
        let fields = root.get_fields().iter().enumerate();
        let wanted: Vec<usize> =
            fields.filter(|(_, field)| columns.contains(&field.name())).map(|(place, _)| place).collect();
        if wanted.is_empty() {
            return Err(ParquetFault::NoColumns);
        }
        let mask = ProjectionMask::roots(builder.parquet_schema(), wanted);
        let batches = builder.with_projection(mask).with_batch_size(ROWS).build().map_err(damaged)?;
        Ok(Self { batches, ready: VecDeque::new() })
    }

    /// Reads the next row; nothing at the end. What is null is left out.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn next_row(&mut self) -> Result<Option<Map<String, Value>>, ParquetFault> {
        while self.ready.is_empty() {
            let Some(batch) = self.batches.next() else { return Ok(None) };
            let batch = batch.map_err(damaged)?;
            if batch.columns().iter().map(length).sum::<usize>() > MOST_TEXT {
                return Err(ParquetFault::TooMuch);
            }
            let mut lines = LineDelimitedWriter::new(Vec::new());
            lines.write(&batch).and_then(|()| lines.finish()).map_err(damaged)?;
            let text = lines.into_inner();
            // A row of nulls is a line, too.
            for line in text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
                self.ready.push_back(serde_json::from_slice(line).map_err(damaged)?);
            }
        }
        Ok(self.ready.pop_front())
    }
}

/// Texts are read as views, so that one that stands in a million rows is in memory once.
fn viewed(field: &Arc<Field>) -> Arc<Field> {
    let data_type = match field.data_type() {
        DataType::Utf8 | DataType::LargeUtf8 => DataType::Utf8View,
        DataType::List(item) => DataType::List(viewed(item)),
        DataType::Struct(fields) => DataType::Struct(fields.iter().map(viewed).collect()),
        other => other.clone(),
    };
    Arc::new(field.as_ref().clone().with_data_type(data_type))
}

/// Returns how many bytes all texts of a column have when they are written out.
fn length(column: &ArrayRef) -> usize {
    match column.data_type() {
        DataType::Utf8View => column.as_string_view().iter().flatten().map(str::len).sum(),
        DataType::List(_) => length(column.as_list::<i32>().values()),
        DataType::Struct(_) => column.as_struct().columns().iter().map(length).sum(),
        _ => column.get_array_memory_size(),
    }
}

fn is_absurd(group: &RowGroupMetaData) -> bool {
    let most = group.num_rows().max(0).saturating_mul(VALUES_IN_ROW).saturating_add(VALUES_BESIDES);
    let too_much =
        |column: &ColumnChunkMetaData| column.num_values() > most || column.uncompressed_size() > MOST_BYTES;
    group.columns().iter().any(too_much)
}

fn damaged(error: impl std::fmt::Display) -> ParquetFault {
    ParquetFault::Damaged(error.to_string())
}

#[cfg(test)]
mod tests {
    use std::io::{Seek, Write};

    use datafusion::arrow::array::{Int64Array, ListArray, RecordBatch, StringArray};
    use datafusion::arrow::buffer::OffsetBuffer;
    use deltalake::parquet::arrow::ArrowWriter;

    use super::*;

    fn file(bytes: &[u8]) -> File {
        let mut file = tempfile::tempfile().expect("a file");
        file.write_all(bytes).expect("written");
        file.rewind().expect("a file");
        file
    }

    /// Writes rows with a list of so many numbers in each.
    fn parquet(rows: usize, values: usize) -> Vec<u8> {
        let item = Arc::new(Field::new("item", DataType::Int64, true));
        let numbers = Arc::new(Int64Array::from(vec![7; rows * values]));
        let lists = OffsetBuffer::from_lengths(std::iter::repeat_n(values, rows));
        let fields = vec![
            Field::new("name", DataType::Utf8, true),
            Field::new("numbers", DataType::List(Arc::clone(&item)), true),
            Field::new("other", DataType::Int64, true),
        ];
        let names: StringArray = (0..rows).map(|row| (row % 2 == 0).then(|| format!("row {row}"))).collect();
        let batch = RecordBatch::try_new(
            Arc::new(Schema::new(fields)),
            vec![
                Arc::new(names),
                Arc::new(ListArray::new(item, lists, numbers, None)),
                Arc::new(Int64Array::from(vec![1; rows])),
            ],
        )
        .expect("columns");
        let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), None).expect("a writer");
        writer.write(&batch).expect("memory");
        writer.into_inner().expect("memory")
    }

    #[test]
    fn rows_come_one_by_one_with_the_wanted_columns() {
        let mut rows =
            ParquetRows::open(file(&parquet(1000, 3)), &["name", "numbers", "missing"]).expect("open");
        let mut count = 0;
        while let Some(row) = rows.next_row().expect("a row") {
            assert_eq!(row.get("name").is_some(), count % 2 == 0);
            assert_eq!(row["numbers"], serde_json::json!([7, 7, 7]));
            assert!(!row.contains_key("other"));
            count += 1;
        }
        assert_eq!(count, 1000);
    }

    #[test]
    fn a_long_text_that_stands_in_every_row_is_not_written_out() {
        let text = "x".repeat(200_000);
        let names: StringArray = (0..500).map(|_| Some(text.as_str())).collect();
        let fields = vec![Field::new("name", DataType::Utf8, true)];
        let batch =
            RecordBatch::try_new(Arc::new(Schema::new(fields)), vec![Arc::new(names)]).expect("columns");
        let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), None).expect("a writer");
        writer.write(&batch).expect("memory");
        let bytes = writer.into_inner().expect("memory");
        assert!(bytes.len() < 1_000_000, "a hundred times smaller than what it says: {}", bytes.len());
        let refused = ParquetRows::open(file(&bytes), &["name"]).expect("open").next_row();
        assert!(matches!(refused, Err(ParquetFault::TooMuch)), "{refused:?}");
    }

    #[test]
    fn files_that_are_cut_or_absurd_are_refused() {
        let whole = parquet(1000, 3);
        for bytes in [&whole[..whole.len() - 9], &whole[..12], b"PAR1PAR1", b"", b"date,visitors\n"] {
            let refused = ParquetRows::open(file(bytes), &["name"]).err();
            assert!(matches!(refused, Some(ParquetFault::Damaged(_))), "{refused:?}");
        }
        // The head is gone, and the account of it is there.
        let mut torn = whole.clone();
        torn[4..2000].fill(0xff);
        let mut rows = ParquetRows::open(file(&torn), &["name", "numbers"]).expect("open");
        assert!(std::iter::from_fn(|| rows.next_row().transpose()).any(|row| row.is_err()));
        let refused = ParquetRows::open(file(&parquet(1, 2_000_000)), &["name"]).err();
        assert!(matches!(refused, Some(ParquetFault::TooMuch)), "{refused:?}");
        let refused = ParquetRows::open(file(&whole), &["missing"]).err();
        assert!(matches!(refused, Some(ParquetFault::NoColumns)), "{refused:?}");
    }
}
