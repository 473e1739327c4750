//! How many events a second are taken: of one network, of one site, of one token.
//!
//! A network is an IPv4 address or an IPv6 /64. An IPv4 address stands for a household or an office, and often for
//! many (NAT): a /24 would let strangers hold each other up. Of IPv6, a /64 is the least that one customer gets, so
//! single addresses there would be no limit at all.
//!
//! Each key has a bucket that is one number: the time at which it will be full again (the generic cell rate algorithm,
//! ITU-T I.371). Memory is bounded: a full bucket is the same as none and is swept out, and when too many are not full,
//! newcomers share one, so that a flood from a million networks holds up newcomers and not those who were here before.

use std::hash::{BuildHasher, Hash, RandomState};
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use hashbrown::HashMap;
use uc_engine::event::Millis;

/// Locks that threads wait at; a power of two.
const SHARDS: usize = 16;
/// Buckets kept in one shard: a million in all would be 16 MB.
const MOST_IN_SHARD: usize = 4096;
/// A shard is swept at most so often.
const SWEEP_EVERY: Millis = 1000;
const MICROS: f64 = 1e6;

/// How much may pass.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    /// Events a second, for ever.
    pub per_second: f64,
    /// Events at once, after a quiet time.
    pub burst: f64,
}

/// Too much came; a bucket has room again after so many seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooMany {
    /// Whole seconds, at least one.
    pub retry_after: u64,
}

/// Buckets by key.
#[derive(Debug)]
pub struct Limiter {
    rate: Rate,
    shards: [Mutex<Shard>; SHARDS],
    // Keyed at random, so that nobody can choose keys that share a bucket.
    hasher: RandomState,
}

#[derive(Debug, Default)]
struct Shard {
    /// When each bucket will be full again, in microseconds.
    full_at: HashMap<u64, i64>,
    /// The bucket of all for whom there was no room.
    others_full_at: i64,
    swept_at: Millis,
}

impl Limiter {
    /// Makes buckets that are all full.
    pub fn new(rate: Rate) -> Self {
        Self { rate, shards: Default::default(), hasher: RandomState::new() }
    }

    /// Takes `count` events out of the bucket of `key`. More at once than a burst pass a bucket that is full, and are
    /// paid off afterwards: else they could never pass.
    ///
    /// # Errors
    /// Returns how long to wait when there are not so many in it; then none was taken.
    pub fn take(&self, key: impl Hash, count: usize, now: Millis) -> Result<(), TooMany> {
        let hash = self.hasher.hash_one(key);
        let shard = &self.shards[hash as usize % SHARDS];
        let mut shard = shard.lock().unwrap_or_else(PoisonError::into_inner);
        let now_micros = now.saturating_mul(1000);
        let full_at = shard.bucket(hash, now);
        let micros = |events: f64| (events * MICROS / self.rate.per_second) as i64;
        let burst = micros(self.rate.burst);
        // A debt of more than two bursts was made before the clock was set back.
        let debt = full_at.saturating_sub(now_micros).clamp(0, 2 * burst);
        let after = debt + micros(count as f64);
        if debt > 0 && after > burst {
            let wait = (after - burst).min(debt) as f64 / MICROS;
            return Err(TooMany { retry_after: (wait.ceil() as u64).max(1) });
        }
        *full_at = now_micros.saturating_add(after);
        Ok(())
    }

    /// Returns how many buckets are kept.
    pub fn len(&self) -> usize {
        self.shards
            .iter()
            .map(|shard| shard.lock().unwrap_or_else(PoisonError::into_inner).full_at.len())
            .sum()
    }

    /// Tells whether no bucket is kept.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Shard {
    fn bucket(&mut self, hash: u64, now: Millis) -> &mut i64 {
        let Self { full_at, others_full_at, swept_at } = self;
        if full_at.len() >= MOST_IN_SHARD && !full_at.contains_key(&hash) {
            if (now - *swept_at).abs() >= SWEEP_EVERY {
                full_at.retain(|_, full_at| *full_at > now.saturating_mul(1000));
                *swept_at = now;
            }
            if full_at.len() >= MOST_IN_SHARD {
                return others_full_at;
            }
        }
        full_at.entry(hash).or_insert(0)
    }
}

/// Returns the network that an address is limited with.
pub fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let bits = address.to_bits() & !u128::from(u64::MAX);
            IpAddr::V6(bits.into())
        }
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: Rate = Rate { per_second: 50.0, burst: 500.0 };
    const NOON: Millis = 1_790_000_000_000;

    #[test]
    fn a_burst_passes_and_then_fifty_a_second() {
        let limiter = Limiter::new(RATE);
        let passed = |now| (0..1000).filter(|_| limiter.take("a", 1, now).is_ok()).count();
        assert_eq!(passed(NOON), 500);
        assert_eq!(passed(NOON + 1000), 50);
        assert_eq!(passed(NOON + 1010), 0);
        assert_eq!(passed(NOON + 1020), 1);
        assert_eq!(passed(NOON + 600_000), 500);
        assert!(limiter.take("b", 1, NOON).is_ok(), "others are not held up");
    }

    #[test]
    fn whoever_waits_as_long_as_told_gets_through() {
        let limiter = Limiter::new(RATE);
        for count in [1, 10, 400] {
            assert_eq!(limiter.take(count, 500, NOON), Ok(()));
            let TooMany { retry_after } = limiter.take(count, count, NOON).expect_err("the bucket is empty");
            let then = NOON + 1000 * retry_after as Millis;
            assert_eq!(limiter.take(count, count, then), Ok(()), "{count} after {retry_after} s");
            assert!(retry_after as usize <= count / 50 + 1, "{retry_after}");
        }
    }

    #[test]
    fn more_than_a_burst_passes_a_full_bucket_and_is_paid_off() {
        let limiter = Limiter::new(RATE);
        assert_eq!(limiter.take("a", 1000, NOON), Ok(()));
        assert!(limiter.take("a", 1, NOON + 9_000).is_err());
        assert_eq!(limiter.take("a", 1, NOON + 10_100), Ok(()));
    }

    #[test]
    fn a_clock_that_is_set_back_holds_nobody_up_for_long() {
        let limiter = Limiter::new(RATE);
        assert_eq!(limiter.take("a", 1, NOON), Ok(()));
        let TooMany { retry_after } = limiter.take("a", 1, NOON - 86_400_000).expect_err("a day to wait");
        assert!(retry_after <= 11, "{retry_after}");
    }

    #[test]
    fn memory_is_bounded_and_those_who_were_here_before_are_not_held_up() {
        let limiter = Limiter::new(RATE);
        assert_eq!(limiter.take("regular", 1, NOON), Ok(()));
        let passed = (0..200_000_u32).filter(|key| limiter.take(key, 1, NOON + 5).is_ok()).count();
        assert!(limiter.len() <= SHARDS * MOST_IN_SHARD);
        assert!(passed < SHARDS * (MOST_IN_SHARD + 500 + 50), "{passed}");
        assert_eq!(limiter.take("regular", 100, NOON + 10), Ok(()));
        // When the flood is over its buckets fill, and are swept out as others come.
        assert_eq!(
            (0..1000_u32).filter(|key| limiter.take(("later", key), 1, NOON + 60_000).is_ok()).count(),
            1000
        );
        assert!(limiter.len() <= 1000 + SHARDS);
    }

    #[test]
    fn an_ipv6_customer_is_one_network() {
        for (address, expected) in [
            ("192.0.2.7", "192.0.2.7"),
            ("::ffff:192.0.2.7", "192.0.2.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ] {
            assert_eq!(network(address.parse().expect(address)), expected.parse::<IpAddr>().expect(expected));
        }
    }
}
