//! The same cases on a real PostgreSQL, and what holds for it alone.

use sea_orm::{ConnectionTrait, Database, DbBackend, Statement};
use uc_store::{Store, StoreError};

use crate::cases;
use crate::cluster::Cluster;
use crate::place::{Place, key};

/// One server for everything, since starting one takes longer than all cases together.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_store_keeps_its_promises_on_postgresql() {
    let cluster = Cluster::start();
    for (name, case) in cases::ALL {
        println!("{name}");
        case(Place::on_server(make_database(&cluster, name).await)).await;
    }
    println!("a copy is left to the server's own tools");
    let url = make_database(&cluster, "copies").await;
    let store = Store::open(&url, key(1)).await.expect("opened");
    let refused = store.backup_to(&cluster.data().join("copy")).await.expect_err("refused");
    assert!(matches!(&refused, StoreError::Invalid(why) if why.contains("pg_dump")), "{refused}");

    println!("a forgotten salt is not in the tables' files, not even sealed");
    let salt = store.salt_of(20_000).await.expect("a salt");
    let db = Database::connect(&url).await.expect("connected");
    let query = Statement::from_string(DbBackend::Postgres, "SELECT sealed FROM salts");
    let row = db.query_one_raw(query).await.expect("read").expect("a row");
    let sealed: Vec<u8> = row.try_get_by_index(0).expect("bytes");
    db.execute_unprepared("CHECKPOINT").await.expect("written");
    assert!(is_in_tables(&cluster, &sealed), "the search finds what is there");
    assert!(!is_in_tables(&cluster, &salt), "it is sealed wherever it lies");
    store.forget_salts_before(20_001).await.expect("forgotten");
    db.execute_unprepared("CHECKPOINT").await.expect("written");
    assert!(!is_in_tables(&cluster, &sealed[33..]));

    println!("a database that is not there is not waited for");
    let refused = Store::open(&cluster.url("nowhere"), key(1)).await;
    assert!(matches!(refused, Err(StoreError::Invalid(_))), "{refused:?}");
}

async fn make_database(cluster: &Cluster, name: &str) -> String {
    let name: String = name.chars().take(60).collect();
    let server = Database::connect(cluster.url("postgres")).await.expect("connected");
    server.execute_unprepared(&format!("CREATE DATABASE {name}")).await.expect("created");
    server.close().await.expect("closed");
    cluster.url(&name)
}

/// The server's log of changes is left out: it is cut by the server when it likes.
fn is_in_tables(cluster: &Cluster, bytes: &[u8]) -> bool {
    let mut folders = vec![cluster.data().join("base")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("listed") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let mut text = Vec::new();
            let mut file = std::fs::File::open(&path).expect("opened");
            std::io::Read::read_to_end(&mut file, &mut text).expect("read");
            if text.windows(bytes.len()).any(|window| window == bytes) {
                return true;
            }
        }
    }
    false
}
