//! A Delta Lake table in a local folder: Parquet files and a log of commits, which other programs can read.
//!
//! Only one thing at a time changes it; whoever does holds the [`Table`]. The library writes files without waiting for
//! the disk, and the log's segments are deleted after a commit: so files, names and the commit itself are brought to
//! disk here before a commit counts.

mod files;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, RecordBatch};
use datafusion::arrow::compute::{SortColumn, concat, interleave_record_batch, lexsort_to_indices};
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::arrow::error::ArrowError;
use datafusion::catalog::TableProvider;
use datafusion::common::Column;
use datafusion::common::tree_node::{Transformed, TreeNode};
use datafusion::logical_expr::Expr;
use deltalake::DeltaTable;
use deltalake::kernel::engine::arrow_conversion::TryIntoKernel;
use deltalake::kernel::transaction::{CommitBuilder, CommitProperties};
use deltalake::kernel::{Action, Add, LogicalFileView, StructType, Transaction};
use deltalake::operations::vacuum::VacuumMode;
use deltalake::parquet::basic::Compression;
use deltalake::parquet::file::properties::WriterProperties;
use deltalake::parquet::schema::types::ColumnPath;
use deltalake::protocol::{DeltaOperation, SaveMode};
use deltalake::writer::{DeltaWriter, RecordBatchWriter};

use futures::TryStreamExt;

use self::files::Files;
use crate::error::EventsError;
use crate::log::sync_folder;

/// Rows in a row group of a large table: enough for columns to pack well, few enough for two cores to share a file.
const ROW_GROUP: usize = 128 * 1024;
/// Rows that are brought into their order together, on their way to a file.
const AT_ONCE: usize = 8 * 1024;

/// What a table is like.
#[derive(Clone)]
pub(crate) struct Form {
    pub(crate) schema: SchemaRef,
    /// The columns whose values divide the table into folders.
    pub(crate) partitions: &'static [&'static str],
    /// The columns that rows of a file are sorted by.
    pub(crate) order: &'static [&'static str],
    /// Columns whose values hardly ever repeat.
    pub(crate) unique: &'static [&'static str],
}

/// A table that may be changed.
pub(crate) struct Table {
    folder: PathBuf,
    form: Form,
    delta: DeltaTable,
}

/// Until where the log of a writer stands in the table: written in the same commit as the rows.
pub(crate) struct Mark {
    pub(crate) writer: &'static str,
    pub(crate) number: u64,
}

impl Table {
    /// Opens a table, or makes an empty one.
    pub(crate) async fn open(folder: &Path, form: Form) -> Result<Self, EventsError> {
        std::fs::create_dir_all(folder).map_err(EventsError::file(folder))?;
        let folder = folder.canonicalize().map_err(EventsError::file(folder))?;
        let url = url::Url::from_directory_path(&folder).map_err(|()| {
            let source = std::io::Error::new(std::io::ErrorKind::InvalidInput, "no path from the root");
            EventsError::File { path: folder.clone(), source }
        })?;
        let mut delta = DeltaTable::try_from_url(url).await?;
        if delta.state.is_none() {
            if delta.verify_deltatable_existence().await? {
                delta.load().await?;
            } else {
                let schema: StructType = form.schema.as_ref().try_into_kernel()?;
                delta = delta
                    .create()
                    .with_columns(schema.fields().cloned())
                    .with_partition_columns(form.partitions.iter().copied())
                    .await?;
                sync_folder(&folder.join("_delta_log"))?;
                sync_folder(&folder)?;
            }
        }
        Ok(Self { folder, form, delta })
    }

    /// Opens a table whose rows can be made again: one that cannot be read, or has other columns, is begun anew.
    pub(crate) async fn open_cache(folder: &Path, form: Form) -> Result<Self, EventsError> {
        if let Ok(table) = Self::open(folder, form.clone()).await
            && table.has_the_columns()?
        {
            return Ok(table);
        }
        std::fs::remove_dir_all(folder).map_err(EventsError::file(folder))?;
        Self::open(folder, form).await
    }

    fn has_the_columns(&self) -> Result<bool, EventsError> {
        let wanted: StructType = self.form.schema.as_ref().try_into_kernel()?;
        Ok(*self.delta.snapshot()?.schema() == wanted)
    }

    /// Returns the table as of now, for queries.
    pub(crate) async fn provider(&self) -> Result<Arc<dyn TableProvider>, EventsError> {
        self.provider_of_files(&self.files().await?)
    }

    /// Returns the table as the library reads it.
    #[cfg(test)]
    pub(crate) async fn library_s_provider(&self) -> Arc<dyn TableProvider> {
        self.delta.table_provider().await.expect("a table")
    }

    fn provider_of_files(&self, files: &[LogicalFileView]) -> Result<Arc<dyn TableProvider>, EventsError> {
        Ok(Arc::new(Files::new(&self.folder, &self.form.schema, self.form.partitions, files)?))
    }

    /// Returns some files of the table.
    pub(crate) async fn provider_of(&self, paths: &[String]) -> Result<Arc<dyn TableProvider>, EventsError> {
        let mut files = self.files().await?;
        files.retain(|file| paths.iter().any(|path| *path == file.path()));
        self.provider_of_files(&files)
    }

    /// Returns the mark of the last commit by that writer.
    pub(crate) async fn mark(&self, writer: &str) -> Result<Option<u64>, EventsError> {
        let version =
            self.delta.snapshot()?.transaction_version(self.delta.log_store().as_ref(), writer).await?;
        Ok(version.map(i64::cast_unsigned))
    }

    /// Returns the files that the table consists of.
    pub(crate) async fn files(&self) -> Result<Vec<LogicalFileView>, EventsError> {
        let snapshot = self.delta.snapshot()?.snapshot();
        Ok(snapshot.file_views(self.delta.log_store().as_ref(), None).try_collect().await?)
    }

    /// Adds rows and returns when they are safe.
    pub(crate) async fn append(
        &mut self,
        batches: &[RecordBatch],
        mark: Option<Mark>,
    ) -> Result<(), EventsError> {
        let adds = self.write(batches).await?;
        let operation = DeltaOperation::Write { mode: SaveMode::Append, partition_by: None, predicate: None };
        self.commit(adds.into_iter().map(Action::Add).collect(), operation, mark).await
    }

    /// Puts rows in the place of files. The rows are those of the files in another order, or fewer.
    pub(crate) async fn replace(
        &mut self,
        files: &[LogicalFileView],
        batches: &[RecordBatch],
    ) -> Result<(), EventsError> {
        let adds = self.write(batches).await?;
        let gone = files.iter().map(|file| Action::Remove(file.remove_action(false)));
        let new = adds.into_iter().map(|add| Action::Add(Add { data_change: false, ..add }));
        let operation = DeltaOperation::Optimize { predicate: None, target_size: 0 };
        self.commit(new.chain(gone).collect(), operation, None).await
    }

    /// Puts rows in the place of all rows of one part of the table, in one commit.
    pub(crate) async fn replace_part(
        &mut self,
        part: &[(&str, &str)],
        batches: &[RecordBatch],
    ) -> Result<(), EventsError> {
        let adds = self.write(batches).await?;
        let in_part = |file: &LogicalFileView| {
            let values = file.partition_values_map();
            part.iter()
                .all(|(name, value)| values.get(*name).is_some_and(|had| had.as_deref() == Some(*value)))
        };
        let gone = self
            .files()
            .await?
            .into_iter()
            .filter(in_part)
            .map(|file| Action::Remove(file.remove_action(true)));
        let actions = adds.into_iter().map(Action::Add).chain(gone).collect();
        let operation =
            DeltaOperation::Write { mode: SaveMode::Overwrite, partition_by: None, predicate: None };
        self.commit(actions, operation, None).await
    }

    /// Deletes the rows that fit, by writing the files anew that hold some.
    pub(crate) async fn delete(&mut self, rows: Expr) -> Result<(), EventsError> {
        let (delta, _) = self
            .delta
            .clone()
            .delete()
            .with_predicate(rows)
            .with_writer_properties(properties(&self.form))
            .await?;
        self.delta = delta;
        for file in self.files().await? {
            let path = self.folder.join(decoded(&file.path()));
            std::fs::File::open(&path).and_then(|file| file.sync_all()).map_err(EventsError::file(&path))?;
        }
        sync_folder(&self.folder.join("_delta_log"))
    }

    /// Deletes files that no longer belong to the table and were left longer ago than that.
    pub(crate) async fn vacuum(&mut self, left_for: std::time::Duration) -> Result<usize, EventsError> {
        let left_for = chrono::Duration::from_std(left_for).unwrap_or(chrono::Duration::MAX);
        let vacuum = self.delta.clone().vacuum().with_mode(VacuumMode::Full);
        let (delta, done) =
            vacuum.with_retention_period(left_for).with_enforce_retention_duration(false).await?;
        self.delta = delta;
        Ok(done.files_deleted.len())
    }

    /// Writes files that no commit names yet.
    async fn write(&self, batches: &[RecordBatch]) -> Result<Vec<Add>, EventsError> {
        if batches.iter().all(|batch| batch.num_rows() == 0) {
            return Ok(Vec::new());
        }
        let mut writer =
            RecordBatchWriter::for_table(&self.delta)?.with_writer_properties(properties(&self.form));
        for rows in order(&self.form, batches)?.chunks(AT_ONCE) {
            writer.write(interleave_record_batch(&batches.iter().collect::<Vec<_>>(), rows)?).await?;
        }
        let adds = writer.flush().await?;
        for add in &adds {
            let path = self.folder.join(decoded(&add.path));
            std::fs::File::open(&path).and_then(|file| file.sync_all()).map_err(EventsError::file(&path))?;
            sync_folder(path.parent().unwrap_or(&self.folder))?;
        }
        sync_folder(&self.folder)?;
        Ok(adds)
    }

    async fn commit(
        &mut self,
        actions: Vec<Action>,
        operation: DeltaOperation,
        mark: Option<Mark>,
    ) -> Result<(), EventsError> {
        let mut properties = CommitProperties::default();
        if let Some(mark) = mark {
            let transaction = Transaction::new(mark.writer, mark.number.cast_signed());
            properties = properties.with_application_transaction(transaction);
        }
        let state = self.delta.snapshot()?;
        let done = CommitBuilder::from(properties)
            .with_actions(actions)
            .build(Some(state), self.delta.log_store(), operation)
            .await?;
        self.delta.state = Some(done.snapshot());
        let log = self.folder.join("_delta_log");
        let path = log.join(format!("{:020}.json", done.version()));
        std::fs::File::open(&path).and_then(|file| file.sync_all()).map_err(EventsError::file(&path))?;
        sync_folder(&log)
    }
}

/// Returns where the rows stand, by batch and row, in the order in which the table wants them.
fn order(form: &Form, batches: &[RecordBatch]) -> Result<Vec<(usize, usize)>, EventsError> {
    let column = |name: &&str| {
        let of = |batch: &RecordBatch| {
            batch.column_by_name(name).map(Arc::clone).expect("a table is sorted by columns that it has")
        };
        let parts: Vec<ArrayRef> = batches.iter().map(of).collect();
        let values = concat(&parts.iter().map(AsRef::as_ref).collect::<Vec<_>>())?;
        Ok(SortColumn { values, options: None })
    };
    let columns = form.order.iter().map(column).collect::<Result<Vec<_>, ArrowError>>()?;
    let places: Vec<(usize, usize)> = batches
        .iter()
        .enumerate()
        .flat_map(|(batch, rows)| (0..rows.num_rows()).map(move |row| (batch, row)))
        .collect();
    let order = lexsort_to_indices(&columns, None)?;
    Ok(order.values().iter().map(|row| places[*row as usize]).collect())
}

fn properties(form: &Form) -> WriterProperties {
    let mut properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_max_row_group_row_count(Some(ROW_GROUP));
    for name in form.unique {
        properties = properties.set_column_dictionary_enabled(ColumnPath::from(*name), false);
    }
    properties.build()
}

/// A filter without the name of the table that a query called ours by.
pub(crate) fn unqualified(filter: Expr) -> datafusion::error::Result<Expr> {
    let renamed = filter.transform(|part| {
        Ok(match part {
            Expr::Column(column) => Transformed::yes(Expr::Column(Column::from_name(column.name))),
            other => Transformed::no(other),
        })
    })?;
    Ok(renamed.data)
}

/// Paths in the table's log are written as in a URL.
fn decoded(path: &str) -> PathBuf {
    percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned().into()
}
