//! Which crate may depend on which: the table in ARCHITECTURE.md against what cargo says.
//!
//! INVARIANT: the table is the only place where an arrow is allowed, so a new one is seen in review. `uc-testkit`
//! is depended on by tests only. The fuzzers stand outside the workspace and are not read.

use std::collections::BTreeMap;

use cargo_metadata::{DependencyKind, Metadata};

use super::Finding;
use crate::checkout::Tree;

const DOCUMENT: &str = "ARCHITECTURE.md";
const HEADING: &str = "## Allowed arrows";
const TESTKIT: &str = "uc-testkit";
const MAY_USE_ANYHOW: [&str; 3] = ["undercurrent", "xtask", TESTKIT];

/// A dependency of one of our packages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Arrow<'a> {
    from: &'a str,
    to: &'a str,
    used_in: UsedIn,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum UsedIn {
    Product,
    TestsOnly,
}

/// Finds dependencies between our crates that the table does not allow.
pub fn allowed(tree: &Tree, metadata: &Metadata) -> Vec<Finding> {
    let Some(document) = tree.find(DOCUMENT) else {
        return vec![Finding::about(DOCUMENT, "is missing; it holds the table of allowed arrows")];
    };
    let ours: Vec<&str> = metadata.packages.iter().map(|package| package.name.as_str()).collect();
    refused(&table(&document.text), &ours, &arrows(metadata))
}

/// Finds crates that use `anyhow` where a caller must be able to act on an error.
pub fn anyhow(_: &Tree, metadata: &Metadata) -> Vec<Finding> {
    anyhow_out_of_place(&arrows(metadata))
}

fn arrows(metadata: &Metadata) -> Vec<Arrow<'_>> {
    let mut arrows = Vec::new();
    for package in &metadata.packages {
        for dependency in &package.dependencies {
            let used_in = match dependency.kind {
                DependencyKind::Development => UsedIn::TestsOnly,
                _ => UsedIn::Product,
            };
            arrows.push(Arrow { from: &package.name, to: &dependency.name, used_in });
        }
    }
    arrows
}

/// Reads the table below the heading: a crate, and the crates of ours that it may use.
fn table(document: &str) -> BTreeMap<&str, Vec<&str>> {
    let section = document.lines().skip_while(|line| *line != HEADING).skip(1);
    let rows = section.take_while(|line| !line.starts_with("## ")).filter(|line| line.starts_with("| `"));
    rows.filter_map(|row| {
        let mut cells = row.split('|').skip(1);
        let name = cells.next()?.trim().trim_matches('`');
        Some((name, cells.next()?.split('`').skip(1).step_by(2).collect()))
    })
    .collect()
}

fn refused(table: &BTreeMap<&str, Vec<&str>>, ours: &[&str], arrows: &[Arrow<'_>]) -> Vec<Finding> {
    let absent = ours.iter().filter(|name| !table.contains_key(**name));
    let mut findings: Vec<Finding> = absent
        .map(|name| Finding::about(DOCUMENT, format!("`{name}` has no row under \"{HEADING}\"; add it")))
        .collect();
    let gone = table.keys().filter(|name| !ours.contains(name));
    findings.extend(
        gone.map(|name| Finding::about(DOCUMENT, format!("there is no crate `{name}`; remove its row"))),
    );
    for arrow in arrows.iter().filter(|arrow| ours.contains(&arrow.to)) {
        let allowed = match (arrow.to, arrow.used_in) {
            (TESTKIT, used_in) => used_in == UsedIn::TestsOnly,
            _ => table.get(arrow.from).is_some_and(|allowed| allowed.contains(&arrow.to)),
        };
        if !allowed {
            let Arrow { from, to, .. } = arrow;
            findings.push(Finding::about(
                &format!("crates/{from}/Cargo.toml"),
                format!("may not depend on {to}; {DOCUMENT} says where such a line goes instead"),
            ));
        }
    }
    findings
}

fn anyhow_out_of_place(arrows: &[Arrow<'_>]) -> Vec<Finding> {
    let in_product = arrows.iter().filter(|arrow| arrow.to == "anyhow" && arrow.used_in == UsedIn::Product);
    let out_of_place = in_product.filter(|arrow| !MAY_USE_ANYHOW.contains(&arrow.from));
    out_of_place
        .map(|arrow| {
            let manifest = format!("crates/{}/Cargo.toml", arrow.from);
            Finding::about(&manifest, "uses anyhow; give its callers an error enum (thiserror)")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: &str = "\
## Allowed arrows\n\n| Crate | may use |\n|---|---|\n| `uc-engine` | nothing of ours |\n\
| `uc-app` | `uc-engine`, `uc-words` |\n| `uc-testkit` | `uc-app` |\n\n## Next\n| `uc-engine` | `uc-app` |\n";
    const OURS: [&str; 3] = ["uc-engine", "uc-app", "uc-testkit"];

    fn arrow(from: &'static str, to: &'static str, used_in: UsedIn) -> Arrow<'static> {
        Arrow { from, to, used_in }
    }

    #[test]
    fn an_arrow_is_refused_unless_the_table_has_it() {
        for (from, to, used_in, expected) in [
            ("uc-app", "uc-engine", UsedIn::Product, 0),
            ("uc-app", "serde", UsedIn::Product, 0),
            ("uc-engine", "uc-app", UsedIn::Product, 1),
            ("uc-engine", "uc-app", UsedIn::TestsOnly, 1),
            ("uc-app", "uc-testkit", UsedIn::TestsOnly, 0),
            ("uc-app", "uc-testkit", UsedIn::Product, 1),
            ("uc-testkit", "uc-app", UsedIn::Product, 0),
        ] {
            let found = refused(&table(DOCUMENT), &OURS, &[arrow(from, to, used_in)]);
            assert_eq!(found.len(), expected, "{from} → {to} {used_in:?}: {found:?}");
        }
    }

    #[test]
    fn the_table_names_every_crate_and_no_other() {
        assert_eq!(refused(&table(DOCUMENT), &["uc-engine", "uc-app", "uc-testkit", "uc-new"], &[]).len(), 1);
        assert_eq!(refused(&table(DOCUMENT), &["uc-engine", "uc-app"], &[]).len(), 1);
    }

    #[test]
    fn anyhow_in_the_product_is_refused_outside_the_binary() {
        for (from, used_in, expected) in [
            ("uc-engine", UsedIn::Product, 1),
            ("uc-engine", UsedIn::TestsOnly, 0),
            ("undercurrent", UsedIn::Product, 0),
        ] {
            assert_eq!(anyhow_out_of_place(&[arrow(from, "anyhow", used_in)]).len(), expected, "{from}");
        }
    }
}
