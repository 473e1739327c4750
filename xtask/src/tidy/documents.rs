//! Documents that stay true: module docs are there, named paths exist, links lead somewhere.
//!
//! It never follows a link out of the project.

use super::Finding;
use crate::checkout::{File, Tree};

const ARCHITECTURE: &str = "ARCHITECTURE.md";
/// What the map may name: a path that begins with one of these must exist.
const TOP_LEVEL: [&str; 9] =
    [".ci/", ".cargo/", "crates/", "data/", "docs/", "fuzz/", "tracker/", "words/", "xtask/"];
const DOCUMENT_ENDINGS: [&str; 4] = [".md", ".toml", ".tsv", ".ftl"];

/// Finds Rust files that do not say at their top what they are.
pub fn module_docs(tree: &Tree) -> Vec<Finding> {
    let silent = tree.rust().filter(|file| !file.text.starts_with("//! "));
    silent
        .map(|file| {
            Finding::about(&file.path, "begins without `//! `; say what it is and what it never does")
        })
        .collect()
}

/// Finds paths in ARCHITECTURE.md, set in backticks, that do not exist.
pub fn named_paths(tree: &Tree) -> Vec<Finding> {
    let Some(document) = tree.find(ARCHITECTURE) else {
        return vec![Finding::about(ARCHITECTURE, "is missing")];
    };
    let mut findings = Vec::new();
    for (number, line) in prose(document) {
        for path in line.split('`').skip(1).step_by(2).filter(|code| is_path(code)) {
            if !tree.has(path) {
                findings.push(Finding::at(
                    document,
                    number,
                    format!("there is no {path}; the map must match the land"),
                ));
            }
        }
    }
    findings
}

fn is_path(code: &str) -> bool {
    if code.contains(' ') {
        return false;
    }
    let is_document = !code.contains('/') && DOCUMENT_ENDINGS.iter().any(|ending| code.ends_with(ending));
    is_document || TOP_LEVEL.iter().any(|folder| code.starts_with(folder))
}

/// Finds links to files of the project that are not there.
pub fn links(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for document in tree.markdown() {
        for (number, line) in prose(document) {
            for target in targets(line).filter(|target| !is_outside(target)) {
                let path = target.split('#').next().unwrap_or(target);
                if !path.is_empty() && !tree.has(&resolve(&document.path, path)) {
                    findings.push(Finding::at(
                        document,
                        number,
                        format!("the link to {target} leads nowhere"),
                    ));
                }
            }
        }
    }
    findings
}

/// Returns the lines that are not in a fenced block of code.
fn prose(document: &File) -> impl Iterator<Item = (usize, &str)> {
    let mut in_fence = false;
    document.numbered_lines().filter(move |(_, line)| {
        let is_fence = line.trim_start().starts_with("```");
        in_fence ^= is_fence;
        !in_fence && !is_fence
    })
}

/// Returns the targets of `[text](target)` in a line, without what stands in backticks.
fn targets(line: &str) -> impl Iterator<Item = &str> {
    let outside_code = line.split('`').step_by(2);
    outside_code.flat_map(|part| part.split("](").skip(1)).filter_map(|rest| rest.split([')', ' ']).next())
}

fn is_outside(target: &str) -> bool {
    target.contains("://") || target.starts_with("mailto:")
}

fn resolve(document: &str, target: &str) -> String {
    let mut parts: Vec<&str> = document.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            name => parts.push(name),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rust_file_without_module_docs_is_refused() {
        for (text, expected) in
            [("//! What it is.\n", 0), ("fn main() {}\n", 1), ("// not docs\n", 1), ("", 1)]
        {
            assert_eq!(module_docs(&Tree::of(&[("a.rs", text)])).len(), expected, "{text}");
        }
    }

    #[test]
    fn a_path_that_the_map_names_and_the_land_lacks_is_refused() {
        for (text, expected) in [
            ("see `crates/uc-app/src/`", 0),
            ("see `crates/uc-gone/`", 1),
            ("see `README.md`", 1),
            ("`web/text` is a module, `a b.md` is prose", 0),
            ("```\n`crates/uc-gone/`\n```", 0),
        ] {
            let tree = Tree::of(&[(ARCHITECTURE, text), ("crates/uc-app/src/lib.rs", "")]);
            assert_eq!(named_paths(&tree).len(), expected, "{text}");
        }
    }

    #[test]
    fn a_link_that_leads_nowhere_is_refused() {
        for (text, expected) in [
            ("[a](../README.md)", 0),
            ("[a](../README.md#start) and [b](#here)", 0),
            ("[a](gone.md)", 1),
            ("![a](img/gone.png \"title\")", 1),
            ("[a](https://example.org/gone.md)", 0),
            ("`[a](gone.md)`", 0),
            ("```\n[a](gone.md)\n```", 0),
        ] {
            let tree = Tree::of(&[("docs/guide.md", text), ("README.md", "")]);
            assert_eq!(links(&tree).len(), expected, "{text}");
        }
    }
}
