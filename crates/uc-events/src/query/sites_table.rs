//! The table `events` as one caller sees it: stored rows and rows of the log together, of the caller's sites only, with
//! what the latest runs of the model say of them.
//!
//! The model's words are joined only where a query asks for a column that they change, since a join is dear.

use std::borrow::Cow;
use std::sync::Arc;

use datafusion::arrow::datatypes::SchemaRef;
use datafusion::catalog::{Session, TableProvider};
use datafusion::common::{Column, JoinType};
use datafusion::datasource::{MemTable, TableType, provider_as_source};
use datafusion::error::Result;
use datafusion::functions::core::expr_fn::coalesce;
use datafusion::logical_expr::{
    Expr, LogicalPlan, LogicalPlanBuilder, TableProviderFilterPushDown, col, lit, when,
};
use datafusion::physical_plan::ExecutionPlan;

use super::scope::Scope;
use crate::columns;
use crate::table::unqualified;
use crate::visible::Snapshot;

/// The columns on which a model may have more to say than the evidence.
const JUDGED: [&str; 4] = ["channel", "source", "evidence", "p_dark"];

/// One caller's `events`.
#[derive(Debug)]
pub(super) struct SitesTable {
    table: Arc<dyn TableProvider>,
    /// None where no row waits.
    waiting: Option<Arc<MemTable>>,
    estimates: Arc<dyn TableProvider>,
    sites: Option<Expr>,
    model: Model,
    /// The whole of the rows, where the model is silent.
    plain: Option<LogicalPlan>,
}

/// Whether the model may speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Model {
    Speaks,
    IsSilent,
}

impl SitesTable {
    pub(super) fn new(now: Snapshot, scope: &Scope) -> Result<Self> {
        let schema = now.table.schema();
        let rows = now
            .waiting
            .iter()
            .map(|rows| columns::plain(&schema, rows.batch()))
            .collect::<Result<Vec<_>, _>>()?;
        let waiting = match rows.is_empty() {
            true => None,
            false => Some(Arc::new(MemTable::try_new(schema, vec![rows])?)),
        };
        let sites = match scope {
            Scope::AllSites => None,
            Scope::Sites(sites) => {
                let names = sites.iter().map(|site| lit(site.as_str())).collect();
                Some(col("site").in_list(names, false))
            }
        };
        let model = if now.has_estimates { Model::Speaks } else { Model::IsSilent };
        let table = Self { table: now.table, waiting, estimates: now.estimates, sites, model, plain: None };
        if model == Model::IsSilent { table.without_model() } else { Ok(table) }
    }

    /// Shows events as they were stored.
    pub(super) fn without_model(self) -> Result<Self> {
        let silent = Self { model: Model::IsSilent, ..self };
        let all: Vec<String> = silent.schema().fields().iter().map(|field| field.name().clone()).collect();
        let plain = Some(silent.plan(&all, &[])?);
        Ok(Self { plain, ..silent })
    }

    /// Returns the rows that fit, with the columns that are wanted.
    fn plan(&self, wanted: &[String], filters: &[Expr]) -> Result<LogicalPlan> {
        let judged = |name: &str| JUDGED.contains(&name);
        let asks_model = self.model == Model::Speaks
            && (wanted.iter().any(|name| judged(name))
                || filters
                    .iter()
                    .any(|filter| filter.column_refs().iter().any(|column| judged(&column.name))));
        // A filter on what the model may change can only be applied once it has spoken.
        let (late, early): (Vec<_>, Vec<_>) = filters
            .iter()
            .cloned()
            .partition(|filter| filter.column_refs().iter().any(|column| judged(&column.name)));
        let part = |name: &str, provider: Arc<dyn TableProvider>| {
            let mut plan = LogicalPlanBuilder::scan(name, provider_as_source(provider), None)?;
            for filter in self.sites.iter().chain(&early) {
                plan = plan.filter(unqualified(filter.clone())?)?;
            }
            plan.build()
        };
        let mut plan = LogicalPlanBuilder::from(part("stored", Arc::clone(&self.table))?);
        if let Some(waiting) = &self.waiting {
            plan = plan.union(part("waiting", Arc::clone(waiting) as _)?)?;
        }
        plan = plan.alias("seen")?;
        if asks_model {
            plan = self.with_model(plan)?;
        }
        for filter in late {
            plan = plan.filter(unqualified(filter)?)?;
        }
        plan.project(wanted.iter().map(|name| col(Column::from_name(name))))?.build()
    }

    fn with_model(&self, events: LogicalPlanBuilder) -> Result<LogicalPlanBuilder> {
        let mut said =
            LogicalPlanBuilder::scan("said", provider_as_source(Arc::clone(&self.estimates)), None)?;
        if let Some(sites) = &self.sites {
            said = said.filter(sites.clone())?;
        }
        let keys = |table: &str| ["id", "site"].map(|name| Column::new(Some(table), name)).to_vec();
        let joined = events.join(said.build()?, JoinType::Left, (keys("seen"), keys("said")), None)?;
        let from = |table: &str, name: &str| col(Column::new(Some(table), name));
        let columns = self.table.schema();
        let columns = columns.fields().iter().map(|field| {
            let name = field.name().as_str();
            let value = match name {
                "p_dark" | "channel" | "evidence" => coalesce(vec![from("said", name), from("seen", name)]),
                // A model that spoke may have found no source, and then there is none.
                "source" => when(from("said", "p_dark").is_not_null(), from("said", name))
                    .otherwise(from("seen", name))?,
                _ => from("seen", name),
            };
            Ok(value.alias(name))
        });
        joined.project(columns.collect::<Result<Vec<_>>>()?)
    }
}

#[async_trait::async_trait]
impl TableProvider for SitesTable {
    fn schema(&self) -> SchemaRef {
        self.table.schema()
    }

    fn table_type(&self) -> TableType {
        TableType::View
    }

    /// Where the model is silent, all there is to do can be said beforehand, and is planned together with the query.
    fn get_logical_plan(&self) -> Option<Cow<'_, LogicalPlan>> {
        self.plain.as_ref().map(Cow::Borrowed)
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
        let schema = self.schema();
        let name = |place: usize| schema.field(place).name().clone();
        let wanted: Vec<String> = match projection {
            Some(places) => places.iter().map(|place| name(*place)).collect(),
            None => (0..schema.fields().len()).map(name).collect(),
        };
        let mut plan = LogicalPlanBuilder::from(self.plan(&wanted, filters)?);
        if limit.is_some() {
            plan = plan.limit(0, limit)?;
        }
        state.create_physical_plan(&plan.build()?).await
    }
}
