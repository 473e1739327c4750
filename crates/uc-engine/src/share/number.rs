//! Places in tables, in four bytes even where there may be none.

use std::num::NonZeroU32;

/// A place in a table, counted from zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Number(NonZeroU32);

impl Number {
    /// Numbers the place `index`.
    ///
    /// # Panics
    /// Panics beyond four billion places, for which no machine has the memory.
    pub(super) fn of(index: usize) -> Self {
        let next = u32::try_from(index + 1).ok().and_then(NonZeroU32::new);
        Self(next.expect("four billion rows do not fit into memory"))
    }

    /// Returns the place.
    pub(super) fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_gives_its_place_back_and_none_costs_nothing() {
        assert!([0, 1, 77, 4_000_000_000].into_iter().all(|index| Number::of(index).index() == index));
        assert_eq!(size_of::<Option<Number>>(), 4);
    }
}
