//! The command line of the server, and of what works whether or not it runs.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};
use ipnet::IpNet;

use super::{ChangeArgs, LanguageArg};

/// Options of everything that works on a data folder.
#[derive(Debug, clap::Args)]
pub(crate) struct DataArgs {
    /// The folder with everything in it; it is made on the first start.
    #[arg(long, value_name = "DIR", env = "UNDERCURRENT_DATA", default_value = "./undercurrent-data")]
    pub(crate) data: PathBuf,
    /// The language of messages [default: that of the system].
    #[arg(long, value_enum)]
    pub(crate) lang: Option<LanguageArg>,
}

/// Options of `serve`. What is not said here may stand in DIR/undercurrent.toml.
#[derive(Debug, clap::Args)]
pub(crate) struct ServeArgs {
    /// On which folder.
    #[command(flatten)]
    pub(crate) folder: DataArgs,
    /// The address to listen on [default: 127.0.0.1:8787].
    #[arg(long, value_name = "ADDR", env = "UNDERCURRENT_LISTEN")]
    pub(crate) listen: Option<SocketAddr>,
    /// A network of proxies that may say whom they speak for; can be given several times.
    #[arg(long, value_name = "CIDR", env = "UNDERCURRENT_TRUSTED_PROXY", value_delimiter = ',', value_parser = network)]
    pub(crate) trusted_proxy: Vec<IpNet>,
    /// Events a second that one network may send; 0 is for no limit at all [default: 50].
    #[arg(long, value_name = "N", env = "UNDERCURRENT_RATE_LIMIT")]
    pub(crate) rate_limit: Option<u32>,
    /// How many events the log holds before they are moved to the table. For tests that want this to happen often.
    #[arg(long, value_name = "N", env = "UNDERCURRENT_FLUSH_ROWS", hide = true)]
    pub(crate) flush_rows: Option<usize>,
    /// How many seconds an event may stay in the log before it is moved to the table. For the same tests.
    #[arg(long, value_name = "SECONDS", env = "UNDERCURRENT_FLUSH_SECONDS", hide = true)]
    pub(crate) flush_seconds: Option<u64>,
}

/// Options of `site`.
#[derive(Debug, clap::Args)]
pub(crate) struct SiteArgs {
    /// Which step.
    #[command(subcommand)]
    pub(crate) step: SiteStep,
}

/// What can be done about sites.
#[derive(Debug, Subcommand)]
pub(crate) enum SiteStep {
    /// Add a site, and print its id.
    Add {
        /// Its host, like example.org; what lies below it is the same site.
        #[arg(value_name = "HOST")]
        host: String,
        /// On which folder.
        #[command(flatten)]
        folder: DataArgs,
    },
    /// Change how a site is measured, from now on.
    Change {
        /// One of its hosts, or its id.
        #[arg(value_name = "HOST")]
        host: String,
        /// What is to change.
        #[command(flatten)]
        change: ChangeArgs,
        /// On which folder.
        #[command(flatten)]
        folder: DataArgs,
    },
    /// List the sites.
    List {
        /// On which folder.
        #[command(flatten)]
        folder: DataArgs,
    },
}

/// Where page views come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PageviewsSource {
    /// The script on the pages.
    Tracker,
    /// The access log.
    Log,
}

impl PageviewsSource {
    /// Returns its name, as the store has it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Tracker => "tracker",
            Self::Log => "log",
        }
    }
}

/// Options of `token`.
#[derive(Debug, clap::Args)]
pub(crate) struct TokenArgs {
    /// Which step.
    #[command(subcommand)]
    pub(crate) step: TokenStep,
}

/// What can be done about tokens.
#[derive(Debug, Subcommand)]
pub(crate) enum TokenStep {
    /// Make a token, and print it, this once.
    Create {
        /// The site that it is for, by host or id [default: all sites].
        #[arg(long, value_name = "HOST")]
        site: Option<String>,
        /// What it may be used for; can be given several times: events:write, stats:read, links:write, contacts:write,
        /// messages:send, admin.
        #[arg(long, value_name = "SCOPE", value_delimiter = ',', default_values = ["events:write", "stats:read"])]
        scope: Vec<String>,
        /// What you call it.
        #[arg(long, value_name = "TEXT", default_value = "")]
        label: String,
        /// On which folder.
        #[command(flatten)]
        folder: DataArgs,
    },
    /// List the tokens, without what their bearers show.
    List {
        /// On which folder.
        #[command(flatten)]
        folder: DataArgs,
    },
    /// Make a token no longer good.
    Revoke {
        /// Its number, as `token list` shows it.
        #[arg(value_name = "NUMBER")]
        id: i64,
        /// On which folder.
        #[command(flatten)]
        folder: DataArgs,
    },
}

/// Options of `doctor`.
#[derive(Debug, clap::Args)]
pub(crate) struct FolderArgs {
    /// On which folder.
    #[command(flatten)]
    pub(crate) folder: DataArgs,
}

/// Options of `estimate` and `rebuild`.
#[derive(Debug, clap::Args)]
pub(crate) struct EstimateArgs {
    /// The site that is meant, by host or id [default: all sites].
    #[arg(long, value_name = "HOST")]
    pub(crate) site: Option<String>,
    /// On which folder.
    #[command(flatten)]
    pub(crate) folder: DataArgs,
}

/// Options of `query`.
#[derive(Debug, clap::Args)]
pub(crate) struct QueryArgs {
    /// The question, like "SELECT name, count(*) FROM events GROUP BY name".
    #[arg(value_name = "SQL")]
    pub(crate) sql: String,
    /// How to show the rows.
    #[arg(long, value_enum, default_value_t = RowsFormat::Table)]
    pub(crate) format: RowsFormat,
    /// On which folder.
    #[command(flatten)]
    pub(crate) folder: DataArgs,
}

/// Options of `trees`.
#[derive(Debug, clap::Args)]
pub(crate) struct TreesArgs {
    /// The site, by host or id.
    #[arg(long, value_name = "HOST")]
    pub(crate) site: String,
    /// The first day on which something was shared (2026-11-01), as the site has it [default: the beginning].
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Option<String>,
    /// The last day [default: today].
    #[arg(long, value_name = "DATE")]
    pub(crate) to: Option<String>,
    /// Only shares of the page with this path.
    #[arg(long, value_name = "PATH")]
    pub(crate) page: Option<String>,
    /// Only shares by this messenger.
    #[arg(long, value_name = "NAME")]
    pub(crate) messenger: Option<String>,
    /// Only shares with this campaign in their address.
    #[arg(long, value_name = "NAME")]
    pub(crate) campaign: Option<String>,
    /// How many trees to list: the largest.
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) limit: usize,
    /// Print JSON, for programs.
    #[arg(long)]
    pub(crate) json: bool,
    /// On which folder.
    #[command(flatten)]
    pub(crate) folder: DataArgs,
}

/// How rows are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RowsFormat {
    /// For the terminal.
    Table,
    /// For spreadsheets.
    Csv,
    /// For programs: one array of objects.
    Json,
}

/// Reads a network, or a single address.
pub(crate) fn network(text: &str) -> Result<IpNet, String> {
    let text = text.trim();
    let address = || text.parse::<IpAddr>().map(IpNet::from).ok();
    let network = text.parse().ok().or_else(address);
    network.ok_or_else(|| format!("{text:?} is no network; write it like 192.0.2.7 or 10.0.0.0/8"))
}
