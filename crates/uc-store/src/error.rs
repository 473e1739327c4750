//! What can go wrong with the store; a variant for each thing that somebody does about it.
//!
//! No message holds a secret, a token, a database's password or a value of a row other than a site's own host.

use std::io;
use std::path::{Path, PathBuf};

use sea_orm::sqlx::{self, error::ErrorKind};
use sea_orm::{DbErr, RuntimeErr};
use thiserror::Error;
use uc_engine::event::SiteId;

use crate::Host;

/// Why the store did not do what it was asked.
#[derive(Debug, Error)]
pub enum StoreError {
    /// What was to be changed is not there.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// A host belongs to one site only.
    #[error("{host} belongs to the site {site} already")]
    Conflict {
        /// The host that was asked for.
        host: Host,
        /// The site that has it.
        site: SiteId,
    },
    /// The caller gave something that the store does not take; the text says what and why.
    #[error("{0}")]
    Invalid(String),
    /// The database does not answer, or is busy or full: the same call may succeed later.
    #[error("the database is not available: {0}")]
    Unavailable(#[source] DbErr),
    /// A later version of the program has changed the database.
    #[error("the database was changed by a newer version of the program ({}); start that version", .0.join(", "))]
    Newer(Vec<String>),
    /// What is sealed in the store was sealed with another key.
    #[error(
        "the secrets in the store were sealed with another key; bring back the key file that belongs to it"
    )]
    WrongKey,
    /// Others can read the key file.
    #[error("others can read the key file {} (mode {mode:o}); run `chmod 600` on it", .path.display())]
    KeyExposed {
        /// The key file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// A file of the store cannot be read or written.
    #[error("{}: {source}", .path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The database holds or does something that the program cannot explain; `doctor` may.
    #[error("the database is not as it should be: {0}")]
    Broken(String),
}

impl StoreError {
    pub(crate) fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { path, source }
    }
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        if passes(&error) { Self::Unavailable(error) } else { Self::Broken(error.to_string()) }
    }
}

/// Tells whether `error` says that a row of this key is there already.
pub(crate) fn is_duplicate(error: &DbErr) -> bool {
    kind(error).is_some_and(|kind| matches!(kind, ErrorKind::UniqueViolation))
}

/// Tells whether `error` says that a row which is pointed at is not there.
pub(crate) fn is_orphan(error: &DbErr) -> bool {
    kind(error).is_some_and(|kind| matches!(kind, ErrorKind::ForeignKeyViolation))
}

fn kind(error: &DbErr) -> Option<ErrorKind> {
    match driver_error(error) {
        Some(sqlx::Error::Database(error)) => Some(error.kind()),
        _ => None,
    }
}

/// Tells whether the same call may succeed later.
fn passes(error: &DbErr) -> bool {
    match driver_error(error) {
        None => matches!(error, DbErr::ConnectionAcquire(_)),
        Some(sqlx::Error::Database(error)) => error.code().is_some_and(|code| is_passing_code(&code)),
        Some(error) => matches!(
            error,
            sqlx::Error::Io(_)
                | sqlx::Error::PoolTimedOut
                | sqlx::Error::PoolClosed
                | sqlx::Error::WorkerCrashed
        ),
    }
}

/// PostgreSQL has five characters, of which two are a class: <https://www.postgresql.org/docs/current/errcodes-appendix.html>.
/// SQLite has a number whose lowest byte is the class: <https://sqlite.org/rescode.html>.
fn is_passing_code(code: &str) -> bool {
    const POSTGRES: [&str; 8] = ["08", "25006", "40001", "40P01", "53", "55P03", "57014", "57P"];
    const SQLITE: [u32; 5] = [5, 6, 8, 10, 13]; // busy, locked, read-only, input or output failed, full
    match code.parse::<u32>() {
        Ok(number) if code.len() < 5 => SQLITE.contains(&(number & 0xff)),
        _ => POSTGRES.iter().any(|class| code.starts_with(class)),
    }
}

fn driver_error(error: &DbErr) -> Option<&sqlx::Error> {
    match error {
        DbErr::Conn(RuntimeErr::SqlxError(error))
        | DbErr::Exec(RuntimeErr::SqlxError(error))
        | DbErr::Query(RuntimeErr::SqlxError(error)) => Some(error),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_passes_by_itself_is_told_from_what_does_not() {
        for (code, expected) in [
            ("5", true),
            ("517", true),
            ("13", true),
            ("2067", false),
            ("1", false),
            ("11", false),
            ("08006", true),
            ("53300", true),
            ("57P01", true),
            ("40001", true),
            ("23505", false),
            ("42P01", false),
            ("28P01", false),
        ] {
            assert_eq!(is_passing_code(code), expected, "{code}");
        }
    }
}
