//! What a table's log knows of its files, without a look into them.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, BooleanArray, StringViewArray, TimestampMicrosecondArray};
use datafusion::common::Column;
use datafusion::common::ScalarValue;
use datafusion::common::pruning::PruningStatistics;
use deltalake::kernel::LogicalFileView;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

/// Columns of events with a range that is worth knowing: rows are sorted by them.
const SITE: &str = "site";
const AT: &str = "at";
/// The log has times in milliseconds, cut off.
const CUT_OFF: i64 = 999;

/// Of each column, what stands in each file at least and at most.
#[derive(Debug)]
pub(super) struct Known {
    files: usize,
    ranges: BTreeMap<String, [ArrayRef; 2]>,
    never_null: Vec<String>,
}

/// What the log keeps for a file, as the protocol of Delta Lake has it ("Per-file Statistics").
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Told {
    min_values: BTreeMap<String, Value>,
    max_values: BTreeMap<String, Value>,
    null_count: BTreeMap<String, Value>,
}

impl Known {
    pub(super) fn of(files: &[LogicalFileView], partitions: &[&str]) -> Self {
        // Statistics that cannot be read say nothing.
        let read = |file: &LogicalFileView| {
            file.stats().and_then(|text| serde_json::from_str::<Told>(&text).ok()).unwrap_or_default()
        };
        let told: Vec<Told> = files.iter().map(read).collect();
        let texts = |values: Vec<Option<String>>| Arc::new(StringViewArray::from(values)) as ArrayRef;
        let mut ranges = BTreeMap::new();
        let mut never_null = Vec::new();
        for name in partitions {
            let value = |file: &LogicalFileView| file.partition_values_map().remove(*name).flatten();
            let values: Vec<Option<String>> = files.iter().map(value).collect();
            if values.iter().all(Option::is_some) {
                never_null.push((*name).to_owned());
            }
            ranges.insert((*name).to_owned(), [texts(values.clone()), texts(values)]);
        }
        if !partitions.contains(&SITE) {
            let text = |values: &BTreeMap<String, Value>| values.get(SITE)?.as_str().map(str::to_owned);
            let least = texts(told.iter().map(|told| text(&told.min_values)).collect());
            let most = texts(told.iter().map(|told| text(&told.max_values)).collect());
            ranges.insert(SITE.to_owned(), [least, most]);
            if told.iter().all(|told| told.null_count.get(SITE).and_then(Value::as_u64) == Some(0)) {
                never_null.push(SITE.to_owned());
            }
        }
        let time = |values: &BTreeMap<String, Value>| {
            let text = values.get(AT)?.as_str()?;
            text.parse::<Timestamp>().ok().map(Timestamp::as_microsecond)
        };
        let times = |times: Vec<Option<i64>>| {
            Arc::new(TimestampMicrosecondArray::from(times).with_timezone("UTC")) as ArrayRef
        };
        let first = told.iter().map(|told| time(&told.min_values)).collect();
        let last = told.iter().map(|told| time(&told.max_values).map(|at| at + CUT_OFF)).collect();
        ranges.insert(AT.to_owned(), [times(first), times(last)]);
        Self { files: files.len(), ranges, never_null }
    }

    /// Tells whether each row of each file has a value in this column.
    pub(super) fn is_never_null(&self, name: &str) -> bool {
        self.never_null.iter().any(|known| known == name)
    }

    fn range(&self, column: &Column) -> Option<&[ArrayRef; 2]> {
        self.ranges.get(column.name())
    }
}

impl PruningStatistics for Known {
    fn min_values(&self, column: &Column) -> Option<ArrayRef> {
        self.range(column).map(|[least, _]| Arc::clone(least))
    }

    fn max_values(&self, column: &Column) -> Option<ArrayRef> {
        self.range(column).map(|[_, most]| Arc::clone(most))
    }

    fn num_containers(&self) -> usize {
        self.files
    }

    fn null_counts(&self, _: &Column) -> Option<ArrayRef> {
        None
    }

    fn row_counts(&self) -> Option<ArrayRef> {
        None
    }

    fn contained(&self, _: &Column, _: &HashSet<ScalarValue>) -> Option<BooleanArray> {
        None
    }
}
