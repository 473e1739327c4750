//! No path of anybody's machine: what works only at one desk does not work.
//!
//! A path on a web site may look the same, so only a path that begins there counts, not one that follows a host.
//! The names below are put together, or this file would find itself.

use super::Finding;
use crate::checkout::Tree;

const FOLDERS: [&str; 4] =
    [concat!("/ro", "ot/"), concat!("/wo", "rk/"), concat!("/ho", "me/"), concat!("/Us", "ers/")];

/// Finds absolute paths into somebody's folders.
pub fn in_files(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files() {
        for (number, _) in file.numbered_lines().filter(|(_, line)| names_machine(line)) {
            findings.push(Finding::at(
                file,
                number,
                "names a folder of one machine; name it from the workspace's root",
            ));
        }
    }
    findings
}

fn names_machine(line: &str) -> bool {
    FOLDERS.iter().any(|folder| line.match_indices(folder).any(|(at, _)| begins_path(&line[..at])))
}

fn begins_path(before: &str) -> bool {
    !before.ends_with(|last: char| last.is_alphanumeric() || "./-_}~*]".contains(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_one_machine_is_refused() {
        for (before, folder, after, expected) in [
            ("see ", FOLDERS[0], "x.log", true),
            ("\"", FOLDERS[2], "anna/x.log", true),
            ("", FOLDERS[1], "", true),
            ("https://example.org", FOLDERS[2], "about", false),
            ("../shared", FOLDERS[1], "x", false),
        ] {
            let line = format!("{before}{folder}{after}");
            assert_eq!(in_files(&Tree::of(&[("a.md", &line)])).len() == 1, expected, "{line}");
        }
    }
}
