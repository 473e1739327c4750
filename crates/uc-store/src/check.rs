//! What `doctor` asks of the store: is it whole, is it ours, does the key fit?

use std::fmt;

use sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement};

use crate::{Store, StoreError, migration};

/// Something that is wrong with the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The file is damaged; the text is SQLite's. Bring back a backup.
    Damaged(String),
    /// A row of this table points at a row that is gone.
    Orphan(String),
    /// A step that a newer program has taken.
    Newer(String),
    /// A step that should have been taken when the store was opened.
    Due(String),
    /// A secret that the key does not open.
    Unsealable(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged(why) => write!(f, "the database file is damaged: {why}"),
            Self::Orphan(table) => write!(f, "a row of {table} points at a row that is gone"),
            Self::Newer(step) => write!(f, "a newer version of the program took the step {step}"),
            Self::Due(step) => write!(f, "the step {step} was not taken"),
            Self::Unsealable(name) => write!(f, "the key does not open the secret \"{name}\""),
        }
    }
}

impl Store {
    /// Looks through the whole store and returns what is wrong with it; nothing where all is well.
    ///
    /// PostgreSQL looks after its own files and references, so there only the steps and the secrets are looked at.
    pub async fn check(&self) -> Result<Vec<Fault>, StoreError> {
        let mut faults = Vec::new();
        if !self.is_postgres() {
            let said = self.first_column("PRAGMA integrity_check").await?;
            faults.extend(said.into_iter().filter(|line| line != "ok").map(Fault::Damaged));
            faults
                .extend(self.first_column("PRAGMA foreign_key_check").await?.into_iter().map(Fault::Orphan));
        }
        let newer = migration::unknown(&self.db).await?;
        if newer.is_empty() {
            faults.extend(migration::due(&self.db).await?.into_iter().map(Fault::Due));
        }
        faults.extend(newer.into_iter().map(Fault::Newer));
        faults.extend(self.unsealable_secrets().await?.into_iter().map(Fault::Unsealable));
        Ok(faults)
    }

    async fn first_column(&self, pragma: &str) -> Result<Vec<String>, DbErr> {
        let rows = self.db.query_all_raw(Statement::from_string(DbBackend::Sqlite, pragma)).await?;
        rows.iter().map(|row| row.try_get_by_index(0)).collect()
    }
}
