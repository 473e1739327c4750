//! Who came of whom, counted by hand.

use uc_engine::share::{Act, Sight};

use crate::story::{MINUTE, START, Story, counted, drawn, find};

#[test]
fn a_reader_who_shares_again_makes_a_child_and_a_reader_of_that_is_a_grandchild() {
    let mut story = Story::new();
    story.share(0, 1, 10);
    story.land(5, 2, 10);
    story.share(7, 2, 20);
    story.land(9, 3, 20);
    story.share(11, 3, 30);
    story.land(12, 4, 30);
    story.land(13, 5, 10);
    let forest = story.forest();
    assert_eq!(drawn(&forest), "10: 2\n  20: 1\n    30: 1\n");
    assert_eq!(counted(&forest.counts()), [1, 3, 4, 4, 0, 3]);
    assert_eq!(forest.reach_by_generation(), [2, 1, 1]);
    let grandchild = find(&forest, 30).expect("shared").1;
    assert_eq!((grandchild.generation, grandchild.shares), (2, 1));
}

#[test]
fn the_readers_further_pages_do_not_break_the_chain() {
    let mut story = Story::new();
    story.share(0, 1, 10);
    story.land(5, 2, 10).page = "/brot";
    story.view(8, 2, 19).page = "/kuchen";
    story.view(9, 2, 20).page = "/torten";
    story.share(300, 2, 20).page = "/torten";
    let forest = story.forest();
    assert_eq!(drawn(&forest), "10: 1\n  20: 0\n");
    assert_eq!(forest.page(find(&forest, 20).expect("shared").1), "/torten");
}

#[test]
fn the_latest_landing_before_the_share_counts_and_a_later_one_does_not() {
    let mut story = Story::new();
    story.share(0, 1, 10);
    story.share(0, 2, 20);
    story.land(1, 3, 10);
    story.land(2, 3, 20);
    story.share(3, 3, 30);
    story.share(3, 4, 40);
    story.land(4, 3, 40);
    assert_eq!(drawn(&story.forest()), "10: 1\n20: 1\n  30: 0\n40: 1\n");
}

#[test]
fn the_token_in_the_address_of_the_shared_page_says_more_than_the_latest_landing() {
    let mut story = Story::new();
    story.share(0, 1, 10);
    story.share(0, 2, 20);
    story.land(1, 3, 10);
    story.land(2, 3, 20);
    // Back in the first tab.
    story.tell(3, Act::Share, 3, (Some(30), Some(10)));
    assert_eq!(drawn(&story.forest()), "10: 1\n  30: 0\n20: 1\n");
}

#[test]
fn trees_and_the_children_of_a_share_stand_in_order_of_time() {
    let mut story = Story::new();
    story.share(9, 9, 5);
    story.share(0, 1, 10);
    for (minute, made) in [(7, 23), (3, 25), (5, 21), (3, 24)] {
        story.tell(minute, Act::Share, made, (Some(made), Some(10)));
    }
    assert_eq!(drawn(&story.forest()), "10: 0\n  24: 0\n  25: 0\n  21: 0\n  23: 0\n5: 0\n");
}

#[test]
fn another_days_pseudonym_is_another_visitor() {
    let mut story = Story::new();
    story.share(0, 1, 10);
    story.land(5, 2, 10);
    story.share(2000, 2002, 20);
    assert_eq!(drawn(&story.forest()), "10: 1\n20: 0\n");
}

#[test]
fn a_copied_address_of_which_nobody_told_is_a_share_once_somebody_comes_by_it() {
    let mut story = Story::new();
    story.share(0, 1, 10);
    story.tell(5, Act::Landing, 2, (Some(20), Some(10)));
    story.view(6, 2, 21);
    story.land(50, 3, 21);
    let forest = story.forest();
    assert_eq!(drawn(&forest), "10: 1\n  21: 1\n", "20 was handed out, and nobody came by it");
    let share = find(&forest, 21).expect("somebody came").1;
    assert_eq!((share.sight, share.at), (Sight::HandedOut, START + 50 * MINUTE));
    assert_eq!(forest.messenger(share), None);
}

#[test]
fn a_token_of_which_nothing_else_is_known_is_a_root_from_its_first_landing() {
    let mut story = Story::new();
    story.land(3, 1, 10);
    story.land(2, 2, 10);
    let forest = story.forest();
    let share = find(&forest, 10).expect("somebody came").1;
    assert_eq!((share.sight, share.at, share.parent), (Sight::Opened, START + 2 * MINUTE, None));
    assert_eq!(drawn(&forest), "10: 2\n");
}

#[test]
fn a_share_on_a_page_that_was_opened_by_a_token_shows_that_share_though_its_landing_is_lost() {
    let mut story = Story::new();
    story.tell(3, Act::Share, 1, (Some(20), Some(10)));
    let forest = story.forest();
    assert_eq!(drawn(&forest), "10: 0\n  20: 0\n", "nobody was seen to come by it, so that it has no reach");
}

#[test]
fn a_token_shared_twice_is_one_share_with_its_first_time_and_messenger() {
    let mut story = Story::new();
    story.share(2, 1, 10).messenger = Some("telegram");
    story.share(1, 1, 10);
    story.share(3, 1, 10).messenger = Some("whatsapp");
    story.land(4, 2, 10);
    let forest = story.forest();
    let share = find(&forest, 10).expect("shared").1;
    assert_eq!((forest.len(), share.at, forest.messenger(share)), (1, START + MINUTE, Some("telegram")));
}

#[test]
fn the_makers_own_landing_is_no_reach_and_no_link_of_the_chain() {
    let mut story = Story::new();
    story.share(0, 1, 10);
    story.land(1, 1, 10);
    story.share(2, 1, 11);
    let forest = story.forest();
    assert_eq!(drawn(&forest), "10: 0\n11: 0\n");
    assert_eq!(forest.counts().landings, 0);
}

#[test]
fn reloading_a_page_whose_address_bears_its_own_token_is_no_share() {
    let mut story = Story::new();
    story.view(0, 1, 10);
    story.tell(1, Act::View, 1, (Some(11), Some(10)));
    story.share(2, 1, 11);
    assert_eq!(drawn(&story.forest()), "11: 0\n");
}

#[test]
fn a_visitor_counts_once_in_a_tree_and_once_in_each_of_two() {
    let mut story = Story::new();
    story.share(0, 1, 10);
    story.land(1, 2, 10);
    story.share(2, 2, 20);
    for minute in [3, 4] {
        story.land(minute, 3, 20);
        story.land(minute + 2, 3, 10);
    }
    story.share(7, 7, 70);
    story.land(8, 3, 70);
    let forest = story.forest();
    assert_eq!(drawn(&forest), "10: 1\n  20: 1\n70: 1\n");
    assert_eq!(forest.counts().landings, 6);
}

#[test]
fn what_comes_back_to_somebody_who_passed_it_on_is_no_reach() {
    let mut story = Story::new();
    story.share(0, 1, 10);
    story.land(1, 2, 10);
    story.share(2, 2, 20);
    story.land(3, 1, 20);
    assert_eq!(drawn(&story.forest()), "10: 1\n  20: 0\n");
}

#[test]
fn landings_without_a_pseudonym_count_each_and_their_reloads_do_not() {
    let mut story = Story::new();
    story.share(0, 1, 10);
    story.land(1, 0, 10).visitor = None;
    story.land(2, 0, 10).visitor = None;
    story.tell(3, Act::View, 0, (None, Some(10))).visitor = None;
    story.share(4, 0, 20).visitor = None;
    let forest = story.forest();
    assert_eq!(drawn(&forest), "10: 2\n20: 0\n", "nothing connects the share with those landings");
}

#[test]
fn a_landing_and_the_share_that_follows_in_the_same_millisecond_are_parent_and_child() {
    let mut story = Story::new();
    story.share(5, 2, 20);
    story.land(5, 2, 10);
    assert_eq!(drawn(&story.forest()), "10: 1\n  20: 0\n");
}

#[test]
fn a_card_is_a_share_seen_and_no_reader() {
    let mut story = Story::new();
    story.preview(1, 10).messenger = Some("whatsapp");
    story.preview(2, 10).messenger = Some("telegram");
    let forest = story.forest();
    let share = find(&forest, 10).expect("a share was seen").1;
    assert_eq!((share.sight, share.previews, share.at), (Sight::Previewed, 2, START + MINUTE));
    assert_eq!(forest.messenger(share), Some("whatsapp"), "the first card's");
    assert_eq!(counted(&forest.counts()), [1, 1, 0, 0, 2, 0]);
}

#[test]
fn a_messenger_that_the_sharer_chose_is_believed_before_one_that_built_a_card() {
    let mut story = Story::new();
    story.preview(0, 10).messenger = Some("telegram");
    story.share(1, 1, 10).messenger = Some("whatsapp");
    let forest = story.forest();
    assert_eq!(forest.messenger(find(&forest, 10).expect("shared").1), Some("whatsapp"));
}
