//! Which event ids were seen in the last 48 hours, so that a retry is recognised and nothing counts twice.
//!
//! What came since the last flush is kept in memory; each flush moves its ids into a sorted file, a *generation*, with
//! a Bloom filter in memory in front of it. Generations of like size are merged, so that there are never many. An id is
//! known by 64 bits of a hash over site and id: among twenty million ids, one new id in a million million would be taken
//! for a retry.

mod generation;

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use uc_engine::event::{EventId, Millis, SiteId};

use crate::error::EventsError;
use crate::log::{SegmentNumber, lock};
use generation::Generation;

/// How long a retry is recognised, in milliseconds.
pub(crate) const RECOGNISED: Millis = 48 * 3_600_000;

/// So many generations of like size are merged into one.
const MERGED: usize = 8;

/// An id on a site, hashed. The hash stands on disk: it must never change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Key(u64);

impl Key {
    pub(crate) fn of(site: &SiteId, id: EventId) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&id.0.to_be_bytes());
        hasher.update(site.as_str().as_bytes());
        let hash = hasher.finalize();
        let (first, _) = hash.as_bytes().split_first_chunk().expect("a hash of 32 bytes");
        Self(u64::from_be_bytes(*first))
    }
}

/// Keys are hashes already.
#[derive(Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {
        unreachable!("a key is one number")
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}

/// All ids that are recognised.
pub(crate) struct Seen {
    folder: PathBuf,
    recent: HashSet<Key, BuildHasherDefault<AsItIs>>,
    generations: Vec<Arc<Generation>>,
}

impl Seen {
    /// Opens what earlier runs have written. A file that cannot be read is named, and left out.
    pub(crate) fn open(folder: &Path) -> Result<(Self, Vec<PathBuf>), EventsError> {
        std::fs::create_dir_all(folder).map_err(EventsError::file(folder))?;
        let (mut generations, mut broken) = (Vec::new(), Vec::new());
        for entry in std::fs::read_dir(folder).map_err(EventsError::file(folder))? {
            let path = entry.map_err(EventsError::file(folder))?.path();
            if path.extension().is_none_or(|extension| extension != "ids") {
                continue;
            }
            match Generation::open(&path) {
                Ok(generation) => generations.push(Arc::new(generation)),
                Err(_) => broken.push(path),
            }
        }
        Ok((Self { folder: folder.to_owned(), recent: HashSet::default(), generations }, broken))
    }

    /// Remembers a key; says whether it is new. A file that cannot be read is an error: to guess would count twice.
    pub(crate) fn insert(&mut self, key: Key) -> std::io::Result<bool> {
        if self.recent.contains(&key) {
            return Ok(false);
        }
        for generation in &self.generations {
            if generation.contains(key)? {
                return Ok(false);
            }
        }
        Ok(self.recent.insert(key))
    }

    /// Forgets a key whose event could not be written after all.
    pub(crate) fn remove(&mut self, key: Key) {
        self.recent.remove(&key);
    }

    /// Says whether the ids of all segments up to that one are in files, as far as they are young enough to matter.
    pub(crate) fn reaches(&self, number: SegmentNumber) -> bool {
        let path = file_of(&self.folder, number);
        number.0 == 0 || self.generations.iter().any(|generation| generation.path() >= path)
    }

    /// Takes a generation for the keys of a flushed segment, which need no memory from now on.
    fn adopt(&mut self, generation: Generation, keys: &[Key]) {
        self.generations.retain(|other| other.path() != generation.path());
        self.generations.push(Arc::new(generation));
        for key in keys {
            self.recent.remove(key);
        }
        self.recent.shrink_to(1 << 16);
    }

    /// Takes generations out that are too old to matter.
    fn take_old(&mut self, now: Millis) -> Vec<Arc<Generation>> {
        self.generations.extract_if(.., |generation| generation.newest() < now - RECOGNISED).collect()
    }

    /// Returns generations of like size, if there are many.
    fn crowd(&self) -> Option<Vec<Arc<Generation>>> {
        let of_tier = |tier| self.generations.iter().filter(move |generation| generation.tier() == tier);
        let tiers = self.generations.iter().map(|generation| generation.tier());
        let crowded = tiers.into_iter().find(|tier| of_tier(*tier).count() >= MERGED)?;
        Some(of_tier(crowded).cloned().collect())
    }
}

fn file_of(folder: &Path, number: SegmentNumber) -> PathBuf {
    folder.join(format!("{:010}.ids", number.0))
}

/// Moves the keys of a flushed segment to disk. They are safe there when this returns. Locks for moments only: the
/// thread that writes the log must not wait for this.
pub(crate) fn settle(
    seen: &Mutex<Seen>,
    number: SegmentNumber,
    mut keys: Vec<Key>,
    newest: Millis,
) -> Result<(), EventsError> {
    let path = file_of(&lock(seen).folder, number);
    keys.sort_unstable();
    keys.dedup();
    let generation = Generation::write(&path, &keys, newest)?;
    lock(seen).adopt(generation, &keys);
    Ok(())
}

/// Deletes generations that are too old to matter, and merges the rest while there are many of like size.
pub(crate) fn tidy(seen: &Mutex<Seen>, now: Millis) -> Result<(), EventsError> {
    let old = lock(seen).take_old(now);
    for generation in old {
        generation.delete()?;
    }
    loop {
        let Some(crowd) = lock(seen).crowd() else { return Ok(()) };
        let merged = Generation::merge(&crowd)?;
        let stays = merged.path().to_owned();
        let mut locked = lock(seen);
        locked.generations.retain(|generation| !crowd.iter().any(|gone| gone.path() == generation.path()));
        locked.generations.push(Arc::new(merged));
        drop(locked);
        for generation in crowd.iter().filter(|generation| generation.path() != stays) {
            generation.delete()?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(range: std::ops::Range<u64>) -> Vec<Key> {
        let site = SiteId::parse("bakery").expect("a legal id");
        range.map(|number| Key::of(&site, EventId(u128::from(number)))).collect()
    }

    fn open(folder: &Path) -> Mutex<Seen> {
        let (seen, broken) = Seen::open(folder).expect("readable files");
        assert!(broken.is_empty());
        Mutex::new(seen)
    }

    fn insert(seen: &Mutex<Seen>, key: Key) -> bool {
        lock(seen).insert(key).expect("readable files")
    }

    fn add(seen: &Mutex<Seen>, number: u64, newest: Millis) {
        let keys = keys(number * 1000..number * 1000 + 1000);
        assert!(keys.iter().all(|key| insert(seen, *key)));
        settle(seen, SegmentNumber(number), keys, newest).expect("a written file");
    }

    #[test]
    fn ids_are_recognised_across_a_restart_and_merges() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let seen = open(folder.path());
        for number in 0..20 {
            add(&seen, number, 1000);
            tidy(&seen, 1000).expect("merged");
        }
        assert!(lock(&seen).generations.len() < 10);
        let seen = open(folder.path());
        assert!(keys(0..20_000).into_iter().all(|key| !insert(&seen, key)));
        assert!(keys(20_000..21_000).into_iter().all(|key| insert(&seen, key)));
    }

    #[test]
    fn ids_of_another_site_are_other_ids() {
        let [a, b] = ["bakery", "cafe"].map(|site| SiteId::parse(site).expect("a legal id"));
        assert_ne!(Key::of(&a, EventId(1)), Key::of(&b, EventId(1)));
    }

    #[test]
    fn a_generation_is_dropped_48_hours_after_its_newest_event_and_not_before() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let seen = open(folder.path());
        add(&seen, 0, 1000);
        tidy(&seen, 1000 + RECOGNISED).expect("tidied");
        assert!(!insert(&seen, keys(0..1)[0]));
        tidy(&seen, 1001 + RECOGNISED).expect("tidied");
        assert!(insert(&seen, keys(0..1)[0]));
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0);
    }

    #[test]
    fn a_damaged_generation_is_named() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        add(&open(folder.path()), 3, 1000);
        let path = folder.path().join("0000000003.ids");
        std::fs::write(&path, b"torn").expect("a written file");
        let (_, broken) = Seen::open(folder.path()).expect("an openable folder");
        assert_eq!(broken, [path]);
    }
}
