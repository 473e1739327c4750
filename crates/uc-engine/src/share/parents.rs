//! Finds for each share the share that its maker had come by.
//!
//! The steps are walked once, in order of time. The address of the page that a share was made on may bear the token
//! itself; where it does not, the visitor's latest landing with somebody else's token before it counts, on the same
//! site and under the same pseudonym, so on the same day. Pages read in between break nothing.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::cycles::Roots;
use super::number::Number;
use super::steps::{Step, Steps};
use super::traces::Traces;
use super::{Act, Refused};

/// By which token each visitor of each site came last. The keys are hashes under a secret salt: nobody can aim at them.
type Arrivals = HashMap<(Number, u64), Number, FixedState>;

/// Gives each token its parent. An edge that would close a cycle is refused, so that the earlier stay.
pub(super) fn find(steps: &Steps, traces: &mut Traces) -> Refused {
    let mut walk = Walk {
        arrivals: Arrivals::default(),
        roots: Roots::new(steps.tokens.len()),
        refused: Refused::default(),
    };
    for (index, step) in steps.steps.iter().enumerate() {
        walk.step(Number::of(index), step, traces);
    }
    walk.refused.foreign = traces.all().filter(|(_, trace)| trace.elsewhere).count() as u64;
    walk.refused
}

struct Walk {
    arrivals: Arrivals,
    roots: Roots,
    refused: Refused,
}

impl Walk {
    fn step(&mut self, place: Number, step: &Step, traces: &mut Traces) {
        let came_by = traces.came_by(step);
        match (step.act, came_by) {
            (Act::Preview, _) => return,
            (Act::Landing | Act::View, Some(token)) => {
                traces.get_mut(token).landed.get_or_insert(place);
                if let Some(visitor) = step.visitor {
                    self.arrivals.insert((step.site, visitor), token);
                }
            }
            // The landing itself was not told of, and the token was there all the same.
            (Act::Share, Some(token)) => {
                traces.get_mut(token).named.get_or_insert(place);
            }
            (_, None) => {}
        }
        let Some(token) = step.token.filter(|token| traces.get(*token).made_by() == Some(place)) else {
            return;
        };
        if step.parent == step.token {
            self.refused.to_itself += 1;
            return;
        }
        let earlier = || step.visitor.and_then(|visitor| self.arrivals.get(&(step.site, visitor)).copied());
        let Some(parent) = came_by.or_else(earlier) else { return };
        if self.roots.hang(token.index(), parent.index()) {
            traces.get_mut(token).parent = Some(parent);
        } else {
            self.refused.cycles += 1;
        }
    }
}
