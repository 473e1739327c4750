//! The sheet that text is written on: lines that keep within a width, in inks that vanish where colour may not be.

use anstyle::{AnsiColor, Effects};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{Colour, Style};
use crate::charts::table::{Align, Column};

/// Wider lines are hard to read.
const WIDEST: usize = 100;
/// Narrower ones cannot hold a name and a number.
const NARROWEST: usize = 16;

/// What a piece of text is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    Plain,
    Bold,
    /// Explanations.
    Soft,
    /// What is private.
    Private,
    /// What the reader must know.
    Amber,
}

/// A sheet of so many columns.
pub(crate) struct Sheet {
    out: String,
    width: usize,
    colour: Colour,
}

impl Sheet {
    pub(crate) fn new(style: Style) -> Self {
        Self { out: String::new(), width: style.width.clamp(NARROWEST, WIDEST), colour: style.colour }
    }

    /// Returns how many columns a line has.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    pub(crate) fn finish(self) -> String {
        self.out
    }

    /// Writes a line of pieces, each in its ink. The caller sees to it that they fit.
    pub(crate) fn line(&mut self, pieces: &[(Ink, &str)]) {
        let used: usize = pieces.iter().map(|(_, text)| text.width()).sum();
        debug_assert!(used <= self.width, "{used} columns on a sheet of {}: {pieces:?}", self.width);
        let last = pieces.len().saturating_sub(1);
        for (index, (ink, text)) in pieces.iter().enumerate() {
            let text = if index == last { text.trim_end() } else { text };
            self.out.push_str(&inked(*ink, text, self.colour));
        }
        self.out.push('\n');
    }

    pub(crate) fn blank(&mut self) {
        self.out.push('\n');
    }

    /// Writes a section's title after a blank line.
    pub(crate) fn heading(&mut self, title: &str) {
        self.blank();
        self.paragraph(Ink::Bold, "", title);
    }

    /// Writes text over as many lines as it needs, the first one led by `lead`, the others as far in.
    pub(crate) fn paragraph(&mut self, ink: Ink, lead: &str, text: &str) {
        let indent = " ".repeat(lead.width());
        for (index, row) in wrap(text, self.width - lead.width()).iter().enumerate() {
            let lead = if index == 0 { lead } else { &indent };
            self.line(&[(Ink::Plain, lead), (ink, row)]);
        }
    }

    /// Writes text that somebody will copy, whole on a line of its own, however long it is.
    pub(super) fn copyable(&mut self, text: &str) {
        self.out.push_str("    ");
        self.out.push_str(text);
        self.out.push('\n');
    }

    /// Explains in soft ink how a figure was come by.
    pub(crate) fn explain(&mut self, sentence: &str) {
        self.paragraph(Ink::Soft, "  ", sentence);
    }

    /// Writes a table: the first column takes what room there is. Columns that would leave it too little are left
    /// out, the last one first.
    pub(crate) fn table(&mut self, columns: &[Column], rows: &[Vec<String>]) {
        const LEAST: usize = 20;
        let wide = |column: usize| {
            let cells = rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width());
            cells.chain([columns[column].head.width()]).max().unwrap_or_default()
        };
        let mut widths: Vec<usize> = (1..columns.len()).map(wide).collect();
        let room = |widths: &[usize]| {
            self.width.saturating_sub(2 + widths.iter().map(|width| width + 2).sum::<usize>())
        };
        while widths.len() > 1 && room(&widths) < LEAST {
            widths.pop();
        }
        let first = room(&widths).min(wide(0)).max(8);
        let mut write = |cells: &[&str], ink: Ink| {
            let mut line = format!("  {}", pad(&fit(cells[0], first), first));
            for ((cell, width), column) in cells[1..].iter().zip(&widths).zip(&columns[1..]) {
                let gap = " ".repeat(width.saturating_sub(cell.width()));
                match column.align {
                    Align::Left | Align::Path => line.push_str(&format!("  {cell}{gap}")),
                    Align::Right => line.push_str(&format!("  {gap}{cell}")),
                }
            }
            self.line(&[(ink, &fit(&line, self.width))]);
        };
        write(&columns.iter().map(|column| column.head.as_str()).collect::<Vec<_>>(), Ink::Soft);
        for row in rows {
            write(&row.iter().map(String::as_str).collect::<Vec<_>>(), Ink::Plain);
        }
    }
}

fn inked(ink: Ink, text: &str, colour: Colour) -> String {
    let style = match ink {
        _ if colour == Colour::Plain || text.trim().is_empty() => return text.to_owned(),
        Ink::Plain => return text.to_owned(),
        Ink::Bold => anstyle::Style::new().effects(Effects::BOLD),
        Ink::Soft => anstyle::Style::new().effects(Effects::DIMMED),
        Ink::Private => AnsiColor::Cyan.on_default(),
        Ink::Amber => AnsiColor::Yellow.on_default(),
    };
    format!("{style}{text}{style:#}")
}

/// Breaks text at spaces (never at no-break ones) into lines of at most `width` columns; a longer word is broken.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    let mut row = String::new();
    for word in text.split(' ') {
        if !row.is_empty() && row.width() + 1 + word.width() > width {
            rows.push(std::mem::take(&mut row));
        }
        if !row.is_empty() {
            row.push(' ');
        }
        for letter in word.chars() {
            if row.width() + letter.width().unwrap_or_default() > width {
                rows.push(std::mem::take(&mut row));
            }
            row.push(letter);
        }
    }
    rows.push(row);
    rows
}

/// Cuts text to a width, in the middle, since both ends of a path say something.
pub(crate) fn fit(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let kept = width.saturating_sub(1);
    let end = taken(text.chars().rev(), kept / 3).chars().rev().collect::<String>();
    let start = taken(text.chars(), kept - end.width());
    format!("{start}…{end}")
}

/// Takes as many letters as fit a width.
fn taken(letters: impl Iterator<Item = char>, width: usize) -> String {
    let mut taken = String::new();
    for letter in letters {
        if taken.width() + letter.width().unwrap_or_default() > width {
            break;
        }
        taken.push(letter);
    }
    taken
}

/// Fills text up to a width with spaces.
pub(crate) fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_broken_at_spaces_and_long_words_anywhere() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("4\u{a0}% of abcdefghij", 6), ["4\u{a0}% of", "abcdef", "ghij"]);
        assert_eq!(wrap("", 6), [""]);
    }

    #[test]
    fn what_does_not_fit_loses_its_middle() {
        assert_eq!(fit("/short", 10), "/short");
        assert_eq!(fit("/aktuelles/stollen", 10), "/aktue…len");
        assert_eq!(fit("日本語日本語日本語", 9).width(), 9);
    }
}
