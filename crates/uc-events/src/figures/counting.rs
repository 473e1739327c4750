//! How events are counted: one query, by which days are rolled up, checked, and counted where no rollup is.
//!
//! The table `events` of the query is whatever the session calls so. The columns of the answer are `day`, one for each
//! dimension (`d1`, `d2` …), and one for each measure, by its name.

use uc_engine::figures::{Dimension, Measure};

use super::days::LocalDays;

/// What is counted.
pub(crate) struct Counting<'a> {
    /// When.
    pub(crate) days: &'a LocalDays,
    /// By what.
    pub(crate) by: &'a [Dimension],
    /// Where these have that value.
    pub(crate) only: &'a [(Dimension, String)],
    /// What of it.
    pub(crate) measures: &'a [Measure],
}

/// The measures that count who, and so cannot be added up over anything but days.
pub(crate) fn counts_people(measure: Measure) -> bool {
    matches!(measure, Measure::Visits | Measure::Visitors)
}

/// Returns the column of events that tells a dimension.
pub(crate) fn column(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Page => "path",
        other => other.name(),
    }
}

/// Returns a text as SQL has it.
pub(crate) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

impl Counting<'_> {
    /// Returns the query.
    pub(crate) fn sql(&self) -> String {
        if self.measures.iter().any(|measure| counts_people(*measure)) {
            self.by_visitor()
        } else {
            let wanted = self.listed(|measure| Some(format!("{} AS {}", counted(measure), measure.name())));
            format!(
                "SELECT {keys}, {wanted} FROM ({rows}) GROUP BY {keys}",
                keys = self.keys(),
                rows = self.rows()
            )
        }
    }

    /// Counts visits and visitors by grouping twice, which keeps one row for each of them and no sets.
    fn by_visitor(&self) -> String {
        let keys = self.keys();
        let adds = |measure: Measure| (!counts_people(measure)).then_some(measure);
        let first = self.listed(|measure| adds(measure).map(|m| format!("{} AS {}", counted(m), m.name())));
        let sums = self.listed(|measure| adds(measure).map(|m| format!("sum({0}) AS {0}", m.name())));
        let people = "count(*) FILTER (WHERE kind <> 'preview') AS people";
        let visits = format!(
            "SELECT {keys}, visitor, visit, {first}{people} FROM ({rows}) GROUP BY {keys}, visitor, visit",
            first = comma(&first),
            rows = self.rows()
        );
        let visitors = format!(
            "SELECT {keys}, visitor, {sums}sum(people) AS people, \
             count(visit) FILTER (WHERE people > 0) AS visits FROM ({visits}) GROUP BY {keys}, visitor",
            sums = comma(&sums)
        );
        let last = self.listed(|measure| {
            Some(match measure {
                Measure::Visits => "sum(visits) AS visits".to_owned(),
                Measure::Visitors => "count(visitor) FILTER (WHERE people > 0) AS visitors".to_owned(),
                other => format!("sum({0}) AS {0}", other.name()),
            })
        });
        format!("SELECT {keys}, {last} FROM ({visitors}) GROUP BY {keys}")
    }

    /// The rows that are counted, with day and dimensions under the names that the answer has.
    fn rows(&self) -> String {
        let named = self.by.iter().enumerate();
        let named = named.map(|(place, by)| format!("coalesce({}, '') AS d{}", column(*by), place + 1));
        let mut columns = vec![format!("{} AS day", self.days.day())];
        columns.extend(named);
        columns.extend(["kind", "landing", "name", "value", "p_dark", "visitor", "visit"].map(str::to_owned));
        let mut conditions = vec![self.days.condition()];
        conditions.extend(
            self.only.iter().map(|(by, value)| format!("coalesce({}, '') = {}", column(*by), quoted(value))),
        );
        conditions.extend(self.common_condition().map(str::to_owned));
        format!("SELECT {} FROM events WHERE {}", columns.join(", "), conditions.join(" AND "))
    }

    /// The condition that all measures have in common, so that other rows are not even read.
    fn common_condition(&self) -> Option<&'static str> {
        let first = condition(*self.measures.first()?)?;
        self.measures.iter().all(|measure| condition(*measure) == Some(first)).then_some(first)
    }

    fn keys(&self) -> String {
        let dimensions = (1..=self.by.len()).map(|place| format!("d{place}"));
        std::iter::once("day".to_owned()).chain(dimensions).collect::<Vec<_>>().join(", ")
    }

    fn listed(&self, column: impl Fn(Measure) -> Option<String>) -> String {
        self.measures.iter().filter_map(|measure| column(*measure)).collect::<Vec<_>>().join(", ")
    }
}

fn comma(list: &str) -> String {
    if list.is_empty() { String::new() } else { format!("{list}, ") }
}

/// Which events a measure is about.
fn condition(measure: Measure) -> Option<&'static str> {
    match measure {
        Measure::Events => None,
        Measure::Views => Some("kind = 'page'"),
        Measure::Landings | Measure::Dark => Some("landing"),
        Measure::Open => Some("landing AND p_dark IS NULL"),
        Measure::Visits | Measure::Visitors => Some("kind <> 'preview'"),
        Measure::Previews => Some("kind = 'preview'"),
        Measure::Actions => Some("kind = 'action'"),
        Measure::Seconds => Some("name = 'engagement'"),
    }
}

fn counted(measure: Measure) -> String {
    let of = condition(measure).map_or_else(String::new, |which| format!(" FILTER (WHERE {which})"));
    match measure {
        Measure::Seconds => format!("coalesce(sum(value){of}, 0.0)"),
        Measure::Dark => format!("coalesce(sum(p_dark){of}, 0.0)"),
        _ => format!("count(*){of}"),
    }
}
