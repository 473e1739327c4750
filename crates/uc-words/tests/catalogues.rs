//! The three languages say the same: the same keys, the same arguments, every key used, every used key there.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use uc_words::{Arg, Language, Words};

/// The catalogues of each language.
const FILES: [&str; 9] = [
    "report.ftl",
    "backtest.ftl",
    "cli.ftl",
    "calibrate.ftl",
    "serve.ftl",
    "logs.ftl",
    "keep.ftl",
    "bring.ftl",
    "trees.ftl",
];

/// Who asks for words.
const USERS: [&str; 3] = ["crates/uc-web", "crates/uc-app", "crates/undercurrent"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn arguments(pattern: &Pattern<String>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, found);
        }
    }
}

fn in_expression(expression: &Expression<String>, found: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, found),
        Expression::Select { selector, variants } => {
            in_inline(selector, found);
            for variant in variants {
                arguments(&variant.value, found);
            }
        }
    }
}

fn in_inline(inline: &InlineExpression<String>, found: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            found.insert(id.name.clone());
        }
        InlineExpression::Placeable { expression } => in_expression(expression, found),
        _ => {}
    }
}

/// Returns each key of a catalogue with its arguments.
fn messages(language: Language, file: &str) -> BTreeMap<String, BTreeSet<String>> {
    let path = root().join("words").join(language.code()).join(file);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let resource = fluent_syntax::parser::parse(text)
        .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", path.display()));
    let mut found = BTreeMap::new();
    for entry in resource.body {
        if let Entry::Message(message) = entry {
            let mut names = BTreeSet::new();
            arguments(message.value.as_ref().expect("every message has a value"), &mut names);
            assert!(
                found.insert(message.id.name.clone(), names).is_none(),
                "{} stands twice",
                message.id.name
            );
        }
    }
    found
}

/// Collects all source and template text that may name a key.
fn sources(folder: &Path, text: &mut String) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.expect("the folder can be listed").path();
        if path.is_dir() {
            sources(&path, text);
        } else if path.extension().is_some_and(|extension| extension == "rs" || extension == "html") {
            text.push_str(&std::fs::read_to_string(&path).expect("sources are text"));
        }
    }
}

fn used() -> String {
    let mut text = String::new();
    for user in USERS {
        sources(&root().join(user).join("src"), &mut text);
        sources(&root().join(user).join("templates"), &mut text);
    }
    text
}

/// Finds the keys in calls like `.text("report-title", …)` and `.plain("…")`. A key has a dash; others have functions of
/// these names, too.
fn asked_for(code: &str) -> BTreeSet<&str> {
    let mut keys = BTreeSet::new();
    for call in [".text(", ".plain("] {
        for (at, _) in code.match_indices(call) {
            let rest = code[at + call.len()..].trim_start();
            if let Some(key) = rest.strip_prefix('"').and_then(|rest| rest.split('"').next())
                && key.contains('-')
            {
                keys.insert(key);
            }
        }
    }
    keys
}

#[test]
fn every_language_has_the_same_keys_with_the_same_arguments() {
    for file in FILES {
        let english = messages(Language::English, file);
        for (language, code) in Language::ALL {
            assert_eq!(messages(language, file), english, "{code}/{file} differs from en/{file}");
        }
    }
}

#[test]
fn every_key_that_code_asks_for_exists() {
    let known: BTreeSet<String> =
        FILES.iter().flat_map(|file| messages(Language::English, file).into_keys()).collect();
    let code = used();
    let missing: Vec<&str> = asked_for(&code).into_iter().filter(|key| !known.contains(*key)).collect();
    assert!(missing.is_empty(), "no catalogue has {missing:?}");
}

#[test]
fn every_key_is_used() {
    let code = used();
    for file in FILES {
        let unused: Vec<String> = messages(Language::English, file)
            .into_keys()
            .filter(|key| !code.contains(&format!("\"{key}\"")))
            .collect();
        assert!(unused.is_empty(), "nobody uses {unused:?}");
    }
}

#[test]
fn no_sentence_misses_an_argument_or_shows_its_syntax() {
    for (language, code) in Language::ALL {
        let words = Words::new(language);
        for file in FILES {
            for (key, names) in messages(language, file) {
                for count in [0, 1, 2, 12_345] {
                    // Counts for all: selectors need numbers, and everything else takes them too.
                    let args: Vec<(&str, Arg<'_>)> =
                        names.iter().map(|name| (name.as_str(), Arg::Count(count))).collect();
                    let text = words.text(&key, &args);
                    assert!(!text.contains(['{', '}', '$']), "{code} {key}: {text}");
                    assert!(!text.is_empty() && text != key, "{code} {key}");
                }
            }
        }
    }
}

#[test]
fn plural_forms_and_numbers_follow_the_language() {
    let check = |language, count: u64, expected: &str| {
        assert_eq!(Words::new(language).text("figure-visits-note", &[("visitors", count.into())]), expected);
    };
    check(Language::English, 1, "by one visitor");
    check(Language::English, 12_345, "by 12,345 visitors");
    check(Language::German, 1, "von einem Besucher");
    check(Language::German, 12_345, "von 12.345 Besuchern");
    check(Language::Swedish, 1, "av en besökare");
    check(Language::Swedish, 12_345, "av 12\u{202f}345 besökare");
}
