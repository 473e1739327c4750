//! Arrivals that nobody's link brought just now: typed, bookmarked, completed, from the home screen, opened again,
//! heard on the radio. All are `direct`, and none is private sharing.

use crate::source::Channel;

use super::World;
use super::chance::{mix, mixed_unit};
use super::people::Which;
use super::record::{Cause, FetchSite, Referrer, Text};
use super::rhythm::{HOUR, MINUTE};
use super::site::{HOME, PageId};
use super::visit::{Arrival, Look, Origin, Reader, Visitor};

impl World {
    /// Plays one arrival by habit.
    pub(crate) fn come_by_habit(&mut self, cause: Cause) {
        let at = self.rhythm.moment(&mut self.chance);
        let person = self.people.regular(&mut self.chance);
        let phones = match cause {
            Cause::HomeScreen => 50.0,
            Cause::Bookmark => 0.5,
            _ => 0.8,
        };
        let which = self.people.which(phones, &mut self.chance);
        let page = match cause {
            Cause::Bookmark => self.bookmark_of(person),
            Cause::Completion => self.completed_by(person, at),
            Cause::HomeScreen => HOME,
            _ => self.site.entrance(0.9, &mut self.chance),
        };
        let query = if cause == Cause::HomeScreen { self.home_screen_query } else { Text::EMPTY };
        self.arrive_bare(Bare { at, person, which, page, query, cause });
    }

    /// Plays the visits after one mention on the radio or on paper: home page mostly, typed within a quarter of an hour,
    /// or a deep page's short address.
    pub(crate) fn hear_of_it(&mut self, count: u64) {
        let said = self.rhythm.moment(&mut self.chance);
        let deep = self.chance.happens(0.5).then(|| self.site.deep(said, &mut self.chance));
        for _ in 0..count {
            let at = said + self.chance.exponential(12.0 * MINUTE as f64) as i64;
            let person = self.people.anyone(&mut self.chance);
            let which = self.people.which(1.2, &mut self.chance);
            let page = match deep {
                Some(page) if self.chance.happens(0.75) => page,
                _ => HOME,
            };
            self.arrive_bare(Bare { at, person, which, page, query: Text::EMPTY, cause: Cause::Radio });
        }
    }

    /// Plays the opening anew of a tab that was read before and came without a referrer.
    pub(crate) fn open_again(&mut self, before: &Reader) {
        let hours = self.chance.log_normal(7.0, 0.9).clamp(0.7, 90.0);
        let later = before.at + (hours * HOUR as f64) as i64;
        let at = self.rhythm.awake(later, &mut self.chance);
        let Visitor { person, which, .. } = before.visitor;
        self.arrive_bare(Bare {
            at,
            person,
            which,
            page: before.page,
            query: before.query,
            cause: Cause::Reopened,
        });
    }

    fn arrive_bare(&mut self, bare: Bare) {
        let Bare { at, person, which, page, query, cause } = bare;
        let network = self.people.network(which, at, &mut self.chance);
        let look = Look {
            agent: self.people.agent(person, which),
            referrer: Referrer::Absent,
            site: FetchSite::None,
            requested_with: Text::EMPTY,
        };
        let visitor = Visitor { person, which, network };
        let origin = Origin::of(cause, Channel::Direct, None);
        self.land(&Arrival { at, visitor, page, query, look, origin });
    }

    /// Returns the page that a person bookmarked: half of the bookmarks are of deep pages, popular ones mostly.
    fn bookmark_of(&mut self, person: u32) -> PageId {
        let choice = mixed_unit(self.habit_salt, u64::from(person) << 2 | self.chance.below(2) as u64);
        if choice < 0.5 {
            return self.remembered_page(mixed_unit(self.habit_salt ^ 9, (choice * 1e9) as u64));
        }
        if choice < 0.7 { self.site.section(&mut self.chance) } else { HOME }
    }

    /// Returns the page that the address bar completes: the home page, or one of a few read before.
    fn completed_by(&mut self, person: u32, at: i64) -> PageId {
        if self.chance.happens(0.45) {
            return HOME;
        }
        if self.chance.happens(0.35) {
            return self.site.deep(at - 20 * HOUR, &mut self.chance);
        }
        let which = self.chance.below(4) as u64;
        self.remembered_page(mixed_unit(self.habit_salt ^ 11, mix(u64::from(person), which)))
    }

    /// Returns a page of the archive that this fraction of popularity points to.
    fn remembered_page(&self, fraction: f64) -> PageId {
        self.site.archived_by(fraction, self.rhythm.begin)
    }
}

/// An arrival with no trace of where it came from.
#[derive(Clone, Copy)]
struct Bare {
    at: i64,
    person: u32,
    which: Which,
    page: PageId,
    query: Text,
    cause: Cause,
}
