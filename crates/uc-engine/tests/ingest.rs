//! Runs the cases of `spec/ingest.md`.
//!
//! The spec is the truth: a case that fails here is a fault of the code or of the page, never of this file.

use std::collections::HashSet;

use uc_engine::event::{Event, EventId, EventKind, Millis, SiteId, Via};
use uc_engine::ingest::{
    Dropped, HostCheck, Judge, Judged, Objection, PageviewsFrom, RawEvent, Request, Said, Salt, SiteRules,
    Visits, judge,
};

const SPEC: &str = include_str!("../spec/ingest.md");
const NOW: Millis = 1_795_341_600_000;
const DESKTOP: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
                       Chrome/141.0.0.0 Safari/537.36";
const ANDROID: &str = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) \
                       Chrome/141.0.7390.124 Mobile Safari/537.36";

/// Checks every row of the table with this header; `told` says what the program makes of a row, and the last cells must
/// be that.
fn check(header: &str, told: impl Fn(&[&str]) -> Vec<String>) {
    let body =
        SPEC.lines().skip_while(|line| *line != header).skip(2).take_while(|line| line.starts_with('|'));
    let mut rows = 0;
    let wrong: Vec<String> = body
        .filter_map(|line| {
            rows += 1;
            let inside = line.strip_prefix('|').and_then(|rest| rest.strip_suffix('|')).expect(line);
            let cells: Vec<&str> = inside.split('|').map(str::trim).collect();
            let told = told(&cells);
            let expected = &cells[cells.len() - told.len()..];
            (told != expected).then(|| format!("{line}\n  gives {told:?}"))
        })
        .collect();
    assert!(rows > 2, "no table headed {header}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn site() -> SiteRules {
    SiteRules {
        id: SiteId::parse("bakery").expect("letters only"),
        hosts: vec!["bakery.example".to_owned(), "brot.example".to_owned()],
        keep_parameters: vec!["id".to_owned(), "mc_eid".to_owned()],
        pageviews_from: PageviewsFrom::Tracker,
        checks_host: HostCheck::Listed,
    }
}

fn raw(url: &str) -> RawEvent {
    let (id, name) = (Some(EventId(1)), "pageview".to_owned());
    RawEvent { id, name, url: url.to_owned(), referrer: Said::Absent, ..RawEvent::default() }
}

fn request(via: Via) -> Request {
    Request {
        via,
        received_at: NOW,
        address: Some([192, 0, 2, 7].into()),
        user_agent: Said::Sent(DESKTOP.to_owned()),
        accept_language: Said::Absent,
        requested_with: Said::Absent,
        sec_fetch_site: Said::Absent,
        purpose: Said::Absent,
        objection: Objection::None,
    }
}

fn said(cell: &str) -> Said {
    match cell {
        "?" => Said::Unknown,
        "" => Said::Absent,
        "desktop" => Said::Sent(DESKTOP.to_owned()),
        "android" => Said::Sent(ANDROID.to_owned()),
        text => Said::Sent(text.trim_matches('`').to_owned()),
    }
}

fn shown(text: Option<&str>) -> String {
    text.unwrap_or("?").to_owned()
}

fn outcome(judged: Result<Judged, Dropped>) -> Vec<String> {
    vec![match judged {
        Ok(judged) => judged.event().kind.name().to_owned(),
        Err(dropped) => format!("!{}", dropped.code()),
    }]
}

fn run(raw: RawEvent, request: &Request) -> Result<Judged, Dropped> {
    judge(raw, request, &site(), &Salt([7; 32]))
}

fn stored(raw: RawEvent, request: &Request) -> Event {
    run(raw, request).expect("not dropped").event().clone()
}

#[test]
fn the_page_must_be_on_the_site() {
    check("| Page | Outcome |", |cells| outcome(run(raw(cells[0]), &request(Via::Tracker))));
}

#[test]
fn a_url_of_more_than_2048_bytes_is_refused() {
    let url = |length: usize| format!("https://bakery.example/{}", "x".repeat(length - 23));
    assert!(run(raw(&url(2048)), &request(Via::Tracker)).is_ok());
    assert_eq!(run(raw(&url(2049)), &request(Via::Tracker)), Err(Dropped::BadUrl));
}

#[test]
fn a_site_under_construction_may_be_anywhere() {
    let rules = SiteRules { checks_host: HostCheck::Any, ..site() };
    let judged = judge(raw("http://localhost:3000/"), &request(Via::Tracker), &rules, &Salt([7; 32]));
    assert_eq!(judged.expect("any host will do").event().url, "http://localhost:3000/");
}

#[test]
fn of_a_url_only_what_is_known_is_kept() {
    check("| Page | Stored as | Path |", |cells| {
        let event = stored(raw(cells[0]), &request(Via::Tracker));
        vec![event.url, event.path]
    });
}

#[test]
fn who_objects_is_not_counted() {
    check("| Objection | Outcome |", |cells| {
        let objection = match cells[0] {
            "Do-Not-Track" => Objection::DoNotTrack,
            "Global Privacy Control" => Objection::GlobalPrivacyControl,
            _ => Objection::None,
        };
        outcome(run(raw("https://bakery.example/"), &Request { objection, ..request(Via::Tracker) }))
    });
}

#[test]
fn an_event_is_about_what_its_name_and_its_user_agent_say() {
    check("| Counts by | Via | Name | User agent | Outcome |", |cells| {
        let from = if cells[0] == "log" { PageviewsFrom::Log } else { PageviewsFrom::Tracker };
        let rules = SiteRules { pageviews_from: from, ..site() };
        let via = Via::parse(cells[1]).expect(cells[1]);
        let raw = RawEvent { name: cells[2].to_owned(), ..raw("https://bakery.example/") };
        let request = Request { user_agent: said(cells[3]), ..request(via) };
        outcome(judge(raw, &request, &rules, &Salt([7; 32])))
    });
    let named =
        |name: String| run(RawEvent { name, ..raw("https://bakery.example/") }, &request(Via::Tracker));
    assert!(named("x".repeat(64)).is_ok());
    assert_eq!(named("x".repeat(65)), Err(Dropped::BadName));
}

#[test]
fn an_event_needs_an_id() {
    let raw = RawEvent { id: None, ..raw("https://bakery.example/") };
    assert_eq!(run(raw, &request(Via::Pixel)), Err(Dropped::NoId));
}

#[test]
fn a_number_must_be_one() {
    check("| Name | Value | Outcome |", |cells| {
        let value = Some(cells[1].parse().expect(cells[1]));
        let raw = RawEvent { name: cells[0].to_owned(), value, ..raw("https://bakery.example/") };
        outcome(run(raw, &request(Via::Tracker)))
    });
}

#[test]
fn clocks_are_believed_within_bounds() {
    check("| Via | Dated | Outcome |", |cells| {
        let seconds: Millis = cells[1].trim_end_matches('s').parse().expect(cells[1]);
        let raw = RawEvent { at: Some(NOW + 1000 * seconds), ..raw("https://bakery.example/") };
        outcome(run(raw, &request(Via::parse(cells[0]).expect(cells[0]))))
    });
    assert_eq!(stored(raw("https://bakery.example/"), &request(Via::Tracker)).at, NOW);
}

#[test]
fn what_was_fetched_ahead_was_not_looked_at() {
    check("| Via | Purpose | Outcome |", |cells| {
        let via = Via::parse(cells[0]).expect(cells[0]);
        outcome(run(raw("https://bakery.example/"), &Request { purpose: said(cells[1]), ..request(via) }))
    });
}

#[test]
fn of_the_page_before_no_query_and_no_conversation_is_kept() {
    check("| Referrer | Stored as |", |cells| {
        let raw = RawEvent { referrer: said(cells[0]), ..raw("https://bakery.example/") };
        vec![shown(stored(raw, &request(Via::Tracker)).referrer.as_deref())]
    });
    check("| Target | Stored as |", |cells| {
        let raw = RawEvent {
            name: "outbound".to_owned(),
            target: Some(cells[0].to_owned()),
            ..raw("https://bakery.example/")
        };
        vec![shown(stored(raw, &request(Via::Tracker)).target.as_deref())]
    });
}

#[test]
fn every_event_of_the_spec_has_its_origin() {
    check("| Via | User agent | Referrer | Query | Traces | Origin | p_dark |", |cells| {
        let value = |name: &str| cells[4].split_whitespace().find_map(|word| word.strip_prefix(name));
        let request = Request {
            user_agent: said(cells[1]),
            requested_with: said(value("app=").unwrap_or_default()),
            sec_fetch_site: said(value("site=").unwrap_or_default()),
            ..request(Via::parse(cells[0]).expect(cells[0]))
        };
        let url = format!("https://bakery.example/brot?{}", cells[3]);
        let event = stored(RawEvent { referrer: said(cells[2]), ..raw(&url) }, &request);
        let source = event.source.as_deref().unwrap_or("-");
        let origin = format!("{} {source} {}", event.channel.name(), event.evidence.name());
        vec![origin, event.p_dark.map_or("?".to_owned(), |p_dark| p_dark.to_string())]
    });
}

#[test]
fn texts_are_cleaned_and_names_must_be_known() {
    check("| Field | Sent | Stored |", |cells| {
        let sent = Some(cells[1].trim_matches('`').to_owned());
        let mut raw = raw("https://bakery.example/");
        let mut request = request(Via::Tracker);
        match cells[0] {
            "title" => raw.title = sent,
            "country" => raw.country = sent,
            "token" => raw.token = sent,
            "messenger" => raw.messenger = sent,
            _ => request.accept_language = said(cells[1]),
        }
        let event = stored(raw, &request);
        let kept = match cells[0] {
            "title" => event.title,
            "country" => event.country,
            "token" => event.token,
            "messenger" => event.messenger,
            _ => event.language,
        };
        vec![shown(kept.as_deref())]
    });
    let title = Some("ä".repeat(1000));
    let event = stored(RawEvent { title, ..raw("https://bakery.example/") }, &request(Via::Tracker));
    assert_eq!(event.title, Some("ä".repeat(300)));
}

#[test]
fn visits_are_told_as_their_events_come() {
    check("| Events | Told |", |cells| {
        let (mut judge, mut visits) = (Judge::new(), Visits::new(100));
        let mut seen = HashSet::new();
        let told: Vec<String> = cells[0]
            .split(", ")
            .map(|event| {
                let raw = told_in_words(event);
                let request = match raw.name.as_str() {
                    "preview" => Request { user_agent: said("WhatsApp/2"), ..request(Via::Server) },
                    _ => request(Via::Tracker),
                };
                let request = Request { received_at: raw.at.unwrap_or(NOW) + 1000, ..request };
                let judged = judge.judge(raw, &request, &site(), &Salt([7; 32])).expect("not dropped");
                let event = visits.place(judged);
                let same = event.visit.is_some_and(|visit| !seen.insert(visit));
                let letter = match (event.kind, event.landing, same) {
                    (EventKind::Page, true, _) => "L",
                    (EventKind::Page, false, true) => "F",
                    (EventKind::Page, false, false) => "R",
                    (EventKind::Action, _, true) => "A",
                    _ => "-",
                };
                letter.to_owned()
            })
            .collect();
        vec![told.join(" ")]
    });
}

/// Reads `5 /b g`: the minute, the page or what else happened, where from.
fn told_in_words(event: &str) -> RawEvent {
    let mut words = event.split(' ');
    let minute: Millis = words.next().and_then(|word| word.parse().ok()).expect(event);
    let what = words.next().expect(event);
    let (name, path) = match what {
        "a" => ("share", "/"),
        "p" => ("preview", "/"),
        path => ("pageview", path),
    };
    let referrer = match words.next() {
        Some("g") => Said::Sent("https://www.google.com/".to_owned()),
        Some("i") => Said::Sent("https://bakery.example/x".to_owned()),
        _ => Said::Absent,
    };
    let (name, at) = (name.to_owned(), Some(NOW + minute * 60_000));
    RawEvent { name, referrer, at, ..raw(&format!("https://bakery.example{path}")) }
}
