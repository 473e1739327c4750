//! What is counted of a site: by what, and what of it.
//!
//! A figure is the count of one day, in the site's time zone. Visits and visitors are counted day by day, since a
//! visitor is a pseudonym of one day: the visitors of a week are the sum of its days.

use jiff::civil::Date;

/// What figures are told apart by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Dimension {
    /// The page's path.
    Page,
    /// The channel that a landing came by.
    Channel,
    /// Who sent the visitor: a messenger, a search engine, a host.
    Source,
    /// `phone`, `tablet`, `desktop`.
    Device,
    /// The family of browser.
    Browser,
    /// The language that the browser asks for.
    Language,
    /// The country.
    Country,
    /// The event's name: `pageview`, `share`, `outbound` and so on.
    Name,
    /// The messenger that a share went to.
    Messenger,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Measures {
    /// Events of all kinds.
    pub events: u64,
    /// Pages that people looked at.
    pub views: u64,
    /// Page views that came from outside.
    pub landings: u64,
    /// Visits that went on that day.
    pub visits: u64,
    /// Visitors of that day.
    pub visitors: u64,
    /// Shares seen: pages that a messenger fetched for a link card.
    pub previews: u64,
    /// What people did on a page: shares, copies, clicks.
    pub actions: u64,
    /// Seconds that pages were looked at.
    pub seconds: f64,
    /// Landings by private sharing: the sum of their probabilities, where they are known.
    pub dark: f64,
    /// Landings of which no model has spoken yet.
    pub open: u64,
}

/// One of the things that are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Measure {
    /// [`Measures::events`]
    Events,
    /// [`Measures::views`]
    Views,
    /// [`Measures::landings`]
    Landings,
    /// [`Measures::visits`]
    Visits,
    /// [`Measures::visitors`]
    Visitors,
    /// [`Measures::previews`]
    Previews,
    /// [`Measures::actions`]
    Actions,
    /// [`Measures::seconds`]
    Seconds,
    /// [`Measures::dark`]
    Dark,
    /// [`Measures::open`]
    Open,
}

/// One day's count of one value.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Which day, in the site's time zone.
    pub day: Date,
    /// What it is told apart by; nothing for the whole site.
    pub by: Option<Dimension>,
    /// The value of that; empty for the whole site, and where it is unknown.
    pub value: String,
    /// What was counted.
    pub measures: Measures,
}

impl Measure {
    /// All measures, with the names that requests and columns use.
    pub const NAMES: [(Self, &'static str); 10] = [
        (Self::Events, "events"),
        (Self::Views, "views"),
        (Self::Landings, "landings"),
        (Self::Visits, "visits"),
        (Self::Visitors, "visitors"),
        (Self::Previews, "previews"),
        (Self::Actions, "actions"),
        (Self::Seconds, "seconds"),
        (Self::Dark, "dark"),
        (Self::Open, "open"),
    ];

    /// Returns the measure's name in requests and columns.
    pub fn name(self) -> &'static str {
        let row = Self::NAMES.iter().find(|(measure, _)| *measure == self);
        row.expect("the table of names has a row for each measure").1
    }

    /// Finds a measure by its name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, known)| *known == name).map(|(measure, _)| *measure)
    }
}

impl Dimension {
    /// All dimensions, with the names that requests use.
    pub const NAMES: [(Self, &'static str); 9] = [
        (Self::Page, "page"),
        (Self::Channel, "channel"),
        (Self::Source, "source"),
        (Self::Device, "device"),
        (Self::Browser, "browser"),
        (Self::Language, "language"),
        (Self::Country, "country"),
        (Self::Name, "name"),
        (Self::Messenger, "messenger"),
    ];

    /// Returns the dimension's name in requests and answers.
    pub fn name(self) -> &'static str {
        let row = Self::NAMES.iter().find(|(dimension, _)| *dimension == self);
        row.expect("the table of names has a row for each dimension").1
    }

    /// Finds a dimension by its name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, known)| *known == name).map(|(dimension, _)| *dimension)
    }
}
