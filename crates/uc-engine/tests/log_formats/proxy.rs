//! HAProxy.

use super::told::check;

#[test]
fn haproxy_lines_are_read_with_and_without_what_syslog_puts_in_front() {
    check(
        "HAProxy",
        &[
            (
                r#"Nov 22 10:00:00 lb1 haproxy[14389]: 192.0.2.7:33317 [22/Nov/2026:10:00:00.655] http-in static/srv1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 "GET /a?b=c HTTP/1.1""#,
                "1795341600 192.0.2.7 ? GET /a?b=c 200 ?|?|?|?|?|?|?",
            ),
            (
                r#"2001:db8::7:33317 [22/Nov/2026:10:00:00.655] https-in~ web/web2 0/0/1/2/+3 304 +150 - - ---- 2/2/0/0/0 0/0 "HEAD / HTTP/2.0""#,
                "1795341600 2001:db8::7 ? HEAD / 304 ?|?|?|?|?|?|?",
            ),
            (
                r#"<134>Nov 22 10:00:00 haproxy[1]: 192.0.2.7:33318 [22/Nov/2026:10:00:00.655] http-in http-in/<NOSRV> -1/-1/-1/-1/5 400 187 - - PR-- 1/1/0/0/0 0/0 "<BADREQ>""#,
                "1795341600 192.0.2.7 ? OTHER  400 ?|?|?|?|?|?|?",
            ),
            (
                r#"192.0.2.7:33319 [22/Nov/2026:10:00:00.655] http-in web/web1 0/0/0/-1/50 -1 0 - - CD-- 1/1/0/0/0 0/0 "GET /cut/in/the/midd"#,
                "1795341600 192.0.2.7 ? GET /cut/in/the/midd 0 ?|?|?|?|?|?|?",
            ),
        ],
    );
}

#[test]
fn captured_headers_are_told_by_their_look() {
    check(
        "HAProxy",
        &[
            (
                r#"192.0.2.7:3 [22/Nov/2026:10:00:00.655] http-in web/web1 0/0/0/1/1 200 5 - - ---- 1/1/0/0/0 0/0 {www.example.org|https://a.example/x|Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0|de-DE,de;q=0.9|cross-site|document|com.whatsapp} {text/html|https://not.this/} "GET /a HTTP/1.1""#,
                "1795341600 192.0.2.7 www.example.org GET /a 200 https://a.example/x|FIREFOX|cross-site|document|com.whatsapp|de-DE,de;q=0.9|?",
            ),
            (
                r#"192.0.2.7:3 [22/Nov/2026:10:00:00.655] http-in web/web1 0/0/0/1/1 200 5 - - ---- 1/1/0/0/0 0/0 {www.example.org||curl/8.5.0|en|none|empty|} {|} "GET /b HTTP/1.1""#,
                "1795341600 192.0.2.7 www.example.org GET /b 200 -|curl/8.5.0|none|empty|-|en|?",
            ),
            (
                r#"192.0.2.7:3 [22/Nov/2026:10:00:00.655] http-in web/web1 0/0/0/1/1 200 5 - - ---- 1/1/0/0/0 0/0 {||||||} {} "GET /c HTTP/1.1""#,
                "1795341600 192.0.2.7 ? GET /c 200 -|-|-|-|-|-|?",
            ),
        ],
    );
    check(
        "HAProxy",
        &[(
            r#"192.0.2.7:3 [22/Nov/2026:10:00:00.655] http-in web/web1 0/0/0/1/1 200 5 - - ---- 1/1/0/0/0 0/0 {https://a.example/|203.0.113.9|Signal-iOS/7} "GET /a HTTP/1.1""#,
            "1795341600 192.0.2.7 ? GET /a 200 https://a.example/|Signal-iOS/7|?|?|?|?|?",
        )],
    );
}
