//! The command line of what keeps data safe, and of what makes it go.

use std::path::PathBuf;

use super::DataArgs;

/// Options of `backup`.
#[derive(Debug, clap::Args)]
pub(crate) struct BackupArgs {
    /// The file to write, which must not be there yet.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Of which folder.
    #[command(flatten)]
    pub(crate) folder: DataArgs,
}

/// Options of `restore`.
#[derive(Debug, clap::Args)]
pub(crate) struct RestoreArgs {
    /// The backup.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Into which folder, which must be empty, or not there yet.
    #[command(flatten)]
    pub(crate) folder: DataArgs,
}

/// Options of `erase`.
#[derive(Debug, clap::Args)]
pub(crate) struct EraseArgs {
    /// The site whose events are erased, by host or id.
    #[arg(long, value_name = "HOST")]
    pub(crate) site: String,
    /// Only what happened before this day (2026-11-01), which begins where the site is [default: everything].
    #[arg(long, value_name = "DATE")]
    pub(crate) before: Option<String>,
    /// Only what this visitor did, by the number that queries show.
    #[arg(long, value_name = "ID", allow_negative_numbers = true)]
    pub(crate) visitor: Option<i64>,
    /// Do not ask.
    #[arg(long)]
    pub(crate) yes: bool,
    /// On which folder.
    #[command(flatten)]
    pub(crate) folder: DataArgs,
}

/// Options of `site change`, of which one at least must be given.
#[derive(Debug, clap::Args)]
#[group(id = "change", required = true, multiple = true, args = [
    "alias", "remove_alias", "keep_parameter", "drop_parameter", "retention", "pageviews_from",
])]
pub(crate) struct ChangeArgs {
    /// Another host that is the same site; can be given several times.
    #[arg(long, value_name = "HOST")]
    pub(crate) alias: Vec<String>,
    /// A host that is no longer the same site; can be given several times.
    #[arg(long, value_name = "HOST")]
    pub(crate) remove_alias: Vec<String>,
    /// A query parameter that is stored from now on; can be given several times.
    #[arg(long, value_name = "NAME")]
    pub(crate) keep_parameter: Vec<String>,
    /// A query parameter that is no longer stored; can be given several times.
    #[arg(long, value_name = "NAME")]
    pub(crate) drop_parameter: Vec<String>,
    /// For how many days events are kept; what is older is erased, now and each day.
    #[arg(long, value_name = "DAYS|forever", value_parser = retention)]
    pub(crate) retention: Option<Retention>,
    /// Where its page views come from: the script on its pages, or the log that `follow` reads.
    #[arg(long, value_enum, value_name = "SOURCE")]
    pub(crate) pageviews_from: Option<super::PageviewsSource>,
    /// Do not ask before events are erased.
    #[arg(long)]
    pub(crate) yes: bool,
}

/// How long events are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Retention {
    /// Until somebody erases them.
    Forever,
    /// So many days.
    Days(u32),
}

fn retention(text: &str) -> Result<Retention, String> {
    match text.parse() {
        Ok(days) if days > 0 => Ok(Retention::Days(days)),
        Err(_) if text == "forever" => Ok(Retention::Forever),
        _ => Err("it is a number of days, or forever".to_owned()),
    }
}
