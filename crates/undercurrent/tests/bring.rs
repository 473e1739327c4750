//! Exports of other programs in the store: events judged anew, figures by day, and nothing at all from a broken file.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

/// Midday of 1 November 2026.
const NOON: i64 = 1_793_534_400;

struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let place = Self { folder: tempfile::tempdir().expect("a folder") };
        place.done(&["site", "add", "bakery.example"]);
        place
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).expect("written");
        path
    }

    fn run(&self, args: &[&str]) -> Output {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("undercurrent"));
        command.env_clear().env("LC_ALL", "en").args(args);
        command.arg("--data").arg(self.folder.path().join("data")).output().expect("the program starts")
    }

    fn done(&self, args: &[&str]) -> String {
        let output = self.run(args);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{args:?}: {said}");
        String::from_utf8(output.stdout).expect("text")
    }

    fn import(&self, format: &str, files: &[&Path]) -> String {
        let mut args = vec!["import", "--site", "bakery.example", "--format", format];
        args.extend(files.iter().map(|file| file.to_str().expect("text")));
        self.done(&args)
    }

    /// Returns the rows without their head line.
    fn ask(&self, sql: &str) -> Vec<String> {
        let rows = self.done(&["query", sql, "--format", "csv"]);
        rows.lines().skip(1).map(str::to_owned).collect()
    }
}

/// Returns the number behind a word of what `import` says.
fn told(said: &str, word: &str) -> u64 {
    let line = said.lines().find(|line| line.trim_start().starts_with(word));
    let number = line.and_then(|line| line.rsplit_once(": ")).map(|(_, number)| number.replace(',', ""));
    number.map_or(0, |number| number.parse().expect("a number"))
}

/// A row as BigQuery writes JSON: numbers are texts.
fn ga4(second: i64, name: &str, visitor: &str, params: &[(&str, &str)]) -> String {
    let param = |(key, text): &(&str, &str)| match text.parse::<i64>() {
        Ok(_) => json!({ "key": key, "value": { "int_value": text } }),
        Err(_) => json!({ "key": key, "value": { "string_value": text } }),
    };
    let row = json!({
        "event_date": "20261101",
        "event_timestamp": ((NOON + second) * 1_000_000).to_string(),
        "event_name": name,
        "event_params": params.iter().map(param).collect::<Vec<_>>(),
        "event_bundle_sequence_id": "77",
        "user_pseudo_id": visitor,
        "device": { "category": "mobile", "language": "sv-se", "web_info": { "browser": "Safari" } },
        "geo": { "country": "Sweden" },
    });
    format!("{row}\n")
}

fn page(second: i64, visitor: &str, path: &str, referrer: Option<&str>) -> String {
    let url = format!("https://www.bakery.example{path}");
    let mut params = vec![("page_location", url.as_str()), ("page_title", "=Bread")];
    params.extend(referrer.map(|referrer| ("page_referrer", referrer)));
    ga4(second, "page_view", visitor, &params)
}

#[test]
fn an_export_of_google_analytics_is_judged_by_our_rules_and_can_be_repeated() {
    let place = Place::new();
    let home = "https://www.bakery.example/";
    // In no order, as BigQuery exports: the second page of the visit stands before the first.
    let first = page(40, "111.222", "/bread?utm_source=whatsapp&email=a@b.example&gclid=secret", Some(home))
        + &page(10, "111.222", "/", Some("https://www.google.com/"))
        + &page(5000, "333.444", "/cake", None)
        + &ga4(11, "session_start", "111.222", &[("page_location", home)]);
    let second = ga4(60, "share", "111.222", &[("page_location", home), ("method", "WhatsApp")])
        + &ga4(
            70,
            "user_engagement",
            "111.222",
            &[("page_location", home), ("engagement_time_msec", "4500")],
        )
        + &ga4(80, "page_view", "555.666", &[("page_location", "https://elsewhere.example/")])
        + &ga4(90, "page_view", "777.888", &[]);
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(second.as_bytes()).expect("memory");
    let second = place.file("second.json.gz", packer.finish().expect("memory"));
    let first = place.file("first.json", first);
    let said = place.import("ga4", &[&second, &first]);
    let counts = ["Rows read", "of a kind", "on no page", "Stored", "Dropped", "on a host"]
        .map(|word| told(&said, word));
    assert_eq!(counts, [8, 1, 1, 5, 1, 1], "{said}");

    let pages = place.ask("SELECT path, landing, channel, device, browser, language FROM events WHERE kind = 'page' ORDER BY at");
    let shared = "phone,safari,sv-se";
    assert_eq!(
        pages,
        [
            format!("/,true,search,{shared}"),
            format!("/bread,false,internal,{shared}"),
            format!("/cake,true,direct,{shared}")
        ]
    );
    let actions =
        place.ask("SELECT name, messenger, value, via FROM events WHERE kind = 'action' ORDER BY at");
    assert_eq!(actions, ["share,whatsapp,,import", "engagement,,4.5,import"]);
    assert_eq!(place.ask("SELECT count(DISTINCT visitor), count(DISTINCT visit) FROM events"), ["2,2"]);
    let everything = place.done(&["query", "SELECT * FROM events", "--format", "json"]);
    for secret in ["111.222", "333.444", "a@b", "secret"] {
        assert!(!everything.contains(secret), "{secret}: {everything}");
    }

    let again = place.import("ga4", &[&first, &second]);
    assert_eq!((told(&again, "Stored"), told(&again, "Stored before")), (0, 5), "{again}");
    assert_eq!(place.ask("SELECT count(*) FROM events"), ["5"]);
}

#[test]
fn a_visits_log_of_matomo_becomes_events() {
    let place = Place::new();
    let visit = |id: i64, referrer: &str| {
        let page = |second: i64, path: &str| json!({ "type": "action", "url": format!("https://bakery.example{path}"), "timestamp": NOON + second });
        json!({
            "idSite": 1, "idVisit": id, "visitorId": format!("abcdef{id}"), "visitIp": "192.0.2.77",
            "referrerType": "website", "referrerUrl": referrer, "deviceTypeIcon": "plugins/x/devices/desktop.png",
            "browserName": "Firefox", "languageCode": "de", "countryCode": "de",
            "actionDetails": [
                page(id, "/"), { "type": "goal", "timestamp": NOON }, page(id + 30, "/bread"),
                { "type": "outlink", "url": "https://elsewhere.example/?a=b", "timestamp": NOON + id + 40 },
            ],
        })
    };
    let visits = json!([visit(7, "https://l.facebook.com/"), visit(3, "")]);
    let file = place.file("visits.json", serde_json::to_string_pretty(&visits).expect("JSON"));
    let said = place.import("matomo", &[&file]);
    assert_eq!(["Rows read", "of a kind", "Stored"].map(|word| told(&said, word)), [2, 2, 6], "{said}");
    let rows = place.ask("SELECT path, landing, source, target FROM events ORDER BY at, name DESC");
    let expected = [
        "/,true,,",
        "/,true,facebook,",
        "/bread,false,,",
        "/bread,false,,",
        "/bread,false,,https://elsewhere.example/",
        "/bread,false,,https://elsewhere.example/",
    ];
    assert_eq!(rows, expected);
    assert_eq!(
        place.ask("SELECT DISTINCT country, device, browser, language FROM events"),
        ["DE,desktop,firefox,de"]
    );
    let again = place.import("matomo", &[&file]);
    assert_eq!((told(&again, "Stored"), told(&again, "Stored before")), (0, 6), "{again}");
}

#[test]
fn reports_by_day_become_figures_and_no_events() {
    let place = Place::new();
    let visitors = place.file(
        "imported_visitors_20240101_20240201.csv",
        "date,visitors,pageviews,bounces,visits,visit_duration\n2024-01-31,10,30,2,12,600\n2024-02-01,5,9,1,6,100\n",
    );
    let pages = place.file(
        "imported_pages_20240101_20240201.csv",
        "date,hostname,page,visits,visitors,pageviews\n2024-01-31,bakery.example,/bread,8,7,9\n2024-01-31,evil.example,/x,1,1,1\n",
    );
    let entries = place.file(
        "imported_entry_pages_20240101_20240201.csv",
        "date,entry_page,visitors,entrances,visit_duration,bounces,pageviews\n2024-01-31,/bread,7,8,60,1,20\n",
    );
    for _ in 0..2 {
        let said = place.import("plausible", &[&pages, &visitors, &entries]);
        // The page stands once with its host and once without.
        let counts = ["Rows read", "Figures", "Dropped", "on a host"].map(|word| told(&said, word));
        assert_eq!(counts, [5, 4, 1, 1], "{said}");
    }
    let matomo = "date,nb_uniq_visitors,nb_visits,nb_actions\n2024-01-31,10,12,40\n";
    let utf16: Vec<u8> = format!("\u{feff}{matomo}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let said = place.import("matomo", &[&place.file("report.csv", utf16)]);
    assert_eq!(["Rows read", "Figures"].map(|word| told(&said, word)), [1, 1], "{said}");
    assert_eq!(place.ask("SELECT count(*) FROM events"), ["0"]);
    assert!(place.folder.path().join("data/figures/_delta_log").is_dir());
}

#[test]
fn a_broken_export_is_refused_with_its_row_and_nothing_of_it_is_stored() {
    let place = Place::new();
    let good = page(1, "1.2", "/", None);
    let wrong = good.replace(&format!("\"{}\"", (NOON + 1) * 1_000_000), "\"yesterday\"");
    let broken: [(&str, &str, Vec<u8>, &str); 12] = [
        ("ga4", "cut.json", (good.clone() + &good[..50]).into_bytes(), "cut.json, row 2, is no JSON object"),
        (
            "ga4",
            "type.json",
            (good.clone() + &wrong).into_bytes(),
            "type.json, row 2, has a value for event_timestamp",
        ),
        ("ga4", "csv.json", b"event_date,event_name\n".to_vec(), "row 1, is no JSON object"),
        ("ga4", "cut.parquet", b"PAR1 and no more".to_vec(), "cannot be read as Parquet"),
        ("ga4", "cut.json.gz", vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0], "cut.json.gz ends in the middle"),
        ("ga4", "empty.json", Vec::new(), "is empty"),
        ("plausible", "export.zip", b"PK\x03\x04....".to_vec(), "is a zip archive"),
        ("plausible", "other.csv", b"a,b\n1,2\n".to_vec(), "is no report that is known"),
        (
            "plausible",
            "q.csv",
            b"date,visitors,pageviews,visits\n2024-01-31,1,\"1,1\n".to_vec(),
            "row 2, has a quote",
        ),
        (
            "plausible",
            "c.csv",
            b"date,visitors,pageviews,visits\n2024-01-31,1,1\n".to_vec(),
            "row 2, has 3 cells",
        ),
        (
            "matomo",
            "error.json",
            b"{\"result\":\"error\",\"message\":\"no\"}".to_vec(),
            "has a value for idVisit",
        ),
        ("matomo", "none.csv", b"No data available".to_vec(), "is no report that is known"),
    ];
    let first = place.file("good.json", &good);
    for (format, name, bytes, expected) in broken {
        let bad = place.file(name, bytes);
        let mut args = vec!["import", "--site", "bakery.example", "--format", format];
        // A good file before it changes nothing.
        args.extend((format == "ga4").then_some(first.to_str().expect("text")));
        args.push(bad.to_str().expect("text"));
        let output = place.run(&args);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), output.stdout.is_empty()), (Some(2), true), "{name}: {said}");
        assert!(said.contains(expected) && said.contains("Nothing was stored"), "{name}: {said}");
        assert!(!said.contains("1.2"), "{name}: {said}");
    }
    assert_eq!(place.ask("SELECT count(*) FROM events"), ["0"]);
    for (args, expected) in [
        (["--site", "nobody.example", "--format", "ga4"], "no such site"),
        (["--site", "bakery.example", "--format", "matomo"], "/nowhere/x.json is not there"),
    ] {
        let output = place.run(&[&["import"], &args[..], &["/nowhere/x.json"]].concat());
        let said = String::from_utf8_lossy(&output.stderr).to_lowercase();
        assert!(output.status.code() == Some(2) && said.contains(expected), "{args:?}: {said}");
    }
    let _: Value = serde_json::from_str(good.trim()).expect("the good one is JSON");
}
