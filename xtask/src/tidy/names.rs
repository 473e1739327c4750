//! Names that say nothing: a drawer for everything is a place where nothing is found.

use cargo_metadata::Metadata;

use super::Finding;
use crate::checkout::Tree;

const DRAWERS: [&str; 10] =
    ["common", "core", "helper", "helpers", "manager", "misc", "types", "util", "utils", "shared"];

/// Finds modules that are called after a drawer, and files named `mod.rs`.
pub fn modules(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.rust() {
        let path = file.path.trim_end_matches(".rs");
        if path.ends_with("/mod") {
            findings
                .push(Finding::about(&file.path, "is a mod.rs; name it after its folder, beside the folder"));
        }
        for part in path.split('/').filter(|part| DRAWERS.contains(part)) {
            findings.push(Finding::about(&file.path, format!("\"{part}\" says nothing; name what it holds")));
        }
    }
    findings
}

/// Finds packages that are called after a drawer.
pub fn packages(_: &Tree, metadata: &Metadata) -> Vec<Finding> {
    metadata.packages.iter().filter_map(|package| drawer(&package.name)).collect()
}

fn drawer(package: &str) -> Option<Finding> {
    let part = package.split(['-', '_']).find(|part| DRAWERS.contains(part))?;
    Some(Finding::about(
        &format!("crates/{package}"),
        format!("\"{part}\" says nothing; name what the crate does"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_called_after_a_drawer_is_refused() {
        for (path, expected) in [
            ("crates/uc-engine/src/log.rs", 0),
            ("crates/uc-engine/src/coreference.rs", 0),
            ("crates/uc-engine/src/utils.rs", 1),
            ("crates/uc-engine/src/helpers/text.rs", 1),
            ("crates/uc-engine/src/log/mod.rs", 1),
        ] {
            assert_eq!(modules(&Tree::of(&[(path, "")])).len(), expected, "{path}");
        }
    }

    #[test]
    fn a_package_called_after_a_drawer_is_refused() {
        for (package, expected) in [("uc-engine", false), ("uc-common", true), ("core", true)] {
            assert_eq!(drawer(package).is_some(), expected, "{package}");
        }
    }
}
