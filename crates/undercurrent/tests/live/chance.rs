//! Chance whose seed is printed, so that a failure can be tried again with `UNDERCURRENT_SEED=…`.
//!
//! The moment of a kill depends on the machine, too: the same seed asks for the same plan, not for the same failure.

use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use uuid::{Builder, Uuid};

/// A stream of draws.
pub(crate) struct Chance {
    stream: ChaCha8Rng,
}

/// Returns a new seed, or the one that the environment asks for, and prints it.
#[expect(clippy::disallowed_methods, reason = "this is where a test is told its seed")]
pub(crate) fn seed() -> u64 {
    let told = std::env::var("UNDERCURRENT_SEED").ok().and_then(|text| text.parse().ok());
    let seed = told.unwrap_or_else(|| RandomState::new().hash_one("seed"));
    println!("UNDERCURRENT_SEED={seed}");
    seed
}

impl Chance {
    /// Opens the stream of a seed; `purpose` keeps streams of one seed apart.
    pub(crate) fn new(seed: u64, purpose: u64) -> Self {
        Self { stream: ChaCha8Rng::seed_from_u64(seed ^ purpose.wrapping_mul(0x9e37_79b9_7f4a_7c15)) }
    }

    /// Draws one of the numbers 0 to `count - 1`.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        ((u128::from(self.stream.next_u64()) * count as u128) >> 64) as usize
    }

    /// Draws a length of time below so many milliseconds.
    pub(crate) fn moment(&mut self, milliseconds: usize) -> Duration {
        Duration::from_micros(self.below(milliseconds * 1000) as u64)
    }

    /// Draws an event's id.
    pub(crate) fn id(&mut self) -> Uuid {
        let mut bytes = [0; 16];
        self.stream.fill_bytes(&mut bytes);
        Builder::from_random_bytes(bytes).into_uuid()
    }
}
