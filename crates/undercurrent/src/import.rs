//! `undercurrent import`: from old access logs, or from exports of other programs ([`told`]), to stored events.

mod told;

use std::process::ExitCode;

use anyhow::anyhow;
use hyper::body::Bytes;
use tokio::sync::mpsc;
use uc_app::foreign::Program;
use uc_app::log_lines::{self, Summary, Wanted};
use uc_app::report_log::ReadLogError;
use uc_web::control::lines::TallyResponse;
use uc_words::Words;

use crate::args::{ImportArgs, ImportFormat};
use crate::door::{Held, Question, Reply};
use crate::{BAD_INPUT, complaint, language, log_source, output, reading};

/// Pieces of logs on their way at once, of a megabyte or two.
const ON_THE_WAY: usize = 2;

/// Imports, and says what became of the lines.
pub(crate) fn run(args: &ImportArgs) -> anyhow::Result<ExitCode> {
    let words = language::words(args.source.folder.lang);
    let program = match args.format {
        ImportFormat::Log => None,
        ImportFormat::Ga4 => Some(Program::Ga4),
        ImportFormat::Plausible => Some(Program::Plausible),
        ImportFormat::Matomo => Some(Program::Matomo),
    };
    if let Some(program) = program {
        return told::run(args, program, &words);
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let (read, reply) = runtime.block_on(async {
        let held = Held::open(&args.source.folder.data, &words).await?;
        let done = import(args, &held, &words).await;
        held.close().await?;
        done
    })?;
    // Why nothing came is more worth telling than that nothing was stored.
    let summary = read.map_err(|error| anyhow!(complaint::of(&error, &words)))?;
    let tally: TallyResponse = reply?.read()?;
    output::print(&log_source::told(summary.lines, summary.unreadable, &tally, &words))?;
    if summary.unreadable * 2 > summary.lines {
        let parsed = summary.lines - summary.unreadable;
        let file = args.files.first().map_or_else(String::new, |file| file.display().to_string());
        let few = ReadLogError::MostlyUnreadable { file, read: summary.lines, parsed };
        eprintln!("undercurrent: {}", complaint::of(&few, &words));
        return Ok(ExitCode::from(BAD_INPUT));
    }
    Ok(complaint::tell(&summary.problems, &[], &words))
}

type Read = Result<Summary, ReadLogError>;

async fn import(
    args: &ImportArgs,
    held: &Held,
    words: &Words,
) -> anyhow::Result<(Read, anyhow::Result<Reply>)> {
    let site = &args.source.site;
    let format = log_source::format(&args.source, words)?;
    // No lines at all: finds out that there is such a site before anything is read.
    held.ask(&Question::Post(log_source::path("follow", site), Vec::new()), words).await?;
    let (sender, parts) = mpsc::channel::<Bytes>(ON_THE_WAY);
    let (logs, lang) = (args.files.clone(), args.source.folder.lang);
    let reader = tokio::task::spawn_blocking(move || {
        reading::with_bar(&logs, &language::words(lang), |progress| {
            log_lines::read(&logs, format.as_ref(), progress, |lines| {
                match sender.blocking_send(Bytes::from(log_source::written(lines))) {
                    Ok(()) => Wanted::More,
                    // The other end has gone, and says why.
                    Err(_) => Wanted::NoMore,
                }
            })
        })
    });
    let reply = held.send(&log_source::path("import", site), parts, words).await;
    Ok((reader.await?, reply))
}
