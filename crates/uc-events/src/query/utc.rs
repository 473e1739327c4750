//! Days of UTC, by arithmetic.
//!
//! Times are instants in UTC. DataFusion looks each of them up in a calendar where a question asks for its day, since
//! its type names a time zone, and that takes most of the time of a question by days. In UTC all days have the same
//! length, so that a division does: here for `date_trunc` and for the cast to a date.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, AsArray, PrimitiveArray};
use datafusion::arrow::datatypes::{DataType, Date32Type, FieldRef, TimeUnit, TimestampMicrosecondType};
use datafusion::common::ScalarValue;
use datafusion::common::tree_node::{Transformed, TreeNode};
use datafusion::error::Result;
use datafusion::functions::datetime::date_trunc;
use datafusion::logical_expr::expr_rewriter::NamePreserver;
use datafusion::logical_expr::sort_properties::{ExprProperties, SortProperties};
use datafusion::logical_expr::utils::merge_schema;
use datafusion::logical_expr::{
    Cast, ColumnarValue, Documentation, Expr, ExprSchemable, LogicalPlan, ReturnFieldArgs,
    ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility,
};
use datafusion::optimizer::{ApplyOrder, OptimizerConfig, OptimizerRule};
use datafusion::prelude::SessionContext;

const MICROS_OF_A_DAY: i64 = 86_400_000_000;

/// Teaches a session to find the days of UTC by arithmetic.
pub(super) fn teach(session: &SessionContext) {
    session.register_udf(ScalarUDF::from(Truncate { usual: date_trunc() }));
    session.add_optimizer_rule(Arc::new(Days { day: Arc::new(ScalarUDF::from(Day::new())) }));
}

/// The type of our times.
fn instant() -> DataType {
    DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()))
}

/// `date_trunc`: the library's, which is given times of UTC as times of no zone.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Truncate {
    usual: Arc<ScalarUDF>,
}

impl ScalarUDFImpl for Truncate {
    fn name(&self) -> &str {
        self.usual.name()
    }

    fn aliases(&self) -> &[String] {
        self.usual.aliases()
    }

    fn signature(&self) -> &Signature {
        self.usual.signature()
    }

    fn return_type(&self, types: &[DataType]) -> Result<DataType> {
        self.usual.inner().return_type(types)
    }

    fn return_field_from_args(&self, args: ReturnFieldArgs<'_>) -> Result<FieldRef> {
        self.usual.return_field_from_args(args)
    }

    fn output_ordering(&self, inputs: &[ExprProperties]) -> Result<SortProperties> {
        self.usual.output_ordering(inputs)
    }

    fn documentation(&self) -> Option<&Documentation> {
        self.usual.documentation()
    }

    fn invoke_with_args(&self, mut args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let usual = self.usual.inner();
        let Some(ColumnarValue::Array(values)) =
            args.args.get_mut(1).filter(|values| values.data_type() == instant())
        else {
            return usual.invoke_with_args(args);
        };
        *values = in_zone(values, None);
        let cut = usual.invoke_with_args(args)?.into_array(1)?;
        Ok(ColumnarValue::Array(in_zone(&cut, Some("UTC"))))
    }
}

/// Gives times another zone, and leaves the numbers as they are.
fn in_zone(values: &ArrayRef, zone: Option<&str>) -> ArrayRef {
    let times: PrimitiveArray<TimestampMicrosecondType> = values.as_primitive().clone();
    Arc::new(times.with_timezone_opt(zone))
}

/// The day of an instant in UTC.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Day {
    signature: Signature,
}

impl Day {
    fn new() -> Self {
        Self { signature: Signature::exact(vec![instant()], Volatility::Immutable) }
    }
}

impl ScalarUDFImpl for Day {
    fn name(&self) -> &'static str {
        "day_of_utc"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _types: &[DataType]) -> Result<DataType> {
        Ok(DataType::Date32)
    }

    fn output_ordering(&self, inputs: &[ExprProperties]) -> Result<SortProperties> {
        Ok(inputs[0].sort_properties)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        // Any 64-bit number of microseconds is less than 2^27 days from 1970.
        let day = |micros: i64| micros.div_euclid(MICROS_OF_A_DAY) as i32;
        Ok(match &args.args[0] {
            ColumnarValue::Array(values) => {
                let times = values.as_primitive::<TimestampMicrosecondType>();
                ColumnarValue::Array(Arc::new(times.unary::<_, Date32Type>(day)))
            }
            ColumnarValue::Scalar(ScalarValue::TimestampMicrosecond(micros, _)) => {
                ColumnarValue::Scalar(ScalarValue::Date32(micros.map(day)))
            }
            // The signature lets no other type in.
            ColumnarValue::Scalar(_) => ColumnarValue::Scalar(ScalarValue::Date32(None)),
        })
    }
}

/// Puts [`Day`] in the place of casts to a date, where values are computed; filters keep the cast, by which files are
/// passed over.
#[derive(Debug)]
struct Days {
    day: Arc<ScalarUDF>,
}

impl OptimizerRule for Days {
    fn name(&self) -> &'static str {
        "days_of_utc"
    }

    fn apply_order(&self) -> Option<ApplyOrder> {
        Some(ApplyOrder::BottomUp)
    }

    fn rewrite(&self, plan: LogicalPlan, _: &dyn OptimizerConfig) -> Result<Transformed<LogicalPlan>> {
        if !matches!(plan, LogicalPlan::Projection(_) | LogicalPlan::Aggregate(_)) {
            return Ok(Transformed::no(plan));
        }
        let schema = merge_schema(&plan.inputs());
        let names = NamePreserver::new(&plan);
        plan.map_expressions(|expression| {
            let name = names.save(&expression);
            let rewritten = expression.transform_up(|part| match part {
                Expr::Cast(Cast { expr, field })
                    if *field.data_type() == DataType::Date32 && expr.get_type(&schema)? == instant() =>
                {
                    Ok(Transformed::yes(self.day.call(vec![*expr])))
                }
                other => Ok(Transformed::no(other)),
            })?;
            Ok(rewritten.update_data(|expression| name.restore(expression)))
        })
    }
}

#[cfg(test)]
mod tests {
    use datafusion::arrow::array::{RecordBatch, TimestampMicrosecondArray};
    use datafusion::arrow::datatypes::{Field, Schema};
    use datafusion::arrow::util::pretty::pretty_format_batches;
    use datafusion::datasource::MemTable;

    use super::*;

    async fn answer(taught: bool, times: &[Option<i64>], query: &str) -> String {
        let schema = Arc::new(Schema::new(vec![Field::new("at", instant(), true)]));
        let times = TimestampMicrosecondArray::from(times.to_vec()).with_timezone("UTC");
        let rows = RecordBatch::try_new(Arc::clone(&schema), vec![Arc::new(times)]).expect("one column");
        let session = SessionContext::new();
        if taught {
            teach(&session);
        }
        let table = MemTable::try_new(schema, vec![vec![rows]]).expect("a table");
        session.register_table("events", Arc::new(table)).expect("registered");
        let rows = session.sql(query).await.expect("a query").collect().await.expect("rows");
        let plan = session.sql(query).await.expect("a query").into_optimized_plan().expect("a plan");
        let by_arithmetic = plan.display_indent().to_string().contains("day_of_utc");
        assert_eq!(by_arithmetic, taught && query.contains(" as date"), "{query}\n{}", plan.display_indent());
        format!("{}", pretty_format_batches(&rows).expect("printable"))
    }

    #[tokio::test]
    async fn days_by_arithmetic_are_those_of_the_calendar() {
        let around = [0, 951_782_400_000_000, 1_790_000_000_123_456, -86_400_000_000, -6_000_048_000_000_000];
        let times: Vec<Option<i64>> =
            around.iter().flat_map(|at| [at - 1, *at, at + 1]).map(Some).chain([None]).collect();
        for query in [
            "select cast(at as date) as day from events order by events.at",
            "select cast(at as date) as day, count(*) from events group by day order by day",
            "select cast(date_trunc('day', at) as date) as day, date_trunc('day', at) from events order by at",
            "select date_trunc('second', at), date_trunc('hour', at) from events order by at",
            "select date_trunc('week', at), date_trunc('month', at) from events order by at",
            "select date_trunc('quarter', at), date_trunc('year', at) from events order by at",
            "select cast(max(at) as date) as day from events where at < timestamp '2000-01-01T00:00:00Z'",
        ] {
            assert_eq!(answer(true, &times, query).await, answer(false, &times, query).await, "{query}");
        }
    }
}
