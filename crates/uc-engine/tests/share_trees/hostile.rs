//! Tokens that lie.

use uc_engine::event::EventId;
use uc_engine::share::{Act, Forest, Refused, Sight};

use crate::story::{Story, all_of, counted, drawn, find};

#[test]
fn a_share_that_says_to_have_come_of_itself_is_a_root_and_counted_as_refused() {
    let mut story = Story::new();
    story.tell(0, Act::Share, 1, (Some(10), Some(10)));
    story.tell(1, Act::View, 2, (Some(20), Some(20))).visitor = None;
    let forest = story.forest();
    assert_eq!(drawn(&forest), "10: 0\n");
    assert_eq!(forest.refused(), Refused { to_itself: 2, cycles: 0, foreign: 0 });
}

#[test]
fn of_a_cycle_the_earlier_edges_stay() {
    let mut story = Story::new();
    for (minute, made, come_by) in [(1, 20, 10), (2, 30, 20), (3, 10, 30)] {
        story.tell(minute, Act::Share, made, (Some(made), Some(come_by)));
    }
    let forest = story.forest();
    assert_eq!(drawn(&forest), "10: 0\n  20: 0\n    30: 0\n");
    assert_eq!(forest.refused(), Refused { to_itself: 0, cycles: 1, foreign: 0 });
}

#[test]
fn two_who_open_and_share_each_others_links_make_no_cycle() {
    let mut story = Story::new();
    story.land(0, 1, 20);
    story.land(0, 2, 10);
    story.share(1, 1, 10);
    story.share(2, 2, 20);
    let forest = story.forest();
    assert_eq!(
        drawn(&forest),
        "20: 1\n  10: 1\n",
        "the second edge is refused; both came before they shared"
    );
    assert_eq!(forest.refused().cycles, 1);
}

#[test]
fn the_same_letters_on_two_sites_are_two_tokens() {
    let mut story = Story::new();
    story.share(0, 1, 10);
    story.share(0, 2, 10).site = "butcher";
    story.land(1, 3, 10);
    story.land(1, 4, 10).site = "butcher";
    story.land(2, 5, 10).site = "butcher";
    let forest = story.forest();
    let trees: Vec<_> =
        forest.shares().map(|(id, share)| (forest.site(share), forest.readers(id).len())).collect();
    assert_eq!(trees, [("bakery", 1), ("butcher", 2)]);
}

#[test]
fn a_token_that_only_another_site_made_known_is_none() {
    let mut story = Story::new();
    story.share(0, 1, 10);
    story.land(1, 2, 10).site = "butcher";
    story.share(2, 2, 20).site = "butcher";
    story.preview(3, 10).site = "butcher";
    story.tell(4, Act::Share, 3, (Some(30), Some(10))).site = "butcher";
    let forest = story.forest();
    assert_eq!(drawn(&forest), "10: 0\n20: 0\n30: 0\n");
    assert_eq!(counted(&forest.counts()), [3, 3, 0, 0, 0, 0]);
    assert_eq!(forest.refused().foreign, 1);
}

#[test]
fn the_same_pseudonym_on_two_sites_joins_nothing() {
    let mut story = Story::new();
    story.share(0, 1, 10);
    story.land(1, 2, 10);
    story.share(2, 2, 20).site = "butcher";
    assert_eq!(drawn(&story.forest()), "10: 1\n20: 0\n");
}

#[test]
fn tokens_that_somebody_made_up_are_roots_of_their_own_and_can_be_told() {
    let mut story = Story::new();
    story.share(0, 1, 1);
    story.land(1, 2, 1);
    for made_up in 100..1100 {
        story.land(2, 66, made_up);
    }
    let forest = story.forest();
    let made_up = forest.shares().filter(|(_, share)| share.sight == Sight::Opened).count();
    assert_eq!((made_up, forest.len()), (1000, 1001));
    let (id, _) = find(&forest, 1).expect("shared");
    assert_eq!(forest.tree(id).counts().reach, 1, "the true share is what it was");
}

#[test]
fn an_event_that_arrives_twice_counts_once_and_an_id_used_twice_hides_nothing() {
    let mut story = Story::new();
    story.share(0, 1, 10);
    story.land(1, 0, 10).visitor = None;
    story.land(1, 0, 10).visitor = None;
    story.passings[2].id = story.passings[1].id;
    assert_eq!(drawn(&story.forest()), "10: 1\n");
    story.land(1, 3, 10).id = EventId(1);
    let there = story.forest();
    assert_eq!(drawn(&there), "10: 2\n");
    story.passings.reverse();
    assert_eq!(all_of(&story.forest()), all_of(&there));
}

#[test]
fn moments_at_the_ends_of_time_break_nothing() {
    let mut story = Story::new();
    story.share(0, 1, 10).at = i64::MAX;
    story.tell(0, Act::Share, 2, (Some(20), Some(10))).at = i64::MIN;
    story.land(0, 3, 20).at = i64::MAX;
    let forest = story.forest();
    assert_eq!(drawn(&forest), "10: 0\n  20: 1\n");
    assert_eq!(forest.first_reshare(), Some(0), "clocks differ");
}

#[test]
fn nothing_at_all_is_a_forest_without_trees() {
    let forest = Forest::grow([]);
    assert!(forest.is_empty() && forest.trees().next().is_none() && forest.jumps().is_empty());
    assert_eq!(counted(&forest.counts()), [0; 6]);
    assert_eq!((forest.counts().k(), forest.first_reshare()), (None, None));
}
