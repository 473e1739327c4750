//! What is told of landings: within bounds, never surer for less evidence, never less private for more previews.

use proptest::prelude::*;

use super::world::{World, draws};
use crate::estimate::hide::HiddenParts;
use crate::estimate::observe::{Streams, observe};
use crate::estimate::role::Role;
use crate::estimate::streams::Preview;
use crate::estimate::{DRAWS, Estimate, Told, fit_once};
use crate::report::sum::Sum;

/// What is told of a landing, kept: its number, how probable private sharing is, the same under each draw.
type Kept = (u32, f64, [f32; DRAWS]);

fn tell(world: &World, estimate: &Estimate, mut look: impl FnMut(Role, &Told<'_>)) -> Vec<Kept> {
    let mut kept = Vec::new();
    for list in 0..world.arrivals.lists.len() {
        estimate.tell(&world.arrivals, &world.judgement.classes, list, |landing, told| {
            look(landing.role, told);
            kept.push((landing.ordinal, told.private, told.draws));
        });
    }
    kept
}

fn extra_previews() -> impl Strategy<Value = Vec<(usize, u32, u8, bool)>> {
    prop::collection::vec((0..5_usize, 0..604_800_u32, 0..3_u8, any::<bool>()), 1..30)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn more_previews_of_a_page_never_lower_what_is_told_of_it(
        draws in draws(120),
        extra in extra_previews(),
        many in any::<bool>(),
    ) {
        let world = World::of(&draws, |visitor| visitor);
        let mut estimate = world.estimate();
        let before = tell(&world, &estimate, |_, _| ());
        let begin = world.gathered.counts.first.unwrap_or(0);
        let pages = world.judgement.classes.len();
        let repeat = if many { 40 } else { 1 };
        let more = extra.into_iter().flat_map(|(page, after, messenger, public)| {
            let messenger = if public { u8::MAX } else { messenger.min(world.roles.messengers.len() as u8) };
            let preview = Preview { at: begin + after, messenger, weight: if public { 0.3 } else { 1.0 } };
            std::iter::repeat_n(((page % pages) as u32, preview), repeat)
        });
        estimate.previews = world.previews_and(more.collect());
        let after = tell(&world, &estimate, |_, _| ());
        for ((ordinal, before, drawn_before), (same, after, drawn_after)) in before.into_iter().zip(after) {
            prop_assert_eq!(ordinal, same);
            prop_assert!(after >= before - 1e-9, "{before} became {after}");
            for (before, after) in drawn_before.into_iter().zip(drawn_after) {
                prop_assert!(after >= before - 1e-6, "a draw of {before} became {after}");
            }
        }
    }

    #[test]
    fn what_is_told_lies_within_its_bounds(draws in draws(150)) {
        let world = World::of(&draws, |visitor| visitor);
        let mut wrong = Vec::new();
        tell(&world, &world.estimate(), |role, told| {
            let named: f64 = told.named.iter().map(|(_, part)| part).sum();
            let fits = (0.0..=1.0).contains(&told.private)
                && (0.0..=1.0).contains(&told.machine)
                && told.draws.iter().all(|draw| (0.0..=1.0).contains(draw))
                && told.private + told.machine <= 1.0 + 1e-9
                && told.named.iter().all(|(_, part)| (0.0..=1.0).contains(part))
                && named <= told.private + 1e-9
                && match role {
                    Role::Private(_) => told.private == 1.0 && told.draws == [1.0; DRAWS],
                    Role::Public(_) => told.private == 0.0 && told.draws == [0.0; DRAWS],
                    _ => true,
                };
            if !fits {
                wrong.push(format!("{role:?}: {told:?}"));
            }
        });
        prop_assert!(wrong.is_empty(), "{wrong:?}");
    }

    /// A landing whose origin is known is told 0 or 1 with no width; the same landing without its evidence never is.
    #[test]
    fn hiding_evidence_never_makes_an_answer_more_certain(draws in draws(150)) {
        let world = World::of(&draws, |visitor| visitor);
        let estimate = world.estimate();
        let classes = &world.judgement.classes;
        let streams = Streams { arrivals: &world.arrivals, classes, previews: &estimate.previews, facts: &estimate.facts };
        let observed = observe(streams, |landing| match landing.role {
            Role::Private(_) | Role::Public(_) => Role::Unexplained,
            role => role,
        });
        let hidden = world.arrivals.lists.iter().flatten();
        let hidden = hidden.filter(|landing| matches!(landing.role, Role::Private(_) | Role::Public(_))).count();
        prop_assert_eq!(observed.hidden.len(), hidden);
        let refitted = fit_once(&observed, &world.beliefs().with_hidden(HiddenParts { private: 0.5, public: 0.5 }));
        for (_, rates) in &observed.hidden {
            for mixture in estimate.draws.iter().chain([&estimate.mixture, &refitted]) {
                let told = mixture.private(rates);
                prop_assert!(0.0 < told && told < 1.0, "told {told}, without any evidence");
                let mut sum = Sum::NONE;
                sum.add(&Told { private: told, draws: [told as f32; DRAWS], machine: 0.0, named: &[] }, false, 1.0);
                let (low, high) = sum.interval(estimate.off_together());
                prop_assert!(low < high, "{told} from {low} to {high}");
            }
        }
    }
}

#[test]
fn what_a_back_test_teaches_keeps_the_order_and_what_is_certain() {
    let mut estimate = World::of(&[(0, 1, 2, 0, 0)], |visitor| visitor).estimate();
    for shift in [-0.7_f64, -0.1, 0.0, 0.3, 0.7] {
        estimate.shift = shift.exp();
        let told: Vec<f64> = (0..=100).map(|part| estimate.shifted(f64::from(part) / 100.0)).collect();
        assert_eq!((told[0], told[100]), (0.0, 1.0), "{shift}");
        assert!(told.windows(2).all(|pair| pair[0] < pair[1]), "{shift}: {told:?}");
    }
}

#[test]
fn the_order_in_which_pages_and_visitors_were_numbered_does_not_show() {
    // Lines an hour apart, so that turning them round gives other numbers to everything and changes nothing else.
    let draws: Vec<_> = (0..300_u32)
        .map(|n| (n * 2_000, (n * 7 % 60) as u8, n as usize * 3 % 5, n as usize % 7, n as usize % 2))
        .collect();
    let turned: Vec<_> = draws.iter().rev().copied().collect();
    let told = |world: &World| {
        let mut sum = Sum::NONE;
        tell(world, &world.estimate(), |role, told| sum.add(told, matches!(role, Role::Private(_)), 1.0));
        (format!("{sum:?}"), format!("{:?}", world.estimate().backtest()))
    };
    let usual = told(&World::of(&draws, |visitor| visitor));
    assert_eq!(usual, told(&World::of(&turned, |visitor| visitor)), "the order of the lines");
    assert_eq!(usual, told(&World::of(&draws, |visitor| 251 - visitor * 3)), "the visitors' addresses");
}
