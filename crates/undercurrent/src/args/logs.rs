//! The command line of what brings access logs into the store.

use std::path::PathBuf;

use clap::ValueEnum;

use super::DataArgs;

/// Whose log it is, how it is laid out, and where it goes.
#[derive(Debug, clap::Args)]
pub(crate) struct SourceArgs {
    /// The site that it is the log of, by host or id; `undercurrent site add` adds one.
    #[arg(long, value_name = "HOST")]
    pub(crate) site: String,
    /// The log's format in the words of nginx (`log_format`) or Apache (`LogFormat`) [default: found by itself].
    #[arg(long, value_name = "FORMAT")]
    pub(crate) log_format: Option<String>,
    /// On which folder.
    #[command(flatten)]
    pub(crate) folder: DataArgs,
}

/// Options of `import`. What was imported before, or what `follow` has read, is not stored again.
#[derive(Debug, clap::Args)]
pub(crate) struct ImportArgs {
    /// Files in any order, plain or packed (.gz, .zst, .bz2); `-` reads standard input.
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Whose files they are.
    #[arg(long, value_enum, default_value_t = ImportFormat::Log)]
    pub(crate) format: ImportFormat,
    /// Whose they are, and where they go.
    #[command(flatten)]
    pub(crate) source: SourceArgs,
}

/// Whose files are imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ImportFormat {
    /// Access logs of a web server.
    Log,
    /// Google Analytics 4: its export to BigQuery, as Parquet or newline-delimited JSON.
    Ga4,
    /// Plausible: the CSV files of its export, unpacked.
    Plausible,
    /// Matomo: its visits log (JSON or CSV), or its reports by day (CSV).
    Matomo,
}

/// Options of `follow`. Begins at the log's end the first time, and later where it stopped. Looks every half second.
#[derive(Debug, clap::Args)]
pub(crate) struct FollowArgs {
    /// The access log, as the web server writes it; it may be rotated, by renaming or by copying and cutting it.
    #[arg(value_name = "LOG")]
    pub(crate) log: PathBuf,
    /// Whose it is, and where it goes.
    #[command(flatten)]
    pub(crate) source: SourceArgs,
}
