//! A section of the page: a title, a sentence, a chart, its table, and how the figures were come by.

use askama::Template;

use crate::charts::bars::BarChart;
use crate::charts::table::Table;

/// One section. What is empty or absent is not shown.
#[derive(Template, Default)]
#[template(path = "report/section.html")]
pub(crate) struct Section {
    pub(crate) id: &'static str,
    pub(crate) title: String,
    pub(crate) intro: String,
    pub(crate) chart: Option<BarChart>,
    /// A line below the chart.
    pub(crate) after: String,
    /// Tables behind the chart, each with the words that open it.
    pub(crate) tables: Vec<(String, Table)>,
    pub(crate) how_title: String,
    pub(crate) how: Vec<String>,
}

impl Section {
    /// Returns how many bars the chart has.
    pub(crate) fn bars(&self) -> usize {
        self.chart.as_ref().map_or(0, BarChart::len)
    }
}
