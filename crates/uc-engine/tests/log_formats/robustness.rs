//! Whatever bytes come, nothing panics, and what is read lies in the line.

use std::borrow::Cow;

use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any, prop_oneof, proptest};
use proptest::sample::select;
use proptest::strategy::{Just, Strategy};
use uc_engine::hit::{Header, Hit};
use uc_engine::log::detect::detect;
use uc_engine::log::format::{Format, Read};
use uc_engine::log::pattern::Pattern;
use uc_engine::log::time::Clock;

/// A line of each format that is found by itself, with the format's name.
pub(crate) const LINES: [(&str, &str); 12] = [
    ("common", r#"192.0.2.7 - - [22/Nov/2026:10:00:00 +0000] "GET /a HTTP/1.1" 200 5"#),
    ("combined", r#"192.0.2.7 - - [22/Nov/2026:10:00:00 +0000] "GET /a HTTP/1.1" 200 5 "-" "curl \"8\"""#),
    (
        "combined with virtual host",
        r#"a.example:80 192.0.2.7 - - [22/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 5 "-" "x""#,
    ),
    (
        "Traefik",
        r#"192.0.2.7 - - [22/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 5 "-" "-" 17 "web@docker" "http://172.18.0.3:80" 4ms"#,
    ),
    (
        "JSON",
        r#"{"time_local":"22/Nov/2026:10:00:00 +0000","remote_addr":"192.0.2.7","request":"GET / HTTP/1.1","status":"200","http_user_agent":"\u00e4\x22"}"#,
    ),
    (
        "Caddy JSON",
        r#"{"ts":1795341600.5,"request":{"client_ip":"192.0.2.7","method":"GET","host":"a.example","uri":"/","headers":{"User-Agent":["x"]}},"status":200}"#,
    ),
    (
        "Traefik JSON",
        r#"{"ClientHost":"192.0.2.7","DownstreamStatus":200,"RequestHost":"a.example","RequestMethod":"GET","RequestPath":"/","StartUTC":"2026-11-22T10:00:00Z"}"#,
    ),
    (
        "CloudFront",
        "2026-11-22\t10:00:00\tARN54\t392\t192.0.2.7\tGET\td1.cloudfront.net\t/a\t200\t-\tx%2520y\t-\t-\tHit\tid\ta.example",
    ),
    (
        "AWS classic load balancer",
        r#"2026-11-22T10:00:00.9Z web 192.0.2.7:2 10.0.0.1:80 0.0 0.0 0.0 200 200 0 29 "GET http://a.example:80/ HTTP/1.1" "x" - -"#,
    ),
    (
        "AWS application load balancer",
        r#"https 2026-11-22T10:00:00.1Z app/w/5 192.0.2.7:2 10.0.0.1:80 0.0 0.0 0.0 200 200 0 57 "GET https://a.example:443/ HTTP/1.1" "x" - - - "Root=1""#,
    ),
    (
        "Amazon S3",
        r#"79a5 bucket [22/Nov/2026:10:00:00 +0000] 192.0.2.7 - 3E5 WEBSITE.GET.OBJECT a "GET /a HTTP/1.1" 200 - 113 113 7 5 "-" "x" - s9 - - - a.example"#,
    ),
    (
        "HAProxy",
        r#"192.0.2.7:3 [22/Nov/2026:10:00:00.655] in web/web1 0/0/0/1/1 200 5 - - ---- 1/1/0/0/0 0/0 {a.example|x/1} {} "GET / HTTP/1.1""#,
    ),
];

/// Every format, the custom ones among them.
fn formats() -> Vec<Format> {
    let mut formats: Vec<Format> = LINES
        .iter()
        .map(|(_, line)| detect(line.as_bytes()).expect("the line is one of its format"))
        .chain(["common", "combined", "vhost", "json"].iter().filter_map(|name| Format::named(name)))
        .collect();
    formats.extend(uc_engine::log::w3c::fields_directive(
        b"#Fields: date time c-ip cs-uri-stem cs-uri-query sc-status cs(User-Agent)",
    ));
    for pattern in [
        r#"%{X-Forwarded-For}i %h %t "%r" %>s "%{Referer}i" "%400{User-Agent}i""#,
        "$host$request_uri $time_local $status $remote_addr",
    ] {
        formats.push(Format::Custom(Pattern::compile(pattern).expect("the pattern is sound")));
    }
    formats
}

/// Reads a line in every format; every value that was not decoded has to lie in the line.
fn check(formats: &[Format], line: &[u8]) {
    for format in formats {
        let Read::Hit(hit) = format.read(line, &mut Clock::default()) else { continue };
        for value in borrowed(&hit) {
            let (start, end) = (value.as_ptr_range().start, value.as_ptr_range().end);
            let lies_inside = line.as_ptr_range().start <= start && end <= line.as_ptr_range().end;
            assert!(value.is_empty() || lies_inside, "{}: {hit:?}", format.name());
        }
        assert!(hit.status <= 999);
        assert!((0..32_503_680_000).contains(&hit.at));
    }
}

fn borrowed<'h>(hit: &'h Hit<'_>) -> Vec<&'h [u8]> {
    let headers = [
        &hit.referrer,
        &hit.user_agent,
        &hit.extra.sec_fetch_site,
        &hit.extra.sec_fetch_dest,
        &hit.extra.requested_with,
        &hit.extra.accept_language,
        &hit.extra.purpose,
    ];
    let sent = headers.into_iter().filter_map(|header| match header {
        Header::Sent(Cow::Borrowed(value)) => Some(*value),
        Header::Sent(Cow::Owned(_)) | Header::Absent | Header::Unknown => None,
    });
    let others =
        [Some(&hit.target), hit.host.as_ref()].into_iter().flatten().filter_map(|value| match value {
            Cow::Borrowed(value) => Some(*value),
            Cow::Owned(_) => None,
        });
    sent.chain(others).chain([hit.address]).collect()
}

/// Pieces of lines and single bytes, in any order: nearer to a line than bytes drawn by chance.
fn nearly_a_line() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        select(LINES.to_vec()).prop_map(|(_, line)| line.as_bytes().to_vec()),
        select(vec![
            " ",
            "\"",
            "\\",
            "[",
            "]",
            "{",
            "}",
            "|",
            ",",
            "\t",
            "%25",
            "\\x2",
            "\\u12",
            "\"GET / HTTP/1.1\"",
            "200"
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
        Just(b"[22/Nov/2026:10:00:00 +0000]".to_vec()),
        vec(any::<u8>(), 0..4),
    ];
    vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

#[test]
fn the_longest_lines_are_read_in_one_go() {
    // Anything that searched the rest of the line again at every step would take hours here.
    let formats = formats();
    for (begin, piece) in [
        ("", "\""),
        ("", "\\\\\""),
        ("", "a,"),
        ("", " ["),
        ("", "{\"request\":["),
        ("{\"request\":{\"headers\":{\"User-Agent\":[", "\"\\\\\","),
        ("192.0.2.7 - - [22/Nov/2026:10:00:00 +0000] \"GET /", "\" "),
        ("192.0.2.7 - - [22/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"", "\"x"),
        ("192.0.2.7:3 [22/Nov/2026:10:00:00.655] in web/web1 0/0/0/1/1 200 5 - - ---- 1/1/0/0/0 0/0 ", "{} "),
        ("2026-11-22\t10:00:00\tARN54\t392\t192.0.2.7\tGET\td1\t/", "%25"),
        ("203.0.113.9, ", "10.0.0.1, "),
    ] {
        let line = begin.to_owned() + &piece.repeat(2_000_000 / piece.len());
        check(&formats, line.as_bytes());
        assert!(detect(line.as_bytes()).is_ok() || detect(line.as_bytes()).is_err());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_never_panic(line in vec(any::<u8>(), 0..300)) {
        check(&formats(), &line);
    }

    #[test]
    fn pieces_of_lines_never_panic(line in nearly_a_line()) {
        check(&formats(), &line);
        assert!(detect(&line).is_ok() || detect(&line).is_err());
    }

    #[test]
    fn a_damaged_line_never_panics(which in 0..LINES.len(), at in 0_usize..400, byte in any::<u8>(), end in 0_usize..400) {
        let mut line = LINES[which].1.as_bytes().to_vec();
        let length = line.len();
        line[at % length] = byte;
        line.truncate(end % length + 1);
        check(&formats(), &line);
    }

    #[test]
    fn any_text_compiles_or_is_refused(text in "[%$a-z{}<>!0-9 \"'\\\\^]{0,40}") {
        if let Ok(pattern) = Pattern::compile(&text) {
            check(&[Format::Custom(pattern)], text.as_bytes());
        }
    }
}
