//! The simulated site: its pages, when they were published, how popular they are, how gladly they are shared.

use super::chance::Chance;
use super::parameters::{Parameter, Parameters};
use super::record::{Text, Texts};
use super::rhythm::{DAY, HOUR, Rhythm};
use super::words::{Language, Spelling, sections, slug, standing_pages};
use super::{Plan, Scenario};

/// A page of the site, by its place in [`Site::pages`].
pub(crate) type PageId = u32;

/// A page.
pub(crate) struct Page {
    pub(crate) path: Text,
    pub(crate) published: i64,
    pub(crate) bytes: u32,
    /// How many times more (or less) often than a usual page's readers this page's readers share it.
    pub(crate) appeal: f64,
    /// Whether readers are sent on to a sign-in page.
    pub(crate) behind_paywall: bool,
    weight: f64,
}

/// The whole site.
pub(crate) struct Site {
    pub(crate) host: &'static str,
    /// Home page first, then sections, then standing pages, then deep pages by date of publication.
    pub(crate) pages: Vec<Page>,
    pub(crate) feed: Text,
    pub(crate) sign_in: Text,
    /// How many of `pages` are sections.
    section_count: usize,
    /// Where the deep pages begin.
    deep_begin: usize,
    /// Sums of the deep pages' popularity.
    deep_sums: Vec<f64>,
    fresh: f64,
    freshness: f64,
}

/// The home page.
pub(crate) const HOME: PageId = 0;

/// How addresses of deep pages are built.
#[derive(Clone, Copy)]
enum Layout {
    SectionAndSlug,
    SectionSlugAndNumber,
    DateAndSlug,
    Number,
}

impl Site {
    /// Draws a site.
    pub(crate) fn draw(
        plan: &Plan,
        parameters: &Parameters,
        rhythm: &Rhythm,
        texts: &mut Texts,
        chance: &mut Chance,
    ) -> Self {
        let language =
            [Language::German, Language::English, Language::Swedish][chance.weighted(&[0.6, 0.2, 0.2])];
        let spelling = if chance.happens(0.15) { Spelling::Encoded } else { Spelling::Plain };
        let layout =
            [Layout::SectionAndSlug, Layout::SectionSlugAndNumber, Layout::DateAndSlug, Layout::Number]
                [chance.weighted(layout_weights(plan.scenario))];
        let section_names = sections(plan.scenario, language);
        let mut pages = vec![Page::flat(texts.keep("/"), chance)];
        for name in section_names {
            pages.push(Page::flat(texts.keep(&format!("/{name}/")), chance));
        }
        for name in standing_pages(language) {
            pages.push(Page::flat(texts.keep(&format!("/{name}")), chance));
        }
        let deep_begin = pages.len();
        for published in publication_dates(parameters, rhythm, chance) {
            let section = chance.below(section_names.len());
            let title = slug(plan.scenario, language, spelling, chance);
            let number = 10_000 + pages.len() * 7 + chance.below(7);
            let path = deep_path(layout, section_names[section], &title, number, published);
            pages.push(Page::deep(texts.keep(&path), published, parameters, chance));
        }
        let deep_sums = spread_popularity(&mut pages[deep_begin..], parameters, chance);
        Self {
            host: host(plan.scenario),
            pages,
            feed: texts.keep("/feed.xml"),
            sign_in: texts.keep(if language == Language::English { "/subscribe" } else { "/abo" }),
            section_count: section_names.len(),
            deep_begin,
            deep_sums,
            fresh: parameters.get(Parameter::FreshReading),
            freshness: parameters.get(Parameter::Freshness) * HOUR as f64,
        }
    }

    /// Returns a page.
    pub(crate) fn page(&self, page: PageId) -> &Page {
        &self.pages[page as usize]
    }

    /// Tells whether a page is one of the deep ones.
    pub(crate) fn is_deep(&self, page: PageId) -> bool {
        page as usize >= self.deep_begin
    }

    /// Draws the home page, a section or a standing page, the home page most of the time.
    pub(crate) fn entrance(&self, home: f64, chance: &mut Chance) -> PageId {
        if chance.happens(home) {
            return HOME;
        }
        (1 + chance.below(self.deep_begin - 1)) as PageId
    }

    /// Draws a section.
    pub(crate) fn section(&self, chance: &mut Chance) -> PageId {
        (1 + chance.below(self.section_count)) as PageId
    }

    /// Draws a deep page as readers choose one at this moment: a fresh one, or one of the archive.
    pub(crate) fn deep(&self, at: i64, chance: &mut Chance) -> PageId {
        if chance.happens(self.fresh) { self.fresh(at, chance) } else { self.archived(at, chance) }
    }

    /// Draws a deep page by popularity alone.
    pub(crate) fn archived(&self, at: i64, chance: &mut Chance) -> PageId {
        for _ in 0..8 {
            let page = self.deep_begin + chance.weighted_by_sums(&self.deep_sums);
            if self.pages[page].published <= at {
                return page as PageId;
            }
        }
        self.deep_begin as PageId
    }

    /// Returns the deep page that this fraction of all popularity points to, the next older one that was published then.
    pub(crate) fn archived_by(&self, fraction: f64, then: i64) -> PageId {
        let total = self.deep_sums.last().copied().unwrap_or(0.0);
        let place = self.deep_sums.partition_point(|sum| *sum <= fraction * total);
        let published = self.pages[self.deep_begin..].partition_point(|page| page.published <= then);
        (self.deep_begin + place.min(published.saturating_sub(1))) as PageId
    }

    /// Draws a page published lately; of a few candidates the most popular is the likeliest.
    pub(crate) fn fresh(&self, at: i64, chance: &mut Chance) -> PageId {
        let deep = &self.pages[self.deep_begin..];
        let latest = deep.partition_point(|page| page.published <= at);
        if latest == 0 {
            return self.deep_begin as PageId;
        }
        let born = at - chance.exponential(self.freshness) as i64;
        let near = deep.partition_point(|page| page.published <= born);
        let first = near.saturating_sub(3);
        let candidates = &deep[first..(near + 4).min(latest).max(first + 1)];
        let mut weights = [0.0; 8];
        for (weight, page) in weights.iter_mut().zip(candidates) {
            *weight = page.weight;
        }
        (self.deep_begin + first + chance.weighted(&weights[..candidates.len()])) as PageId
    }

    /// Returns the pages published within the world's time.
    pub(crate) fn published_since(&self, begin: i64) -> impl Iterator<Item = PageId> + '_ {
        let first = self.pages[self.deep_begin..].partition_point(|page| page.published < begin);
        (self.deep_begin + first..self.pages.len()).map(|page| page as PageId)
    }
}

impl Page {
    fn flat(path: Text, chance: &mut Chance) -> Self {
        let bytes = 18_000 + chance.below(40_000) as u32;
        Self { path, published: i64::MIN, bytes, appeal: 1.0, behind_paywall: false, weight: 1.0 }
    }

    fn deep(path: Text, published: i64, parameters: &Parameters, chance: &mut Chance) -> Self {
        Self {
            path,
            published,
            bytes: 12_000 + chance.below(70_000) as u32,
            appeal: chance.log_normal(1.0, parameters.get(Parameter::Appeal)).min(20.0),
            behind_paywall: chance.happens(parameters.get(Parameter::Paywall)),
            weight: 1.0,
        }
    }
}

/// Draws when each deep page was published, in order: an archive with more of the recent, then some each day.
fn publication_dates(parameters: &Parameters, rhythm: &Rhythm, chance: &mut Chance) -> Vec<i64> {
    let daily = parameters.get(Parameter::NewPages);
    let archive = parameters.get(Parameter::Pages);
    let mut dates = Vec::new();
    for _ in 0..archive as usize {
        dates.push(rhythm.begin - 1 - chance.exponential(archive / daily * DAY as f64) as i64);
    }
    for _ in 0..chance.poisson(daily * rhythm.days()) {
        dates.push(rhythm.moment(chance));
    }
    dates.sort_unstable();
    dates
}

/// Gives each page its popularity by Zipf's law, the ranks dealt out by chance, and sums it up.
fn spread_popularity(pages: &mut [Page], parameters: &Parameters, chance: &mut Chance) -> Vec<f64> {
    let exponent = parameters.get(Parameter::Popularity);
    let mut ranks: Vec<usize> = (1..=pages.len()).collect();
    for place in (1..ranks.len()).rev() {
        ranks.swap(place, chance.below(place + 1));
    }
    let mut sum = 0.0;
    pages
        .iter_mut()
        .zip(ranks)
        .map(|(page, rank)| {
            page.weight = libm::pow(rank as f64, -exponent);
            sum += page.weight;
            sum
        })
        .collect()
}

fn deep_path(layout: Layout, section: &str, title: &str, number: usize, published: i64) -> String {
    match layout {
        Layout::SectionAndSlug => format!("/{section}/{title}-{}", number % 1_000),
        Layout::SectionSlugAndNumber => format!("/{section}/{title}-{number}.html"),
        Layout::DateAndSlug => {
            let date = super::write::Date::of(published);
            format!("/{}/{:02}/{:02}/{title}/", date.year, date.month, date.day)
        }
        Layout::Number => format!("/{section}/{number}"),
    }
}

fn layout_weights(scenario: Scenario) -> &'static [f64; 4] {
    match scenario {
        Scenario::News => &[0.2, 0.4, 0.3, 0.1],
        Scenario::Shop => &[0.4, 0.4, 0.0, 0.2],
        Scenario::Bakery => &[0.9, 0.1, 0.0, 0.0],
        Scenario::Club => &[0.4, 0.1, 0.4, 0.1],
    }
}

fn host(scenario: Scenario) -> &'static str {
    match scenario {
        Scenario::News => "nachrichten.example",
        Scenario::Shop => "shop.example",
        Scenario::Bakery => "baeckerei.example",
        Scenario::Club => "verein.example",
    }
}
