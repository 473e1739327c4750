//! From files to a report: what the whole journey of a log line must hold.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use tempfile::TempDir;
use uc_app::report_log::{LogsRead, Progress, ReadLogError, ReadLogs, read};
use uc_engine::report::{Report, Wishes};
use uc_engine::scan::{Detail, Filter};
use uc_engine::source::{Channel, SourceName};
use uc_testkit::logs::{DESKTOP, Line, PHONE, log};
use uc_testkit::wishes;

/// A folder of logs and how to read them.
struct Logs {
    folder: TempDir,
    files: Vec<PathBuf>,
    filter: Filter,
    wishes: Wishes,
    threads: usize,
}

impl Logs {
    fn of(lines: &[Line]) -> Self {
        Self::none().add("access.log", log(lines).as_bytes())
    }

    fn none() -> Self {
        let wishes = Wishes { estimate: false, ..wishes::none() };
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self { folder, files: Vec::new(), filter: Filter::default(), wishes, threads: 2 }
    }

    fn add(mut self, name: &str, bytes: &[u8]) -> Self {
        let file = self.folder.path().join(name);
        fs::write(&file, bytes).expect("a written file");
        self.files.push(file);
        self
    }

    fn try_read(&self) -> Result<LogsRead, ReadLogError> {
        let wishes = ReadLogs {
            files: self.files.clone(),
            format: None,
            filter: self.filter.clone(),
            detail: Detail::Report,
        };
        read(&wishes, self.threads, &Progress::default())
    }

    fn report(&self) -> Report {
        Report::of(&self.try_read().expect("readable logs").gathered, &self.wishes)
    }
}

fn channel(report: &Report, channel: Channel) -> f64 {
    report.channels.iter().find(|row| row.channel == channel).map_or(0.0, |row| row.landings)
}

/// A visitor from the search engine, with follow-up pages that show which host is the site's own.
fn searcher(second: u32) -> Vec<Line> {
    vec![
        Line::get("/rezepte/zimtschnecken-backen")
            .at(second)
            .by("198.51.100.7")
            .from("https://www.google.de/"),
        Line::get("/style.css")
            .at(second + 1)
            .by("198.51.100.7")
            .from("https://baeckerei.example/rezepte/zimtschnecken-backen"),
        Line::get("/rezepte/brot-ohne-kneten")
            .at(second + 60)
            .by("198.51.100.7")
            .from("https://baeckerei.example/rezepte/"),
        Line::get("/").at(second + 90).by("198.51.100.7").from("https://baeckerei.example/rezepte/"),
    ]
}

#[test]
fn a_deep_landing_without_evidence_is_dark_by_the_rule_and_a_home_page_is_direct() {
    let mut lines = searcher(0);
    lines.push(Line::get("/advent/adventstorte-fuer-zwoelf").at(100).by("192.0.2.9"));
    lines.push(Line::get("/").at(200).by("192.0.2.10"));
    let report = Logs::of(&lines).report();
    assert_eq!(report.landings, 3);
    assert_eq!(report.page_views, 5);
    assert_eq!(report.hosts, ["baeckerei.example"]);
    assert_eq!(channel(&report, Channel::Search), 1.0);
    assert_eq!(channel(&report, Channel::Direct), 1.0);
    assert_eq!(channel(&report, Channel::DarkSocial), 1.0);
    assert_eq!(report.dark.interval, (0.0, 1.0 / 3.0));
    assert_eq!(report.dark.by_page[0].page, "/advent/adventstorte-fuer-zwoelf");
}

#[test]
fn what_a_messenger_reveals_is_the_lower_bound() {
    let mut lines = searcher(0);
    lines.push(Line::get("/advent/adventstorte").at(100).by("192.0.2.9").from("https://web.whatsapp.com/"));
    lines.push(Line::get("/advent/adventstorte").at(100).by("192.0.2.10").from("https://web.telegram.org/"));
    lines.push(Line::get("/advent/adventstorte").at(100).by("192.0.2.11"));
    let report = Logs::of(&lines).report();
    assert_eq!((report.dark.declared, report.dark.revealed, report.dark.inferred), (0, 2, 1.0));
    let sources: Vec<Option<&str>> =
        report.dark.by_source.iter().map(|row| row.source.as_ref().map(SourceName::as_str)).collect();
    assert_eq!(sources, [Some("telegram"), Some("whatsapp"), None]);
}

#[test]
fn a_click_id_that_somebody_else_brings_again_was_passed_on() {
    let page = "/advent/adventstorte?fbclid=IwAR0abcdefghijk";
    let lines = [
        Line::get(page).at(0).by("192.0.2.1").from("https://l.facebook.com/"),
        Line::get(page).at(500).by("192.0.2.2").with(DESKTOP),
        Line::get(page).at(900).by("192.0.2.1").from("https://l.facebook.com/"),
    ];
    let report = Logs::of(&lines).report();
    assert_eq!(report.landings, 2, "the reload of the first visitor is no landing");
    assert_eq!(report.dark.revealed, 1);
    assert_eq!(report.dark.by_source[0].source, Some(SourceName::Known("copy_other")));
}

#[test]
fn a_preview_is_a_share_and_never_a_visit() {
    let whatsapp = "WhatsApp/2.23.20.0";
    let page = "/advent/adventstorte";
    let lines = [
        Line::get(page).at(0).with(whatsapp),
        Line::get(page).at(20).with(whatsapp),
        Line::get("/bild.jpg").at(21).with(whatsapp),
        Line::get(page).at(75).with(whatsapp),
        Line::get(page).at(30).by("192.0.2.99").with(whatsapp),
        Line::get("/fehlt").at(30).by("192.0.2.99").with(whatsapp).answered(404),
    ];
    let report = Logs::of(&lines).report();
    assert_eq!(report.landings, 0);
    assert_eq!(report.lines.previews, 6);
    assert_eq!(report.shares.count, 3, "one for each sender, page and minute");
    assert_eq!(report.shares.by_page[0].page, page);
}

#[test]
fn the_parts_sum_to_the_whole() {
    let mut lines: Vec<Line> = (0..40).flat_map(|visit| searcher(visit * 4000)).collect();
    let addresses = ["192.0.2.1", "192.0.2.2", "192.0.2.3"];
    let paths = [
        "/",
        "/a/eine-lange-geschichte",
        "/b/noch-eine-geschichte?utm_source=whatsapp&utm_medium=dark_social",
    ];
    for (number, second) in (0..300).map(|n| (n as usize, n * 1900)) {
        lines.push(Line::get(paths[number % 3]).at(second).by(addresses[number / 3 % 3]));
    }
    let report = Logs::of(&lines).report();
    let channels: f64 = report.channels.iter().map(|row| row.landings).sum();
    let shares: f64 = report.channels.iter().map(|row| row.share).sum();
    let days: u64 = report.timeline.buckets.iter().map(|bucket| bucket.landings).sum();
    let dark_days: f64 = report.timeline.buckets.iter().map(|bucket| bucket.dark).sum();
    let messengers: f64 = report.dark.by_source.iter().map(|row| row.landings).sum();
    let DarkSocialSum(parts) = DarkSocialSum::of(&report);
    assert_eq!(channels, report.landings as f64);
    assert!((shares - 1.0).abs() < 1e-9);
    assert_eq!(days, report.landings);
    assert_eq!(dark_days, report.dark.landings);
    assert_eq!(messengers, report.dark.landings);
    assert_eq!(parts, report.dark.landings);
}

struct DarkSocialSum(f64);

impl DarkSocialSum {
    fn of(report: &Report) -> Self {
        Self((report.dark.declared + report.dark.revealed) as f64 + report.dark.inferred)
    }
}

#[test]
fn neither_threads_nor_the_order_of_files_change_the_report() {
    let lines: Vec<Line> = (0..500).flat_map(|visit| searcher(visit * 700)).collect();
    let (first, second) = lines.split_at(900);
    let one = Logs::none().add("a.log", log(first).as_bytes()).add("b.log", log(second).as_bytes());
    let mut other = Logs::none().add("b.log", log(second).as_bytes()).add("a.log", log(first).as_bytes());
    other.threads = 5;
    assert_eq!(one.report(), other.report());
}

#[test]
fn packed_logs_say_the_same_as_plain_ones() {
    let lines: Vec<Line> = (0..50).flat_map(|visit| searcher(visit * 700)).collect();
    let text = log(&lines);
    let plain = Logs::of(&lines).report();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let mut bzip2 = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    gzip.write_all(text.as_bytes()).expect("memory");
    bzip2.write_all(text.as_bytes()).expect("memory");
    let zstd =
        ruzstd::encoding::compress_to_vec(text.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest);
    for (name, bytes) in [
        ("log.gz", gzip.finish().expect("memory")),
        ("log.bz2", bzip2.finish().expect("memory")),
        ("log.zst", zstd),
    ] {
        assert_eq!(Logs::none().add(name, &bytes).report(), plain, "{name}");
    }
}

#[test]
fn a_truncated_archive_is_read_as_far_as_it_goes() {
    // Lines that do not compress to nothing, so that half of the archive is about half of the log.
    let lines: Vec<Line> =
        (0..3000).map(|n| Line::get(&format!("/{:x}", n * 2_654_435_761_u64)).at(n as u32)).collect();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(log(&lines).as_bytes()).expect("memory");
    let whole = gzip.finish().expect("memory");
    let read = Logs::none().add("log.gz", &whole[..whole.len() / 2]).try_read().expect("half a log");
    assert_eq!(read.problems.len(), 1);
    assert_eq!(read.caveats().len(), 1);
    let lines_read = read.gathered.lines().read;
    assert!((1000..2000).contains(&lines_read), "{lines_read}");
}

#[test]
fn a_huge_line_is_one_unreadable_line() {
    let mut text = log(&searcher(0));
    text.push_str(&"x".repeat(10 << 20));
    text.push('\n');
    text.push_str(&log(&searcher(4000)));
    let report = Logs::none().add("access.log", text.as_bytes()).report();
    assert_eq!(report.lines.read, 9);
    assert_eq!(report.lines.unparsed, 1);
    assert_eq!(report.lines.unparsed_examples[0].line, 5);
}

#[test]
fn unreadable_lines_are_shown_by_number_the_first_three() {
    let mut text = String::new();
    for number in 0..10_000 {
        text.push_str(&log(&[Line::get("/").at(number)]));
        if number % 3000 == 10 {
            text.push_str("what is this\n");
        }
    }
    let report = Logs::none().add("access.log", text.as_bytes()).report();
    let shown: Vec<u64> = report.lines.unparsed_examples.iter().map(|line| line.line).collect();
    assert_eq!(report.lines.unparsed, 4);
    assert_eq!(shown, [12, 3013, 6014]);
}

#[test]
fn a_w3c_log_may_change_its_fields_on_the_way() {
    let text = "#Version: 1.0\n#Fields: date time c-ip cs-method cs-uri-stem sc-status cs(User-Agent) cs(Referer)\n\
                2026-11-01 00:00:00 192.0.2.1 GET /a 200 Mozilla/5.0+(X11;+Linux+x86_64;+rv:145.0)+Gecko/20100101+Firefox/145.0 -\n\
                #Fields: date time cs-method cs-uri-stem c-ip cs(Referer) cs(User-Agent) sc-status\n\
                2026-11-01 00:00:01 GET /b 192.0.2.2 - Mozilla/5.0+(X11;+Linux+x86_64;+rv:145.0)+Gecko/20100101+Firefox/145.0 200\n\
                2026-11-01 00:00:02 GET /c 192.0.2.3 - Mozilla/5.0+(X11;+Linux+x86_64;+rv:145.0)+Gecko/20100101+Firefox/145.0 200\n";
    let report = Logs::none().add("u_ex.log", text.as_bytes()).report();
    assert_eq!((report.lines.unparsed, report.page_views), (0, 3), "{:?}", report.lines);
}

#[test]
fn what_the_user_excludes_is_counted_as_left_out() {
    let lines = [
        Line::get("/").at(0),
        Line::get("/").at(4000).by("192.0.2.2"),
        Line::get("/").at(9000).by("192.0.2.3"),
    ];
    let mut logs = Logs::of(&lines);
    logs.filter.exclude = vec!["192.0.2.2/32".parse().expect("an address range")];
    logs.filter.since = Some(1_793_491_200 + 1);
    let report = logs.report();
    assert_eq!((report.lines.filtered, report.landings), (2, 1));
}

#[test]
fn missing_files_folders_and_what_is_no_log_are_refused() {
    let refused = |logs: Logs| logs.try_read().map(|_| ()).expect_err("no log").to_string();
    let mut missing = Logs::none();
    missing.files.push(missing.folder.path().join("none.log"));
    assert!(refused(missing).ends_with("no such file"));
    let mut folder = Logs::none();
    folder.files.push(folder.folder.path().to_owned());
    assert!(refused(folder).ends_with("is a folder"));
    refused(Logs::none().add("empty.log", b""));
    refused(Logs::none().add("binary.log", &[0, 1, 2, 255, 0, 7].repeat(100)));
    refused(Logs::none().add("prose.log", b"Dear Sir,\nplease find enclosed\nthe bread.\n"));
}

#[test]
fn the_phone_and_the_desktop_behind_one_address_are_two_visitors() {
    let lines = [Line::get("/").at(0).with(PHONE), Line::get("/").at(1).with(DESKTOP)];
    assert_eq!(Logs::of(&lines).report().visitors, 2);
}

/// Lines as a server of several sites writes them.
fn hosted(host: &str, lines: &[Line]) -> String {
    lines.iter().map(|line| format!("{host} {line}")).collect()
}

#[test]
fn sites_in_one_log_are_told_apart_and_one_can_be_picked() {
    let one: Vec<Line> = (0..20)
        .map(|n| Line::get("/rezepte/brot-ohne-kneten").at(n * 4000).from("https://other.example/x"))
        .collect();
    let two: Vec<Line> =
        (0..10).map(|n| Line::get("/rezepte/brot-ohne-kneten").at(n * 4000).by("192.0.2.8")).collect();
    let text = hosted("www.baeckerei.example", &one) + &hosted("other.example", &two);
    let mut logs = Logs::none().add("access.log", text.as_bytes());
    let both = logs.report();
    assert_eq!(both.hosts, ["baeckerei.example", "other.example"]);
    assert_eq!(both.landings, 10, "a link from one of the own sites to another is internal");
    assert_eq!(both.dark.by_page[0].page, "other.example/rezepte/brot-ohne-kneten");
    logs.filter.site = Some("baeckerei.example".to_owned());
    logs.wishes.site.clone_from(&logs.filter.site);
    let picked = logs.report();
    assert_eq!((picked.landings, picked.lines.filtered), (20, 10));
    assert_eq!(channel(&picked, Channel::Referral), 20.0);
}

#[test]
fn a_forged_host_does_not_become_the_sites_own() {
    let good: Vec<Line> =
        (0..300).map(|n| Line::get("/a/b-c-d").at(n * 4000).from("https://www.google.com/")).collect();
    let text = hosted("baeckerei.example", &good) + &hosted("google.com", &[Line::get("/").by("192.0.2.66")]);
    let report = Logs::none().add("access.log", text.as_bytes()).report();
    assert_eq!(report.hosts, ["baeckerei.example"]);
    assert_eq!(channel(&report, Channel::Search), 300.0);
}

#[test]
fn fetch_headers_of_a_json_log_tell_links_from_typed_addresses() {
    let line = |second: u32, address: &str, site: &str| {
        format!(
            r#"{{"time_iso8601":"2026-11-01T00:{:02}:{:02}+00:00","remote_addr":"{address}","request":"GET /a/b-c-d HTTP/2.0","status":200,"http_referer":"","http_user_agent":"{DESKTOP}","http_sec_fetch_site":"{site}"}}"#,
            second / 60,
            second % 60
        ) + "\n"
    };
    let text = line(0, "192.0.2.1", "none")
        + &line(1, "192.0.2.2", "cross-site")
        + &line(2, "192.0.2.3", "same-origin");
    let report = Logs::none().add("access.json", text.as_bytes()).report();
    assert_eq!((report.page_views, report.landings), (3, 2), "a view from the same site is no landing");
    // Even where the site's own host is not known yet.
    let linked = text.replace(r#""http_referer":"""#, r#""http_referer":"https://my.example/""#);
    let report = Logs::none().add("access.json", linked.as_bytes()).report();
    assert_eq!((report.landings, channel(&report, Channel::Internal)), (2, 0.0));
}

#[test]
fn only_who_came_from_outside_is_a_visitor_and_each_once() {
    let mut lines = searcher(0);
    lines.extend(searcher(90_000));
    lines.push(Line::get("/").at(100).by("192.0.2.9"));
    // The log began in the middle of this one's visit: nobody knows where it came from.
    lines.push(
        Line::get("/rezepte/brot-ohne-kneten").at(50).by("192.0.2.20").from("https://baeckerei.example/"),
    );
    let report = Logs::of(&lines).report();
    assert_eq!((report.landings, report.visitors), (3, 2));
}

#[test]
fn clicks_within_a_small_host_of_a_large_log_are_no_landings() {
    let large: Vec<Line> = (0..300).map(|n| Line::get("/").at(n * 2000)).collect();
    let small = [
        Line::get("/a/b-c-d").by("192.0.2.5"),
        Line::get("/e/f-g-h").at(60).by("192.0.2.5").from("https://small.example/a/b-c-d"),
    ];
    let text = hosted("large.example", &large) + &hosted("small.example", &small);
    let report = Logs::none().add("access.log", text.as_bytes()).report();
    assert_eq!(report.dark.by_page[0].page, "small.example/a/b-c-d");
    assert_eq!(report.landings, 301);
    assert_eq!(channel(&report, Channel::Referral), 0.0);
}

#[test]
fn a_site_that_borrows_pictures_stays_another_site() {
    let mut lines: Vec<Line> = (0..20).flat_map(|visit| searcher(visit * 4000)).collect();
    for number in 0..30 {
        let visitor =
            Line::get("/bild.jpg").at(number).by("192.0.2.40").from("https://forum.foreign.example/t/1");
        lines.push(visitor);
    }
    for (number, address) in ["192.0.2.41", "192.0.2.42", "192.0.2.43"].into_iter().enumerate() {
        let second = 5000 * (number as u32 + 1);
        lines.push(
            Line::get("/rezepte/brot-ohne-kneten")
                .at(second)
                .by(address)
                .from("https://forum.foreign.example/t/1"),
        );
    }
    let report = Logs::of(&lines).report();
    assert_eq!(report.hosts, ["baeckerei.example"]);
    assert_eq!(channel(&report, Channel::Referral), 3.0);
}

#[test]
fn the_sites_own_host_is_found_in_a_log_that_holds_only_every_tenth_line() {
    // Visits are torn apart: views from the site's own pages mostly seem to begin one.
    let mut lines: Vec<Line> = (0..40)
        .map(|n| {
            Line::get("/rezepte/brot-ohne-kneten").at(n * 4000).from("https://baeckerei.example/rezepte/")
        })
        .collect();
    lines.extend(
        (0..90).map(|n| Line::get("/style.css").at(n * 1000).from("https://baeckerei.example/rezepte/")),
    );
    for second in [10, 20, 30] {
        lines.push(Line::get("/").at(second).by("192.0.2.50").from("https://spam.example/"));
    }
    let report = Logs::of(&lines).report();
    assert_eq!(report.hosts, ["baeckerei.example"]);
    assert_eq!(report.landings, 1, "the spammer's first view, whose reloads are none");
}
