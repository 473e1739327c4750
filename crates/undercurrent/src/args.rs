//! The command line, all of it.

mod keep;
mod logs;
mod moving;
mod server;

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

pub(crate) use self::keep::{BackupArgs, ChangeArgs, EraseArgs, RestoreArgs, Retention};
pub(crate) use self::logs::{FollowArgs, ImportArgs, ImportFormat, SourceArgs};
pub(crate) use self::moving::{ExportArgs, ExportFormat};
pub(crate) use self::server::{
    DataArgs, EstimateArgs, FolderArgs, PageviewsSource, QueryArgs, RowsFormat, ServeArgs, SiteArgs,
    SiteStep, TokenArgs, TokenStep, TreesArgs, network,
};

/// See how much of your traffic was passed on in private: WhatsApp, e-mail, direct messages.
#[derive(Debug, Parser)]
#[command(name = "undercurrent", version, propagate_version = true, max_term_width = 100)]
pub(crate) struct Args {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Tell from an access log how much of the traffic is private sharing.
    Report(ReportArgs),
    /// Test the estimate on the visits of an access log whose origin is known.
    Backtest(BacktestArgs),
    /// Say of each line of an access log what it is (NDJSON, one object a line).
    Classify(ClassifyArgs),
    /// Find out with test links what messengers leave in your own log.
    Calibrate(CalibrateArgs),
    /// Write a made-up log, with the truth beside it.
    Simulate(SimulateArgs),
    /// Collect from live sites, and answer questions about them.
    Serve(ServeArgs),
    /// Say which sites are collected from.
    Site(SiteArgs),
    /// Say who may use the API.
    Token(TokenArgs),
    /// Ask the collected events in SQL.
    Query(QueryArgs),
    /// Show who passed on to whom, without names: share trees, grown from the tokens of shared links.
    Trees(TreesArgs),
    /// Judge the events anew: how probable is it that a visit came from a private share?
    Estimate(EstimateArgs),
    /// Count the figures again that are counted ahead of questions.
    Rebuild(EstimateArgs),
    /// Look through everything that is kept: is it whole, and do the figures equal the events?
    Doctor(FolderArgs),
    /// Store what access logs, or exports of other programs, tell of the past; can be repeated.
    Import(ImportArgs),
    /// Read an access log into the store while it is being written.
    Follow(FollowArgs),
    /// Write all events of a site for other programs.
    Export(ExportArgs),
    /// Copy everything into one file, while the server runs.
    Backup(BackupArgs),
    /// Bring a backup back, into an empty folder.
    Restore(RestoreArgs),
    /// Erase events for good.
    Erase(EraseArgs),
}

/// Options of `report`.
#[derive(Debug, clap::Args)]
pub(crate) struct ReportArgs {
    /// Which logs, and what of them.
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// In which form, and where to.
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    /// Do not estimate: show the landing-page rule and its bounds alone.
    #[arg(long)]
    pub(crate) no_estimate: bool,
}

/// Options of `backtest`.
#[derive(Debug, clap::Args)]
pub(crate) struct BacktestArgs {
    /// Which logs, and what of them.
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// In which form, and where to.
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// Options of `classify`.
#[derive(Debug, clap::Args)]
pub(crate) struct ClassifyArgs {
    /// Which logs, and what of them.
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// Do not estimate: judge by the landing-page rule alone.
    #[arg(long)]
    pub(crate) no_estimate: bool,
}

/// In which form something is shown, and where to.
#[derive(Debug, clap::Args)]
pub(crate) struct OutputArgs {
    /// How to show it [default: text, or what the ending of FILE says].
    #[arg(long, value_enum)]
    pub(crate) format: Option<ReportFormat>,
    /// Write to this file instead of the screen.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// Which logs to read and what of them.
#[derive(Debug, clap::Args)]
pub(crate) struct InputArgs {
    /// Access logs in any order, plain or packed (.gz, .zst, .bz2); `-` reads standard input.
    #[arg(value_name = "LOG", required = true)]
    pub(crate) logs: Vec<PathBuf>,
    /// The language of report and messages [default: that of the system].
    #[arg(long, value_enum)]
    pub(crate) lang: Option<LanguageArg>,
    /// Only hits from this day or moment on (2026-11-01 or 2026-11-01T14:00).
    #[arg(long, value_name = "DATE")]
    pub(crate) since: Option<String>,
    /// Only hits up to this day (which counts whole) or before this moment.
    #[arg(long, value_name = "DATE")]
    pub(crate) until: Option<String>,
    /// The site's own host; in a log of several sites only its hits count.
    #[arg(long, value_name = "HOST")]
    pub(crate) site: Option<String>,
    /// The time zone of days and hours [default: that of the system].
    #[arg(long, value_name = "ZONE")]
    pub(crate) timezone: Option<String>,
    /// Leave out hits from this address or range; can be given several times.
    #[arg(long, value_name = "ADDRESS", value_delimiter = ',')]
    pub(crate) exclude_ip: Vec<String>,
    /// A path that is a home or section page (`/news*` takes all below); can be given several times
    /// [default: found from the log].
    #[arg(long, value_name = "PATH", value_delimiter = ',')]
    pub(crate) home: Vec<String>,
    /// The log's format in the words of nginx (`log_format`) or Apache (`LogFormat`) [default: found by itself].
    #[arg(long, value_name = "FORMAT")]
    pub(crate) log_format: Option<String>,
    /// What to believe before the log speaks: rows that replace those of `calibrate priors`.
    #[arg(long, value_name = "FILE")]
    pub(crate) priors: Option<PathBuf>,
}

/// Options of `calibrate`.
#[derive(Debug, clap::Args)]
pub(crate) struct CalibrateArgs {
    /// Which step.
    #[command(subcommand)]
    pub(crate) step: CalibrateStep,
}

/// The steps of the calibration experiment.
#[derive(Debug, Subcommand)]
pub(crate) enum CalibrateStep {
    /// Make test links to post in your own groups.
    Plan(PlanArgs),
    /// Measure in the log what the messengers left of the test links' visits.
    Read(CalibrateReadArgs),
    /// Print the built-in table of what is believed before a log speaks, to save and change.
    Priors,
}

/// Options of `calibrate plan`.
#[derive(Debug, clap::Args)]
pub(crate) struct PlanArgs {
    /// The page that the links lead to, with https:// or http://.
    #[arg(long, value_name = "URL")]
    pub(crate) site: String,
    /// The messengers, by name (whatsapp, telegram …) [default: those that are used most].
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub(crate) messenger: Vec<String>,
    /// How many posts in each messenger.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=100))]
    pub(crate) posts: u16,
    /// How to show the links.
    #[arg(long, value_enum, default_value_t = CalibrateFormat::Text)]
    pub(crate) format: CalibrateFormat,
    /// The language of the instructions [default: that of the system].
    #[arg(long, value_enum)]
    pub(crate) lang: Option<LanguageArg>,
}

/// Options of `calibrate read`.
#[derive(Debug, clap::Args)]
pub(crate) struct CalibrateReadArgs {
    /// Which logs, and what of them.
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// How to show what was measured.
    #[arg(long, value_enum, default_value_t = CalibrateFormat::Text)]
    pub(crate) format: CalibrateFormat,
    /// Write what was measured to this new file, for `report --priors`.
    #[arg(long, value_name = "FILE")]
    pub(crate) priors_out: Option<PathBuf>,
}

/// Options of `simulate`.
#[derive(Debug, clap::Args)]
pub(crate) struct SimulateArgs {
    /// What kind of site.
    #[arg(long, value_enum)]
    pub(crate) scenario: ScenarioArg,
    /// How many days.
    #[arg(long, default_value_t = 28, value_parser = clap::value_parser!(u16).range(1..=3660))]
    pub(crate) days: u16,
    /// Which of the many possible logs.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// About how many distinct visitors [default: drawn like everything else].
    #[arg(long)]
    pub(crate) visitors: Option<u32>,
    /// The form of the log.
    #[arg(long, value_enum, default_value_t = SimulateFormat::Combined)]
    pub(crate) format: SimulateFormat,
    /// The language of messages [default: that of the system].
    #[arg(long, value_enum)]
    pub(crate) lang: Option<LanguageArg>,
    /// The folder to write to.
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: PathBuf,
}

/// How a report is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// For the terminal.
    Text,
    /// One page that needs nothing else.
    Html,
    /// For programs.
    Json,
}

/// How links and measurements are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CalibrateFormat {
    /// For the terminal.
    Text,
    /// For programs.
    Json,
}

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LanguageArg {
    /// English
    En,
    /// German
    De,
    /// Swedish
    Sv,
}

/// A kind of site to simulate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ScenarioArg {
    /// A newspaper: many pages, quick bursts.
    News,
    /// A shop: products, advertisements, searches.
    Shop,
    /// A bakery: small, weekly, much WhatsApp.
    Bakery,
    /// A club: tiny, mostly private.
    Club,
}

/// The form of a simulated log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SimulateFormat {
    /// The combined format of Apache and nginx.
    Combined,
    /// nginx JSON with the headers that help.
    Json,
}
