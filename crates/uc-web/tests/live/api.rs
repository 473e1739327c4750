//! The API for programs: who may do what, and that nothing else happens.

use serde_json::{Value, json};

use crate::server::{PAGE, Server};

#[test]
fn a_server_sends_many_events_in_one_call() {
    let server = Server::start();
    let token = server.token(Some("bakery.example"), &["events:write"]);
    let mut foreign = server.event(3);
    foreign["url"] = json!("https://evil.example/");
    let mut own = server.event(4);
    own.as_object_mut().expect("an object").remove("site");
    let events = json!({ "events": [server.event(1), server.event(1), server.event(2), foreign, own] });
    let answer = server.call("/api/events", &token, &events);
    assert_eq!(answer.status, 202, "{answer:?}");
    let id = foreign_id(&events);
    let expected =
        json!({ "stored": 3, "duplicates": 1, "dropped": [{ "id": id, "reason": "foreign_page" }] });
    assert_eq!(answer.json(), expected);
    assert_eq!(server.stored(), 3);
}

fn foreign_id(events: &Value) -> Value {
    events["events"][3]["id"].clone()
}

#[test]
fn what_a_server_tells_of_the_visitor_s_request_is_used() {
    let server = Server::start();
    let token = server.token(None, &["events:write"]);
    let mut event = server.event(1);
    event["user_agent"] = json!(uc_testkit::logs::PHONE);
    event["ip"] = json!("192.0.2.7");
    event["country"] = json!("SE");
    event["headers"] = json!({ "sec-fetch-site": "cross-site", "accept-language": null });
    let mut silent = server.event(2);
    silent.as_object_mut().expect("an object").remove("referrer");
    let mut objecting = server.event(3);
    objecting["headers"] = json!({ "sec-gpc": "1" });
    let answer = server.call("/api/events", &token, &json!({ "events": [event, silent, objecting] }));
    assert_eq!(answer.json()["dropped"][0]["reason"], "objected", "{answer:?}");
    let rows = server
        .rows("SELECT device, country, sec_fetch_site, visitor IS NULL, referrer FROM events ORDER BY id");
    let cells = |row: usize| rows[row].iter().map(|cell| cell.as_deref().unwrap_or("-")).collect::<Vec<_>>();
    assert_eq!(cells(0), ["phone", "SE", "cross-site", "false", ""]);
    assert_eq!((cells(1)[3], cells(1)[4]), ("true", "-"), "what nobody told is unknown");
}

#[test]
fn a_call_needs_a_token_that_is_good_for_it() {
    let server = Server::start();
    let body = json!({ "events": [server.event(1)], "sql": "SELECT 1" });
    let write = server.token(None, &["events:write"]);
    let read = server.token(None, &["stats:read"]);
    let admin = server.token(None, &["admin"]);
    for (path, token, status, code) in [
        ("/api/events", "", 401, "no_token"),
        ("/api/events", "x", 401, "unknown_token"),
        ("/api/events", "uc_0000000000000000000000000000000000000000000", 401, "unknown_token"),
        ("/api/events", &read, 403, "lacks_scope"),
        ("/api/query", &write, 403, "lacks_scope"),
    ] {
        let answer = server.call(path, token, &body);
        assert_eq!((answer.status, &answer.code()[..]), (status, code), "{path} {token}");
        assert!(!answer.text().contains("uc_0"), "no secret is said back");
    }
    let answer =
        server.post("/api/query", &[("content-type", "application/json")], body.to_string().as_bytes());
    assert_eq!((answer.status, &answer.code()[..]), (401, "no_token"));
    assert_eq!(answer.header("www-authenticate"), Some("Bearer"));
    assert_eq!(server.stored(), 0);
    assert_eq!(server.call("/api/events", &admin, &body).status, 202);
}

#[test]
fn a_token_for_one_site_writes_and_reads_nothing_of_another() {
    let server = Server::start();
    let token = server.token(Some("mill.example"), &["events:write", "stats:read"]);
    let mut own = server.event(2);
    own["site"] = json!(server.other);
    own["url"] = json!("https://mill.example/");
    let answer = server.call("/api/events", &token, &json!({ "events": [own, server.event(1)] }));
    assert_eq!((answer.status, &answer.code()[..]), (403, "other_site"));
    assert_eq!(server.stored(), 0, "not even its own");

    server.beacon(&server.event(1));
    server.beacon(&own);
    for sql in [
        "SELECT site FROM events",
        "SELECT site FROM events WHERE site <> '' OR 1 = 1",
        "SELECT a.site FROM events a FULL OUTER JOIN events b ON a.id = b.id",
        "WITH all_of_it AS (SELECT * FROM events) SELECT site FROM all_of_it",
        "SELECT site FROM events UNION ALL SELECT site FROM public.events",
    ] {
        let answer = server.call("/api/query", &token, &json!({ "sql": sql }));
        assert_eq!(answer.status, 200, "{sql}: {answer:?}");
        let sites: Vec<Value> =
            answer.json().as_array().expect("rows").iter().map(|row| row["site"].clone()).collect();
        assert!(
            !sites.is_empty() && sites.iter().all(|site| *site == json!(server.other)),
            "{sql}: {sites:?}"
        );
    }
}

#[test]
fn a_query_changes_nothing_and_reads_nothing_else() {
    let server = Server::start();
    server.beacon(&server.event(1));
    let token = server.token(None, &["stats:read"]);
    for sql in [
        "",
        "nonsense",
        "SELECT 1; SELECT 2",
        "DELETE FROM events",
        "INSERT INTO events SELECT * FROM events",
        "DROP TABLE events",
        "CREATE TABLE x AS SELECT 1",
        "CREATE EXTERNAL TABLE x STORED AS CSV LOCATION '/etc/passwd'",
        "COPY events TO 'events.csv'",
        "COPY (SELECT 1) TO '/dev/null' STORED AS CSV",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM \"store.sqlite\"",
        "SELECT * FROM tokens",
        "SELECT * FROM sites",
        "SET datafusion.execution.target_partitions = 64",
        "EXPLAIN ANALYZE DELETE FROM events",
    ] {
        let answer = server.call("/api/query", &token, &json!({ "sql": sql }));
        assert_eq!((answer.status, &answer.code()[..]), (400, "query_refused"), "{sql}: {}", answer.text());
        assert!(!answer.text().contains("root:"), "{sql}");
    }
    assert_eq!(server.stored(), 1);
}

#[test]
fn rows_come_in_the_form_that_was_asked_for() {
    let server = Server::start();
    server.beacon(&server.event(1));
    let token = server.token(None, &["stats:read"]);
    let ask = |format| {
        let answer = server.call(
            &format!("/api/query{format}"),
            &token,
            &json!({ "sql": "SELECT name, 2 AS two FROM events" }),
        );
        (
            answer.header("content-type").unwrap_or_default().to_owned(),
            answer.text().to_owned(),
            answer.status,
        )
    };
    for (format, content_type, text) in [
        ("", "application/json", "[{\"name\":\"pageview\",\"two\":2}]\n"),
        ("?format=json", "application/json", "[{\"name\":\"pageview\",\"two\":2}]\n"),
        ("?format=ndjson", "application/x-ndjson", "{\"name\":\"pageview\",\"two\":2}\n"),
        ("?format=csv", "text/csv; charset=utf-8", "name,two\r\npageview,2\r\n"),
        ("?format=table", "text/plain; charset=utf-8", "name      two\n────────  ───\npageview  2\n"),
    ] {
        assert_eq!(ask(format), (content_type.to_owned(), text.to_owned(), 200), "{format}");
    }
    assert_eq!(ask("?format=xml").2, 400);
}

#[test]
fn a_call_is_taken_whole_or_not_at_all() {
    let server = Server::start();
    let token = server.token(None, &["events:write"]);
    let broken = json!({ "id": "x", "name": "pageview", "url": PAGE });
    let answer = server.call("/api/events", &token, &json!({ "events": [server.event(1), broken] }));
    assert_eq!((answer.status, &answer.code()[..]), (400, "malformed"));
    assert!(answer.text().contains("event 1"), "{}", answer.text());

    let many: Vec<Value> = (0..1001).map(|number| server.event(number)).collect();
    let answer = server.call("/api/events", &token, &json!({ "events": many }));
    assert_eq!((answer.status, &answer.code()[..]), (413, "too_many_events"));
    let long = json!({ "events": [], "more": "x".repeat(1024 * 1024) });
    let answer = server.call("/api/events", &token, &long);
    assert_eq!((answer.status, &answer.code()[..]), (413, "body_too_large"));
    assert_eq!(server.stored(), 0);

    let answer = server.call("/api/events", &token, &json!({ "events": many[..1000] }));
    assert_eq!((answer.status, &answer.json()["stored"]), (202, &json!(1000)));
    assert_eq!(server.call("/api/events", &token, &json!({ "events": [] })).status, 202);
}

#[test]
fn the_api_cannot_be_read_from_a_foreign_page() {
    let server = Server::start();
    let token = server.token(None, &["stats:read"]);
    let origin = ("origin", "https://evil.example");
    let bearer = format!("Bearer {token}");
    let headers = [origin, ("authorization", &bearer[..]), ("content-type", "application/json")];
    let answer = server.post("/api/query", &headers, b"{\"sql\":\"SELECT 1\"}");
    assert_eq!((answer.status, answer.header("access-control-allow-origin")), (200, None));
    let asked = [origin, ("access-control-request-method", "POST")];
    let answer = server.send(&crate::server::request("OPTIONS", "/api/query", &asked, b""));
    assert_eq!((answer.status, answer.header("access-control-allow-origin")), (405, None));
    // What a form on a foreign page can send is not even looked at.
    for content_type in ["text/plain", "application/x-www-form-urlencoded"] {
        let headers = [("authorization", &bearer[..]), ("content-type", content_type)];
        assert_eq!(server.post("/api/query", &headers, b"{\"sql\":\"SELECT 1\"}").status, 415);
    }
}

#[test]
fn every_address_of_the_description_answers_and_no_get_but_the_pixel_changes_anything() {
    let server = Server::start();
    let description = server.get("/api/openapi.json", &[]).json();
    let paths = description["paths"].as_object().expect("paths");
    for (path, methods) in paths {
        for method in methods.as_object().expect("methods").keys() {
            let answer = server.send(&crate::server::request(&method.to_uppercase(), path, &[], b""));
            assert!(![0, 404, 405, 500].contains(&answer.status), "{method} {path}: {}", answer.status);
        }
        // The same as a GET, with all that could be a wish in the query.
        let query = format!("site={}&u={PAGE}&host=a.example&scope=admin&sql=DELETE&debug=1", server.site);
        if path != "/p.gif" {
            server.get(&format!("{path}?{query}"), &[]);
        }
    }
    assert_eq!(server.stored(), 0);
    assert_eq!(server.rows("SELECT 1 AS one").len(), 1);
    for path in ["/control/sites", "/control/tokens", "/control/query", "/", "/index.html", "/favicon.ico"] {
        assert_eq!(server.get(path, &[]).code(), "no_such_page", "{path} is not for the network");
    }
    assert_eq!(server.get("/e", &[]).code(), "wrong_method");
}

#[test]
fn health_is_asked_of_what_everything_needs() {
    let server = Server::start();
    let answer = server.get("/healthz", &[]);
    assert_eq!((answer.status, &answer.json()["status"]), (200, &json!("ok")));
    server.close_events();
    let answer = server.get("/healthz", &[]);
    assert_eq!((answer.status, &answer.code()[..]), (503, "closing"));
    assert_eq!(server.beacon(&server.event(1)).status, 503, "nothing is acknowledged that is not stored");
}
