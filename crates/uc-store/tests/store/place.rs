//! Where a case keeps its store, and how it opens it.

use tempfile::TempDir;
use uc_store::{Host, SealKey, Store};

/// An empty database, in a folder of its own or on a server.
pub(crate) struct Place {
    pub(crate) url: String,
    _folder: Option<TempDir>,
}

impl Place {
    /// A file that is gone with the place.
    pub(crate) fn in_folder() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let url = folder.path().join("store.db").to_str().expect("a plain path").to_owned();
        Self { url, _folder: Some(folder) }
    }

    /// A database that somebody else removes.
    pub(crate) fn on_server(url: String) -> Self {
        Self { url, _folder: None }
    }

    /// Opens the store, as one more process would.
    pub(crate) async fn open(&self) -> Store {
        Store::open(&self.url, key(1)).await.expect("the store opens")
    }
}

/// A key of which one can say whether it is the same.
pub(crate) fn key(byte: u8) -> SealKey {
    SealKey::parse(&format!("{byte:02x}").repeat(SealKey::LENGTH)).expect("a key")
}

pub(crate) fn host(text: &str) -> Host {
    Host::parse(text).expect("a host")
}
