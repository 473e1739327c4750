//! `undercurrent estimate`: what the model says of stored events, on demand. A running server does this by itself.

use std::process::ExitCode;

use uc_web::control::{EstimateRequest, JudgedResponse};
use uc_web::text::rows::table;

use crate::args::EstimateArgs;
use crate::door::{Question, ask};
use crate::{language, output};

/// Has all months judged, and tells how many landings were left open by the evidence.
pub(crate) fn run(args: &EstimateArgs) -> anyhow::Result<ExitCode> {
    let words = language::words(args.folder.lang);
    let question = Question::post("/control/estimate", &EstimateRequest { site: args.site.clone() })?;
    let judged: Vec<JudgedResponse> = ask(&args.folder.data, &question, &words)?.read()?;
    if judged.is_empty() {
        eprintln!("{}", words.plain("serve-nothing-judged"));
        return Ok(ExitCode::SUCCESS);
    }
    let head =
        [words.plain("serve-head-host"), words.plain("serve-head-month"), words.plain("serve-head-judged")];
    let row = |judged: JudgedResponse| {
        vec![Some(judged.host), Some(judged.month), Some(judged.landings.to_string())]
    };
    let rows: Vec<_> = judged.into_iter().map(row).collect();
    output::print(&table(head.iter().map(String::as_str), &rows))?;
    Ok(ExitCode::SUCCESS)
}
