//! The common log format and its kin: Apache, nginx, Traefik.

use uc_engine::log::format::{Format, Front, Tail};

use super::told::{check, check_with, told};

const COMBINED: Format = Format::Combined(Front::Address, Tail::Nothing);

#[test]
fn common_lines_are_read() {
    check(
        "common",
        &[
            (
                r#"192.0.2.7 - - [22/Nov/2026:10:00:00 +0000] "GET /a?b=c HTTP/1.1" 200 512"#,
                "1795341600 192.0.2.7 ? GET /a?b=c 200 ?|?|?|?|?|?|?",
            ),
            (
                r#"dialup.isp.example - alice [22/Nov/2026:11:00:00 +0100] "HEAD / HTTP/1.0" 304 -"#,
                "1795341600 dialup.isp.example ? HEAD / 304 ?|?|?|?|?|?|?",
            ),
            (
                r#"2001:db8::7 - - [22/Nov/2026:10:00:01 +0000] "POST /form HTTP/2.0" 302 0"#,
                "1795341601 2001:db8::7 ? POST /form 302 ?|?|?|?|?|?|?",
            ),
        ],
    );
}

#[test]
fn combined_lines_are_read() {
    check(
        "combined",
        &[
            (
                r#"192.0.2.7 - - [22/Nov/2026:10:00:00 +0000] "GET /a HTTP/1.1" 200 512 "https://www.example.org/" "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0""#,
                "1795341600 192.0.2.7 ? GET /a 200 https://www.example.org/|FIREFOX|?|?|?|?|?",
            ),
            (
                r#"[2001:db8::7] - - [22/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 512 "-" "WhatsApp/2.23.20.0 A""#,
                "1795341600 2001:db8::7 ? GET / 200 -|WhatsApp/2.23.20.0 A|?|?|?|?|?",
            ),
            (
                r#"192.0.2.7 - "john doe" [22/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 401 0 "" """#,
                "1795341600 192.0.2.7 ? GET / 401 -|-|?|?|?|?|?",
            ),
        ],
    );
}

#[test]
fn further_fields_are_passed_over() {
    check(
        "combined",
        &[
            (
                r#"192.0.2.7 - - [22/Nov/2026:10:00:00 +0000] "GET /a HTTP/1.1" 200 512 "-" "curl/8.5.0" "203.0.113.9""#,
                "1795341600 192.0.2.7 ? GET /a 200 -|curl/8.5.0|?|?|?|?|?",
            ),
            (
                r#"192.0.2.7 - - [22/Nov/2026:10:00:00 +0000] "GET /a HTTP/1.1" 200 512 "-" "curl/8.5.0" 0.004 0.003 . "x y""#,
                "1795341600 192.0.2.7 ? GET /a 200 -|curl/8.5.0|?|?|?|?|?",
            ),
            (
                r#"192.0.2.7 - - [22/Nov/2026:10:00:00 +0000] "GET /a HTTP/1.1" 200 512 "-" "a "b" c" "-""#,
                r#"1795341600 192.0.2.7 ? GET /a 200 -|a "b|?|?|?|?|?"#,
            ),
        ],
    );
}

#[test]
fn the_virtual_host_may_stand_in_front() {
    check(
        "combined with virtual host",
        &[
            (
                r#"www.example.org:443 192.0.2.7 - - [22/Nov/2026:10:00:00 +0000] "GET /a HTTP/1.1" 200 5 "-" "curl/8.5.0""#,
                "1795341600 192.0.2.7 www.example.org GET /a 200 -|curl/8.5.0|?|?|?|?|?",
            ),
            (
                r#"example.org 2001:db8::7 - - [22/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 5 "-" "curl/8.5.0""#,
                "1795341600 2001:db8::7 example.org GET / 200 -|curl/8.5.0|?|?|?|?|?",
            ),
            (
                r#"[2001:db8::1]:80 client.isp.example - bob [22/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 404 5 "-" "-""#,
                "1795341600 client.isp.example 2001:db8::1 GET / 404 -|-|?|?|?|?|?",
            ),
        ],
    );
    check(
        "common with virtual host",
        &[(
            r#"www.example.org:80 192.0.2.7 - - [22/Nov/2026:10:00:00 +0000] "GET /a HTTP/1.1" 200 5"#,
            "1795341600 192.0.2.7 www.example.org GET /a 200 ?|?|?|?|?|?|?",
        )],
    );
}

#[test]
fn traefik_adds_its_own_ending() {
    check(
        "Traefik",
        &[
            (
                r#"192.0.2.7 - - [22/Nov/2026:10:00:00 +0000] "GET /a HTTP/1.1" 200 5 "-" "-" 17 "web@docker" "http://172.18.0.3:80" 4ms"#,
                "1795341600 192.0.2.7 ? GET /a 200 -|-|?|?|?|?|?",
            ),
            (
                r#"192.0.2.7 - admin [22/Nov/2026:10:00:00 +0000] "GET /b HTTP/2.0" 404 19 "https://a.example/" "curl/8.5.0" 18 "-" "-" 0ms"#,
                "1795341600 192.0.2.7 ? GET /b 404 https://a.example/|curl/8.5.0|?|?|?|?|?",
            ),
            (
                r#"192.0.2.7 - - [22/Nov/2026:10:00:00 +0000] "POST /c HTTP/3.0" 499 0 "-" "Signal "quoted" agent" 19 "c@file" "http://10.0.0.9" 9000ms"#,
                r#"1795341600 192.0.2.7 ? POST /c 499 -|Signal "quoted|?|?|?|?|?"#,
            ),
        ],
    );
}

#[test]
fn a_dash_says_nothing_where_traefik_drops_all_headers() {
    check(
        "Traefik",
        &[(
            r#"192.0.2.7 - - [22/Nov/2026:10:00:00 +0000] "GET /a HTTP/1.1" 200 5 "-" "-" 17 "web@docker" "http://172.18.0.3:80" 4ms"#,
            "1795341600 192.0.2.7 ? GET /a 200 ?|?|?|?|?|?|?",
        )],
    );
}

#[test]
fn requests_that_are_none_have_no_target() {
    let check = |request: &str, expected: &str| {
        let line = format!(r#"192.0.2.7 - - [22/Nov/2026:10:00:00 +0000] "{request}" 400 0 "-" "-""#);
        let expected = format!("1795341600 192.0.2.7 ? {expected} 400 -|-|?|?|?|?|?");
        assert_eq!(told(&COMBINED, line.as_bytes()), expected);
    };
    check(r"\x16\x03\x01", "OTHER ");
    check("-", "OTHER ");
    check("", "OTHER ");
    check("GET /", "GET /");
    check("GET http://other.example/x HTTP/1.1", "GET http://other.example/x");
    check("GET /with some blanks HTTP/1.1", "GET /with some blanks");
    check(r#"GET /say/"hi" HTTP/1.1"#, r#"GET /say/"hi""#);
    check(r#"GET /say/\"hi\" HTTP/1.1"#, r#"GET /say/"hi""#);
    check(r"GET /caf\xc3\xa9 HTTP/1.1", "GET /café");
    check("OPTIONS * HTTP/1.1", "OTHER *");
}

#[test]
fn quotes_and_escapes_in_headers_are_understood() {
    let check = |user_agent: &str, expected: &str| {
        let line = format!(
            r#"192.0.2.7 - - [22/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 0 "-" "{user_agent}""#
        );
        let expected = format!("1795341600 192.0.2.7 ? GET / 200 -|{expected}|?|?|?|?|?");
        assert_eq!(told(&COMBINED, line.as_bytes()), expected);
    };
    check(r#"a "b" c"#, r#"a "b" c"#);
    check(r#"a \"b\" c"#, r#"a "b" c"#);
    check(r"a \x22b\x22 c", r#"a "b" c"#);
    check(r"back\\slash", r"back\slash");
    check(r"\x1b[31mred", "\u{1b}[31mred");
}

#[test]
fn a_line_is_of_use_as_long_as_its_user_agent_has_begun() {
    let line = r#"192.0.2.7 - - [22/Nov/2026:10:00:00 +0000] "GET /a HTTP/1.1" 200 512 "https://a.example/" "curl/8.5.0""#;
    let agent = line.find("curl").unwrap();
    for length in 0..line.len() {
        let read = told(&COMBINED, &line.as_bytes()[..length]);
        match length {
            0 => assert_eq!(read, "[header]"),
            _ if length < agent => assert!(read.starts_with('['), "{length}: {read}"),
            _ => assert!(
                read.starts_with("1795341600 192.0.2.7 ? GET /a 200 https://a.example/|"),
                "{length}: {read}"
            ),
        }
    }
    assert!(told(&COMBINED, &line.as_bytes()[..line.len() - 5]).contains("|curl/8|"));
}

#[test]
fn marks_line_ends_and_odd_bytes_do_not_matter() {
    let line = b"\xef\xbb\xbf192.0.2.7 - - [22/Nov/2026:10:00:00 +0000] \"GET /caf\xe9 HTTP/1.1\" 200 512 \"-\" \"\xff\"\r\n";
    assert_eq!(told(&COMBINED, line), "1795341600 192.0.2.7 ? GET /caf\u{fffd} 200 -|\u{fffd}|?|?|?|?|?");
    assert_eq!(told(&COMBINED, b"   \r\n"), "[header]");
    assert_eq!(told(&COMBINED, b"# logging begins"), "[header]");
}

#[test]
fn what_is_no_line_of_the_format_says_why() {
    check_with(
        &COMBINED,
        &[
            (
                r#"192.0.2.7 - - [32/Feb/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 5 "-" "-""#,
                "[no valid time where the format has one]",
            ),
            (
                r#"192.0.2.7 - - [22/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 2000 5 "-" "-""#,
                "[no status code where the format has one]",
            ),
            (
                r#"192.0.2.7 - - [22/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 5"#,
                "[the line ends too early]",
            ),
            (
                r#"192.0.2.7 - - [22/Nov/2026:10:00:00 +0000] GET / 200 5 "-" "-""#,
                "[the line is laid out differently]",
            ),
            ("hello", "[no client address where the format has one]"),
        ],
    );
}
