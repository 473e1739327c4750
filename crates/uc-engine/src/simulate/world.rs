//! The simulated world while it is played: who acts first, and where the lines are collected.
//!
//! The order is fixed: site and people, then everyone who comes without private sharing, then the shares, their cards,
//! and the machines. Each step is an `impl World` in the module named after it.

use super::chance::Chance;
use super::messenger::{Habits, MESSENGERS, draw_habits};
use super::parameters::{Parameter, Parameters};
use super::people::People;
use super::record::{Cause, FetchDest, Kind, Record, Text, Texts};
use super::rhythm::Rhythm;
use super::share::Share;
use super::site::{PageId, Site};
use super::visit::{Arrival, Reader};
use super::{Plan, Scenario};

/// Everything that is there and everything that has happened.
pub(crate) struct World {
    pub(crate) parameters: Parameters,
    pub(crate) chance: Chance,
    pub(crate) texts: Texts,
    pub(crate) rhythm: Rhythm,
    pub(crate) site: Site,
    pub(crate) people: People,
    pub(crate) habits: Vec<Habits>,
    pub(crate) messenger_weights: [f64; MESSENGERS.len()],
    pub(crate) habit_salt: u64,
    /// What the site's icon on the home screen adds to the address.
    pub(crate) home_screen_query: Text,
    pub(crate) assets: Vec<(Text, FetchDest, u32)>,
    pub(crate) card_pictures: Vec<(Text, u32)>,
    pub(crate) shares: Vec<Share>,
    pub(crate) records: Vec<Record>,
    readers: Vec<Reader>,
    visits: u32,
    page_views: u64,
}

/// Causes other than private sharing, with the parameter that weighs each.
const CAUSES: [(Cause, Parameter); 13] = [
    (Cause::Typed, Parameter::Typed),
    (Cause::Bookmark, Parameter::Bookmark),
    (Cause::Completion, Parameter::Completion),
    (Cause::HomeScreen, Parameter::HomeScreen),
    (Cause::Reopened, Parameter::Reopened),
    (Cause::Search, Parameter::Search),
    (Cause::Social, Parameter::Social),
    (Cause::Newsletter, Parameter::Newsletter),
    (Cause::Ad, Parameter::Ads),
    (Cause::Assistant, Parameter::Assistants),
    (Cause::Referral, Parameter::Referrals),
    (Cause::Feed, Parameter::Feeds),
    (Cause::Radio, Parameter::Radio),
];

impl World {
    /// Draws a world.
    pub(crate) fn draw(plan: &Plan, parameters: Parameters) -> Self {
        let mut chance = Chance::new(plan.seed, 1 + plan.scenario as u64);
        let mut texts = Texts::new();
        let rhythm = Rhythm::new(plan, &parameters, &mut chance);
        let site = Site::draw(plan, &parameters, &rhythm, &mut texts, &mut chance);
        let count = plan.size.map_or(parameters.get(Parameter::People) as usize, |size| size as usize).max(2);
        let people = People::draw(count, &parameters, &mut texts, &mut chance);
        let habits = draw_habits(plan.scenario, &mut chance);
        let mut messenger_weights = [0.0; MESSENGERS.len()];
        for (weight, habit) in messenger_weights.iter_mut().zip(&habits) {
            *weight = habit.weight;
        }
        let tagged = chance.happens(0.4);
        Self {
            assets: assets(plan.scenario, &mut texts),
            card_pictures: (0..20)
                .map(|number| (texts.keep(&format!("/media/teaser-{number}.jpg")), 30_000 + number * 4_111))
                .collect(),
            home_screen_query: texts.keep(if tagged { "?source=pwa" } else { "" }),
            habit_salt: chance.salt(),
            parameters,
            chance,
            texts,
            rhythm,
            site,
            people,
            habits,
            messenger_weights,
            shares: Vec::new(),
            records: Vec::new(),
            readers: Vec::new(),
            visits: 0,
            page_views: 0,
        }
    }

    /// Plays everything.
    pub(crate) fn play(&mut self, people: f64) {
        let visits = people * self.parameters.get(Parameter::Visits) * self.rhythm.days() / 7.0;
        let weights = CAUSES.map(|(_, parameter)| self.parameters.get(parameter));
        let whole: f64 = weights.iter().sum();
        for ((cause, _), weight) in CAUSES.iter().zip(weights) {
            let count = self.chance.poisson(visits * weight / whole);
            self.come(*cause, count);
        }
        let readers = std::mem::take(&mut self.readers);
        self.share_privately(&readers);
        self.fetch_cards();
        self.run_machines(self.page_views);
        let rhythm = &self.rhythm;
        self.records.retain(|record| rhythm.covers(record.at));
        self.records.sort_by_key(|record| record.at);
    }

    /// Plays `count` arrivals by one cause.
    fn come(&mut self, cause: Cause, count: u64) {
        match cause {
            Cause::Social => {
                let usual = self.parameters.get(Parameter::SocialPosts);
                self.in_bursts(count, usual, Self::post);
            }
            Cause::Newsletter => {
                let sent = (self.rhythm.days() / 5.0).max(1.0);
                self.in_bursts(count, (count as f64 / sent).max(1.0), Self::send_newsletter);
            }
            Cause::Radio => {
                let mentions = (self.rhythm.days() / 6.0).max(1.0);
                self.in_bursts(count, (count as f64 / mentions).max(1.0), Self::hear_of_it);
            }
            Cause::Feed => {
                let recent: Vec<PageId> = self.site.published_since(self.rhythm.begin).collect();
                (0..count).for_each(|_| self.come_from_feed(&recent));
            }
            Cause::Reopened => {
                let bare: Vec<Reader> = self.readers.iter().filter(|reader| reader.bare).copied().collect();
                for _ in 0..if bare.is_empty() { 0 } else { count } {
                    let before = *self.chance.pick(&bare);
                    self.open_again(&before);
                }
            }
            Cause::Search => (0..count).for_each(|_| self.come_from_search()),
            Cause::Ad => (0..count).for_each(|_| self.come_from_ad()),
            Cause::Assistant => (0..count).for_each(|_| self.come_from_assistant()),
            Cause::Referral => (0..count).for_each(|_| self.come_from_site()),
            _ => (0..count).for_each(|_| self.come_by_habit(cause)),
        }
    }

    /// Deals arrivals out to bursts of very different sizes.
    fn in_bursts(&mut self, count: u64, usual: f64, burst: fn(&mut Self, u64)) {
        let mut left = count;
        while left > 0 {
            let size = (self.chance.log_normal(usual * 0.6, 1.0) as u64).clamp(1, left);
            burst(self, size);
            left -= size;
        }
    }

    /// Plays a visit that no private share brought; its reader may share later.
    pub(crate) fn land(&mut self, arrival: &Arrival) {
        if let Some(reader) = self.visit(arrival) {
            self.readers.push(reader);
        }
    }

    /// Puts a line into the log.
    pub(crate) fn put(&mut self, record: Record) {
        if record.truth.kind == Kind::Page {
            self.page_views += 1;
        }
        self.records.push(record);
    }

    /// Counts a visit.
    pub(crate) fn next_visit(&mut self) -> u32 {
        self.visits += 1;
        self.visits
    }
}

/// Returns what pages are made of besides text.
fn assets(scenario: Scenario, texts: &mut Texts) -> Vec<(Text, FetchDest, u32)> {
    let mut all = vec![
        (texts.keep("/assets/site.css"), FetchDest::Style, 31_402),
        (texts.keep("/assets/site.js"), FetchDest::Script, 88_113),
        (texts.keep("/assets/logo.svg"), FetchDest::Image, 4_870),
        (texts.keep("/favicon.ico"), FetchDest::Image, 1_150),
    ];
    let pictures = if scenario == Scenario::Club { 8 } else { 40 };
    for number in 0..pictures {
        all.push((
            texts.keep(&format!("/media/bild-{number}.webp")),
            FetchDest::Image,
            20_000 + number * 2_713,
        ));
    }
    all
}
