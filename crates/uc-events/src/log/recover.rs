//! What a crash may leave behind in the log, and how it is read again.
//!
//! Zeros behind the last frame are room that was not used. A torn end is normal: the program died while it wrote, and
//! nobody was told that those events are safe. Damage before whole frames is not (a disk's fault, a foreign hand):
//! what is whole behind it is still read, the damaged file is kept beside the log under another name, and the owner is
//! told.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use uc_engine::event::Event;

use super::frame::{Found, next_whole, read};
use super::segment::{HEAD, SegmentNumber};
use crate::error::EventsError;
use crate::row::VERSION;

/// What was found broken, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Damage {
    /// The last record of a segment was written in part; it was never acknowledged.
    TornEnd {
        /// The segment.
        segment: PathBuf,
        /// How many bytes were left out.
        bytes: usize,
    },
    /// Bytes before whole records could not be read; the file is kept for whoever wants to look.
    Unreadable {
        /// The copy that was kept.
        kept: PathBuf,
        /// How many bytes could not be read.
        bytes: usize,
    },
}

/// A segment that was read again.
pub(crate) struct Recovered {
    pub(crate) number: SegmentNumber,
    pub(crate) events: Vec<Event>,
}

/// Reads all segments in their order.
pub(crate) fn recover(folder: &Path) -> Result<(Vec<Recovered>, Vec<Damage>), EventsError> {
    let mut numbers = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(EventsError::file(folder))? {
        let entry = entry.map_err(EventsError::file(folder))?;
        numbers.extend(SegmentNumber::of(&entry.path()));
    }
    numbers.sort_unstable();
    let (mut segments, mut damages) = (Vec::new(), Vec::new());
    for number in numbers {
        let path = number.path(folder);
        let mut bytes = Vec::new();
        let mut file = File::open(&path).map_err(EventsError::file(&path))?;
        file.read_to_end(&mut bytes).map_err(EventsError::file(&path))?;
        let read = read_segment(&bytes, &path)?;
        if read.unreadable > 0 {
            let kept = path.with_extension("damaged");
            std::fs::copy(&path, &kept).map_err(EventsError::file(&kept))?;
            damages.push(Damage::Unreadable { kept, bytes: read.unreadable });
        }
        if read.torn > 0 {
            damages.push(Damage::TornEnd { segment: path, bytes: read.torn });
        }
        segments.push(Recovered { number, events: read.events });
    }
    Ok((segments, damages))
}

#[derive(Default)]
struct SegmentRead {
    events: Vec<Event>,
    /// Bytes before whole frames, or whole frames that are not understood.
    unreadable: usize,
    /// Bytes after the last whole frame.
    torn: usize,
}

fn read_segment(bytes: &[u8], path: &Path) -> Result<SegmentRead, EventsError> {
    let mut found = SegmentRead::default();
    let mut rest = match bytes.strip_prefix(HEAD.as_slice()) {
        Some([version, _rest @ ..]) if *version > VERSION => {
            return Err(EventsError::Newer { path: path.to_owned() });
        }
        Some([_, rest @ ..]) => rest,
        Some([]) | None => bytes,
    };
    let used = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    while used > bytes.len() - rest.len() {
        match read(rest) {
            Found::Event(event, length) => {
                found.events.push(*event);
                rest = &rest[length..];
            }
            Found::Foreign(length) => {
                found.unreadable += length;
                rest = &rest[length..];
            }
            Found::Nothing => match next_whole(&rest[1..]) {
                Some(skip) => {
                    found.unreadable += skip + 1;
                    rest = &rest[skip + 1..];
                }
                None => {
                    found.torn = used - (bytes.len() - rest.len());
                    break;
                }
            },
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::Frames;
    use uc_testkit::events::event;

    fn segment(events: &[u64]) -> Vec<u8> {
        let mut frames = Frames::default();
        for number in events {
            frames.push(&event(*number));
        }
        [HEAD.as_slice(), &[VERSION], frames.bytes()].concat()
    }

    fn check(bytes: &[u8]) -> (Vec<u128>, usize, usize) {
        let read = read_segment(bytes, Path::new("1.log")).expect("a readable segment");
        (read.events.iter().map(|event| event.id.0).collect(), read.unreadable, read.torn)
    }

    #[test]
    fn a_torn_end_costs_only_the_record_that_nobody_was_told_of() {
        let whole = segment(&[1, 2, 3]);
        let two = segment(&[1, 2]).len();
        assert_eq!(check(&whole), (vec![1, 2, 3], 0, 0));
        for cut in two + 1..whole.len() {
            let (events, unreadable, torn) = check(&whole[..cut]);
            assert_eq!((events, unreadable), (vec![1, 2], 0));
            let zeros = whole[two..cut].iter().rev().take_while(|byte| **byte == 0).count();
            assert_eq!(torn, cut - two - zeros, "zeros at the end cannot be told from room");
        }
    }

    #[test]
    fn zeros_behind_the_last_record_are_room_and_no_damage() {
        let two = segment(&[1, 2]);
        let with_room = |bytes: &[u8]| check(&[bytes, &[0; 5000]].concat());
        assert_eq!(with_room(&two), (vec![1, 2], 0, 0));
        assert_eq!(with_room(&segment(&[])), (vec![], 0, 0));
        let torn = &segment(&[1, 2, 3])[..two.len() + 30];
        let (events, unreadable, bytes) = with_room(torn);
        assert_eq!((events, unreadable), (vec![1, 2], 0));
        assert!((10..=30).contains(&bytes), "{bytes}");
    }

    #[test]
    fn damage_in_the_middle_costs_one_record() {
        let mut bytes = segment(&[1, 2, 3]);
        let (one, two) = (segment(&[1]).len(), segment(&[1, 2]).len());
        bytes[one + 20] ^= 1;
        assert_eq!(check(&bytes), (vec![1, 3], two - one, 0));
    }

    #[test]
    fn a_segment_of_a_newer_program_is_refused_and_not_thrown_away() {
        let mut bytes = segment(&[1]);
        bytes[HEAD.len()] = VERSION + 1;
        assert!(matches!(read_segment(&bytes, Path::new("1.log")), Err(EventsError::Newer { .. })));
    }

    #[test]
    fn any_bytes_are_read_without_panic() {
        for length in 0..64 {
            check(&vec![0xfe; length]);
            check(&[HEAD.as_slice(), &[VERSION], &vec![0xed; length]].concat());
        }
    }
}
