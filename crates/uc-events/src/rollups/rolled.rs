//! Which days of which sites the rollups hold, as of now.
//!
//! INVARIANT: a day that counts as rolled has in the rollups exactly what its events say. Whatever changes events of such
//! a day makes it stale under the same lock under which queries see the change.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use uc_engine::event::{Millis, SiteId};

use crate::figures::{day_of, next, start};

/// What the rollups hold.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rolled {
    sites: HashMap<SiteId, Days>,
    rolling: Option<(SiteId, Days)>,
    /// No rolled day ends later: events of today are told by one comparison.
    newest: Millis,
}

/// The days of one site that are rolled up: all until a day, but for some.
#[derive(Debug, Clone)]
pub(crate) struct Days {
    zone: TimeZone,
    until: Date,
    stale: BTreeSet<Date>,
}

impl Days {
    pub(crate) fn new(zone: &TimeZone, until: Date) -> Self {
        Self { zone: zone.clone(), until, stale: BTreeSet::new() }
    }

    /// Returns the first day that is not rolled up.
    pub(crate) fn until(&self) -> Date {
        self.until
    }

    /// Tells whether a day is rolled up.
    pub(crate) fn holds(&self, day: Date) -> bool {
        day < self.until && !self.stale.contains(&day)
    }

    /// Tells whether a whole month is, named by its first day.
    pub(crate) fn holds_month(&self, first: Date) -> bool {
        let last = first.last_of_month();
        last < self.until && self.stale.range(first..=last).next().is_none()
    }

    /// Returns the days up to here that must be rolled up again.
    pub(crate) fn stale(&self) -> &BTreeSet<Date> {
        &self.stale
    }

    fn touch(&mut self, at: Millis) {
        let day = day_of(&self.zone, at);
        if day < self.until {
            self.stale.insert(day);
        }
    }

    fn touch_all(&mut self, from: Millis, until: Millis) {
        let mut day = day_of(&self.zone, from);
        while day < self.until && start(&self.zone, day) < until {
            self.stale.insert(day);
            day = next(day);
        }
    }
}

impl Rolled {
    /// Returns the days of a site, if they are days of that time zone.
    pub(crate) fn of(&self, site: &SiteId, zone: &TimeZone) -> Option<&Days> {
        self.sites.get(site).filter(|days| days.zone == *zone)
    }

    /// Tells whether an event of that time can be of a rolled day at all: those of today are not.
    pub(crate) fn may_hold(&self, at: Millis) -> bool {
        at < self.newest
    }

    /// An event came in, or was brought in from the past.
    pub(crate) fn touch(&mut self, site: &SiteId, at: Millis) {
        if self.may_hold(at) {
            self.each(site, |days| days.touch(at));
        }
    }

    /// The model has spoken of the events of that time.
    pub(crate) fn touch_all(&mut self, site: &SiteId, from: Millis, until: Millis) {
        self.each(site, |days| days.touch_all(from, until));
    }

    /// Events of a site were erased: nothing is known of its days any more.
    pub(crate) fn forget(&mut self, site: &SiteId) {
        self.sites.remove(site);
        self.rolling.take_if(|(rolling, _)| rolling == site);
    }

    /// A site is about to be rolled up until a day: what changes from now on is remembered.
    pub(crate) fn begin(&mut self, site: &SiteId, zone: &TimeZone, until: Date) {
        self.newest = self.newest.max(start(zone, until));
        self.rolling = Some((site.clone(), Days::new(zone, until)));
    }

    /// The site that was begun is rolled up, but for what has changed meanwhile; unless it was forgotten since.
    pub(crate) fn finish(&mut self, site: &SiteId) {
        if let Some((site, days)) = self.rolling.take_if(|(rolling, _)| rolling == site) {
            self.sites.insert(site, days);
        }
    }

    fn each(&mut self, site: &SiteId, change: impl Fn(&mut Days)) {
        if let Some(days) = self.sites.get_mut(site) {
            change(days);
        }
        if let Some((_, days)) = self.rolling.as_mut().filter(|(rolling, _)| rolling == site) {
            change(days);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn site() -> SiteId {
        SiteId::parse("bakery").expect("a legal id")
    }

    fn rolled() -> Rolled {
        let mut rolled = Rolled::default();
        rolled.begin(&site(), &TimeZone::UTC, date(2026, 11, 23));
        rolled.finish(&site());
        rolled
    }

    fn noon(day: Date) -> Millis {
        start(&TimeZone::UTC, day) + 12 * 3_600_000
    }

    #[test]
    fn a_late_event_makes_its_day_stale_and_no_other() {
        let mut rolled = rolled();
        rolled.touch(&site(), noon(date(2026, 11, 2)));
        rolled.touch(&site(), noon(date(2026, 11, 23)));
        let days = rolled.of(&site(), &TimeZone::UTC).expect("rolled");
        for (day, expected) in [(1, true), (2, false), (3, true), (22, true), (23, false)] {
            assert_eq!(days.holds(date(2026, 11, day)), expected, "{day} November");
        }
        assert!(days.holds_month(date(2026, 10, 1)));
        assert!(!days.holds_month(date(2026, 11, 1)));
    }

    #[test]
    fn what_changes_while_a_site_is_rolled_up_is_stale_afterwards() {
        let mut rolled = rolled();
        rolled.begin(&site(), &TimeZone::UTC, date(2026, 11, 24));
        rolled.touch(&site(), noon(date(2026, 11, 23)));
        rolled.touch_all(&site(), noon(date(2026, 10, 30)), noon(date(2026, 11, 1)));
        rolled.finish(&site());
        let days = rolled.of(&site(), &TimeZone::UTC).expect("rolled");
        assert!(!days.holds(date(2026, 11, 23)));
        assert_eq!(days.stale().len(), 4);
    }

    #[test]
    fn an_erased_site_is_not_rolled_up_by_work_that_began_before() {
        let mut rolled = rolled();
        rolled.begin(&site(), &TimeZone::UTC, date(2026, 11, 24));
        rolled.forget(&site());
        rolled.finish(&site());
        assert!(rolled.of(&site(), &TimeZone::UTC).is_none());
    }

    #[test]
    fn days_of_another_time_zone_are_other_days() {
        let berlin = TimeZone::get("Europe/Berlin").expect("a known zone");
        assert!(rolled().of(&site(), &berlin).is_none());
    }
}
