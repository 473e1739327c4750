//! What a backup looks like: a plain tar archive (ustar) of files that have the names they have in the data folder.
//!
//! The first entry says that it is one and of which form; the last one has the BLAKE3 sum of every other, as `b3sum`
//! writes and checks them. A backup without its last entry is no backup.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io::{self, Read};

use jiff::Timestamp;
use thiserror::Error;

/// The entry that comes first, and the one that comes last.
pub(super) const HEAD: &str = "undercurrent-backup.json";
pub(super) const SUMS: &str = "BLAKE3SUMS";

/// Files beside the folders.
pub(super) const STORE: &str = "store.sqlite";
pub(super) const KEY: &str = "seal.key";
pub(super) const CONFIG: &str = "undercurrent.toml";

/// The folder that says how far logs were followed.
pub(super) const FOLLOW: &str = "follow";
const FOLDERS: [&str; 5] = ["events", "estimates", "figures", "ids", FOLLOW];

/// A later form gets the next number.
const FORM: u64 = 1;

/// No name is longer, in bytes, and none has more parts.
const LONGEST_NAME: usize = 255;
const MOST_PARTS: usize = 6;

/// What is wrong with an archive.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Unfit {
    /// It is something else.
    #[error("it is no backup of this program")]
    Foreign,
    /// A newer program has made it.
    #[error("a newer version of this program has made it")]
    Newer,
    /// It ends too early.
    #[error("it is cut off")]
    Cut,
    /// A file in it is not what it was, or not there.
    #[error("a file in it is damaged: {0}")]
    Damaged(String),
    /// No backup holds such a thing; somebody has made this archive to do harm.
    #[error("it holds what no backup holds")]
    Hostile,
}

/// Which database the store was in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StoreKind {
    Sqlite,
    Postgres,
}

/// What the first entry says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) store: StoreKind,
}

impl Head {
    pub(super) fn written(self, made_at: Timestamp) -> Vec<u8> {
        let store = match self.store {
            StoreKind::Sqlite => "sqlite",
            StoreKind::Postgres => "postgres",
        };
        let text = serde_json::json!({
            "form": FORM,
            "made_at": made_at.to_string(),
            "program": concat!("undercurrent ", env!("CARGO_PKG_VERSION")),
            "store": store,
        });
        text.to_string().into_bytes()
    }

    pub(super) fn read(bytes: &[u8]) -> Result<Self, Unfit> {
        let head: serde_json::Value = serde_json::from_slice(bytes).map_err(|_| Unfit::Foreign)?;
        match head["form"].as_u64() {
            Some(FORM) => {}
            Some(form) if form > FORM => return Err(Unfit::Newer),
            _ => return Err(Unfit::Foreign),
        }
        let store = match head["store"].as_str() {
            Some("sqlite") => StoreKind::Sqlite,
            Some("postgres") => StoreKind::Postgres,
            _ => return Err(Unfit::Foreign),
        };
        Ok(Self { store })
    }
}

/// Checks that a name is one that a backup may hold: below a folder that we know, or a file that we know. So no name
/// leads out of the folder, and none in it is taken by something else.
pub(super) fn check(name: &str) -> Result<(), Unfit> {
    let parts: Vec<&str> = name.split('/').collect();
    let is_plain = |part: &&str| {
        let odd = |letter: char| letter.is_control() || letter == '\\';
        !part.is_empty() && *part != "." && *part != ".." && !part.contains(odd)
    };
    let fits = name.len() <= LONGEST_NAME && parts.len() <= MOST_PARTS && parts.iter().all(is_plain);
    let known = match parts.as_slice() {
        [file] => [HEAD, SUMS, STORE, KEY, CONFIG].contains(file),
        [folder, ..] => FOLDERS.contains(folder),
        [] => false,
    };
    if fits && known { Ok(()) } else { Err(Unfit::Hostile) }
}

/// Sums by name.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Sums(BTreeMap<String, blake3::Hash>);

impl Sums {
    pub(super) fn add(&mut self, name: &str, sum: blake3::Hash) {
        self.0.insert(name.to_owned(), sum);
    }

    /// Writes them as `b3sum` does.
    pub(super) fn written(&self) -> String {
        let mut text = String::new();
        for (name, sum) in &self.0 {
            writeln!(text, "{sum}  {name}").expect("memory takes any text");
        }
        text
    }

    /// Compares what was found with what the list says.
    pub(super) fn check(&self, list: &str) -> Result<(), Unfit> {
        let mut listed = Self::default();
        for line in list.lines() {
            let (sum, name) = line.split_once("  ").ok_or_else(|| Unfit::Damaged(SUMS.to_owned()))?;
            let sum = blake3::Hash::from_hex(sum).map_err(|_| Unfit::Damaged(SUMS.to_owned()))?;
            listed.add(name, sum);
        }
        let differs = |(name, sum): (&String, &blake3::Hash)| {
            (self.0.get(name) != Some(sum) || listed.0.get(name) != Some(sum)).then(|| name.clone())
        };
        match listed.0.iter().chain(&self.0).find_map(differs) {
            Some(name) => Err(Unfit::Damaged(name)),
            None => Ok(()),
        }
    }
}

/// Sums up what is read through it.
pub(super) struct Summed<R> {
    content: R,
    hasher: blake3::Hasher,
    read: u64,
}

impl<R> Summed<R> {
    pub(super) fn new(content: R) -> Self {
        Self { content, hasher: blake3::Hasher::new(), read: 0 }
    }

    /// Returns how many bytes were read, and their sum.
    pub(super) fn done(&self) -> (u64, blake3::Hash) {
        (self.read, self.hasher.finalize())
    }
}

impl<R: Read> Read for Summed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.content.read(buffer)?;
        self.hasher.update(&buffer[..count]);
        self.read += count as u64;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_lead_elsewhere_are_refused() {
        for (name, expected) in [
            ("events/_delta_log/00000000000000000000.json", true),
            ("events/month=2026-11/part-00000-c000.snappy.parquet", true),
            ("store.sqlite", true),
            ("seal.key", true),
            ("lock", false),
            ("control.sock", false),
            ("rollups/x", false),
            ("log/0000000001.log", false),
            ("/etc/passwd", false),
            ("../x", false),
            ("events/../../x", false),
            ("events/./x", false),
            ("events//x", false),
            ("events/", false),
            ("events", false),
            ("events\\..\\x", false),
            ("events/x\0y", false),
            ("", false),
            ("events/a/b/c/d/e/f", false),
        ] {
            assert_eq!(check(name).is_ok(), expected, "{name:?}");
        }
        assert!(check(&format!("events/{}", "x".repeat(260))).is_err());
    }

    #[test]
    fn a_head_says_which_form_it_is() {
        let head = Head { store: StoreKind::Postgres };
        assert_eq!(Head::read(&head.written(Timestamp::UNIX_EPOCH)), Ok(head));
        assert_eq!(Head::read(b"{\"form\":2,\"store\":\"sqlite\"}"), Err(Unfit::Newer));
        for text in ["", "{}", "[]", "{\"form\":1}", "{\"form\":\"1\",\"store\":\"sqlite\"}"] {
            assert_eq!(Head::read(text.as_bytes()), Err(Unfit::Foreign), "{text}");
        }
    }

    #[test]
    fn each_file_must_be_on_the_list_and_each_on_the_list_be_there() {
        let sum = |text: &str| blake3::hash(text.as_bytes());
        let mut found = Sums::default();
        found.add("seal.key", sum("a"));
        found.add("ids/1.ids", sum("b"));
        let list = found.written();
        assert_eq!(found.check(&list), Ok(()));
        let damaged = |name: &str| Err(Unfit::Damaged(name.to_owned()));
        assert_eq!(found.check(list.lines().last().expect("two lines")), damaged("ids/1.ids"));
        assert_eq!(found.check(&format!("{list}{}  events/x\n", sum("c"))), damaged("events/x"));
        found.add("seal.key", sum("c"));
        assert_eq!(found.check(&list), damaged("seal.key"));
        assert_eq!(found.check("no list"), damaged(SUMS));
    }
}
