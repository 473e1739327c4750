//! The pages of a log, numbered, with their hosts where the log names them.

use crate::scan::ByteTable;

/// The pages of the log, numbered.
pub(crate) struct Pages {
    /// The number of the host (four bytes) and the path as people read it.
    pub(super) table: ByteTable<()>,
    pub(crate) hosts: Vec<String>,
}

impl Pages {
    /// Makes pages of a log that names no hosts.
    #[cfg(test)]
    pub(crate) fn of_paths(paths: &[&str]) -> Self {
        let mut table = ByteTable::new();
        for path in paths {
            table.number(&[&[0; 4], path.as_bytes()].concat(), || ());
        }
        Self { table, hosts: Vec::new() }
    }

    pub(crate) fn len(&self) -> usize {
        self.table.len()
    }

    /// Returns a page's host, where the log names it.
    pub(crate) fn host(&self, page: u32) -> Option<usize> {
        let number = self.table.key(page).first_chunk::<4>().map_or(0, |bytes| u32::from_le_bytes(*bytes));
        (number as usize).checked_sub(1)
    }

    /// Returns a page's path.
    pub(crate) fn path(&self, page: u32) -> &[u8] {
        &self.table.key(page)[4..]
    }
}
