//! `undercurrent erase`: says what there is to erase, asks, and erases it for good.

use std::process::ExitCode;

use uc_web::control::erase::{EraseRequest, EraseResponse};
use uc_words::Words;

use crate::args::EraseArgs;
use crate::confirm::{self, Consent};
use crate::door::{Question, ask};
use crate::{BAD_INPUT, language};

/// Erases events.
pub(crate) fn run(args: &EraseArgs) -> anyhow::Result<ExitCode> {
    let words = language::words(args.folder.lang);
    let data = &args.folder.data;
    let wish = EraseRequest {
        site: args.site.clone(),
        before: args.before.clone(),
        older_than_days: None,
        visitor: args.visitor,
    };
    let found: EraseResponse = ask(data, &Question::post("/control/erase/look", &wish)?, &words)?.read()?;
    eprintln!("{}", told(&found, &words));
    if found.events == 0 {
        return Ok(ExitCode::SUCCESS);
    }
    if confirm::ask(args.yes, &words)? == Consent::Refused {
        eprintln!("{}", words.plain("keep-nothing-done"));
        return Ok(ExitCode::from(BAD_INPUT));
    }
    let erased: EraseResponse = ask(data, &Question::post("/control/erase", &wish)?, &words)?.read()?;
    eprintln!("{}", words.text("keep-erased", &[("events", erased.events.into())]));
    Ok(ExitCode::SUCCESS)
}

/// Says what there is to erase.
pub(crate) fn told(found: &EraseResponse, words: &Words) -> String {
    let host = ("host", found.host.as_str().into());
    match (&found.first, &found.last) {
        (Some(first), Some(last)) if found.events > 0 => words.text(
            "keep-would-erase",
            &[
                host,
                ("events", found.events.into()),
                ("first", first.as_str().into()),
                ("last", last.as_str().into()),
            ],
        ),
        _ => words.text("keep-nothing-to-erase", &[host]),
    }
}
