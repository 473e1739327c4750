//! `undercurrent follow`: from a log that grows to stored events, until it is told to stop.
//!
//! How far it has come is written down after the events are safe, so a sudden end makes it read some lines again; these are
//! known by their ids. Where a server runs it only speaks to that one, also when the server is away for a while.

mod place;

use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::anyhow;
use tokio::signal::unix::{Signal, SignalKind, signal};
use uc_app::tail::{Batch, Begun, Tail};
use uc_web::control::lines::TallyResponse;
use uc_words::Words;

use self::place::Place;
use crate::args::FollowArgs;
use crate::door::{Held, Question, fit};
use crate::{complaint, language, log_source, output};

/// How often the log is looked at.
const LOOK: Duration = Duration::from_millis(500);
/// How often one and the same trouble is told: every so many attempts.
const TELL_AGAIN: u32 = 120;

/// Follows a log until the process is told to stop.
pub(crate) fn run(args: &FollowArgs) -> anyhow::Result<ExitCode> {
    let words = language::words(args.source.folder.lang);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        // Before anything is opened, so that no signal ends the program in the middle.
        let ends =
            Ends { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? };
        let held = Held::open(&args.source.folder.data, &words).await?;
        let done = match Follow::begin(args, &held, &words).await {
            Ok(follow) => follow.until(ends).await,
            Err(error) => Err(error),
        };
        held.close().await?;
        done
    })?;
    Ok(ExitCode::SUCCESS)
}

struct Follow<'a> {
    held: &'a Held,
    words: &'a Words,
    log: String,
    address: String,
    tail: Tail,
    place: Place,
    total: TallyResponse,
    unreadable: u64,
    troubles: u32,
}

/// The signals that end it.
struct Ends {
    terminate: Signal,
    interrupt: Signal,
}

/// Whether to go on.
#[derive(PartialEq, Eq)]
enum Next {
    GoOn,
    Stop,
}

impl<'a> Follow<'a> {
    async fn begin(args: &FollowArgs, held: &'a Held, words: &'a Words) -> anyhow::Result<Self> {
        let site = &args.source.site;
        let address = log_source::path("follow", site);
        // No lines at all: finds out that there is such a site.
        held.ask(&Question::Post(address.clone(), Vec::new()), words).await?;
        let format = log_source::format(&args.source, words)?;
        let path = std::path::absolute(&args.log)?;
        let log = fit(&args.log);
        let place = Place::of(&args.source.folder.data, &path, site);
        let before = place.read()?;
        let (tail, begun) =
            Tail::begin(&path, format, before).map_err(|error| unreadable(&log, &error, words))?;
        if begun == Begun::WithGap {
            let told = [("file", log.as_str().into()), ("site", site.as_str().into())];
            eprintln!("undercurrent: {}", words.text("logs-gap", &told));
        }
        place.keep(tail.read_to())?;
        let told = [("file", log.as_str().into()), ("site", site.as_str().into())];
        let mut out = io::stdout().lock();
        writeln!(out, "{}", words.text("logs-following", &told))?;
        out.flush()?;
        drop(out);
        let total = TallyResponse::default();
        Ok(Self { held, words, log, address, tail, place, total, unreadable: 0, troubles: 0 })
    }

    async fn until(mut self, mut ends: Ends) -> anyhow::Result<()> {
        let mut unclear = false;
        loop {
            let mut pause = Duration::ZERO;
            match self.tail.read() {
                Ok(batch) => {
                    if batch.unclear && !unclear {
                        unclear = true;
                        self.say(
                            &self.words.text("logs-no-format-yet", &[("file", self.log.as_str().into())]),
                        );
                    }
                    if batch.lines.is_empty() && batch.unreadable == 0 {
                        pause = LOOK;
                    } else if self.store(batch, &mut ends).await? == Next::Stop {
                        break;
                    }
                    self.place.keep(self.tail.read_to())?;
                }
                Err(error) => {
                    let told = unreadable(&self.log, &error, self.words);
                    self.trouble(&told);
                    pause = LOOK;
                }
            }
            if ends.within(pause).await == Next::Stop {
                break;
            }
        }
        eprintln!("{}", self.words.plain("logs-ending"));
        let lines = self.total.lines + self.unreadable;
        output::print(&log_source::told(lines, self.unreadable, &self.total, self.words))
    }

    /// Stores lines, however long that takes. Told to stop while the store is away, it leaves them for the next start.
    async fn store(&mut self, batch: Batch, ends: &mut Ends) -> anyhow::Result<Next> {
        let question = Question::Post(self.address.clone(), log_source::written(batch.lines));
        loop {
            match self.held.ask(&question, self.words).await.and_then(|reply| reply.read::<TallyResponse>()) {
                Ok(tally) => {
                    self.total.lines += tally.lines;
                    self.total.no_events += tally.no_events;
                    self.total.stored += tally.stored;
                    self.total.duplicates += tally.duplicates;
                    for (reason, count) in tally.dropped {
                        *self.total.dropped.entry(reason).or_default() += count;
                    }
                    self.unreadable += batch.unreadable;
                    self.troubles = 0;
                    return Ok(Next::GoOn);
                }
                Err(error) => {
                    let reason = complaint::one_line(&error);
                    let told = self.words.text("logs-no-store", &[("reason", reason.into())]);
                    self.trouble(&anyhow!(told));
                }
            }
            if ends.within(LOOK).await == Next::Stop {
                return Ok(Next::Stop);
            }
        }
    }

    fn trouble(&mut self, error: &anyhow::Error) {
        if self.troubles.is_multiple_of(TELL_AGAIN) {
            self.say(&complaint::one_line(error));
        }
        self.troubles += 1;
    }

    fn say(&self, text: &str) {
        eprintln!("undercurrent: {text}");
    }
}

impl Ends {
    /// Waits, and tells whether a signal came meanwhile.
    async fn within(&mut self, pause: Duration) -> Next {
        tokio::select! {
            biased;
            _ = self.terminate.recv() => Next::Stop,
            _ = self.interrupt.recv() => Next::Stop,
            () = tokio::time::sleep(pause) => Next::GoOn,
        }
    }
}

fn unreadable(log: &str, error: &io::Error, words: &Words) -> anyhow::Error {
    let reason = error.to_string();
    anyhow!(words.text("logs-no-log", &[("file", log.into()), ("reason", reason.into())]))
}
