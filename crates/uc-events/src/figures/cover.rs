//! Which days of a question are taken from the rollups, and which are counted.

use jiff::civil::Date;
use uc_engine::figures::Dimension;

use super::counting::counts_people;
use super::{Question, next};
use crate::rollups::{DAILY, DAY, Days, MONTHLY, WHOLE_MONTH};

/// The days of a question, divided by where their figures are.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cover {
    /// The dimensions of the rollups that are read; no part reads any if none fit.
    pub(super) grouping: &'static [Dimension],
    pub(super) parts: Vec<Part>,
}

/// Days that follow each other and are counted alike.
#[derive(Debug, PartialEq, Eq, Clone)]
pub(super) enum Part {
    /// They are rolled up, by the day or by the month.
    Rolled {
        /// Which rows.
        grain: &'static str,
        /// The first day.
        first: Date,
        /// The last.
        last: Date,
    },
    /// They are counted.
    Events {
        /// The first day.
        first: Date,
        /// The last.
        last: Date,
    },
}

impl Cover {
    pub(super) fn of(question: &Question, days: Option<&Days>) -> Self {
        let [daily, monthly] = [&DAILY[..], &MONTHLY[..]].map(|among| fitting(question, among));
        let monthly = if question.daily { None } else { daily.or(monthly) };
        // One combination serves all parts, so that they have the same columns.
        let grouping = daily.or(monthly).unwrap_or_default();
        let mut cover = Self { grouping, parts: Vec::new() };
        let mut day = question.first;
        while day <= question.last {
            let month_ends = day.last_of_month();
            let whole_month = day == day.first_of_month() && month_ends <= question.last;
            let part = match days {
                Some(days) if monthly.is_some() && whole_month && days.holds_month(day) => {
                    Part::Rolled { grain: WHOLE_MONTH, first: day, last: month_ends }
                }
                Some(days) if daily.is_some() && days.holds(day) => {
                    Part::Rolled { grain: DAY, first: day, last: day }
                }
                _ => Part::Events { first: day, last: day },
            };
            day = next(part.last());
            cover.add(part);
        }
        cover
    }

    fn add(&mut self, part: Part) {
        let joined = match (self.parts.last_mut(), &part) {
            (Some(Part::Rolled { grain, last, .. }), Part::Rolled { grain: more, last: until, .. })
                if grain == more =>
            {
                *last = *until;
                true
            }
            (Some(Part::Events { last, .. }), Part::Events { last: until, .. }) => {
                *last = *until;
                true
            }
            _ => false,
        };
        if !joined {
            self.parts.push(part);
        }
    }
}

impl Part {
    fn last(&self) -> Date {
        match self {
            Self::Rolled { last, .. } | Self::Events { last, .. } => *last,
        }
    }
}

/// Finds a combination that tells apart what the question does. It may tell apart more, unless people are counted:
/// a visitor of two pages is one visitor.
fn fitting(question: &Question, among: &[&'static [Dimension]]) -> Option<&'static [Dimension]> {
    let needed = || question.by.iter().chain(question.only.iter().map(|(by, _)| by));
    let people = question.measures.iter().any(|measure| counts_people(*measure));
    let fits = |grouping: &&&'static [Dimension]| {
        needed().all(|by| grouping.contains(by))
            && (!people || grouping.iter().all(|by| needed().any(|needed| needed == by)))
    };
    among.iter().filter(fits).min_by_key(|grouping| grouping.len()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::start;
    use crate::rollups::Rolled;
    use jiff::civil::date;
    use jiff::tz::TimeZone;
    use uc_engine::event::SiteId;
    use uc_engine::figures::Measure;

    fn question(first: Date, last: Date) -> Question {
        Question {
            site: SiteId::parse("bakery").expect("a legal id"),
            zone: TimeZone::UTC,
            first,
            last,
            daily: false,
            by: vec![Dimension::Page],
            only: Vec::new(),
            measures: vec![Measure::Views, Measure::Visitors],
            most: 10,
        }
    }

    fn parts(question: &Question, stale: &[Date]) -> Vec<(&'static str, Date, Date)> {
        let mut rolled = Rolled::default();
        rolled.begin(&question.site, &TimeZone::UTC, date(2026, 11, 23));
        rolled.finish(&question.site);
        for day in stale {
            rolled.touch(&question.site, start(&TimeZone::UTC, *day));
        }
        let cover = Cover::of(question, rolled.of(&question.site, &TimeZone::UTC));
        let part = |part: Part| match part {
            Part::Rolled { grain, first, last } => (grain, first, last),
            Part::Events { first, last } => ("events", first, last),
        };
        cover.parts.into_iter().map(part).collect()
    }

    #[test]
    fn a_long_time_is_days_months_days_and_what_is_of_today() {
        let asked = question(date(2026, 8, 30), date(2026, 11, 23));
        let expected = [
            (DAY, date(2026, 8, 30), date(2026, 8, 31)),
            (WHOLE_MONTH, date(2026, 9, 1), date(2026, 10, 31)),
            (DAY, date(2026, 11, 1), date(2026, 11, 22)),
            ("events", date(2026, 11, 23), date(2026, 11, 23)),
        ];
        assert_eq!(parts(&asked, &[]), expected);
    }

    #[test]
    fn a_stale_day_is_counted_and_its_month_is_taken_by_the_day() {
        let asked = question(date(2026, 10, 1), date(2026, 10, 31));
        let expected = [
            (DAY, date(2026, 10, 1), date(2026, 10, 4)),
            ("events", date(2026, 10, 5), date(2026, 10, 5)),
            (DAY, date(2026, 10, 6), date(2026, 10, 31)),
        ];
        assert_eq!(parts(&asked, &[date(2026, 10, 5)]), expected);
    }

    #[test]
    fn a_combination_that_tells_more_apart_serves_what_can_be_added_up() {
        let asked = |by: &[Dimension], only: &[Dimension], measures: &[Measure]| Question {
            by: by.to_vec(),
            only: only.iter().map(|by| (*by, "whatsapp".to_owned())).collect(),
            measures: measures.to_vec(),
            ..question(date(2026, 9, 1), date(2026, 9, 30))
        };
        use Dimension::{Channel, Country, Page, Source};
        use Measure::{Landings, Visitors};
        let grouping =
            |question: &Question| fitting(question, &DAILY).or_else(|| fitting(question, &MONTHLY));
        let triple: &[Dimension] = &[Channel, Source, Page];
        for (asked, expected) in [
            (asked(&[Page], &[Source], &[Landings]), Some(triple)),
            (asked(&[Page], &[Source], &[Visitors]), None),
            (asked(&[Page], &[Source, Channel], &[Visitors]), Some(triple)),
            (asked(&[Source], &[Channel], &[Visitors]), Some(&[Channel, Source][..])),
            (asked(&[Source], &[], &[Landings]), Some(&[Source][..])),
            (asked(&[], &[], &[Visitors]), Some(&[][..])),
            (asked(&[Country], &[Page], &[Landings]), None),
        ] {
            assert_eq!(grouping(&asked), expected, "{:?} {:?}", asked.by, asked.only);
        }
    }
}
