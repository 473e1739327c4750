//! `undercurrent token`: who may use the API, and for what.

use std::process::ExitCode;

use uc_web::control::{TokenRequest, TokenResponse};
use uc_web::text::rows::table;
use uc_words::Words;

use crate::args::{TokenArgs, TokenStep};
use crate::door::{Question, ask};
use crate::{language, output};

/// Makes, lists or revokes tokens.
pub(crate) fn run(args: &TokenArgs) -> anyhow::Result<ExitCode> {
    match &args.step {
        TokenStep::Create { site, scope, label, folder } => {
            let words = language::words(folder.lang);
            let wish = TokenRequest { site: site.clone(), scopes: scope.clone(), label: label.clone() };
            let question = Question::post("/control/tokens", &wish)?;
            let token: TokenResponse = ask(&folder.data, &question, &words)?.read()?;
            // The secret stands alone on standard output, for scripts.
            output::print(&format!("{}\n", token.secret.unwrap_or_default()))?;
            eprintln!("{}", words.text("serve-token-made", &[("number", token.id.to_string().into())]));
        }
        TokenStep::List { folder } => {
            let words = language::words(folder.lang);
            let reply = ask(&folder.data, &Question::Get("/control/tokens".to_owned()), &words)?;
            show(reply.read()?, &words)?;
        }
        TokenStep::Revoke { id, folder } => {
            let words = language::words(folder.lang);
            let question = Question::Post(format!("/control/tokens/{id}/revoke"), Vec::new());
            ask(&folder.data, &question, &words)?;
            eprintln!("{}", words.text("serve-token-revoked", &[("number", id.to_string().into())]));
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn show(tokens: Vec<TokenResponse>, words: &Words) -> anyhow::Result<()> {
    if tokens.is_empty() {
        eprintln!("{}", words.plain("serve-no-tokens"));
        return Ok(());
    }
    let head = [
        words.plain("serve-head-number"),
        words.plain("serve-head-site"),
        words.plain("serve-head-scopes"),
        words.plain("serve-head-label"),
        words.plain("serve-head-state"),
    ];
    let row = |token: TokenResponse| {
        let state = words.plain(if token.revoked { "serve-token-is-revoked" } else { "serve-token-is-good" });
        let site = token.site.unwrap_or_else(|| words.plain("serve-all-sites"));
        vec![
            Some(token.id.to_string()),
            Some(site),
            Some(token.scopes.join(" ")),
            Some(token.label),
            Some(state),
        ]
    };
    let rows: Vec<_> = tokens.into_iter().map(row).collect();
    output::print(&table(head.iter().map(String::as_str), &rows))
}
