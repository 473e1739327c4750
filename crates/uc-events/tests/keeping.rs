//! The table is kept in order: compaction, erasure, imports, and what the model says of events.

use std::io::Read;
use std::path::Path;

use uc_engine::event::{EventId, SiteId};
use uc_engine::source::{Channel, Evidence};
use uc_events::{Erase, Estimate, Events, EventsConfig, Limits, Receipt, Run, Scope};
use uc_testkit::events::{START, event};

async fn open(folder: &Path) -> Events {
    Events::open(folder, EventsConfig::default()).await.expect("a folder that can be opened").0
}

async fn ask(events: &Events, query: &str) -> Vec<Vec<Option<String>>> {
    events.sql(query, &Scope::AllSites, &Limits::default()).await.expect("an answer").texts()
}

fn row(cells: &[&str]) -> Vec<Option<String>> {
    cells.iter().map(|cell| (!cell.is_empty()).then(|| (*cell).to_owned())).collect()
}

fn site(name: &str) -> SiteId {
    SiteId::parse(name).expect("a legal id")
}

async fn flushed_in_parts(events: &Events, parts: u64, size: u64) {
    for part in 0..parts {
        events.append((part * size..(part + 1) * size).map(event).collect()).await.expect("stored");
        events.flush().await.expect("flushed");
    }
}

#[tokio::test]
async fn compaction_makes_few_files_of_many_and_changes_no_answer() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let events = open(folder.path()).await;
    flushed_in_parts(&events, 20, 50).await;
    let query = "SELECT * FROM events ORDER BY id";
    let (before, kept) = (ask(&events, query).await, events.kept().await.expect("told"));
    assert_eq!((kept.files, kept.rows), (20, 1000));
    assert_eq!(events.compact().await.expect("compacted"), 20);
    let kept = events.kept().await.expect("told");
    assert_eq!((kept.files, kept.rows), (1, 1000));
    assert_eq!(ask(&events, query).await, before);
    events.vacuum(std::time::Duration::ZERO).await.expect("vacuumed");
    assert_eq!(ask(&events, query).await, before);
    drop(events);
    assert_eq!(ask(&open(folder.path()).await, query).await, before);
}

#[tokio::test]
async fn what_is_erased_is_off_the_disk_and_the_rest_stays() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let events = open(folder.path()).await;
    events.append((0..60).map(event).collect()).await.expect("stored");
    events.flush().await.expect("flushed");
    events.append((60..90).map(event).collect()).await.expect("stored");
    let before = Some(START + 45 * 60_000);
    events.erase(&Erase { site: site("cafe"), before, visitor: None }).await.expect("erased");
    let by_site = "SELECT site, count(*) FROM events GROUP BY site ORDER BY site";
    assert_eq!(ask(&events, by_site).await, [row(&["bakery", "60"]), row(&["cafe", "15"])]);
    events.erase(&Erase { site: site("cafe"), before: None, visitor: None }).await.expect("erased");
    assert_eq!(ask(&events, by_site).await, [row(&["bakery", "60"])]);
    assert!(!holds(folder.path(), b"cafe"), "the erased site stands on the disk");
    assert!(holds(folder.path(), b"bakery"));
}

/// Says whether any file of data holds those bytes; the table's own log may name the query.
fn holds(folder: &Path, wanted: &[u8]) -> bool {
    std::fs::read_dir(folder).expect("a folder").any(|entry| {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true if path.ends_with("_delta_log") => false,
            true => holds(&path, wanted),
            false => bytes(&path).windows(wanted.len()).any(|part| part == wanted),
        }
    })
}

#[tokio::test]
async fn an_import_can_be_repeated_and_meets_events_that_came_otherwise() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let events = open(folder.path()).await;
    events.append((0..10).map(event).collect()).await.expect("stored");
    let receipts = events.import((5..20).map(event).collect()).await.expect("imported");
    assert_eq!(receipts.iter().filter(|receipt| **receipt == Receipt::Duplicate).count(), 5);
    let receipts = events.import((0..20).chain(0..20).map(event).collect()).await.expect("imported");
    assert!(receipts.iter().all(|receipt| *receipt == Receipt::Duplicate));
    assert_eq!(ask(&events, "SELECT count(*) FROM events").await, [row(&["20"])]);
}

fn estimate(number: u64, p_dark: f64) -> Estimate {
    Estimate {
        id: EventId(u128::from(number)),
        channel: if p_dark >= 0.5 { Channel::DarkSocial } else { Channel::Direct },
        source: (p_dark >= 0.5).then(|| "whatsapp".to_owned()),
        evidence: Evidence::Inferred,
        p_dark,
    }
}

#[tokio::test]
async fn the_latest_run_speaks_and_events_stay_as_they_were() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let events = open(folder.path()).await;
    events.append((0..8).map(event).collect()).await.expect("stored");
    events.flush().await.expect("flushed");
    events.append((8..12).map(event).collect()).await.expect("stored");
    let run = |at| Run { site: site("bakery"), month_of: START, at };
    events
        .keep_estimates(&run(1), &[estimate(1, 0.9), estimate(2, 0.9), estimate(8, 0.1)])
        .await
        .expect("kept");
    events.keep_estimates(&run(2), &[estimate(1, 0.2), estimate(8, 0.7)]).await.expect("kept");
    let query = "SELECT channel, source, p_dark, evidence FROM events WHERE site = 'bakery' AND kind = 'page' \
                 AND id <= '00000000-0000-0000-0000-000000000008' ORDER BY id";
    let expected = [
        row(&["direct", "", "0.2", "inferred"]),
        row(&["direct", "", "", "none"]),
        row(&["direct", "", "", "none"]),
        row(&["direct", "", "0.25", "none"]),
        row(&["direct", "", "", "none"]),
        row(&["dark_social", "whatsapp", "0.7", "inferred"]),
    ];
    assert_eq!(ask(&events, query).await, expected);
    let dark = "SELECT count(*) FROM events WHERE channel = 'dark_social'";
    assert_eq!(ask(&events, dark).await, [row(&["1"])]);
    // Few rows fit, and the model is asked for: a join within a join's filter once broke here.
    let few = "SELECT source, p_dark FROM events WHERE name = 'nothing' AND device = 'phone' LIMIT 3";
    assert_eq!(ask(&events, few).await, Vec::<Vec<_>>::new());
    let of_previews = "SELECT source FROM events WHERE kind = 'preview'";
    assert_eq!(ask(&events, of_previews).await, Vec::<Vec<_>>::new());
    drop(events);
    let events = open(folder.path()).await;
    assert_eq!(ask(&events, query).await, expected);
    events.erase(&Erase { site: site("bakery"), before: None, visitor: None }).await.expect("erased");
    assert!(!holds(&folder.path().join("estimates"), b"whatsapp"));
}

#[tokio::test]
async fn events_are_read_back_as_they_were_stored() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let events = open(folder.path()).await;
    events.append((0..40).map(event).collect()).await.expect("stored");
    events.flush().await.expect("flushed");
    events.append((40..50).map(event).collect()).await.expect("stored");
    events
        .keep_estimates(&Run { site: site("bakery"), month_of: START, at: 1 }, &[estimate(1, 0.9)])
        .await
        .expect("kept");
    let (sender, read) = std::sync::mpsc::channel();
    let minute = |number: i64| START + number * 60_000;
    events
        .read(&site("bakery"), minute(10), minute(45), move |events| sender.send(events).expect("a listener"))
        .await
        .expect("read");
    let mut read: Vec<_> = read.iter().flatten().collect();
    read.sort_by_key(|event| event.at);
    let expected: Vec<_> = (10..45).map(event).filter(|event| event.site == site("bakery")).collect();
    assert_eq!(read, expected);
}

fn bytes(file: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    std::fs::File::open(file).and_then(|mut file| file.read_to_end(&mut bytes)).expect("a readable file");
    bytes
}
