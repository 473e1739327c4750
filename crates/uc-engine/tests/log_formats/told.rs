//! A hit as one line of text, for comparing.

use uc_engine::hit::{Header, Hit, Method};
use uc_engine::log::detect::detect;
use uc_engine::log::format::{Format, Read};
use uc_engine::log::time::Clock;

/// A user agent that is used throughout.
pub(crate) const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0";

/// Writes `at address host method target status referrer|user agent|site|dest|app|language|purpose`; `?` stands for
/// what the log does not carry, `-` for what the client did not send. A line that is no hit is told in brackets.
pub(crate) fn told(format: &Format, line: &[u8]) -> String {
    match format.read(line, &mut Clock::default()) {
        Read::Hit(hit) => told_hit(&hit),
        Read::Header => "[header]".to_owned(),
        Read::Unreadable(why) => format!("[{why}]"),
    }
}

fn told_hit(hit: &Hit<'_>) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let host = hit.host.as_deref().map_or_else(|| "?".to_owned(), text);
    let method = match hit.method {
        Method::Get => "GET",
        Method::Head => "HEAD",
        Method::Post => "POST",
        Method::Other => "OTHER",
    };
    let headers = [
        &hit.referrer,
        &hit.user_agent,
        &hit.extra.sec_fetch_site,
        &hit.extra.sec_fetch_dest,
        &hit.extra.requested_with,
        &hit.extra.accept_language,
        &hit.extra.purpose,
    ]
    .map(|header| match header {
        Header::Unknown => "?".to_owned(),
        Header::Absent => "-".to_owned(),
        Header::Sent(value) => text(value),
    });
    let (address, target) = (text(hit.address), text(&hit.target));
    format!("{} {address} {host} {method} {target} {} {}", hit.at, hit.status, headers.join("|"))
}

/// Finds the format of the lines by themselves, compares its name, and compares what each line tells.
pub(crate) fn check(name: &str, cases: &[(&str, &str)]) {
    let sample = cases.iter().map(|(line, _)| format!("{line}\n")).collect::<String>();
    let format = detect(sample.as_bytes()).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
    assert_eq!(format.name(), name);
    check_with(&format, cases);
}

/// Compares what each line tells in a format that is known.
pub(crate) fn check_with(format: &Format, cases: &[(&str, &str)]) {
    for (line, expected) in cases {
        assert_eq!(told(format, line.as_bytes()), expected.replace("FIREFOX", FIREFOX), "{line}");
    }
}
