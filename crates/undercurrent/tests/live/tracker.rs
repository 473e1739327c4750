//! The tracker in a real browser: what a visitor does on a page stands in the store when the collector has answered.
//!
//! The pages lie in `site/`; each leads to the next by itself. One walk through all of them, then what is stored.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::mpsc::Receiver;
use std::time::Duration;

use crate::chromium::Chromium;
use crate::house::{House, printed};
use crate::pages::{self, Heard, Setting};
use crate::server::Server;
use crate::wire::Connection;

/// A page that does not act for so long will not act any more. Generous: the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(60);

#[test]
fn what_a_visitor_does_in_a_real_browser_is_in_the_store_once_it_was_answered() {
    let house = House::new();
    let server = Server::start(house.serve().args(["--trusted-proxy", "127.0.0.0/8"]));
    let setting =
        Setting { collector: server.address(), site: house.site.clone(), integrity: integrity(&server) };
    let (hosts, heard) = pages::open(setting);
    let browser = Chromium::open("http://elsewhere.example/start", hosts);
    // The first page view must be there for a question that is asked when its answer has come, not some time later.
    let first = next(&heard, "/e");
    assert_eq!((first.status, first.event["name"].as_str()), (202, Some("pageview")), "{first:?}");
    let found = house.column("select referrer from events where path = '/first.html' and name = 'pageview'");
    assert_eq!(found, ["http://elsewhere.example/"]);
    let all = until_the_last_page(&heard);
    drop(browser);
    assert!(all.iter().all(|one| matches!(one.status, 200 | 202 | 204)), "{all:#?}");
    check_views(&house);
    check_actions(&house);
    check_people(&house);
    server.stop();
}

#[test]
fn a_visitor_who_has_switched_scripts_off_is_counted_once_by_the_picture() {
    let house = House::new();
    let server = Server::start(house.serve().args(["--trusted-proxy", "127.0.0.0/8"]));
    let setting = Setting { collector: server.address(), site: house.site.clone(), integrity: String::new() };
    let (hosts, heard) = pages::open(setting);
    let browser = Chromium::without_scripts("http://bakery.example/noscript.html", hosts);
    let first = heard.recv_timeout(PATIENCE).expect("the page asks for its picture");
    drop(browser);
    assert!(first.path.starts_with("/p.gif?") && first.status == 200, "{first:?}");
    let views = house.column("select via from events where path = '/noscript.html'");
    assert_eq!(views, ["pixel"]);
    server.stop();
}

fn next(heard: &Receiver<Heard>, path: &str) -> Heard {
    loop {
        let one = heard.recv_timeout(PATIENCE).expect("the page sends something");
        if one.path == path {
            return one;
        }
    }
}

fn until_the_last_page(heard: &Receiver<Heard>) -> Vec<Heard> {
    let mut all = Vec::new();
    loop {
        let one = heard.recv_timeout(PATIENCE);
        let one = one.unwrap_or_else(|_| panic!("the walk ends early; it was: {all:#?}"));
        let is_last = one.event["url"].as_str().is_some_and(|url| url.ends_with("/last.html"));
        all.push(one);
        if is_last {
            return all;
        }
    }
}

fn check_views(house: &House) {
    let views =
        house.numbers("select path, count(*) as views from events where name = 'pageview' group by path");
    let expected: BTreeMap<String, usize> = [
        // Once on arrival, once out of the back/forward cache.
        ("/first.html", 2),
        ("/strict.html", 1),
        ("/rooms.html", 1),
        // A filter in its query is no page view; going back to it is one.
        ("/rooms/two", 2),
        ("/rooms/three", 1),
        ("/pixel.html", 1),
        ("/proxied.html", 1),
        ("/last.html", 1),
        // And none of the two pages whose visitors object.
    ]
    .map(|(path, views)| (path.to_owned(), views))
    .into();
    assert_eq!(views, expected);
    let by_pixel = house.column("select via from events where path = '/pixel.html'");
    assert_eq!(by_pixel, ["pixel"]);
    // What the browser sent as a query of its own is not kept; nor is a fragment.
    assert_eq!(
        house.number("select count(*) as n from events where url like '%#%' or url like '%filter%'"),
        0
    );
}

fn check_actions(house: &House) {
    let target = house.column("select target from events where name = 'outbound'");
    assert_eq!(target, ["http://elsewhere.example/recipes"]);
    let looked = house.number(
        "select cast(sum(value) as bigint) as seconds from events where name = 'engagement' and path = '/first.html'",
    );
    assert!((1..=10).contains(&looked), "{looked} seconds");
    let shared = house.column("select messenger from events where name = 'share' and path = '/proxied.html'");
    assert_eq!(shared, ["whatsapp"]);
}

/// One visitor, one visit, one landing: whoever comes back out of the cache has not come from outside.
fn check_people(house: &House) {
    let one = house.run(&[
        "query",
        "select count(distinct visitor) as visitors, count(distinct visit) as visits, \
         count(*) filter (where landing and via = 'tracker') as landings from events",
        "--format",
        "csv",
    ]);
    assert_eq!(one.lines().nth(1), Some("1,1,1"), "{one}");
}

/// Returns the tracker's `integrity`, made from the bytes that are served, as whoever writes a page would make it.
fn integrity(server: &Server) -> String {
    let mut connection = Connection::open(server.address()).expect("a connection");
    let script = connection.get("/tracker-1.js").expect("the tracker");
    assert_eq!(script.status, 200, "{script:?}");
    let piped = Command::new("sha384sum").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut child = piped.expect("sha384sum is everywhere where Debian is");
    child.stdin.take().expect("it is piped").write_all(&script.body).expect("it reads");
    let line = printed(&child.wait_with_output().expect("it ends"));
    let digits = line.split(' ').next().expect("a hash");
    format!("sha384-{}", base64_of_hex(digits))
}

/// Three bytes are four letters; a hash of 384 bits leaves no rest.
fn base64_of_hex(digits: &str) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let number = |three: &str| usize::from_str_radix(three, 16).expect("hexadecimal digits");
    // Three hexadecimal digits are twelve bits: two letters.
    let threes = (0..digits.len()).step_by(3).map(|at| number(&digits[at..at + 3]));
    threes.flat_map(|bits| [bits >> 6, bits & 63]).map(|letter| char::from(LETTERS[letter])).collect()
}

#[test]
fn a_hash_is_written_as_browsers_read_it() {
    assert_eq!(base64_of_hex("4d616e"), "TWFu");
    assert_eq!(base64_of_hex("fbefff"), "++//");
}
