//! Tokens: who may ask the API for what. The secret is shown once; only its hash is kept.
//!
//! The secret holds 256 random bits, so a plain hash is enough: there is nothing to guess. It is looked up by that
//! hash, so that no comparison of secrets can tell by its time how much was right.

mod row;

use std::fmt;

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use uc_engine::event::{Millis, SiteId};

use crate::{Store, StoreError, error, random};

/// A token's number, by which it is revoked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TokenId(pub i64);

/// What a token may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Sending events.
    WriteEvents,
    /// Reading figures and events.
    ReadStats,
    /// Making and changing links.
    WriteLinks,
    /// Adding and changing contacts.
    WriteContacts,
    /// Sending messages.
    SendMessages,
    /// Everything, the settings and other tokens included.
    Admin,
}

/// A token, without its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its number.
    pub id: TokenId,
    /// The site that it is for; `None` is for all, those to come included.
    pub site: Option<SiteId>,
    /// What it may be used for.
    pub scopes: Vec<Scope>,
    /// What its owner calls it.
    pub label: String,
    /// When it was made.
    pub created_at: Millis,
    /// Since when it is no longer good.
    pub revoked_at: Option<Millis>,
}

/// What the bearer of a token shows. Neither `Debug` nor any error prints it.
pub struct Secret(String);

impl Scope {
    /// All scopes, with the names that columns, the command line and the API use.
    pub const NAMES: [(Self, &'static str); 6] = [
        (Self::WriteEvents, "events:write"),
        (Self::ReadStats, "stats:read"),
        (Self::WriteLinks, "links:write"),
        (Self::WriteContacts, "contacts:write"),
        (Self::SendMessages, "messages:send"),
        (Self::Admin, "admin"),
    ];

    /// Returns the scope's name.
    pub fn name(self) -> &'static str {
        let row = Self::NAMES.iter().find(|(value, _)| *value == self);
        row.expect("the table of names has a row for each value").1
    }

    /// Finds a scope by its name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, known)| *known == name).map(|(value, _)| *value)
    }
}

impl Token {
    const LONGEST_LABEL: usize = 100;

    /// Tells whether the token is good for `scope` at `site`.
    pub fn allows(&self, scope: Scope, site: &SiteId) -> bool {
        let here = self.site.as_ref().is_none_or(|only| only == site);
        here && self.revoked_at.is_none()
            && self.scopes.iter().any(|has| *has == scope || *has == Scope::Admin)
    }
}

impl Secret {
    const PREFIX: &'static str = "uc_";
    const LENGTH: usize = 43;

    fn draw() -> Result<Self, StoreError> {
        Ok(Self(format!("{}{}", Self::PREFIX, random::word(random::DENSE, Self::LENGTH)?)))
    }

    /// Returns the text to show to its owner, once.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl fmt::Display for TokenId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Store {
    /// Makes a token, and its secret, which cannot be had again.
    ///
    /// `label` is what its owner calls it: up to 100 letters on one line. A site that is not there is
    /// [`StoreError::NotFound`].
    pub async fn create_token(
        &self,
        site: Option<SiteId>,
        scopes: &[Scope],
        label: &str,
        now: Millis,
    ) -> Result<(Token, Secret), StoreError> {
        let label = label.trim();
        if label.chars().count() > Token::LONGEST_LABEL || label.contains(char::is_control) {
            let longest = Token::LONGEST_LABEL;
            return Err(StoreError::Invalid(format!(
                "a token's label is one line of at most {longest} letters"
            )));
        }
        // In the table's order and once each, however they were asked for.
        let named = Scope::NAMES.iter().map(|(scope, _)| *scope).filter(|scope| scopes.contains(scope));
        let scopes: Vec<Scope> = named.collect();
        if scopes.is_empty() {
            return Err(StoreError::Invalid(
                "a token without a scope is good for nothing; name one".to_owned(),
            ));
        }
        let secret = Secret::draw()?;
        let columns = row::ActiveModel {
            id: sea_orm::NotSet,
            site_id: Set(site.as_ref().map(|site| site.as_str().to_owned())),
            hash: Set(hash(secret.expose())),
            scopes: Set(row::scopes_text(&scopes)),
            label: Set(label.to_owned()),
            created_at: Set(now),
            revoked_at: Set(None),
        };
        let done = row::Entity::insert(columns).exec(&self.db).await.map_err(|error| {
            if error::is_orphan(&error) { StoreError::NotFound("site") } else { error.into() }
        })?;
        let id = TokenId(done.last_insert_id);
        Ok((Token { id, site, scopes, label: label.to_owned(), created_at: now, revoked_at: None }, secret))
    }

    /// Returns the token that `secret` belongs to, unless it was revoked.
    pub async fn token(&self, secret: &str) -> Result<Option<Token>, StoreError> {
        if !secret.starts_with(Secret::PREFIX) || secret.len() != Secret::PREFIX.len() + Secret::LENGTH {
            return Ok(None);
        }
        let found = row::Entity::find()
            .filter(row::Column::Hash.eq(hash(secret)))
            .filter(row::Column::RevokedAt.is_null())
            .one(&self.db)
            .await?;
        found.map(row::restore).transpose()
    }

    /// Returns all tokens, oldest first, revoked ones included.
    pub async fn tokens(&self) -> Result<Vec<Token>, StoreError> {
        let rows = row::Entity::find().order_by_asc(row::Column::Id).all(&self.db).await?;
        rows.into_iter().map(row::restore).collect()
    }

    /// Makes a token no longer good. Revoking it again changes nothing, not even the instant.
    pub async fn revoke_token(&self, id: TokenId, now: Millis) -> Result<(), StoreError> {
        let done = row::Entity::update_many()
            .col_expr(row::Column::RevokedAt, now.into())
            .filter(row::Column::Id.eq(id.0))
            .filter(row::Column::RevokedAt.is_null())
            .exec(&self.db)
            .await?;
        if done.rows_affected == 0 && row::Entity::find_by_id(id.0).one(&self.db).await?.is_none() {
            return Err(StoreError::NotFound("token"));
        }
        Ok(())
    }
}

fn hash(secret: &str) -> Vec<u8> {
    blake3::hash(secret.as_bytes()).as_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scope_has_a_name() {
        for (scope, name) in Scope::NAMES {
            assert_eq!((scope.name(), Scope::parse(name)), (name, Some(scope)));
        }
        assert_eq!(Scope::parse("events:*"), None);
    }

    #[test]
    fn a_token_is_good_for_its_scopes_at_its_site() {
        let (here, there) = (SiteId::parse("here").expect("an id"), SiteId::parse("there").expect("an id"));
        let token = |site: Option<&SiteId>, scopes: &[Scope], revoked_at| Token {
            id: TokenId(1),
            site: site.cloned(),
            scopes: scopes.to_vec(),
            label: String::new(),
            created_at: 0,
            revoked_at,
        };
        let stats = &[Scope::ReadStats][..];
        for (token, scope, site, expected) in [
            (token(Some(&here), stats, None), Scope::ReadStats, &here, true),
            (token(Some(&here), stats, None), Scope::ReadStats, &there, false),
            (token(Some(&here), stats, None), Scope::WriteEvents, &here, false),
            (token(None, stats, None), Scope::ReadStats, &there, true),
            (token(Some(&here), &[Scope::Admin], None), Scope::WriteEvents, &here, true),
            (token(Some(&here), &[Scope::Admin], None), Scope::WriteEvents, &there, false),
            (token(None, &[Scope::Admin], Some(1)), Scope::WriteEvents, &here, false),
        ] {
            assert_eq!(token.allows(scope, site), expected, "{token:?} {scope:?} {site}");
        }
    }

    #[test]
    fn a_secret_is_long_and_is_not_printed() {
        let secret = Secret::draw().expect("drawn");
        assert!(secret.expose().starts_with("uc_") && secret.expose().len() == 46);
        assert_eq!(format!("{secret:?}"), "Secret(…)");
    }
}
