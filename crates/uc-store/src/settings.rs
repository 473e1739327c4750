//! Settings: what the owner edits while the program runs. How it runs stands on the command line, not here.

use sea_orm::sea_query::OnConflict;
use sea_orm::{EntityTrait, Set};
use uc_engine::event::Millis;
use url::Url;

use crate::{Store, StoreError};

/// A setting; each has one name and says which values it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SettingKey {
    /// Where visitors' browsers reach this program: `https://count.example.org`, without a slash at the end.
    PublicUrl,
    /// The language of the pages for those who ask for none: `en`, `de` or `sv`.
    Language,
}

impl SettingKey {
    /// All settings, with the names that columns and the command line use.
    pub const NAMES: [(Self, &'static str); 2] =
        [(Self::PublicUrl, "public_url"), (Self::Language, "language")];

    /// Returns the setting's name.
    pub fn name(self) -> &'static str {
        let row = Self::NAMES.iter().find(|(value, _)| *value == self);
        row.expect("the table of names has a row for each value").1
    }

    /// Finds a setting by its name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, known)| *known == name).map(|(value, _)| *value)
    }

    fn check(self, value: &str) -> Result<(), StoreError> {
        let (is_legal, expected) = match self {
            Self::PublicUrl => (is_origin(value), "an address such as https://count.example.org"),
            Self::Language => (matches!(value, "en" | "de" | "sv"), "en, de or sv"),
        };
        if is_legal { Ok(()) } else { Err(StoreError::Invalid(format!("{} is {expected}", self.name()))) }
    }
}

impl Store {
    /// Returns a setting's value; `None` where the owner has set none.
    pub async fn setting(&self, key: SettingKey) -> Result<Option<String>, StoreError> {
        let found = row::Entity::find_by_id(key.name()).one(&self.db).await?;
        Ok(found.map(|row| row.value))
    }

    /// Sets a value, or refuses it with what the setting takes.
    pub async fn set_setting(&self, key: SettingKey, value: &str, now: Millis) -> Result<(), StoreError> {
        key.check(value)?;
        let columns = row::ActiveModel {
            name: Set(key.name().to_owned()),
            value: Set(value.to_owned()),
            changed_at: Set(now),
        };
        let again = OnConflict::column(row::Column::Name)
            .update_columns([row::Column::Value, row::Column::ChangedAt])
            .to_owned();
        row::Entity::insert(columns).on_conflict(again).exec_without_returning(&self.db).await?;
        Ok(())
    }

    /// Takes a value back, so that the program's own choice counts again.
    pub async fn clear_setting(&self, key: SettingKey) -> Result<(), StoreError> {
        row::Entity::delete_by_id(key.name()).exec(&self.db).await?;
        Ok(())
    }
}

fn is_origin(text: &str) -> bool {
    let url = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    url.is_some_and(|url| url.origin().ascii_serialization() == text)
}

mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "settings")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub name: String,
        pub value: String,
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
    fn every_setting_has_a_name() {
        for (key, name) in SettingKey::NAMES {
            assert_eq!((key.name(), SettingKey::parse(name)), (name, Some(key)));
        }
        assert_eq!(SettingKey::parse("publicUrl"), None);
    }

    #[test]
    fn a_setting_takes_its_own_kind_of_value_only() {
        for (key, value, expected) in [
            (SettingKey::PublicUrl, "https://count.example.org", true),
            (SettingKey::PublicUrl, "http://localhost:8787", true),
            (SettingKey::PublicUrl, "https://count.example.org/", false),
            (SettingKey::PublicUrl, "https://count.example.org/x", false),
            (SettingKey::PublicUrl, "https://anna:word@example.org", false),
            (SettingKey::PublicUrl, "count.example.org", false),
            (SettingKey::PublicUrl, "javascript:alert(1)", false),
            (SettingKey::Language, "sv", true),
            (SettingKey::Language, "SV", false),
            (SettingKey::Language, "", false),
        ] {
            assert_eq!(key.check(value).is_ok(), expected, "{key:?} {value}");
        }
    }
}
