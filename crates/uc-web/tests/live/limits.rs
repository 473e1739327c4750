//! Floods: who sends too much waits, and nobody else does.

use serde_json::json;

use crate::server::{Answer, Server};

fn from(server: &Server, address: &str, number: u32) -> Answer {
    let headers = [("x-forwarded-for", address)];
    server.post("/e?debug=1", &headers, server.event(number).to_string().as_bytes())
}

#[test]
fn a_flood_from_one_network_holds_up_nobody_else() {
    let server = Server::behind_proxy(|config| config.rate_limit = 2);
    let answers: Vec<Answer> = (0..25).map(|number| from(&server, "192.0.2.1", number)).collect();
    let passed = answers.iter().filter(|answer| answer.status == 202).count();
    assert_eq!(passed, 20, "ten seconds' worth");
    let refused = &answers[24];
    assert_eq!((refused.status, &refused.code()[..]), (429, "too_many_requests"));
    assert_eq!((refused.header("retry-after"), refused.outcome()), (Some("1"), "dropped:too_many_requests"));
    assert_eq!(refused.header("access-control-allow-origin"), Some("*"));

    assert_eq!(from(&server, "192.0.2.2", 100).status, 202, "a neighbour");
    assert_eq!(from(&server, "2001:db8::1", 101).status, 202);
    server.app.clock.turn(1000);
    assert_eq!(from(&server, "192.0.2.1", 102).status, 202, "after as long as was said");
    assert_eq!(server.stored(), 23);
    assert!(server.get("/metrics", &[]).text().contains("undercurrent_limited_total{bucket=\"network\"} 5"));
}

#[test]
fn one_ipv6_customer_has_one_bucket() {
    let server = Server::behind_proxy(|config| config.rate_limit = 1);
    let passed =
        (0..15).filter(|number| from(&server, &format!("2001:db8:0:7::{number:x}"), *number).status == 202);
    assert_eq!(passed.count(), 10);
    assert_eq!(from(&server, "2001:db8:0:8::1", 100).status, 202);
}

#[test]
fn an_address_that_a_client_makes_up_gives_it_no_new_bucket() {
    let server = Server::with(|config| config.rate_limit = 1);
    let passed =
        (0..15).filter(|number| from(&server, &format!("192.0.2.{number}"), *number).status == 202).count();
    assert_eq!(passed, 10, "nobody trusts this client to speak for others");
}

#[test]
fn a_flood_for_one_site_holds_up_no_other_site() {
    let server = Server::behind_proxy(|config| config.rate_limit = 1);
    let token = server.token(None, &["events:write"]);
    // A site may have a hundred times what a network may: 1000 at once, then 100 a second.
    let batch = |site: &str, host: &str, first: u32, count: u32| {
        let event = |number| {
            let mut event = server.event(number);
            event["site"] = json!(site);
            event["url"] = json!(format!("https://{host}/"));
            event
        };
        let events: Vec<_> = (first..first + count).map(event).collect();
        server.call("/api/events", &token, &json!({ "events": events }))
    };
    assert_eq!(batch(&server.site, "bakery.example", 0, 999).status, 202);
    let answer = batch(&server.site, "bakery.example", 2000, 101);
    assert_eq!((answer.status, &answer.code()[..]), (429, "too_many_requests"), "the token's bucket");
    assert_eq!(from(&server, "192.0.2.1", 3000).status, 202, "the last of the site's bucket");
    assert_eq!(from(&server, "192.0.2.2", 3001).status, 429, "the site's bucket, and another network");
    let mut other = server.event(1);
    other["site"] = json!(server.other);
    other["url"] = json!("https://mill.example/");
    let headers = [("x-forwarded-for", "192.0.2.3")];
    assert_eq!(server.post("/e", &headers, other.to_string().as_bytes()).status, 202);
}

#[test]
fn guessing_tokens_is_limited() {
    let server = Server::behind_proxy(|config| config.rate_limit = 1);
    let guess = |number: u32| {
        let token = format!("uc_{number:043}");
        server.call("/api/query", &token, &json!({ "sql": "SELECT 1" })).status
    };
    let statuses: Vec<u16> = (0..15).map(guess).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 401).count(), 10, "{statuses:?}");
    assert!(statuses.ends_with(&[429, 429]));
}

#[test]
fn no_limit_is_no_limit() {
    let server = Server::start();
    let passed = (0..600).filter(|number| server.beacon(&server.event(*number)).status == 202).count();
    assert_eq!(passed, 600);
}
