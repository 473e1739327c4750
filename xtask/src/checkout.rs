//! Where the project lies on this machine, and which files belong to it.
//!
//! It asks cargo for the workspace and the ignore file for what is not ours. It never writes, and needs no git:
//! a source archive is checked like a clone. [`crate::tidy`] reads what it finds.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result};
use cargo_metadata::{Metadata, MetadataCommand};

/// The workspace as cargo sees it.
#[derive(Debug)]
pub struct Checkout {
    metadata: Metadata,
}

impl Checkout {
    /// Finds the workspace that this program was built from; works from any folder and without network.
    pub fn find() -> Result<Self> {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        let metadata =
            MetadataCommand::new()
                .cargo_path(cargo())
                .manifest_path(&manifest)
                .no_deps()
                .exec()
                .with_context(|| format!("cargo cannot read the workspace of {}", manifest.display()))?;
        Ok(Self { metadata })
    }

    /// Returns the folder of the workspace.
    pub fn root(&self) -> &Path {
        self.metadata.workspace_root.as_std_path()
    }

    /// Returns cargo's target folder, which may lie elsewhere.
    pub fn target(&self) -> &Path {
        self.metadata.target_directory.as_std_path()
    }

    /// Returns what cargo knows of the workspace's own packages.
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// Reads every file that belongs to the project.
    pub fn tree(&self) -> Result<Tree> {
        Tree::read(self.root())
    }
}

/// Returns the cargo that runs us, so that a chosen toolchain stays chosen.
fn cargo() -> OsString {
    env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"))
}

/// Returns a call of the cargo that runs us, with nothing in its environment of the package that we are ourselves: build
/// scripts of others look there (ring's does), and would have half the tree built again for each checkout.
pub fn call_cargo() -> Command {
    let mut command = Command::new(cargo());
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    command
}

/// A file of the project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Path from the workspace's root, with `/` between folders.
    pub path: String,
    /// What stands in it; empty for a picture or another file that is not text.
    pub text: String,
}

impl File {
    /// Returns whether the file is Rust source.
    pub fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// Returns whether the file is a Markdown document.
    pub fn is_markdown(&self) -> bool {
        self.path.ends_with(".md")
    }

    /// Returns the lines with their numbers, from one.
    pub fn numbered_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }
}

/// All files of the project, in order of their paths.
#[derive(Debug, Default)]
pub struct Tree {
    files: Vec<File>,
}

impl Tree {
    /// Makes a tree of samples, for the tests of a rule.
    pub fn of(samples: &[(&str, &str)]) -> Self {
        let file = |(path, text): &(&str, &str)| File { path: (*path).to_owned(), text: (*text).to_owned() };
        Self { files: samples.iter().map(file).collect() }
    }

    /// Reads the files below `root`, leaving out what `.gitignore` names there.
    pub fn read(root: &Path) -> Result<Self> {
        let ignore = fs::read_to_string(root.join(".gitignore")).unwrap_or_default();
        let mut tree = Self::default();
        tree.read_folder(root, root, &Ignored::parse(&ignore))?;
        tree.files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(tree)
    }

    fn read_folder(&mut self, root: &Path, folder: &Path, ignored: &Ignored) -> Result<()> {
        let entries = fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
        for entry in entries {
            let path = entry.with_context(|| format!("cannot list {}", folder.display()))?.path();
            let relative = relative(root, &path);
            if ignored.covers(&relative) {
                continue;
            }
            if path.is_dir() {
                self.read_folder(root, &path, ignored)?;
            } else {
                // A file that is not UTF-8 is a picture or a recorded log: it counts as present, and no rule reads it.
                let text = fs::read_to_string(&path).unwrap_or_default();
                self.files.push(File { path: relative, text });
            }
        }
        Ok(())
    }

    /// Returns the files.
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// Returns the Rust sources.
    pub fn rust(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.is_rust())
    }

    /// Returns the Markdown documents.
    pub fn markdown(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.is_markdown())
    }

    /// Finds a file by its path.
    pub fn find(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// Returns whether a file or a folder has this path. One `*` stands for any run of characters.
    pub fn has(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        if let Some((start, end)) = path.split_once('*') {
            return self.files.iter().any(|file| file.path.starts_with(start) && file.path.ends_with(end));
        }
        self.files.iter().any(|file| {
            file.path == path || file.path.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'))
        })
    }
}

fn relative(root: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// The patterns of an ignore file that this project uses: `/path` from the root, and `*.ending`.
struct Ignored {
    paths: Vec<PathBuf>,
    endings: Vec<String>,
}

impl Ignored {
    fn parse(text: &str) -> Self {
        let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let mut paths: Vec<PathBuf> =
            lines().filter_map(|line| line.strip_prefix('/')).map(PathBuf::from).collect();
        paths.push(PathBuf::from(".git"));
        Self {
            paths,
            endings: lines().filter_map(|line| line.strip_prefix('*')).map(str::to_owned).collect(),
        }
    }

    fn covers(&self, relative: &str) -> bool {
        self.paths.iter().any(|path| Path::new(relative) == path)
            || self.endings.iter().any(|ending| relative.ends_with(ending.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_ignore_file_names_is_not_ours() {
        let ignored = Ignored::parse("/target\n# notes\n*.profraw\n");
        for (path, expected) in [
            ("target", true),
            (".git", true),
            ("a/b.profraw", true),
            ("crates/target", false),
            (".gitignore", false),
        ] {
            assert_eq!(ignored.covers(path), expected, "{path}");
        }
    }

    #[test]
    fn a_tree_has_its_files_and_their_folders() {
        let tree = Tree::of(&[("docs/adr/0001-charts.md", "")]);
        for (path, expected) in [
            ("docs/adr/0001-charts.md", true),
            ("docs/adr", true),
            ("docs/", true),
            ("docs/adr/*.md", true),
            ("doc", false),
            ("docs/*.rs", false),
        ] {
            assert_eq!(tree.has(path), expected, "{path}");
        }
    }
}
