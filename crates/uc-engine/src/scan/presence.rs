//! Who was here: a set of visitors that takes the same room however many there are.
//!
//! One bit for each fingerprint, by its upper bits (a Bloom filter with one hash, Bloom 1970). With a million visitors one
//! in thirty who is not in the set seems to be; it is used where that only blurs a probability.

/// Bits: four megabytes.
const BITS: u32 = 25;

/// A set of visitors.
#[derive(Debug, Default)]
pub(crate) struct Presence {
    /// Empty until the first visitor comes.
    words: Vec<u64>,
}

impl Presence {
    /// Notes a visitor.
    pub(crate) fn add(&mut self, visitor: u64) {
        if self.words.is_empty() {
            self.words = vec![0; 1 << (BITS - 6)];
        }
        let (word, bit) = place(visitor);
        self.words[word] |= 1 << bit;
    }

    /// Takes over another set's visitors.
    pub(crate) fn join(&mut self, other: Self) {
        if self.words.is_empty() {
            self.words = other.words;
            return;
        }
        for (word, more) in self.words.iter_mut().zip(other.words) {
            *word |= more;
        }
    }

    /// Tells whether a visitor was noted.
    pub(crate) fn holds(&self, visitor: u64) -> bool {
        let (word, bit) = place(visitor);
        self.words.get(word).is_some_and(|word| word >> bit & 1 == 1)
    }
}

fn place(visitor: u64) -> (usize, u64) {
    let bit = visitor.wrapping_mul(0xd6e8_feb8_6659_fd93) >> (64 - BITS);
    ((bit >> 6) as usize, bit & 63)
}

#[cfg(test)]
mod tests {
    use super::Presence;

    #[test]
    fn who_was_noted_is_held_in_either_part_and_hardly_anybody_else() {
        let (mut one, mut two) = (Presence::default(), Presence::default());
        (0..1_000_u64).for_each(|visitor| one.add(visitor * 7_919));
        (1_000..2_000_u64).for_each(|visitor| two.add(visitor * 7_919));
        assert!(!Presence::default().holds(5));
        one.join(two);
        assert!((0..2_000_u64).all(|visitor| one.holds(visitor * 7_919)));
        let strangers = (2_000..102_000_u64).filter(|visitor| one.holds(visitor * 7_919)).count();
        assert!(strangers < 50, "{strangers}");
    }
}
