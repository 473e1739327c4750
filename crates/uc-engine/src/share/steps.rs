//! The passings in one row, in an order that does not depend on how they arrived.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::names::{Namer, Names};
use super::number::Number;
use super::{Act, Passing};
use crate::event::Millis;
use crate::source::ShareToken;

/// One passing, with numbers for all that recurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) id: u128,
    pub(super) at: Millis,
    pub(super) visitor: Option<u64>,
    pub(super) act: Act,
    pub(super) token: Option<Number>,
    pub(super) parent: Option<Number>,
    pub(super) site: Number,
    pub(super) page: Number,
    pub(super) messenger: Option<Number>,
    pub(super) campaign: Option<Number>,
}

/// A token and the site on which it means something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Token {
    pub(super) site: Number,
    pub(super) text: ShareToken,
}

/// All steps, in order of time, and the tables that their numbers point to.
#[derive(Debug)]
pub(super) struct Steps {
    pub(super) steps: Vec<Step>,
    pub(super) tokens: Vec<Token>,
    pub(super) names: Names,
}

/// Numbers tokens as they come. Strangers choose them, so the hashes are the standard library's.
#[derive(Default)]
struct Tokens {
    numbers: HashMap<Token, Number>,
    tokens: Vec<Token>,
}

impl Tokens {
    fn number(&mut self, site: Number, text: Option<ShareToken>) -> Option<Number> {
        let token = Token { site, text: text? };
        let next = Number::of(self.tokens.len());
        let number = *self.numbers.entry(token).or_insert(next);
        if number == next {
            self.tokens.push(token);
        }
        Some(number)
    }
}

impl Steps {
    /// Puts passings in order: by time, then landings before the shares that may follow from them, then by id. The
    /// same event twice is one.
    pub(super) fn of<'e>(passings: impl IntoIterator<Item = Passing<'e>>) -> Self {
        let (mut namer, mut tokens, mut steps) = (Namer::default(), Tokens::default(), Vec::new());
        for passing in passings {
            let site = namer.number(passing.site);
            steps.push(Step {
                id: passing.id.0,
                at: passing.at,
                visitor: passing.visitor,
                act: passing.act,
                token: tokens.number(site, passing.token),
                parent: tokens.number(site, passing.parent),
                site,
                page: namer.number(passing.page),
                messenger: passing.messenger.map(|name| namer.number(name)),
                campaign: passing.campaign.map(|name| namer.number(&name)),
            });
        }
        let mut steps = Self { steps, tokens: tokens.tokens, names: namer.done() };
        let mut row = std::mem::take(&mut steps.steps);
        row.sort_unstable_by(|one, other| steps.compare(one, other));
        row.dedup();
        steps.steps = row;
        steps
    }

    /// Compares by what was sent, never by numbers: these follow the order of arrival.
    fn compare(&self, one: &Step, other: &Step) -> Ordering {
        let at_once = (one.at, one.act, one.id).cmp(&(other.at, other.act, other.id));
        // An id that was used for two events is somebody's mistake or malice: all that they differ in decides.
        at_once.then_with(|| self.spelled(one).cmp(&self.spelled(other)))
    }

    fn spelled(&self, step: &Step) -> impl Ord {
        let token = |number: Option<Number>| number.map(|number| self.tokens[number.index()].text);
        let name = |number: Option<Number>| self.names.found(number);
        (
            name(Some(step.site)),
            step.visitor,
            token(step.token),
            token(step.parent),
            name(Some(step.page)),
            name(step.messenger),
            name(step.campaign),
        )
    }

    /// Compares two tokens by their sites and letters.
    pub(super) fn compare_tokens(&self, one: Number, other: Number) -> Ordering {
        let (one, other) = (&self.tokens[one.index()], &self.tokens[other.index()]);
        (self.names.get(one.site), one.text).cmp(&(self.names.get(other.site), other.text))
    }
}
