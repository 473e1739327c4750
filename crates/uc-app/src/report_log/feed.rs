//! Cuts logs into pieces of whole lines.
//!
//! Pieces are handed out in order, one at a time. A line longer than a megabyte is handed out by its beginning and the
//! rest of it is dropped. A W3C log may change its fields on the way: it is cut where it does.

use std::collections::VecDeque;
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::Arc;

use memchr::{memchr, memmem, memrchr};
use uc_engine::log::{Format, detect, fields_directive};
use uc_engine::scan::FILE_SHIFT;

use super::open::{self, Bytes};
use super::{Kind, Problem, Progress};

/// Bytes read at once: enough to make the lock cheap, little enough to stay in a core's cache.
const PIECE: usize = 512 * 1024;
/// Bytes of a file from which its format is found.
const SAMPLE: usize = 256 * 1024;
/// The longest line that is read.
const LONGEST_LINE: usize = 1024 * 1024;
/// How much of a longer line is handed out, to be shown.
const BEGINNING: usize = 1024;

/// Logs, waiting to be read.
pub(crate) struct Feed<'p> {
    waiting: VecDeque<(u64, PathBuf)>,
    current: Option<Current<'p>>,
    format: Option<Arc<Format>>,
    progress: &'p Progress,
    pub(crate) problems: Vec<Problem>,
}

/// The log that is being read.
struct Current<'p> {
    name: String,
    bytes: Bytes<'p>,
    format: Arc<Format>,
    /// Where the next piece begins.
    position: u64,
    /// Bytes that were read but not yet handed out.
    carried: Vec<u8>,
    ended: bool,
}

/// What there is to do next. The bytes are in the caller's buffer.
pub(crate) enum Next {
    /// Whole lines.
    Piece { format: Arc<Format>, position: u64 },
    /// The beginning of a line that is too long.
    LongLine { position: u64 },
    /// Nothing any more.
    End,
}

impl<'p> Feed<'p> {
    pub(crate) fn new(files: &[PathBuf], format: Option<&Format>, progress: &'p Progress) -> Self {
        Self {
            waiting: (0..).zip(files.iter().cloned()).collect(),
            current: None,
            format: format.cloned().map(Arc::new),
            progress,
            problems: Vec::new(),
        }
    }

    /// Fills `buffer` with the next piece.
    pub(crate) fn next(&mut self, buffer: &mut Vec<u8>) -> Next {
        loop {
            buffer.clear();
            if self.current.is_none() {
                let Some((number, file)) = self.waiting.pop_front() else { return Next::End };
                match self.start(number, &file) {
                    Ok(current) => self.current = Some(current),
                    Err(kind) => self.problems.push(Problem { file: open::name(&file), kind }),
                }
            }
            let Some(current) = &mut self.current else { continue };
            match current.next(buffer) {
                Ok(Next::End) => self.current = None,
                Ok(next) => return next,
                Err(error) => {
                    self.problems.push(Problem { file: current.name.clone(), kind: Kind::of(error) });
                    current.ended = true;
                }
            }
        }
    }

    /// Opens a log and finds its format.
    fn start(&self, number: u64, file: &std::path::Path) -> Result<Current<'p>, Kind> {
        let mut bytes = open::open(file, self.progress).map_err(Kind::of)?;
        let mut sample = Vec::new();
        let cut = bytes.by_ref().take(SAMPLE as u64).read_to_end(&mut sample);
        if let (Err(error), true) = (cut, sample.is_empty()) {
            return Err(Kind::of(error));
        }
        let format = match &self.format {
            Some(format) => Arc::clone(format),
            None => Arc::new(detect(&sample).map_err(Kind::NotALog)?),
        };
        let position = number << FILE_SHIFT;
        Ok(Current { name: open::name(file), bytes, format, position, carried: sample, ended: false })
    }
}

impl Current<'_> {
    /// Fills `buffer` (empty) with the next piece of this log.
    fn next(&mut self, buffer: &mut Vec<u8>) -> io::Result<Next> {
        buffer.append(&mut self.carried);
        while !self.ended {
            // A full sample at the beginning, or a piece cut off at a change of fields, needs no more bytes yet.
            if buffer.len() < PIECE {
                self.read_more(buffer)?;
            }
            match memrchr(b'\n', buffer) {
                Some(end) => {
                    self.carried.extend_from_slice(&buffer[end + 1..]);
                    buffer.truncate(end + 1);
                    break;
                }
                None if buffer.len() >= LONGEST_LINE => return self.skip_line(buffer),
                None => self.read_more(buffer)?,
            }
        }
        if matches!(*self.format, Format::W3c(_)) {
            self.cut_at_fields(buffer);
        }
        if buffer.is_empty() {
            return Ok(Next::End);
        }
        let position = self.position;
        self.position += buffer.len() as u64;
        Ok(Next::Piece { format: Arc::clone(&self.format), position })
    }

    /// Reads a piece more. What was read before a failure stays in the buffer and is carried on.
    fn read_more(&mut self, buffer: &mut Vec<u8>) -> io::Result<()> {
        match self.bytes.by_ref().take(PIECE as u64).read_to_end(buffer) {
            Ok(0) => self.ended = true,
            Ok(_) => {}
            Err(error) => {
                self.carried.append(buffer);
                return Err(error);
            }
        }
        Ok(())
    }

    /// Keeps the beginning of the line in `buffer` and reads on to its end.
    fn skip_line(&mut self, buffer: &mut Vec<u8>) -> io::Result<Next> {
        let position = self.position;
        self.position += buffer.len() as u64;
        buffer.truncate(BEGINNING);
        let mut dropped = Vec::with_capacity(PIECE);
        loop {
            dropped.clear();
            let count = self.bytes.by_ref().take(PIECE as u64).read_to_end(&mut dropped)?;
            let end = memchr(b'\n', &dropped);
            self.position += end.map_or(count, |end| end + 1) as u64;
            if let Some(end) = end {
                self.carried.extend_from_slice(&dropped[end + 1..]);
            }
            self.ended = count == 0;
            if end.is_some() || self.ended {
                return Ok(Next::LongLine { position });
            }
        }
    }

    /// Tells whether the line at the beginning of `bytes` announces other fields than those in force. Logs that were
    /// put together from many small ones repeat the same line over and over.
    fn changes_fields(&self, bytes: &[u8]) -> bool {
        let line = &bytes[..memchr(b'\n', bytes).unwrap_or(bytes.len())];
        fields_directive(line).is_some_and(|format| format != *self.format)
    }

    /// Takes up a new list of fields at the beginning of the buffer, and cuts the buffer before the next one.
    fn cut_at_fields(&mut self, buffer: &mut Vec<u8>) {
        let first_end = memchr(b'\n', buffer).unwrap_or(buffer.len());
        if let Some(format) = fields_directive(&buffer[..first_end]) {
            self.format = Arc::new(format);
        }
        let changes =
            memmem::find_iter(buffer, b"\n#Fields:").find(|end| self.changes_fields(&buffer[end + 1..]));
        if let Some(end) = changes {
            let mut rest = buffer.split_off(end + 1);
            rest.append(&mut self.carried);
            self.carried = rest;
        }
    }
}
