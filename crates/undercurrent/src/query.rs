//! `undercurrent query`: a question to the events in SQL.

use std::io::{self, Write};
use std::process::ExitCode;

use serde_json::json;

use crate::args::{QueryArgs, RowsFormat};
use crate::door::{Question, ask};
use crate::language;

/// Asks, and prints the rows as they come.
pub(crate) fn run(args: &QueryArgs) -> anyhow::Result<ExitCode> {
    let words = language::words(args.folder.lang);
    let format = match args.format {
        RowsFormat::Table => "table",
        RowsFormat::Csv => "csv",
        RowsFormat::Json => "json",
    };
    let question = Question::post(&format!("/control/query?format={format}"), &json!({ "sql": args.sql }))?;
    let reply = ask(&args.folder.data, &question, &words)?;
    let mut out = io::stdout().lock();
    out.write_all(&reply.body)?;
    out.flush()?;
    if reply.headers.contains_key("x-undercurrent-cut") {
        eprintln!("{}", words.plain("serve-rows-cut"));
    }
    Ok(ExitCode::SUCCESS)
}
