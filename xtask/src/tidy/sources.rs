//! Where each table comes from: every file under `data/` has a section in `data/SOURCES.md`, and every section a file.
//!
//! A section's heading holds the file's name in backticks; its text has an origin, a licence and a date.

use super::Finding;
use crate::checkout::Tree;

const FOLDER: &str = "data/";
const DOCUMENT: &str = "data/SOURCES.md";

/// Finds tables without origin, licence or date, and sections without a table.
pub fn tables(tree: &Tree) -> Vec<Finding> {
    let tables: Vec<&str> = tree
        .files()
        .iter()
        .filter_map(|file| file.path.strip_prefix(FOLDER))
        .filter(|name| !name.ends_with(".md"))
        .collect();
    let Some(document) = tree.find(DOCUMENT) else {
        return tables
            .iter()
            .map(|name| Finding::about(DOCUMENT, format!("is missing and should tell of `{name}`")))
            .collect();
    };
    let sections = sections(&document.text);
    let mut findings = Vec::new();
    for name in &tables {
        match sections.iter().find(|section| section.file == *name) {
            None => findings.push(Finding::about(
                DOCUMENT,
                format!("has no heading with `{name}`; tell where it comes from"),
            )),
            Some(section) => findings.extend(section.lacks().map(|what| {
                Finding::about(DOCUMENT, format!("the section on `{name}` does not say its {what}"))
            })),
        }
    }
    let gone = sections.iter().filter(|section| !tables.contains(&section.file));
    findings.extend(gone.map(|section| {
        Finding::about(DOCUMENT, format!("there is no data/{}; remove its section", section.file))
    }));
    findings
}

/// A heading that names a file, and the text below it.
struct Section<'a> {
    file: &'a str,
    text: String,
}

impl Section<'_> {
    fn lacks(&self) -> impl Iterator<Item = &'static str> {
        let text = self.text.to_lowercase();
        let has_date = text.split(|c: char| !c.is_ascii_digit() && c != '-').any(is_date);
        let has =
            [("origin", text.contains("origin")), ("licence", text.contains("licence")), ("date", has_date)];
        has.into_iter().filter(|(_, has)| !has).map(|(what, _)| what)
    }
}

fn is_date(word: &str) -> bool {
    let lengths: Vec<usize> = word.split('-').map(str::len).collect();
    lengths == [4, 2, 2]
}

fn sections(document: &str) -> Vec<Section<'_>> {
    let mut sections: Vec<Section<'_>> = Vec::new();
    for line in document.lines() {
        if let Some(heading) = line.strip_prefix("##") {
            let file = heading.split('`').nth(1).unwrap_or("");
            sections.push(Section { file, text: String::new() });
        } else if let Some(section) = sections.last_mut() {
            section.text.push_str(line);
            section.text.push('\n');
        }
    }
    sections.retain(|section| !section.file.is_empty());
    sections
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(document: &str, expected: usize) {
        let found = tables(&Tree::of(&[("data/bots.tsv", ""), (DOCUMENT, document)]));
        assert_eq!(found.len(), expected, "{document}: {found:?}");
    }

    #[test]
    fn a_table_without_origin_licence_or_date_is_refused() {
        check("## `bots.tsv`\n- Origin: own work\n- Licence: Apache-2.0\n- Date: 2026-11-22\n", 0);
        check("## `bots.tsv`\n- Origin: own work\n- Licence: Apache-2.0\n", 1);
        check("## `bots.tsv`\n- Date: 2026-11-22\n", 2);
        check("# Sources\n", 1);
    }

    #[test]
    fn a_section_without_a_table_is_refused() {
        check("## `bots.tsv`\norigin, licence, 2026-11-22\n## `gone.tsv`\n", 1);
        assert_eq!(tables(&Tree::of(&[("data/bots.tsv", "")])).len(), 1);
    }
}
