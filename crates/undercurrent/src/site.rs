//! `undercurrent site`: which sites are collected from.

use std::process::ExitCode;

use uc_web::control::erase::{EraseRequest, EraseResponse};
use uc_web::control::{RetentionPayload, SiteChangeRequest, SiteChangedResponse, SiteRequest, SiteResponse};
use uc_web::text::rows::table;
use uc_words::Words;

use crate::args::{ChangeArgs, DataArgs, PageviewsSource, Retention, SiteArgs, SiteStep};
use crate::confirm::{self, Consent};
use crate::door::{Question, ask};
use crate::{BAD_INPUT, erase, language, output};

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
        SiteStep::Change { host, change, folder } => return self::change(host, change, folder),
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
                words.plain("keep-head-parameters"),
                words.plain("keep-head-retention"),
            ];
            let row = |site: SiteResponse| {
                vec![
                    Some(site.id),
                    Some(site.host),
                    Some(site.aliases.join(" ")),
                    Some(site.pageviews_from),
                    Some(site.keep_parameters.join(" ")),
                    Some(kept_for(site.retention_days, &words)),
                ]
            };
            let rows: Vec<_> = sites.into_iter().map(row).collect();
            output::print(&table(head.iter().map(String::as_str), &rows))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Changes a site, after it was said what would be erased by that.
fn change(host: &str, change: &ChangeArgs, folder: &DataArgs) -> anyhow::Result<ExitCode> {
    let words = language::words(folder.lang);
    if let Some(Retention::Days(days)) = change.retention {
        let wish =
            EraseRequest { site: host.to_owned(), older_than_days: Some(days), ..EraseRequest::default() };
        let found: EraseResponse =
            ask(&folder.data, &Question::post("/control/erase/look", &wish)?, &words)?.read()?;
        if found.events > 0 {
            eprintln!("{}", erase::told(&found, &words));
            if confirm::ask(change.yes, &words)? == Consent::Refused {
                eprintln!("{}", words.plain("keep-nothing-done"));
                return Ok(ExitCode::from(BAD_INPUT));
            }
        }
    }
    let request = SiteChangeRequest {
        site: host.to_owned(),
        add_aliases: change.alias.clone(),
        remove_aliases: change.remove_alias.clone(),
        keep_parameters: change.keep_parameter.clone(),
        drop_parameters: change.drop_parameter.clone(),
        retention: change.retention.map(|retention| match retention {
            Retention::Forever => RetentionPayload::Forever,
            Retention::Days(days) => RetentionPayload::Days(days),
        }),
        pageviews_from: change.pageviews_from.map(|source| source.name().to_owned()),
    };
    let question = Question::post("/control/sites/change", &request)?;
    let changed: SiteChangedResponse = ask(&folder.data, &question, &words)?.read()?;
    tell(change, &changed, &words);
    Ok(ExitCode::SUCCESS)
}

/// Says how it is now, of everything that was to change.
fn tell(change: &ChangeArgs, changed: &SiteChangedResponse, words: &Words) {
    let site = &changed.site;
    let host = || ("host", site.host.as_str().into());
    let list = |names: &[String]| {
        if names.is_empty() { words.plain("keep-none") } else { names.join(", ") }
    };
    if !change.alias.is_empty() || !change.remove_alias.is_empty() {
        let hosts = ("hosts", list(&site.aliases).into());
        eprintln!("{}", words.text("keep-aliases", &[host(), hosts]));
    }
    if !change.keep_parameter.is_empty() || !change.drop_parameter.is_empty() {
        let names = ("names", list(&site.keep_parameters).into());
        eprintln!("{}", words.text("keep-parameters", &[host(), names]));
    }
    match (change.retention, site.retention_days) {
        (Some(_), Some(days)) => {
            let days = ("days", u64::from(days).into());
            eprintln!("{}", words.text("keep-retention-days", &[host(), days]));
            if changed.erased > 0 {
                eprintln!("{}", words.text("keep-erased", &[("events", changed.erased.into())]));
            }
        }
        (Some(_), None) => eprintln!("{}", words.text("keep-retention-forever", &[host()])),
        (None, _) => {}
    }
    match change.pageviews_from {
        Some(PageviewsSource::Tracker) => {
            eprintln!("{}", words.text("serve-pageviews-from-tracker", &[host()]));
        }
        Some(PageviewsSource::Log) => eprintln!("{}", words.text("serve-pageviews-from-log", &[host()])),
        None => {}
    }
}

/// Says for how long events are kept.
fn kept_for(days: Option<u32>, words: &Words) -> String {
    match days {
        Some(days) => words.text("keep-days", &[("days", u64::from(days).into())]),
        None => words.plain("keep-forever"),
    }
}
