//! One event in the log: mark, length, checksum, bytes.
//!
//! The mark lets a reader find the next whole frame behind a damaged one. The checksum covers length and bytes, so
//! that a torn frame is never taken for a whole one.

use uc_engine::event::Event;

use crate::row::EventRow;

/// Two bytes that no UTF-8 text contains, so that a frame's beginning is never met inside one by chance of spelling.
const MARK: [u8; 2] = [0xfe, 0xed];
/// Mark, length and checksum.
const HEAD: usize = 2 + 4 + 4;
/// No event is longer; a longer length is damage.
const LONGEST: usize = 1 << 20;
/// As long as most frames are, in bytes.
const USUAL: usize = 512;

/// Frames ready to be written, one after the other.
#[derive(Debug, Default, Clone)]
pub(crate) struct Frames {
    bytes: Vec<u8>,
}

/// What stands at a place of the log.
#[derive(Debug, PartialEq)]
pub(super) enum Found {
    /// A whole frame, and how long it is.
    Event(Box<Event>, usize),
    /// A whole frame of this length that this program cannot read.
    Foreign(usize),
    /// Nothing whole.
    Nothing,
}

impl Frames {
    /// Makes room for so many frames of the usual length.
    pub(crate) fn for_many(count: usize) -> Self {
        Self { bytes: Vec::with_capacity(USUAL * count) }
    }

    /// Adds a frame and returns its length in bytes.
    pub(crate) fn push(&mut self, event: &Event) -> usize {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(&MARK);
        self.bytes.extend_from_slice(&[0; 8]);
        let bytes = std::mem::take(&mut self.bytes);
        self.bytes = postcard::to_extend(&EventRow::of(event), bytes)
            .expect("an event holds nothing that can not be written to memory");
        let body = start + HEAD;
        let length = u32::try_from(self.bytes.len() - body).expect("an event is shorter than four gigabytes");
        let sum = checksum(length, &self.bytes[body..]);
        self.bytes[start + 2..start + 6].copy_from_slice(&length.to_le_bytes());
        self.bytes[start + 6..body].copy_from_slice(&sum.to_le_bytes());
        self.bytes.len() - start
    }

    /// Adds frames that were made elsewhere.
    pub(crate) fn extend(&mut self, frames: &[u8]) {
        self.bytes.extend_from_slice(frames);
    }

    /// Returns the bytes to write.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Reads the frames again, one after the other.
    pub(crate) fn rows(&self) -> impl Iterator<Item = EventRow<'_>> {
        let mut rest = self.bytes.as_slice();
        std::iter::from_fn(move || {
            let length = HEAD + number(rest.get(..HEAD)?, 2) as usize;
            let (frame, behind) = rest.split_at(length);
            rest = behind;
            Some(row(frame))
        })
    }
}

/// Reads one frame again that was made a moment ago.
pub(crate) fn row(frame: &[u8]) -> EventRow<'_> {
    postcard::from_bytes(&frame[HEAD..]).expect("a frame that this program made")
}

/// Reads what stands at the beginning of `bytes`.
pub(super) fn read(bytes: &[u8]) -> Found {
    let Some((head, rest)) = bytes.split_at_checked(HEAD) else { return Found::Nothing };
    if head[..2] != MARK {
        return Found::Nothing;
    }
    let (length, sum) = (number(head, 2), number(head, 6));
    let Some(body) = rest.get(..length as usize).filter(|body| body.len() <= LONGEST) else {
        return Found::Nothing;
    };
    if checksum(length, body) != sum {
        return Found::Nothing;
    }
    let whole = HEAD + body.len();
    match postcard::from_bytes::<EventRow<'_>>(body).ok().and_then(EventRow::event) {
        Some(event) => Found::Event(Box::new(event), whole),
        None => Found::Foreign(whole),
    }
}

/// Finds the next place at which a whole frame stands.
pub(super) fn next_whole(bytes: &[u8]) -> Option<usize> {
    (0..bytes.len()).find(|at| bytes[*at..].starts_with(&MARK) && read(&bytes[*at..]) != Found::Nothing)
}

fn number(head: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]])
}

fn checksum(length: u32, body: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&length.to_le_bytes());
    hasher.update(body);
    hasher.finalize()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uc_testkit::events::event;

    #[test]
    fn a_frame_gives_back_the_event_it_was_made_of() {
        let mut frames = Frames::default();
        let length = frames.push(&event(7));
        assert_eq!(read(frames.bytes()), Found::Event(Box::new(event(7)), length));
    }

    #[test]
    fn frames_are_read_again_in_their_order() {
        let events: Vec<Event> = (0..9).map(event).collect();
        let mut frames = Frames::default();
        events.iter().for_each(|event| assert!(frames.push(event) > HEAD));
        let read: Vec<Event> = frames.rows().filter_map(EventRow::event).collect();
        assert_eq!(read, events);
    }

    #[test]
    fn no_changed_byte_and_no_cut_goes_unnoticed() {
        let mut frames = Frames::default();
        frames.push(&event(7));
        for at in 0..frames.bytes.len() {
            assert_eq!(read(&frames.bytes[..at]), Found::Nothing, "cut at {at}");
            let mut changed = frames.bytes.clone();
            changed[at] ^= 0x20;
            assert_eq!(read(&changed), Found::Nothing, "changed at {at}");
        }
    }

    #[test]
    fn the_frame_behind_a_damaged_one_is_found() {
        let mut frames = Frames::default();
        let first = frames.push(&event(1));
        frames.push(&event(2));
        frames.bytes[12] ^= 1;
        assert_eq!(next_whole(&frames.bytes), Some(first));
    }
}
