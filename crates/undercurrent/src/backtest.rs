//! `undercurrent backtest`: how well the estimate knows visits whose origin was hidden from it.

use std::process::ExitCode;

use crate::args::BacktestArgs;
use crate::reading::Judging;
use crate::{language, show};

/// Reads the logs and shows the test, just as `report` shows the report.
pub(crate) fn run(args: &BacktestArgs) -> anyhow::Result<ExitCode> {
    let words = language::words(args.input.lang);
    show::run(&args.input, &args.output, Judging::Estimate, &FORMS, &words)
}

const FORMS: show::Forms = show::Forms {
    text: uc_web::backtest::text,
    page: uc_web::backtest::page,
    json: |report| Ok(uc_web::backtest::json(report)?),
};
