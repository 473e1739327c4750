//! What holds for SQLite alone: its files, its copies, its damage.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use uc_store::{Fault, SecretName, Store, StoreError};

use crate::place::{Place, host, key};

async fn raw(path: &str) -> DatabaseConnection {
    Database::connect(format!("sqlite://{path}")).await.expect("connected")
}

/// Reads what is sealed in a table's only row.
async fn sealed(path: &str, table: &str) -> Vec<u8> {
    let query = Statement::from_string(DbBackend::Sqlite, format!("SELECT sealed FROM {table}"));
    let row = raw(path).await.query_one_raw(query).await.expect("read").expect("a row");
    row.try_get_by_index(0).expect("bytes")
}

/// Returns which of the database's files hold `bytes`.
fn files_with(url: &str, bytes: &[u8]) -> Vec<PathBuf> {
    let folder = Path::new(url).parent().expect("a folder");
    let files = fs::read_dir(folder).expect("listed").map(|entry| entry.expect("an entry").path());
    let holds = |path: &PathBuf| {
        let mut text = Vec::new();
        let mut file = fs::File::open(path).expect("opened");
        std::io::Read::read_to_end(&mut file, &mut text).expect("read");
        text.windows(bytes.len()).any(|window| window == bytes)
    };
    files.filter(holds).collect()
}

#[tokio::test]
async fn a_forgotten_salt_is_in_none_of_the_files_not_even_sealed() {
    let place = Place::in_folder();
    let store = place.open().await;
    let salt = store.salt_of(20_000).await.expect("a salt");
    let sealed = sealed(&place.url, "salts").await;
    assert!(!files_with(&place.url, &sealed).is_empty(), "the search finds what is there");
    assert!(files_with(&place.url, &salt).is_empty(), "it is sealed wherever it lies");

    store.forget_salts_before(20_001).await.expect("forgotten");
    // The cipher's nonce and the text's first bytes would be enough to know it again.
    assert!(files_with(&place.url, &sealed[1..33]).is_empty());
    assert!(files_with(&place.url, &sealed[33..]).is_empty());
    let wal = fs::metadata(format!("{}-wal", place.url)).expect("the journal is in use");
    assert_eq!(wal.len(), 0);
    store.close().await.expect("closed");
    assert!(files_with(&place.url, &sealed[33..]).is_empty());
}

#[tokio::test]
async fn forgetting_says_so_when_a_reader_holds_a_copy_back() {
    let place = Place::in_folder();
    let store = place.open().await;
    store.salt_of(20_000).await.expect("a salt");
    let reader = raw(&place.url).await;
    reader.execute_unprepared("BEGIN").await.expect("begun");
    let look = Statement::from_string(DbBackend::Sqlite, "SELECT day FROM salts");
    reader.query_one_raw(look).await.expect("read");
    let refused = store.forget_salts_before(20_001).await;
    assert!(matches!(refused, Err(StoreError::Unavailable(_))), "{refused:?}");
    reader.execute_unprepared("COMMIT").await.expect("ended");
    store.forget_salts_before(20_001).await.expect("the second call cleans up");
}

#[tokio::test]
async fn a_secret_lies_in_the_file_sealed_only() {
    let place = Place::in_folder();
    let store = place.open().await;
    let plain = b"a word that stands nowhere else";
    store.put_secret(&SecretName::parse("smtp").expect("a name"), plain, 0).await.expect("put");
    assert!(files_with(&place.url, plain).is_empty());
    assert!(!files_with(&place.url, b"smtp").is_empty(), "the search finds what is there");
}

#[tokio::test]
async fn the_files_are_their_owners_alone_and_set_up_to_last() {
    let place = Place::in_folder();
    let store = place.open().await;
    store.add_site(host("example.org"), 0).await.expect("added");
    for file in ["", "-wal", "-shm"] {
        let mode = fs::metadata(format!("{}{file}", place.url)).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
}

#[tokio::test]
async fn a_copy_is_whole_private_and_without_salts() {
    let place = Place::in_folder();
    let store = place.open().await;
    let site = store.add_site(host("example.org"), 0).await.expect("added");
    store.salt_of(20_000).await.expect("a salt");
    let salt = sealed(&place.url, "salts").await;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("it's a copy.db");
    let url = path.to_str().expect("a plain path");
    store.backup_to(&path).await.expect("copied");
    store.salt_of(20_000).await.expect("the original keeps its salt");

    assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 1, "nothing is left beside it");
    assert_eq!(fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o600);
    assert!(files_with(url, &salt[1..33]).is_empty());
    let copy = Store::open(url, key(1)).await.expect("the copy opens");
    assert_eq!(copy.sites().await.expect("read"), [site]);
    assert_eq!(copy.check().await.expect("checked"), []);
}

#[tokio::test]
async fn a_copy_takes_nothing_elses_place_and_leaves_nothing_when_it_fails() {
    let place = Place::in_folder();
    let store = place.open().await;
    let folder = tempfile::tempdir().expect("a folder");
    let taken = folder.path().join("taken");
    fs::write(&taken, "mine").expect("written");
    assert!(matches!(store.backup_to(&taken).await, Err(StoreError::File { .. })));
    assert_eq!(fs::read_to_string(&taken).expect("read"), "mine");
    let nowhere = folder.path().join("nowhere/copy.db");
    assert!(matches!(store.backup_to(&nowhere).await, Err(StoreError::File { .. })));
    assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 1);

    // What a crash left of an earlier attempt is in nobody's way.
    fs::write(folder.path().join("copy.db.part"), "half").expect("written");
    store.backup_to(&folder.path().join("copy.db")).await.expect("copied");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_is_made_while_others_write() {
    let place = Place::in_folder();
    let store = place.open().await;
    let writer = store.clone();
    let writing = tokio::spawn(async move {
        for number in 0..100 {
            writer.add_site(host(&format!("shop{number}.example")), number).await.expect("added");
        }
    });
    let folder = tempfile::tempdir().expect("a folder");
    for number in 0..5 {
        let path = folder.path().join(format!("{number}.db"));
        store.backup_to(&path).await.expect("copied");
        let copy = Store::open(path.to_str().expect("a plain path"), key(1)).await.expect("opens");
        assert_eq!(copy.check().await.expect("checked"), []);
    }
    writing.await.expect("no panic");
    assert_eq!(store.sites().await.expect("read").len(), 100);
}

#[tokio::test]
async fn check_finds_what_is_wrong() {
    let place = Place::in_folder();
    let store = place.open().await;
    let name = SecretName::parse("smtp").expect("a name");
    store.put_secret(&name, b"word", 0).await.expect("put");
    let db = raw(&place.url).await;
    for sql in [
        "PRAGMA foreign_keys = OFF",
        "INSERT INTO site_hosts (host, site_id, place) VALUES ('example.org', 'gone', 0)",
        "UPDATE secrets SET sealed = zeroblob(64) WHERE name = 'smtp'",
    ] {
        db.execute_unprepared(sql).await.expect(sql);
    }
    let faults = store.check().await.expect("checked");
    assert_eq!(faults, [Fault::Orphan("site_hosts".to_owned()), Fault::Unsealable("smtp".to_owned())]);
}

#[tokio::test]
async fn check_finds_a_damaged_file() {
    let place = Place::in_folder();
    place.open().await.close().await.expect("closed");
    let db = raw(&place.url).await;
    // An index whose page nobody knows of any more, as after a torn write.
    for sql in ["PRAGMA writable_schema = ON", "DELETE FROM sqlite_schema WHERE name = 'tokens_by_site'"] {
        db.execute_unprepared(sql).await.expect(sql);
    }
    db.close().await.expect("closed");
    let faults = place.open().await.check().await.expect("checked");
    assert!(matches!(faults[..], [Fault::Damaged(_), ..]), "{faults:?}");
}

#[tokio::test]
async fn a_store_in_memory_works_and_is_nobody_elses() {
    let (one, two) =
        (Store::in_memory(key(1)).await.expect("opened"), Store::in_memory(key(2)).await.expect("opened"));
    one.add_site(host("example.org"), 0).await.expect("added");
    one.add_site(host("example.org"), 0).await.expect_err("refused");
    one.salt_of(1).await.expect("a salt");
    one.forget_salts_before(2).await.expect("forgotten");
    assert_eq!((one.sites().await.expect("read").len(), two.sites().await.expect("read").len()), (1, 0));
    assert_eq!(one.check().await.expect("checked"), []);
}
