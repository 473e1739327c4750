//! Where each table comes from: every file under `data/` has a row in `data/SOURCES.md`, and every row a file.
//!
//! A row begins with the file's name in backticks and leaves no cell empty. Licence and date stand in the row, or
//! above the rows for all of them.

use super::Finding;
use crate::checkout::Tree;

const FOLDER: &str = "data/";
const DOCUMENT: &str = "data/SOURCES.md";
/// The file's name, what it holds, and where that comes from.
const FEWEST_CELLS: usize = 3;

/// Finds tables without origin, licence or date, and rows without a table.
pub fn tables(tree: &Tree) -> Vec<Finding> {
    let names = tree.files().iter().filter_map(|file| file.path.strip_prefix(FOLDER));
    let tables: Vec<&str> = names.filter(|name| !name.ends_with(".md")).collect();
    let text = tree.find(DOCUMENT).map_or("", |file| file.text.as_str());
    let rows: Vec<Row<'_>> = text.lines().filter_map(Row::parse).collect();
    let above = text.lines().take_while(|line| Row::parse(line).is_none()).collect::<Vec<_>>().join("\n");
    let mut findings = Vec::new();
    for table in &tables {
        match rows.iter().find(|row| row.file == *table) {
            None => findings
                .push(about(format!("has no row that begins with `{table}`; tell where it comes from"))),
            Some(row) => {
                findings.extend(row.lacks(&above).map(|what| about(format!("`{table}` lacks its {what}"))));
            }
        }
    }
    let gone = rows.iter().filter(|row| !tables.contains(&row.file));
    findings.extend(gone.map(|row| about(format!("there is no {FOLDER}{}; remove its row", row.file))));
    findings
}

fn about(what: String) -> Finding {
    Finding::about(DOCUMENT, what)
}

/// A row of a Markdown table that tells of a file.
struct Row<'a> {
    file: &'a str,
    line: &'a str,
}

impl<'a> Row<'a> {
    fn parse(line: &'a str) -> Option<Self> {
        let (file, _) = line.strip_prefix("| `")?.split_once('`')?;
        Some(Self { file, line })
    }

    fn lacks(&self, above: &str) -> impl Iterator<Item = &'static str> {
        let cells: Vec<&str> = self.line.trim().trim_matches('|').split('|').map(str::trim).collect();
        let has_origin = cells.len() >= FEWEST_CELLS && cells.iter().all(|cell| !cell.is_empty());
        let has_licence = [above, self.line].iter().any(|text| text.to_lowercase().contains("licence"));
        let has_date = [above, self.line].iter().any(|text| names_date(text));
        let has = [("origin", has_origin), ("licence", has_licence), ("date", has_date)];
        has.into_iter().filter(|(_, has)| !has).map(|(what, _)| what)
    }
}

/// Returns whether a date such as 2026-11-22 stands in the text.
fn names_date(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_ascii_digit() && c != '-');
    words.into_iter().any(|word| word.split('-').map(str::len).eq([4, 2, 2]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABOVE: &str = "Licence of all: Apache-2.0, 2026-11-22.\n\n| Table | What | From |\n|---|---|---|\n";

    fn check(document: &str, expected: usize) {
        let found = tables(&Tree::of(&[("data/bots.tsv", ""), (DOCUMENT, document)]));
        assert_eq!(found.len(), expected, "{document}: {found:?}");
    }

    #[test]
    fn a_table_without_origin_licence_or_date_is_refused() {
        check(&format!("{ABOVE}| `bots.tsv` | machines | own work |\n"), 0);
        check("| `bots.tsv` | machines | own work, licence Apache-2.0, 2026-11-22 |\n", 0);
        check(&format!("{ABOVE}| `bots.tsv` | machines | |\n"), 1);
        check(&format!("{ABOVE}| `bots.tsv` | machines |\n"), 1);
        check("| `bots.tsv` | machines | own work |\n", 2);
        check(ABOVE, 1);
    }

    #[test]
    fn a_row_without_a_table_is_refused() {
        check(
            &format!("{ABOVE}| `bots.tsv` | machines | own work |\n| `gone.tsv` | nothing | nowhere |\n"),
            1,
        );
    }
}
