//! The change log: what is new has a place before it is released.

use super::Finding;
use crate::checkout::Tree;

const DOCUMENT: &str = "CHANGELOG.md";
const HEADING: &str = "## Unreleased";

/// Finds a change log without a heading for what is new.
pub fn unreleased(tree: &Tree) -> Vec<Finding> {
    let has_heading = |text: &str| text.lines().any(|line| line == HEADING);
    match tree.find(DOCUMENT) {
        Some(file) if has_heading(&file.text) => Vec::new(),
        _ => vec![Finding::about(
            DOCUMENT,
            format!("has no line \"{HEADING}\"; add it above the last release"),
        )],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_log_without_a_place_for_what_is_new_is_refused() {
        for (text, expected) in [("# Changes\n\n## Unreleased\n", 0), ("# Changes\n\n## 0.1.0\n", 1)] {
            assert_eq!(unreleased(&Tree::of(&[(DOCUMENT, text)])).len(), expected, "{text}");
        }
        assert_eq!(unreleased(&Tree::of(&[])).len(), 1);
    }
}
