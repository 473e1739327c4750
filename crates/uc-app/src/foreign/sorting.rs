//! Sorts more rows than fit into memory: by pieces, which wait in files without names until they are merged.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, ErrorKind, Read, Seek, Write};

/// Bytes that are sorted in memory.
const ROOM: usize = 48 << 20;
/// What a row costs in memory beside its bytes.
const OVERHEAD: usize = 64;

type Pair = (Vec<u8>, Vec<u8>);
type Next = (Vec<u8>, usize, Vec<u8>);

/// Rows with their keys, coming in any order.
#[derive(Debug, Default)]
pub(crate) struct Sorting {
    held: Vec<Pair>,
    bytes: usize,
    runs: Vec<File>,
}

/// The rows in the order of their keys; those of equal keys in the order in which they came.
#[derive(Debug)]
pub(crate) struct Sorted {
    runs: Vec<BufReader<File>>,
    held: std::vec::IntoIter<Pair>,
    /// The first row of each run, with the run's number.
    next: BinaryHeap<Reverse<Next>>,
}

impl Sorting {
    /// Adds a row.
    pub(crate) fn add(&mut self, key: Vec<u8>, row: Vec<u8>) -> io::Result<()> {
        self.bytes += key.len() + row.len() + OVERHEAD;
        self.held.push((key, row));
        if self.bytes > ROOM { self.write_run() } else { Ok(()) }
    }

    fn write_run(&mut self) -> io::Result<()> {
        self.held.sort_by(|(one, _), (other, _)| one.cmp(other));
        // It has no name from the beginning: nobody else can open it, and it goes with this process.
        let mut out = BufWriter::new(tempfile::tempfile()?);
        for (key, row) in self.held.drain(..) {
            for part in [key, row] {
                let length = u32::try_from(part.len()).map_err(|_| ErrorKind::InvalidInput)?;
                out.write_all(&length.to_le_bytes())?;
                out.write_all(&part)?;
            }
        }
        let mut file = out.into_inner()?;
        file.rewind()?;
        self.runs.push(file);
        self.bytes = 0;
        Ok(())
    }

    /// Begins to give the rows back.
    pub(crate) fn finish(mut self) -> io::Result<Sorted> {
        self.held.sort_by(|(one, _), (other, _)| one.cmp(other));
        let runs = self.runs.into_iter().map(BufReader::new).collect();
        let mut sorted = Sorted { runs, held: self.held.into_iter(), next: BinaryHeap::new() };
        for run in 0..=sorted.runs.len() {
            sorted.fetch(run)?;
        }
        Ok(sorted)
    }
}

impl Sorted {
    /// Returns the next row with its key; nothing after the last.
    pub(crate) fn next(&mut self) -> io::Result<Option<Pair>> {
        let Some(Reverse((key, run, row))) = self.next.pop() else { return Ok(None) };
        self.fetch(run)?;
        Ok(Some((key, row)))
    }

    fn fetch(&mut self, run: usize) -> io::Result<()> {
        let pair = match self.runs.get_mut(run) {
            Some(file) => match part(file)? {
                Some(key) => Some((key, part(file)?.ok_or(ErrorKind::UnexpectedEof)?)),
                None => None,
            },
            // What stayed in memory came last.
            None => self.held.next(),
        };
        self.next.extend(pair.map(|(key, row)| Reverse((key, run, row))));
        Ok(())
    }
}

fn part(file: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 4];
    match file.read_exact(&mut length) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(error),
    }
    let mut bytes = vec![0; u32::from_le_bytes(length) as usize];
    file.read_exact(&mut bytes)?;
    Ok(Some(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_sorted_however_many_runs_they_fill_and_equal_keys_as_they_came() {
        for size in [0, 1, 1 << 20] {
            let mut sorting = Sorting::default();
            for number in 0..150_u32 {
                let key = (number * 7919 % 50).to_be_bytes().to_vec();
                let mut row = vec![b'.'; size];
                row.extend(number.to_be_bytes());
                sorting.add(key, row).expect("a disk");
            }
            assert_eq!(sorting.runs.len() > 1, size > 1, "{size}");
            let mut sorted = sorting.finish().expect("a disk");
            let mut before = (Vec::new(), Vec::new());
            let mut count = 0;
            while let Some((key, row)) = sorted.next().expect("a disk") {
                let now = (key, row[size..].to_vec());
                assert!(before < now, "{size}");
                before = now;
                count += 1;
            }
            assert_eq!(count, 150);
        }
    }
}
