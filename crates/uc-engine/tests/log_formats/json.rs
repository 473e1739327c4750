//! JSON: nginx, Caddy, Traefik and what pipelines make of them.

use uc_engine::log::format::{Format, Read};
use uc_engine::log::time::Clock;

use super::told::{check, check_with, told};

#[test]
fn nginx_json_is_read_in_many_spellings() {
    check(
        "JSON",
        &[
            (
                r#"{"time_local":"22/Nov/2026:10:00:00 +0000","remote_addr":"192.0.2.7","request":"GET /a HTTP/1.1","status":"200","http_referer":"https://a.example/","http_user_agent":"curl/8.5.0","http_host":"www.example.org:443","http_sec_fetch_site":"none","http_sec_fetch_dest":"document","http_x_requested_with":"com.whatsapp","http_accept_language":"de","http_sec_purpose":"prefetch"}"#,
                "1795341600 192.0.2.7 www.example.org GET /a 200 https://a.example/|curl/8.5.0|none|document|com.whatsapp|de|prefetch",
            ),
            (
                r#"{ "time_iso8601": "2026-11-22T11:00:00+01:00", "remote_ip": "2001:db8::7", "request_method": "GET", "request_uri": "/a?b=c", "uri": "/index.php", "args": "q=1", "status": 304, "http_referrer": "", "user_agent": "-", "server_name": "example.org", "request_time": 0.004 }"#,
                "1795341600 2001:db8::7 example.org GET /a?b=c 304 -|-|-|-|-|-|-",
            ),
            (
                r#"{"msec":"1795341600.123","clientip":"192.0.2.7","request_method":"HEAD","uri":"/a","args":"b=c","status":"200","referrer":"-","agent":"curl/8.5.0","sec_fetch_site":"cross-site"}"#,
                "1795341600 192.0.2.7 ? HEAD /a?b=c 200 -|curl/8.5.0|cross-site|-|-|-|-",
            ),
            (
                r#"{"@timestamp":"2026-11-22T10:00:00.000Z","clientip":"192.0.2.7","verb":"GET","request":"/a?b","response":"200","referrer":"\"https://a.example/\"","agent":"\"curl/8.5.0\"","host":{"name":"shipper"},"tags":["x",{"y":[1]}],"geo":null}"#,
                "1795341600 192.0.2.7 ? GET /a?b 200 https://a.example/|curl/8.5.0|-|-|-|-|-",
            ),
            (
                r#"{"timestamp":1795341600123,"http_x_forwarded_for":"203.0.113.9, 10.0.0.1","request":"GET / HTTP/1.1","status":200,}"#,
                "1795341600 203.0.113.9 ? GET / 200 -|-|-|-|-|-|-",
            ),
        ],
    );
}

#[test]
fn both_ways_of_escaping_are_understood() {
    let line = r#"{"time_local":"22/Nov/2026:10:00:00 +0000","remote_addr":"192.0.2.7","request":"GET /caf\xC3\xA9 HTTP/1.1","status":"200","http_referer":"https:\/\/a.example\/\u00e4","http_user_agent":"a \x22b\x22 \"c\""}"#;
    check(
        "JSON",
        &[(line, "1795341600 192.0.2.7 ? GET /café 200 https://a.example/ä|a \"b\" \"c\"|?|?|?|?|?")],
    );
}

#[test]
fn caddy_json_is_read() {
    check(
        "Caddy JSON",
        &[
            (
                r#"{"level":"info","ts":1795341600.7561,"logger":"http.log.access.log0","msg":"handled request","request":{"remote_ip":"10.0.0.1","remote_port":"41342","client_ip":"192.0.2.7","proto":"HTTP/2.0","method":"GET","host":"www.example.org","uri":"/a?b=c","headers":{"User-Agent":["curl/8.5.0"],"Accept":["*/*"],"Referer":["https://a.example/"],"Sec-Fetch-Site":["none"],"Date":["x"]},"tls":{"resumed":false,"version":772,"cipher_suite":4865,"proto":"h2","server_name":"www.example.org"}},"bytes_read":0,"user_id":"","duration":0.000929675,"size":10900,"status":200,"resp_headers":{"Server":["Caddy"],"Referer":["not this"]}}"#,
                "1795341600 192.0.2.7 www.example.org GET /a?b=c 200 https://a.example/|curl/8.5.0|none|?|?|?|?",
            ),
            (
                r#"{"level":"info","ts":"2026-11-22T10:00:00.000Z","logger":"http.log.access","msg":"handled request","request":{"remote_ip":"2001:db8::7","remote_port":"4","method":"HEAD","host":"example.org:8443","uri":"/","headers":{"X-Forwarded-For":["198.51.100.1"]}},"status":304}"#,
                "1795341600 2001:db8::7 example.org HEAD / 304 -|-|-|?|?|?|?",
            ),
            (
                r#"{"level":"error","ts":"2026/11/22 10:00:00.000","logger":"http.log.access","request":{"remote_addr":"192.0.2.7:4711","method":"GET","host":"example.org","uri":"/x","headers":{"User-Agent":[]}},"common_log":"ignored","status":502}"#,
                "1795341600 192.0.2.7 example.org GET /x 502 -|-|-|?|?|?|?",
            ),
        ],
    );
}

#[test]
fn traefik_json_is_read() {
    check(
        "Traefik JSON",
        &[
            (
                r#"{"ClientAddr":"192.0.2.7:51234","ClientHost":"192.0.2.7","ClientPort":"51234","ClientUsername":"-","DownstreamContentSize":5,"DownstreamStatus":200,"Duration":4012345,"OriginStatus":500,"RequestAddr":"www.example.org","RequestContentSize":0,"RequestCount":17,"RequestHost":"www.example.org","RequestMethod":"GET","RequestPath":"/a?b=c","RequestPort":"-","RequestProtocol":"HTTP/2.0","RequestScheme":"https","RetryAttempts":0,"RouterName":"web@docker","StartLocal":"2026-11-22T11:00:00.123456789+01:00","StartUTC":"2026-11-22T10:00:00.123456789Z","entryPointName":"websecure","level":"info","msg":"","request_Accept-Language":"de-DE","request_Referer":"https://a.example/","request_Sec-Fetch-Site":"cross-site","request_User-Agent":"curl/8.5.0","time":"2026-11-22T11:00:04+01:00"}"#,
                "1795341600 192.0.2.7 www.example.org GET /a?b=c 200 https://a.example/|curl/8.5.0|cross-site|?|?|de-DE|?",
            ),
            (
                r#"{"ClientAddr":"[2001:db8::7]:1","ClientHost":"2001:db8::7","DownstreamStatus":404,"RequestAddr":"example.org:8443","RequestHost":"example.org","RequestMethod":"HEAD","RequestPath":"/","StartUTC":"2026-11-22T10:00:01Z","time":"2026-11-22T10:00:01Z"}"#,
                "1795341601 2001:db8::7 example.org HEAD / 404 -|-|-|?|?|-|?",
            ),
            (
                r#"{"ClientHost":"192.0.2.7","OriginStatus":301,"RequestHost":"example.org","RequestMethod":"POST","RequestPath":"/form","request_User-Agent":"x","time":"2026-11-22T10:00:02Z"}"#,
                "1795341602 192.0.2.7 example.org POST /form 301 -|x|-|?|?|-|?",
            ),
        ],
    );
}

#[test]
fn a_line_cut_late_is_of_use_and_tells_nothing_about_what_was_cut() {
    let line = r#"{"ts":1795341600,"status":200,"remote_addr":"192.0.2.7","request":"GET / HTTP/1.1","http_user_agent":"curl/8.5.0","http_referer":"x"}"#;
    let format = Format::named("json").unwrap();
    let cut = |at: &str| told(&format, &line.as_bytes()[..line.find(at).unwrap()]);
    assert_eq!(cut(".5.0"), "1795341600 192.0.2.7 ? GET / 200 ?|curl/8|?|?|?|?|?");
    assert_eq!(cut("\"http_ref"), "1795341600 192.0.2.7 ? GET / 200 ?|curl/8.5.0|?|?|?|?|?");
    assert_eq!(cut("\"request"), "[the line ends too early]");
}

#[test]
fn broken_json_is_unreadable_and_deep_json_does_no_harm() {
    let format = Format::named("json").unwrap();
    check_with(
        &format,
        &[
            (
                r#"{"ts":1795341600,"status":200,"remote_addr":"192.0.2.7","uri":"/" "x"}"#,
                "[the line is laid out differently]",
            ),
            (
                r#"{"status":200,"remote_addr":"192.0.2.7","uri":"/"}"#,
                "[no valid time where the format has one]",
            ),
            (r#"{"ts":1795341600,"status":200,"uri":"/"}"#, "[no client address where the format has one]"),
            (
                r#"{"ts":1795341600,"status":200,"remote_addr":"192.0.2.7"}"#,
                "[no request where the format has one]",
            ),
            ("[]", "[the line is laid out differently]"),
        ],
    );
    let deep = format!("{{\"request\":{}", "{\"request\":".repeat(200_000));
    assert!(matches!(format.read(deep.as_bytes(), &mut Clock::default()), Read::Unreadable(_)));
}
