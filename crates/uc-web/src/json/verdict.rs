//! What a line is, as one JSON object: the contract of `classify`.

use std::io;

use serde::Serialize;
use uc_engine::classify::Verdict;

/// One object of `classify`'s output.
#[derive(Serialize)]
struct VerdictPayload<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    line: u64,
    kind: &'static str,
    landing: bool,
    channel: &'static str,
    source: Option<&'a str>,
    evidence: &'static str,
    p_dark: f64,
}

/// Writes a verdict and a line feed. `file` is named where several logs are read. As in the report, nothing in it
/// commands a terminal or turns its text.
///
/// # Errors
/// If `out` cannot be written to.
pub fn verdict(out: &mut impl io::Write, verdict: &Verdict<'_>, file: Option<&str>) -> io::Result<()> {
    let payload = VerdictPayload {
        file,
        line: verdict.line,
        kind: verdict.kind,
        landing: verdict.landing,
        channel: verdict.channel.name(),
        source: verdict.source,
        evidence: verdict.evidence.name(),
        p_dark: verdict.p_dark,
    };
    let json = serde_json::to_string(&payload)?;
    out.write_all(super::escape(&json).as_bytes())?;
    out.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use uc_engine::source::{Channel, Evidence};

    #[test]
    fn a_tag_that_turns_text_is_escaped() {
        let seen = Verdict {
            file: 0,
            line: 1,
            kind: "page",
            landing: true,
            channel: Channel::Campaign,
            source: Some("\u{202e}gpj.\u{9b}31m"),
            evidence: Evidence::Declared,
            p_dark: 0.0,
        };
        let mut out = Vec::new();
        verdict(&mut out, &seen, Some("\u{2066}.log")).expect("a vector takes all that is written");
        let json = String::from_utf8(out).expect("JSON is UTF-8");
        assert!(json.trim_end().is_ascii(), "{json}");
        let value: serde_json::Value = serde_json::from_str(&json).expect("what was written can be read");
        assert_eq!(value["source"], seen.source.expect("it has one"));
    }
}
