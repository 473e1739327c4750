//! How the tables came to be: one file a step, forward only, in order. A step that was released never changes.
//!
//! Each step's file begins with why it is there. All steps that are due run in one transaction: the database is
//! brought wholly to the program's version, or stays as it was.

mod m0001_sites_and_secrets;

use std::collections::HashSet;

use sea_orm::{ConnectionTrait, DbErr};
use sea_orm_migration::migrator::MigrationStatus;
use sea_orm_migration::prelude::{Alias, DynIden, IntoIden, MigrationTrait, MigratorTrait};

use crate::StoreError;

/// All steps, oldest first.
pub(crate) struct Migrations;

impl MigratorTrait for Migrations {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(m0001_sites_and_secrets::Migration)]
    }

    fn migration_table_name() -> DynIden {
        Alias::new("migrations").into_iden()
    }
}

/// Takes every step that is still due. Call it inside a transaction that keeps other processes out.
pub(crate) async fn run(tx: &sea_orm::DatabaseTransaction) -> Result<(), StoreError> {
    let newer = unknown(tx).await?;
    if !newer.is_empty() {
        return Err(StoreError::Newer(newer));
    }
    Migrations::up(tx, None).await?;
    Ok(())
}

/// Returns the steps in the database that this program does not have.
pub(crate) async fn unknown(db: &impl ConnectionTrait) -> Result<Vec<String>, DbErr> {
    let ours: HashSet<String> =
        Migrations::migrations().iter().map(|migration| migration.name().to_owned()).collect();
    let applied = Migrations::get_migration_models(db).await?;
    Ok(applied.into_iter().map(|row| row.version).filter(|version| !ours.contains(version)).collect())
}

/// Returns the steps of this program that the database has not taken.
pub(crate) async fn due(db: &impl ConnectionTrait) -> Result<Vec<String>, DbErr> {
    let steps = Migrations::get_migration_with_status(db).await?;
    let due = steps.iter().filter(|step| step.status() == MigrationStatus::Pending);
    Ok(due.map(|step| step.name().to_owned()).collect())
}
