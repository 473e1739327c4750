//! What is told about a log: plain figures, in no language and no layout.
//!
//! Filled by the tally, worded by `uc-words`, shown by `uc-web`. Every list is sorted by size, then by
//! name, so that two runs over one log agree to the byte.

mod assemble;
mod dark_social;
mod doubts;
pub(crate) mod landings;
mod lists;
mod messengers;
mod names;
pub(crate) mod shares;
pub(crate) mod sum;
mod timeline;

pub use assemble::{Wishes, missing_fields};

use crate::backtest::Backtest;
use crate::source::{Channel, SourceName};

/// Everything that a report of a log says.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The site's own hosts, the busiest first; empty when neither log nor user named one.
    pub hosts: Vec<String>,
    /// First and last hit, seconds since 1970 UTC; `None` without any hit.
    pub period: Option<(i64, i64)>,
    /// The IANA name of the time zone that days and hours are told in.
    pub timezone: String,
    /// What became of every line.
    pub lines: Lines,
    /// Human views of pages, landings among them.
    pub page_views: u64,
    /// Distinct visitors (address and user agent) among the landings: never more than these.
    pub visitors: u64,
    /// Human page views that came from outside.
    pub landings: u64,
    /// Of these, what the estimate takes for machines that call themselves browsers. Shares are fractions of the rest:
    /// of the landings that people made. 0 without an estimate.
    pub machines: f64,
    /// Landings by channel; with `machines` they sum to `landings`.
    pub channels: Vec<ChannelRow>,
    /// The part that was passed on in private.
    pub dark: DarkSocial,
    /// Landings whose evidence fits private and public alike, by source. Not part of `dark.declared` or `dark.revealed`.
    pub either: Vec<EitherRow>,
    /// The busiest sources of the other channels (search engines, networks, sites), at most twenty.
    pub sources: Vec<ChannelSourceRow>,
    /// Link previews of pages, deduplicated: shares seen before any click.
    pub shares: SharesSeen,
    /// Landings and shares over time.
    pub timeline: Timeline,
    /// Paths that were taken for home and section pages, the busiest first, at most twenty.
    pub home_pages: Vec<String>,
    /// How the dark share was come by.
    pub method: Method,
    /// What the landing-page rule says, to be shown beside an estimate.
    pub rule: RuleFigure,
    /// How well the estimate tells known origins of this log apart; `None` without an estimate.
    pub backtest: Option<Backtest>,
    /// Why the interval of an estimate is wide, the weightiest reason first; empty without an estimate.
    pub doubts: Vec<Doubt>,
    /// What the log lacks and what that means for the figures.
    pub caveats: Vec<Caveat>,
}

/// What became of every line of the log.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lines {
    /// Lines read, all together (blank lines and a format's own header lines are not counted).
    pub read: u64,
    /// Human page requests answered 200 or 304: the page views.
    pub pages: u64,
    /// Other human page requests: redirects, forms sent, prefetches.
    pub other_pages: u64,
    /// Pictures, scripts, styles, feeds and the like.
    pub assets: u64,
    /// Link-preview fetches.
    pub previews: u64,
    /// Requests by machines.
    pub bots: u64,
    /// The machines' requests by class, the busiest first (`search`, `ai`, `seo`, `monitor`, `feed`, `library` …).
    pub bots_by_class: Vec<(&'static str, u64)>,
    /// Human requests that were answered with an error.
    pub errors: u64,
    /// Lines left out because the user said so (period, site, excluded addresses).
    pub filtered: u64,
    /// Lines that no format fitted.
    pub unparsed: u64,
    /// The first three of these.
    pub unparsed_examples: Vec<UnparsedLine>,
}

/// A line that no format fitted, cut to a readable length. Comes from outside: escape before showing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnparsedLine {
    /// The file's name as given (`-` for standard input).
    pub file: String,
    /// Line number, from one.
    pub line: u64,
    /// The line's beginning, at most 200 characters; bytes that are not UTF-8 are replaced.
    pub text: String,
}

/// A channel and its landings.
#[derive(Debug, Clone, PartialEq)]
pub struct ChannelRow {
    /// Which channel.
    pub channel: Channel,
    /// Landings; a fraction only where an estimate is part of it.
    pub landings: f64,
    /// Fraction of the landings that people made, 0 to 1.
    pub share: f64,
}

/// A messenger and the landings that it brought.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceRow {
    /// Which source; `None` where it is not known.
    pub source: Option<SourceName>,
    /// Landings.
    pub landings: f64,
    /// Lower and upper end of `landings`; both equal to it where nothing is estimated.
    pub interval: (f64, f64),
    /// The part of these that is declared or revealed.
    pub known: u64,
}

/// A source whose links are passed on in private and posted in public, and its landings.
#[derive(Debug, Clone, PartialEq)]
pub struct EitherRow {
    /// Which source; `None` where it is not known.
    pub source: Option<SourceName>,
    /// Landings.
    pub landings: u64,
    /// The part of these that the estimate takes for private (part of `dark.inferred`); 0 without an estimate.
    pub private: f64,
}

/// A source of a channel and its landings.
#[derive(Debug, Clone, PartialEq)]
pub struct ChannelSourceRow {
    /// Which channel.
    pub channel: Channel,
    /// Which source.
    pub source: SourceName,
    /// Landings.
    pub landings: u64,
}

/// What was passed on in private. `landings = declared + revealed + inferred`.
#[derive(Debug, Clone, PartialEq)]
pub struct DarkSocial {
    /// Landings passed on in private.
    pub landings: f64,
    /// Fraction of the landings that people made, 0 to 1.
    pub share: f64,
    /// Lower and upper end as fractions of the same: an 80 % interval under [`Method::Estimate`], bounds under
    /// [`Method::LandingPageRule`].
    pub interval: (f64, f64),
    /// Landings that a token, code or tag declares.
    pub declared: u64,
    /// Landings that a referrer, an app or a click id reveals.
    pub revealed: u64,
    /// Landings that are inferred.
    pub inferred: f64,
    /// By messenger, the biggest first; "not known" stands last.
    pub by_source: Vec<SourceRow>,
    /// By page, the biggest first, at most fifty.
    pub by_page: Vec<PageRow>,
}

/// A page that was passed on.
#[derive(Debug, Clone, PartialEq)]
pub struct PageRow {
    /// The page's path (with its host in front when the log holds several). Comes from outside: escape before showing.
    pub page: String,
    /// Landings passed on in private.
    pub landings: f64,
    /// Lower and upper end of `landings`.
    pub interval: (f64, f64),
    /// The part of these that is declared or revealed.
    pub known: u64,
    /// All landings of the page, of every channel.
    pub all_landings: u64,
    /// Previews seen of the page.
    pub shares_seen: u64,
}

/// Link previews of pages: shares seen before any click.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SharesSeen {
    /// All together.
    pub count: u64,
    /// By who fetched, the biggest first.
    pub by_source: Vec<ShareSourceRow>,
    /// By page, the biggest first, at most fifty.
    pub by_page: Vec<SharePageRow>,
}

/// Previews that one messenger or network fetched.
#[derive(Debug, Clone, PartialEq)]
pub struct ShareSourceRow {
    /// Which messenger or network.
    pub source: SourceName,
    /// Shares seen.
    pub count: u64,
    /// Whether such a preview is private for certain, may be either, or is a public post.
    pub privacy: crate::source::Privacy,
}

/// Previews of one page.
#[derive(Debug, Clone, PartialEq)]
pub struct SharePageRow {
    /// The page's path. Comes from outside: escape before showing.
    pub page: String,
    /// Shares seen.
    pub count: u64,
    /// By who fetched, the biggest first.
    pub by_source: Vec<(SourceName, u64)>,
}

/// Counts over time, without gaps: a bucket with nothing in it is there too.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Timeline {
    /// How long a bucket is.
    pub step: Step,
    /// The buckets in order of time.
    pub buckets: Vec<Bucket>,
}

/// The length of a timeline's bucket, chosen by the length of the period.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Step {
    /// One hour: for periods of up to three days.
    Hour,
    /// One day.
    #[default]
    Day,
    /// One week, Monday first: for periods of more than a hundred days.
    Week,
    /// One month: for periods of more than two years.
    Month,
}

/// One bucket of the timeline.
#[derive(Debug, Clone, PartialEq)]
pub struct Bucket {
    /// When it begins, in the report's time zone: year, month, day, hour.
    pub start: (i16, i8, i8, i8),
    /// Whether the log covers only part of it (the first and the last may be cut).
    pub partial: bool,
    /// All landings.
    pub landings: u64,
    /// Landings passed on in private, by the same method as the total.
    pub dark: f64,
    /// Lower and upper end of `dark`, in landings.
    pub dark_interval: (f64, f64),
    /// Landings that are direct.
    pub direct: f64,
    /// Shares seen as previews.
    pub shares_seen: u64,
}

/// How the dark share was come by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// No evidence and a deep page: dark; no evidence and a home or section page: direct (Chartbeat, 2012).
    /// A rule of thumb whose result is an upper bound.
    LandingPageRule,
    /// The mixture of causes that was fitted to this log, with an 80 % interval (`docs/estimate.md`).
    Estimate,
}

/// What the landing-page rule says: declared, revealed, and every other deep landing without evidence.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct RuleFigure {
    /// Landings that the rule takes for private.
    pub landings: f64,
    /// Fraction of all landings, 0 to 1.
    pub share: f64,
}

/// A reason why an estimate is less certain than it could be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Doubt {
    /// Few landings; their number.
    FewLandings(u64),
    /// The log covers only this many days (whole ones, rounded up; at most three).
    ShortPeriod(u64),
    /// No private preview was seen: the sensor that speaks before the click is silent.
    NoPreviews,
    /// Hardly any landing is known to be private; their number.
    FewKnownPrivate(u64),
    /// So large a fraction of the landings has no evidence of any kind.
    MostlyUnexplained(f64),
    /// The log has no referrer field.
    NoReferrer,
}

/// Something that the log lacks, and that the reader must know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Caveat {
    /// The log has no referrer field: origins cannot be told from links.
    NoReferrer,
    /// The log has no user-agent field: machines and people cannot be told apart, apps neither.
    NoUserAgent,
    /// No preview was seen at all.
    NoPreviews,
    /// Fewer landings than any share of them can be trusted with; the number of landings.
    FewLandings(u64),
    /// The file ended in the middle (a truncated archive); what came before is in the report. The file's name.
    CutShort(String),
    /// More lines than a tenth could not be read.
    ManyUnparsed,
}
