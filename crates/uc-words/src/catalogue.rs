//! The catalogues of one language, compiled in, and how a sentence is asked for.
//!
//! A key that is missing or an argument that is not given is a mistake of ours, found by
//! `tests/catalogues.rs` and by every test that renders: debug builds stop, release builds show the key.

use std::borrow::Cow;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::{Date, Language};

/// An argument of a sentence. Text that came from a log must have been cleaned before.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg<'a> {
    /// A whole number: chooses the plural form and is written as the language does.
    Count(u64),
    /// Text as it stands.
    Text(Cow<'a, str>),
}

impl From<u64> for Arg<'_> {
    fn from(value: u64) -> Self {
        Self::Count(value)
    }
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(value: &'a str) -> Self {
        Self::Text(Cow::Borrowed(value))
    }
}

impl From<String> for Arg<'_> {
    fn from(value: String) -> Self {
        Self::Text(Cow::Owned(value))
    }
}

/// The words of one language.
pub struct Words {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// Opens the catalogues of a language.
    pub fn new(language: Language) -> Self {
        let tag = language.code().parse().expect("two-letter codes of ours are language tags");
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // Isolation marks are invisible characters, which terminals print; all three languages run left to right,
        // and text from a log is cleaned of marks of its own before it comes here.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match language {
            Language::English => |value, _| written(value, Language::English),
            Language::German => |value, _| written(value, Language::German),
            Language::Swedish => |value, _| written(value, Language::Swedish),
        }));
        for source in sources(language) {
            let resource = FluentResource::try_new(source.to_owned()).expect("a test parses every catalogue");
            bundle.add_resource(resource).expect("a test finds keys that stand twice");
        }
        Self { language, bundle }
    }

    /// Returns the language, which also writes numbers and dates.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Returns a sentence.
    pub fn text(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            debug_assert!(false, "no sentence has the key {key}");
            return key.to_owned();
        };
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            match value {
                Arg::Count(count) => values.set(*name, *count),
                Arg::Text(text) => values.set(*name, text.as_ref()),
            }
        }
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned();
        debug_assert!(errors.is_empty(), "{key}: {errors:?}");
        text
    }

    /// Returns a sentence that needs no arguments.
    pub fn plain(&self, key: &str) -> String {
        self.text(key, &[])
    }

    /// Writes a whole number with grouped digits.
    pub fn count(&self, value: u64) -> String {
        self.language.count(value)
    }

    /// Returns an amount as it is told: a counted one exactly, an estimate with two significant figures.
    pub fn told(&self, value: f64) -> u64 {
        crate::numbers::told(value)
    }

    /// Writes an amount as it is told.
    pub fn amount(&self, value: f64) -> String {
        self.count(self.told(value))
    }

    /// Writes a fraction as whole per cents.
    pub fn percent(&self, fraction: f64) -> String {
        self.language.percent(fraction)
    }

    /// Writes a period by its first and last day.
    pub fn dates(&self, first: Date, last: Date) -> String {
        self.language.dates(first, last)
    }
}

/// Writes a number inside a sentence; `None` leaves other values to Fluent.
fn written(value: &FluentValue<'_>, language: Language) -> Option<String> {
    match value {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "made from a u64 in `text`"
        )]
        FluentValue::Number(number) => Some(language.count(number.value as u64)),
        _ => None,
    }
}

fn sources(language: Language) -> [&'static str; 9] {
    match language {
        Language::English => [
            include_str!("../../../words/en/report.ftl"),
            include_str!("../../../words/en/backtest.ftl"),
            include_str!("../../../words/en/cli.ftl"),
            include_str!("../../../words/en/calibrate.ftl"),
            include_str!("../../../words/en/serve.ftl"),
            include_str!("../../../words/en/logs.ftl"),
            include_str!("../../../words/en/bring.ftl"),
            include_str!("../../../words/en/keep.ftl"),
            include_str!("../../../words/en/trees.ftl"),
        ],
        Language::German => [
            include_str!("../../../words/de/report.ftl"),
            include_str!("../../../words/de/backtest.ftl"),
            include_str!("../../../words/de/cli.ftl"),
            include_str!("../../../words/de/calibrate.ftl"),
            include_str!("../../../words/de/serve.ftl"),
            include_str!("../../../words/de/logs.ftl"),
            include_str!("../../../words/de/bring.ftl"),
            include_str!("../../../words/de/keep.ftl"),
            include_str!("../../../words/de/trees.ftl"),
        ],
        Language::Swedish => [
            include_str!("../../../words/sv/report.ftl"),
            include_str!("../../../words/sv/backtest.ftl"),
            include_str!("../../../words/sv/cli.ftl"),
            include_str!("../../../words/sv/calibrate.ftl"),
            include_str!("../../../words/sv/serve.ftl"),
            include_str!("../../../words/sv/logs.ftl"),
            include_str!("../../../words/sv/bring.ftl"),
            include_str!("../../../words/sv/keep.ftl"),
            include_str!("../../../words/sv/trees.ftl"),
        ],
    }
}
