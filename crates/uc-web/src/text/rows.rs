//! Rows under named columns, as text for a terminal. What comes from outside is cleaned before it is shown.

use unicode_width::UnicodeWidthStr;

use crate::clean::clean;

/// How much of a value is shown, in characters.
const LONGEST: usize = 60;

/// Writes a table: each column as wide as what it holds, two blanks between them, a line under the head.
pub fn table<'a>(columns: impl Iterator<Item = &'a str>, rows: &[Vec<Option<String>>]) -> String {
    let head: Vec<String> = columns.map(|name| clean(name, LONGEST)).collect();
    let shown = |cell: &Option<String>| cell.as_deref().map_or_else(String::new, |text| clean(text, LONGEST));
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(shown).collect()).collect();
    let widths: Vec<usize> = (0..head.len())
        .map(|column| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells.chain([&head[column]]).map(|cell| cell.width()).max().unwrap_or(0)
        })
        .collect();
    let rule: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
    let mut text = String::new();
    for row in [&head, &rule].into_iter().chain(&rows) {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(cell);
            line.push_str(&" ".repeat(width - cell.width() + 2));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_what_they_hold() {
        let row = |page: &str, views: Option<&str>| vec![Some(page.to_owned()), views.map(str::to_owned)];
        let rows = [row("/bröd", Some("12")), row("/", None), row("/\u{1b}[31mred", Some("3"))];
        let text = table(["path", "views"].into_iter(), &rows);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(
            lines[0].find("views"),
            lines[2].find("12").map(|at| at - 1),
            "ö is one column and two bytes"
        );
        assert!(!text.contains('\u{1b}'), "nothing from outside steers the terminal");
        assert_eq!(lines.len(), 5);
    }
}
