//! A request of any length that holds a JSON object a line: taken in piece by piece, as it comes.
//!
//! A blank line says nothing, and keeps a long request from being taken for a dead one.

use std::time::Duration;

use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt;
use serde::de::DeserializeOwned;

use crate::error::Refusal;

/// The longest line of JSON.
const LONGEST_LINE: usize = 8 << 20;
/// About so many bytes are read without a pause.
const AT_ONCE: usize = 32 * 1024;
/// How long an import may say nothing at all: what it reads may come through a slow pipe.
const SILENCE: Duration = Duration::from_mins(10);

/// A body on its way.
pub(crate) struct Incoming {
    content: Body,
    rest: Vec<u8>,
    ended: bool,
}

impl Incoming {
    pub(crate) fn of(request: Request<Body>) -> Self {
        Self { content: request.into_body(), rest: Vec::new(), ended: false }
    }

    /// Returns the next whole lines; nothing at the end.
    pub(crate) async fn next(&mut self) -> Result<Option<Vec<u8>>, Refusal> {
        while !self.ended {
            let frame = match tokio::time::timeout(SILENCE, self.content.frame()).await {
                Err(_) => return Err(Refusal::TooSlow),
                Ok(Some(Err(_))) => return Err(Refusal::BrokenOff),
                Ok(Some(Ok(frame))) => frame,
                Ok(None) => {
                    self.ended = true;
                    return Ok(Some(std::mem::take(&mut self.rest)).filter(|rest| !rest.is_empty()));
                }
            };
            self.rest.extend_from_slice(frame.data_ref().map_or(&[], |bytes| bytes));
            if let Some(end) = self.rest.iter().rposition(|byte| *byte == b'\n') {
                let after = self.rest.split_off(end + 1);
                return Ok(Some(std::mem::replace(&mut self.rest, after)));
            }
            if self.rest.len() > LONGEST_LINE {
                return Err(Refusal::TooLarge(LONGEST_LINE));
            }
        }
        Ok(None)
    }
}

/// Cuts lines into pieces that are soon read: other requests are waiting.
pub(crate) fn pieces(mut bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let after = bytes.get(AT_ONCE..).and_then(|rest| rest.iter().position(|byte| *byte == b'\n'));
        let end = after.map_or(bytes.len(), |end| AT_ONCE + end + 1);
        let piece;
        (piece, bytes) = bytes.split_at(end);
        (!piece.is_empty()).then_some(piece)
    })
}

/// Reads the objects of whole lines.
pub(crate) fn rows<T: DeserializeOwned>(bytes: &[u8]) -> Result<Vec<T>, Refusal> {
    let whole = bytes.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
    // The line itself is not repeated: it tells of a visitor.
    whole
        .map(serde_json::from_slice)
        .collect::<Result<_, _>>()
        .map_err(|_| Refusal::Malformed("a line cannot be read".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_end_with_lines_and_hold_everything() {
        let text: String = (0..40_000).map(|number| format!("{number}\n")).collect();
        let cut: Vec<&[u8]> = pieces(text.as_bytes()).collect();
        assert!(cut.len() > 5 && cut.iter().all(|piece| piece.ends_with(b"\n") && piece.len() < 2 * AT_ONCE));
        assert_eq!(cut.concat(), text.as_bytes());
        assert_eq!(pieces(b"").count(), 0);
    }
}
