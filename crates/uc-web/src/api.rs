//! The API for programs: with a token, and never with anything that a browser sends by itself.

mod figures;
mod query;
pub mod trees;

use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use uc_app::{Scope, Token, tokens};

pub(crate) use self::figures::figures;
pub(crate) use self::query::{answer, query};

use crate::error::Refusal;
use crate::web::Web;

/// Finds out who calls, and whether they may.
///
/// A secret that is not known yet costs a question to the store, so that guessing is limited like events are.
pub(crate) async fn authorise(web: &Web, parts: &Parts, scope: Scope) -> Result<Token, Refusal> {
    let secret = parts.headers.get(AUTHORIZATION).and_then(|value| bearer(value.as_bytes()));
    if !secret.is_some_and(|secret| tokens::is_remembered(&web.app, secret)) {
        web.allow_network(web.client(parts.extensions.get().copied(), &parts.headers))?;
    }
    Ok(tokens::authorise(&web.app, secret, scope).await?)
}

/// Reads `Bearer SECRET` (RFC 6750).
fn bearer(value: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(value).ok()?;
    let (scheme, secret) = text.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_stands_behind_the_word_bearer() {
        for (value, expected) in [
            ("Bearer uc_abc", Some("uc_abc")),
            ("bearer  uc_abc ", Some("uc_abc")),
            ("Basic uc_abc", None),
            ("uc_abc", None),
            ("", None),
        ] {
            assert_eq!(bearer(value.as_bytes()), expected, "{value}");
        }
    }
}
