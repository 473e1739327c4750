//! The command line of what brings events out of the store.

use std::path::PathBuf;

use clap::ValueEnum;

use super::DataArgs;

/// Options of `export`.
#[derive(Debug, clap::Args)]
pub(crate) struct ExportArgs {
    /// The site, by host or id.
    #[arg(long, value_name = "HOST")]
    pub(crate) site: String,
    /// Only events from this day or moment on, in UTC (2026-11-01 or 2026-11-01T14:00).
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Option<String>,
    /// Only events up to this day (which counts whole) or before this moment.
    #[arg(long, value_name = "DATE")]
    pub(crate) to: Option<String>,
    /// The form of the rows.
    #[arg(long, value_enum, default_value_t = ExportFormat::Csv)]
    pub(crate) format: ExportFormat,
    /// Write to this file instead of the screen; a Parquet file is never written to the screen.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// On which folder.
    #[command(flatten)]
    pub(crate) folder: DataArgs,
}

/// The form of exported rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// For spreadsheets.
    Csv,
    /// For programs: one object a line.
    Ndjson,
    /// For programs that read columns.
    Parquet,
}
