//! The command line of what brings access logs into the store.

use std::path::PathBuf;

use super::DataArgs;

/// Whose log it is, how it is laid out, and where it goes.
#[derive(Debug, clap::Args)]
pub(crate) struct SourceArgs {
    /// The site that it is the log of, by host or id; `undercurrent site add` adds one.
    #[arg(long, value_name = "HOST")]
    pub(crate) site: String,
    /// The log's format in the words of nginx (`log_format`) or Apache (`LogFormat`) [default: found by itself].
    #[arg(long, value_name = "FORMAT", alias = "format")]
    pub(crate) log_format: Option<String>,
    /// On which folder.
    #[command(flatten)]
    pub(crate) folder: DataArgs,
}

/// Options of `import`. A line that was imported before, or that `follow` has read, is not stored again.
#[derive(Debug, clap::Args)]
pub(crate) struct ImportArgs {
    /// Access logs in any order, plain or packed (.gz, .zst, .bz2); `-` reads standard input.
    #[arg(value_name = "LOG", required = true)]
    pub(crate) logs: Vec<PathBuf>,
    /// Whose they are, and where they go.
    #[command(flatten)]
    pub(crate) source: SourceArgs,
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
