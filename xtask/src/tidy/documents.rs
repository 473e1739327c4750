//! Documents that stay true: module docs are there, and the paths that the map names exist.
//!
//! It cannot tell whether a sentence is true. Links between documents are in [`super::links`].

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

/// Returns the lines that are not in a fenced block of code.
pub(super) fn prose(document: &File) -> impl Iterator<Item = (usize, &str)> {
    let mut in_fence = false;
    document.numbered_lines().filter(move |(_, line)| {
        let is_fence = line.trim_start().starts_with("```");
        in_fence ^= is_fence;
        !in_fence && !is_fence
    })
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
}
