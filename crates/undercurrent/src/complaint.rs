//! What was wrong with the input: one clear sentence each, with what to do next.

use std::process::ExitCode;

use uc_app::report_log::{Kind, Problem, ReadLogError};
use uc_engine::log::NotALog;
use uc_engine::report::{Caveat, Lines};
use uc_web::clean::clean;
use uc_words::Words;

use crate::BAD_INPUT;

/// The longest name of a file that is told whole, in characters.
pub(crate) const LONGEST_NAME: usize = 200;

/// Words the reason why nothing could be reported.
pub(crate) fn of(error: &ReadLogError, words: &Words) -> String {
    match error {
        ReadLogError::Problem(problem) => of_problem(problem, words),
        ReadLogError::NothingToRead => words.plain("cli-empty-all"),
        ReadLogError::MostlyUnreadable { file, read, parsed } => words.text(
            "cli-few-parsed",
            &[("file", fit(file).as_str().into()), ("read", (*read).into()), ("parsed", (*parsed).into())],
        ),
    }
}

/// Says what is wrong with inputs that were reported on all the same, and returns the exit code for it.
pub(crate) fn tell(problems: &[Problem], caveats: &[Caveat], words: &Words) -> ExitCode {
    let complaints = about(problems, caveats, words);
    for complaint in &complaints {
        eprintln!("undercurrent: {complaint}");
    }
    if complaints.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(BAD_INPUT) }
}

fn about(problems: &[Problem], caveats: &[Caveat], words: &Words) -> Vec<String> {
    let lacks = |caveat: &Caveat| caveats.contains(caveat);
    let fields = match (lacks(&Caveat::NoReferrer), lacks(&Caveat::NoUserAgent)) {
        (true, true) => Some("cli-no-fields"),
        (true, false) => Some("cli-no-referrer"),
        (false, true) => Some("cli-no-user-agent"),
        (false, false) => None,
    };
    let problems = problems.iter().map(|problem| of_problem(problem, words));
    problems.chain(fields.map(|key| words.plain(key))).collect()
}

/// Words that the filter left nothing over, if that is so.
pub(crate) fn nothing_left(lines: &Lines, words: &Words) -> Option<String> {
    let left = lines.read - lines.unparsed - lines.filtered;
    (left == 0 && lines.filtered > 0)
        .then(|| words.text("cli-nothing-left", &[("lines", lines.filtered.into())]))
}

/// Returns an error in one line, with its causes.
pub(crate) fn one_line(error: &anyhow::Error) -> String {
    format!("{error:#}")
}

fn of_problem(problem: &Problem, words: &Words) -> String {
    let file = fit(&problem.file);
    let say = |key: &str| words.text(key, &[("file", file.as_str().into())]);
    match &problem.kind {
        Kind::Missing => say("cli-no-file"),
        Kind::Directory => say("cli-directory"),
        Kind::Forbidden => say("cli-no-permission"),
        Kind::Truncated => say("cli-truncated"),
        Kind::Damaged(_) => say("cli-damaged"),
        Kind::NotALog(NotALog::Empty) => say("cli-empty"),
        Kind::NotALog(NotALog::Binary) => say("cli-binary"),
        Kind::NotALog(NotALog::ErrorLog(_) | NotALog::Syslog) => say("cli-error-log"),
        Kind::NotALog(NotALog::NothingFits { .. } | NotALog::OtherJson) => say("cli-no-format"),
        Kind::Unreadable(error) => {
            let reason = error.to_string();
            words
                .text("cli-unreadable", &[("file", file.as_str().into()), ("reason", reason.as_str().into())])
        }
    }
}

/// File names come from outside too.
fn fit(name: &str) -> String {
    clean(name, LONGEST_NAME)
}
