//! Which language to speak, and where output may be coloured: what the environment says.

use uc_words::{Language, Words};

use crate::args::LanguageArg;

/// Returns the words of the language that was asked for, or of the system's.
pub(crate) fn words(wish: Option<LanguageArg>) -> Words {
    Words::new(match wish {
        Some(LanguageArg::En) => Language::English,
        Some(LanguageArg::De) => Language::German,
        Some(LanguageArg::Sv) => Language::Swedish,
        None => Language::from_locale(&locale()),
    })
}

/// Returns the locale for messages, by the order that POSIX sets.
fn locale() -> String {
    let set = |name| variable(name).filter(|value| !value.is_empty());
    set("LC_ALL").or_else(|| set("LC_MESSAGES")).or_else(|| set("LANG")).unwrap_or_default()
}

/// Returns an environment variable's value, if it is set and readable.
#[expect(clippy::disallowed_methods, reason = "the binary is where the environment is read")]
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
