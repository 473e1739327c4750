//! `undercurrent export`: all events of a site for other programs.

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::{Context, anyhow};
use jiff::tz::TimeZone;
use uc_words::Words;

use crate::args::{ExportArgs, ExportFormat};
use crate::door::{Held, fit};
use crate::output::NewFile;
use crate::reading::{End, moment};
use crate::{language, log_source};

/// Writes the rows as they come.
pub(crate) fn run(args: &ExportArgs) -> anyhow::Result<ExitCode> {
    let words = language::words(args.folder.lang);
    let path = path(args, &words)?;
    let mut file = match &args.output {
        Some(file) => Some(NewFile::beside(file).with_context(|| fit(file))?),
        None if args.format == ExportFormat::Parquet => {
            return Err(anyhow!(words.plain("export-needs-file")));
        }
        None => None,
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        let held = Held::open(&args.folder.data, &words).await?;
        let mut wrong = None;
        let fetched = held.fetch(&path, &words, |bytes| {
            let written = match &mut file {
                Some(file) => file.write_all(bytes),
                None => io::stdout().lock().write_all(bytes),
            };
            written.map_err(|error| wrong = Some(error)).is_ok()
        });
        let fetched = fetched.await;
        held.close().await?;
        match (wrong, &args.output) {
            (Some(error), Some(file)) => Err(anyhow::Error::new(error).context(fit(file))),
            (Some(error), None) => Err(error.into()),
            (None, _) => fetched,
        }
    })?;
    match (file, &args.output) {
        (Some(new), Some(name)) => new.keep().with_context(|| fit(name))?,
        _ => io::stdout().lock().flush()?,
    }
    Ok(ExitCode::SUCCESS)
}

fn path(args: &ExportArgs, words: &Words) -> anyhow::Result<String> {
    let format = match args.format {
        ExportFormat::Csv => "csv",
        ExportFormat::Ndjson => "ndjson",
        ExportFormat::Parquet => "parquet",
    };
    let mut path = log_source::path("export", &args.site);
    path.push_str(&format!("&format={format}"));
    for (name, text, end) in [("from", &args.from, End::First), ("until", &args.to, End::Last)] {
        if let Some(text) = text {
            let second = moment(text, end, &TimeZone::UTC, words)?;
            path.push_str(&format!("&{name}={}", second.saturating_mul(1000)));
        }
    }
    Ok(path)
}
