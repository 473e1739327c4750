//! Figures as pages and programs ask for them: what is counted, by what, of which days, beside which days before.

use std::collections::HashMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use uc_engine::event::Millis;
use uc_engine::figures::{Dimension, Measure};
use uc_events::{Answered, Imported, Limits, Question};
use uc_store::Site;

use crate::query::Asker;
use crate::{App, AppError, sites};

/// The longest time that can be asked about, in days: it bounds how many parts a question has.
const LONGEST: i32 = 10 * 366;
/// Rows of one answer at most, and of the time that it is compared with.
const MOST: usize = 10_000;
const MOST_BEFORE: usize = 100_000;

/// What somebody wants to know.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The site, by one of its hosts or by its id.
    pub site: String,
    /// The first day, in the site's time zone.
    pub first: Date,
    /// The last day, which is included.
    pub last: Date,
    /// Whether each day is counted by itself.
    pub daily: bool,
    /// By what it is counted.
    pub by: Vec<Dimension>,
    /// Only where these have that value; empty where it is unknown.
    pub only: Vec<(Dimension, String)>,
    /// What is counted; rows come in the order of the first.
    pub measures: Vec<Measure>,
    /// With which time it is compared.
    pub compare: Option<Compare>,
    /// How many rows are wanted at most.
    pub most: usize,
}

/// The time that another is compared with; it is as long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compare {
    /// The days just before.
    PreviousPeriod,
    /// The same days of the year before.
    PreviousYear,
}

/// The answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// The site.
    pub site: Site,
    /// The rows, in the order that was asked for.
    pub rows: Vec<Row>,
    /// The first and the last day that they are compared with.
    pub before: Option<(Date, Date)>,
    /// On which days other programs counted, if there are any among them.
    pub imported: Option<Imported>,
}

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The day, where each is counted by itself.
    pub day: Option<Date>,
    /// The value of each dimension, in the order that was asked for; empty where it is unknown.
    pub values: Vec<String>,
    /// The number of each measure.
    pub numbers: Vec<f64>,
    /// The same of the time before: nothing where there was none.
    pub before: Option<Vec<f64>>,
}

impl Compare {
    /// All comparisons, with the names that requests use.
    pub const NAMES: [(Self, &'static str); 2] =
        [(Self::PreviousPeriod, "previous_period"), (Self::PreviousYear, "previous_year")];

    /// Finds a comparison by its name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, known)| *known == name).map(|(compare, _)| *compare)
    }

    /// Returns the day that a day is compared with.
    fn day(self, day: Date, first: Date, last: Date) -> Date {
        match self {
            Self::PreviousPeriod => day.saturating_sub(((last - first).get_days() + 1).days()),
            // The day of the week counts for more than the date: 52 weeks are a year.
            Self::PreviousYear => day.saturating_sub(364.days()),
        }
    }
}

/// Answers what somebody wants to know of a site that he may see.
///
/// # Errors
/// When there is no such site, the asker may not see it, or the question makes no sense or meets a limit.
pub async fn answer(app: &App, wanted: &Wanted, asker: &Asker) -> Result<Figures, AppError> {
    let site = sites::find(app, &wanted.site).await?;
    if let Asker::Bearer(token) = asker
        && let Some(own) = &token.site
        && *own != site.id
    {
        return Err(AppError::OtherSite(own.clone()));
    }
    check(wanted)?;
    let question = Question {
        site: site.id.clone(),
        zone: zone(&site),
        first: wanted.first,
        last: wanted.last,
        daily: wanted.daily,
        by: wanted.by.clone(),
        only: wanted.only.clone(),
        measures: wanted.measures.clone(),
        most: wanted.most,
    };
    let place = app.queries.take()?;
    let asked = async |question: &Question| {
        let counted = app.events.figures(question, &Limits::default()).await;
        counted.map_err(|error| app.note(AppError::Query(error)))
    };
    let Answered { rows, imported } = asked(&question).await?;
    let mut rows: Vec<Row> = rows
        .into_iter()
        .map(|row| Row { day: row.day, values: row.values, numbers: row.numbers, before: None })
        .collect();
    let mut before = None;
    if let Some(compare) = wanted.compare {
        let day = |day| compare.day(day, wanted.first, wanted.last);
        let (first, last) = (day(wanted.first), day(wanted.last));
        before = Some((first, last));
        let earlier = asked(&Question { first, last, most: MOST_BEFORE, ..question }).await?;
        let earlier: HashMap<_, _> =
            earlier.rows.into_iter().map(|row| ((row.day, row.values), row.numbers)).collect();
        for row in &mut rows {
            row.before = earlier.get(&(row.day.map(day), row.values.clone())).cloned();
        }
    }
    drop(place);
    Ok(Figures { site, rows, before, imported })
}

/// Returns the time zone of a site.
pub(crate) fn zone(site: &Site) -> TimeZone {
    TimeZone::get(&site.timezone).unwrap_or(TimeZone::UTC)
}

/// Returns the day that it is at a site.
pub(crate) fn today(site: &Site, now: Millis) -> Date {
    let now = Timestamp::from_millisecond(now).unwrap_or(Timestamp::UNIX_EPOCH);
    now.to_zoned(zone(site)).date()
}

fn check(wanted: &Wanted) -> Result<(), AppError> {
    let wrong = |why: &str| Err(AppError::WrongQuestion(why.to_owned()));
    let mut dimensions: Vec<_> = wanted.by.iter().chain(wanted.only.iter().map(|(by, _)| by)).collect();
    let named = dimensions.len();
    dimensions.sort_unstable();
    dimensions.dedup();
    let mut measures: Vec<_> = wanted.measures.iter().map(|measure| measure.name()).collect();
    measures.sort_unstable();
    measures.dedup();
    if wanted.last < wanted.first {
        return wrong("the last day is before the first");
    }
    if (wanted.last - wanted.first).get_days() >= LONGEST {
        return wrong("ask about ten years at most");
    }
    if wanted.measures.is_empty() || measures.len() < wanted.measures.len() {
        return wrong("name at least one measure, and each once");
    }
    if dimensions.len() < named {
        return wrong("a dimension is named twice");
    }
    if wanted.most == 0 || wanted.most > MOST {
        return wrong("ask for 1 to 10000 rows");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_time_is_compared_with_one_as_long() {
        let (first, last) = (date(2026, 11, 2), date(2026, 11, 8));
        for (compare, expected) in [
            (Compare::PreviousPeriod, (date(2026, 10, 26), date(2026, 11, 1))),
            (Compare::PreviousYear, (date(2025, 11, 3), date(2025, 11, 9))),
        ] {
            let day = |day| compare.day(day, first, last);
            assert_eq!((day(first), day(last)), expected, "{compare:?}");
            assert_eq!(day(first).weekday(), first.weekday(), "the same day of the week");
        }
    }
}
