//! `undercurrent report`: from logs to one page.

use std::process::ExitCode;

use anyhow::anyhow;
use uc_engine::report::Report;
use uc_engine::scan::Detail;
use uc_web::clean::clean;
use uc_web::text::Style;
use uc_words::Words;

use crate::args::{ReportArgs, ReportFormat};
use crate::complaint::LONGEST_NAME;
use crate::{BAD_INPUT, WIDTH, complaint, language, output, reading};

/// Reads the logs and shows the report. What was wrong with the input is said on standard error, after the report.
pub(crate) fn run(args: &ReportArgs) -> anyhow::Result<ExitCode> {
    let words = language::words(args.input.lang);
    if let Some(log) = args.output.as_deref().and_then(|file| output::is_one_of(file, &args.input.logs)) {
        let name = clean(&log.display().to_string(), LONGEST_NAME);
        return Err(anyhow!(words.text("cli-output-is-log", &[("file", name.as_str().into())])));
    }
    let reading = reading::read(&args.input, Detail::Report, &words)?;
    let mut report = Report::of(&reading.logs.gathered, &reading.wishes);
    report.caveats.extend(reading.logs.caveats());
    if let Some(complaint) = complaint::nothing_left(&report.lines, &words) {
        return Err(anyhow!(complaint));
    }
    let text = render(&report, &words, format(args), args.output.is_none())?;
    match &args.output {
        None => output::print(&text)?,
        Some(file) => {
            let name = file.display().to_string();
            output::save(file, &text).map_err(|error| {
                let reason = error.to_string();
                anyhow!(words.text(
                    "cli-cannot-write",
                    &[("file", (&name[..]).into()), ("reason", (&reason[..]).into())]
                ))
            })?;
            eprintln!("{}", words.text("cli-written", &[("file", (&name[..]).into())]));
        }
    }
    let complaints = complaint::about(&reading.logs.problems, &report.caveats, &words);
    for complaint in &complaints {
        eprintln!("undercurrent: {complaint}");
    }
    Ok(if complaints.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(BAD_INPUT) })
}

/// Returns the form that was asked for, by name or by the ending of the file to write.
fn format(args: &ReportArgs) -> ReportFormat {
    let ending = args.output.as_deref().and_then(|file| file.extension()).and_then(|ending| ending.to_str());
    args.format.unwrap_or(match ending {
        Some("html" | "htm") => ReportFormat::Html,
        Some("json") => ReportFormat::Json,
        _ => ReportFormat::Text,
    })
}

fn render(report: &Report, words: &Words, format: ReportFormat, on_screen: bool) -> anyhow::Result<String> {
    Ok(match format {
        ReportFormat::Html => uc_web::report_page::render(report, words)?,
        ReportFormat::Json => uc_web::json::render(report)?,
        ReportFormat::Text => {
            let colour = if on_screen { output::colour() } else { uc_web::text::Colour::Plain };
            uc_web::text::render(report, words, Style { width: WIDTH, colour })
        }
    })
}
