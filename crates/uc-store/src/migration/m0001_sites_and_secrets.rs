//! Why: the collector has to know its sites and who may ask, before it can take an event.
//!
//! A host is a row of its own, so that the database itself keeps two sites from having the same one. Lists that are
//! only ever read whole (parameters to keep, scopes) are words with spaces between them.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::prelude::{
    ColumnDef, DbErr, DeriveIden, ForeignKey, ForeignKeyAction, Index, MigrationName, MigrationTrait,
    SchemaManager, Table, TableCreateStatement,
};
use sea_orm_migration::sea_query::IntoIden;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "0001_sites_and_secrets"
    }
}

#[async_trait]
impl MigrationTrait for Migration {
    // The trait hides the lifetime, too, and they have to agree.
    #[allow(elided_lifetimes_in_paths)]
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [sites(), site_hosts(), tokens(), settings(), secrets(), salts()] {
            manager.create_table(table).await?;
        }
        // Finding the hosts and the tokens of a site, as when it is removed.
        for (name, table, column) in [
            ("site_hosts_by_site", SiteHosts::Table.into_iden(), SiteHosts::SiteId.into_iden()),
            ("tokens_by_site", Tokens::Table.into_iden(), Tokens::SiteId.into_iden()),
        ] {
            manager.create_index(Index::create().name(name).table(table).col(column).take()).await?;
        }
        Ok(())
    }
}

fn sites() -> TableCreateStatement {
    Table::create()
        .table(Sites::Table)
        .col(ColumnDef::new(Sites::Id).text().not_null().primary_key())
        .col(ColumnDef::new(Sites::KeepParameters).text().not_null())
        .col(ColumnDef::new(Sites::PageviewsFrom).text().not_null())
        .col(ColumnDef::new(Sites::RetentionDays).big_integer())
        .col(ColumnDef::new(Sites::Timezone).text().not_null())
        .col(ColumnDef::new(Sites::CreatedAt).big_integer().not_null())
        .take()
}

/// `place` is 0 for the site's own host, and counts on for its aliases.
fn site_hosts() -> TableCreateStatement {
    Table::create()
        .table(SiteHosts::Table)
        .col(ColumnDef::new(SiteHosts::Host).text().not_null().primary_key())
        .col(ColumnDef::new(SiteHosts::SiteId).text().not_null())
        .col(ColumnDef::new(SiteHosts::Place).big_integer().not_null())
        .foreign_key(
            ForeignKey::create()
                .from(SiteHosts::Table, SiteHosts::SiteId)
                .to(Sites::Table, Sites::Id)
                .on_delete(ForeignKeyAction::Cascade),
        )
        .take()
}

/// `hash` is what is left of the secret. A token without a site is good for all.
fn tokens() -> TableCreateStatement {
    Table::create()
        .table(Tokens::Table)
        .col(ColumnDef::new(Tokens::Id).big_integer().not_null().auto_increment().primary_key())
        .col(ColumnDef::new(Tokens::SiteId).text())
        .col(ColumnDef::new(Tokens::Hash).blob().not_null().unique_key())
        .col(ColumnDef::new(Tokens::Scopes).text().not_null())
        .col(ColumnDef::new(Tokens::Label).text().not_null())
        .col(ColumnDef::new(Tokens::CreatedAt).big_integer().not_null())
        .col(ColumnDef::new(Tokens::RevokedAt).big_integer())
        .foreign_key(
            ForeignKey::create()
                .from(Tokens::Table, Tokens::SiteId)
                .to(Sites::Table, Sites::Id)
                .on_delete(ForeignKeyAction::Cascade),
        )
        .take()
}

fn settings() -> TableCreateStatement {
    Table::create()
        .table(Settings::Table)
        .col(ColumnDef::new(Settings::Name).text().not_null().primary_key())
        .col(ColumnDef::new(Settings::Value).text().not_null())
        .col(ColumnDef::new(Settings::ChangedAt).big_integer().not_null())
        .take()
}

fn secrets() -> TableCreateStatement {
    Table::create()
        .table(Secrets::Table)
        .col(ColumnDef::new(Secrets::Name).text().not_null().primary_key())
        .col(ColumnDef::new(Secrets::Sealed).blob().not_null())
        .col(ColumnDef::new(Secrets::ChangedAt).big_integer().not_null())
        .take()
}

/// `day` counts UTC days since 1970.
fn salts() -> TableCreateStatement {
    Table::create()
        .table(Salts::Table)
        .col(ColumnDef::new(Salts::Day).big_integer().not_null().primary_key())
        .col(ColumnDef::new(Salts::Sealed).blob().not_null())
        .take()
}

#[derive(DeriveIden)]
enum Sites {
    Table,
    Id,
    KeepParameters,
    PageviewsFrom,
    RetentionDays,
    Timezone,
    CreatedAt,
}

#[derive(DeriveIden)]
enum SiteHosts {
    Table,
    Host,
    SiteId,
    Place,
}

#[derive(DeriveIden)]
enum Tokens {
    Table,
    Id,
    SiteId,
    Hash,
    Scopes,
    Label,
    CreatedAt,
    RevokedAt,
}

#[derive(DeriveIden)]
enum Settings {
    Table,
    Name,
    Value,
    ChangedAt,
}

#[derive(DeriveIden)]
enum Secrets {
    Table,
    Name,
    Sealed,
    ChangedAt,
}

#[derive(DeriveIden)]
enum Salts {
    Table,
    Day,
    Sealed,
}
