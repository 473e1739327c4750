//! Calls to the collector that were refused before any event was judged, counted by reason.
//!
//! INVARIANT: a call to `/e` or `/p.gif` brings one event, and that is counted once: by its outcome
//! ([`uc_app::Outcomes`]) or here. Of a call to `/api/events` either all events have an outcome, or the call is here.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::error::Refusal;

/// The reasons that such a call can be refused for; anything else is counted as the last.
const REASONS: [&str; 20] = [
    "too_many_requests",
    "body_too_large",
    "too_many_events",
    "body_too_slow",
    "body_broken_off",
    "wrong_content_type",
    "malformed",
    "wrong_method",
    "no_token",
    "unknown_token",
    "lacks_scope",
    "other_site",
    "busy",
    "disk",
    "closing",
    "database",
    "conflict",
    "invalid",
    "not_found",
    "internal",
];

/// How many calls were refused since the program began.
#[derive(Debug, Default)]
pub(crate) struct Refused([AtomicU64; REASONS.len()]);

impl Refused {
    pub(crate) fn count(&self, refusal: &Refusal) {
        let code = refusal.code();
        let number = REASONS.iter().position(|reason| *reason == code).unwrap_or(REASONS.len() - 1);
        self.0[number].fetch_add(1, Ordering::Relaxed);
    }

    /// Returns each reason with its number, in a fixed order.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&'static str, u64)> + '_ {
        REASONS.into_iter().zip(self.0.iter().map(|count| count.load(Ordering::Relaxed)))
    }
}

#[cfg(test)]
mod tests {
    use uc_app::AppError;

    use super::*;

    #[test]
    fn a_reason_is_a_code_that_an_answer_can_have() {
        for reason in REASONS {
            assert!(Refusal::CODES.contains(&reason) || AppError::CODES.contains(&reason), "{reason}");
        }
    }

    #[test]
    fn a_refusal_is_counted_once() {
        let refused = Refused::default();
        refused.count(&Refusal::TooSlow);
        refused.count(&Refusal::App(AppError::Busy));
        refused.count(&Refusal::NoSuchPage);
        let counted: Vec<_> = refused.all().filter(|(_, count)| *count > 0).collect();
        assert_eq!(counted, [("body_too_slow", 1), ("busy", 1), ("internal", 1)]);
    }
}
