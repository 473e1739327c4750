//! The salt of the day, from which visitors' pseudonyms are made; destroyed when its day is over.
//!
//! INVARIANT: no copy of a salt outlives its day in what the program writes. It is sealed wherever it lies; it is not
//! in backups; forgetting overwrites its row and empties SQLite's `-wal`. What a file system, a disk or PostgreSQL's
//! own log still holds is sealed, and out of our reach.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, Set, Statement};

use crate::{Store, StoreError, random};

const LENGTH: usize = 32;

impl Store {
    /// Returns the salt of a UTC day, counted from 1970-01-01, and makes it when it is missing. All processes on this
    /// database get the same one.
    ///
    /// Ask for days that are not over: a day whose salt was forgotten would get a new one, under which yesterday's
    /// visitors are strangers.
    pub async fn salt_of(&self, day: i64) -> Result<[u8; LENGTH], StoreError> {
        if let Some(salt) = self.read_salt(day).await? {
            return Ok(salt);
        }
        let sealed = self.seal.seal(&sealed_as(day), &random::bytes::<LENGTH>()?)?;
        let first = OnConflict::column(row::Column::Day).do_nothing().to_owned();
        let columns = row::ActiveModel { day: Set(day), sealed: Set(sealed) };
        row::Entity::insert(columns).on_conflict(first).exec_without_returning(&self.db).await?;
        // Read again, since another process may have been quicker.
        self.read_salt(day).await?.ok_or(StoreError::NotFound("salt"))
    }

    /// Destroys the salts of all days before `day`.
    ///
    /// [`StoreError::Unavailable`] means that a copy may be left, since somebody was reading; call it again. It cleans
    /// up even where no row is left, so that one call at each start makes good for a crash between the two steps.
    pub async fn forget_salts_before(&self, day: i64) -> Result<(), StoreError> {
        row::Entity::delete_many().filter(row::Column::Day.lt(day)).exec(&self.db).await?;
        if self.is_postgres() {
            // Rewrites the table, which has a row or two: a deleted row would stay in its page until overwritten.
            self.db.execute_unprepared("VACUUM FULL salts").await?;
            return Ok(());
        }
        self.empty_wal().await
    }

    /// Moves what is in SQLite's `-wal` into the database and cuts the file to nothing.
    async fn empty_wal(&self) -> Result<(), StoreError> {
        let checkpoint = Statement::from_string(DbBackend::Sqlite, "PRAGMA wal_checkpoint(TRUNCATE)");
        let answer = self.db.query_one_raw(checkpoint).await?;
        let is_busy = answer.map(|row| row.try_get_by_index::<i32>(0)).transpose()? == Some(1);
        if is_busy {
            let why = "somebody was reading, so that SQLite could not empty its -wal file";
            return Err(StoreError::Unavailable(sea_orm::DbErr::Custom(why.to_owned())));
        }
        Ok(())
    }

    async fn read_salt(&self, day: i64) -> Result<Option<[u8; LENGTH]>, StoreError> {
        let Some(row) = row::Entity::find_by_id(day).one(&self.db).await? else {
            return Ok(None);
        };
        let salt = self.seal.open(&sealed_as(day), &row.sealed)?;
        let whole =
            salt.try_into().map_err(|_| StoreError::Broken(format!("the salt of day {day} is cut")))?;
        Ok(Some(whole))
    }
}

fn sealed_as(day: i64) -> String {
    format!("salt {day}")
}

mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "salts")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub day: i64,
        pub sealed: Vec<u8>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
