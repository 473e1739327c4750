//! What `import` and `follow` have in common: the options understood, lines on their way, and what became of them.

use anyhow::anyhow;
use serde::Serialize;
use uc_app::LogLine;
use uc_engine::log::Format;
use uc_web::control::lines::{LinePayload, TallyResponse};
use uc_words::Words;

use crate::args::SourceArgs;

/// Returns the format that the user named, if he named one.
pub(crate) fn format(args: &SourceArgs, words: &Words) -> anyhow::Result<Option<Format>> {
    let format = args.log_format.as_deref().map(Format::described).transpose();
    format.map_err(|why| anyhow!(words.text("cli-bad-format", &[("reason", why.to_string().into())])))
}

/// Returns a control address for the site that the user named.
pub(crate) fn path(step: &str, site: &str) -> String {
    let mut path = format!("/control/{step}?site=");
    for byte in site.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' => path.push(char::from(byte)),
            _ => path.push_str(&format!("%{byte:02X}")),
        }
    }
    path
}

/// Writes lines as NDJSON.
pub(crate) fn written(lines: Vec<LogLine>) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(lines.len() * 300);
    for line in lines {
        let mut json = serde_json::Serializer::new(&mut bytes);
        LinePayload::of(line).serialize(&mut json).expect("memory takes any text");
        bytes.push(b'\n');
    }
    bytes
}

/// Words what became of lines.
pub(crate) fn told(lines: u64, unreadable: u64, tally: &TallyResponse, words: &Words) -> String {
    let mut told = String::new();
    let mut say = |key: &str, count: u64| put(&mut told, key, count, words);
    say("logs-read", lines);
    if unreadable > 0 {
        say("logs-unreadable", unreadable);
    }
    if tally.no_events > 0 {
        say("logs-no-events", tally.no_events);
    }
    told.push_str(&fates(tally, words));
    told
}

/// Words what became of events.
pub(crate) fn fates(tally: &TallyResponse, words: &Words) -> String {
    let mut told = String::new();
    put(&mut told, "logs-stored", tally.stored, words);
    if tally.duplicates > 0 {
        put(&mut told, "logs-duplicates", tally.duplicates, words);
    }
    told.push_str(&reasons(tally, words));
    told
}

/// Words what was dropped, and why.
pub(crate) fn reasons(tally: &TallyResponse, words: &Words) -> String {
    let mut told = String::new();
    if !tally.dropped.is_empty() {
        put(&mut told, "logs-dropped", tally.dropped.values().sum(), words);
    }
    for (code, count) in &tally.dropped {
        if let Some((_, key)) = REASONS.iter().find(|(known, _)| known == code) {
            put(&mut told, key, *count, words);
        }
    }
    told
}

fn put(told: &mut String, key: &str, count: u64, words: &Words) {
    told.push_str(&words.text(key, &[("count", count.into())]));
    told.push('\n');
}

/// The sentence for each reason.
const REASONS: [(&str, &str); 13] = [
    ("unknown_site", "logs-dropped-unknown-site"),
    ("foreign_page", "logs-dropped-foreign-page"),
    ("bad_url", "logs-dropped-bad-url"),
    ("objected", "logs-dropped-objected"),
    ("bad_name", "logs-dropped-bad-name"),
    ("no_id", "logs-dropped-no-id"),
    ("bad_value", "logs-dropped-bad-value"),
    ("other_source", "logs-dropped-other-source"),
    ("in_future", "logs-dropped-in-future"),
    ("too_old", "logs-dropped-too-old"),
    ("bot", "logs-dropped-bot"),
    ("no_preview", "logs-dropped-no-preview"),
    ("prefetch", "logs-dropped-prefetch"),
];

#[cfg(test)]
mod tests {
    use uc_engine::ingest::Dropped;

    use super::*;

    #[test]
    fn every_reason_has_a_sentence() {
        assert_eq!(REASONS.map(|(code, _)| code), Dropped::ALL.map(Dropped::code));
    }

    #[test]
    fn a_site_s_name_fits_into_an_address() {
        assert_eq!(path("import", "bäcker.example/?"), "/control/import?site=b%C3%A4cker.example%2F%3F");
    }
}
