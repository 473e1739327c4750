//! Figures over the API: counted right, of the token's own sites only, and refused kindly.

use serde_json::{Value, json};

use crate::server::Server;

fn asked(changes: &Value) -> Value {
    let mut asked = json!({
        "site": "bakery.example",
        "from": "2000-01-01",
        "to": "2009-12-31",
        "measures": ["views"]
    });
    for (name, value) in changes.as_object().expect("an object") {
        asked[name] = value.clone();
    }
    asked
}

/// The day that it is in UTC, as the server's clock has it.
fn today(server: &Server) -> String {
    server.rows("SELECT CAST(CAST(max(at) AS DATE) AS TEXT) FROM events")[0][0].clone().expect("a day")
}

#[test]
fn page_views_are_counted_by_page_and_compared() {
    let server = Server::start();
    let token = server.token(Some("bakery.example"), &["stats:read"]);
    for (number, page) in [(1, "/bread"), (2, "/bread"), (3, "/rolls")] {
        let mut event = server.event(number);
        event["url"] = json!(format!("https://bakery.example{page}"));
        server.beacon(&event);
    }
    let day = today(&server);
    let asked = asked(&json!({
        "from": day, "to": day, "by": ["page"], "measures": ["views", "visitors"], "compare": "previous_period",
    }));
    let answer = server.call("/api/figures", &token, &asked);
    assert_eq!(answer.status, 200, "{answer:?}");
    let rows = answer.json()["rows"].clone();
    let expected = json!([
        { "values": { "page": "/bread" }, "figures": { "views": 2.0, "visitors": 1.0 } },
        { "values": { "page": "/rolls" }, "figures": { "views": 1.0, "visitors": 1.0 } },
    ]);
    assert_eq!(rows, expected);
    assert_eq!(answer.json()["timezone"], "UTC");
    assert!(answer.json()["compared_with"]["to"].as_str().expect("a day") < &day[..]);
}

#[test]
fn a_question_that_makes_no_sense_is_refused_and_says_why() {
    let server = Server::start();
    let token = server.token(None, &["stats:read"]);
    for (changes, code, said) in [
        (json!({ "to": "1999-12-31" }), "wrong_question", "the last day is before the first"),
        (json!({ "to": "2031-01-01" }), "wrong_question", "ten years"),
        (json!({ "measures": [] }), "wrong_question", "at least one measure"),
        (json!({ "measures": ["views", "views"] }), "wrong_question", "each once"),
        (json!({ "by": ["page"], "only": { "page": "/" } }), "wrong_question", "named twice"),
        (json!({ "limit": 0 }), "wrong_question", "1 to 10000"),
        (
            json!({ "measures": ["sales"] }),
            "malformed",
            "no measure is called sales; there are events, views",
        ),
        (json!({ "by": ["colour"] }), "malformed", "no dimension is called colour"),
        (json!({ "compare": "never" }), "malformed", "no comparison is called never"),
        (json!({ "from": "yesterday" }), "malformed", "days, like 2026-11-23"),
        (json!({ "form": "csv" }), "malformed", "unknown field"),
        (json!({ "site": "mill.invalid" }), "no_such_site", "there is no site mill.invalid"),
    ] {
        let answer = server.call("/api/figures", &token, &asked(&changes));
        assert_eq!(&answer.code()[..], code, "{changes} {answer:?}");
        assert!(answer.text().contains(said), "{changes}: {}", answer.text());
    }
}

#[test]
fn a_token_counts_its_own_site_only_and_a_value_is_never_sql() {
    let server = Server::start();
    server.beacon(&server.event(1));
    let day = today(&server);
    let other = server.token(Some("mill.example"), &["stats:read"]);
    let days = json!({ "from": day, "to": day });
    let answer = server.call("/api/figures", &other, &asked(&days));
    assert_eq!((answer.status, &answer.code()[..]), (403, "other_site"));
    let own = server.token(Some("bakery.example"), &["stats:read"]);
    for value in ["' OR '' = '", "'; DROP TABLE events; --", "\\' OR 1 = 1 --", "a\u{0}b"] {
        let asked = asked(&json!({ "from": day, "to": day, "only": { "page": value } }));
        let answer = server.call("/api/figures", &own, &asked);
        assert_eq!((answer.status, answer.json()["rows"].clone()), (200, json!([])), "{value}");
    }
    assert_eq!(server.call("/api/figures", &own, &asked(&days)).json()["rows"][0]["figures"]["views"], 1.0);
}
