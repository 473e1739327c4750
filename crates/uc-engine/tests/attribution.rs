//! Runs the cases of `spec/attribution.md`.
//!
//! The spec is the truth: a case that fails here is a fault of the code or of the page, never of this file.

use std::collections::HashMap;

use uc_engine::{
    hit::Header,
    source::{
        Agent, AgentKind, Device, FetchSite, Freshness, Origin, Own, Package, Privacy, QueryTraces, Referrer,
        TokenPresence, Traces, explain,
    },
};

const SPEC: &str = include_str!("../spec/attribution.md");

/// Returns the rows of all tables with this header.
fn tables(header: &str) -> Vec<Vec<&'static str>> {
    let mut rows = Vec::new();
    let mut lines = SPEC.lines();
    while let Some(line) = lines.next() {
        if line != header {
            continue;
        }
        let body = lines.by_ref().skip(1).take_while(|line| line.starts_with('|'));
        rows.extend(body.map(|line| line.trim_matches('|').split('|').map(str::trim).collect::<Vec<_>>()));
    }
    assert!(!rows.is_empty(), "no table headed {header}");
    rows
}

fn user_agents() -> HashMap<&'static str, &'static str> {
    tables("| Name | User agent |").into_iter().map(|row| (row[0], row[1])).collect()
}

fn written_out(cell: &str, names: &HashMap<&str, &str>) -> String {
    if cell.is_empty() {
        return names["desktop"].to_owned();
    }
    match cell.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
        Some((name, rest)) => format!("{}{rest}", names[name]),
        None => cell.to_owned(),
    }
}

fn header(cell: &str) -> Header<'_> {
    if cell == "?" { Header::Unknown } else { Header::of(cell.as_bytes().into()) }
}

fn privacy(privacy: Privacy) -> &'static str {
    match privacy {
        Privacy::Private => "private",
        Privacy::Either => "either",
        Privacy::Public => "public",
        Privacy::Unknown => "unknown",
    }
}

fn told(origin: &Origin) -> String {
    let source = origin.source.as_ref().map_or("-", |source| source.as_str());
    format!("{} {source} {} {}", origin.channel.name(), origin.evidence.name(), privacy(origin.privacy))
}

#[test]
fn every_landing_of_the_spec_has_its_origin() {
    let names = user_agents();
    let cases = tables("| User agent | Referrer | Query | Headers | Origin |");
    assert!(cases.len() >= 120, "{} cases", cases.len());
    let wrong: Vec<String> = cases.iter().filter_map(|case| fault_of(case, &names)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn fault_of(case: &[&str], names: &HashMap<&str, &str>) -> Option<String> {
    let &[user_agent, referrer, query, headers, expected] = case else {
        return Some(format!("not five cells: {case:?}"));
    };
    let words = || headers.split_whitespace();
    let value = |name: &str| words().find_map(|word| word.strip_prefix(name)).unwrap_or_default();
    let says = |wanted: &str| words().any(|word| word == wanted);
    let read = QueryTraces::of(query.as_bytes());
    let agent = Agent::of(&header(&written_out(user_agent, names)));
    if agent.kind != AgentKind::Human {
        return Some(format!("not a person: {user_agent}"));
    }
    let referrer = Referrer::of(&header(referrer));
    let freshness = if says("stale") { Freshness::Stale } else { Freshness::First };
    let (origin, rule) = explain(&Traces {
        referrer: &referrer,
        own: if says("own") { Own::Yes } else { Own::No },
        agent,
        package: Package::of(&header(value("app="))),
        fetch_site: FetchSite::of(&header(value("site="))),
        tag: read.tag.as_ref(),
        token: if read.token.is_some() { TokenPresence::Present } else { TokenPresence::Absent },
        click: read.click.map(|click| (click.rule, freshness)),
    });
    let told = told(&origin);
    (told != expected).then(|| format!("{case:?}\n  gives {told:?} by rule {}", rule.name()))
}

#[test]
fn every_user_agent_of_the_spec_is_told() {
    let names = user_agents();
    let cases = tables("| User agent | Who | Device |");
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let agent = Agent::of(&header(&written_out(case[0], &names)));
            let told = (who(&agent), device(agent.device));
            (told.0 != case[1] || told.1 != case[2]).then(|| format!("{case:?}\n  gives {told:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn who(agent: &Agent) -> String {
    match agent.kind {
        AgentKind::Human => format!("person {}", agent.app.map_or("-", |app| app.source())),
        AgentKind::Bot(class) => format!("bot {}", class.name()),
        AgentKind::Preview(fetcher) => {
            let (source, origin) = (fetcher.source(), fetcher.origin().name());
            format!("preview {source} {} {origin}", privacy(fetcher.privacy()))
        }
    }
}

fn device(device: Device) -> &'static str {
    match device {
        Device::Phone => "phone",
        Device::Tablet => "tablet",
        Device::Desktop => "desktop",
        Device::Unknown => "unknown",
    }
}
