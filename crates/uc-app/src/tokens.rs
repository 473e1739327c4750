//! API tokens: who calls, and what the call may do.
//!
//! A token that was shown lately is remembered, so that a server which sends an event at a time does not ask the store
//! each time. What is revoked here is forgotten at once; what another process revoked, within half a minute.

use std::sync::{Mutex, PoisonError};

use hashbrown::HashMap;
use uc_engine::event::{Millis, SiteId};
use uc_store::{Scope, Secret, Token, TokenId};

use crate::{App, AppError, sites};

/// How long a token is believed without asking the store.
const REMEMBERED: Millis = 30 * 1000;
/// Tokens that are remembered.
const MOST: usize = 1024;

/// Tokens that were shown lately, by the hash of their secret.
#[derive(Default)]
pub(crate) struct Tokens {
    known: Mutex<HashMap<blake3::Hash, (Token, Millis)>>,
}

impl Tokens {
    fn recall(&self, secret: &str, now: Millis) -> Option<Token> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let (token, since) = known.get(&blake3::hash(secret.as_bytes()))?;
        (0..REMEMBERED).contains(&(now - since)).then(|| token.clone())
    }

    fn remember(&self, secret: &str, token: &Token, now: Millis) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(blake3::hash(secret.as_bytes()), (token.clone(), now));
    }

    fn forget(&self) {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// Tells whether the secret was shown lately and is still believed: then asking for it costs nothing.
pub fn is_remembered(app: &App, secret: &str) -> bool {
    app.tokens.recall(secret, app.clock.now()).is_some()
}

/// Returns the token of a secret, if it is good for `scope`.
///
/// # Errors
/// When there is none, when it is not known, or not for this.
pub async fn authorise(app: &App, secret: Option<&str>, scope: Scope) -> Result<Token, AppError> {
    let secret = secret.ok_or(AppError::NoToken)?;
    let now = app.clock.now();
    let token = match app.tokens.recall(secret, now) {
        Some(token) => token,
        None => {
            let found = app.store.token(secret).await.map_err(|error| app.note(error.into()))?;
            let token = found.ok_or(AppError::UnknownToken)?;
            app.tokens.remember(secret, &token, now);
            token
        }
    };
    let good = token.scopes.iter().any(|has| *has == scope || *has == Scope::Admin);
    if good { Ok(token) } else { Err(AppError::LacksScope(scope)) }
}

/// Makes a token for a site, named by host or id, or for all sites.
///
/// # Errors
/// When the site or a scope is not known, or the label cannot be taken.
pub async fn create(
    app: &App,
    site: Option<&str>,
    scopes: &[String],
    label: &str,
) -> Result<(Token, Secret), AppError> {
    let parse = |name: &String| Scope::parse(name).ok_or_else(|| AppError::UnknownScope(name.clone()));
    let scopes = scopes.iter().map(parse).collect::<Result<Vec<Scope>, AppError>>()?;
    let site: Option<SiteId> = match site {
        Some(named) => Some(sites::find(app, named).await?.id),
        None => None,
    };
    Ok(app.store.create_token(site, &scopes, label, app.clock.now()).await?)
}

/// Returns all tokens, without their secrets, oldest first.
///
/// # Errors
/// When the store does not answer.
pub async fn list(app: &App) -> Result<Vec<Token>, AppError> {
    Ok(app.store.tokens().await?)
}

/// Makes a token no longer good, from now on.
///
/// # Errors
/// When there is none of that number.
pub async fn revoke(app: &App, id: i64) -> Result<(), AppError> {
    let done = app.store.revoke_token(TokenId(id), app.clock.now()).await;
    app.tokens.forget();
    done.map_err(|error| match error {
        uc_store::StoreError::NotFound(_) => AppError::NoSuchToken(id),
        other => other.into(),
    })
}
