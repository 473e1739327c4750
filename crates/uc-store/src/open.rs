//! Opening the store: which database, how it is set up, and whether it is ours to use.
//!
//! SQLite: a write is on the disk before the call returns (`synchronous=FULL`), deleted rows are overwritten
//! (`secure_delete`), and readers and a writer do not wait for each other (WAL). The file is its owner's alone.

use std::fmt;
use std::fs::OpenOptions;
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sea_orm::sqlx::ConnectOptions as _;
use sea_orm::sqlx::postgres::PgConnectOptions;
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

use crate::{SealKey, StoreError, migration};

/// How long a call waits for a connection, and SQLite for another process's write, before it is
/// [`StoreError::Unavailable`].
const PATIENCE: Duration = Duration::from_secs(5);

/// Connections of one process. SQLite takes one writer at a time anyway.
const CONNECTIONS: u32 = 4;

/// Held while PostgreSQL's tables are brought up to date; the number means nothing but this.
const MIGRATION_LOCK: &str = "SELECT pg_advisory_xact_lock(7306358211)";

/// A handle on the database of sites, tokens, settings, secrets and salts. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    pub(crate) db: DatabaseConnection,
    pub(crate) seal: SealKey,
}

/// Where a store lies.
enum Place {
    Memory,
    File(PathBuf),
    Server(Box<PgConnectOptions>),
}

impl Store {
    /// Opens the store at `url`, and makes it on the first start: `postgres://…`, or the path of a SQLite file, with or
    /// without `sqlite:` before it.
    ///
    /// Brings the tables up to date. Fails with [`StoreError::Newer`] where a later version has done so, and with
    /// [`StoreError::WrongKey`] where `seal` is not the key under which its secrets are sealed.
    pub async fn open(url: &str, seal: SealKey) -> Result<Self, StoreError> {
        Self::open_place(Place::parse(url)?, seal).await
    }

    /// Opens a new store in memory, gone when its last handle is dropped: for tests and for trying out.
    pub async fn in_memory(seal: SealKey) -> Result<Self, StoreError> {
        Self::open_place(Place::Memory, seal).await
    }

    async fn open_place(place: Place, seal: SealKey) -> Result<Self, StoreError> {
        if let Place::File(path) = &place {
            make_private(path)?;
        }
        let db = Database::connect(place.options()).await.map_err(|error| match StoreError::from(error) {
            StoreError::Broken(why) => StoreError::Invalid(format!("the database cannot be opened: {why}")),
            other => other,
        })?;
        let store = Self { db, seal };
        store.migrate().await?;
        store.prove_key().await?;
        Ok(store)
    }

    /// Closes the connections of all handles and waits for it. SQLite then leaves one file behind, without `-wal`.
    pub async fn close(self) -> Result<(), StoreError> {
        Ok(self.db.close().await?)
    }

    async fn migrate(&self) -> Result<(), StoreError> {
        let tx = self.begin().await?;
        if self.is_postgres() {
            tx.execute_unprepared(MIGRATION_LOCK).await?;
        }
        migration::run(&tx).await?;
        Ok(tx.commit().await?)
    }

    /// Begins a transaction that will write. SQLite takes the lock now: taking it later, after having read, fails at
    /// once where another process has written in between, instead of waiting.
    pub(crate) async fn begin(&self) -> Result<DatabaseTransaction, StoreError> {
        let immediate = Some(SqliteTransactionMode::Immediate).filter(|_| !self.is_postgres());
        let options =
            TransactionOptions { sqlite_transaction_mode: immediate, ..TransactionOptions::default() };
        Ok(self.db.begin_with_options(options).await?)
    }

    /// Tells whether it lies in PostgreSQL, which has tools of its own for copies.
    pub fn is_postgres(&self) -> bool {
        self.db.get_database_backend() == DbBackend::Postgres
    }
}

/// The pool knows the database's password, so nothing of it is printed.
impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Store({:?})", self.db.get_database_backend())
    }
}

impl Place {
    fn parse(url: &str) -> Result<Self, StoreError> {
        let scheme = url.split_once(':').map_or("", |(scheme, _)| scheme);
        if matches!(scheme, "postgres" | "postgresql") {
            // The reason is left out, since it may quote the address, in which a password may stand.
            let options = url.parse::<PgConnectOptions>().map_err(|_| {
                StoreError::Invalid(
                    "the database's address cannot be read; it looks like postgres://user:password@host/name"
                        .to_owned(),
                )
            })?;
            return Ok(Self::Server(Box::new(options)));
        }
        let path = url.strip_prefix("sqlite://").or(url.strip_prefix("sqlite:")).unwrap_or(url);
        if path.contains("://") {
            return Err(StoreError::Invalid(format!(
                "\"{scheme}\" is no database that we know; give the path of a SQLite file, or postgres://…"
            )));
        }
        if path.is_empty() {
            return Err(StoreError::Invalid("the database's path is empty".to_owned()));
        }
        Ok(if path == ":memory:" { Self::Memory } else { Self::File(PathBuf::from(path)) })
    }

    fn options(self) -> ConnectOptions {
        // The real address is given below as a value, so that no log of the library's can show a password.
        let mut options =
            ConnectOptions::new(if matches!(self, Self::Server(_)) { "postgres://" } else { "sqlite:" });
        options.sqlx_logging(false).record_stmt_in_spans(false);
        options.acquire_timeout(PATIENCE).connect_timeout(PATIENCE).max_connections(CONNECTIONS);
        match self {
            Self::Memory => {
                // A second connection would be a second database, and a dropped one a lost database.
                options.max_connections(1).idle_timeout(None).max_lifetime(None);
                options.map_sqlx_sqlite_opts(|_| sqlite(Path::new(":memory:")));
            }
            Self::File(path) => {
                options.map_sqlx_sqlite_opts(move |_| sqlite(&path).journal_mode(SqliteJournalMode::Wal));
            }
            Self::Server(server) => {
                let server = server.disable_statement_logging();
                options.map_sqlx_postgres_opts(move |_| server.clone());
            }
        }
        options
    }
}

/// Returns how SQLite is set up, but for the journal.
pub(crate) fn sqlite(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .foreign_keys(true)
        .busy_timeout(PATIENCE)
        .synchronous(SqliteSynchronous::Full)
        .pragma("secure_delete", "ON")
        .disable_statement_logging()
}

/// Makes the file before SQLite does, which would let others read it. SQLite gives `-wal` and `-shm` the same mode.
///
/// A file that exists is not touched: closing it would drop the locks that another handle of this process has on it.
fn make_private(path: &Path) -> Result<(), StoreError> {
    let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    match made {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(StoreError::file(path)(error)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_which_database_it_is() {
        for (url, expected) in [
            ("store.db", "file store.db"),
            ("/srv/uc/store.db", "file /srv/uc/store.db"),
            ("sqlite:store.db", "file store.db"),
            ("sqlite:///srv/store.db", "file /srv/store.db"),
            ("C:store.db", "file C:store.db"),
            (":memory:", "memory"),
            ("postgres://localhost/uc", "server"),
            ("postgresql://localhost/uc", "server"),
        ] {
            let place = match Place::parse(url).expect(url) {
                Place::Memory => "memory".to_owned(),
                Place::File(path) => format!("file {}", path.display()),
                Place::Server(_) => "server".to_owned(),
            };
            assert_eq!(place, expected, "{url}");
        }
    }

    #[test]
    fn an_address_that_cannot_be_read_is_refused_without_its_password() {
        for url in ["postgres://anna:pa55word@host:port/uc", "mysql://anna:pa55word@host/uc", ""] {
            let error = Place::parse(url).err().expect("refused");
            assert!(matches!(&error, StoreError::Invalid(why) if !why.contains("pa55word")), "{error}");
        }
    }
}
