//! What is known of each token: who shared it, who came by it, who showed it.

use std::collections::HashSet;

use super::Act;
use super::number::Number;
use super::steps::{Step, Steps};

/// What is known of one token. Steps are named by their places in the row.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Trace {
    /// The first step that passed it on.
    pub(super) shared: Option<Number>,
    /// The first view that it was handed out to.
    pub(super) handed: Option<Number>,
    /// The first landing by somebody else than its maker.
    pub(super) landed: Option<Number>,
    /// The first preview of it.
    pub(super) previewed: Option<Number>,
    /// The first share on a page that was opened by it.
    pub(super) named: Option<Number>,
    /// The messenger that the earliest share with a messenger went to.
    went_to: Option<Number>,
    /// The messenger that built the earliest card.
    shown_by: Option<Number>,
    /// How many cards were built.
    pub(super) previews: u32,
    /// The token that its maker had come by.
    pub(super) parent: Option<Number>,
    /// Whether it is known to be another site's, and means nothing here.
    pub(super) elsewhere: bool,
}

/// What is known of all tokens.
pub(super) struct Traces {
    list: Vec<Trace>,
    /// Who made each, as far as that is known.
    makers: Vec<Option<u64>>,
}

impl Trace {
    /// Returns the step that tells who made it and where that person had come from: the share, or the view that it was
    /// handed out to where nobody told of a share.
    pub(super) fn made_by(&self) -> Option<Number> {
        self.shared.or(self.handed)
    }

    pub(super) fn messenger(&self) -> Option<Number> {
        self.went_to.or(self.shown_by)
    }

    /// Returns the step that tells where and when it was passed on; `None` where nobody passed it on. A token that was
    /// only handed out, or that nobody but its maker opened, is no share.
    pub(super) fn evidence(&self) -> Option<Number> {
        let seen = self.shared.or(self.landed).or(self.previewed).or(self.named);
        seen.filter(|_| !self.elsewhere)
    }
}

impl Traces {
    /// Reads what can be told without knowing who came from where.
    pub(super) fn read(steps: &Steps) -> Self {
        let mut list = vec![Trace::default(); steps.tokens.len()];
        for (index, step) in steps.steps.iter().enumerate() {
            match step.act {
                Act::Share => Self::share(&mut list, index, step),
                Act::Landing | Act::View => {
                    if let Some(token) = step.token {
                        list[token.index()].handed.get_or_insert(Number::of(index));
                    }
                }
                Act::Preview => {
                    let Some(token) = step.parent else { continue };
                    let trace = &mut list[token.index()];
                    trace.previewed.get_or_insert(Number::of(index));
                    trace.previews = trace.previews.saturating_add(1);
                    trace.shown_by = trace.shown_by.or(step.messenger);
                }
            }
        }
        mark_foreign(&mut list, steps);
        let who = |step: Option<Number>| step.and_then(|step| steps.steps[step.index()].visitor);
        let makers = list.iter().map(|trace| who(trace.shared).or_else(|| who(trace.handed))).collect();
        Self { list, makers }
    }

    fn share(list: &mut [Trace], index: usize, step: &Step) {
        let Some(token) = step.token else { return };
        let trace = &mut list[token.index()];
        trace.shared.get_or_insert(Number::of(index));
        trace.went_to = trace.went_to.or(step.messenger);
    }

    pub(super) fn get(&self, token: Number) -> &Trace {
        &self.list[token.index()]
    }

    pub(super) fn get_mut(&mut self, token: Number) -> &mut Trace {
        &mut self.list[token.index()]
    }

    pub(super) fn all(&self) -> impl Iterator<Item = (Number, &Trace)> {
        self.list.iter().enumerate().map(|(index, trace)| (Number::of(index), trace))
    }

    /// Returns the token that a step came by: on this site, by somebody else, and not the one that it hands on itself.
    /// Whoever opens his own link, to try it or by reloading the page, has not come by it.
    pub(super) fn came_by(&self, step: &Step) -> Option<Number> {
        step.parent.filter(|token| {
            let own = step.visitor.is_some() && self.makers[token.index()] == step.visitor;
            !own && step.token != Some(*token) && !self.get(*token).elsewhere
        })
    }
}

/// Marks tokens that another site made known and this one did not: there they mean something, here nothing.
fn mark_foreign(list: &mut [Trace], steps: &Steps) {
    let tokens = &steps.tokens;
    if tokens.iter().all(|token| token.site == tokens[0].site) {
        return;
    }
    let known = |trace: &Trace| trace.made_by().is_some();
    let pairs = || tokens.iter().zip(list.iter());
    let made: HashSet<_> = pairs().filter(|(_, trace)| known(trace)).map(|(token, _)| token.text).collect();
    for (token, trace) in tokens.iter().zip(list) {
        trace.elsewhere = !known(trace) && made.contains(&token.text);
    }
}
