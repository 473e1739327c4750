//! Day and week: when people read, and when they sleep.
//!
//! The site's people live one hour east of UTC all year; the server writes UTC. Everything here counts in
//! milliseconds.

use super::chance::Chance;
use super::parameters::{Parameter, Parameters};
use super::{Plan, Scenario};

/// One second.
pub(crate) const SECOND: i64 = 1_000;
/// One minute.
pub(crate) const MINUTE: i64 = 60 * SECOND;
/// One hour.
pub(crate) const HOUR: i64 = 60 * MINUTE;
/// One day.
pub(crate) const DAY: i64 = 24 * HOUR;
/// How far local time is ahead of UTC.
const ZONE: i64 = HOUR;

/// The period and the weights of its days and hours.
pub(crate) struct Rhythm {
    /// Where the world begins: a day before the log, so that the log begins in the middle of life.
    pub(crate) begin: i64,
    /// Where the log begins.
    pub(crate) start: i64,
    /// Where the log ends.
    pub(crate) end: i64,
    day_sums: Vec<f64>,
    hours: [f64; 24],
}

impl Rhythm {
    /// Lays out the days of a plan.
    pub(crate) fn new(plan: &Plan, parameters: &Parameters, chance: &mut Chance) -> Self {
        let start = plan.start * SECOND;
        let begin = start - DAY;
        let days = i64::from(plan.days.max(1));
        let (week, mut hours) = habits(plan.scenario);
        for hour in [23, 0, 1, 2, 3, 4, 5] {
            hours[hour] *= parameters.get(Parameter::Night);
        }
        let mut sum = 0.0;
        let day_sums = (0..=days)
            .map(|day| {
                let weekday = weekday(begin + day * DAY + DAY / 2);
                let weekend = if weekday >= 5 { parameters.get(Parameter::Weekend) } else { 1.0 };
                sum += week[weekday] * weekend * chance.between(0.8, 1.25);
                sum
            })
            .collect();
        Self { begin, start, end: start + days * DAY, day_sums, hours }
    }

    /// Returns how many days the world lasts, the one before the log included.
    pub(crate) fn days(&self) -> f64 {
        self.day_sums.len() as f64
    }

    /// Tells whether a moment is in the log.
    pub(crate) fn covers(&self, at: i64) -> bool {
        (self.start..self.end).contains(&at)
    }

    /// Draws a moment as people read.
    pub(crate) fn moment(&self, chance: &mut Chance) -> i64 {
        let day = chance.weighted_by_sums(&self.day_sums) as i64;
        let hour = chance.weighted(&self.hours) as i64;
        // The day's hours are local ones; what falls before the day's beginning in UTC wraps to its end.
        let local = hour * HOUR + chance.within(HOUR);
        let within = (local - ZONE + self.local_offset()).rem_euclid(DAY);
        self.begin + day * DAY + within
    }

    /// Draws a moment that pays no heed to day and night.
    pub(crate) fn any_moment(&self, chance: &mut Chance) -> i64 {
        self.begin + chance.within(self.end - self.begin)
    }

    /// Moves what would fall into the night to the morning, most of the time.
    pub(crate) fn awake(&self, at: i64, chance: &mut Chance) -> i64 {
        let since_midnight = (at + ZONE).rem_euclid(DAY);
        let asleep = since_midnight < 6 * HOUR;
        if !asleep || chance.happens(0.15) {
            return at;
        }
        at - since_midnight + 6 * HOUR + chance.exponential(1.5 * HOUR as f64) as i64
    }

    /// Tells whether it is a working hour of a working day.
    pub(crate) fn at_work(at: i64) -> bool {
        let hour = (at + ZONE).rem_euclid(DAY) / HOUR;
        weekday(at) < 5 && (8..17).contains(&hour)
    }

    /// A plan may begin in the middle of a day: how far its days are shifted against UTC's.
    fn local_offset(&self) -> i64 {
        (-self.begin).rem_euclid(DAY)
    }
}

/// Returns the local day of the week, Monday first.
fn weekday(at: i64) -> usize {
    ((at + ZONE).div_euclid(DAY) + 3).rem_euclid(7) as usize
}

/// Returns the weights of the week's days (Monday first) and of the day's hours.
fn habits(scenario: Scenario) -> ([f64; 7], [f64; 24]) {
    let office = [
        0.9, 0.5, 0.3, 0.2, 0.3, 0.8, 2.4, 4.2, 4.8, 4.6, 4.5, 4.6, 5.2, 4.9, 4.3, 4.2, 4.4, 4.8, 5.0, 5.2,
        5.4, 5.0, 3.6, 1.9,
    ];
    let evening = [
        1.0, 0.5, 0.3, 0.2, 0.2, 0.4, 1.0, 2.0, 2.8, 3.4, 3.8, 4.0, 4.4, 4.2, 4.0, 4.1, 4.4, 5.0, 5.8, 7.0,
        8.0, 7.4, 5.0, 2.4,
    ];
    let early = [
        0.3, 0.2, 0.2, 0.3, 0.8, 2.6, 5.6, 7.0, 6.4, 5.6, 5.4, 5.6, 5.4, 4.2, 4.0, 4.4, 4.6, 4.6, 3.8, 3.2,
        2.8, 2.2, 1.4, 0.7,
    ];
    match scenario {
        Scenario::News => ([1.1, 1.1, 1.1, 1.1, 1.05, 0.85, 0.9], office),
        Scenario::Shop => ([1.1, 1.0, 1.0, 1.0, 0.95, 0.9, 1.15], evening),
        Scenario::Bakery => ([0.7, 0.8, 0.9, 1.0, 1.3, 1.9, 0.8], early),
        Scenario::Club => ([1.0, 0.9, 1.1, 1.0, 1.1, 1.0, 1.0], evening),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulate::draw_parameters;

    fn rhythm(start: i64) -> (Rhythm, Chance) {
        let plan = Plan { start, ..Plan::new(Scenario::News, 7, 1) };
        let mut chance = Chance::new(1, 1);
        (Rhythm::new(&plan, &draw_parameters(&plan), &mut chance), chance)
    }

    #[test]
    fn people_read_by_day_whenever_the_log_begins() {
        for start in [Plan::USUAL_START, Plan::USUAL_START + 7 * 3_600 + 11] {
            let (rhythm, mut chance) = rhythm(start);
            let night = (0..10_000)
                .filter(|_| {
                    let at = rhythm.moment(&mut chance);
                    assert!((rhythm.begin..rhythm.end).contains(&at));
                    (1..5).contains(&((at + ZONE).rem_euclid(DAY) / HOUR))
                })
                .count();
            assert!(night < 600, "{night} of 10,000 read between one and five in the morning");
        }
    }

    #[test]
    fn what_falls_into_the_night_waits_for_the_morning() {
        let (rhythm, mut chance) = rhythm(Plan::USUAL_START);
        let midnight = rhythm.start - ZONE;
        let moved =
            (0..1_000).filter(|_| rhythm.awake(midnight + HOUR, &mut chance) >= midnight + 6 * HOUR).count();
        assert!((780..920).contains(&moved), "{moved}");
        assert_eq!(rhythm.awake(midnight + 9 * HOUR, &mut chance), midnight + 9 * HOUR);
    }

    #[test]
    fn the_week_begins_on_monday() {
        let monday = Plan::USUAL_START * SECOND;
        assert_eq!((0..7).map(|day| weekday(monday + day * DAY)).collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5, 6]);
        assert!(Rhythm::at_work(monday + 9 * HOUR) && !Rhythm::at_work(monday + 5 * DAY + 9 * HOUR));
    }
}
