//! Secrets that the program itself needs, such as a messenger's access token: sealed, under names.
//!
//! Who has the database without the key has none of them. A token of our own API is no secret here: it is hashed.

use std::fmt;

use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use uc_engine::event::Millis;

use crate::{Store, StoreError};

/// The name of a secret: one to 64 lower-case letters, digits and `_-./`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SecretName(String);

/// The row that proves the key: a known text, sealed on the first start. A blank makes it nobody's secret.
const PROOF: &str = "proof of key";

impl SecretName {
    /// Reads a name.
    pub fn parse(text: &str) -> Option<Self> {
        let legal = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_-./".contains(&byte);
        let fits = (1..=64).contains(&text.len()) && text.bytes().all(legal);
        fits.then(|| Self(text.to_owned()))
    }

    /// Returns the name's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SecretName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Store {
    /// Keeps a secret, in place of what had that name before.
    pub async fn put_secret(&self, name: &SecretName, plain: &[u8], now: Millis) -> Result<(), StoreError> {
        let columns = row::ActiveModel {
            name: Set(name.as_str().to_owned()),
            sealed: Set(self.seal.seal(&sealed_as(name.as_str()), plain)?),
            changed_at: Set(now),
        };
        let again = OnConflict::column(row::Column::Name)
            .update_columns([row::Column::Sealed, row::Column::ChangedAt])
            .to_owned();
        row::Entity::insert(columns).on_conflict(again).exec_without_returning(&self.db).await?;
        Ok(())
    }

    /// Returns a secret; `None` where nothing has that name.
    pub async fn secret(&self, name: &SecretName) -> Result<Option<Vec<u8>>, StoreError> {
        let found = row::Entity::find_by_id(name.as_str()).one(&self.db).await?;
        found.map(|row| self.seal.open(&sealed_as(&row.name), &row.sealed)).transpose()
    }

    /// Returns the names of all secrets, in order.
    pub async fn secret_names(&self) -> Result<Vec<SecretName>, StoreError> {
        let rows = row::Entity::find()
            .filter(row::Column::Name.ne(PROOF))
            .order_by_asc(row::Column::Name)
            .all(&self.db)
            .await?;
        let odd = |name: &str| StoreError::Broken(format!("{name:?} is no secret's name"));
        rows.iter().map(|row| SecretName::parse(&row.name).ok_or_else(|| odd(&row.name))).collect()
    }

    /// Forgets a secret.
    pub async fn remove_secret(&self, name: &SecretName) -> Result<(), StoreError> {
        let done = row::Entity::delete_by_id(name.as_str()).exec(&self.db).await?;
        if done.rows_affected == 0 { Err(StoreError::NotFound("secret")) } else { Ok(()) }
    }

    /// Fails with [`StoreError::WrongKey`] where the store was sealed with another key. Found out when opening, since
    /// a store that is half sealed with each of two keys could not be mended.
    pub(crate) async fn prove_key(&self) -> Result<(), StoreError> {
        let columns = row::ActiveModel {
            name: Set(PROOF.to_owned()),
            sealed: Set(self.seal.seal(&sealed_as(PROOF), PROOF.as_bytes())?),
            changed_at: Set(0),
        };
        let proof = match row::Entity::find_by_id(PROOF).one(&self.db).await? {
            Some(row) => row,
            None => {
                let first = OnConflict::column(row::Column::Name).do_nothing().to_owned();
                row::Entity::insert(columns).on_conflict(first).exec_without_returning(&self.db).await?;
                // Read again, since another process may have been quicker.
                let found = row::Entity::find_by_id(PROOF).one(&self.db).await?;
                found.ok_or_else(|| StoreError::Broken("the proof of the key is gone".to_owned()))?
            }
        };
        self.seal.open(&sealed_as(PROOF), &proof.sealed)?;
        Ok(())
    }

    /// Returns the names of the secrets that the key does not open.
    pub(crate) async fn unsealable_secrets(&self) -> Result<Vec<String>, StoreError> {
        let rows = row::Entity::find().all(&self.db).await?;
        let closed = |row: &row::Model| self.seal.open(&sealed_as(&row.name), &row.sealed).is_err();
        Ok(rows.into_iter().filter(closed).map(|row| row.name).collect())
    }
}

/// Secrets and salts are sealed under different names, so that neither can stand for the other.
fn sealed_as(name: &str) -> String {
    format!("secret {name}")
}

mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "secrets")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub name: String,
        pub sealed: Vec<u8>,
        pub changed_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_has_a_name_that_needs_no_quoting() {
        for good in ["smtp", "telegram/bot-2.token", "a_b"] {
            assert_eq!(SecretName::parse(good).expect(good).as_str(), good);
        }
        for bad in ["", "A", "a b", PROOF, "ä", "a'b", "x".repeat(65).as_str()] {
            assert_eq!(SecretName::parse(bad), None, "{bad}");
        }
    }
}
