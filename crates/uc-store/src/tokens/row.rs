//! How a token lies in the table `tokens`.

use sea_orm::entity::prelude::*;
use uc_engine::event::SiteId;

use super::{Scope, Token, TokenId};
use crate::StoreError;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "tokens")]
pub(crate) struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub site_id: Option<String>,
    pub hash: Vec<u8>,
    pub scopes: String,
    pub label: String,
    pub created_at: i64,
    pub revoked_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Writes scopes as OAuth does: names with blanks between them.
pub(super) fn scopes_text(scopes: &[Scope]) -> String {
    scopes.iter().map(|scope| scope.name()).collect::<Vec<_>>().join(" ")
}

/// Restores a token from its row.
pub(super) fn restore(row: Model) -> Result<Token, StoreError> {
    let odd = |what: &str| StoreError::Broken(format!("the token {} has {what}", row.id));
    let site = row.site_id.map(|text| SiteId::parse(&text).ok_or_else(|| odd("a site that is none")));
    let scopes = row.scopes.split_whitespace();
    Ok(Token {
        id: TokenId(row.id),
        site: site.transpose()?,
        scopes: scopes
            .map(|name| Scope::parse(name).ok_or_else(|| odd("a scope that we do not know")))
            .collect::<Result<_, _>>()?,
        label: row.label,
        created_at: row.created_at,
        revoked_at: row.revoked_at,
    })
}
