//! Logs at the edge of what a site writes: hardly anything, far too much of one thing, clocks that are wrong.
//!
//! Each has a name to be told by when a test fails. All are in the combined format unless they say otherwise.

use jiff::Timestamp;

use crate::logs::{DESKTOP, PHONE};

/// 2026-11-01 00:00 UTC, as in [`crate::logs`].
pub const START: i64 = 1_793_491_200;
const DAY: i64 = 24 * 60 * 60;
const DEEP: &str = "/rezepte/brot-ohne-kneten";

/// Returns one line in the combined format, at any second since 1970 UTC.
pub fn line(at: i64, address: &str, target: &str, referrer: &str, agent: &str) -> String {
    let time = time(at);
    format!("{address} - - [{time}] \"GET {target} HTTP/1.1\" 200 512 \"{referrer}\" \"{agent}\"\n")
}

/// Returns the address of a visitor by number.
pub fn address(number: usize) -> String {
    format!("10.{}.{}.{}", number >> 16 & 255, number >> 8 & 255, number & 255)
}

fn time(at: i64) -> String {
    let timestamp = Timestamp::from_second(at).expect("a second that a log can hold");
    timestamp.strftime("%d/%b/%Y:%H:%M:%S +0000").to_string()
}

/// Returns all odd logs that are small, with their names.
pub fn all() -> Vec<(&'static str, String)> {
    vec![
        ("one line", line(START, "192.0.2.1", DEEP, "-", PHONE)),
        ("a preview and one landing", one_click()),
        ("one visitor", one_visitor()),
        ("one page", one_page()),
        ("bots only", bots_only()),
        ("ten years with few lines", ten_years()),
        ("the clock set wrong", wrong_clock()),
        ("no deep pages", no_deep_pages()),
        ("everything tagged", everything_tagged()),
        ("no referrer field", no_referrer_field()),
        ("all in one second", all_in_one_second()),
        ("only previews", only_previews()),
        ("three hundred sources", many_sources(300)),
        ("many landings in one second", crowd(2_000)),
        ("many pages with one landing each", many_pages(3_000)),
    ]
}

fn lines(count: usize, one: impl FnMut(usize) -> String) -> String {
    (0..count).map(one).collect()
}

fn seconds(number: usize, apart: i64) -> i64 {
    START + i64::try_from(number).expect("a small number") * apart
}

/// A link that is sent and followed, once.
fn one_click() -> String {
    let preview = line(START, "192.0.2.1", DEEP, "-", "WhatsApp/2.23.20.0 A");
    preview + &line(START + 120, "192.0.2.2", DEEP, "-", PHONE)
}

fn one_visitor() -> String {
    let pages = [DEEP, "/", "/torten/advent", "/rezepte/"];
    lines(200, |n| line(seconds(n, 4_001), "192.0.2.1", pages[n % 4], "-", PHONE))
}

fn one_page() -> String {
    let referrers =
        ["-", "-", "https://www.google.com/", "https://web.whatsapp.com/", "https://l.facebook.com/"];
    lines(400, |n| line(seconds(n, 601), &address(n), DEEP, referrers[n % 5], PHONE))
}

fn bots_only() -> String {
    let bot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
    lines(100, |n| line(seconds(n, 60), "66.249.66.1", DEEP, "-", bot))
}

fn ten_years() -> String {
    lines(60, |n| line(seconds(n, 61 * DAY), &address(n), DEEP, ["-", "https://t.me/"][n % 2], DESKTOP))
}

fn wrong_clock() -> String {
    let usual =
        lines(200, |n| line(START + 200 * 900 - seconds(n, 900) + START, &address(n), DEEP, "-", PHONE));
    let first = line(1, "192.0.2.9", DEEP, "-", PHONE);
    let last = line(4_291_747_199, "192.0.2.9", DEEP, "https://web.whatsapp.com/", PHONE);
    let preview = line(0, "192.0.2.8", DEEP, "-", "WhatsApp/2.23.20.0 A");
    usual + &first + &last + &preview
}

fn no_deep_pages() -> String {
    let pages = ["/", "/rezepte/", "/?q=brot"];
    lines(300, |n| {
        line(seconds(n, 700), &address(n / 2), pages[n % 3], ["-", "https://t.co/x"][n % 2], PHONE)
    })
}

fn everything_tagged() -> String {
    let tags = [
        "utm_source=whatsapp&utm_medium=dark_social",
        "utm_source=brief&utm_medium=email",
        "fbclid=IwAR0123456789",
    ];
    lines(300, |n| line(seconds(n, 700), &address(n), &format!("{DEEP}?{}", tags[n % 3]), "-", PHONE))
}

/// As JSON, with user agents but without referrers.
fn no_referrer_field() -> String {
    lines(300, |n| {
        let (address, at) = (address(n), seconds(n, 700));
        format!(
            "{{\"remote_addr\":\"{address}\",\"msec\":\"{at}.000\",\"request\":\"GET {DEEP} HTTP/1.1\",\
             \"status\":\"200\",\"http_user_agent\":\"{PHONE}\"}}\n"
        )
    })
}

fn all_in_one_second() -> String {
    let pages = [DEEP, "/", "/torten/advent"];
    let referrers = ["-", "https://www.google.com/", "https://web.whatsapp.com/", "https://l.instagram.com/"];
    lines(300, |n| line(START, &address(n), pages[n % 3], referrers[n % 4], PHONE))
}

fn only_previews() -> String {
    lines(100, |n| {
        line(
            seconds(n, 90),
            &address(n),
            DEEP,
            "-",
            ["WhatsApp/2.23.20.0 A", "TelegramBot (like TwitterBot)"][n % 2],
        )
    })
}

/// Apps that no table knows, and previews that must keep their messenger among them.
pub fn many_sources(count: usize) -> String {
    let app = |n: usize| format!("android-app://org.example.app{n:05}/");
    let from_apps = lines(3 * count, |n| line(seconds(n, 301), &address(n), DEEP, &app(n % count), PHONE));
    let tagged = format!("{DEEP}?utm_source=herbst&utm_medium=banner");
    let copied = lines(100, |n| line(seconds(n, 907), &address(9_000 + n), &tagged, "-", PHONE));
    let previews =
        lines(50, |n| line(seconds(n, 2_003), &address(10_000 + n), DEEP, "-", "WhatsApp/2.23.20.0 A"));
    let silent = lines(200, |n| line(seconds(n, 503), &address(11_000 + n), DEEP, "-", PHONE));
    from_apps + &copied + &previews + &silent
}

/// So many people on one page in one second.
pub fn crowd(count: usize) -> String {
    let few =
        lines(50, |n| line(seconds(n, 3_600), &address(count + n), DEEP, "https://www.google.com/", PHONE));
    few + &lines(count, |n| line(START + DAY, &address(n), DEEP, "-", PHONE))
}

/// So many pages with a landing each, within a month.
pub fn many_pages(count: usize) -> String {
    let apart = |n: usize| i64::try_from(n * 2_500_000 / count).expect("seconds of a month");
    lines(count, |n| {
        line(START + apart(n), &address(n / 3), &format!("/archiv/{n}-brot-und-mehr"), "-", PHONE)
    })
}
