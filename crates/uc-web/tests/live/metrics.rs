//! What `/metrics` says can be read by Prometheus, and adds up: each call to the collector is counted once.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use crate::server::Server;

/// What a page of the text format says: each sample by its name and labels.
#[derive(Debug, Default)]
struct Page {
    kinds: BTreeMap<String, String>,
    samples: BTreeMap<(String, String), f64>,
}

/// Reads the text format 0.0.4 strictly: help and kind once, before the samples of a family, which stand together; names,
/// labels and values as the format has them; a line feed at the end.
fn parse(text: &str) -> Page {
    assert!(text.ends_with('\n') && !text.contains('\r') && !text.contains("\n\n"), "{text}");
    let (mut page, mut helped, mut family) = (Page::default(), BTreeSet::new(), String::new());
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("# HELP ") {
            let (name, help) = rest.split_once(' ').expect("a name and a text");
            assert!(is_name(name) && !help.is_empty() && helped.insert(name.to_owned()), "{line}");
            name.clone_into(&mut family);
        } else if let Some(rest) = line.strip_prefix("# TYPE ") {
            let (name, kind) = rest.split_once(' ').expect("a name and a kind");
            assert!(name == family && matches!(kind, "counter" | "gauge"), "{line}");
            assert_eq!(kind == "counter", name.ends_with("_total"), "{line}");
            assert!(page.kinds.insert(name.to_owned(), kind.to_owned()).is_none(), "{line}");
        } else {
            let (series, value) = line.rsplit_once(' ').expect("a series and a value");
            let (name, labels) = series.split_once('{').unwrap_or((series, "}"));
            assert!(name == family && page.kinds.contains_key(name), "out of its family: {line}");
            let labels = labels.strip_suffix('}').expect("a closing brace");
            labels.split(',').filter(|label| !label.is_empty()).for_each(check_label);
            let value: f64 = value.parse().expect("a number");
            assert!(value.is_finite() && value >= 0.0, "{line}");
            let before = page.samples.insert((name.to_owned(), labels.to_owned()), value);
            assert!(before.is_none(), "twice: {line}");
        }
    }
    let with_samples: BTreeSet<_> = page.samples.keys().map(|(name, _)| name.clone()).collect();
    assert_eq!(with_samples, page.kinds.keys().cloned().collect(), "a family without samples");
    page
}

fn is_name(name: &str) -> bool {
    !name.starts_with(|letter: char| letter.is_ascii_digit())
        && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

fn check_label(label: &str) {
    let (name, value) = label.split_once('=').expect("a name and a value");
    let quoted = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).expect("quotes");
    let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    assert!(is_name(name) && !quoted.is_empty() && quoted.chars().all(plain), "{label}");
}

impl Page {
    fn of(server: &Server) -> Self {
        let answer = server.get("/metrics", &[]);
        assert_eq!(answer.header("content-type"), Some("text/plain; version=0.0.4; charset=utf-8"));
        parse(answer.text())
    }

    fn sum(&self, name: &str) -> f64 {
        self.samples.iter().filter(|((one, _), _)| one == name).map(|(_, value)| value).sum()
    }

    fn one(&self, name: &str, labels: &str) -> f64 {
        let found = self.samples.get(&(name.to_owned(), labels.to_owned()));
        *found.unwrap_or_else(|| panic!("no {name}{{{labels}}} in {self:#?}"))
    }
}

#[test]
fn each_call_to_the_collector_is_counted_once() {
    let server = Server::behind_proxy(|config| config.rate_limit = 10);
    let from = |address: &str, path: &str, kind: &str, body: &[u8]| {
        server.post(path, &[("x-forwarded-for", address), ("content-type", kind)], body).status
    };
    let event = server.event(1).to_string();
    let mut unknown = server.event(2);
    unknown["site"] = json!("nobody");
    let large = vec![b' '; 17 * 1024];
    let mut calls = 0;
    for (body, kind, status) in [
        (event.as_bytes(), "text/plain", 202),
        (event.as_bytes(), "application/json", 202),
        (unknown.to_string().as_bytes(), "text/plain", 404),
        (b"{", "text/plain", 400),
        (event.as_bytes(), "application/x-www-form-urlencoded", 415),
        (&large, "text/plain", 413),
    ] {
        assert_eq!(from("192.0.2.1", "/e", kind, body), status);
        calls += 1;
    }
    for number in 10..150 {
        from("192.0.2.2", "/e", "text/plain", server.event(number).to_string().as_bytes());
        calls += 1;
    }
    server.get("/p.gif?site=nobody&u=https%3A%2F%2Fbakery.example%2F", &[("x-forwarded-for", "192.0.2.3")]);
    server.get("/p.gif", &[("x-forwarded-for", "192.0.2.3")]);
    let call = server.call("/api/events", "uc_nobody", &json!({ "events": [] }));
    assert_eq!(call.status, 401);
    calls += 3;

    let page = Page::of(&server);
    let refused = |reason: &str| page.one("undercurrent_refused_total", &format!("reason=\"{reason}\""));
    assert_eq!(refused("wrong_content_type"), 1.0);
    assert_eq!(refused("body_too_large"), 1.0);
    assert_eq!(refused("malformed"), 2.0);
    assert_eq!(refused("unknown_token"), 1.0);
    assert_eq!(refused("too_many_requests"), 40.0);
    assert_eq!(page.one("undercurrent_events_total", "outcome=\"duplicate\""), 1.0);
    let all =
        ["undercurrent_events_total", "undercurrent_refused_total", "undercurrent_events_unanswered_total"];
    assert_eq!(all.iter().map(|name| page.sum(name)).sum::<f64>(), f64::from(calls));
}

#[test]
fn the_figures_of_the_table_are_those_of_the_table() {
    let server = Server::start();
    for number in 0..7 {
        assert_eq!(server.beacon(&server.event(number)).status, 202);
    }
    let page = Page::of(&server);
    assert_eq!(page.one("undercurrent_waiting_rows", ""), 7.0);
    assert_eq!(page.one("undercurrent_table_rows", ""), 0.0);
    assert_eq!(page.one("undercurrent_flush_failing", ""), 0.0);
    assert_eq!(page.one("undercurrent_queries", ""), 0.0);
    let health = server.get("/healthz", &[]);
    assert_eq!((health.status, &health.json()["waiting_rows"]), (200, &json!(7)));
    server.flush();
    let page = Page::of(&server);
    assert_eq!(page.one("undercurrent_waiting_rows", ""), 0.0);
    assert_eq!(page.one("undercurrent_table_rows", ""), 7.0);
    assert_eq!(page.one("undercurrent_table_files", ""), 1.0);
    assert!(page.one("undercurrent_table_bytes", "") > 1000.0);
}

#[test]
fn who_sends_a_form_is_told_which_types_are_taken() {
    let server = Server::start();
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let answer = server.post("/e", &form, server.event(1).to_string().as_bytes());
    assert_eq!((answer.status, &answer.code()[..]), (415, "wrong_content_type"));
    for kind in ["Content-Type", "text/plain", "application/json"] {
        assert!(answer.text().contains(kind), "{kind}: {}", answer.text());
    }
}
