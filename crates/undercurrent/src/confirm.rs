//! Asks before something is done that cannot be undone.

use std::io::{self, BufRead, IsTerminal, Write};

use anyhow::bail;
use uc_words::Words;

/// What was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Consent {
    Given,
    Refused,
}

/// What stands for yes in our three languages.
const YES: [&str; 5] = ["y", "yes", "j", "ja", "jo"];

/// Asks on the terminal, unless `--yes` was said. Where there is nobody to ask, that is an error.
pub(crate) fn ask(said_yes: bool, words: &Words) -> anyhow::Result<Consent> {
    if said_yes {
        return Ok(Consent::Given);
    }
    if !io::stdin().is_terminal() {
        bail!(words.plain("keep-needs-yes"));
    }
    eprint!("{} ", words.plain("keep-go-on"));
    io::stderr().flush()?;
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    let answer = line.trim().to_lowercase();
    Ok(if YES.contains(&answer.as_str()) { Consent::Given } else { Consent::Refused })
}
