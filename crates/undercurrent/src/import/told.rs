//! `undercurrent import --format ga4|plausible|matomo`: what other programs export. All files are read before anything is
//! stored, so that a broken one stores nothing.

use std::io;
use std::process::ExitCode;

use anyhow::anyhow;
use hyper::body::Bytes;
use tokio::sync::mpsc;
use uc_app::foreign::{self, Fault, Gathered, Program, Skipped, Trouble};
use uc_web::clean::clean;
use uc_web::control::lines::TallyResponse;
use uc_web::control::told::FiguresResponse;
use uc_words::Words;

use super::ON_THE_WAY;
use crate::args::ImportArgs;
use crate::complaint::LONGEST_NAME;
use crate::door::{Held, Question, Reply};
use crate::{language, log_source, output, reading};

/// How much of a reason is told, in characters.
const LONGEST_REASON: usize = 300;

/// Imports, and says what became of the rows.
pub(super) fn run(args: &ImportArgs, program: Program, words: &Words) -> anyhow::Result<ExitCode> {
    if args.source.log_format.is_some() {
        return Err(anyhow!(words.plain("bring-log-format")));
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        let held = Held::open(&args.source.folder.data, words).await?;
        let done = import(args, program, &held, words).await;
        held.close().await?;
        output::print(&done?)
    })?;
    Ok(ExitCode::SUCCESS)
}

async fn import(args: &ImportArgs, program: Program, held: &Held, words: &Words) -> anyhow::Result<String> {
    let path = |what: &str| {
        format!(
            "{}&origin={}",
            log_source::path(&format!("import/{what}"), &args.source.site),
            program.name()
        )
    };
    // None at all: finds out that there is such a site before anything is read.
    held.ask(&Question::Post(path("events"), Vec::new()), words).await?;
    let (files, lang) = (args.files.clone(), args.source.folder.lang);
    let reader = tokio::task::spawn_blocking(move || {
        reading::with_bar(&files, &language::words(lang), |progress| {
            foreign::gather(&files, program, progress)
        })
    });
    // Of a reader that met what nobody had thought of, the system has told already.
    let gathered = reader.await.map_err(|_| anyhow!(words.plain("bring-gave-up")))?;
    let mut gathered = gathered.map_err(|trouble| anyhow!(complaint(&trouble, words)))?;
    let mut told = read(&gathered, words);
    if gathered.events > 0 {
        let path = path("events");
        let (rest, reply) = send(held, &path, gathered, Gathered::next_events, words).await?;
        gathered = rest;
        let tally: TallyResponse = reply.read()?;
        told.push_str(&log_source::fates(&tally, words));
    }
    if gathered.figures > 0 {
        let path = path("figures");
        let (_, reply) = send(held, &path, gathered, Gathered::next_figures, words).await?;
        let kept: FiguresResponse = reply.read()?;
        say(&mut told, "bring-figures", kept.kept, words);
        told.push_str(&log_source::reasons(&kept.tally, words));
    }
    Ok(told)
}

/// Sends what there is, piece by piece, and waits for the answer.
async fn send(
    held: &Held,
    path: &str,
    mut gathered: Gathered,
    next: fn(&mut Gathered) -> io::Result<Option<Vec<u8>>>,
    words: &Words,
) -> anyhow::Result<(Gathered, Reply)> {
    let (sender, parts) = mpsc::channel::<Bytes>(ON_THE_WAY);
    let reader = tokio::task::spawn_blocking(move || {
        while let Some(piece) = next(&mut gathered)? {
            // The other end may have gone, and says why.
            if sender.blocking_send(Bytes::from(piece)).is_err() {
                break;
            }
        }
        Ok::<_, io::Error>(gathered)
    });
    let reply = held.send(path, parts, words).await;
    let partly = |error: anyhow::Error| error.context(words.plain("bring-partly"));
    let read = reader.await?.map_err(|error| partly(error.into()))?;
    Ok((read, reply.map_err(partly)?))
}

fn read(gathered: &Gathered, words: &Words) -> String {
    let mut told = String::new();
    say(&mut told, "bring-rows", gathered.rows, words);
    for (why, count) in &gathered.skipped {
        let key = match why {
            Skipped::NoCounterpart => "bring-no-counterpart",
            Skipped::NoPage => "bring-no-page",
            Skipped::NoTime => "bring-no-time",
        };
        say(&mut told, key, *count, words);
    }
    told
}

fn say(told: &mut String, key: &str, count: u64, words: &Words) {
    told.push_str(&words.text(key, &[("count", count.into())]));
    told.push('\n');
}

/// Words what is wrong with a file.
fn complaint(trouble: &Trouble, words: &Words) -> String {
    let reason = |key: &str| words.plain(key);
    let why = match &trouble.fault {
        Fault::Unreadable(error) if error.kind() == io::ErrorKind::UnexpectedEof => reason("bring-cut-off"),
        Fault::Unreadable(error) if error.kind() == io::ErrorKind::NotFound => reason("bring-missing"),
        Fault::Unreadable(error) => told_of(error, "bring-unreadable", words),
        Fault::Sorting(error) => return told_of(error, "bring-no-room", words),
        Fault::Parquet(fault) => told_of(fault, "bring-parquet", words),
        Fault::NoJson => reason("bring-no-json"),
        Fault::LongRow(_) => reason("bring-long-row"),
        Fault::BrokenQuote => reason("bring-broken-quote"),
        Fault::Cells { found, expected } => words.text(
            "bring-cells",
            &[("found", (*found as u64).into()), ("expected", (*expected as u64).into())],
        ),
        Fault::Value(field) => words.text("bring-value", &[("field", (*field).into())]),
        Fault::UnknownReport => reason("bring-unknown-report"),
        Fault::Zip => reason("bring-zip"),
        Fault::Empty => reason("bring-empty"),
    };
    let file = clean(&trouble.file, LONGEST_NAME);
    match trouble.row {
        Some(row) => words.text(
            "bring-row",
            &[("file", file.into()), ("row", row.to_string().into()), ("reason", why.into())],
        ),
        None => words.text("bring-file", &[("file", file.into()), ("reason", why.into())]),
    }
}

fn told_of(error: &impl std::fmt::Display, key: &str, words: &Words) -> String {
    words.text(key, &[("reason", clean(&error.to_string(), LONGEST_REASON).into())])
}
