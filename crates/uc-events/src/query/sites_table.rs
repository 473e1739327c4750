//! The table `events` as one caller sees it: stored rows and rows of the log together, of the caller's sites only.

use std::sync::Arc;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{Field, SchemaRef};
use datafusion::catalog::{Session, TableProvider};
use datafusion::datasource::{MemTable, TableType, provider_as_source};
use datafusion::error::{DataFusionError, Result};
use datafusion::logical_expr::{
    Expr, LogicalPlan, LogicalPlanBuilder, TableProviderFilterPushDown, col, lit,
};
use datafusion::physical_plan::ExecutionPlan;

use super::scope::Scope;

/// One caller's `events`.
#[derive(Debug)]
pub(super) struct SitesTable {
    table: Arc<dyn TableProvider>,
    rows: Arc<MemTable>,
    sites: Option<Expr>,
}

impl SitesTable {
    pub(super) fn new(table: Arc<dyn TableProvider>, rows: Vec<RecordBatch>, scope: &Scope) -> Result<Self> {
        let schema = table.schema();
        let rows = rows.iter().map(|rows| in_form_of(&schema, rows)).collect::<Result<Vec<_>>>()?;
        let rows = Arc::new(MemTable::try_new(schema, vec![rows])?);
        let sites = match scope {
            Scope::AllSites => None,
            Scope::Sites(sites) => {
                let names = sites.iter().map(|site| lit(site.as_str())).collect();
                Some(col("site").in_list(names, false))
            }
        };
        Ok(Self { table, rows, sites })
    }

    /// Both kinds of rows in one plan.
    fn plan(&self, filters: &[Expr]) -> Result<LogicalPlan> {
        let part = |name: &str, provider: Arc<dyn TableProvider>| {
            let mut plan = LogicalPlanBuilder::scan(name, provider_as_source(provider), None)?;
            for filter in self.sites.iter().chain(filters) {
                plan = plan.filter(filter.clone())?;
            }
            Ok::<_, DataFusionError>(plan)
        };
        let stored = part("stored", Arc::clone(&self.table))?;
        let waiting = part("waiting", Arc::clone(&self.rows) as _)?;
        stored.union(waiting.build()?)?.build()
    }
}

/// Brings rows into the form in which the table's files are read: text there is a view into a file's page.
fn in_form_of(schema: &SchemaRef, rows: &RecordBatch) -> Result<RecordBatch> {
    let column = |field: &Arc<Field>| {
        let column = rows.column_by_name(field.name());
        cast(column.expect("rows and table have the same columns"), field.data_type())
    };
    let columns = schema.fields().iter().map(column).collect::<Result<Vec<_>, _>>()?;
    Ok(RecordBatch::try_new(Arc::clone(schema), columns)?)
}

#[async_trait::async_trait]
impl TableProvider for SitesTable {
    fn schema(&self) -> SchemaRef {
        self.table.schema()
    }

    fn table_type(&self) -> TableType {
        TableType::View
    }

    fn supports_filters_pushdown(&self, filters: &[&Expr]) -> Result<Vec<TableProviderFilterPushDown>> {
        Ok(vec![TableProviderFilterPushDown::Exact; filters.len()])
    }

    async fn scan(
        &self,
        state: &dyn Session,
        projection: Option<&Vec<usize>>,
        filters: &[Expr],
        limit: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let mut plan = LogicalPlanBuilder::from(self.plan(filters)?);
        if let Some(projection) = projection {
            let schema = self.schema();
            plan = plan.project(projection.iter().map(|place| col(schema.field(*place).name())))?;
        }
        if limit.is_some() {
            plan = plan.limit(0, limit)?;
        }
        state.create_physical_plan(&plan.build()?).await
    }
}
