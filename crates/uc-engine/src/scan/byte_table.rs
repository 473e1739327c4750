//! A table from byte strings to small numbers, filled as a log is read.
//!
//! Keys lie end to end in one buffer, so that a million of them cost their bytes and sixteen more each.
//! Hashes have a fixed key: two runs over one log do the same work. Where strangers could fill a table
//! without end, its owner empties it at a limit ([`ByteTable::clear`]).

use hashbrown::HashTable;

use super::fingerprint;

/// Byte strings, each with a value, numbered in the order in which they came.
pub(crate) struct ByteTable<V> {
    slots: HashTable<u32>,
    entries: Vec<Entry<V>>,
    keys: Vec<u8>,
}

struct Entry<V> {
    hash: u64,
    /// Where the key begins in `keys`; it ends where the next one begins.
    start: usize,
    value: V,
}

impl<V> ByteTable<V> {
    pub(crate) fn new() -> Self {
        Self { slots: HashTable::new(), entries: Vec::new(), keys: Vec::new() }
    }

    /// Returns the number of the key, after making its value where it is new.
    pub(crate) fn number(&mut self, key: &[u8], make: impl FnOnce() -> V) -> u32 {
        self.number_hashed(fingerprint(key), key, make)
    }

    /// The same with the key's fingerprint, where the caller has it already.
    pub(crate) fn number_hashed(&mut self, hash: u64, key: &[u8], make: impl FnOnce() -> V) -> u32 {
        let found = self.slots.find(hash, |number| {
            let entry = &self.entries[*number as usize];
            entry.hash == hash && self.key(*number) == key
        });
        if let Some(number) = found {
            return *number;
        }
        let number = u32::try_from(self.entries.len())
            .expect("four thousand million distinct keys do not fit in memory");
        self.entries.push(Entry { hash, start: self.keys.len(), value: make() });
        self.keys.extend_from_slice(key);
        let entries = &self.entries;
        self.slots.insert_unique(hash, number, |number| entries[*number as usize].hash);
        number
    }

    pub(crate) fn key(&self, number: u32) -> &[u8] {
        let next = number as usize + 1;
        let end = self.entries.get(next).map_or(self.keys.len(), |entry| entry.start);
        &self.keys[self.entries[number as usize].start..end]
    }

    /// Returns all keys in the order of their numbers.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.entries.len()).map(|number| self.key(u32::try_from(number).expect("numbers are four bytes")))
    }

    pub(crate) fn value(&self, number: u32) -> &V {
        &self.entries[number as usize].value
    }

    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// Returns how many bytes all keys have together.
    pub(crate) fn bytes(&self) -> usize {
        self.keys.len()
    }

    pub(crate) fn clear(&mut self) {
        self.slots.clear();
        self.entries.clear();
        self.keys.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::ByteTable;

    #[test]
    fn a_key_keeps_its_number_and_its_value() {
        let mut table = ByteTable::new();
        let first = table.number(b"/brot", || 1);
        let second = table.number(b"", || 2);
        assert_eq!(table.number(b"/brot", || 3), first);
        assert_eq!((table.key(first), *table.value(first)), (&b"/brot"[..], 1));
        assert_eq!((table.key(second), *table.value(second)), (&b""[..], 2));
        assert_eq!(table.len(), 2);
    }

    #[test]
    fn a_cleared_table_starts_anew() {
        let mut table = ByteTable::new();
        table.number(b"a", || 1);
        table.clear();
        assert_eq!(table.number(b"b", || 7), 0);
        assert_eq!(table.key(0), b"b");
    }
}
