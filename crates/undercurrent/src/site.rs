//! `undercurrent site`: which sites are collected from.

use std::process::ExitCode;

use uc_web::control::{SiteChangeRequest, SiteRequest, SiteResponse};
use uc_web::text::rows::table;

use crate::args::{PageviewsSource, SiteArgs, SiteStep};
use crate::door::{Question, ask};
use crate::{language, output};

/// Adds, changes or lists sites.
pub(crate) fn run(args: &SiteArgs) -> anyhow::Result<ExitCode> {
    match &args.step {
        SiteStep::Add { host, folder } => {
            let words = language::words(folder.lang);
            let question = Question::post("/control/sites", &SiteRequest { host: host.clone() })?;
            let site: SiteResponse = ask(&folder.data, &question, &words)?.read()?;
            // The id stands alone on standard output, for scripts.
            output::print(&format!("{}\n", site.id))?;
            let told = [("host", site.host.as_str().into()), ("id", site.id.as_str().into())];
            eprintln!("{}", words.text("serve-site-added", &told));
        }
        SiteStep::Change { host, pageviews_from, folder } => {
            let words = language::words(folder.lang);
            let (name, key) = match pageviews_from {
                PageviewsSource::Tracker => ("tracker", "serve-pageviews-from-tracker"),
                PageviewsSource::Log => ("log", "serve-pageviews-from-log"),
            };
            let change = SiteChangeRequest { site: host.clone(), pageviews_from: name.to_owned() };
            let question = Question::post("/control/sites/change", &change)?;
            let site: SiteResponse = ask(&folder.data, &question, &words)?.read()?;
            eprintln!("{}", words.text(key, &[("host", site.host.as_str().into())]));
        }
        SiteStep::List { folder } => {
            let words = language::words(folder.lang);
            let reply = ask(&folder.data, &Question::Get("/control/sites".to_owned()), &words)?;
            let sites: Vec<SiteResponse> = reply.read()?;
            if sites.is_empty() {
                eprintln!("{}", words.plain("serve-no-sites"));
                return Ok(ExitCode::SUCCESS);
            }
            let head = [
                words.plain("serve-head-id"),
                words.plain("serve-head-host"),
                words.plain("serve-head-aliases"),
                words.plain("serve-head-pageviews"),
            ];
            let row = |site: SiteResponse| {
                vec![Some(site.id), Some(site.host), Some(site.aliases.join(" ")), Some(site.pageviews_from)]
            };
            let rows: Vec<_> = sites.into_iter().map(row).collect();
            output::print(&table(head.iter().map(String::as_str), &rows))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
