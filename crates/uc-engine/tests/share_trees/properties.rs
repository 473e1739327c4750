//! What holds whatever is told: no cycles, sums that agree, an order of arrival that does not matter.

use std::collections::HashSet;

use proptest::prelude::*;
use uc_engine::event::EventId;
use uc_engine::share::{Act, Counts, Forest, Passing, Selection, Share};

use crate::story::{MINUTE, START, all_of, token};

const SITES: [&str; 2] = ["bakery", "butcher"];
const MESSENGERS: [Option<&str>; 3] = [None, Some("signal"), Some("whatsapp")];

/// Few tokens, visitors and moments, so that everything collides.
fn passing() -> impl Strategy<Value = Passing<'static>> {
    let act = prop::sample::select(vec![
        Act::Landing,
        Act::Landing,
        Act::View,
        Act::Share,
        Act::Share,
        Act::Preview,
    ]);
    let some_token = || prop::option::weighted(0.8, 0_u64..12);
    let visitor = prop::option::weighted(0.9, 0_u64..6);
    (act, (some_token(), some_token()), visitor, 0_i64..30, 0_usize..8, 0_usize..3).prop_map(
        |(act, (made, come_by), visitor, minute, site, messenger)| Passing {
            id: EventId(0),
            site: SITES[usize::from(site == 0)],
            at: START + minute * MINUTE,
            act,
            visitor,
            token: made.map(token),
            parent: come_by.map(token),
            messenger: MESSENGERS[messenger],
            campaign: None,
            page: if site % 2 == 0 { "/brot" } else { "/kuchen" },
        },
    )
}

/// Passings with ids of their own.
fn passings() -> impl Strategy<Value = Vec<Passing<'static>>> {
    prop::collection::vec(passing(), 0..60).prop_map(|mut list| {
        for (id, passing) in (1..).zip(&mut list) {
            passing.id = EventId(id);
        }
        list
    })
}

fn grown(passings: &[Passing<'static>]) -> Forest {
    Forest::grow(passings.iter().cloned())
}

/// Walks from each share to its root, and sees that all that is kept about trees agrees.
fn check_trees(forest: &Forest) -> Result<(), TestCaseError> {
    let mut tokens = HashSet::new();
    for (id, share) in forest.shares() {
        prop_assert!(tokens.insert((forest.site(share), share.token)), "a token stands once");
        let mut steps = 0;
        let mut above = share.parent;
        while let Some(parent) = above {
            prop_assert!(parent < id && steps < forest.len(), "parents stand before their children");
            prop_assert_eq!(forest.site(forest.share(parent)), forest.site(share));
            above = forest.share(parent).parent;
            steps += 1;
        }
        prop_assert_eq!(share.generation as usize, steps);
        let children = forest.shares().filter(|(_, child)| child.parent == Some(id));
        let below: u32 = children.map(|(_, child)| child.shares).sum();
        prop_assert_eq!(share.shares, below + 1);
    }
    let in_trees: Vec<_> = forest.trees().flat_map(|tree| tree.shares().map(|(id, _)| id)).collect();
    prop_assert_eq!(in_trees, forest.shares().map(|(id, _)| id).collect::<Vec<_>>(), "each in one tree");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn no_share_comes_of_itself_and_each_stands_in_one_tree(list in passings()) {
        check_trees(&grown(&list))?;
        let whatsapp = Selection { messenger: Some("whatsapp".to_owned()), ..Selection::default() };
        check_trees(&Forest::grow_selected(list.iter().cloned(), &whatsapp))?;
    }

    #[test]
    fn the_forest_is_the_sum_of_its_trees(list in passings()) {
        let forest = grown(&list);
        let counts = forest.counts();
        let mut sum = Counts::default();
        for tree in forest.trees() {
            sum.join(&tree.counts());
            prop_assert_eq!(tree.counts().reach, tree.reach_by_generation().iter().sum::<u64>());
        }
        prop_assert_eq!(sum, counts);
        prop_assert_eq!(counts.reach, forest.shares().map(|(id, _)| forest.readers(id).len() as u64).sum::<u64>());
        prop_assert_eq!(counts.reach, forest.reach_by_generation().iter().sum::<u64>());
        let edges: u64 = forest.jumps().iter().map(|jump| jump.edges).sum();
        prop_assert_eq!(edges, counts.reshares());
        // Every landing is in at most one tree, and nobody is a reader twice by one landing.
        let landings = list.iter().filter(|one| one.act == Act::Landing && one.parent.is_some()).count() as u64;
        prop_assert!(counts.landings <= landings);
        let views = list.iter().filter(|one| one.act == Act::View && one.parent.is_some()).count() as u64;
        prop_assert!(counts.reach <= landings + views);
    }

    #[test]
    fn no_visitor_is_a_reader_twice_in_a_tree_nor_of_his_own_share(list in passings()) {
        let forest = grown(&list);
        for tree in forest.trees() {
            let inside: HashSet<_> = tree.shares().map(|(_, share)| share.token).collect();
            let site = forest.site(forest.share(tree.root()));
            let came = list.iter().filter(|one| {
                one.site == site
                    && matches!(one.act, Act::Landing | Act::View)
                    && one.parent.is_some_and(|token| inside.contains(&token))
            });
            let visitors: HashSet<_> = came.clone().filter_map(|one| one.visitor).collect();
            let unknown = came.filter(|one| one.visitor.is_none() && one.act == Act::Landing).count();
            prop_assert!(tree.counts().reach <= (visitors.len() + unknown) as u64);
        }
    }

    #[test]
    fn the_order_of_arrival_does_not_matter(
        (list, shuffled) in passings().prop_flat_map(|list| (Just(list.clone()), Just(list).prop_shuffle())),
        ids in 1_u128..100,
    ) {
        prop_assert_eq!(all_of(&grown(&list)), all_of(&grown(&shuffled)));
        // Nor where senders use ids again.
        let again = |list: &[Passing<'static>]| {
            let few = |one: &Passing<'static>| Passing { id: EventId(one.id.0 % ids), at: START, ..one.clone() };
            all_of(&Forest::grow(list.iter().map(few)))
        };
        prop_assert_eq!(again(&list), again(&shuffled));
    }

    #[test]
    fn an_event_that_arrives_again_changes_nothing(list in passings(), again in any::<prop::sample::Index>()) {
        prop_assume!(!list.is_empty());
        let mut more = list.clone();
        more.push(list[again.index(list.len())].clone());
        prop_assert_eq!(all_of(&grown(&list)), all_of(&grown(&more)));
    }

    #[test]
    fn previews_never_change_reach_nor_who_came_of_whom(list in passings()) {
        let without: Vec<_> = list.iter().filter(|one| one.act != Act::Preview).cloned().collect();
        let (with, without) = (grown(&list), grown(&without));
        prop_assert_eq!(with.counts().reach, without.counts().reach);
        prop_assert_eq!(with.counts().landings, without.counts().landings);
        prop_assert_eq!(with.refused().cycles, without.refused().cycles);
        for (id, share) in without.shares() {
            let same = with.shares().find(|(_, other)| {
                (with.site(other), other.token) == (without.site(share), share.token)
            });
            let (same_id, same) = same.expect("a preview takes no share away");
            prop_assert_eq!(with.readers(same_id), without.readers(id));
            let parent = |forest: &Forest, parent: Option<_>| parent.map(|parent| forest.share(parent).token);
            if share.parent.is_some() {
                prop_assert_eq!(parent(&with, same.parent), parent(&without, share.parent));
            }
        }
    }

    #[test]
    fn the_same_tokens_and_visitors_on_two_sites_join_nothing(list in passings()) {
        // Both sites know all tokens, so that none is another site's.
        let mut list = list;
        for (id, site) in (0..24).map(|id| (id, SITES[usize::from(id < 12)])) {
            let (at, made) = (START - MINUTE, Some(token(id % 12)));
            let (visitor, page) = (Some(100 + id), "/brot");
            let known = Passing { id: EventId(1000 + u128::from(id)), site, at, act: Act::Share, visitor, token: made,
                parent: None, messenger: None, campaign: None, page };
            list.push(known);
        }
        let together = grown(&list);
        prop_assert_eq!(together.refused().foreign, 0);
        for site in SITES {
            let of_one: Vec<_> = list.iter().filter(|one| one.site == site).cloned().collect();
            let rows = |forest: &Forest| {
                let of_site = forest.shares().filter(|(_, share)| forest.site(share) == site);
                let row = |(id, share): (_, &Share)| {
                    let parent = share.parent.map(|parent| forest.share(parent).token);
                    (share.token, parent, share.shares, forest.readers(id).to_vec())
                };
                of_site.map(row).collect::<Vec<_>>()
            };
            prop_assert_eq!(rows(&grown(&of_one)), rows(&together));
        }
    }
}
