//! `undercurrent calibrate`: test links to post, what they measured, and the table that a measurement replaces.

use std::fs;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use anyhow::anyhow;
use uc_app::calibrate::{MeasureLogs, measure};
use uc_engine::calibrate::{Measured, PageUrl, Plan, usual_messengers};
use uc_engine::priors::{self, Priors};
use uc_engine::source::{Channel, Source};
use uc_web::clean::clean;
use uc_web::text::Style;
use uc_web::{json, text};
use uc_words::Words;

use crate::args::{CalibrateArgs, CalibrateFormat, CalibrateReadArgs, CalibrateStep, PlanArgs};
use crate::complaint::LONGEST_NAME;
use crate::{WIDTH, complaint, language, output, reading};

/// Does a step of the experiment.
pub(crate) fn run(args: &CalibrateArgs) -> anyhow::Result<ExitCode> {
    match &args.step {
        CalibrateStep::Plan(wishes) => plan(wishes),
        CalibrateStep::Read(wishes) => read(wishes),
        CalibrateStep::Priors => output::print(priors::TABLE).map(|()| ExitCode::SUCCESS),
    }
}

fn plan(args: &PlanArgs) -> anyhow::Result<ExitCode> {
    let words = language::words(args.lang);
    let page = PageUrl::parse(&args.site).map_err(|_| {
        let text = clean(&args.site, LONGEST_NAME);
        anyhow!(words.text("cli-bad-page", &[("text", text.into())]))
    })?;
    let mut messengers =
        args.messenger.iter().map(|name| messenger(name, &words)).collect::<Result<Vec<_>, _>>()?;
    if messengers.is_empty() {
        messengers = usual_messengers(&Priors::built_in());
    }
    let plan = Plan::of(&page, &messengers, args.posts);
    output::print(&match args.format {
        CalibrateFormat::Text => text::plan(&plan, &words, style()),
        CalibrateFormat::Json => json::plan(&plan)?,
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Finds a messenger by its name in tables or on the screen.
fn messenger(wish: &str, words: &Words) -> anyhow::Result<Source> {
    let wish = wish.trim();
    let private = || Source::all().filter(|source| source.channel() == Channel::DarkSocial);
    let is_meant = |source: &Source| {
        source.name().eq_ignore_ascii_case(wish) || source.label().to_lowercase() == wish.to_lowercase()
    };
    private().find(is_meant).ok_or_else(|| {
        let known: Vec<&str> = private().map(Source::name).collect();
        let args = [("name", clean(wish, LONGEST_NAME).into()), ("known", known.join(", ").into())];
        anyhow!(words.text("cli-bad-messenger", &args))
    })
}

fn read(args: &CalibrateReadArgs) -> anyhow::Result<ExitCode> {
    let words = language::words(args.input.lang);
    if let Some(file) = args.priors_out.as_deref().filter(|file| fs::symlink_metadata(file).is_ok()) {
        return Err(anyhow!(words.text("cli-file-exists", &[("file", name(file).into())])));
    }
    let options = reading::understand(&args.input, reading::Judging::Rule, &words)?;
    let wishes = MeasureLogs {
        files: &args.input.logs,
        format: options.format.as_ref(),
        filter: &options.filter,
        priors: &options.wishes.priors,
    };
    let read = reading::with_bar(&args.input.logs, &words, |progress| measure(&wishes, progress));
    let read = read.map_err(|error| anyhow!(complaint::of(&error, &words)))?;
    let timezone = &options.wishes.timezone_name;
    output::print(&match args.format {
        CalibrateFormat::Text => text::measured(&read.measured, timezone, &words, style()),
        CalibrateFormat::Json => json::measured(&read.measured, timezone)?,
    })?;
    if let Some(file) = &args.priors_out {
        save(&read.measured, file, &words)?;
    }
    Ok(complaint::tell(&read.problems, &[], &words))
}

/// Writes what was measured to a new file of priors, and says so.
fn save(measured: &Measured, file: &Path, words: &Words) -> anyhow::Result<()> {
    let name = name(file);
    if measured.rows().is_empty() {
        return Err(anyhow!(words.text("cli-priors-empty", &[("file", name.into())])));
    }
    output::save_new(file, &measured.priors_file()).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            anyhow!(words.text("cli-file-exists", &[("file", name.clone().into())]))
        }
        _ => {
            let args = [("file", name.clone().into()), ("reason", error.to_string().into())];
            anyhow!(words.text("cli-simulate-cannot-write", &args))
        }
    })?;
    eprintln!("{}", words.text("cli-priors-written", &[("file", name.into())]));
    Ok(())
}

fn style() -> Style {
    Style { width: WIDTH, colour: output::colour() }
}

/// File names come from outside.
fn name(file: &Path) -> String {
    clean(&file.display().to_string(), LONGEST_NAME)
}
