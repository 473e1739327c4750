//! `undercurrent export`: all events of a site for other programs.

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::{Context, anyhow};
use hyper::body::Bytes;
use jiff::tz::TimeZone;
use uc_words::Words;

use crate::args::{ExportArgs, ExportFormat};
use crate::door::{Question, Take, fetch, fit};
use crate::output::NewFile;
use crate::reading::{End, moment};
use crate::{language, log_source};

/// Writes the rows as they come.
pub(crate) fn run(args: &ExportArgs) -> anyhow::Result<ExitCode> {
    let words = language::words(args.folder.lang);
    let path = path(args, &words)?;
    let out = match &args.output {
        Some(file) => Out::File(NewFile::beside(file).with_context(|| fit(file))?, fit(file)),
        None if args.format == ExportFormat::Parquet => {
            return Err(anyhow!(words.plain("export-needs-file")));
        }
        None => Out::Screen,
    };
    let (_, out) = fetch(&args.folder.data, &Question::Get(path), &words, out)?;
    match out {
        Out::File(new, name) => new.keep().context(name)?,
        Out::Screen => io::stdout().lock().flush()?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Where the rows go.
enum Out {
    File(NewFile, String),
    Screen,
}

impl Take for Out {
    fn take(&mut self, piece: &Bytes) -> anyhow::Result<()> {
        match self {
            Self::File(file, name) => file.write_all(piece).with_context(|| name.clone()),
            Self::Screen => Ok(io::stdout().lock().write_all(piece)?),
        }
    }
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
