//! Share trees over the API: a link goes through three hands, and nobody is named.

use serde_json::{Value, json};

use crate::server::Server;

const PAGE: &str = "https://bakery.example/bread";
const TOKENS: [&str; 2] = ["aaaaaaaaaaa", "bbbbbbbbbbb"];

/// An event of one visitor, who is told apart by the address. It is of the token's own site.
fn event(visitor: u8, name: &str, changes: &Value) -> Value {
    let mut event = json!({
        "name": name,
        "url": PAGE,
        "referrer": "",
        "user_agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "ip": format!("192.0.2.{visitor}"),
    });
    for (name, value) in changes.as_object().expect("an object") {
        event[name] = value.clone();
    }
    event
}

fn landing(visitor: u8, token: &str) -> Value {
    event(visitor, "pageview", &json!({ "url": format!("{PAGE}?uc={token}") }))
}

fn share(visitor: u8, token: &str, messenger: &str) -> Value {
    event(visitor, "share", &json!({ "token": token, "messenger": messenger }))
}

#[test]
fn a_link_that_goes_through_three_hands_is_one_tree() {
    let server = Server::start();
    let writer = server.token(Some("bakery.example"), &["events:write"]);
    let reader = server.token(Some("bakery.example"), &["stats:read"]);
    let events = [
        event(1, "pageview", &json!({})),
        share(1, TOKENS[0], "whatsapp"),
        landing(2, TOKENS[0]),
        share(2, TOKENS[1], "telegram"),
        landing(3, TOKENS[1]),
        landing(4, TOKENS[1]),
        // Who opens a link of his own is no reader, and no token of a stranger's making joins the tree.
        landing(2, TOKENS[1]),
        landing(5, "zzzzzzzzzzz"),
    ];
    for event in events {
        let answer = server.call("/api/events", &writer, &json!({ "events": [event] }));
        assert_eq!((answer.status, answer.json()["stored"].clone()), (202, json!(1)), "{answer:?}");
    }
    let answer = server.call("/api/trees", &reader, &json!({ "site": "bakery.example" }));
    assert_eq!(answer.status, 200, "{answer:?}");
    let answer = answer.json();
    let of = json!({ "trees": 2, "shares": 3, "reach": 4, "landings": 4, "previews": 0, "generations": 2 });
    assert_eq!(answer["all"], of);
    let tree = &answer["trees"][0];
    assert_eq!((&tree["root"]["token"], &tree["root"]["page"]), (&json!(TOKENS[0]), &json!("/bread")));
    assert_eq!((&tree["counts"]["reach"], &tree["counts"]["generations"]), (&json!(3), &json!(2)));
    assert_eq!(answer["jumps"], json!([{ "from": "whatsapp", "to": "telegram", "edges": 1 }]));
    assert_eq!(answer["multipliers"][0]["passed_on"], 2);
    assert_eq!(answer["reach_by_generation"], json!([2, 2]));
    assert!(answer["silence"].as_str().expect("too little to learn from").contains("trees"), "{answer}");
    assert!(!answer.to_string().contains("192.0.2"));

    let asked = |changes: Value| {
        let mut asked = json!({ "site": "bakery.example" });
        for (name, value) in changes.as_object().expect("an object") {
            asked[name] = value.clone();
        }
        server.call("/api/trees", &reader, &asked)
    };
    let shares = |changes: Value| asked(changes).json()["all"]["shares"].clone();
    assert_eq!(shares(json!({ "messenger": "telegram" })), 1);
    assert_eq!(shares(json!({ "page": "/rolls" })), 0);
    assert_eq!(shares(json!({ "to": "2001-01-01" })), 0);
    assert_eq!(shares(json!({ "from": "2001-01-01" })), 3);
    assert_eq!(asked(json!({ "limit": 0 })).json()["trees"], json!([]));
}

#[test]
fn a_question_for_trees_that_makes_no_sense_is_refused() {
    let server = Server::start();
    let token = server.token(None, &["stats:read"]);
    for (body, code) in [
        (json!({ "site": "mill.invalid" }), "no_such_site"),
        (json!({ "site": "bakery.example", "from": "soon" }), "malformed"),
        (json!({ "site": "bakery.example", "from": "2026-01-02", "to": "2026-01-01" }), "wrong_question"),
        (json!({ "site": "bakery.example", "limit": 5000 }), "malformed"),
        (json!({ "site": "bakery.example", "colour": "red" }), "malformed"),
    ] {
        assert_eq!(server.call("/api/trees", &token, &body).code(), code, "{body}");
    }
    let other = server.token(Some("bakery.example"), &["events:write"]);
    let answer = server.call("/api/trees", &other, &json!({ "site": "bakery.example" }));
    assert_eq!((answer.status, answer.code().as_str()), (403, "lacks_scope"), "{answer:?}");
}
