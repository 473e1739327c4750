//! Which format a file has, and what is refused.

use uc_engine::log::carries::Presence;
use uc_engine::log::detect::{ErrorLog, NotALog, detect};
use uc_engine::log::format::Format;

use super::robustness::LINES;

/// Lines that no format reads, of several kinds.
const GARBAGE: [&str; 4] =
    ["panic: out of memory", "- - -", "192.0.2.7 - - [", "\u{fffd}\u{fffd} \"\" {} []"];

#[test]
fn five_lines_are_enough() {
    for (name, line) in LINES {
        let sample = format!("{line}\n").repeat(5);
        assert_eq!(detect(sample.as_bytes()).map(|format| format.name()), Ok(name), "{line}");
    }
}

#[test]
fn four_lines_of_garbage_in_ten_do_not_matter() {
    for (name, line) in LINES {
        let sample = format!("{line}\n").repeat(6) + &GARBAGE.join("\n") + "\n";
        assert_eq!(detect(sample.as_bytes()).map(|format| format.name()), Ok(name), "{line}");
        let sample = GARBAGE.join("\n") + "\n" + &format!("{line}\n").repeat(6);
        assert_eq!(detect(sample.as_bytes()).map(|format| format.name()), Ok(name), "{line}");
    }
}

#[test]
fn a_sample_may_end_inside_a_line_and_begin_with_a_mark() {
    let (_, line) = LINES[1];
    let sample = format!("\u{feff}{line}\r\n{line}\r\n{}", &line[..20]);
    assert_eq!(detect(sample.as_bytes()).unwrap().name(), "combined");
    assert_eq!(detect(line.as_bytes()).unwrap().name(), "combined", "a single line without its end");
}

#[test]
fn a_w3c_log_is_known_by_its_head_even_without_requests() {
    let head = "#Software: Microsoft Internet Information Services 10.0\r\n#Version: 1.0\r\n#Date: 2026-11-22 00:00:00\r\n#Fields: date time c-ip cs-method cs-uri-stem sc-status cs(Referer)\r\n";
    let format = detect(head.as_bytes()).unwrap();
    assert_eq!(format.name(), "W3C extended");
    assert_eq!(format.carries().referrer, Presence::Carried);
    assert_eq!(format.carries().user_agent, Presence::Missing);
    let changing = format!(
        "{head}2026-11-22 10:00:00 192.0.2.7 GET / 200 -\r\n#Fields: date time cs-uri-stem c-ip sc-status\r\n2026-11-22 10:00:00 / 192.0.2.7 200\r\n"
    );
    assert_eq!(detect(changing.as_bytes()).unwrap().name(), "W3C extended");
}

#[test]
fn what_json_carries_comes_from_the_sample() {
    let line = |more: &str| {
        format!("{{\"ts\":1795341600,\"status\":200,\"remote_addr\":\"192.0.2.7\",\"uri\":\"/\"{more}}}\n")
    };
    let sample = line("") + &line(",\"http_sec_fetch_site\":\"none\"") + &line(",\"host\":\"a.example\"");
    let carries = detect(sample.as_bytes()).unwrap().carries();
    assert_eq!(carries.sec_fetch_site, Presence::Carried);
    assert_eq!(carries.host, Presence::Carried);
    assert_eq!(carries.referrer, Presence::Missing);
}

#[test]
fn other_files_are_refused_by_name() {
    let check =
        |sample: &str, expected: NotALog| assert_eq!(detect(sample.as_bytes()), Err(expected), "{sample}");
    check("", NotALog::Empty);
    check("\n \r\n\t\n", NotALog::Empty);
    check("PK\u{3}\u{4}\0\0", NotALog::Binary);
    check("\u{1}\u{2}\u{3}\u{4}", NotALog::Binary);
    check(
        "2026/11/22 10:00:00 [error] 7#7: *1 open() \"/x\" failed (2: No such file or directory), client: 192.0.2.7, server: a, request: \"GET /x HTTP/1.1\"\n",
        NotALog::ErrorLog(ErrorLog::Nginx),
    );
    check(
        "[Sun Nov 22 10:00:00.123456 2026] [core:error] [pid 7] [client 192.0.2.7:1] AH00126: Invalid URI in request GET / HTTP/1.1\n",
        NotALog::ErrorLog(ErrorLog::Apache),
    );
    check(
        "Nov 22 10:00:00 web sshd[7]: Accepted publickey for root from 192.0.2.7 port 5 ssh2\n",
        NotALog::Syslog,
    );
    check("Nov  2 10:00:00 web CRON[7]: session opened\n", NotALog::Syslog);
    check("2026-11-22T10:00:00.123456+00:00 web systemd[1]: Started nginx.service.\n", NotALog::Syslog);
    check("-- Journal begins at Sun 2026-11-22 --\n", NotALog::Syslog);
    check("{\"level\":\"info\",\"msg\":\"ready\",\"ts\":1795341600}\n", NotALog::OtherJson);
    check("[{\"a\":1},\n{\"a\":2}]\n", NotALog::OtherJson);
    check("date,visits\n2026-11-22,7\n", NotALog::NothingFits { first_line: "date,visits".to_owned() });
    check(
        "It was a bright cold day in April,\nand the clocks were striking thirteen.\n",
        NotALog::NothingFits { first_line: "It was a bright cold day in April,".to_owned() },
    );
}

#[test]
fn zero_bytes_that_a_crash_left_do_not_make_a_log_binary() {
    let (_, line) = LINES[1];
    let sample = format!("{line}\n{line}\n\0\0\0\0\n{line}\n");
    assert_eq!(detect(sample.as_bytes()).unwrap().name(), "combined");
}

#[test]
fn half_of_the_lines_have_to_fit() {
    let (_, line) = LINES[1];
    let with = |good: usize, bad: usize| format!("{line}\n").repeat(good) + &"no line\n".repeat(bad);
    assert!(detect(with(5, 5).as_bytes()).is_ok());
    assert!(detect(with(5, 6).as_bytes()).is_err());
}

#[test]
fn a_refusal_is_safe_to_print_and_says_what_to_do() {
    let sample = format!("\u{1b}[31mred\u{7}\u{9b}{}\n", "x".repeat(2000));
    let refusal = detect(sample.as_bytes()).unwrap_err();
    let NotALog::NothingFits { first_line } = &refusal else { panic!("{refusal}") };
    assert_eq!(first_line.chars().count(), 200);
    assert!(!refusal.to_string().contains(char::is_control));
    assert!(refusal.to_string().contains("--log-format"));
}

#[test]
fn formats_can_be_named() {
    for name in [
        "common",
        "combined",
        "vhost",
        "traefik",
        "json",
        "caddy",
        "traefik-json",
        "cloudfront",
        "elb",
        "alb",
        "s3",
        "haproxy",
    ] {
        assert!(Format::named(name).is_some(), "{name}");
    }
    assert!(Format::named("Combined").is_some());
    assert!(Format::named("%h").is_none());
}

#[test]
fn the_real_log_is_combined_and_every_line_of_it_is_read() {
    let path =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/elastic-apache.log");
    let Ok(mut file) = std::fs::File::open(path) else { return };
    let mut text = Vec::new();
    std::io::Read::read_to_end(&mut file, &mut text).unwrap();
    let format = detect(&text[..256 * 1024]).unwrap();
    assert_eq!(format.name(), "combined");
    let mut clock = uc_engine::log::time::Clock::default();
    let read =
        |line: &[u8], clock: &mut _| matches!(format.read(line, clock), uc_engine::log::format::Read::Hit(_));
    assert!(uc_engine::log::split::lines(&text).all(|line| read(line, &mut clock)));
}
