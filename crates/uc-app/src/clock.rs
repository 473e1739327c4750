//! What time it is: the system's, or a test's.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use uc_engine::event::Millis;

/// Milliseconds of one UTC day.
pub(crate) const DAY: Millis = 24 * 60 * 60 * 1000;

/// A clock. Everything that needs the time is given one.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The system's.
    System,
    /// A test's, which stands still until it is set.
    Fake(Arc<AtomicI64>),
}

impl Clock {
    /// Makes a clock that stands still.
    pub fn fake(now: Millis) -> Self {
        Self::Fake(Arc::new(AtomicI64::new(now)))
    }

    /// Returns the milliseconds since 1970-01-01 00:00 UTC.
    #[expect(clippy::disallowed_methods, reason = "this is the clock that all others are given")]
    pub fn now(&self) -> Millis {
        match self {
            Self::Fake(now) => now.load(Ordering::Relaxed),
            Self::System => std::time::SystemTime::now()
                .duration_since(std::time::UNIX_EPOCH)
                .map_or(0, |since| Millis::try_from(since.as_millis()).unwrap_or(Millis::MAX)),
        }
    }

    /// Sets a test's clock forward, or back. The system's is not touched.
    pub fn turn(&self, by: Millis) {
        if let Self::Fake(now) = self {
            now.fetch_add(by, Ordering::Relaxed);
        }
    }
}

/// Returns the UTC day of a moment, counted from 1970-01-01.
pub(crate) fn day(at: Millis) -> i64 {
    at.div_euclid(DAY)
}
