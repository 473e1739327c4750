//! What `report` and `backtest` have in common: from the options to a report, and from the report to screen or file.

use std::path::Path;
use std::process::ExitCode;

use anyhow::anyhow;
use uc_engine::report::Report;
use uc_engine::scan::Detail;
use uc_web::clean::clean;
use uc_web::report_page::PageError;
use uc_web::text::{Colour, Style};
use uc_words::Words;

use crate::args::{InputArgs, OutputArgs, ReportFormat};
use crate::complaint::LONGEST_NAME;
use crate::reading::Judging;
use crate::{WIDTH, complaint, output, reading};

/// The forms in which something of a report can be shown.
pub(crate) struct Forms {
    pub(crate) text: fn(&Report, &Words, Style) -> String,
    pub(crate) page: fn(&Report, &Words) -> Result<String, PageError>,
    pub(crate) json: fn(&Report) -> anyhow::Result<String>,
}

/// Reads the logs, makes the report and shows it in the form that was asked for. What was wrong with the input is said
/// on standard error, after that.
pub(crate) fn run(
    input: &InputArgs,
    asked: &OutputArgs,
    judging: Judging,
    forms: &Forms,
    words: &Words,
) -> anyhow::Result<ExitCode> {
    if let Some(log) = asked.output.as_deref().and_then(|file| output::is_one_of(file, &input.logs)) {
        let name = clean(&log.display().to_string(), LONGEST_NAME);
        return Err(anyhow!(words.text("cli-output-is-log", &[("file", name.as_str().into())])));
    }
    let reading = reading::read(input, Detail::Report, judging, words)?;
    let mut report = Report::of(&reading.logs.gathered, &reading.wishes);
    report.caveats.extend(reading.logs.caveats());
    if let Some(complaint) = complaint::nothing_left(&report.lines, words) {
        return Err(anyhow!(complaint));
    }
    let text = match format(asked) {
        ReportFormat::Html => (forms.page)(&report, words)?,
        ReportFormat::Json => (forms.json)(&report)?,
        ReportFormat::Text => {
            let colour = if asked.output.is_none() { output::colour() } else { Colour::Plain };
            (forms.text)(&report, words, Style { width: WIDTH, colour })
        }
    };
    match &asked.output {
        None => output::print(&text)?,
        Some(file) => save(file, &text, words)?,
    }
    Ok(complaint::tell(&reading.logs.problems, &report.caveats, words))
}

/// Returns the form that was asked for, by name or by the ending of the file to write.
fn format(asked: &OutputArgs) -> ReportFormat {
    let ending = asked.output.as_deref().and_then(Path::extension).and_then(|ending| ending.to_str());
    asked.format.unwrap_or(match ending {
        Some("html" | "htm") => ReportFormat::Html,
        Some("json") => ReportFormat::Json,
        _ => ReportFormat::Text,
    })
}

fn save(file: &Path, text: &str, words: &Words) -> anyhow::Result<()> {
    let name = file.display().to_string();
    output::save(file, text).map_err(|error| {
        let reason = error.to_string();
        anyhow!(
            words.text("cli-cannot-write", &[("file", (&name[..]).into()), ("reason", (&reason[..]).into())])
        )
    })?;
    eprintln!("{}", words.text("cli-written", &[("file", (&name[..]).into())]));
    Ok(())
}
