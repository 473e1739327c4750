//! Places for connections: so many in all, and so many for one network, so that no client takes them all.
//!
//! A trusted proxy speaks for many and may have all places.

use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use hashbrown::HashMap;

use crate::limit::network;

/// How many connections there may be.
#[derive(Debug)]
pub struct Places {
    most: usize,
    most_of_one: usize,
    taken: Mutex<Taken>,
    refused: AtomicU64,
}

#[derive(Debug, Default)]
struct Taken {
    all: usize,
    by_network: HashMap<IpAddr, usize>,
}

/// A connection's place, given back when it is dropped.
#[derive(Debug)]
pub(crate) struct Place {
    places: Arc<Places>,
    network: IpAddr,
}

impl Places {
    /// Makes so many places in all, and at most so many for one network.
    pub fn new(most: usize, most_of_one: usize) -> Arc<Self> {
        Arc::new(Self { most, most_of_one, taken: Mutex::default(), refused: AtomicU64::new(0) })
    }

    /// Returns how many places are taken.
    pub fn taken(&self) -> usize {
        self.lock().all
    }

    /// Returns how many connections found no place since the program began.
    pub fn refused(&self) -> u64 {
        self.refused.load(Ordering::Relaxed)
    }

    pub(crate) fn take(self: &Arc<Self>, address: IpAddr, speaks_for_others: bool) -> Option<Place> {
        let network = network(address);
        let mut taken = self.lock();
        let all = taken.all;
        let of_one = taken.by_network.entry(network).or_insert(0);
        if all < self.most && (speaks_for_others || *of_one < self.most_of_one) {
            *of_one += 1;
            taken.all += 1;
            return Some(Place { places: Arc::clone(self), network });
        }
        if *of_one == 0 {
            taken.by_network.remove(&network);
        }
        self.refused.fetch_add(1, Ordering::Relaxed);
        None
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.places.lock();
        taken.all -= 1;
        if let Some(of_one) = taken.by_network.get_mut(&self.network) {
            *of_one -= 1;
            if *of_one == 0 {
                taken.by_network.remove(&self.network);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_network_cannot_take_all_places() {
        let places = Places::new(3, 2);
        let take = |address: &str, proxy| places.take(address.parse().expect(address), proxy);
        let first = take("192.0.2.1", false);
        let second = take("192.0.2.1", false);
        assert!(first.is_some() && second.is_some());
        assert!(take("192.0.2.1", false).is_none(), "its two are taken");
        let third = take("198.51.100.1", false);
        assert!(third.is_some() && take("203.0.113.1", false).is_none(), "all three are taken");
        drop(first);
        assert!(take("192.0.2.1", true).is_some() && places.taken() == 2, "given back at once");
        drop((second, third));
        assert_eq!((places.taken(), places.refused()), (0, 2));
        assert!(places.lock().by_network.is_empty(), "nobody is remembered");
    }

    #[test]
    fn a_trusted_proxy_may_have_all_places() {
        let places = Places::new(3, 1);
        let address = "10.0.0.1".parse().expect("an address");
        let held: Vec<_> = (0..5).filter_map(|_| places.take(address, true)).collect();
        assert_eq!(held.len(), 3);
    }
}
