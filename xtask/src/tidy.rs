//! The house rules that no compiler checks, each a function from the project's files to what it finds.
//!
//! They run as a test (`xtask/tests/tidy.rs`), so that nobody has to remember them, and alone with
//! `cargo xtask tidy`. A rule never repairs anything: it says where, what, and what to do. Each has a test of its
//! own which shows that it can fail.

pub mod arrows;
pub mod changelog;
pub mod dependencies;
pub mod documents;
pub mod links;
pub mod machine_paths;
pub mod names;
pub mod promises;
pub mod size;
pub mod sources;
pub mod sql;

use std::fmt;

use anyhow::{Result, bail};
use cargo_metadata::Metadata;

use crate::checkout::{Checkout, File, Tree};

/// Something that a rule found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The file, from the workspace's root.
    pub path: String,
    /// The line, from one; 0 where the file as a whole is meant.
    pub line: usize,
    /// What is wrong and what to do about it, in one sentence.
    pub what: String,
}

impl Finding {
    /// A finding about a whole file, or about a file that is missing.
    pub fn about(path: &str, what: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line: 0, what: what.into() }
    }

    /// A finding in one line of a file.
    pub fn at(file: &File, line: usize, what: impl Into<String>) -> Self {
        Self { path: file.path.clone(), line, what: what.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(out, "{}: {}", self.path, self.what),
            line => write!(out, "{}:{line}: {}", self.path, self.what),
        }
    }
}

/// A rule over the project's files.
pub type Rule = fn(&Tree) -> Vec<Finding>;

/// A rule over the files and what cargo knows of the packages.
pub type PackageRule = fn(&Tree, &Metadata) -> Vec<Finding>;

/// Every rule over files, by the sentence that it upholds.
pub const RULES: &[(&str, Rule)] = &[
    ("no source file is longer than 600 lines", size::refused),
    ("every source file says at its top what it is", documents::module_docs),
    ("no module is called after a drawer", names::modules),
    ("every table names its origin, licence and date", sources::tables),
    ("paths named in ARCHITECTURE.md exist", documents::named_paths),
    ("links between documents lead somewhere", links::between_documents),
    ("the change log has a place for what is new", changelog::unreleased),
    ("nothing is left undone in silence", promises::unfinished),
    ("every dependency says why it is here", dependencies::reasons),
    ("versions stand in the workspace's manifest only", dependencies::versions),
    ("no SQL in the crate that shows", sql::in_web),
    ("no path of anybody's machine", machine_paths::in_files),
];

/// Every rule over packages, by the sentence that it upholds.
pub const PACKAGE_RULES: &[(&str, PackageRule)] = &[
    ("crates depend on each other as ARCHITECTURE.md allows", arrows::allowed),
    ("anyhow stays in the binary, the workshop and tests", arrows::anyhow),
    ("no package is called after a drawer", names::packages),
];

/// Returns all that the rules find, in the order of the rules.
pub fn findings(tree: &Tree, metadata: &Metadata) -> Vec<Finding> {
    let of_files = RULES.iter().flat_map(|(_, rule)| rule(tree));
    of_files.chain(PACKAGE_RULES.iter().flat_map(|(_, rule)| rule(tree, metadata))).collect()
}

/// Checks the project and prints findings and notes; fails when there is a finding.
pub fn run(checkout: &Checkout) -> Result<()> {
    let tree = checkout.tree()?;
    for note in size::notes(&tree) {
        println!("note: {note}");
    }
    let findings = findings(&tree, checkout.metadata());
    for finding in &findings {
        println!("{finding}");
    }
    if !findings.is_empty() {
        bail!("{} house rules are broken; each line above says where and what to do", findings.len());
    }
    println!("{} files keep all {} house rules", tree.files().len(), RULES.len() + PACKAGE_RULES.len());
    Ok(())
}
