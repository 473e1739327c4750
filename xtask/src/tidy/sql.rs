//! No SQL in the crate that shows: handlers ask the app, which asks the stores.

use super::Finding;
use crate::checkout::Tree;

/// Its tests ask like clients do, in SQL.
const CRATE: &str = "crates/uc-web/src/";
const OPENINGS: [&str; 6] = ["select ", "insert into ", "update ", "delete from ", "create table ", "with "];
/// What must follow an opening that is also plain English.
const SECOND_WORDS: [(&str, &str); 3] = [("select ", " from "), ("update ", " set "), ("with ", " as (")];

/// Finds string literals in uc-web that begin like a query.
pub fn in_web(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.rust().filter(|file| file.path.starts_with(CRATE)) {
        for (number, line) in file.numbered_lines() {
            if line.split('"').skip(1).step_by(2).any(is_query) {
                findings.push(Finding::at(
                    file,
                    number,
                    "is SQL; move the query to the crate that owns the rows",
                ));
            }
        }
    }
    findings
}

fn is_query(literal: &str) -> bool {
    let literal = literal.trim_start().to_ascii_lowercase();
    let Some(opening) = OPENINGS.iter().find(|opening| literal.starts_with(**opening)) else {
        return false;
    };
    let second = SECOND_WORDS.iter().find(|(first, _)| first == opening);
    second.is_none_or(|(_, word)| literal.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_in_the_crate_that_shows_is_refused() {
        for (path, line, expected) in [
            ("crates/uc-web/src/a.rs", r#"let q = "SELECT id FROM links";"#, 1),
            ("crates/uc-web/src/a.rs", r#"let q = "delete from links";"#, 1),
            ("crates/uc-web/src/a.rs", r#"let label = "select a range";"#, 0),
            ("crates/uc-web/src/a.rs", "// SELECT is not for us", 0),
            ("crates/uc-web/tests/a.rs", r#"let q = "SELECT id FROM links";"#, 0),
            ("crates/uc-store/src/a.rs", r#"let q = "SELECT id FROM links";"#, 0),
        ] {
            assert_eq!(in_web(&Tree::of(&[(path, line)])).len(), expected, "{path}: {line}");
        }
    }
}
