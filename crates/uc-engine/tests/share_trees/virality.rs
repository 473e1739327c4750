//! Structural virality against the mean over all pairs, and against the formulas for stars and chains.

use proptest::prelude::*;
use uc_engine::share::{Act, Bands, Forest, Tree};

use crate::story::{Story, find};

/// Grows a tree in which the share number i + 1 came of the share number `parents[i]`, counted from 0.
fn tree_of(parents: &[usize]) -> Forest {
    let mut story = Story::new();
    story.share(0, 1, 1);
    for (index, parent) in parents.iter().enumerate() {
        let number = index as u64 + 2;
        story.tell(number.cast_signed(), Act::Share, number, (Some(number), Some(*parent as u64 + 1)));
    }
    story.forest()
}

fn star(shares: usize) -> Forest {
    tree_of(&vec![0; shares - 1])
}

fn chain(shares: usize) -> Forest {
    tree_of(&(0..shares - 1).collect::<Vec<_>>())
}

fn only(forest: &Forest) -> Tree<'_> {
    let mut trees = forest.trees();
    let tree = trees.next().expect("a tree");
    assert!(trees.next().is_none());
    tree
}

/// The mean distance over all pairs, by walking from each to each.
fn brute_force(parents: &[usize]) -> f64 {
    let n = parents.len() + 1;
    let way_up = |share: usize| {
        let mut way = vec![share];
        while let Some(above) = way[way.len() - 1].checked_sub(1) {
            way.push(parents[above]);
        }
        way
    };
    let mut sum = 0;
    for one in 0..n {
        for other in 0..n {
            let (one, other) = (way_up(one), way_up(other));
            let shared = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
            sum += one.len() + other.len() - 2 * shared;
        }
    }
    sum as f64 / (n * (n - 1)) as f64
}

#[test]
fn a_star_and_a_chain_have_the_values_of_the_paper() {
    for shares in [2_usize, 3, 4, 10, 77] {
        let n = shares as f64;
        let virality = |forest: &Forest| only(forest).structural_virality().expect("two or more");
        assert!((virality(&star(shares)) - (2.0 - 2.0 / n)).abs() < 1e-12, "a star of {shares}");
        assert!((virality(&chain(shares)) - (n + 1.0) / 3.0).abs() < 1e-12, "a chain of {shares}");
    }
}

#[test]
fn a_single_share_has_no_virality() {
    let forest = tree_of(&[]);
    assert_eq!((only(&forest).structural_virality(), only(&forest).size_band()), (None, None));
    assert_eq!(Bands::of(&forest).standing(&only(&forest)), None);
}

#[test]
fn a_long_chain_needs_no_stack() {
    let forest = chain(100_000);
    let tree = only(&forest);
    assert_eq!(tree.structural_virality(), Some(100_001.0 / 3.0));
    assert_eq!(forest.shares().map(|(_, share)| share.generation).max(), Some(99_999));
}

#[test]
fn a_tree_is_compared_with_those_of_its_size_only() {
    let mut story = Story::new();
    // Three trees of four (a star, a chain, a mixed one) and one of two.
    for (first, parents) in [(100, vec![0, 0, 0]), (200, vec![0, 1, 2]), (300, vec![0, 0, 1]), (400, vec![0])]
    {
        story.share(0, first, first);
        for (index, parent) in (1_u64..).zip(parents) {
            story.tell(
                index.cast_signed(),
                Act::Share,
                first + index,
                (Some(first + index), Some(first + parent)),
            );
        }
    }
    let forest = story.forest();
    let bands = Bands::of(&forest);
    let list: Vec<_> = bands.list().map(|band| (band.sizes.least(), band.sizes.most(), band.trees)).collect();
    assert_eq!(list, [(2, 3, 1), (4, 7, 3)]);
    let four = bands.list().nth(1).expect("the second band");
    assert_eq!((four.least, four.most), (1.5, 5.0 / 3.0));
    let standing = |root| {
        let tree = forest.tree(find(&forest, root).expect("shared").0);
        let standing = bands.standing(&tree).expect("two or more");
        (standing.others, standing.lower)
    };
    assert_eq!((standing(100), standing(200), standing(400)), ((2, 0), (2, 1), (0, 0)));
}

proptest! {
    #[test]
    fn the_quick_formula_is_the_mean_over_all_pairs(picks in prop::collection::vec(any::<prop::sample::Index>(), 1..40)) {
        let parents: Vec<usize> = picks.iter().enumerate().map(|(index, pick)| pick.index(index + 1)).collect();
        let quick = only(&tree_of(&parents)).structural_virality().expect("two or more");
        prop_assert!((quick - brute_force(&parents)).abs() < 1e-9);
        let n = parents.len() as f64 + 1.0;
        prop_assert!(quick >= 2.0 - 2.0 / n - 1e-9 && quick <= (n + 1.0) / 3.0 + 1e-9);
    }
}
