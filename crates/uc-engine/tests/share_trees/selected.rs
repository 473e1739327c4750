//! Which shares stand in a forest that was grown of some.

use uc_engine::share::Selection;

use crate::story::{MINUTE, START, Story, drawn};

/// 10 on WhatsApp about bread, from it 20 on Telegram about bread, from it 30 on WhatsApp about cake.
fn story() -> Story {
    let mut story = Story::new();
    story.share(0, 1, 10).messenger = Some("whatsapp");
    story.land(5, 2, 10).campaign = Some("advent".into());
    story.share(7, 2, 20).messenger = Some("telegram");
    story.land(9, 3, 20);
    let last = story.share(11, 3, 30);
    (last.messenger, last.page) = (Some("whatsapp"), "/kuchen");
    story.land(12, 4, 30).page = "/kuchen";
    story.land(13, 5, 10);
    story.share(20, 6, 60);
    story
}

fn check(selection: &Selection, expected: &str) {
    assert_eq!(drawn(&story().selected(selection)), expected, "{selection:?}");
}

#[test]
fn without_a_wish_all_shares_stand() {
    check(&Selection::default(), "10: 2\n  20: 1\n    30: 1\n60: 0\n");
}

#[test]
fn a_landing_goes_with_its_share_and_a_share_without_its_parent_is_a_root() {
    let messenger = |name: &str| Selection { messenger: Some(name.to_owned()), ..Selection::default() };
    check(&messenger("whatsapp"), "10: 2\n30: 1\n");
    check(&messenger("telegram"), "20: 1\n");
    check(&messenger("signal"), "");
    let page = |path: &str| Selection { page: Some(path.to_owned()), ..Selection::default() };
    check(&page("/brot"), "10: 2\n  20: 1\n60: 0\n");
    check(&page("/kuchen"), "30: 1\n");
}

#[test]
fn the_campaign_of_a_link_is_known_from_those_who_opened_it() {
    check(&Selection { campaign: Some("advent".to_owned()), ..Selection::default() }, "10: 2\n");
}

#[test]
fn a_period_has_its_first_moment_and_not_its_last() {
    let minutes = |from: i64, until: i64| Selection {
        from: Some(START + from * MINUTE),
        until: Some(START + until * MINUTE),
        ..Selection::default()
    };
    check(&minutes(7, 11), "20: 1\n");
    check(&minutes(7, 12), "20: 1\n  30: 1\n");
}

#[test]
fn a_site_stands_alone() {
    let mut two = story();
    two.share(0, 1, 90).site = "butcher";
    let site = |name: &str| Selection { site: Some(name.to_owned()), ..Selection::default() };
    assert_eq!(drawn(&two.selected(&site("butcher"))), "90: 0\n");
    assert_eq!(two.selected(&site("bakery")).len(), 4);
}
