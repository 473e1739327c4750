//! The file in the data folder that says how far a log was read.

use std::cell::Cell;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::{Deserialize, Serialize};
use uc_app::tail::{ReadTo, name_for};

/// No such file is longer, in bytes.
const LONGEST: u64 = 64 * 1024;

/// What stands in the file.
#[derive(Debug, Serialize, Deserialize)]
struct PlaceRow {
    log: PathBuf,
    site: String,
    device: u64,
    inode: u64,
    position: u64,
    head: Option<u16>,
}

/// Where it is written how far one log was read for one site.
pub(super) struct Place {
    file: PathBuf,
    log: PathBuf,
    site: String,
    kept: Cell<Option<ReadTo>>,
}

impl Place {
    pub(super) fn of(data: &Path, log: &Path, site: &str) -> Self {
        let file = data.join("follow").join(format!("{}.json", name_for(log, site)));
        Self { file, log: log.to_owned(), site: site.to_owned(), kept: Cell::new(None) }
    }

    /// Returns how far the log was read; `None` where it never was.
    pub(super) fn read(&self) -> anyhow::Result<Option<ReadTo>> {
        let name = || self.file.display().to_string();
        let mut text = Vec::new();
        match File::open(&self.file).and_then(|file| file.take(LONGEST).read_to_end(&mut text)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            read => read.with_context(name)?,
        };
        let PlaceRow { device, inode, position, head, .. } =
            serde_json::from_slice(&text).with_context(name)?;
        Ok(Some(ReadTo { device, inode, position, head }))
    }

    /// Writes down how far the log was read, if that has changed: by way of a new file, so that none is half written.
    pub(super) fn keep(&self, read_to: Option<ReadTo>) -> anyhow::Result<()> {
        let Some(ReadTo { device, inode, position, head }) = read_to.filter(|_| read_to != self.kept.get())
        else {
            return Ok(());
        };
        let row = PlaceRow { log: self.log.clone(), site: self.site.clone(), device, inode, position, head };
        let write = || -> anyhow::Result<()> {
            let folder = self.file.parent().unwrap_or(Path::new("."));
            fs::create_dir_all(folder)?;
            let beside = self.file.with_extension("part");
            let mut file = File::create(&beside)?;
            file.write_all(&serde_json::to_vec(&row)?)?;
            file.sync_all()?;
            fs::rename(&beside, &self.file)?;
            Ok(())
        };
        write().with_context(|| self.file.display().to_string())?;
        self.kept.set(read_to);
        Ok(())
    }
}
