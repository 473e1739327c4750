//! Nothing is left undone in silence: no test that is skipped, no reminder that nobody finds again.
//!
//! The words are put together here, or this file would find itself.

use super::Finding;
use crate::checkout::{File, Tree};

const REMINDERS: [&str; 3] = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X:")];

/// What must not stand in Rust source at all, and what to do instead.
const REFUSED: [(&str, &str); 3] = [
    (
        concat!("#[ign", "ore"),
        "a test that is skipped proves nothing; make it quick, or leave it to `cargo xtask test --full`",
    ),
    (concat!("to", "do!("), "finish it, or leave it out"),
    (concat!("unimpl", "emented!("), "finish it, or leave it out"),
];

/// Finds skipped tests, stubs, and reminders without an issue's number.
pub fn unfinished(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files() {
        for (number, line) in file.numbered_lines() {
            findings.extend(in_line(file, number, line));
        }
    }
    findings
}

fn in_line(file: &File, number: usize, line: &str) -> Option<Finding> {
    if REMINDERS.iter().any(|word| is_reminder(line, word)) {
        return Some(Finding::at(file, number, "a reminder needs an issue's number, as in `(#12)`"));
    }
    if !file.is_rust() {
        return None;
    }
    let (_, instead) = REFUSED.iter().find(|(word, _)| line.contains(word))?;
    Some(Finding::at(file, number, *instead))
}

fn is_reminder(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let rest = &line[at + word.len()..];
        let stands_alone =
            !line[..at].ends_with(char::is_alphanumeric) && !rest.starts_with(char::is_alphanumeric);
        stands_alone && !names_issue(rest)
    })
}

fn names_issue(rest: &str) -> bool {
    let number = rest.trim_start_matches(['(', ' ', ':']).strip_prefix('#');
    number.is_some_and(|number| number.starts_with(|first: char| first.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reminder_without_an_issue_and_a_stub_are_refused() {
        let reminder = REMINDERS[0];
        for (path, line, expected) in [
            ("a.md", format!("{reminder}: more"), 1),
            ("a.rs", format!("// {reminder}(#12): more"), 0),
            ("a.rs", format!("// {reminder} #12"), 0),
            ("a.rs", format!("METHO{reminder}S"), 0),
            ("a.rs", REFUSED[0].0.to_owned(), 1),
            ("a.rs", REFUSED[1].0.to_owned(), 1),
            ("a.md", REFUSED[1].0.to_owned(), 0),
        ] {
            assert_eq!(unfinished(&Tree::of(&[(path, &line)])).len(), expected, "{path}: {line}");
        }
    }
}
