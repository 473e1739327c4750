//! Reads pieces of a log and keeps what the report needs of them.
//!
//! A scanner belongs to one thread; several of them read one log together, and [`crate::gather`] brings their
//! [`Part`]s together. What a scanner decides about a line depends on that line alone, so that it does not matter who
//! reads which piece. It keeps no address and no user agent beyond a fingerprint and a bounded cache.

mod byte_table;
mod filter;
mod line;
mod presence;
mod stored;
mod traces;
mod unreadable;
mod view;

pub use filter::Filter;
pub use line::What;
pub use stored::StoredView;

pub(crate) use byte_table::ByteTable;
pub(crate) use line::split_target;
pub(crate) use presence::Presence;
pub(crate) use traces::{LinkedFrom, TraceTables, Traced};
pub(crate) use view::{Blocks, ClickSeen, LISTS, PreviewSeen, View};

use std::collections::BTreeMap;
use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use memchr::memchr;

use crate::hit::Header;
use crate::log::{Clock, Format, Read};
use crate::report::Lines;

/// A fingerprint of some bytes: the same on every run, not meant to withstand an attacker (who could at worst
/// make two of his own visitors look like one).
pub(crate) fn fingerprint(bytes: &[u8]) -> u64 {
    FixedState::with_seed(0x756e_6465_7263).hash_one(bytes)
}

/// The file's number stands above this bit of a position, the byte below: files of up to sixteen terabytes.
pub const FILE_SHIFT: u32 = 44;

/// Whether each line is remembered (for `classify`) or only what a report needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// What a report needs.
    Report,
    /// What became of every line, too.
    EveryLine,
}

/// A piece of a log: whole lines of one format.
pub struct Piece<'a> {
    /// The lines; the last one may lack its line end.
    pub bytes: &'a [u8],
    /// The format of all of them.
    pub format: &'a Format,
    /// Where the piece stands among all that is read: the file's number above [`FILE_SHIFT`], the byte below.
    pub position: u64,
}

/// Reads pieces, one after the other. Make one for each thread.
pub struct Scanner<'c> {
    filter: &'c Filter,
    detail: Detail,
    clock: Clock,
    part: Part,
    caches: traces::Caches,
}

/// What one scanner has seen. Its numbers point into its own tables.
pub struct Part {
    pub(crate) lists: Vec<Blocks>,
    pub(crate) previews: Vec<PreviewSeen>,
    pub(crate) clicks: Vec<ClickSeen>,
    /// Visitors who asked for a picture, script or style.
    pub(crate) loads_assets: Presence,
    pub(crate) tables: TraceTables,
    pub(crate) counts: Counts,
    pub(crate) pieces: Vec<PieceSeen>,
    pub(crate) unreadable: Vec<Unreadable>,
}

/// What is only counted.
#[derive(Default)]
pub(crate) struct Counts {
    pub(crate) lines: Lines,
    pub(crate) bots: BTreeMap<&'static str, u64>,
    pub(crate) first: Option<u32>,
    pub(crate) last: Option<u32>,
    /// Hits whose log says nothing about the referrer, and about the user agent.
    pub(crate) no_referrer_field: u64,
    pub(crate) no_user_agent_field: u64,
    pub(crate) hits: u64,
}

/// A piece and how many lines it had, from which line numbers are made.
pub(crate) struct PieceSeen {
    pub(crate) position: u64,
    pub(crate) lines: u32,
    /// What became of each line that could be read: its number in the piece and the verdict.
    pub(crate) verdicts: Vec<(u32, What)>,
}

/// A line that no format fitted.
pub(crate) struct Unreadable {
    pub(crate) piece: u64,
    pub(crate) line: u32,
    pub(crate) text: String,
}

/// How many lines that could not be read are kept to be shown.
const UNREADABLE_SHOWN: usize = 3;

impl<'c> Scanner<'c> {
    /// Starts with nothing seen.
    pub fn new(filter: &'c Filter, detail: Detail) -> Self {
        let part = Part {
            lists: (0..LISTS).map(|_| Blocks::default()).collect(),
            previews: Vec::new(),
            clicks: Vec::new(),
            loads_assets: Presence::default(),
            tables: TraceTables::new(),
            counts: Counts::default(),
            pieces: Vec::new(),
            unreadable: Vec::new(),
        };
        Self { filter, detail, clock: Clock::default(), part, caches: traces::Caches::new() }
    }

    /// Reads a piece.
    pub fn read(&mut self, piece: &Piece<'_>) {
        let mut rest = piece.bytes;
        let mut lines = 0_u32;
        let mut verdicts = Vec::new();
        while !rest.is_empty() {
            let end = memchr(b'\n', rest).unwrap_or(rest.len());
            let line = &rest[..end];
            let position = piece.position + (piece.bytes.len() - rest.len()) as u64;
            rest = rest.get(end + 1..).unwrap_or_default();
            lines += 1;
            match piece.format.read(line, &mut self.clock) {
                Read::Hit(hit) => match u32::try_from(hit.at) {
                    Ok(at) => {
                        let what = self.hit(&hit, at, position);
                        if self.detail == Detail::EveryLine && what != What::Filtered {
                            verdicts.push((lines, what));
                        }
                    }
                    Err(_) => self.unreadable(piece.position, lines, line),
                },
                Read::Header => {}
                Read::Unreadable(_) => self.unreadable(piece.position, lines, line),
            }
        }
        self.part.pieces.push(PieceSeen { position: piece.position, lines, verdicts });
    }

    /// Counts a line that was too long to be handed over whole, by its beginning.
    pub fn skip_long_line(&mut self, beginning: &[u8], position: u64) {
        self.unreadable(position, 1, beginning);
        self.part.pieces.push(PieceSeen { position, lines: 1, verdicts: Vec::new() });
    }

    /// Returns what was seen.
    pub fn finish(self) -> Part {
        self.part
    }

    fn unreadable(&mut self, piece: u64, line: u32, bytes: &[u8]) {
        self.part.counts.lines.read += 1;
        self.part.counts.lines.unparsed += 1;
        if self.part.unreadable.len() < UNREADABLE_SHOWN {
            let text = unreadable::beginning(bytes);
            self.part.unreadable.push(Unreadable { piece, line, text });
        }
    }
}

impl Counts {
    fn seen_at(&mut self, at: u32) {
        self.first = Some(self.first.map_or(at, |first| first.min(at)));
        self.last = Some(self.last.map_or(at, |last| last.max(at)));
    }

    fn fields(&mut self, referrer: &Header<'_>, user_agent: &Header<'_>) {
        self.hits += 1;
        self.no_referrer_field += u64::from(*referrer == Header::Unknown);
        self.no_user_agent_field += u64::from(*user_agent == Header::Unknown);
    }
}
