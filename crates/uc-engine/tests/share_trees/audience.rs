//! The expected audience, against worlds in which it is known what came.

mod world;

use proptest::prelude::*;
use uc_engine::share::{Act, Audience, Forest, HORIZON, Pace, Silence};

use crate::story::{MINUTE, START, Story, find};
use world::{World, mean};

const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// Long enough after [`START`] for all that began there to have had its time.
const LATER: i64 = START + 2 * HORIZON;

/// What was expected at some age of a tree, and what came in the end.
struct Tried {
    expected: Audience,
    came: f64,
}

/// Learns from the first `taught` trees of a world, and tries the others at an age.
fn tries(world: &World, taught: u64, age: i64) -> Vec<Tried> {
    let forest = world.story.forest();
    let first: Vec<_> = world.of_trees(0..taught);
    let pace = Pace::learn(&Forest::grow(first), LATER).expect("enough trees, and k is small");
    let trees = (taught..world.trees).filter_map(|tree| {
        let (id, share) = find(&forest, world.root(tree)).expect("each tree has a root");
        // A tree that is passed on far more than others is left unsaid; that is counted apart.
        let expected = pace.expect(&forest, id, share.at + age).ok()?;
        Some(Tried { expected, came: forest.tree(id).reach() as f64 })
    });
    trees.collect()
}

#[test]
fn in_at_most_one_of_ten_cases_fewer_come_and_in_as_many_more_and_the_mean_is_right() {
    for (age, seed) in [(0, 1), (10 * MINUTE, 2), (2 * HOUR, 3), (DAY, 4)] {
        let world = World::new(seed, 2_400);
        let tried = tries(&world, 1_200, age);
        assert!(tried.len() > 1_100, "{} of 1200 were said at age {age}", tried.len());
        let part = |of: fn(&Tried) -> bool| mean(tried.iter().map(|one| f64::from(u8::from(of(one)))));
        let (fewer, more) =
            (part(|one| one.came < one.expected.low), part(|one| one.came > one.expected.high));
        assert!(fewer <= 0.1 && more <= 0.1, "{fewer} fewer, {more} more at age {age}");
        let (expected, came) =
            (mean(tried.iter().map(|one| one.expected.expected)), mean(tried.iter().map(|one| one.came)));
        assert!((expected / came - 1.0).abs() < 0.12, "{expected} expected and {came} came at age {age}");
    }
}

#[test]
fn of_few_trees_the_interval_still_holds_the_truth() {
    let (mut fewer, mut more, mut all) = (0, 0, 0);
    for seed in 10..40 {
        let world = World::new(seed, 80);
        for one in tries(&world, 40, 30 * MINUTE) {
            fewer += u32::from(one.came < one.expected.low);
            more += u32::from(one.came > one.expected.high);
            all += 1;
        }
    }
    assert!(all > 900 && fewer <= all / 10 && more <= all / 10, "{fewer} fewer, {more} more of {all}");
}

#[test]
fn the_branching_factor_of_the_world_is_found() {
    let world = World::new(5, 2_000);
    let pace = Pace::learn(&world.story.forest(), LATER).expect("enough trees");
    let (k, error) = pace.k();
    assert!((k - World::K).abs() < 3.0 * error && error < 0.05, "{k} ± {error}");
    assert_eq!(pace.trees(), 2_000);
}

#[test]
fn a_share_that_has_had_its_time_brings_what_it_brought() {
    let world = World::new(6, 100);
    let forest = world.story.forest();
    let pace = Pace::learn(&forest, LATER).expect("enough trees");
    for tree in forest.trees() {
        let Audience { so_far, expected, low, high } =
            pace.expect(&forest, tree.root(), LATER + HORIZON).expect("it is over");
        assert_eq!(so_far, tree.reach());
        assert_eq!([expected, low, high], [so_far as f64; 3]);
    }
}

#[test]
fn with_time_and_nothing_new_less_is_expected_and_more_is_known() {
    let world = World::new(7, 300);
    let pace = Pace::learn(&world.story.forest(), LATER).expect("enough trees");
    let mut story = Story::new();
    story.share(0, 1, 1);
    let forest = story.forest();
    let (id, share) = find(&forest, 1).expect("shared");
    let mut before: Option<Audience> = None;
    for age in [0, MINUTE, HOUR, 6 * HOUR, DAY, 5 * DAY, HORIZON] {
        let now = pace.expect(&forest, id, share.at + age).expect("nothing has come");
        assert!(now.low <= now.expected && now.expected <= now.high, "{now:?}");
        if let Some(before) = before {
            assert!(now.expected <= before.expected && now.high <= before.high, "{before:?} then {now:?}");
        }
        before = Some(now);
    }
}

#[test]
fn more_readers_early_on_let_expect_more() {
    let world = World::new(8, 300);
    let pace = Pace::learn(&world.story.forest(), LATER).expect("enough trees");
    let expected = |readers: u64| {
        let mut story = Story::new();
        story.share(0, 1, 1);
        for reader in 0..readers {
            story.land(1, 10 + reader, 1);
        }
        let forest = story.forest();
        let id = find(&forest, 1).expect("shared").0;
        pace.expect(&forest, id, START + 30 * MINUTE).expect("k is small").expected - readers as f64
    };
    assert!(expected(0) < expected(3) && expected(3) < expected(20));
}

#[test]
fn what_happens_later_is_not_looked_at() {
    let world = World::new(9, 200);
    let now = START + 3 * HOUR;
    let whole = world.story.forest();
    let cut = Forest::grow(world.story.passings.iter().filter(|one| one.at <= now).cloned());
    let pace = Pace::learn(&whole, LATER).expect("enough trees");
    for tree in 0..200 {
        let at = |forest: &Forest| {
            let (id, share) = find(forest, world.root(tree))?;
            (share.at <= now).then(|| pace.expect(forest, id, now).expect("k is small"))
        };
        assert_eq!(at(&whole), at(&cut));
    }
}

#[test]
fn too_few_trees_teach_nothing() {
    let world = World::new(1, 29);
    let learnt = Pace::learn(&world.story.forest(), LATER);
    assert_eq!(learnt.err(), Some(Silence::TooFewTrees { have: 29, need: 30 }));
    let enough = World::new(1, 30).story.forest();
    assert!(Pace::learn(&enough, LATER).is_ok());
    let young = Pace::learn(&enough, START + DAY);
    assert_eq!(young.err(), Some(Silence::TooFewTrees { have: 0, need: 30 }), "none has had its time");
}

#[test]
fn near_a_branching_factor_of_one_nothing_is_said() {
    let mut story = Story::new();
    for tree in 0..100 {
        // Each share has one reader who passes it on, ten times.
        for share in 0_u64..10 {
            let number = tree * 100 + share;
            if share > 0 {
                story.land(share.cast_signed(), number, number - 1);
            }
            story.share(share.cast_signed(), number, number);
        }
    }
    let learnt = Pace::learn(&story.forest(), LATER);
    assert!(matches!(learnt, Err(Silence::Spreads { high }) if high > 0.9), "{learnt:?}");
}

#[test]
fn of_a_tree_that_is_passed_on_by_nearly_all_nothing_is_said() {
    let mut story = World::new(11, 300).story;
    // Some pages are passed on much more than others, so that what a tree shows is believed.
    for tree in 0..20 {
        let root = 1_000_000 + tree * 100;
        story.share(0, root, root);
        for reader in 1..9 {
            story.land(1, root + reader, root);
            story.share(2, root + reader, root + reader);
        }
    }
    let forest = story.forest();
    let pace = Pace::learn(&forest, LATER).expect("few of many trees");
    let id = find(&forest, 1_000_000).expect("shared").0;
    let said = pace.expect(&forest, id, START + HOUR);
    assert!(matches!(said, Err(Silence::Spreads { .. })), "{said:?}");
}

#[test]
fn trees_that_are_all_alike_leave_a_doubt() {
    let mut story = Story::new();
    for tree in 0..50 {
        story.share(0, tree, tree);
        story.land(1, 1_000 + tree, tree);
    }
    let pace = Pace::learn(&story.forest(), LATER).expect("fifty trees");
    let (k, error) = pace.k();
    assert_eq!(k, 0.01, "half a re-share was added");
    assert!(error >= 0.5_f64.sqrt() / 50.0, "{error}");
}

#[test]
fn a_site_on_which_nobody_ever_came_back_expects_little_and_is_not_certain() {
    let mut story = Story::new();
    for tree in 0..50 {
        story.share(0, tree, tree);
    }
    story.share(21_000, 99, 99);
    let forest = story.forest();
    let (id, share) = find(&forest, 99).expect("shared");
    let pace = Pace::learn(&forest, share.at + HOUR).expect("fifty trees");
    let said = pace.expect(&forest, id, share.at + HOUR).expect("k is small");
    assert!(said.so_far == 0 && said.expected < 0.1 && said.high > 0.0, "{said:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn of_less_data_the_interval_is_wider(seed in 100_u64..10_000, trees in 30_u64..90, minutes in 0_i64..3_000, times in 2_u64..6) {
        let few = World::new(seed, trees);
        let forest = few.story.forest();
        // The same again, under other names: nothing new but its number.
        let many = Forest::grow((0..times).flat_map(|copy| few.copied(copy)));
        let now = LATER;
        let (Ok(little), Ok(much)) = (Pace::learn(&forest, now), Pace::learn(&many, now)) else { return Ok(()) };
        let mut story = Story::new();
        story.share(0, 1, 1);
        story.land(0, 2, 1);
        let young = story.forest();
        let id = find(&young, 1).expect("shared").0;
        let at = START + minutes * MINUTE;
        let (Ok(little), Ok(much)) = (little.expect(&young, id, at), much.expect(&young, id, at)) else {
            return Ok(());
        };
        let width = |said: Audience| said.high - said.low;
        prop_assert!(width(little) >= width(much), "{little:?} of few, {much:?} of {times} times as many");
        prop_assert!(little.high >= much.high);
    }

    #[test]
    fn an_interval_holds_its_mean_and_never_less_than_what_came(seed in 100_u64..10_000, minutes in 0_i64..30_000) {
        let world = World::new(seed, 60);
        let forest = world.story.forest();
        let Ok(pace) = Pace::learn(&forest, LATER) else { return Ok(()) };
        for (id, _) in forest.shares() {
            let Ok(said) = pace.expect(&forest, id, START + minutes * MINUTE) else { continue };
            prop_assert!(said.so_far as f64 <= said.low && said.low <= said.expected && said.expected <= said.high);
            prop_assert!(said.high.is_finite());
        }
    }
}

#[test]
fn previews_are_no_audience() {
    let world = World::new(12, 60);
    let mut with = world.story.clone();
    let root = world.root(0);
    for _ in 0..50 {
        with.tell(1, Act::Preview, 1, (None, Some(root)));
    }
    let said = |story: &Story| {
        let forest = story.forest();
        let pace = Pace::learn(&forest, LATER).expect("enough trees");
        let id = find(&forest, root).expect("shared").0;
        pace.expect(&forest, id, START + HOUR).expect("k is small")
    };
    assert_eq!(said(&with), said(&world.story));
}
