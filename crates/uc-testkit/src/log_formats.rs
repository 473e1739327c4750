//! The same request as the servers of the world write it down, by their own documentation.
//!
//! Written apart from the reader of these formats, so that one can test the other.

use serde_json::json;

use crate::logs::Line;

/// A format: its name, what stands at the top of a file, how a line is written, and what the format leaves out.
pub struct LogFormat {
    /// The name, for messages of tests.
    pub name: &'static str,
    /// What stands at the top of a file.
    pub header: &'static str,
    /// Writes a line, with its line end.
    pub write: fn(&Line) -> String,
    /// Whether referrers are in it.
    pub has_referrer: bool,
    /// Whether user agents are in it.
    pub has_agent: bool,
}

const HOST: &str = "baeckerei.example";

/// All formats that are found by themselves.
pub const FORMATS: [LogFormat; 17] = [
    whole("combined", ToString::to_string),
    whole("combined with virtual host", |line| format!("{HOST} {line}")),
    whole("combined with virtual host and port", |line| format!("{HOST}:443 {line}")),
    whole("combined with more fields", |line| {
        format!("{} \"203.0.113.9\" 0.012\n", line.to_string().trim_end())
    }),
    LogFormat { has_referrer: false, has_agent: false, ..whole("common", common) },
    whole("nginx JSON", nginx_json),
    whole("Caddy JSON", caddy_json),
    whole("Traefik CLF", |line| {
        format!("{} 17 \"web@file\" \"http://10.0.0.4:80\" 3ms\n", line.to_string().trim_end())
    }),
    whole("Traefik JSON", traefik_json),
    LogFormat { header: IIS, ..whole("IIS", iis) },
    LogFormat { header: CLOUDFRONT, ..whole("CloudFront", cloudfront) },
    LogFormat { has_referrer: false, ..whole("AWS classic load balancer", elb) },
    LogFormat { has_referrer: false, ..whole("AWS application load balancer", alb) },
    whole("Amazon S3", s3),
    LogFormat { has_referrer: false, has_agent: false, ..whole("HAProxy", |line| haproxy(line, "")) },
    whole("HAProxy with captured headers", |line| {
        haproxy(line, &format!("{{{HOST}|{}|{}}} ", dashless(&line.referrer), line.agent))
    }),
    whole("HAProxy through syslog", |line| {
        let captured = format!("{{{}|{}}} ", line.agent, dashless(&line.referrer));
        format!("Nov  1 00:00:00 edge {}", haproxy(line, &captured))
    }),
];

const fn whole(name: &'static str, write: fn(&Line) -> String) -> LogFormat {
    LogFormat { name, header: "", write, has_referrer: true, has_agent: true }
}

const IIS: &str = "#Software: Microsoft Internet Information Services 10.0\n#Version: 1.0\n#Date: 2026-11-01 00:00:00\n\
    #Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) \
    sc-status sc-substatus sc-win32-status time-taken\n";

const CLOUDFRONT: &str = "#Version: 1.0\n#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) \
    cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id \
    x-host-header cs-protocol cs-bytes time-taken\n";

/// Day of November 2026, hour, minute, second.
fn clock(line: &Line) -> (u32, u32, u32, u32) {
    let second = line.second;
    (1 + second / 86_400, second / 3600 % 24, second / 60 % 60, second % 60)
}

fn iso(line: &Line) -> String {
    let (day, hour, minute, second) = clock(line);
    format!("2026-11-{day:02}T{hour:02}:{minute:02}:{second:02}")
}

/// Seconds since 1970 UTC.
fn epoch(line: &Line) -> u32 {
    1_793_491_200 + line.second
}

fn dashless(value: &str) -> &str {
    if value == "-" { "" } else { value }
}

fn path_and_query(line: &Line) -> (&str, &str) {
    line.target.split_once('?').unwrap_or((&line.target, "-"))
}

fn common(line: &Line) -> String {
    let combined = line.to_string();
    let end = combined.find(" 512 ").map_or(combined.len(), |start| start + 4);
    format!("{}\n", &combined[..end])
}

fn nginx_json(line: &Line) -> String {
    let value = json!({
        "time_iso8601": format!("{}+00:00", iso(line)), "remote_addr": line.address, "host": HOST,
        "request_method": "GET", "request_uri": line.target, "status": line.status.to_string(),
        "http_referer": dashless(&line.referrer), "http_user_agent": line.agent,
    });
    format!("{value}\n")
}

fn caddy_json(line: &Line) -> String {
    let mut headers = json!({ "User-Agent": [line.agent], "Accept-Language": ["de"] });
    if line.referrer != "-" {
        headers["Referer"] = json!([line.referrer]);
    }
    let value = json!({
        "level": "info", "ts": f64::from(epoch(line)) + 0.25, "logger": "http.log.access.log0", "msg": "handled request",
        "request": {
            "remote_ip": "10.0.0.1", "remote_port": "51234", "client_ip": line.address, "proto": "HTTP/2.0",
            "method": "GET", "host": HOST, "uri": line.target, "headers": headers,
        },
        "bytes_read": 0, "user_id": "", "duration": 0.001, "size": 512, "status": line.status,
        "resp_headers": { "Server": ["Caddy"] },
    });
    format!("{value}\n")
}

fn traefik_json(line: &Line) -> String {
    let value = json!({
        "ClientAddr": format!("{}:51234", line.address), "ClientHost": line.address, "ClientPort": "51234",
        "DownstreamStatus": line.status, "RequestHost": HOST, "RequestMethod": "GET", "RequestPath": line.target,
        "RequestProtocol": "HTTP/2.0", "StartUTC": format!("{}.123456789Z", iso(line)),
        "request_Referer": dashless(&line.referrer), "request_User-Agent": line.agent, "level": "info", "msg": "",
        "time": format!("{}Z", iso(line)),
    });
    format!("{value}\n")
}

fn iis(line: &Line) -> String {
    let (path, query) = path_and_query(line);
    let moment = iso(line).replace('T', " ");
    let agent = line.agent.replace(' ', "+");
    let Line { address, status, referrer, .. } = line;
    format!("{moment} 10.0.0.5 GET {path} {query} 443 - {address} {agent} {referrer} {status} 0 0 15\n")
}

fn cloudfront(line: &Line) -> String {
    let (path, query) = path_and_query(line);
    let moment = iso(line).replace('T', "\t");
    let agent = line.agent.replace(' ', "%2520");
    let Line { address, status, referrer, .. } = line;
    format!(
        "{moment}\tFRA56-P1\t512\t{address}\tGET\td111111abcdef8.cloudfront.net\t{path}\t{status}\t{referrer}\t{agent}\t\
         {query}\t-\tHit\tabc==\t{HOST}\thttps\t300\t0.001\n"
    )
}

fn elb(line: &Line) -> String {
    let Line { address, status, target, agent, .. } = line;
    format!(
        "{}.945958Z my-elb {address}:2817 10.0.0.1:80 0.000073 0.001048 0.000057 {status} {status} 0 512 \
         \"GET https://{HOST}:443{target} HTTP/1.1\" \"{agent}\" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2\n",
        iso(line)
    )
}

fn alb(line: &Line) -> String {
    let Line { address, status, target, agent, .. } = line;
    let moment = iso(line);
    format!(
        "h2 {moment}.186641Z app/my-alb/50dc6c495c0c9188 {address}:2817 10.0.0.1:80 0.000 0.001 0.000 {status} {status} \
         34 512 \"GET https://{HOST}:443{target} HTTP/2.0\" \"{agent}\" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 \
         arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/web/73e2d6bc24d8a067 \
         \"Root=1-58337262-36d228ad5d99923122bbe354\" \"{HOST}\" \"session-reused\" 0 {moment}.180000Z \"forward\" \"-\" \
         \"-\" \"10.0.0.1:80\" \"{status}\" \"-\" \"-\"\n"
    )
}

fn s3(line: &Line) -> String {
    let (day, hour, minute, second) = clock(line);
    let Line { address, status, target, referrer, agent, .. } = line;
    let key = target.trim_start_matches('/');
    let key = if key.is_empty() { "index.html" } else { key };
    format!(
        "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be {HOST} \
         [{day:02}/Nov/2026:{hour:02}:{minute:02}:{second:02} +0000] {address} - 3E57427F33A59F07 WEBSITE.GET.OBJECT {key} \
         \"GET {target} HTTP/1.1\" {status} - 512 512 70 10 \"{referrer}\" \"{agent}\" - \
         s9lzHYrFp76ZVxRcpX9+5cjAnEH2ROuNkd2BHfIa6UkFVdtjf5mKR3/eTPFvsiP/ - ECDHE-RSA-AES128-GCM-SHA256 - \
         {HOST}.s3-website.eu-central-1.amazonaws.com TLSv1.2 - -\n"
    )
}

fn haproxy(line: &Line, captured: &str) -> String {
    let (day, hour, minute, second) = clock(line);
    let Line { address, status, target, .. } = line;
    format!(
        "haproxy[14389]: {address}:33317 [{day:02}/Nov/2026:{hour:02}:{minute:02}:{second:02}.655] http-in~ web/srv1 \
         10/0/30/69/109 {status} 2750 - - ---- 1/1/1/1/0 0/0 {captured}\"GET {target} HTTP/1.1\"\n"
    )
}
