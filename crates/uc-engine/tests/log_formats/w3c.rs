//! W3C extended: IIS and CloudFront.

use uc_engine::log::detect::detect;
use uc_engine::log::w3c::fields_directive;

use super::told::{check_with, told};

#[test]
fn iis_lines_are_read() {
    let fields = "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken";
    let format = fields_directive(fields.as_bytes()).unwrap();
    assert_eq!(format.name(), "W3C extended");
    check_with(
        &format,
        &[
            (
                "2026-11-22 10:00:00 10.0.0.1 GET /a.aspx b=c+d 443 - 192.0.2.7 Mozilla/5.0+(X11;+Linux+x86_64;+rv:133.0)+Gecko/20100101+Firefox/133.0 https://a.example/?x=1+2 200 0 0 31",
                "1795341600 192.0.2.7 ? GET /a.aspx?b=c+d 200 https://a.example/?x=1+2|FIREFOX|?|?|?|?|?",
            ),
            (
                "2026-11-22 10:00:00 10.0.0.1 POST / - 80 CORP\\bob 2001:db8::7 - - 500 0 64 0",
                "1795341600 2001:db8::7 ? POST / 500 -|-|?|?|?|?|?",
            ),
            ("#Software: Microsoft Internet Information Services 10.0", "[header]"),
            (
                "2026-11-22 10:00:00 10.0.0.1 GET /cut - 80 - 192.0.2.7 curl/8.5.0 - 200",
                "1795341600 192.0.2.7 ? GET /cut 200 -|curl/8.5.0|?|?|?|?|?",
            ),
            (
                "2026-11-22 10:00:00 10.0.0.1 GET /cut - 80 - 192.0.2.7 curl",
                "[no status code where the format has one]",
            ),
            (
                "2026-11-22 10:00:00 10.0.0.1 GET / - 80 - 192.0.2.7 - - 200 0 0 31 more",
                "[the line is laid out differently]",
            ),
        ],
    );
}

#[test]
fn each_fields_line_announces_a_format_of_its_own() {
    let first = fields_directive(b"#Fields: time date c-ip cs-host cs-method cs-uri sc-status\r\n").unwrap();
    let second =
        fields_directive(b"#Fields: date time cs-uri-stem cs(X-Requested-With) sc-status c-ip").unwrap();
    assert_eq!(
        told(&first, b"10:00:00 2026-11-22 192.0.2.7 example.org GET /a?b 200"),
        "1795341600 192.0.2.7 example.org GET /a?b 200 ?|?|?|?|?|?|?"
    );
    assert_eq!(
        told(&second, b"2026-11-22 10:00:00 /a com.whatsapp 200 192.0.2.7"),
        "1795341600 192.0.2.7 ? GET /a 200 ?|?|?|?|com.whatsapp|?|?"
    );
    for line in ["#Fields: date time", "#Fields:", "# Fields: date", "date time c-ip cs-uri-stem sc-status"] {
        assert_eq!(fields_directive(line.as_bytes()), None, "{line}");
    }
}

#[test]
fn cloudfront_lines_are_read_and_their_double_encoding_is_undone() {
    let fields = "#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type cs-protocol-version fle-status fle-encrypted-fields c-port time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len sc-range-start sc-range-end";
    let format = fields_directive(fields.as_bytes()).unwrap();
    assert_eq!(format.name(), "CloudFront");
    let end = "Hit\tid==\twww.example.org\thttps\t23\t0.001\t198.51.100.1\tTLSv1.3\tTLS_AES_128_GCM_SHA256\tHit\tHTTP/2.0\t-\t-\t11040\t0.001\tHit\ttext/html\t78\t-\t-";
    check_with(
        &format,
        &[
            (
                &format!(
                    "2026-11-22\t10:00:00\tARN54-C1\t392\t192.0.2.7\tGET\td111111abcdef8.cloudfront.net\t/a%2520b\t200\thttps://a.example/?q=%25C3%25A4\tMozilla/5.0%20(X11;%20Linux%20x86_64;%20rv:133.0)%20Gecko/20100101%20Firefox/133.0\tb=c\t-\t{end}"
                ),
                "1795341600 192.0.2.7 www.example.org GET /a%20b?b=c 200 https://a.example/?q=%C3%A4|FIREFOX|?|?|?|?|?",
            ),
            (
                &format!(
                    "2026-11-22\t10:00:00\tARN54-C1\t0\t2001:db8::7\tGET\td1.cloudfront.net\t/\t000\t-\tcurl%252F8.5.0\t-\t-\t{end}"
                ),
                "1795341600 2001:db8::7 www.example.org GET / 0 -|curl/8.5.0|?|?|?|?|?",
            ),
            (
                &format!(
                    "2026-11-22\t10:00:00\tARN54-C1\t0\t192.0.2.7\tHEAD\td1.cloudfront.net\t/x\t403\t-\t-\t-\t-\t{end}"
                ),
                "1795341600 192.0.2.7 www.example.org HEAD /x 403 -|-|?|?|?|?|?",
            ),
        ],
    );
}

#[test]
fn a_cloudfront_log_without_its_head_is_still_known() {
    let line = "2026-11-22\t10:00:00\tARN54-C1\t392\t192.0.2.7\tGET\td1.cloudfront.net\t/a\t200\t-\tcurl/8.5.0\t-\t-\tHit\tid==\twww.example.org\n";
    assert_eq!(detect(line.repeat(3).as_bytes()).unwrap().name(), "CloudFront");
}
