//! How a simulation is written: the log as a server writes it, the truth as one JSON object a line.

use std::io::{self, Write};

use super::record::{FetchDest, FetchSite, Record, Referrer, Text, Truth, Verb};
use super::share::Share;
use super::{Format, Simulation};

/// A day and a time of day in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Date {
    pub(crate) year: i64,
    pub(crate) month: u8,
    pub(crate) day: u8,
    pub(crate) hour: u8,
    pub(crate) minute: u8,
    pub(crate) second: u8,
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Date {
    /// Tells the date of a moment in milliseconds since 1970 UTC (proleptic Gregorian calendar).
    pub(crate) fn of(at: i64) -> Self {
        let seconds = at.div_euclid(1_000);
        let within = seconds.rem_euclid(86_400);
        // Years begin in March here, so that the leap day is the last one; 719,468 days lie between year 0 and 1970.
        let days = seconds.div_euclid(86_400) + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        Self {
            year: era * 400 + year_of_era + i64::from(month <= 2),
            month: month as u8,
            day: (day_of_year - (153 * shifted + 2) / 5 + 1) as u8,
            hour: (within / 3_600) as u8,
            minute: (within / 60 % 60) as u8,
            second: (within % 60) as u8,
        }
    }
}

/// Writes every line of the log.
pub(crate) fn log(simulation: &Simulation, format: Format, out: &mut impl Write) -> io::Result<()> {
    for record in &simulation.records {
        match format {
            Format::Combined => combined(simulation, record, out)?,
            Format::Json => json(simulation, record, out)?,
        }
    }
    Ok(())
}

/// Writes a line in the combined format of Apache and nginx.
fn combined(simulation: &Simulation, record: &Record, out: &mut impl Write) -> io::Result<()> {
    let text = |text: Text| simulation.texts.get(text);
    let Date { year, month, day, hour, minute, second } = Date::of(record.at);
    let month = MONTHS[usize::from(month) - 1];
    write!(
        out,
        "{} - - [{day:02}/{month}/{year}:{hour:02}:{minute:02}:{second:02} +0000] ",
        record.client.address
    )?;
    write!(out, "\"{} {}{} HTTP/2.0\" ", verb(record.verb), text(record.path), text(record.query))?;
    write!(out, "{} {} \"", record.status, record.bytes)?;
    match record.referrer {
        Referrer::Absent => write!(out, "-")?,
        referrer => write_referrer(simulation, referrer, out)?,
    }
    let agent = text(record.client.agent);
    writeln!(out, "\" \"{}\"", if agent.is_empty() { "-" } else { agent })
}

/// Writes a line as nginx does when it is told to log JSON with the headers that tell more.
fn json(simulation: &Simulation, record: &Record, out: &mut impl Write) -> io::Result<()> {
    let text = |text: Text| simulation.texts.get(text);
    let Date { year, month, day, hour, minute, second } = Date::of(record.at);
    write!(out, r#"{{"time_iso8601":"{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}+00:00","#)?;
    write!(out, r#""remote_addr":"{}","host":"{}","#, record.client.address, simulation.host)?;
    write!(out, r#""request_method":"{}","request_uri":"{}"#, verb(record.verb), text(record.path))?;
    write!(out, r#"{}","server_protocol":"HTTP/2.0","#, text(record.query))?;
    write!(out, r#""status":{},"body_bytes_sent":{},"http_referer":""#, record.status, record.bytes)?;
    write_referrer(simulation, record.referrer, out)?;
    write!(out, r#"","http_user_agent":"{}","#, text(record.client.agent))?;
    write!(out, r#""http_sec_fetch_site":"{}","#, fetch_site(record.site))?;
    write!(out, r#""http_sec_fetch_dest":"{}","#, fetch_dest(record.dest))?;
    write!(out, r#""http_sec_purpose":"{}","#, purpose(&record.truth))?;
    write!(out, r#""http_x_requested_with":"{}","#, text(record.client.requested_with))?;
    writeln!(out, r#""http_accept_language":"{}"}}"#, text(record.client.language))
}

fn write_referrer(simulation: &Simulation, referrer: Referrer, out: &mut impl Write) -> io::Result<()> {
    let text = |text: Text| simulation.texts.get(text);
    match referrer {
        Referrer::Absent => Ok(()),
        Referrer::Outside(address) => write!(out, "{}", text(address)),
        Referrer::Inside(path, query) => {
            write!(out, "https://{}{}{}", simulation.host, text(path), text(query))
        }
    }
}

/// Writes the truth about every line.
pub(crate) fn truth(simulation: &Simulation, out: &mut impl Write) -> io::Result<()> {
    for (place, record) in simulation.records.iter().enumerate() {
        let truth = &record.truth;
        write!(out, r#"{{"line":{},"kind":"{}","landing":{},"#, place + 1, truth.kind.name(), truth.landing)?;
        write!(out, r#""channel":"{}","source":"#, truth.channel.name())?;
        match truth.source {
            Some(source) => write!(out, r#""{source}""#)?,
            None => write!(out, "null")?,
        }
        write!(out, r#","cause":"{}","private":{},"visit":"#, truth.cause.name(), truth.private)?;
        number(truth.visit, out)?;
        write!(out, r#","parent_share":"#)?;
        number(truth.share, out)?;
        write!(out, r#","generation":"#)?;
        number(truth.generation.map(u32::from), out)?;
        writeln!(out, "}}")?;
    }
    Ok(())
}

/// Writes every share that was made, seen in the log or not.
pub(crate) fn shares(simulation: &Simulation, out: &mut impl Write) -> io::Result<()> {
    for (id, share) in simulation.shares.iter().enumerate() {
        let Share { at, page, query, parent, depth, visit, .. } = *share;
        write!(out, r#"{{"share":{id},"at":{},"messenger":"{}","#, at.div_euclid(1_000), share.by().name)?;
        let path = simulation.texts.get(simulation.page_paths[page as usize]);
        write!(out, r#""page":"{path}","query":"{}","#, simulation.texts.get(query))?;
        write!(out, r#""parent":"#)?;
        number(parent, out)?;
        write!(out, r#","generation":{depth},"visit":"#)?;
        number(visit, out)?;
        writeln!(out, "}}")?;
    }
    Ok(())
}

fn number(value: Option<u32>, out: &mut impl Write) -> io::Result<()> {
    match value {
        Some(value) => write!(out, "{value}"),
        None => write!(out, "null"),
    }
}

fn verb(verb: Verb) -> &'static str {
    match verb {
        Verb::Get => "GET",
        Verb::Head => "HEAD",
    }
}

fn fetch_site(site: FetchSite) -> &'static str {
    match site {
        FetchSite::Unsent => "",
        FetchSite::None => "none",
        FetchSite::Cross => "cross-site",
        FetchSite::Same => "same-origin",
    }
}

fn fetch_dest(dest: FetchDest) -> &'static str {
    match dest {
        FetchDest::Unsent => "",
        FetchDest::Document => "document",
        FetchDest::Image => "image",
        FetchDest::Script => "script",
        FetchDest::Style => "style",
    }
}

fn purpose(truth: &Truth) -> &'static str {
    if truth.cause == super::Cause::Prefetch { "prefetch" } else { "" }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn dates_follow_the_calendar() {
        let check = |seconds: i64, expected: (i64, u8, u8, u8, u8, u8)| {
            let Date { year, month, day, hour, minute, second } = Date::of(seconds * 1_000);
            assert_eq!((year, month, day, hour, minute, second), expected);
        };
        check(0, (1970, 1, 1, 0, 0, 0));
        check(951_782_400, (2000, 2, 29, 0, 0, 0));
        check(1_791_158_400, (2026, 10, 5, 0, 0, 0));
        check(1_798_761_599, (2026, 12, 31, 23, 59, 59));
        check(-1, (1969, 12, 31, 23, 59, 59));
    }
}
