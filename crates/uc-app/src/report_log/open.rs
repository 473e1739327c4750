//! Opens a log: plain, `.gz`, `.zst` or `.bz2`, told apart by their first bytes, or standard input.

mod zstd;

use std::fs::{self, File};
use std::io::{self, Cursor, Read};
use std::path::Path;
use std::sync::atomic::Ordering;

use super::{Kind, Problem, Progress};

/// A log's bytes, unpacked.
pub(crate) type Bytes<'p> = Box<dyn Read + Send + 'p>;

/// Returns the file's name as it is shown.
pub(super) fn name(file: &Path) -> String {
    file.display().to_string()
}

/// Tells what is wrong with a file before anything is read, so that a misspelt name is known at once.
pub(crate) fn check(file: &Path) -> Result<(), Problem> {
    if is_standard_input(file) {
        return Ok(());
    }
    let trouble = |kind| Err(Problem { file: name(file), kind });
    match fs::metadata(file) {
        Ok(metadata) if metadata.is_dir() => trouble(Kind::Directory),
        Ok(_) => Ok(()),
        Err(error) => trouble(Kind::of(error)),
    }
}

/// Returns the file's size on the disk, if it has one.
pub(crate) fn size(file: &Path) -> Option<u64> {
    let metadata = fs::metadata(file).ok()?;
    metadata.is_file().then_some(metadata.len())
}

/// Opens a log.
pub(crate) fn open<'p>(file: &Path, progress: &'p Progress) -> io::Result<Bytes<'p>> {
    let inner: Bytes<'p> =
        if is_standard_input(file) { Box::new(io::stdin()) } else { Box::new(File::open(file)?) };
    let mut raw = Counted { inner, progress };
    let mut head = Vec::new();
    raw.by_ref().take(4).read_to_end(&mut head)?;
    let packing = Packing::of(&head);
    let whole = Cursor::new(head).chain(raw);
    Ok(match packing {
        Packing::None => Box::new(whole),
        Packing::Gzip => Box::new(flate2::read::MultiGzDecoder::new(whole)),
        Packing::Bzip2 => Box::new(bzip2::read::MultiBzDecoder::new(whole)),
        Packing::Zstd => Box::new(zstd::Zstd::new(whole)),
    })
}

fn is_standard_input(file: &Path) -> bool {
    file.as_os_str() == "-"
}

/// How a file is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Packing {
    None,
    Gzip,
    Bzip2,
    Zstd,
}

impl Packing {
    fn of(head: &[u8]) -> Self {
        match head {
            [0x1f, 0x8b, ..] => Self::Gzip,
            [b'B', b'Z', b'h', ..] => Self::Bzip2,
            [0x28, 0xb5, 0x2f, 0xfd] => Self::Zstd,
            _ => Self::None,
        }
    }
}

/// Counts what is read of the file on the disk.
struct Counted<'p> {
    inner: Bytes<'p>,
    progress: &'p Progress,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.progress.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}
