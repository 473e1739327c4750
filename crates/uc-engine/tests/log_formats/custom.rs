//! Formats that a user describes, in the syntax of nginx and of Apache.

use uc_engine::log::carries::Presence;
use uc_engine::log::format::Format;
use uc_engine::log::pattern::Pattern;

use super::told::{check_with, told};

fn check(pattern: &str, line: &str, expected: &str) {
    let format =
        Format::Custom(Pattern::compile(pattern).unwrap_or_else(|error| panic!("{pattern}: {error}")));
    check_with(&format, &[(line, expected)]);
}

#[test]
fn nginx_patterns_are_read() {
    check(
        r#"$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent" "$http_sec_fetch_site" "$http_sec_fetch_dest" "$http_x_requested_with" "$http_accept_language" $host"#,
        r#"192.0.2.7 - john doe [22/Nov/2026:10:00:00 +0000] "GET /a HTTP/1.1" 200 5 "-" "curl/8.5.0" "none" "document" "-" "de-DE,de;q=0.9" www.example.org"#,
        "1795341600 192.0.2.7 www.example.org GET /a 200 -|curl/8.5.0|none|document|-|de-DE,de;q=0.9|?",
    );
    check(
        "${time_iso8601}\t$msec\t$request_method\t$scheme://x\t$request_uri\t$status\t$http_x_forwarded_for\t$geoip_country_code",
        "2026-11-22T10:00:00+00:00\t1795341600.001\tHEAD\thttps://x\t/a?b\t304\t203.0.113.9, 10.0.0.1\tSE",
        "1795341600 203.0.113.9 ? HEAD /a?b 304 ?|?|?|?|?|?|?",
    );
    check(
        "$host$request_uri $time_local $status $remote_addr",
        "www.example.org/a?b 22/Nov/2026:10:00:00 +0000 200 2001:db8::7",
        "1795341600 2001:db8::7 www.example.org GET /a?b 200 ?|?|?|?|?|?|?",
    );
    check(
        "$remote_addr $uri$is_args$args [$time_local] $status",
        "192.0.2.7 /a?b=c [22/Nov/2026:10:00:00 +0000] 200",
        "1795341600 192.0.2.7 ? GET /a?b=c 200 ?|?|?|?|?|?|?",
    );
}

#[test]
fn a_whole_nginx_directive_may_be_pasted() {
    check(
        "log_format  dark escape=json '{\"when\":\"$time_iso8601\",'\n  '\"who\":\"$remote_addr\",\"what\":\"$request\",'\n  '\"how\":$status,\"agent\":\"$http_user_agent\"}';",
        r#"{"when":"2026-11-22T10:00:00+00:00","who":"192.0.2.7","what":"GET /a HTTP/1.1","how":200,"agent":"say \"hi\""}"#,
        "1795341600 192.0.2.7 ? GET /a 200 ?|say \"hi\"|?|?|?|?|?",
    );
}

#[test]
fn apache_patterns_are_read() {
    check(
        r#"%h %l %u %t \"%r\" %>s %b \"%{Referer}i\" \"%{User-Agent}i\""#,
        r#"192.0.2.7 - - [22/Nov/2026:10:00:00 +0000] "GET /a HTTP/1.1" 200 5 "https://a.example/" "say \"hi\" "now"""#,
        "1795341600 192.0.2.7 ? GET /a 200 https://a.example/|say \"hi\" \"now\"|?|?|?|?|?",
    );
    check(
        r#"LogFormat "%v:%p %{X-Forwarded-For}i %{%s}t %m \"%U%q\" %s %I %O %{Sec-Fetch-Site}i %{ms}T 100%%" dark"#,
        r#"www.example.org:443 203.0.113.9, 10.0.0.1 1795341600 GET "/a?b=c" 200 1 2 none 7 100%"#,
        "1795341600 203.0.113.9 www.example.org GET /a?b=c 200 ?|?|none|?|?|?|?",
    );
    check(
        r#"%a %{%Y-%m-%dT%T%z}t "%r" %>s "%400,501{User-agent}i""#,
        r#"192.0.2.7 2026-11-22T10:00:00+0000 "GET / HTTP/1.1" 200 "-""#,
        "1795341600 192.0.2.7 ? GET / 200 ?|?|?|?|?|?|?",
    );
    check(
        r#"%a %{begin:%s}t "%r" %>s "%!200{Referer}i""#,
        r#"192.0.2.7 1795341600 "GET / HTTP/1.1" 404 "https://a.example/""#,
        "1795341600 192.0.2.7 ? GET / 404 https://a.example/|?|?|?|?|?|?",
    );
}

#[test]
fn a_forwarded_address_stands_in_only_where_it_has_to() {
    let pattern = r#"%{X-Forwarded-For}i %h %t "%r" %>s"#;
    let rest = r#"[22/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200"#;
    check(
        pattern,
        &format!("203.0.113.9 192.0.2.7 {rest}"),
        "1795341600 192.0.2.7 ? GET / 200 ?|?|?|?|?|?|?",
    );
    check(pattern, &format!("203.0.113.9 - {rest}"), "1795341600 203.0.113.9 ? GET / 200 ?|?|?|?|?|?|?");
}

#[test]
fn a_line_cut_in_its_last_quoted_field_is_of_use() {
    let pattern = r#"$remote_addr [$time_local] "$request" $status "$http_user_agent" "$http_referer""#;
    check(
        pattern,
        r#"192.0.2.7 [22/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 "curl/8"#,
        "1795341600 192.0.2.7 ? GET / 200 ?|curl/8|?|?|?|?|?",
    );
    check(
        pattern,
        r#"192.0.2.7 [22/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 20"#,
        "[the line ends too early]",
    );
    check(pattern, r#"192.0.2.7 - [22/Nov/2026:10:00:00 +0000]"#, "[the line ends too early]");
}

#[test]
fn what_a_pattern_carries_comes_from_its_fields() {
    let carries = Pattern::compile(r#"%h %t "%r" %>s "%{Accept-Language}i" "%400{User-Agent}i" %v"#)
        .map(|pattern| Format::Custom(pattern).carries())
        .unwrap();
    assert_eq!(carries.accept_language, Presence::Carried);
    assert_eq!(carries.host, Presence::Carried);
    assert_eq!(carries.user_agent, Presence::Missing);
    assert_eq!(carries.referrer, Presence::Missing);
}

#[test]
fn a_pattern_that_cannot_work_is_refused_with_words_on_what_to_do() {
    let check = |pattern: &str, expected: &str| {
        let error = Pattern::compile(pattern).expect_err(pattern).to_string();
        assert!(error.contains(expected), "{pattern}: {error}");
    };
    check("", "names no field");
    check("plain words", "names no field");
    check(r#"%h "%r" %>s"#, "no time");
    check("%h %t %>s", "no request");
    check(r#"%h %t "%r""#, "no status");
    check(r#"%t "%r" %>s"#, "no client address");
    check("$remote_addr$time_local $request $status", "nothing separates $remote_addr from $time_local");
    check(r#"%h%u %t "%r" %>s"#, "nothing separates %h from %u");
    check(r#"%h %t "%r" %>s %Y"#, "%Y is no directive");
    check(r#"%h %t "%r" %>s 100%"#, "% is no directive");
    check(r#"%h %t "%r" %>s %{Referer"#, "%{ is not closed");
    check(r#"%h %{%d.%m.%Y}t "%r" %>s"#, "%{%d.%m.%Y}t");
    check("${remote_addr $time_local", "${ is not closed");
    check("log_format x '$remote_addr", "a quote is not closed");
}

#[test]
fn a_pattern_reads_what_it_would_write() {
    let values: [(&str, &str); 7] = [
        ("$remote_addr", "192.0.2.7"),
        ("[$time_local]", "[22/Nov/2026:10:00:00 +0000]"),
        ("\"$request\"", "\"GET /a b?c HTTP/1.1\""),
        ("$status", "200"),
        ("\"$http_referer\"", "\"https://a.example/\""),
        ("\"$http_user_agent\"", "\"a b (c; d)\""),
        ("$upstream_time", "0.001"),
    ];
    // Every rotation and both directions: no field depends on where it stands.
    for shift in 0..values.len() {
        let mut order = values;
        order.rotate_left(shift);
        for _direction in 0..2 {
            order.reverse();
            for separator in [" ", "\t", " | ", ", "] {
                let pattern = order.map(|(field, _)| field).join(separator);
                let line = order.map(|(_, value)| value).join(separator);
                let format = Format::Custom(Pattern::compile(&pattern).unwrap());
                assert_eq!(
                    told(&format, line.as_bytes()),
                    "1795341600 192.0.2.7 ? GET /a b?c 200 https://a.example/|a b (c; d)|?|?|?|?|?",
                    "{pattern}"
                );
            }
        }
    }
}

#[test]
fn what_the_guide_tells_administrators_to_write_works() {
    let guide = include_str!("../../../../docs/guide/log-formats.md");
    let commands: Vec<&str> =
        guide.lines().filter(|line| line.starts_with("undercurrent report --log-format")).collect();
    assert_eq!(commands.len(), 3);
    for command in commands {
        let pattern = command.split('\'').nth(1).unwrap();
        assert!(Pattern::compile(pattern).is_ok(), "{pattern}");
    }
    let block = |language: &str| {
        guide.split(&format!("```{language}\n")).nth(1).unwrap().split("```").next().unwrap()
    };
    let nginx = Format::Custom(Pattern::compile(block("nginx").split(';').next().unwrap()).unwrap());
    let apache = Format::Custom(Pattern::compile(block("apache").lines().next().unwrap()).unwrap());
    for (format, carried) in [(nginx, 8), (apache, 7)] {
        assert_eq!(format.carries().count(), carried);
    }
}
