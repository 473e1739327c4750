//! What is said about a site reaches a running server at once; what is erased was named before, and is gone.

use std::fs;
use std::process::{Output, Stdio};

use crate::house::{HOST, House, printed};
use crate::server::Server;
use crate::wire::Connection;

/// Page views of three people at three times.
const LOG: &str = r#"192.0.2.1 - - [01/Jan/2020:12:00:00 +0000] "GET /rye HTTP/1.1" 200 10 "-" "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"
192.0.2.2 - - [15/Jun/2020:12:00:00 +0000] "GET /oats HTTP/1.1" 200 10 "-" "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"
192.0.2.3 - - [01/Mar/2021:12:00:00 +0000] "GET /spelt HTTP/1.1" 200 10 "-" "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"
"#;

fn house_with_a_past() -> House {
    let house = House::new();
    let log = house.data().join("../access.log");
    fs::write(&log, LOG).expect("written");
    house.run(&["site", "change", HOST, "--pageviews-from", "log"]);
    house.run(&["import", "--site", HOST, log.to_str().expect("text")]);
    assert_eq!(paths(&house), ["/oats", "/rye", "/spelt"]);
    house
}

fn paths(house: &House) -> Vec<String> {
    house.column("select path from events order by path")
}

/// Runs a command with nobody at the keyboard.
fn alone(house: &House, arguments: &[&str]) -> (Output, String) {
    let mut command = house.command(arguments);
    let output = command.stdin(Stdio::null()).output().expect("the program runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (output, said)
}

#[test]
fn erasing_says_what_it_would_be_and_needs_a_yes() {
    let house = house_with_a_past();
    for server in [None, Some(house.start_restless())] {
        let day = if server.is_none() { "2020-02-01" } else { "2020-07-01" };
        let before = paths(&house);
        let wish = ["erase", "--site", HOST, "--before", day];
        let (refused, said) = alone(&house, &wish);
        assert!(!refused.status.success() && said.contains("one event of bakery.example"), "{said}");
        assert!(said.contains("--yes"), "{said}");
        assert_eq!(paths(&house), before, "nothing is gone");
        let (done, said) = alone(&house, &[&wish[..], &["--yes"]].concat());
        assert!(done.status.success() && said.contains("One event is erased"), "{said}");
        assert_eq!(paths(&house).len(), before.len() - 1);
        let (nothing, said) = alone(&house, &wish);
        assert!(nothing.status.success() && said.contains("no such events"), "{said}");
        if let Some(server) = server {
            server.stop();
        }
    }
    let visitor = house.column("select visitor from events");
    house.run(&["erase", "--site", HOST, "--visitor", "1", "--yes"]);
    assert_eq!(paths(&house), ["/spelt"], "another visitor");
    house.run(&["erase", "--site", HOST, "--visitor", &visitor[0], "--yes"]);
    assert!(paths(&house).is_empty());
    for (wish, words) in [
        (&["erase", "--site", "nobody.example"][..], "There is no such site"),
        (&["erase", "--site", HOST, "--before", "soon"], "2026-11-01"),
    ] {
        let (refused, said) = alone(&house, wish);
        assert!(!refused.status.success() && said.contains(words), "{wish:?}: {said}");
    }
}

#[test]
fn a_shorter_retention_says_what_it_erases_and_a_running_server_follows() {
    let house = house_with_a_past();
    let server = house.start_restless();
    let change = ["site", "change", HOST, "--retention", "30"];
    let (refused, said) = alone(&house, &change);
    assert!(!refused.status.success() && said.contains("3 events") && said.contains("2020-01-01"), "{said}");
    assert_eq!(paths(&house).len(), 3);
    assert!(printed(&alone(&house, &["site", "list"]).0).contains("ever"));
    let (done, said) = alone(&house, &[&change[..], &["--yes"]].concat());
    assert!(done.status.success() && said.contains("3 events are erased"), "{said}");
    assert!(paths(&house).is_empty());
    assert!(printed(&alone(&house, &["site", "list"]).0).contains("30 days"));
    // Nothing is erased by this one, so nobody is asked.
    let (done, said) = alone(&house, &["site", "change", HOST, "--retention", "forever"]);
    assert!(done.status.success(), "{said}");
    server.stop();
}

#[test]
fn a_host_and_a_parameter_count_for_a_running_server_at_once() {
    let house = House::new();
    let server = Server::start(&mut house.serve());
    let outcome = |number: u32| {
        let mut connection = Connection::open(server.address()).expect("a connection");
        let body = format!(
            "{{\"site\":\"{}\",\"name\":\"pageview\",\"url\":\"https://mill.example/?chapter={number}\"}}",
            house.site
        );
        let answer = connection.post("/e?debug=1", &[], &body).expect("an answer");
        answer.header("x-undercurrent-outcome").unwrap_or_default().to_owned()
    };
    assert_eq!(outcome(1), "dropped:foreign_page");
    house.run(&["site", "change", HOST, "--alias", "mill.example", "--alias", "millpond.example"]);
    assert_eq!(outcome(2), "stored");
    house.run(&["site", "change", HOST, "--keep-parameter", "chapter", "--remove-alias", "millpond.example"]);
    assert_eq!(outcome(3), "stored");
    let urls = house.column("select url from events order by at");
    assert_eq!(urls, ["https://mill.example/", "https://mill.example/?chapter=3"]);
    let listed = house.run(&["site", "list"]);
    assert!(
        listed.contains("mill.example") && listed.contains("chapter") && !listed.contains("millpond"),
        "{listed}"
    );
    house.run(&["site", "change", HOST, "--remove-alias", "mill.example", "--drop-parameter", "chapter"]);
    assert_eq!(outcome(4), "dropped:foreign_page");
    for (change, words) in [
        (&["--remove-alias", "mill.example"][..], "has no alias"),
        (&["--keep-parameter", "a b"], "no name of a query parameter"),
        (&["--retention", "0"], "a number of days, or forever"),
        (&[], "required"),
    ] {
        let (refused, said) = alone(&house, &[&["site", "change", HOST], change].concat());
        assert!(!refused.status.success() && said.contains(words), "{change:?}: {said}");
    }
    server.stop();
}
