//! Writes what a command has to say: to the screen, or to a file that is never left half written.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use uc_web::text::Colour;

use crate::language::variable;

/// Returns whether standard output may be coloured: on a terminal, unless the user said no (<https://no-color.org>).
pub(crate) fn colour() -> Colour {
    let refused = variable("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = variable("TERM").is_some_and(|value| value == "dumb");
    if io::stdout().is_terminal() && !refused && !dumb { Colour::Ansi } else { Colour::Plain }
}

/// Writes to standard output.
pub(crate) fn print(text: &str) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// Returns the log that the report would overwrite, if there is one.
pub(crate) fn is_one_of<'a>(file: &Path, logs: &'a [PathBuf]) -> Option<&'a Path> {
    let file = fs::canonicalize(file).ok()?;
    logs.iter().map(PathBuf::as_path).find(|log| fs::canonicalize(log).is_ok_and(|log| log == file))
}

/// Writes a file by way of a new one beside it, so that a full disk leaves what was there.
pub(crate) fn save(file: &Path, text: &str) -> io::Result<()> {
    // A device or a pipe (`-o /dev/stdout`) cannot be replaced: it is written as it is.
    if fs::metadata(file).is_ok_and(|metadata| !metadata.is_file()) {
        return fs::write(file, text);
    }
    let mut beside = file.as_os_str().to_owned();
    beside.push(".part");
    let written = fs::write(&beside, text).and_then(|()| fs::rename(&beside, file));
    if written.is_err() && fs::remove_file(&beside).is_err() {
        // Nothing was written at all: there is nothing to clear away.
    }
    written
}

/// A file that is being written: under another name beside it, until it is whole.
pub(crate) struct NewFile {
    file: fs::File,
    /// Its name meanwhile, and the one that it gets; none for a device or a pipe, which is written as it is.
    names: Option<(PathBuf, PathBuf)>,
}

impl NewFile {
    /// Begins a file.
    pub(crate) fn beside(file: &Path) -> io::Result<Self> {
        if fs::metadata(file).is_ok_and(|metadata| !metadata.is_file()) {
            return Ok(Self { file: fs::OpenOptions::new().write(true).open(file)?, names: None });
        }
        let mut beside = file.as_os_str().to_owned();
        beside.push(".part");
        let beside = PathBuf::from(beside);
        // Events are nobody else's business.
        let new = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside)?;
        Ok(Self { file: new, names: Some((beside, file.to_owned())) })
    }

    /// Gives the file its name, once it is on the disk.
    pub(crate) fn keep(mut self) -> io::Result<()> {
        let Some((beside, file)) = &self.names else { return self.file.flush() };
        self.file.sync_all()?;
        fs::rename(beside, file)?;
        self.names = None;
        Ok(())
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for NewFile {
    /// What did not become whole goes.
    fn drop(&mut self) {
        if let Some((beside, _)) = &self.names
            && fs::remove_file(beside).is_err()
        {
            // It cannot be cleared away; why it did not become whole is told already.
        }
    }
}

/// Writes a new file. What is there already stays as it is.
///
/// # Errors
/// With the kind `AlreadyExists` if there is something of that name.
pub(crate) fn save_new(file: &Path, text: &str) -> io::Result<()> {
    let mut new = fs::File::create_new(file)?;
    let written = new.write_all(text.as_bytes()).and_then(|()| new.sync_all());
    if written.is_err() && fs::remove_file(file).is_err() {
        // It cannot be cleared away either; the error below is told.
    }
    written
}

/// Tells whether an error only means that the reader of our output has gone.
pub(crate) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
