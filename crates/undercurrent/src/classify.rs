//! `undercurrent classify`: what each line of a log is, as NDJSON.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use anyhow::anyhow;

use uc_engine::classify::Classified;
use uc_engine::report::missing_fields;
use uc_engine::scan::Detail;

use crate::args::ClassifyArgs;
use crate::reading::Judging;
use crate::{complaint, language, reading};

/// Reads the logs and prints an object for each line that could be read.
pub(crate) fn run(args: &ClassifyArgs) -> anyhow::Result<ExitCode> {
    let words = language::words(args.input.lang);
    let reading = reading::read(&args.input, Detail::EveryLine, Judging::wished(args.no_estimate), &words)?;
    let gathered = &reading.logs.gathered;
    if let Some(complaint) = complaint::nothing_left(gathered.lines(), &words) {
        return Err(anyhow!(complaint));
    }
    let names: Vec<String> = args.input.logs.iter().map(|file| file.display().to_string()).collect();
    let mut out = BufWriter::new(io::stdout().lock());
    for verdict in Classified::of(gathered, &reading.wishes).verdicts() {
        let file = (names.len() > 1).then(|| names[verdict.file].as_str());
        uc_web::json::verdict(&mut out, &verdict, file)?;
    }
    out.flush()?;
    let caveats = missing_fields(gathered);
    Ok(complaint::tell(&reading.logs.problems, &caveats, &words))
}
