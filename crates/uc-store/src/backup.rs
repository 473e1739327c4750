//! A copy of the store while it is in use, without the salts.
//!
//! A salt in a backup would outlive its day. The key is no part of it either: keep a copy of the key file somewhere
//! else, since a copy of both in one place is a copy of every secret.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use sea_orm::sqlx::sqlite::SqliteJournalMode;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DbBackend, Statement};
use tokio::fs::{self, File, OpenOptions};

use crate::{Store, StoreError, open};

impl Store {
    /// Writes a copy of a SQLite store to `path`, where nothing may be yet; it is whole, or it is not there.
    ///
    /// Others go on reading and writing meanwhile. For PostgreSQL it is [`StoreError::Invalid`], which says what to
    /// use instead.
    pub async fn backup_to(&self, path: &Path) -> Result<(), StoreError> {
        if self.is_postgres() {
            let why = "PostgreSQL is copied with its own tools: pg_dump --exclude-table-data=salts";
            return Err(StoreError::Invalid(why.to_owned()));
        }
        if fs::try_exists(path).await.map_err(StoreError::file(path))? {
            return Err(StoreError::file(path)(io::ErrorKind::AlreadyExists.into()));
        }
        let part = part_of(path);
        let written = self.write_copy(&part).await;
        let kept = match written {
            Ok(()) => keep(&part, path).await.map_err(StoreError::file(path)),
            Err(error) => Err(error),
        };
        if kept.is_err() {
            remove(&part).await.map_err(StoreError::file(&part))?;
        }
        kept
    }

    async fn write_copy(&self, part: &Path) -> Result<(), StoreError> {
        // What a crash has left behind is no copy.
        remove(part).await.map_err(StoreError::file(part))?;
        make_private(part).await.map_err(StoreError::file(part))?;
        let name = part.to_str().ok_or_else(|| {
            StoreError::Invalid(format!("{} is no name that SQLite can take", part.display()))
        })?;
        let copy = Statement::from_sql_and_values(DbBackend::Sqlite, "VACUUM INTO ?", [name.into()]);
        self.db.execute_raw(copy).await?;
        forget_salts(part.to_owned()).await
    }
}

/// Deletes the salts from the copy, in place and overwritten, without a journal beside it that would hold them.
async fn forget_salts(part: PathBuf) -> Result<(), StoreError> {
    let mut options = ConnectOptions::new("sqlite:");
    options.sqlx_logging(false).max_connections(1);
    options.map_sqlx_sqlite_opts(move |_| open::sqlite(&part).journal_mode(SqliteJournalMode::Memory));
    let db = Database::connect(options).await?;
    let deleted = db.execute_unprepared("DELETE FROM salts").await;
    db.close().await?;
    deleted?;
    Ok(())
}

async fn make_private(path: &Path) -> io::Result<()> {
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).await?;
    Ok(())
}

/// Brings the copy to the disk, and only then gives it its name.
async fn keep(part: &Path, path: &Path) -> io::Result<()> {
    File::open(part).await?.sync_all().await?;
    fs::rename(part, path).await?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder).await?.sync_all().await
}

async fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path).await {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn part_of(path: &Path) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(".part");
    PathBuf::from(name)
}
