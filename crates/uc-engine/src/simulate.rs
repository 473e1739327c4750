//! A simulated site: a realistic access log, and the truth about every line of it.
//!
//! A model of causes, as a person would tell them: a site with pages, people with devices and connections, what brings
//! them, whom they send links to. Every quantity is drawn at random per seed within a stated range
//! ([`parameters::TABLE`]). It shares no code, no table and no constant with the reading of logs or the estimate, so
//! that these can be judged by it; only the names of channels are the common contract. It never reads a clock: the same
//! plan gives the same bytes on every machine. Told for users in `docs/guide/simulate.md`; read `simulate/world.rs` next.

mod agents;
mod apps;
mod chance;
mod habit;
mod machine;
mod messenger;
pub mod parameters;
mod people;
mod posts;
mod preview;
mod public;
mod record;
mod rhythm;
mod share;
mod site;
mod summary;
mod visit;
mod words;
mod world;
mod write;

use std::io::{self, Write};
use std::ops::Range;

pub use self::parameters::Parameters;
pub use self::record::{Cause, Kind, Truth};
pub use self::summary::Summary;

use self::chance::Chance;
use self::messenger::Habits;
use self::parameters::Parameter;
use self::record::{Record, Text, Texts};
use self::share::Share;
use self::world::World;

/// The kind of site that is simulated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scenario {
    /// A regional newspaper: many pages, quick bursts, many people.
    News,
    /// A shop: products, advertisements, click ids.
    Shop,
    /// A bakery: few pages, a weekly rhythm, mostly WhatsApp.
    Bakery,
    /// A club: tiny, mostly private shares of deep pages.
    Club,
}

impl Scenario {
    /// All scenarios.
    pub const ALL: [Self; 4] = [Self::News, Self::Shop, Self::Bakery, Self::Club];

    /// Returns the name used on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::News => "news",
            Self::Shop => "shop",
            Self::Bakery => "bakery",
            Self::Club => "club",
        }
    }

    /// Finds a scenario by its name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scenario| scenario.name() == name)
    }
}

/// The format of the log that is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// Combined, as Apache and nginx write by default.
    #[default]
    Combined,
    /// JSON, as nginx writes when told to, with `Sec-Fetch-Site` and other headers that tell more.
    Json,
}

/// What is to be simulated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// The kind of site.
    pub scenario: Scenario,
    /// How many days the log lasts; 0 is taken as 1.
    pub days: u16,
    /// Decides everything that is drawn.
    pub seed: u64,
    /// When the log begins, seconds since 1970 UTC.
    pub start: i64,
    /// How many people may visit; `None` draws it. Fewer than 2 is taken as 2.
    pub size: Option<u32>,
}

impl Plan {
    /// Monday, 5 October 2026, 00:00 UTC: when a log begins unless someone says otherwise.
    pub const USUAL_START: i64 = 1_791_158_400;

    /// Plans a simulation of the usual size that begins at the usual time.
    pub fn new(scenario: Scenario, days: u16, seed: u64) -> Self {
        Self { scenario, days, seed, start: Self::USUAL_START, size: None }
    }
}

/// A finished simulation: lines in order of time, with the truth about each.
pub struct Simulation {
    plan: Plan,
    parameters: Parameters,
    habits: Vec<Habits>,
    host: &'static str,
    /// Milliseconds since 1970 UTC.
    period: Range<i64>,
    texts: Texts,
    page_paths: Vec<Text>,
    shares: Vec<Share>,
    records: Vec<Record>,
}

/// Plays a plan with parameters drawn from its seed.
pub fn run(plan: &Plan) -> Simulation {
    run_with(plan, draw_parameters(plan))
}

/// Draws a plan's parameters without playing it.
pub fn draw_parameters(plan: &Plan) -> Parameters {
    Parameters::draw(plan.scenario, &mut Chance::new(plan.seed, 100 + plan.scenario as u64))
}

/// Plays a plan with these parameters: for those who want to know what one mechanism does.
pub fn run_with(plan: &Plan, parameters: Parameters) -> Simulation {
    let people = plan.size.map_or(parameters.get(Parameter::People), f64::from);
    let mut world = World::draw(plan, parameters);
    world.play(people);
    Simulation {
        plan: *plan,
        host: world.site.host,
        period: world.rhythm.start..world.rhythm.end,
        page_paths: world.site.pages.iter().map(|page| page.path).collect(),
        parameters: world.parameters,
        habits: world.habits,
        texts: world.texts,
        shares: world.shares,
        records: world.records,
    }
}

impl Simulation {
    /// Returns how many lines the log has.
    pub fn lines(&self) -> usize {
        self.records.len()
    }

    /// Returns the site's host.
    pub fn host(&self) -> &'static str {
        self.host
    }

    /// Returns what was drawn.
    pub fn parameters(&self) -> &Parameters {
        &self.parameters
    }

    /// Tells the truth about each line, in the log's order.
    pub fn truths(&self) -> impl ExactSizeIterator<Item = &Truth> + '_ {
        self.records.iter().map(|record| &record.truth)
    }

    /// Adds up the truth.
    pub fn summary(&self) -> Summary {
        Summary::of(self)
    }

    /// Writes `access.log`.
    pub fn write_log(&self, format: Format, out: &mut impl Write) -> io::Result<()> {
        write::log(self, format, out)
    }

    /// Writes `truth.ndjson`: one object a log line, in the same order.
    pub fn write_truth(&self, out: &mut impl Write) -> io::Result<()> {
        write::truth(self, out)
    }

    /// Writes `shares.ndjson`: one object for every share made, whether the log shows it or not.
    pub fn write_shares(&self, out: &mut impl Write) -> io::Result<()> {
        write::shares(self, out)
    }

    /// Returns the content of `parameters.json`: every range and every drawn value.
    pub fn parameters_json(&self) -> serde_json::Value {
        summary::parameters(self, &self.plan)
    }
}
