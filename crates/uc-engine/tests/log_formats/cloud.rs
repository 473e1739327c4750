//! Amazon: load balancers, S3.

use super::told::check;

#[test]
fn application_load_balancer_lines_are_read() {
    check(
        "AWS application load balancer",
        &[
            (
                r#"https 2026-11-22T10:00:00.186641Z app/web/50dc6c495c0c9188 192.0.2.7:2817 10.0.0.1:80 0.086 0.048 0.037 200 200 0 57 "GET https://www.example.org:443/a?b=c HTTP/1.1" "curl/8.5.0" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:elasticloadbalancing:eu-north-1:123456789012:targetgroup/web/73e2d6bc24d8a067 "Root=1-58337281-1d84f3d73c47ec4e58577259" "www.example.org" "arn:aws:acm:eu-north-1:123456789012:certificate/12345678" 1 2026-11-22T10:00:00.064000Z "authenticate,forward" "-" "-" "10.0.0.1:80" "200" "-" "-" TID_1"#,
                "1795341600 192.0.2.7 www.example.org GET /a?b=c 200 ?|curl/8.5.0|?|?|?|?|?",
            ),
            (
                r#"h2 2026-11-22T10:00:00.186641Z app/web/50dc6c495c0c9188 [2001:db8::7]:2817 10.0.0.1:80 0.086 0.048 0.037 404 404 0 57 "HEAD https://example.org:443/ HTTP/2.0" "say \"hi\"" - - - "Root=1-x" "-" "-" 0 2026-11-22T10:00:00.064000Z "forward" "-" "-" "-" "-" "-" "-""#,
                "1795341600 2001:db8::7 example.org HEAD / 404 ?|say \"hi\"|?|?|?|?|?",
            ),
            (
                r#"http 2026-11-22T10:00:00.186641Z app/web/50dc6c495c0c9188 192.0.2.7:2817 - -1 -1 -1 460 - 0 0 "- - -" "-" - - - "-" "-" "-" - 2026-11-22T10:00:00.064000Z "-" "-" "-" "-" "-" "-" "-""#,
                "1795341600 192.0.2.7 ? OTHER  460 ?|-|?|?|?|?|?",
            ),
        ],
    );
}

#[test]
fn classic_load_balancer_lines_are_read() {
    check(
        "AWS classic load balancer",
        &[
            (
                r#"2026-11-22T10:00:00.945958Z web 192.0.2.7:2817 10.0.0.1:80 0.000073 0.001048 0.000057 200 200 0 29 "GET http://www.example.org:80/a HTTP/1.1" "curl/8.5.0" - -"#,
                "1795341600 192.0.2.7 www.example.org GET /a 200 ?|curl/8.5.0|?|?|?|?|?",
            ),
            (
                r#"2026-11-22T10:00:00.945958Z web 2001:db8::7:2817 10.0.0.1:80 0.000073 0.001048 0.000057 301 301 0 29 "GET https://www.example.org:443 HTTP/1.1" "-" DHE-RSA-AES128-SHA TLSv1.2"#,
                "1795341600 2001:db8::7 www.example.org GET / 301 ?|-|?|?|?|?|?",
            ),
            (
                r#"2026-11-22T10:00:00.945958Z web 192.0.2.7:2817 - -1 -1 -1 503 0 0 0 "GET http://www.example.org:80/old HTTP/1.1""#,
                "1795341600 192.0.2.7 www.example.org GET /old 503 ?|?|?|?|?|?|?",
            ),
            (
                r#"2026-11-22T10:00:00.945958Z web 192.0.2.7:2817 10.0.0.1:80 0.001069 0.000028 0.000041 - - 82 305 "- - - " "-" - -"#,
                "1795341600 192.0.2.7 ? OTHER  0 ?|-|?|?|?|?|?",
            ),
        ],
    );
}

#[test]
fn s3_lines_are_read_and_only_fetches_of_objects_count() {
    check(
        "Amazon S3",
        &[
            (
                r#"79a59df9 www.example.org [22/Nov/2026:10:00:00 +0000] 192.0.2.7 - 3E57427F3EXAMPLE WEBSITE.GET.OBJECT a.html "GET /a.html?b=c HTTP/1.1" 200 - 113 113 7 5 "https://a.example/" "curl/8.5.0" - s9lzHYrFp76ZVxRcpX9+5cjAnEH2ROuNkd2BHfIa6UkFVdtjf5mKR3/eTPFvsiP/XV/VLi31234= - - - www.example.org.s3-website.eu-north-1.amazonaws.com - - -"#,
                "1795341600 192.0.2.7 www.example.org.s3-website.eu-north-1.amazonaws.com GET /a.html?b=c 200 https://a.example/|curl/8.5.0|?|?|?|?|?",
            ),
            (
                r#"79a59df9 bucket [22/Nov/2026:10:00:00 +0000] 192.0.2.7 79a59df9 891CE47D2EXAMPLE REST.GET.OBJECT a/b.pdf "GET /bucket/a/b.pdf HTTP/1.1" 304 - - 4406583 41 28 "-" "-" -"#,
                "1795341600 192.0.2.7 ? GET /bucket/a/b.pdf 304 -|-|?|?|?|?|?",
            ),
            (
                r#"79a59df9 bucket [22/Nov/2026:10:00:00 +0000] 192.0.2.7 79a59df9 891CE47D2EXAMPLE REST.GET.LOGGING_STATUS - "GET /bucket?logging HTTP/1.1" 200 - 242 - 11 - "-" "S3Console/0.4" -"#,
                "1795341600 192.0.2.7 ? OTHER /bucket?logging 200 -|S3Console/0.4|?|?|?|?|?",
            ),
            (
                r#"79a59df9 bucket [22/Nov/2026:10:00:00 +0000] - AmazonS3 891CE47D2EXAMPLE S3.EXPIRE.OBJECT a/b.pdf "-" - - - 4406583 - - "-" "-" -"#,
                "[header]",
            ),
        ],
    );
}
