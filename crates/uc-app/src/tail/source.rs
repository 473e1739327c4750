//! One file of a log that grows: read in whole lines, from where it was left.

use std::fs::File;
use std::io::{self, Read as _, Seek, SeekFrom};
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::Path;

use memchr::{memchr, memrchr};
use uc_engine::log::{Clock, Format, detect, fields_directive, split};

use super::{Batch, ReadTo};
use crate::Numbering;
use crate::log_lines::{Summary, parse};

/// Bytes that are read at once.
const PIECE: u64 = 256 * 1024;
/// The longest line that is read.
const LONGEST_LINE: u64 = 1024 * 1024;
/// Bytes from which the format is found, and how much of a first line is looked at.
const HEAD: usize = 64 * 1024;
/// Bytes before the place at which reading goes on that are read for the numbers of equal lines alone.
const BEFORE: u64 = 64 * 1024;

/// Whether anything came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Came {
    Something,
    Nothing,
}

/// A file.
pub(super) struct Source {
    file: File,
    device: u64,
    inode: u64,
    position: u64,
    head: Option<u16>,
    format: Option<Format>,
    clock: Clock,
    numbering: Numbering,
    /// In the middle of a line that is too long.
    skipping: bool,
}

impl Source {
    /// Opens a file, at its beginning.
    pub(super) fn open(path: &Path, format: Option<Format>) -> io::Result<Self> {
        let file = File::open(path)?;
        let about = file.metadata()?;
        if about.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        Ok(Self {
            file,
            device: about.dev(),
            inode: about.ino(),
            position: 0,
            head: None,
            format,
            clock: Clock::default(),
            numbering: Numbering::default(),
            skipping: false,
        })
    }

    pub(super) fn is(&self, other: &Self) -> bool {
        (self.device, self.inode) == (other.device, other.inode)
    }

    pub(super) fn read_to(&self) -> ReadTo {
        ReadTo { device: self.device, inode: self.inode, position: self.position, head: self.head }
    }

    /// Tells whether this file holds what follows on what was read: it begins with the same line and is not shorter. One
    /// that had no first line yet is known by what the system calls it.
    pub(super) fn goes_on(&self, from: ReadTo) -> io::Result<bool> {
        let known = match from.head {
            Some(head) => self.first_line()? == Some(head),
            None => (self.device, self.inode) == (from.device, from.inode),
        };
        Ok(known && self.file.metadata()?.len() >= from.position)
    }

    /// Tells whether the file was cut short since it was read, or written anew.
    pub(super) fn was_cut(&self) -> io::Result<bool> {
        let cut = self.file.metadata()?.len() < self.position;
        Ok(cut || (self.head.is_some() && self.first_line()? != self.head))
    }

    /// Notes by what the first line is known again, once there is one.
    pub(super) fn note_head(&mut self) -> io::Result<()> {
        if self.head.is_none() {
            self.head = self.first_line()?;
        }
        Ok(())
    }

    /// Goes on where another file was left, of which this is a copy.
    pub(super) fn take_over(&mut self, other: Self) -> io::Result<()> {
        self.position = other.position;
        self.head = other.head;
        self.numbering = other.numbering;
        self.format = other.format;
        self.skipping = other.skipping;
        Ok(())
    }

    /// Goes behind the last whole line.
    pub(super) fn go_to_end(&mut self) -> io::Result<()> {
        let mut end = self.file.metadata()?.len();
        let mut piece = vec![0; 4096];
        while end > 0 {
            let length = end.min(piece.len() as u64);
            let from = end - length;
            let part = &mut piece[..usize::try_from(length).expect("at most four kilobytes")];
            self.file.read_exact_at(part, from)?;
            if let Some(last) = memrchr(b'\n', part) {
                end = from + last as u64 + 1;
                break;
            }
            end = from;
        }
        self.go_to(end)
    }

    /// Goes to a place, and looks at the lines before it so that equal ones have their numbers.
    pub(super) fn go_to(&mut self, position: u64) -> io::Result<()> {
        self.position = position;
        self.head = self.first_line()?;
        if position == 0 {
            return Ok(());
        }
        let from = position.saturating_sub(BEFORE);
        let mut before = Vec::new();
        self.file.seek(SeekFrom::Start(from))?;
        (&self.file).take(position - from).read_to_end(&mut before)?;
        let begin = if from == 0 { 0 } else { memchr(b'\n', &before).map_or(before.len(), |end| end + 1) };
        if self.find_format()? {
            drop(self.parse(&before[begin..]));
        }
        Ok(())
    }

    /// Reads whole lines, as far as there are any.
    pub(super) fn read(&mut self) -> io::Result<(Came, Batch)> {
        let mut bytes = Vec::new();
        self.file.seek(SeekFrom::Start(self.position))?;
        (&self.file).take(PIECE).read_to_end(&mut bytes)?;
        if memchr(b'\n', &bytes).is_none() && bytes.len() as u64 == PIECE {
            (&self.file).take(LONGEST_LINE - PIECE).read_to_end(&mut bytes)?;
        }
        let Some(end) = memrchr(b'\n', &bytes) else {
            if (bytes.len() as u64) < LONGEST_LINE {
                // A line that is still being written.
                return Ok((Came::Nothing, Batch::default()));
            }
            let unreadable = u64::from(!self.skipping);
            self.skipping = true;
            self.position += bytes.len() as u64;
            return Ok((Came::Something, Batch { unreadable, ..Batch::default() }));
        };
        if !self.find_format()? {
            return Ok((Came::Nothing, Batch { unclear: true, ..Batch::default() }));
        }
        self.note_head()?;
        let begin = if self.skipping { memchr(b'\n', &bytes).map_or(0, |end| end + 1) } else { 0 };
        self.skipping = false;
        self.position += end as u64 + 1;
        Ok((Came::Something, self.parse(&bytes[begin..=end])))
    }

    /// Reads what is left where nothing more will come: a last line without an end.
    pub(super) fn rest(&mut self) -> io::Result<Batch> {
        let mut bytes = Vec::new();
        self.file.seek(SeekFrom::Start(self.position))?;
        (&self.file).take(LONGEST_LINE).read_to_end(&mut bytes)?;
        self.position += bytes.len() as u64;
        let readable = !bytes.is_empty() && !self.skipping && self.find_format()?;
        Ok(if readable { self.parse(&bytes) } else { Batch::default() })
    }

    fn parse(&mut self, bytes: &[u8]) -> Batch {
        let mut batch = Batch::default();
        let Some(mut format) = self.format.take() else { return batch };
        let mut summary = Summary::default();
        for line in split::lines(bytes) {
            if let (Format::W3c(_), Some(announced)) = (&format, fields_directive(line)) {
                format = announced;
            }
            batch.lines.append(&mut parse(line, &format, &mut self.clock, &mut self.numbering, &mut summary));
        }
        batch.unreadable = summary.unreadable;
        self.format = Some(format);
        batch
    }

    /// Tells whether the format is known, and looks for it in the file's beginning.
    fn find_format(&mut self) -> io::Result<bool> {
        if self.format.is_none() {
            let head = self.beginning()?;
            let whole = memrchr(b'\n', &head).map_or(head.len(), |end| end + 1);
            self.format = detect(&head[..whole]).ok();
        }
        Ok(self.format.is_some())
    }

    /// Returns by what the first line is known again, once it is whole.
    fn first_line(&self) -> io::Result<Option<u16>> {
        let head = self.beginning()?;
        let known = |end| {
            let hash = blake3::hash(&head[..end]);
            u16::from_le_bytes(*hash.as_bytes().first_chunk().expect("a hash has 32 bytes"))
        };
        Ok(memchr(b'\n', &head).or((head.len() == HEAD).then_some(HEAD)).map(known))
    }

    fn beginning(&self) -> io::Result<Vec<u8>> {
        let mut head = Vec::new();
        let mut part = [0; 4096];
        while head.len() < HEAD {
            let most = part.len().min(HEAD - head.len());
            let count = self.file.read_at(&mut part[..most], head.len() as u64)?;
            if count == 0 {
                break;
            }
            head.extend_from_slice(&part[..count]);
        }
        Ok(head)
    }
}
