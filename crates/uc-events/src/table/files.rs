//! The files of a table at one version, as queries read them.
//!
//! The library's own provider asks the table's log anew for each query and labels each row with its file. A question of
//! a dashboard takes less time than that; so here the files are listed once for each version, and read as plain
//! Parquet. What the log knows of them (months, the range of sites and times) says which need not be opened.

mod known;

use std::path::Path;
use std::sync::Arc;

use datafusion::arrow::datatypes::{DataType, FieldRef, Schema, SchemaRef};
use datafusion::catalog::{Session, TableProvider};
use datafusion::common::{DFSchema, ScalarValue, Statistics, stats::Precision};
use datafusion::config::TableParquetOptions;
use datafusion::datasource::TableType;
use datafusion::datasource::listing::PartitionedFile;
use datafusion::datasource::physical_plan::parquet::CachedParquetFileReaderFactory;
use datafusion::datasource::physical_plan::{FileGroup, FileScanConfigBuilder, ParquetSource};
use datafusion::datasource::source::DataSourceExec;
use datafusion::datasource::table_schema::TableSchema;
use datafusion::error::{DataFusionError, Result};
use datafusion::execution::context::ExecutionProps;
use datafusion::execution::object_store::ObjectStoreUrl;
use datafusion::logical_expr::physical_planning_context::PhysicalPlanningContext;
use datafusion::logical_expr::simplify::SimplifyContext;
use datafusion::logical_expr::utils::conjunction;
use datafusion::logical_expr::{Expr, TableProviderFilterPushDown};
use datafusion::optimizer::simplify_expressions::ExprSimplifier;
use datafusion::physical_expr::create_physical_expr;
use datafusion::physical_optimizer::pruning::PruningPredicateBuilder;
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::empty::EmptyExec;
use deltalake::kernel::LogicalFileView;
use object_store::ObjectMeta;

use self::known::Known;

/// One version of a table.
#[derive(Debug)]
pub(crate) struct Files {
    schema: SchemaRef,
    columns: TableSchema,
    /// Where each field of the schema stands in the files' columns, which have the partitions last.
    places: Vec<usize>,
    files: Vec<PartitionedFile>,
    rows: Option<usize>,
    known: Known,
}

impl Files {
    /// Lists files of a folder, of that schema and divided by these columns.
    pub(crate) fn new(
        folder: &Path,
        schema: &SchemaRef,
        partitions: &[&str],
        listed: &[LogicalFileView],
    ) -> Result<Self> {
        let (divided, plain): (Vec<FieldRef>, Vec<FieldRef>) = schema
            .fields()
            .iter()
            .cloned()
            .map(quick)
            .partition(|field| partitions.contains(&field.name().as_str()));
        let columns =
            TableSchema::builder(Arc::new(Schema::new(plain))).with_table_partition_cols(divided).build();
        let schema = Arc::new(Schema::new(schema.fields().iter().cloned().map(quick).collect::<Vec<_>>()));
        let places = schema.fields().iter().map(|field| columns.table_schema().index_of(field.name()));
        let places = places.collect::<Result<Vec<_>, _>>()?;
        let files =
            listed.iter().map(|file| partitioned(folder, &columns, file)).collect::<Result<Vec<_>>>()?;
        let known = Known::of(listed, partitions);
        let rows = listed.iter().map(LogicalFileView::num_records).sum();
        Ok(Self { schema, columns, places, files, rows, known })
    }

    /// Tells of each file whether it may hold rows that fit.
    fn may_hold(&self, filters: &[Expr]) -> Result<Vec<bool>> {
        let Some(filter) = conjunction(filters.iter().cloned()) else {
            return Ok(vec![true; self.files.len()]);
        };
        let schema = Arc::new(DFSchema::try_from(Arc::clone(&self.schema))?);
        // A negation has to stand with what it negates to be understood below.
        let context = SimplifyContext::builder().with_schema(Arc::clone(&schema)).build();
        let filter = ExprSimplifier::new(context).simplify(super::unqualified(filter)?)?;
        let filter = create_physical_expr(
            &filter,
            &schema,
            &ExecutionProps::new(),
            &PhysicalPlanningContext::default(),
        )?;
        // What cannot be told from so little is no reason to pass a file over.
        match PruningPredicateBuilder::new().with_file_schema(Arc::clone(&self.schema)).try_build(filter) {
            Ok(predicate) if !self.files.is_empty() => predicate.prune(&self.known),
            _ => Ok(vec![true; self.files.len()]),
        }
    }

    /// Tells whether of each file all rows fit or none do, so that nobody need look at the rows.
    fn settles(&self, filter: &Expr) -> Result<bool> {
        if !filter.column_refs().iter().all(|column| self.known.is_never_null(&column.name)) {
            return Ok(false);
        }
        let some = self.may_hold(std::slice::from_ref(filter))?;
        let others = self.may_hold(&[Expr::Not(Box::new(filter.clone()))])?;
        Ok(some.iter().zip(others).all(|(some, others)| !some || !others))
    }
}

/// Texts are read as views: most are compared, and few are kept.
fn quick(field: FieldRef) -> FieldRef {
    match field.data_type() {
        DataType::Utf8 => Arc::new(field.as_ref().clone().with_data_type(DataType::Utf8View)),
        _ => field,
    }
}

fn partitioned(folder: &Path, columns: &TableSchema, file: &LogicalFileView) -> Result<PartitionedFile> {
    let damaged = |reason: &str| DataFusionError::Execution(format!("{}: {reason}", file.path()));
    if file.deletion_vector_descriptor().is_some() {
        return Err(damaged("another program has deleted rows of this file without writing it anew"));
    }
    let location = object_store::path::Path::from_absolute_path(folder.join(super::decoded(&file.path())))
        .map_err(|error| damaged(&error.to_string()))?;
    let values = file.partition_values_map();
    let value = |field: &FieldRef| {
        let text = values.get(field.name()).cloned().flatten();
        ScalarValue::Utf8View(text)
    };
    Ok(PartitionedFile::new_from_meta(ObjectMeta {
        location,
        last_modified: file.modification_datetime()?,
        size: u64::try_from(file.size()).map_err(|_| damaged("its size is none"))?,
        e_tag: None,
        version: None,
    })
    .with_partition_values(columns.table_partition_cols().iter().map(value).collect()))
}

#[async_trait::async_trait]
impl TableProvider for Files {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    fn table_type(&self) -> TableType {
        TableType::Base
    }

    fn supports_filters_pushdown(&self, filters: &[&Expr]) -> Result<Vec<TableProviderFilterPushDown>> {
        let answer = |filter: &&Expr| {
            let settled = self.settles(filter)?;
            Ok(if settled {
                TableProviderFilterPushDown::Exact
            } else {
                TableProviderFilterPushDown::Inexact
            })
        };
        filters.iter().map(answer).collect()
    }

    async fn scan(
        &self,
        state: &dyn Session,
        projection: Option<&Vec<usize>>,
        filters: &[Expr],
        limit: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let may_hold = self.may_hold(filters)?;
        let kept = self.files.iter().zip(may_hold).filter(|(_, may)| *may).map(|(file, _)| file.clone());
        let kept: Vec<PartitionedFile> = kept.collect();
        let wanted: Vec<usize> = projection.cloned().unwrap_or_else(|| (0..self.places.len()).collect());
        if kept.is_empty() {
            return Ok(Arc::new(EmptyExec::new(Arc::new(self.schema.project(&wanted)?))));
        }
        let mut statistics = Statistics::new_unknown(self.columns.table_schema());
        if let Some(rows) = self.rows.filter(|_| kept.len() == self.files.len()) {
            statistics.num_rows = Precision::Exact(rows);
        }
        let global = state.config_options().execution.parquet.clone();
        let options = TableParquetOptions { global, ..TableParquetOptions::default() };
        let store = ObjectStoreUrl::local_filesystem();
        let footers = state.runtime_env().cache_manager.get_file_metadata_cache();
        let reader = CachedParquetFileReaderFactory::new(state.runtime_env().object_store(&store)?, footers);
        let source = ParquetSource::new(self.columns.clone())
            .with_table_parquet_options(options)
            .with_parquet_file_reader_factory(Arc::new(reader));
        let places = wanted.iter().map(|place| self.places[*place]).collect();
        let config = FileScanConfigBuilder::new(store, Arc::new(source))
            .with_file_groups(FileGroup::new(kept).split_files(state.config().target_partitions()))
            .with_statistics(statistics)
            .with_projection_indices(Some(places))?
            .with_limit(limit)
            .build();
        Ok(DataSourceExec::from_data_source(config))
    }
}

#[cfg(test)]
mod tests {
    use datafusion::arrow::util::pretty::pretty_format_batches;
    use datafusion::prelude::SessionContext;
    use uc_engine::event::{Event, SiteId};
    use uc_testkit::events::event;

    use crate::columns;
    use crate::events::form;
    use crate::row::EventRow;
    use crate::table::Table;

    const DAY: i64 = 86_400_000;

    /// Three months of two sites, in files of one site, of the other, and of both.
    async fn table(folder: &std::path::Path) -> Table {
        let mut table = Table::open(folder, form()).await.expect("a table");
        for (commit, sites) in [&["bakery"][..], &["cafe"], &["bakery", "cafe"]].into_iter().enumerate() {
            let of = |number: u64| {
                let site = SiteId::parse(sites[number as usize % sites.len()]).expect("letters only");
                let at = 1_790_000_000_123 + number as i64 * DAY;
                Event { site, at, ..event(number + 1000 * commit as u64) }
            };
            let events: Vec<Event> = (0..60).map(of).collect();
            let rows: Vec<EventRow<'_>> = events.iter().map(EventRow::of).collect();
            table.append(&[columns::batch(&rows)], None).await.expect("committed");
        }
        table
    }

    #[tokio::test]
    async fn our_reading_of_a_table_is_the_library_s() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let table = table(folder.path()).await;
        let (ours, theirs) = (SessionContext::new(), SessionContext::new());
        ours.register_table("events", table.provider().await.expect("files")).expect("registered");
        theirs.register_table("events", table.library_s_provider().await).expect("registered");
        let moment = |day: i64| format!("to_timestamp_millis({})", 1_790_000_000_123 + day * DAY);
        let conditions = [
            "true".to_owned(),
            "site = 'bakery'".to_owned(),
            "site in ('cafe')".to_owned(),
            "site <> 'cafe' or site is null".to_owned(),
            "site in ('bakery', 'cafe') and landing".to_owned(),
            "site = 'nobody'".to_owned(),
            "month = '2026-10' and site = 'cafe'".to_owned(),
            "month > '2026-10' or site = 'bakery'".to_owned(),
            format!("at = {}", moment(7)),
            format!("at >= {} and at < {} and site = 'cafe'", moment(3), moment(40)),
            format!("not (at > {})", moment(59)),
            "path like '/%' and id is not null".to_owned(),
        ];
        for condition in conditions {
            for wanted in
                ["count(*)", "month, site, id, at, path, landing", "id, month", "min(at), max(site)"]
            {
                let order = if wanted.contains('(') { "" } else { " order by id limit 70" };
                let query = format!("select {wanted} from events where {condition}{order}");
                let mut answers = Vec::new();
                for session in [&ours, &theirs] {
                    let rows = session.sql(&query).await.expect("a query").collect().await.expect("rows");
                    answers.push(pretty_format_batches(&rows).expect("printable").to_string());
                }
                assert_eq!(answers[0], answers[1], "{query}");
            }
        }
    }

    #[tokio::test]
    async fn a_filter_that_whole_files_answer_is_not_asked_of_rows() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut table = Table::open(folder.path(), form()).await.expect("a table");
        let bakery = SiteId::parse("bakery").expect("letters only");
        let kept: Vec<Event> =
            (0..10).map(|number| Event { site: bakery.clone(), ..event(number) }).collect();
        let rows: Vec<EventRow<'_>> = kept.iter().map(EventRow::of).collect();
        table.append(&[columns::batch(&rows)], None).await.expect("committed");
        let session = SessionContext::new();
        session.register_table("events", table.provider().await.expect("files")).expect("registered");
        for (condition, filtered) in [
            ("site = 'bakery'", false),
            ("site <> 'nobody'", false),
            ("site > 'b' and month = '2026-01'", false),
            ("path = '/'", true),
        ] {
            let query = format!("select id from events where {condition}");
            let plan = session.sql(&query).await.expect("a query").into_optimized_plan().expect("a plan");
            assert_eq!(plan.to_string().contains("Filter:"), filtered, "{plan}");
        }
    }
}
