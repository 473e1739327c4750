//! Unpacks Zstandard files: frame after frame, since logs are often packed in pieces.
//!
//! The library reads one frame; which frames follow, what is to be skipped (RFC 8878, 3.1.2) and whether a file was cut off
//! is decided here.

use std::io::{self, Cursor, Read};

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// A Zstandard file, unpacked as it is read.
pub(super) struct Zstd<R> {
    packed: Watched<R>,
    frame: FrameDecoder,
    state: State,
}

/// Where in the file reading stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before a frame, or at the end.
    Between,
    /// In a frame.
    Within,
}

/// What follows between frames.
enum Next {
    Frame,
    End,
}

impl<R: Read> Zstd<R> {
    /// Starts at the beginning of a file.
    pub(super) fn new(packed: R) -> Self {
        let packed = Watched { inner: packed, ended: false };
        Self { packed, frame: FrameDecoder::new(), state: State::Between }
    }

    /// Begins the next frame, passing over what is to be skipped.
    fn begin(&mut self) -> io::Result<Next> {
        loop {
            let mut magic = Vec::new();
            self.packed.by_ref().take(4).read_to_end(&mut magic)?;
            if magic.is_empty() {
                return Ok(Next::End);
            }
            match self.frame.reset(Cursor::new(magic).chain(&mut self.packed)) {
                Ok(()) => return Ok(Next::Frame),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    io::copy(&mut self.packed.by_ref().take(u64::from(length)), &mut io::sink())?;
                }
                Err(error) => return Err(self.packed.failure(error)),
            }
        }
    }
}

impl<R: Read> Read for Zstd<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.state == State::Between || self.frame.can_collect() == 0 {
            match self.state {
                State::Between => match self.begin()? {
                    Next::Frame => self.state = State::Within,
                    Next::End => return Ok(0),
                },
                State::Within if self.frame.is_finished() => self.state = State::Between,
                State::Within => {
                    let block = BlockDecodingStrategy::UptoBlocks(1);
                    let decoded = self.frame.decode_blocks(&mut self.packed, block);
                    decoded.map_err(|error| self.packed.failure(error))?;
                }
            }
        }
        self.frame.read(buffer)
    }
}

/// A reader that remembers whether it came to its end.
struct Watched<R> {
    inner: R,
    ended: bool,
}

impl<R> Watched<R> {
    /// Tells a file that ends too early from one that is damaged.
    fn failure(&self, error: FrameDecoderError) -> io::Error {
        let kind = if self.ended { io::ErrorKind::UnexpectedEof } else { io::ErrorKind::InvalidData };
        io::Error::new(kind, error)
    }
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.ended |= count == 0 && !buffer.is_empty();
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::Zstd;
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};
    use std::io::{ErrorKind, Read};

    fn pack(text: &str) -> Vec<u8> {
        compress_to_vec(text.as_bytes(), CompressionLevel::Fastest)
    }

    #[test]
    fn all_frames_are_read_and_skippable_ones_are_passed_over() {
        let skippable = [&[0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0][..], b"xyz"].concat();
        let packed = [pack("first\n"), skippable, pack("second\n"), pack("")].concat();
        let mut text = String::new();
        Zstd::new(&packed[..]).read_to_string(&mut text).expect("a sound file");
        assert_eq!(text, "first\nsecond\n");
    }

    #[test]
    fn a_file_that_was_cut_is_told_from_a_damaged_one() {
        let packed = pack(&"all work and no play\n".repeat(1000));
        let fails =
            |packed: &[u8]| Zstd::new(packed).read_to_end(&mut Vec::new()).expect_err("a broken file").kind();
        assert_eq!(fails(&packed[..packed.len() - 3]), ErrorKind::UnexpectedEof);
        assert_eq!(fails(&[&packed[..], b"what is this"].concat()), ErrorKind::InvalidData);
    }
}
