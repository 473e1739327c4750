//! What opening a store says when it cannot; and that a process which is killed leaves a store that opens.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use uc_store::{Store, StoreError};

use crate::place::{Place, host, key};

#[tokio::test]
async fn what_is_no_database_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("letter.txt");
    let text = "Dear customer, this is no database at all. ".repeat(100);
    fs::write(&path, &text).expect("written");
    let refused = Store::open(path.to_str().expect("a plain path"), key(1)).await;
    assert!(matches!(refused, Err(StoreError::Invalid(_))), "{refused:?}");
    assert_eq!(fs::read_to_string(&path).expect("read"), text);
}

#[tokio::test]
async fn a_folder_that_is_missing_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("nowhere/store.db");
    let error = Store::open(path.to_str().expect("a plain path"), key(1)).await.expect_err("refused");
    assert!(matches!(error, StoreError::File { .. }) && error.to_string().contains("nowhere"), "{error}");
}

#[tokio::test]
async fn a_server_that_does_not_answer_may_answer_later() {
    // Nothing listens on the port that was just given back.
    let port =
        std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("bound").port();
    let url = format!("postgres://anna:pa55word@127.0.0.1:{port}/uc");
    let error = Store::open(&url, key(1)).await.expect_err("refused");
    assert!(matches!(error, StoreError::Unavailable(_)), "{error}");
    assert!(!format!("{error} {error:?}").contains("pa55word"));
}

/// The other half of the next test: writes sites for as long as it lives, when it is told where.
#[tokio::test]
async fn a_writer_that_says_what_is_kept() {
    let place = std::env::args().find_map(|word| word.strip_prefix("--skip=place:").map(str::to_owned));
    let Some(path) = place else { return };
    let store = Store::open(&path, key(1)).await.expect("opened");
    for number in 0.. {
        let site = store.add_site(host(&format!("shop{number}.example")), number).await.expect("added");
        eprintln!("kept {}", site.id);
    }
}

#[tokio::test]
async fn nothing_that_was_acknowledged_is_lost_when_a_process_is_killed() {
    let place = Place::in_folder();
    let mut kept = Vec::new();
    for round in 0..5 {
        let mut writer = Command::new(std::env::current_exe().expect("this program"))
            .args(["--exact", "opening::a_writer_that_says_what_is_kept", "--nocapture", "--test-threads=1"])
            .arg(format!("--skip=place:{}", place.url))
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("started");
        let said = BufReader::new(writer.stderr.take().expect("piped"));
        let ids = said.lines().map_while(Result::ok);
        let mut ids = ids.filter_map(|line| line.strip_prefix("kept ").map(str::to_owned));
        kept.extend(ids.by_ref().take(3 + round));
        writer.kill().expect("killed");
        // What it said before it died counts, too.
        kept.extend(ids);
        writer.wait().expect("dead");
        let store = place.open().await;
        assert_eq!(store.check().await.expect("checked"), []);
        let there = store.sites().await.expect("read");
        let is_there = |id: &String| there.iter().any(|site| site.id.as_str() == id);
        assert!(kept.len() > 2 && kept.iter().all(is_there), "{kept:?}");
        for site in there {
            store.remove_site(&site.id).await.expect("removed");
        }
        kept.clear();
    }
}
