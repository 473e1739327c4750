//! Dependencies: each says why it is here, and its version stands in one place.
//!
//! It reads manifests as lines of text, since a reason is a comment. Whether a licence is allowed is `deny.toml`'s matter.

use super::Finding;
use crate::checkout::{File, Tree};

const WORKSPACE: &str = "Cargo.toml";
const SHORTEST_REASON: usize = 10;

/// Finds dependencies of the workspace that do not say why they are here.
pub fn reasons(tree: &Tree) -> Vec<Finding> {
    let Some(file) = tree.find(WORKSPACE) else {
        return vec![Finding::about(WORKSPACE, "is missing")];
    };
    let others = dependency_lines(file).filter(|(_, line)| !line.contains("path ="));
    let silent = others.filter(|(_, line)| reason(line).len() < SHORTEST_REASON);
    silent
        .map(|(number, _)| Finding::at(file, number, "says not why it is here; end the line with `# reason`"))
        .collect()
}

/// Finds versions in the manifests of members.
pub fn versions(tree: &Tree) -> Vec<Finding> {
    let is_member = |path: &str| {
        path == "xtask/Cargo.toml" || (path.starts_with("crates/") && path.ends_with("/Cargo.toml"))
    };
    let mut findings = Vec::new();
    for file in tree.files().iter().filter(|file| is_member(&file.path)) {
        for (number, line) in dependency_lines(file).filter(|(_, line)| !line.contains("workspace = true")) {
            let name = line.split(['=', '.']).next().unwrap_or(line).trim();
            findings.push(Finding::at(
                file,
                number,
                format!("write `{name}.workspace = true` and put the version into {WORKSPACE}"),
            ));
        }
    }
    findings
}

/// Returns the lines that name a dependency, of every kind and platform.
fn dependency_lines(file: &File) -> impl Iterator<Item = (usize, &str)> {
    let mut inside = false;
    file.numbered_lines().filter(move |(_, line)| {
        if line.starts_with('[') {
            inside = line.trim_end_matches(']').ends_with("dependencies");
            return false;
        }
        inside && !line.trim().is_empty() && !line.starts_with('#')
    })
}

fn reason(line: &str) -> &str {
    line.rsplit_once(" # ").map_or("", |(_, reason)| reason.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dependency_without_a_reason_is_refused() {
        for (line, expected) in [
            ("memchr = \"2.8\" # line ends with SIMD", 0),
            ("memchr = \"2.8\"", 1),
            ("memchr = \"2.8\" # why", 1),
            ("uc-engine = { path = \"crates/uc-engine\" }", 0),
            ("# a comment", 0),
        ] {
            let text = format!(
                "[workspace.dependencies]\n{line}\n[workspace.lints.rust]\nunsafe_code = \"forbid\"\n"
            );
            assert_eq!(reasons(&Tree::of(&[(WORKSPACE, &text)])).len(), expected, "{line}");
        }
    }

    #[test]
    fn a_version_in_a_member_is_refused() {
        for (section, line, expected) in [
            ("dependencies", "memchr.workspace = true", 0),
            ("dependencies", "memchr = \"2.8\"", 1),
            ("dev-dependencies", "insta = { version = \"1\" }", 1),
            ("dev-dependencies", "insta = { workspace = true, features = [\"json\"] }", 0),
            ("package", "version = \"1\"", 0),
        ] {
            let text = format!("[{section}]\n{line}\n");
            assert_eq!(versions(&Tree::of(&[("crates/uc-app/Cargo.toml", &text)])).len(), expected, "{line}");
        }
    }
}
