//! What became of the lines: sums over all parts, and line numbers from pieces.

use std::collections::BTreeMap;

use super::file_of;
use crate::report::{Lines, UnparsedLine};
use crate::scan::{Counts, PieceSeen, Unreadable};

/// How many lines of its file stand before each piece.
pub(super) struct LineNumbers(BTreeMap<u64, u64>);

impl LineNumbers {
    /// `pieces` are sorted by position.
    pub(super) fn of(pieces: &[PieceSeen]) -> Self {
        let (mut file, mut lines) = (0, 0);
        let mut before = BTreeMap::new();
        for piece in pieces {
            if file_of(piece.position) != file {
                (file, lines) = (file_of(piece.position), 0);
            }
            before.insert(piece.position, lines);
            lines += u64::from(piece.lines);
        }
        Self(before)
    }

    /// Returns how many lines of the file stand before a piece.
    pub(super) fn before(&self, piece: u64) -> u64 {
        self.0.get(&piece).copied().unwrap_or(0)
    }
}

/// Lists the first three lines that could not be read. `unreadable` are sorted by piece and line.
pub(super) fn examples(
    unreadable: Vec<Unreadable>,
    numbers: &LineNumbers,
    files: &[String],
) -> Vec<UnparsedLine> {
    let example = |line: Unreadable| UnparsedLine {
        file: files.get(file_of(line.piece)).cloned().unwrap_or_default(),
        line: numbers.before(line.piece) + u64::from(line.line),
        text: line.text,
    };
    unreadable.into_iter().take(3).map(example).collect()
}

impl Counts {
    /// Adds what another scanner counted.
    pub(super) fn add(&mut self, other: Self) {
        let Lines { read, pages, other_pages, assets, previews, bots, errors, filtered, unparsed, .. } =
            other.lines;
        let lines = &mut self.lines;
        for (sum, more) in [
            (&mut lines.read, read),
            (&mut lines.pages, pages),
            (&mut lines.other_pages, other_pages),
            (&mut lines.assets, assets),
            (&mut lines.previews, previews),
            (&mut lines.bots, bots),
            (&mut lines.errors, errors),
            (&mut lines.filtered, filtered),
            (&mut lines.unparsed, unparsed),
            (&mut self.hits, other.hits),
            (&mut self.no_referrer_field, other.no_referrer_field),
            (&mut self.no_user_agent_field, other.no_user_agent_field),
        ] {
            *sum += more;
        }
        for (class, count) in other.bots {
            *self.bots.entry(class).or_default() += count;
        }
        self.first = self.first.into_iter().chain(other.first).min();
        self.last = self.last.into_iter().chain(other.last).max();
    }
}
