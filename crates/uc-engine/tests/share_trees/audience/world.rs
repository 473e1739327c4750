//! A small world in which shares are opened and passed on by known rules, and nothing is known of the estimator's.
//!
//! Each share goes to a person, a small circle or a group. Who opens it does so within hours, some within days; each
//! passes it on with the same probability.

use std::ops::Range;

use uc_engine::share::{Act, Passing};

use crate::story::{Story, token};

/// To how many a share goes on average, and how often.
const CIRCLES: [(f64, f64); 3] = [(0.6, 0.5), (0.3, 2.0), (0.1, 8.0)];
/// How probably a reader passes it on.
const AGAIN: f64 = 0.2;
/// How many shares and visitors a tree may have, so that the numbers of two trees never meet.
const ROOM: u64 = 10_000;

pub(super) struct World {
    pub(super) story: Story,
    pub(super) trees: u64,
}

/// Numbers drawn from a seed (splitmix64).
struct Chance(u64);

/// Returns the mean of numbers, of which there are some.
pub(super) fn mean(numbers: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = numbers.fold((0.0, 0.0), |(sum, count), number| (sum + number, count + 1.0));
    sum / count
}

impl Chance {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn wait(&mut self, mean: f64) -> f64 {
        -mean * (1.0 - self.next()).ln()
    }

    fn poisson(&mut self, mean: f64) -> u64 {
        let (mut left, mut count) = (mean, 0);
        loop {
            left -= self.wait(1.0);
            if left < 0.0 {
                return count;
            }
            count += 1;
        }
    }

    fn circle(&mut self) -> f64 {
        let mut drawn = self.next();
        for (part, mean) in CIRCLES {
            drawn -= part;
            if drawn < 0.0 {
                return mean;
            }
        }
        CIRCLES[0].1
    }
}

impl World {
    /// Re-shares for each share: readers on average, and how probably each passes on.
    pub(super) const K: f64 = (0.6 * 0.5 + 0.3 * 2.0 + 0.1 * 8.0) * AGAIN;

    pub(super) fn new(seed: u64, trees: u64) -> Self {
        let (mut chance, mut story) = (Chance(seed), Story::new());
        for tree in 0..trees {
            let begins = (chance.next() * 600.0) as i64;
            grow(&mut story, &mut chance, tree * ROOM, begins);
        }
        Self { story, trees }
    }

    /// Returns the number of a tree's root.
    pub(super) fn root(&self, tree: u64) -> u64 {
        tree * ROOM
    }

    /// Returns what happened in some of the trees.
    pub(super) fn of_trees(&self, trees: Range<u64>) -> Vec<Passing<'static>> {
        let (from, to) = (token(trees.start * ROOM), token(trees.end * ROOM));
        let of = |one: &Passing<'static>| {
            one.token.or(one.parent).is_some_and(|token| from <= token && token < to)
        };
        self.story.passings.iter().filter(|one| of(one)).cloned().collect()
    }

    /// Returns the same world under other names.
    pub(super) fn copied(&self, copy: u64) -> impl Iterator<Item = Passing<'static>> {
        let away = copy * self.trees * ROOM;
        let moved = move |other: Option<uc_engine::source::ShareToken>| {
            other.map(|old| token(old.as_str().parse::<u64>().expect("digits") + away))
        };
        self.story.passings.iter().cloned().map(move |one| Passing {
            token: moved(one.token),
            parent: moved(one.parent),
            visitor: one.visitor.map(|visitor| visitor + away),
            ..one
        })
    }
}

/// Tells of a tree whose shares and visitors are numbered from `first`.
fn grow(story: &mut Story, chance: &mut Chance, first: u64, begins: i64) {
    story.share(begins, first, first);
    let mut waiting = vec![(first, begins)];
    let (mut next_share, mut next_visitor) = (first + 1, first + 1);
    while let Some((share, at)) = waiting.pop() {
        let circle = chance.circle();
        for _ in 0..chance.poisson(circle) {
            let slow = chance.next() < 0.2;
            let opened = at + chance.wait(if slow { 1_500.0 } else { 60.0 }) as i64;
            let visitor = next_visitor;
            next_visitor += 1;
            story.land(opened, visitor, share);
            if chance.next() < AGAIN && next_share < first + ROOM {
                let passed_on = opened + 1 + chance.wait(30.0) as i64;
                story.tell(passed_on, Act::Share, visitor, (Some(next_share), None));
                waiting.push((next_share, passed_on));
                next_share += 1;
            }
        }
    }
}
