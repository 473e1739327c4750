//! Keeps trees free of cycles: an edge that would close one is refused.

/// For each place, the next on the way up to its root. Ways are shortened as they are walked (path halving), so that a
/// chain of a million costs about as much as a million single steps.
#[derive(Debug)]
pub(super) struct Roots(Vec<u32>);

impl Roots {
    /// Starts with every place its own root.
    pub(super) fn new(places: usize) -> Self {
        let last = u32::try_from(places).expect("four billion rows do not fit into memory");
        Self((0..last).collect())
    }

    fn root(&mut self, place: usize) -> usize {
        let mut place = place;
        while self.0[place] as usize != place {
            let above = self.0[place] as usize;
            self.0[place] = self.0[above];
            place = above;
        }
        place
    }

    /// Hangs `child`, which hangs from nothing yet, below `parent`; says whether it could, which is when `parent` does
    /// not hang below `child` already.
    pub(super) fn hang(&mut self, child: usize, parent: usize) -> bool {
        let (below, above) = (self.root(child), self.root(parent));
        let could = below != above;
        if could {
            self.0[below] = u32::try_from(above).expect("each place was counted when it was made");
        }
        could
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_edge_that_closes_a_cycle_is_refused_and_those_before_stay() {
        let mut roots = Roots::new(4);
        assert!(roots.hang(1, 0) && roots.hang(2, 1) && roots.hang(3, 1));
        assert!(!roots.hang(0, 2), "the root below its grandchild");
        assert!(!Roots::new(1).hang(0, 0), "below itself");
    }

    #[test]
    fn a_long_chain_hung_from_either_end_is_walked_without_depth() {
        let many = 200_000;
        for ordered in [true, false] {
            let mut roots = Roots::new(many);
            let child = |step: usize| if ordered { step } else { many - step };
            assert!((1..many).all(|step| roots.hang(child(step), child(step) - 1)));
            assert!(!roots.hang(0, many - 1));
        }
    }
}
