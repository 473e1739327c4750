//! When it happened, as far as the sender's clock is believed.

use super::{Dropped, Request};
use crate::event::{Millis, Via};

/// How far ahead a clock may be.
const AHEAD: Millis = 5 * 60 * 1000;
/// How long ago an event may have happened that is sent late; ids are remembered as long.
const BACK: Millis = 48 * 60 * 60 * 1000;
/// The times that the estimate counts with: whole seconds from 1970 to 2106.
const LAST: Millis = u32::MAX as Millis * 1000;

/// Returns when an event happened. An import may lie as far back as it likes.
pub(super) fn moment(at: Option<Millis>, request: &Request) -> Result<Millis, Dropped> {
    let received = request.received_at;
    let at = at.unwrap_or(received);
    let (first, last) = match request.via {
        Via::Import => (0, LAST),
        Via::Tracker | Via::Pixel | Via::Server | Via::Log => {
            (received.saturating_sub(BACK).max(0), received.saturating_add(AHEAD).min(LAST))
        }
    };
    if at > last {
        Err(Dropped::InFuture)
    } else if at < first {
        Err(Dropped::TooOld)
    } else {
        Ok(at)
    }
}
