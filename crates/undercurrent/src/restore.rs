//! `undercurrent restore`: from a backup to a new data folder.

use std::process::ExitCode;

use anyhow::anyhow;
use uc_app::backup::{RestoreError, Unfit, restore};
use uc_app::folder::FolderError;
use uc_words::Words;

use crate::args::RestoreArgs;
use crate::door::fit;
use crate::language;

/// Brings a backup back.
pub(crate) fn run(args: &RestoreArgs) -> anyhow::Result<ExitCode> {
    let words = language::words(args.folder.lang);
    let restored = restore(&args.file, &args.folder.data).map_err(|error| complaint(error, args, &words))?;
    let told = [("folder", fit(&args.folder.data).into()), ("files", (restored.files as u64).into())];
    eprintln!("{}", words.text("keep-restored", &told));
    if !restored.has_store {
        eprintln!("{}", words.plain("keep-restored-postgres"));
    }
    Ok(ExitCode::SUCCESS)
}

fn complaint(error: RestoreError, args: &RestoreArgs, words: &Words) -> anyhow::Error {
    let file = || ("file", fit(&args.file).into());
    let folder = || ("folder", fit(&args.folder.data).into());
    anyhow!(match error {
        RestoreError::NotEmpty(_) => words.text("keep-not-empty", &[folder()]),
        RestoreError::Folder(FolderError::Held { .. }) => words.text("serve-held", &[folder()]),
        RestoreError::Unfit(Unfit::Foreign) => words.text("keep-foreign", &[file()]),
        RestoreError::Unfit(Unfit::Newer) => words.text("keep-newer", &[file()]),
        RestoreError::Unfit(Unfit::Cut) => words.text("keep-cut", &[file()]),
        RestoreError::Unfit(Unfit::Damaged(_)) => words.text("keep-damaged", &[file()]),
        RestoreError::Unfit(Unfit::Hostile) => words.text("keep-hostile", &[file()]),
        error @ (RestoreError::Folder(_) | RestoreError::File { .. }) => return anyhow!(error),
    })
}
