//! Figures, counted by hand.

use uc_engine::share::{Counts, Jump, Multiplier};

use crate::story::{MINUTE, Story, find};

/// A small tree: 10 → (20 → 40, 30); readers: 10 has 3, 20 has 2, 30 none, 40 has 4. And a lone share, 50.
fn story() -> Story {
    let mut story = Story::new();
    story.share(0, 1, 10).messenger = Some("whatsapp");
    for visitor in [2, 3, 4] {
        story.land(10, visitor, 10);
    }
    story.share(20, 2, 20).messenger = Some("telegram");
    story.share(30, 3, 30).messenger = Some("whatsapp");
    story.land(31, 5, 20);
    story.land(32, 6, 20);
    story.share(50, 5, 40);
    for visitor in 7..11 {
        story.land(60, visitor, 40);
    }
    story.share(70, 11, 50);
    story
}

#[test]
fn the_branching_factor_is_re_shares_for_each_share_and_is_made_of_two_parts() {
    let counts = story().forest().counts();
    assert_eq!((counts.shares, counts.trees, counts.reach, counts.reshares()), (5, 2, 9, 3));
    assert_eq!(counts.k(), Some(0.6));
    let parts = counts.readers_per_share().zip(counts.reshares_per_reader()).expect("there are readers");
    assert!((parts.0 * parts.1 - 0.6).abs() < 1e-12, "{parts:?}");
    let nobody = Counts::default();
    assert_eq!((nobody.k(), nobody.readers_per_share(), nobody.reshares_per_reader()), (None, None, None));
}

#[test]
fn the_time_to_the_first_re_share_is_that_of_the_first_and_of_those_that_have_one() {
    let forest = story().forest();
    // 10 took 20 minutes to 20 (30 came later), 20 took 30 minutes to 40; of two the lower is the median.
    assert_eq!(forest.first_reshare(), Some(20 * MINUTE));
    let branch = forest.tree(find(&forest, 20).expect("shared").0);
    assert_eq!(branch.first_reshare(), Some(30 * MINUTE));
    let leaf = forest.tree(find(&forest, 30).expect("shared").0);
    assert_eq!(leaf.first_reshare(), None);
}

#[test]
fn a_branch_counts_like_a_tree_from_its_own_root() {
    let forest = story().forest();
    let branch = forest.tree(find(&forest, 20).expect("shared").0);
    let counts = branch.counts();
    assert_eq!((counts.shares, counts.reach, counts.generations), (2, 6, 2));
    assert_eq!(branch.reach_by_generation(), [2, 4]);
    assert_eq!(branch.shares().map(|(_, share)| share.generation).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn jumps_tell_by_which_messenger_it_came_and_by_which_it_left() {
    let forest = story().forest();
    let jump = |from, to| Jump { from, to, edges: 1 };
    let expected = [
        jump(Some("telegram"), None),
        jump(Some("whatsapp"), Some("telegram")),
        jump(Some("whatsapp"), Some("whatsapp")),
    ];
    assert_eq!(forest.jumps(), expected);
    assert_eq!(forest.jumps().iter().map(Jump::is_change).collect::<Vec<_>>(), [false, true, false]);
    let branch = find(&forest, 20).expect("shared");
    assert_eq!(forest.came_over(branch.1), Some("whatsapp"));
    assert_eq!(
        forest.tree(branch.0).jumps(),
        [jump(Some("telegram"), None)],
        "the edge above is not its own"
    );
}

#[test]
fn a_multiplier_is_known_by_what_came_of_its_re_shares_and_not_by_its_own_readers() {
    let forest = story().forest();
    let id = |number| find(&forest, number).expect("shared").0;
    let first = Multiplier { share: id(10), own: 3, passed_on: 6, reshares: 3 };
    let second = Multiplier { share: id(20), own: 2, passed_on: 4, reshares: 1 };
    assert_eq!(forest.multipliers(10), [first, second]);
    assert_eq!(forest.multipliers(1), [first]);
    assert_eq!(forest.multipliers(0), []);
}
