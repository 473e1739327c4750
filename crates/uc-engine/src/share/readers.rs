//! Who came by each share: every visitor once in a tree, at the first share of it that he came by.
//!
//! Nobody is a reader of his own share, nor of a tree that he has passed on in before: to him it brought nothing. A
//! preview is no reader. A visitor without a pseudonym cannot be known again, so that each of his landings counts.

use std::collections::HashSet;

use foldhash::fast::FixedState;

use super::number::Number;
use super::steps::{Step, Steps};
use super::traces::Traces;
use super::{Act, Share};
use crate::event::Millis;

/// The moments at which readers came, share by share, in order of time.
#[derive(Debug, Clone, Default)]
pub(super) struct Readers {
    /// Where the moments of each share begin; one more than there are shares.
    pub(super) from: Vec<usize>,
    pub(super) at: Vec<Millis>,
}

/// Finds the places of tokens: their share in the forest, and its tree.
pub(super) struct Places {
    /// For each token its share.
    pub(super) shares: Vec<Option<Number>>,
    /// For each share its tree.
    pub(super) trees: Vec<u32>,
}

impl Readers {
    /// Counts readers, and the landings of each share.
    pub(super) fn count(steps: &Steps, traces: &Traces, places: &Places, shares: &mut [Share]) -> Self {
        let mut known: HashSet<(u32, u64), FixedState> = HashSet::default();
        let mut came: Vec<(usize, Millis)> = Vec::new();
        for (index, step) in steps.steps.iter().enumerate() {
            if let Some((share, is_new)) = arrival(step, traces, places, &mut known) {
                shares[share].landings += u32::from(step.act == Act::Landing);
                if is_new {
                    came.push((share, step.at));
                }
            }
            // Whoever passes on knows the page, and is no reader of what comes back to him.
            let made = step.token.filter(|token| traces.get(*token).made_by() == Some(Number::of(index)));
            if let (Some(visitor), Some(share)) =
                (step.visitor, made.and_then(|token| places.shares[token.index()]))
            {
                known.insert((places.trees[share.index()], visitor));
            }
        }
        Self::grouped(&came, shares.len())
    }

    fn grouped(came: &[(usize, Millis)], shares: usize) -> Self {
        let mut from = vec![0; shares + 1];
        for (share, _) in came {
            from[share + 1] += 1;
        }
        for share in 0..shares {
            from[share + 1] += from[share];
        }
        let (mut next, mut at) = (from.clone(), vec![0; came.len()]);
        for (share, moment) in came {
            at[next[*share]] = *moment;
            next[*share] += 1;
        }
        Self { from, at }
    }
}

/// Returns the share that a step came by, and whether that makes a new reader.
fn arrival(
    step: &Step,
    traces: &Traces,
    places: &Places,
    known: &mut HashSet<(u32, u64), FixedState>,
) -> Option<(usize, bool)> {
    if !matches!(step.act, Act::Landing | Act::View) {
        return None;
    }
    let share = places.shares[traces.came_by(step)?.index()]?.index();
    let is_new = match step.visitor {
        Some(visitor) => known.insert((places.trees[share], visitor)),
        None => step.act == Act::Landing,
    };
    Some((share, is_new))
}
