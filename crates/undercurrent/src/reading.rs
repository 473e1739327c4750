//! What the commands that read logs have in common: from the options to the logs, read.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use std::thread;

use anyhow::anyhow;
use ipnet::IpNet;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use uc_app::report_log::{self, LogsRead, Progress, ReadLogs};
use uc_engine::log::Format;
use uc_engine::priors::Priors;
use uc_engine::report::Wishes;
use uc_engine::scan::{Detail, Filter};
use uc_web::clean::clean;
use uc_words::Words;

use crate::args::{InputArgs, network};
use crate::complaint::{self, LONGEST_NAME};
use crate::progress::Bar;

/// How much of a file's name stands beside the progress bar, in characters.
const SHOWN_NAME: usize = 40;
/// No table of priors is longer, in bytes; a log that was given in its place mostly is.
const LONGEST_PRIORS: u64 = 1 << 20;
/// How much is told of what is wrong with a table of priors, in characters.
const LONGEST_REASON: usize = 300;

/// Logs, read, and how the reader wants them judged.
pub(crate) struct Reading {
    pub(crate) logs: LogsRead,
    pub(crate) wishes: Wishes,
}

/// How visits without evidence are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Judging {
    /// By the estimate.
    Estimate,
    /// By the landing-page rule alone.
    Rule,
}

impl Judging {
    /// Reads the wish off `--no-estimate`.
    pub(crate) fn wished(no_estimate: bool) -> Self {
        if no_estimate { Self::Rule } else { Self::Estimate }
    }
}

/// The options, understood.
pub(crate) struct Understood {
    pub(crate) filter: Filter,
    pub(crate) format: Option<Format>,
    pub(crate) wishes: Wishes,
}

/// Understands the options, and reads the user's priors.
pub(crate) fn understand(input: &InputArgs, judging: Judging, words: &Words) -> anyhow::Result<Understood> {
    let (timezone, timezone_name) = timezone(input.timezone.as_deref(), words)?;
    let site = input.site.as_deref().map(host);
    let moment = |text: &Option<String>, end| {
        text.as_deref().map(|text| moment(text, end, &timezone, words)).transpose()
    };
    let filter = Filter {
        since: moment(&input.since, End::First)?,
        until: moment(&input.until, End::Last)?,
        site: site.clone(),
        exclude: input.exclude_ip.iter().map(|text| address(text, words)).collect::<Result<_, _>>()?,
    };
    let format = input.log_format.as_deref().map(Format::described).transpose();
    let format = format.map_err(|why| {
        anyhow!(words.text("cli-bad-format", &[("reason", why.to_string().as_str().into())]))
    })?;
    let priors = match &input.priors {
        Some(file) => priors(file, words)?,
        None => Priors::built_in(),
    };
    let wishes = Wishes {
        site,
        home: input.home.clone(),
        timezone,
        timezone_name,
        priors,
        estimate: judging == Judging::Estimate,
    };
    Ok(Understood { filter, format, wishes })
}

/// Reads the logs that the options name.
pub(crate) fn read(
    input: &InputArgs,
    detail: Detail,
    judging: Judging,
    words: &Words,
) -> anyhow::Result<Reading> {
    let Understood { filter, format, wishes } = understand(input, judging, words)?;
    let logs = ReadLogs { files: input.logs.clone(), format, filter, detail };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let read = with_bar(&input.logs, words, |progress| report_log::read(&logs, threads, progress));
    let logs = read.map_err(|error| anyhow!(complaint::of(&error, words)))?;
    Ok(Reading { logs, wishes })
}

/// Does something that reads the logs, with a bar that shows how far it has come.
pub(crate) fn with_bar<T>(
    files: &[std::path::PathBuf],
    words: &Words,
    work: impl FnOnce(&Progress) -> T,
) -> T {
    let progress = Arc::new(Progress::default());
    let bar = Bar::follow(files, &progress, bar_message(files, words));
    let done = work(&progress);
    drop(bar);
    done
}

/// Reads a user's priors.
fn priors(file: &Path, words: &Words) -> anyhow::Result<Priors> {
    let name = clean(&file.display().to_string(), LONGEST_NAME);
    let mut text = String::new();
    File::open(file).and_then(|open| open.take(LONGEST_PRIORS).read_to_string(&mut text)).map_err(
        |error| {
            let reason = error.to_string();
            let args = [("file", name.as_str().into()), ("reason", reason.as_str().into())];
            anyhow!(words.text("cli-unreadable", &args))
        },
    )?;
    Priors::read(&text, &name).map_err(|error| {
        let reason = clean(&error.to_string(), LONGEST_REASON);
        anyhow!(words.text("cli-bad-priors", &[("reason", reason.as_str().into())]))
    })
}

/// Names the first log, and how many more there are.
fn bar_message(files: &[std::path::PathBuf], words: &Words) -> String {
    let first = files.first().and_then(|file| Path::file_name(file)).unwrap_or_default().to_string_lossy();
    let mut name = clean(&first, SHOWN_NAME);
    if files.len() > 1 {
        name.push_str(&format!(" +{}", files.len() - 1));
    }
    words.text("cli-reading", &[("file", name.as_str().into())])
}

/// Reads a host as people write it: a whole address will do.
fn host(text: &str) -> String {
    let host = text.split_once("://").map_or(text, |(_, rest)| rest);
    let host = host.split(['/', ':']).next().unwrap_or(host).to_ascii_lowercase();
    host.strip_prefix("www.").map_or(host.clone(), str::to_owned)
}

fn timezone(name: Option<&str>, words: &Words) -> anyhow::Result<(TimeZone, String)> {
    let zone = match name {
        Some(name) => TimeZone::get(name)
            .map_err(|_| anyhow!(words.text("cli-bad-timezone", &[("name", name.into())])))?,
        None => TimeZone::system(),
    };
    // A zone without a name cannot be told to the reader: better a known one than hours that are not what they seem.
    let (zone, name) = match zone.iana_name() {
        None | Some("Etc/UTC" | "Etc/Unknown") => (TimeZone::UTC, "UTC".to_owned()),
        Some(name) => (zone.clone(), name.to_owned()),
    };
    Ok((zone, name))
}

/// Which end of a day a date stands for.
#[derive(Clone, Copy)]
pub(crate) enum End {
    First,
    Last,
}

/// Reads a day or a moment, in seconds since 1970 UTC. A day given as the end counts whole.
pub(crate) fn moment(text: &str, end: End, zone: &TimeZone, words: &Words) -> anyhow::Result<i64> {
    let bad = || anyhow!(words.text("cli-bad-date", &[("text", text.into())]));
    if let Ok(timestamp) = text.parse::<Timestamp>() {
        return Ok(timestamp.as_second());
    }
    let civil = match (text.parse::<Date>(), end) {
        (Ok(date), End::First) if !text.contains(['T', ' ']) => DateTime::from(date),
        (Ok(date), End::Last) if !text.contains(['T', ' ']) => {
            date.checked_add(1.day()).map_err(|_| bad())?.into()
        }
        _ => text.parse::<DateTime>().map_err(|_| bad())?,
    };
    Ok(zone.to_zoned(civil).map_err(|_| bad())?.timestamp().as_second())
}

fn address(text: &str, words: &Words) -> anyhow::Result<IpNet> {
    network(text).map_err(|_| anyhow!(words.text("cli-bad-address", &[("text", text.into())])))
}
