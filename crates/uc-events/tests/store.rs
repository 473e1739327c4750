//! Events go in, are there at once and once only, and are there after a restart.

use std::io::Read;
use std::path::Path;

use uc_engine::event::{Event, SiteId};
use uc_events::{Damage, Events, EventsConfig, Limits, Mended, QueryError, Receipt, Scope};
use uc_testkit::events::event;

async fn open(folder: &Path) -> (Events, Mended) {
    Events::open(folder, EventsConfig::default()).await.expect("a folder that can be opened")
}

async fn add(events: &Events, numbers: std::ops::Range<u64>) -> Vec<Receipt> {
    events.append(numbers.map(event).collect()).await.expect("stored events")
}

async fn ask(events: &Events, query: &str) -> Vec<Vec<Option<String>>> {
    let answer = events.sql(query, &Scope::AllSites, &Limits::default()).await.expect("an answer");
    answer.texts()
}

/// How many events are there, and how many different ones.
async fn check(events: &Events, expected: u64) {
    let counted = ask(events, "SELECT count(*), count(DISTINCT id) FROM events").await;
    let expected = Some(expected.to_string());
    assert_eq!(counted, [[expected.clone(), expected]]);
}

#[tokio::test]
async fn an_event_is_visible_at_once_and_a_retry_changes_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (events, mended) = open(folder.path()).await;
    assert_eq!(mended, Mended::default());
    assert_eq!(add(&events, 0..3).await, [Receipt::Stored; 3]);
    check(&events, 3).await;
    assert_eq!(add(&events, 1..4).await, [Receipt::Duplicate, Receipt::Duplicate, Receipt::Stored]);
    check(&events, 4).await;
}

#[tokio::test]
async fn an_id_twice_in_one_call_is_stored_once() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (events, _) = open(folder.path()).await;
    let receipts = events.append(vec![event(1), event(1)]).await.expect("stored events");
    assert_eq!(receipts, [Receipt::Stored, Receipt::Duplicate]);
    check(&events, 1).await;
}

#[tokio::test]
async fn a_flush_moves_rows_to_the_table_and_queries_see_the_same() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (events, _) = open(folder.path()).await;
    add(&events, 0..5000).await;
    let query = "SELECT site, path, count(*) AS n, sum(value) FROM events GROUP BY 1, 2 ORDER BY 1, 2";
    let before = ask(&events, query).await;
    events.flush().await.expect("flushed");
    assert_eq!(ask(&events, query).await, before);
    assert_eq!(std::fs::read_dir(folder.path().join("log")).expect("the log").count(), 1);
    add(&events, 4990..5010).await;
    check(&events, 5010).await;
}

#[tokio::test]
async fn everything_is_there_after_a_restart_from_the_log_and_from_the_table() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    {
        let (events, _) = open(folder.path()).await;
        add(&events, 0..100).await;
        events.flush().await.expect("flushed");
        add(&events, 100..150).await;
    }
    let (events, mended) = open(folder.path()).await;
    assert_eq!((mended.recovered, mended.settled), (50, 0));
    check(&events, 150).await;
    assert!(add(&events, 0..150).await.iter().all(|receipt| *receipt == Receipt::Duplicate));
    events.flush().await.expect("flushed");
    check(&events, 150).await;
}

#[tokio::test]
async fn a_crash_between_commit_and_deleting_the_log_counts_nothing_twice() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let kept = folder.path().join("kept.log");
    let segment = folder.path().join("log/0000000001.log");
    {
        let (events, _) = open(folder.path()).await;
        add(&events, 0..100).await;
        std::fs::copy(&segment, &kept).expect("a copy");
        events.flush().await.expect("flushed");
    }
    std::fs::copy(&kept, &segment).expect("the segment as if it had not been deleted");
    std::fs::remove_dir_all(folder.path().join("ids")).expect("ids as if they had not been written");
    let (events, mended) = open(folder.path()).await;
    assert_eq!((mended.recovered, mended.settled), (0, 1));
    check(&events, 100).await;
    assert!(add(&events, 0..100).await.iter().all(|receipt| *receipt == Receipt::Duplicate));
}

#[tokio::test]
async fn a_torn_end_of_the_log_is_mended_and_told() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let segment = folder.path().join("log/0000000001.log");
    {
        let (events, _) = open(folder.path()).await;
        add(&events, 0..10).await;
    }
    let mut bytes = bytes(&segment);
    let last = bytes.iter().rposition(|byte| *byte != 0).expect("events");
    // A record may end with zeros of its own.
    bytes.copy_within(8..40, last + 32);
    std::fs::write(&segment, &bytes).expect("a torn segment");
    let (events, mended) = open(folder.path()).await;
    let [Damage::TornEnd { segment: torn, bytes: 1.. }] = &mended.damages[..] else {
        panic!("{:?}", mended.damages);
    };
    assert_eq!(*torn, segment);
    check(&events, 10).await;
}

#[tokio::test]
async fn lost_files_of_ids_are_made_again_from_the_table() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    {
        let (events, _) = open(folder.path()).await;
        add(&events, 0..10).await;
        events.flush().await.expect("flushed");
    }
    let ids = folder.path().join("ids/0000000001.ids");
    std::fs::write(&ids, b"torn").expect("a torn file");
    let (events, mended) = open(folder.path()).await;
    assert_eq!(mended.ids_made_again, 1);
    drop(events);
    for _ in 0..2 {
        // Not only at the first start after the loss.
        let (events, _) = open(folder.path()).await;
        assert!(add(&events, 0..10).await.iter().all(|receipt| *receipt == Receipt::Duplicate));
    }
    std::fs::remove_file(&ids).expect("a file that was made again");
    let (events, _) = open(folder.path()).await;
    assert!(add(&events, 0..10).await.iter().all(|receipt| *receipt == Receipt::Duplicate));
}

#[tokio::test]
async fn many_at_once_are_stored_once_each() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let config = EventsConfig { flush_rows: 300, ..EventsConfig::default() };
    let (events, _) = Events::open(folder.path(), config).await.expect("an open store");
    let tasks: Vec<_> = (0..8_u64)
        .map(|task| {
            let events = events.clone();
            tokio::spawn(async move {
                let mut stored = 0;
                for number in 0..400 {
                    // Every id is sent by two tasks.
                    let receipts = events.append(vec![event(task / 2 * 400 + number)]).await.expect("stored");
                    stored += usize::from(receipts == [Receipt::Stored]);
                }
                stored
            })
        })
        .collect();
    let mut stored = 0;
    for task in tasks {
        stored += task.await.expect("a task that ends");
    }
    assert_eq!(stored, 1600);
    check(&events, 1600).await;
    events.flush().await.expect("flushed");
    check(&events, 1600).await;
}

async fn refused(events: &Events, query: &str) {
    let scope = Scope::Sites(vec![SiteId::parse("bakery").expect("a legal id")]);
    match events.sql(query, &scope, &Limits::default()).await {
        Err(QueryError::Invalid(_)) => {}
        other => panic!("{query}: {other:?}"),
    }
}

#[tokio::test]
async fn sql_reads_the_callers_sites_only_and_changes_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (events, _) = open(folder.path()).await;
    add(&events, 0..60).await;
    events.flush().await.expect("flushed");
    add(&events, 60..90).await;
    let scope = Scope::Sites(vec![SiteId::parse("bakery").expect("a legal id")]);
    for query in [
        "SELECT DISTINCT site FROM events",
        "SELECT DISTINCT site FROM events WHERE site = 'cafe' OR true",
        "SELECT DISTINCT a.site FROM events a JOIN events b ON a.visitor = b.visitor",
        "WITH e AS (SELECT * FROM datafusion.public.events) SELECT DISTINCT site FROM e",
        "SELECT DISTINCT site FROM (SELECT * FROM events UNION ALL SELECT * FROM events)",
    ] {
        let answer = events.sql(query, &scope, &Limits::default()).await.expect(query);
        assert_eq!(answer.texts(), [[Some("bakery".to_owned())]], "{query}");
    }
    for query in [
        "SELECT repeat('x', 2000000000)",
        "SELECT range(1, 1000000000)",
        "DROP TABLE events",
        "INSERT INTO events SELECT * FROM events",
        "COPY (SELECT 1) TO '/tmp/uc-copied.csv'",
        "CREATE EXTERNAL TABLE passwd STORED AS CSV LOCATION '/etc/passwd'",
        "SET datafusion.execution.target_partitions = 1000",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM stored",
        "SELECT nonsense FROM events",
        "",
        "SELECT 1; SELECT 2",
    ] {
        refused(&events, query).await;
    }
    assert!(!Path::new("/tmp/uc-copied.csv").exists());
    let none = Scope::Sites(Vec::new());
    let answer =
        events.sql("SELECT count(*) FROM events", &none, &Limits::default()).await.expect("an answer");
    assert_eq!(answer.texts(), [[Some("0".to_owned())]]);
}

#[tokio::test]
async fn a_query_that_eats_the_machine_is_stopped() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let config = EventsConfig { query_memory: 16 << 20, ..EventsConfig::default() };
    let (events, _) = Events::open(folder.path(), config).await.expect("an open store");
    add(&events, 0..2000).await;
    let limits = Limits { time: std::time::Duration::from_secs(2), ..Limits::default() };
    let endless = "SELECT count(*) FROM generate_series(1, 100000000) a, generate_series(1, 100000000) b";
    match events.sql(endless, &Scope::AllSites, &limits).await {
        Err(QueryError::TookTooLong { .. } | QueryError::TooLarge) => {}
        other => panic!("{other:?}"),
    }
    let large = "SELECT array_agg(a.url || b.url || c.url) FROM events a, events b, events c";
    match events.sql(large, &Scope::AllSites, &limits).await {
        Err(QueryError::TooLarge | QueryError::TookTooLong { .. }) => {}
        other => panic!("{other:?}"),
    }
    let cut = Limits { rows: 10, ..limits };
    let answer = events.sql("SELECT * FROM events", &Scope::AllSites, &cut).await.expect("an answer");
    assert_eq!((answer.rows(), answer.cut), (10, true));
    check(&events, 2000).await;
}

#[tokio::test]
async fn answers_have_a_form_for_people_and_two_for_programs() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (events, _) = open(folder.path()).await;
    let mut odd = event(2);
    odd.title = Some("a \"quoted\", title".to_owned());
    events.append(vec![odd, Event { title: None, ..event(3) }]).await.expect("stored events");
    let local =
        "SELECT at AT TIME ZONE 'Europe/Berlin' FROM events WHERE landing = false ORDER BY id LIMIT 1";
    assert_eq!(ask(&events, local).await, [[Some("2026-03-01T01:02:00.000+01:00".to_owned())]]);
    let query = "SELECT title, at, landing, visitor, value FROM events ORDER BY id";
    let answer = events.sql(query, &Scope::AllSites, &Limits::default()).await.expect("an answer");
    let (mut csv, mut json) = (Vec::new(), Vec::new());
    answer.write_csv(&mut csv).expect("written");
    answer.write_json(&mut json).expect("written");
    assert_eq!(
        String::from_utf8(csv).expect("text"),
        "title,at,landing,visitor,value\r\n\
         \"a \"\"quoted\"\", title\",2026-03-01T00:02:00.000Z,false,-3,\r\n\
         ,2026-03-01T00:03:00.000Z,false,-4,1.5\r\n"
    );
    assert_eq!(
        String::from_utf8(json).expect("text"),
        "[{\"title\":\"a \\\"quoted\\\", title\",\"at\":\"2026-03-01T00:02:00.000Z\",\"landing\":false,\"visitor\":-3,\"value\":null},\
         {\"title\":null,\"at\":\"2026-03-01T00:03:00.000Z\",\"landing\":false,\"visitor\":-4,\"value\":1.5}]\n"
    );
}

fn bytes(file: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    std::fs::File::open(file).and_then(|mut file| file.read_to_end(&mut bytes)).expect("a readable file");
    bytes
}
