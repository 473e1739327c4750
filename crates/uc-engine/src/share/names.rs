//! Names that recur (sites, pages, messengers, campaigns), each kept once.

use std::collections::HashMap;

use super::number::Number;

/// Gives each name a number, in the order in which they come.
///
/// The map's keys come from strangers, so its hashes are the standard library's, which nobody can aim at.
#[derive(Debug, Default)]
pub(super) struct Namer {
    numbers: HashMap<Box<str>, Number>,
    names: Names,
}

/// The names, by their numbers.
#[derive(Debug, Default, Clone)]
pub(super) struct Names(Vec<Box<str>>);

impl Namer {
    pub(super) fn number(&mut self, name: &str) -> Number {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = Number::of(self.names.0.len());
        self.names.0.push(name.into());
        self.numbers.insert(name.into(), number);
        number
    }

    pub(super) fn done(self) -> Names {
        self.names
    }
}

impl Names {
    pub(super) fn get(&self, number: Number) -> &str {
        &self.0[number.index()]
    }

    pub(super) fn found(&self, number: Option<Number>) -> Option<&str> {
        number.map(|number| self.get(number))
    }
}
