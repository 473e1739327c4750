//! `undercurrent report`: from logs to one page.

use std::process::ExitCode;

use crate::args::ReportArgs;
use crate::reading::Judging;
use crate::{language, show};

/// Reads the logs and shows the report. What was wrong with the input is said on standard error, after the report.
pub(crate) fn run(args: &ReportArgs) -> anyhow::Result<ExitCode> {
    let words = language::words(args.input.lang);
    show::run(&args.input, &args.output, Judging::wished(args.no_estimate), &FORMS, &words)
}

const FORMS: show::Forms = show::Forms {
    text: uc_web::text::render,
    page: uc_web::report_page::render,
    json: |report| Ok(uc_web::json::render(report)?),
};
