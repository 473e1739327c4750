//! Rows as text: CSV and JSON, the same for answers to queries and for exports.
//!
//! **Formulas.** A page's title is whatever a stranger sent, and spreadsheets take a cell that begins with `=`, `+`, `-` or
//! `@` for a formula that they run. INVARIANT: no text column of a CSV has such a cell; an apostrophe stands before it
//! (<https://owasp.org/www-community/attacks/CSV_Injection>). JSON is exact.

use std::io::{self, Write};

use datafusion::arrow::array::{Array, ArrayRef, RecordBatch};
use datafusion::arrow::datatypes::{DataType, Schema};
use datafusion::arrow::util::display::{ArrayFormatter, FormatOptions};
use serde::{Serialize, Serializer};

/// Whole numbers beyond this lose digits in readers that know only floating-point numbers.
const LARGEST_EXACT: u64 = 1 << 53;
/// What makes a spreadsheet take a cell for a formula, where it stands first.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Returns all values as text, row by row; `None` where there is none.
pub(crate) fn texts(batch: &RecordBatch) -> Vec<Vec<Option<String>>> {
    let options = FormatOptions::default().with_timestamp_tz_format(Some("%Y-%m-%dT%H:%M:%S%.3f%:z"));
    let mut columns: Vec<_> =
        batch.columns().iter().map(|column| texts_of(column, &options).into_iter()).collect();
    (0..batch.num_rows())
        .map(|_| columns.iter_mut().map(|column| column.next().flatten()).collect())
        .collect()
}

/// Writes the head line of a CSV (RFC 4180).
pub(crate) fn write_csv_head(schema: &Schema, out: &mut impl Write) -> io::Result<()> {
    let names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
    write_csv_line(names.into_iter(), out)
}

/// Writes rows of a CSV.
pub(crate) fn write_csv(batch: &RecordBatch, out: &mut impl Write) -> io::Result<()> {
    let kinds = kinds(&batch.schema());
    for row in texts(batch) {
        let cells = row.into_iter().zip(&kinds).map(|(text, kind)| match (text.unwrap_or_default(), kind) {
            (text, Kind::Text) if text.starts_with(FORMULA) => format!("'{text}"),
            (text, _) => text,
        });
        write_csv_line(cells, out)?;
    }
    Ok(())
}

fn write_csv_line<C: AsRef<str>>(cells: impl Iterator<Item = C>, out: &mut impl Write) -> io::Result<()> {
    for (place, cell) in cells.enumerate() {
        let comma = if place > 0 { "," } else { "" };
        let cell = cell.as_ref();
        if cell.contains(['"', ',', '\n', '\r']) {
            write!(out, "{comma}\"{}\"", cell.replace('"', "\"\""))?;
        } else {
            write!(out, "{comma}{cell}")?;
        }
    }
    out.write_all(b"\r\n")
}

/// Writes one JSON object a line, with the columns in their order.
pub(crate) fn write_json_lines(batch: &RecordBatch, out: &mut impl Write) -> io::Result<()> {
    for row in objects(batch) {
        serde_json::to_writer(&mut *out, &row)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// Returns rows as JSON objects.
pub(crate) fn objects(batch: &RecordBatch) -> Vec<impl Serialize + use<>> {
    let kinds = kinds(&batch.schema());
    let schema = batch.schema();
    let names: Vec<String> = schema.fields().iter().map(|field| field.name().clone()).collect();
    let object = |row: Vec<Option<String>>| {
        let values = row.into_iter().zip(&kinds).map(|(text, kind)| kind.value(text));
        Object(names.iter().cloned().zip(values).collect())
    };
    texts(batch).into_iter().map(object).collect()
}

/// A row as a JSON object, its keys in the order of the columns.
struct Object(Vec<(String, serde_json::Value)>);

impl Serialize for Object {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

/// What a column's values are.
enum Kind {
    Number,
    Flag,
    Text,
}

fn kinds(schema: &Schema) -> Vec<Kind> {
    schema.fields().iter().map(|field| Kind::of(field.data_type())).collect()
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use datafusion::arrow::array::{Int64Array, StringArray};
    use datafusion::arrow::datatypes::Field;

    use super::*;

    #[test]
    fn no_text_of_a_csv_is_a_formula_and_json_is_exact() {
        let titles = ["=1+1", "+1", "-1", "@A1", "\t=1", "a=1", "", "say \"=x\""];
        let numbers = vec![-5; titles.len()];
        let fields = vec![Field::new("title", DataType::Utf8, true), Field::new("n", DataType::Int64, true)];
        let columns: Vec<ArrayRef> =
            vec![Arc::new(StringArray::from(titles.to_vec())), Arc::new(Int64Array::from(numbers))];
        let batch = RecordBatch::try_new(Arc::new(Schema::new(fields)), columns).expect("columns");
        let mut csv = Vec::new();
        write_csv(&batch, &mut csv).expect("memory");
        let csv = String::from_utf8(csv).expect("text");
        let expected = "'=1+1,-5\r\n'+1,-5\r\n'-1,-5\r\n'@A1,-5\r\n'\t=1,-5\r\na=1,-5\r\n,-5\r\n\"say \"\"=x\"\"\",-5\r\n";
        assert_eq!(csv, expected);
        let mut json = Vec::new();
        write_json_lines(&batch, &mut json).expect("memory");
        assert!(json.starts_with(b"{\"title\":\"=1+1\",\"n\":-5}\n"));
    }
}
