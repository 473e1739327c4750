//! A sorted file of keys that never changes, and what stands in memory before it.
//!
//! The file: a head of five numbers and their checksum; the keys, ascending; every 512th key again; the bits of the
//! filter. Head, index and filter are read when the file is opened; the keys stay on disk, four kilobytes are read where
//! the filter says "perhaps".

use std::fs::File;
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use fastbloom::BloomFilter;
use uc_engine::event::Millis;

use super::Key;
use crate::error::EventsError;
use crate::log::sync_folder;

const MAGIC: u64 = u64::from_be_bytes(*b"uc-ids-1");
/// Keys between two entries of the index: four kilobytes.
const STEP: usize = 512;
/// Twelve bits a key: one new id in three hundred is looked up in vain.
const BITS_A_KEY: usize = 12;
/// Any fixed number: the filter's bits stand on disk.
const SEED: u128 = 0x756e_6465_7263_7572_7265_6e74;
/// The head: magic, count, newest, index entries, filter words, checksum.
const HEAD: usize = 6 * 8;

pub(super) struct Generation {
    path: PathBuf,
    file: File,
    count: usize,
    newest: Millis,
    index: Vec<Key>,
    filter: BloomFilter,
}

impl Generation {
    /// Writes one file for several; it takes the name of the newest of them.
    pub(super) fn merge(generations: &[Arc<Self>]) -> Result<Self, EventsError> {
        let last = generations.iter().max_by_key(|generation| &generation.path);
        let path = last.expect("only a crowd is merged").path.clone();
        let newest = generations.iter().map(|generation| generation.newest).max().unwrap_or_default();
        let mut keys = Vec::with_capacity(generations.iter().map(|generation| generation.count).sum());
        for generation in generations {
            generation.read_all(&mut keys).map_err(EventsError::file(&generation.path))?;
        }
        keys.sort_unstable();
        keys.dedup();
        Self::write(&path, &keys, newest)
    }

    /// Writes keys, which are sorted, to a file of that name; they are safe on disk when this returns.
    pub(super) fn write(path: &Path, keys: &[Key], newest: Millis) -> Result<Self, EventsError> {
        let draft = path.with_extension("draft");
        let write = || -> std::io::Result<()> {
            let mut filter = empty_filter(keys.len());
            let index: Vec<Key> = keys.iter().step_by(STEP).copied().collect();
            let mut file = BufWriter::new(File::create(&draft)?);
            file.write_all(&[0; HEAD])?;
            for key in keys {
                filter.insert(&key.0);
            }
            for key in keys.iter().chain(&index) {
                file.write_all(&key.0.to_le_bytes())?;
            }
            for word in filter.as_slice() {
                file.write_all(&word.to_le_bytes())?;
            }
            file.seek(SeekFrom::Start(0))?;
            file.write_all(&head(keys.len(), newest, index.len(), filter.as_slice().len()))?;
            file.into_inner()?.sync_all()?;
            std::fs::rename(&draft, path)
        };
        write().map_err(EventsError::file(path))?;
        sync_folder(path.parent().unwrap_or(path))?;
        Self::open(path).map_err(EventsError::file(path))
    }

    /// Opens a file; refuses one that is torn or of another form.
    pub(super) fn open(path: &Path) -> std::io::Result<Self> {
        let broken =
            || std::io::Error::new(std::io::ErrorKind::InvalidData, "no file of event ids, or a torn one");
        let mut file = File::open(path)?;
        let mut bytes = [0; HEAD];
        file.read_exact(&mut bytes)?;
        let number = |at: usize| {
            let (number, _) = bytes[at * 8..].split_first_chunk().expect("the head holds six numbers");
            u64::from_le_bytes(*number)
        };
        let size = |at: usize| usize::try_from(number(at)).map_err(|_| broken());
        let (count, newest, entries, words) = (size(1)?, number(2).cast_signed(), size(3)?, size(4)?);
        let length = count.checked_add(entries).and_then(|all| all.checked_add(words));
        let length = length.and_then(|all| all.checked_mul(8)).ok_or_else(broken)?;
        let whole = number(0) == MAGIC
            && bytes == head(count, newest, entries, words)
            && file.metadata()?.len() == (HEAD + length) as u64
            && words == empty_filter(count).as_slice().len();
        if !whole {
            return Err(broken());
        }
        file.seek(SeekFrom::Start((HEAD + count * 8) as u64))?;
        let index = read_numbers(&mut file, entries)?.into_iter().map(Key).collect();
        let filter = BloomFilter::from_vec(read_numbers(&mut file, words)?).seed(&SEED).hashes(hashes());
        Ok(Self { path: path.to_owned(), file, count, newest, index, filter })
    }

    /// Says whether the key is in the file.
    pub(super) fn contains(&self, key: Key) -> std::io::Result<bool> {
        if !self.filter.contains(&key.0) {
            return Ok(false);
        }
        let Some(page) = self.index.partition_point(|first| *first <= key).checked_sub(1) else {
            return Ok(false);
        };
        let keys = STEP.min(self.count - page * STEP);
        let mut bytes = vec![0; keys * 8];
        self.file.read_exact_at(&mut bytes, (HEAD + page * STEP * 8) as u64)?;
        let wanted = key.0.to_le_bytes();
        Ok(bytes.chunks_exact(8).any(|found| found == wanted))
    }

    fn read_all(&self, keys: &mut Vec<Key>) -> std::io::Result<()> {
        let mut file = &self.file;
        file.seek(SeekFrom::Start(HEAD as u64))?;
        keys.extend(read_numbers(&mut file, self.count)?.into_iter().map(Key));
        Ok(())
    }

    /// Generations of one tier differ in size by less than eight times.
    pub(super) fn tier(&self) -> u32 {
        self.count.max(1).ilog2() / 3
    }

    pub(super) fn newest(&self) -> Millis {
        self.newest
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn delete(&self) -> Result<(), EventsError> {
        std::fs::remove_file(&self.path).map_err(EventsError::file(&self.path))
    }
}

/// As many hash functions as make the fewest mistakes with these bits: bits a key times the logarithm of two.
fn hashes() -> u32 {
    (BITS_A_KEY as f64 * std::f64::consts::LN_2).round() as u32
}

fn empty_filter(count: usize) -> BloomFilter {
    BloomFilter::with_num_bits(count.max(64) * BITS_A_KEY).seed(&SEED).hashes(hashes())
}

fn head(count: usize, newest: Millis, entries: usize, words: usize) -> [u8; HEAD] {
    let mut bytes = [0; HEAD];
    let numbers = [MAGIC, count as u64, newest.cast_unsigned(), entries as u64, words as u64];
    for (place, number) in numbers.into_iter().enumerate() {
        bytes[place * 8..place * 8 + 8].copy_from_slice(&number.to_le_bytes());
    }
    let sum = u64::from(crc32fast::hash(&bytes[..HEAD - 8]));
    bytes[HEAD - 8..].copy_from_slice(&sum.to_le_bytes());
    bytes
}

fn read_numbers(file: &mut impl Read, count: usize) -> std::io::Result<Vec<u64>> {
    let mut numbers = Vec::with_capacity(count);
    let mut buffer = vec![0; 64 * 1024];
    let mut left = count * 8;
    while left > 0 {
        let part = left.min(buffer.len());
        file.read_exact(&mut buffer[..part])?;
        let (chunks, _) = buffer[..part].as_chunks();
        numbers.extend(chunks.iter().map(|bytes| u64::from_le_bytes(*bytes)));
        left -= part;
    }
    Ok(numbers)
}
