//! What becomes of an event, by what is sent.

use serde_json::{Value, json};

use crate::server::{NOW, PAGE, Server};

const BOT: &str = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

#[test]
fn an_event_is_stored_and_a_query_sees_it() {
    let server = Server::start();
    let answer = server.beacon(&server.event(1));
    assert_eq!((answer.status, answer.outcome(), answer.text()), (202, "stored", ""));
    let rows = server.rows("SELECT site, name, url, referrer, landing, device FROM events");
    let texts: Vec<&str> = rows[0].iter().map(|cell| cell.as_deref().unwrap_or("-")).collect();
    assert_eq!(texts, [&server.site, "pageview", PAGE, "", "true", "desktop"]);
}

#[test]
fn the_outcome_is_told_only_to_whoever_asks() {
    let server = Server::start();
    let answer = server.post("/e", &[], server.event(1).to_string().as_bytes());
    assert_eq!((answer.status, answer.header("x-undercurrent-outcome")), (202, None));
}

#[test]
fn a_retry_is_stored_once() {
    let server = Server::start();
    assert_eq!(server.beacon(&server.event(1)).outcome(), "stored");
    server.app.clock.turn(47 * 60 * 60 * 1000);
    let answer = server.beacon(&server.event(1));
    assert_eq!((answer.status, answer.outcome()), (202, "duplicate"));
    assert_eq!(server.stored(), 1);
}

#[test]
fn an_id_that_another_site_used_is_no_duplicate() {
    let server = Server::start();
    let mut other = server.event(1);
    other["site"] = json!(server.other);
    other["url"] = json!("https://mill.example/");
    assert_eq!(server.beacon(&other).outcome(), "stored");
    assert_eq!(server.beacon(&server.event(1)).outcome(), "stored", "nobody can use up another site's ids");
    assert_eq!(server.stored(), 2);
}

#[test]
fn what_cannot_be_an_event_of_the_site_is_refused_by_name() {
    let server = Server::start();
    let at = |millis: i64| json!({ "at": jiff::Timestamp::from_millisecond(NOW + millis).expect("a time").to_string() });
    let hour = 60 * 60 * 1000;
    for (change, status, outcome) in [
        (json!({ "site": "unknown" }), 404, "dropped:unknown_site"),
        (json!({ "site": "../x" }), 404, "dropped:unknown_site"),
        (json!({ "url": "https://evil.example/" }), 403, "dropped:foreign_page"),
        (json!({ "url": "file:///etc/passwd" }), 422, "dropped:bad_url"),
        (json!({ "url": format!("{PAGE}?{}", "x".repeat(2048)) }), 422, "dropped:bad_url"),
        (json!({ "name": "Page View" }), 422, "dropped:bad_name"),
        (json!({ "name": "" }), 422, "dropped:bad_name"),
        (json!({ "name": "engagement", "value": -1 }), 422, "dropped:bad_value"),
        (json!({ "name": "preview" }), 422, "dropped:no_preview"),
        (at(6 * 60 * 1000), 422, "dropped:in_future"),
        (at(-49 * hour), 422, "dropped:too_old"),
        (json!({ "at": "0000-01-01T00:00:00Z" }), 422, "dropped:too_old"),
        (json!({ "at": "9999-01-01T00:00:00Z" }), 422, "dropped:in_future"),
    ] {
        let mut event = server.event(1);
        event.as_object_mut().expect("an object").extend(change.as_object().expect("an object").clone());
        let answer = server.beacon(&event);
        assert_eq!((answer.status, answer.outcome()), (status, outcome), "{change}");
        assert_eq!(format!("dropped:{}", answer.code()), outcome);
    }
    for late in [at(-47 * hour), at(4 * 60 * 1000)] {
        let mut event = server.event(2);
        event["id"] = json!(null);
        event["at"] = late["at"].clone();
        assert_eq!(server.beacon(&event).outcome(), "stored", "{late}");
    }
    assert_eq!(server.stored(), 2);
}

#[test]
fn what_is_dropped_without_fault_of_the_page_is_no_error() {
    let server = Server::start();
    let event = server.event(1).to_string();
    for (header, outcome) in [
        (("user-agent", BOT), "dropped:bot"),
        (("dnt", "1"), "dropped:objected"),
        (("sec-gpc", "1"), "dropped:objected"),
    ] {
        let answer = server.post("/e?debug=1", &[header], event.as_bytes());
        assert_eq!((answer.status, answer.outcome(), answer.text()), (202, outcome, ""), "{header:?}");
    }
    assert_eq!(server.stored(), 0);
}

#[test]
fn a_page_elsewhere_cannot_send_in_this_one_s_name() {
    let server = Server::start();
    let send = |origin| {
        let answer = server.post("/e?debug=1", &[("origin", origin)], server.event(1).to_string().as_bytes());
        (answer.status, answer.outcome().to_owned())
    };
    for origin in ["https://evil.example", "https://bakery.example.evil.example", "http://bakery.example"] {
        assert_eq!(send(origin), (403, "dropped:foreign_page".to_owned()), "{origin}");
    }
    assert_eq!(send("https://bakery.example"), (202, "stored".to_owned()));
}

#[test]
fn a_body_of_the_wrong_shape_is_refused() {
    let server = Server::start();
    for body in [
        "",
        "{",
        "[]",
        "null",
        "7",
        "\"\"",
        "{}",
        "\u{feff}{}",
        r#"{"site":7,"name":"pageview","url":"https://bakery.example/"}"#,
        r#"{"site":"a","name":["pageview"],"url":"https://bakery.example/"}"#,
        r#"{"site":"a","name":"pageview"}"#,
        r#"{"id":"not a uuid","site":"a","name":"pageview","url":"https://bakery.example/"}"#,
        r#"{"site":"a","name":"pageview","url":"https://bakery.example/","at":"yesterday"}"#,
        r#"{"site":"a","name":"pageview","url":"https://bakery.example/","at":1790000000}"#,
        r#"{"site":"a","name":"pageview","url":"https://bakery.example/","value":"12"}"#,
        r#"{"site":"a","name":"a","name":"b","url":"https://bakery.example/"}"#,
    ] {
        let answer = server.post("/e?debug=1", &[("content-type", "text/plain")], body.as_bytes());
        assert_eq!((answer.status, &answer.code()[..]), (400, "malformed"), "{body}");
        assert_eq!(answer.outcome(), "dropped:malformed");
    }
    let deep = "[".repeat(10_000);
    assert_eq!(server.post("/e", &[], deep.as_bytes()).status, 400);
    assert_eq!(server.post("/e", &[], b"{\"site\":\"\xff\"}").status, 400);
    assert_eq!(server.stored(), 0);
}

#[test]
fn only_text_and_json_are_taken() {
    let server = Server::start();
    let send = |content_type| {
        server.post("/e", &[("content-type", content_type)], server.event(1).to_string().as_bytes()).status
    };
    for good in
        ["text/plain", "text/plain;charset=UTF-8", "application/json", "Application/JSON; charset=utf-8"]
    {
        assert_eq!(send(good), 202, "{good}");
    }
    for bad in ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plainer", ""] {
        assert_eq!(send(bad), 415, "{bad}");
    }
}

#[test]
fn a_body_of_16_kilobytes_is_taken_and_a_byte_more_is_not() {
    let server = Server::start();
    let padded = |length: usize| {
        let mut body = server.event(1).to_string();
        body.push_str(&" ".repeat(length - body.len()));
        body
    };
    assert_eq!(server.post("/e", &[], padded(16 * 1024).as_bytes()).status, 202);
    let answer = server.post("/e", &[], padded(16 * 1024 + 1).as_bytes());
    assert_eq!((answer.status, &answer.code()[..]), (413, "body_too_large"));

    // Without a length told beforehand, in pieces.
    let pieces = |count: usize| {
        let piece = format!("1000\r\n{}\r\n", " ".repeat(4096));
        format!("{}0\r\n\r\n", piece.repeat(count))
    };
    let chunked = [("transfer-encoding", "chunked")];
    assert_eq!(
        server.post("/e", &chunked, pieces(4).as_bytes()).status,
        400,
        "blanks are no event, but short enough"
    );
    assert_eq!(server.post("/e", &chunked, pieces(5).as_bytes()).status, 413);
    assert_eq!(server.stored(), 1);
}

#[test]
fn every_page_may_send_events_and_read_the_answer() {
    let server = Server::start();
    let origin = ("origin", "https://bakery.example");
    for answer in [
        server.post("/e", &[origin], server.event(1).to_string().as_bytes()),
        server.post("/e", &[origin], b"{"),
    ] {
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"), "{}", answer.status);
        assert_eq!(answer.header("access-control-allow-credentials"), None);
    }
    let asked = [
        origin,
        ("access-control-request-method", "POST"),
        ("access-control-request-headers", "content-type"),
    ];
    let answer = server.send(&crate::server::request("OPTIONS", "/e", &asked, b""));
    assert_eq!(answer.status, 204);
    assert_eq!(answer.header("access-control-allow-methods"), Some("POST"));
    assert_eq!(answer.header("access-control-allow-headers"), Some("content-type"));
}

#[test]
fn fields_that_only_a_server_can_know_are_not_taken_from_a_page() {
    let server = Server::start();
    let mut event = server.event(1);
    event["country"] = json!("SE");
    event["ip"] = json!("192.0.2.1");
    event["user_agent"] = json!(BOT);
    event["headers"] = json!({ "sec-fetch-site": "cross-site" });
    assert_eq!(server.beacon(&event).outcome(), "stored");
    assert_eq!(server.rows("SELECT country, sec_fetch_site FROM events"), [vec![None, None]]);
}

#[test]
fn what_the_beacon_s_own_headers_say_of_the_beacon_is_not_believed_of_the_visit() {
    let server = Server::start();
    let headers =
        [("referer", PAGE), ("sec-fetch-site", "cross-site"), ("accept-language", "sv-SE,sv;q=0.9")];
    let mut event = server.event(1);
    event["referrer"] = json!("https://search.example/q");
    assert_eq!(server.post("/e", &headers, event.to_string().as_bytes()).status, 202);
    let rows = server.rows("SELECT referrer, sec_fetch_site, language FROM events");
    let expected = ["https://search.example/q", "sv"];
    assert_eq!(rows[0][0].as_deref(), Some(expected[0]));
    assert_eq!(rows[0][1], None);
    assert!(rows[0][2].as_deref().is_some_and(|language| language.starts_with(expected[1])), "{rows:?}");
}

#[test]
fn a_pixel_takes_a_page_view_and_knows_what_it_does_not_know() {
    let server = Server::start();
    let page = "https%3A%2F%2Fbakery.example%2Fbread";
    for (query, referrer) in [
        (format!("u={page}"), None),
        (format!("u={page}&r="), Some("")),
        (format!("u={page}&r=https%3A%2F%2Fsearch.example%2Fq"), Some("https://search.example/q")),
    ] {
        let answer =
            server.get(&format!("/p.gif?debug=1&site={}&{query}", server.site), &[("referer", PAGE)]);
        assert_eq!((answer.status, answer.outcome()), (200, "stored"), "{query}");
        assert_eq!(answer.header("content-type"), Some("image/gif"));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        assert!(answer.body.starts_with(b"GIF89a") && answer.body.ends_with(b";"));
        let rows = server.rows("SELECT referrer FROM events ORDER BY at DESC LIMIT 1");
        assert_eq!(rows[0][0].as_deref(), referrer, "{query}");
        server.app.clock.turn(1000);
    }
}

#[test]
fn a_pixel_is_a_picture_whatever_is_wrong() {
    let server = Server::start();
    for (path, status, outcome) in [
        ("/p.gif".to_owned(), 400, "dropped:malformed"),
        (format!("/p.gif?site={}", server.site), 400, "dropped:malformed"),
        ("/p.gif?site=x&u=https://bakery.example/".to_owned(), 404, "dropped:unknown_site"),
        (format!("/p.gif?site={}&u=https://evil.example/", server.site), 403, "dropped:foreign_page"),
        (format!("/p.gif?site={0}&site={0}&u={PAGE}", server.site), 400, "dropped:malformed"),
        (format!("/p.gif?site={}&u=%00", server.site), 422, "dropped:bad_url"),
    ] {
        let debug = if path.contains('?') { "&debug=1" } else { "?debug=1" };
        let answer = server.get(&format!("{path}{debug}"), &[]);
        assert_eq!((answer.status, answer.outcome()), (status, outcome), "{path}");
        assert!(answer.body.starts_with(b"GIF89a"), "{path}");
    }
    let head = crate::server::request("HEAD", &format!("/p.gif?site={}&u={PAGE}", server.site), &[], b"");
    assert_eq!(server.send(&head).status, 405);
    assert_eq!(server.stored(), 0);
}

#[test]
fn every_outcome_is_counted() {
    let server = Server::start();
    server.beacon(&server.event(1));
    server.beacon(&server.event(1));
    let unknown: Value = json!({ "site": "x", "name": "pageview", "url": PAGE });
    server.beacon(&unknown);
    server.beacon(&unknown);
    let metrics = server.get("/metrics", &[]);
    for line in [
        "undercurrent_events_total{outcome=\"stored\"} 1",
        "undercurrent_events_total{outcome=\"duplicate\"} 1",
        "undercurrent_events_total{outcome=\"dropped\",reason=\"unknown_site\"} 2",
        "undercurrent_events_total{outcome=\"dropped\",reason=\"bot\"} 0",
    ] {
        assert!(metrics.text().lines().any(|own| own == line), "{line} in {}", metrics.text());
    }
    // This one at least; those before it may still be on their way out.
    let open = metrics
        .text()
        .lines()
        .filter_map(|line| line.strip_prefix("undercurrent_connections "))
        .collect::<String>();
    assert!(open.parse::<u32>().expect("a number") >= 1, "{open}");
}

#[test]
fn visitors_are_strangers_the_next_day() {
    let server = Server::start();
    server.beacon(&server.event(1));
    server.beacon(&server.event(2));
    server.app.clock.turn(24 * 60 * 60 * 1000);
    server.beacon(&server.event(3));
    let rows = server.rows("SELECT count(*), count(DISTINCT visitor) FROM events");
    assert_eq!(rows, [vec![Some("3".to_owned()), Some("2".to_owned())]]);
}
