//! A visit: the landing, what the pages need, the pages that follow, and what goes wrong.
//!
//! Whatever brings people ([`super::habit`], [`super::public`], [`super::share`]) makes an [`Arrival`] and hands it to
//! [`World::visit`]. A landing is a page view that came from outside and was answered 200 or 304.

use crate::source::Channel;

use super::World;
use super::parameters::Parameter;
use super::people::{Network, Which};
use super::record::{Cause, Client, FetchDest, FetchSite, Kind, Record, Referrer, Text, Truth, Verb};
use super::rhythm::{MINUTE, SECOND};
use super::site::PageId;

/// Who arrives.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Visitor {
    pub(crate) person: u32,
    pub(crate) which: Which,
    pub(crate) network: Network,
}

/// How the arrival shows itself to the server.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    pub(crate) agent: Text,
    pub(crate) referrer: Referrer,
    pub(crate) site: FetchSite,
    pub(crate) requested_with: Text,
}

/// What brought someone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Origin {
    pub(crate) cause: Cause,
    pub(crate) channel: Channel,
    pub(crate) source: Option<&'static str>,
    pub(crate) share: Option<(u32, u16)>,
}

impl Origin {
    /// An origin that is no share.
    pub(crate) fn of(cause: Cause, channel: Channel, source: Option<&'static str>) -> Self {
        Self { cause, channel, source, share: None }
    }
}

/// Someone about to land on a page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Arrival {
    pub(crate) at: i64,
    pub(crate) visitor: Visitor,
    pub(crate) page: PageId,
    /// What stands behind the page's path, question mark included.
    pub(crate) query: Text,
    pub(crate) look: Look,
    pub(crate) origin: Origin,
}

/// Someone who landed and may now share the page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader {
    pub(crate) at: i64,
    pub(crate) visitor: Visitor,
    pub(crate) page: PageId,
    /// What stands in the address bar behind the page's path.
    pub(crate) query: Text,
    pub(crate) visit: u32,
    pub(crate) share: Option<(u32, u16)>,
    /// Whether the landing lies within the log.
    pub(crate) in_log: bool,
    /// Whether the landing came without a referrer.
    pub(crate) bare: bool,
}

/// Where a visit stands: what its next request has in common with the last.
struct Walk {
    client: Client,
    visit: u32,
    page: PageId,
    query: Text,
}

impl World {
    /// Plays a visit; `None` where the arrival ended in an error.
    pub(crate) fn visit(&mut self, arrival: &Arrival) -> Option<Reader> {
        let Visitor { person, which, network } = arrival.visitor;
        let client = Client {
            address: self.people.address(person, which, network, arrival.at),
            agent: arrival.look.agent,
            requested_with: arrival.look.requested_with,
            language: self.people.get(person).language,
        };
        let visit = self.next_visit();
        let mut at = arrival.at;
        let first = self.request(arrival, client, visit);
        if self.chance.happens(self.parameters.get(Parameter::Failures)) {
            let status = *self.chance.pick(&[404, 404, 500, 503]);
            let truth = Truth { kind: Kind::Error, landing: false, private: false, ..first.truth };
            self.put(Record { status, bytes: 1_200, truth, ..first });
            return None;
        }
        if self.chance.happens(self.parameters.get(Parameter::Redirects)) {
            let truth = Truth { landing: false, private: false, ..first.truth };
            let status = *self.chance.pick(&[301, 302, 308]);
            self.put(Record { status, bytes: 169, truth, ..first });
            at += 40 + self.chance.within(400);
        }
        let again = matches!(arrival.origin.cause, Cause::Bookmark | Cause::Completion | Cause::HomeScreen);
        let status = if again { self.page_status() } else { 200 };
        let landing = Record { at, status, ..first };
        self.put(Record { bytes: if status == 304 { 0 } else { landing.bytes }, ..landing });
        let mut walk = Walk { client, visit, page: arrival.page, query: arrival.query };
        self.assets(&walk, at, 1.0);
        self.reload(&landing);
        self.go_on(&mut walk, at, arrival.origin.cause);
        Some(Reader {
            at,
            visitor: arrival.visitor,
            page: arrival.page,
            query: arrival.query,
            visit,
            share: arrival.origin.share,
            in_log: self.rhythm.covers(at),
            bare: arrival.look.referrer == Referrer::Absent,
        })
    }

    /// Builds the record of a landing that is answered well.
    fn request(&mut self, arrival: &Arrival, client: Client, visit: u32) -> Record {
        let origin = arrival.origin;
        let page = self.site.page(arrival.page);
        Record {
            at: arrival.at,
            client,
            verb: Verb::Get,
            path: page.path,
            query: arrival.query,
            referrer: arrival.look.referrer,
            status: 200,
            bytes: page.bytes,
            site: arrival.look.site,
            dest: FetchDest::Document,
            truth: Truth {
                kind: Kind::Page,
                landing: true,
                channel: origin.channel,
                source: origin.source,
                cause: origin.cause,
                private: origin.cause == Cause::Share,
                visit: Some(visit),
                share: origin.share.map(|(share, _)| share),
                generation: origin.share.map(|(_, generation)| generation),
            },
        }
    }

    /// Plays the pages that follow the landing.
    fn go_on(&mut self, walk: &mut Walk, landed: i64, cause: Cause) {
        let eagerness = match cause {
            Cause::Typed | Cause::HomeScreen | Cause::Radio => 1.6,
            Cause::Bookmark | Cause::Completion => 1.3,
            Cause::Share | Cause::Social | Cause::Reopened => 0.6,
            _ => 1.0,
        };
        let mut at = landed;
        if self.site.page(walk.page).behind_paywall && self.chance.happens(0.7) {
            at += self.chance.log_normal(4.0, 0.6).clamp(0.5, 60.0) as i64 * SECOND;
            let path = self.site.sign_in;
            self.step(walk, at, path);
        }
        let steps = self.chance.runs(eagerness * self.parameters.get(Parameter::Depth)).min(25);
        for _ in 0..steps {
            let mut pause = self.chance.log_normal(38.0, 1.1).clamp(1.5, 1_700.0) * SECOND as f64;
            if self.chance.happens(self.parameters.get(Parameter::Pause)) {
                // The tab lay open: by definition this begins another visit, though nobody came from outside.
                pause = (31.0 + self.chance.exponential(90.0)) * MINUTE as f64;
                walk.visit = self.next_visit();
            }
            at += pause as i64;
            let next = self.next_page(at);
            let path = self.site.page(next).path;
            self.step(walk, at, path);
            walk.page = next;
            self.assets(walk, at, 0.5);
        }
    }

    fn next_page(&mut self, at: i64) -> PageId {
        match self.chance.weighted(&[0.12, 0.25, 0.63]) {
            0 => self.site.entrance(0.8, &mut self.chance),
            1 => self.site.section(&mut self.chance),
            _ => self.site.deep(at, &mut self.chance),
        }
    }

    /// Puts a page view that followed a link of the site itself.
    fn step(&mut self, walk: &mut Walk, at: i64, path: Text) {
        let from = Referrer::Inside(self.site.page(walk.page).path, walk.query);
        walk.query = Text::EMPTY;
        let status = self.page_status();
        let view = Record {
            at,
            client: walk.client,
            verb: Verb::Get,
            path,
            query: Text::EMPTY,
            referrer: from,
            status,
            bytes: if status == 304 { 0 } else { 15_000 + self.chance.below(50_000) as u32 },
            site: FetchSite::Same,
            dest: FetchDest::Document,
            truth: within(Kind::Page, walk.visit),
        };
        self.put(view);
        self.reload(&view);
        if self.chance.happens(self.parameters.get(Parameter::Prefetch)) {
            let ahead = self.next_page(at);
            let path = self.site.page(ahead).path;
            let truth = Truth {
                cause: Cause::Prefetch,
                channel: Channel::Other,
                visit: None,
                ..within(Kind::Page, walk.visit)
            };
            let from = Referrer::Inside(view.path, Text::EMPTY);
            self.put(Record { at: at + 1_500, path, referrer: from, status: 200, truth, ..view });
        }
    }

    /// Puts a page view again, as browsers reload: with the referrer that it had.
    fn reload(&mut self, view: &Record) {
        if self.chance.happens(self.parameters.get(Parameter::Reload)) {
            let at = view.at + self.chance.log_normal(25.0, 1.2).clamp(1.0, 1_500.0) as i64 * SECOND;
            let visit = view.truth.visit.expect("a page view that is reloaded belongs to a visit");
            self.put(Record { at, status: 200, truth: within(Kind::Page, visit), ..*view });
        }
    }

    /// Puts what a page needs; `part` is how much of it is not yet in the browser's store.
    fn assets(&mut self, walk: &Walk, at: i64, part: f64) {
        let count = self.chance.poisson(self.parameters.get(Parameter::Assets) * part).min(30);
        let page = self.site.page(walk.page);
        let from = Referrer::Inside(page.path, walk.query);
        for turn in 0..count {
            let (path, dest, bytes) = *self.chance.pick(&self.assets);
            let at = at + 60 + turn as i64 * 45 + self.chance.within(300);
            self.put(Record {
                at,
                client: walk.client,
                verb: Verb::Get,
                path,
                query: Text::EMPTY,
                referrer: from,
                status: 200,
                bytes,
                site: FetchSite::Same,
                dest,
                truth: within(Kind::Asset, walk.visit),
            });
        }
    }

    fn page_status(&mut self) -> u16 {
        if self.chance.happens(self.parameters.get(Parameter::Cached)) { 304 } else { 200 }
    }
}

/// The truth about a request within a visit.
fn within(kind: Kind, visit: u32) -> Truth {
    Truth {
        kind,
        landing: false,
        channel: Channel::Internal,
        source: None,
        cause: Cause::Within,
        private: false,
        visit: Some(visit),
        share: None,
        generation: None,
    }
}
