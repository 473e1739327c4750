//! Links between documents lead somewhere: to a file that is there, and to a heading that is in it.
//!
//! It never follows a link out of the project.

use super::Finding;
use super::documents::prose;
use crate::checkout::{File, Tree};

/// Finds links to files and headings of the project that are not there.
pub fn between_documents(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for document in tree.markdown() {
        for (number, line) in prose(document) {
            for target in targets(line).filter(|target| !is_outside(target)) {
                if !leads_somewhere(tree, document, target) {
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

/// Returns the targets of `[text](target)` in a line, without what stands in backticks.
fn targets(line: &str) -> impl Iterator<Item = &str> {
    let outside_code = line.split('`').step_by(2);
    outside_code.flat_map(|part| part.split("](").skip(1)).filter_map(|rest| rest.split([')', ' ']).next())
}

fn is_outside(target: &str) -> bool {
    target.contains("://") || target.starts_with("mailto:")
}

fn leads_somewhere(tree: &Tree, document: &File, target: &str) -> bool {
    let (path, anchor) = target.split_once('#').map_or((target, None), |(path, anchor)| (path, Some(anchor)));
    let path = if path.is_empty() { document.path.clone() } else { resolve(&document.path, path) };
    let has_heading =
        |anchor: &str| tree.find(&path).is_some_and(|file| anchors(file).any(|known| known == anchor));
    tree.has(&path) && anchor.is_none_or(has_heading)
}

/// Finds the path of a link from the folder of the document that it stands in.
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

/// Returns the anchors that the headings of a document get.
fn anchors(document: &File) -> impl Iterator<Item = String> {
    let headings = prose(document).map(|(_, line)| line).filter(|line| line.starts_with('#'));
    headings.map(|heading| {
        let kept = heading
            .trim_start_matches('#')
            .trim()
            .chars()
            .filter(|c| c.is_alphanumeric() || " -_".contains(*c));
        kept.collect::<String>().to_lowercase().replace(' ', "-")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_that_leads_nowhere_is_refused() {
        for (text, expected) in [
            ("[a](../README.md)", 0),
            ("[a](../README.md#a-start-and-so-on) and [b](../docs)", 0),
            ("# Here\n[b](#here)", 0),
            ("[a](../README.md#the-end)", 1),
            ("[a](gone.md)", 1),
            ("![a](img/gone.png \"title\")", 1),
            ("[a](https://example.org/gone.md)", 0),
            ("`[a](gone.md)`", 0),
            ("[`a`](gone.md)", 1),
            ("```\n[a](gone.md)\n```", 0),
        ] {
            let tree = Tree::of(&[("docs/guide.md", text), ("README.md", "## A start, and so on\n")]);
            assert_eq!(between_documents(&tree).len(), expected, "{text}");
        }
    }
}
