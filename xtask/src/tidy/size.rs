//! How long a source file may be: nobody proofreads what does not fit in a head.

use super::Finding;
use crate::checkout::Tree;

/// From here on one looks for the second noun in the file.
const NOTED: usize = 400;
/// From here on it is refused.
const REFUSED: usize = 600;

/// Finds source files that are too long.
pub fn refused(tree: &Tree) -> Vec<Finding> {
    longer_than(REFUSED, usize::MAX, tree)
}

/// Finds source files that are becoming too long; nothing to fail for.
pub fn notes(tree: &Tree) -> Vec<Finding> {
    longer_than(NOTED, REFUSED, tree)
}

fn longer_than(above: usize, up_to: usize, tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.rust() {
        let lines = file.text.lines().count();
        if lines > above && lines <= up_to {
            findings.push(Finding::about(
                &file.path,
                format!("{lines} lines; look for the second noun in it and give it a file"),
            ));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_noted_above_400_lines_and_refused_above_600() {
        for (lines, noted, too_long) in [(400, 0, 0), (401, 1, 0), (600, 1, 0), (601, 0, 1)] {
            let text = "//!\n".repeat(lines);
            let tree = Tree::of(&[("a.rs", &text), ("a.tsv", &text)]);
            assert_eq!((notes(&tree).len(), refused(&tree).len()), (noted, too_long), "{lines} lines");
        }
    }
}
