//! `undercurrent rebuild`: counts the figures again that are counted ahead.

use std::process::ExitCode;

use uc_web::control::rollups::{RebuildRequest, RebuiltResponse};
use uc_web::text::rows::table;

use crate::args::EstimateArgs;
use crate::door::{Question, ask};
use crate::{language, output};

/// Has the figures of all sites, or of one, counted again, and tells how many days that were.
pub(crate) fn run(args: &EstimateArgs) -> anyhow::Result<ExitCode> {
    let words = language::words(args.folder.lang);
    let question = Question::post("/control/rebuild", &RebuildRequest { site: args.site.clone() })?;
    let rebuilt: Vec<RebuiltResponse> = ask(&args.folder.data, &question, &words)?.read()?;
    if rebuilt.is_empty() {
        eprintln!("{}", words.plain("serve-no-sites"));
        return Ok(ExitCode::SUCCESS);
    }
    let head = ["serve-head-host", "serve-head-days", "serve-head-events"].map(|name| words.plain(name));
    let row = |site: RebuiltResponse| {
        vec![Some(site.host), Some(site.days.to_string()), Some(site.events.to_string())]
    };
    let rows: Vec<_> = rebuilt.into_iter().map(row).collect();
    output::print(&table(head.iter().map(String::as_str), &rows))?;
    Ok(ExitCode::SUCCESS)
}
