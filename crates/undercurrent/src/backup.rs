//! `undercurrent backup`: everything in one file, whether or not a server runs.
//!
//! The file is written under another name first, and takes its own when it is whole and on the disk. Whatever goes
//! wrong before leaves nothing behind.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, anyhow, bail};
use hyper::body::Bytes;
use uc_words::Words;

use crate::args::BackupArgs;
use crate::door::{Question, Take, fetch, fit};
use crate::language;

/// Writes a backup.
pub(crate) fn run(args: &BackupArgs) -> anyhow::Result<ExitCode> {
    let words = language::words(args.folder.lang);
    let (file, data) = (&args.file, &args.folder.data);
    if !data.is_dir() {
        bail!(words.text("keep-no-folder", &[("folder", fit(data).into())]));
    }
    if fs::symlink_metadata(file).is_ok() {
        bail!(words.text("keep-file-is-there", &[("file", fit(file).into())]));
    }
    let part = Part::begin(file, &words)?;
    let question = Question::Post("/control/backup".to_owned(), Vec::new());
    let (headers, part) = fetch(data, &question, &words, part)?;
    let bytes = part.keep(file)?;
    let told = [("file", fit(file).into()), ("megabytes", bytes.div_ceil(1_000_000).into())];
    eprintln!("{}", words.text("keep-backed-up", &told));
    if headers.get("x-undercurrent-store").is_some_and(|store| store == "postgres") {
        eprintln!("{}", words.plain("keep-backed-up-postgres"));
    }
    Ok(ExitCode::SUCCESS)
}

/// A backup that is being written; it is removed when it is dropped before its end.
struct Part {
    path: PathBuf,
    file: File,
    bytes: u64,
    /// What is said when it cannot be written.
    complaint: String,
    kept: bool,
}

impl Part {
    fn begin(file: &Path, words: &Words) -> anyhow::Result<Self> {
        let mut name = OsString::from(file);
        name.push(".part");
        let path = PathBuf::from(name);
        // What an earlier one has left that was killed.
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(error).with_context(|| fit(&path));
            }
            _ => {}
        }
        let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
        let made = made.with_context(|| fit(&path))?;
        let complaint = words.text("keep-not-written", &[("file", fit(file).into())]);
        Ok(Self { path, file: made, bytes: 0, complaint, kept: false })
    }

    fn keep(mut self, file: &Path) -> anyhow::Result<u64> {
        self.file.sync_all().with_context(|| self.complaint.clone())?;
        // A name that was taken meanwhile is not written over.
        fs::hard_link(&self.path, file)
            .or_else(|error| match error.kind() {
                io::ErrorKind::AlreadyExists => Err(error),
                _ => fs::rename(&self.path, file).inspect(|()| self.kept = true),
            })
            .with_context(|| self.complaint.clone())?;
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        File::open(folder).and_then(|folder| folder.sync_all()).with_context(|| fit(folder))?;
        Ok(self.bytes)
    }
}

impl Take for Part {
    fn take(&mut self, piece: &Bytes) -> anyhow::Result<()> {
        self.file.write_all(piece).map_err(|error| anyhow!(error).context(self.complaint.clone()))?;
        self.bytes += piece.len() as u64;
        Ok(())
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if !self.kept {
            // Where it has its own name by now, this was its other one.
            drop(fs::remove_file(&self.path));
        }
    }
}
