//! Bars of letters: a name, the bar, a figure. The letter tells the evidence, so that colour is not needed.

use unicode_width::UnicodeWidthStr;

use super::sheet::{Ink, Sheet, fit, pad};

/// Below this many columns a bar says nothing and is left out.
const LEAST: usize = 6;

/// What a part of a bar is known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fill {
    Declared,
    Revealed,
    Possible,
    NoTrace,
    /// Public or private: nothing tells.
    Either,
    /// Counted by a name that stands beside it.
    Named,
    /// All else.
    Other,
}

impl Fill {
    pub(super) fn letter(self) -> char {
        match self {
            Self::Declared => '█',
            Self::Revealed => '▓',
            Self::Possible => '╱',
            Self::NoTrace => '·',
            Self::Either => '▒',
            Self::Named => '■',
            Self::Other => '░',
        }
    }
}

/// A row with a bar.
pub(super) struct Bar {
    /// What stands before it; cleaned.
    pub(super) name: String,
    /// The figure behind it.
    pub(super) value: String,
    /// Its parts from zero on.
    pub(super) parts: Vec<(f64, Fill)>,
    /// How far it may reach, where that is not certain.
    pub(super) reach: Option<f64>,
    pub(super) ink: Ink,
}

impl Bar {
    fn length(&self) -> f64 {
        let parts: f64 = self.parts.iter().map(|(length, _)| length).sum();
        self.reach.map_or(parts, |reach| reach.max(parts))
    }
}

/// Writes bars on one scale that begins at zero.
pub(super) fn write(sheet: &mut Sheet, bars: &[Bar]) {
    let most = bars.iter().map(Bar::length).fold(1.0, f64::max);
    let width = sheet.width();
    let values = bars.iter().map(|bar| bar.value.width()).max().unwrap_or_default().min(width - LEAST);
    let widest = bars.iter().map(|bar| bar.name.width()).max().unwrap_or_default();
    let names = widest.min(width * 2 / 5).min(width.saturating_sub(values + 4));
    let room = width.saturating_sub(2 + names + 2 + 1 + values);
    if room < LEAST {
        let names = width - values - 4;
        for bar in bars {
            let value = fit(&bar.value, values);
            let gap = " ".repeat(2 + values - value.width());
            sheet.line(&[
                (Ink::Plain, "  "),
                (Ink::Plain, &pad(&fit(&bar.name, names), names)),
                (Ink::Plain, &gap),
                (Ink::Bold, &value),
            ]);
        }
        return;
    }
    for bar in bars {
        let drawn = pad(&draw(bar, most, room), room + 1);
        let gap = " ".repeat(values - bar.value.width());
        sheet.line(&[
            (Ink::Plain, "  "),
            (Ink::Plain, &pad(&fit(&bar.name, names), names + 2)),
            (bar.ink, &drawn),
            (Ink::Plain, &gap),
            (Ink::Bold, &bar.value),
        ]);
    }
}

/// Draws a bar; every part that is not nothing gets at least one letter.
fn draw(bar: &Bar, most: f64, room: usize) -> String {
    let column = |value: f64| columns(value, most, room);
    let mut drawn = String::new();
    let mut reached = 0.0;
    for &(length, fill) in bar.parts.iter().filter(|(length, _)| *length > 0.0) {
        let from = drawn.width();
        reached += length;
        let to = column(reached).max(from + 1).min(room);
        drawn.extend(std::iter::repeat_n(fill.letter(), to.saturating_sub(from)));
    }
    if let Some(reach) = bar.reach {
        let end = column(reach).clamp(1, room);
        drawn.extend(std::iter::repeat_n('─', (end - 1).saturating_sub(drawn.width())));
        if drawn.width() >= end {
            drawn.pop();
        }
        drawn.push('┤');
    }
    drawn
}

/// Returns a length in columns.
pub(super) fn columns(value: f64, most: f64, room: usize) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
    let columns = (value / most * room as f64).round().max(0.0) as usize;
    columns.min(room)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(parts: &[(f64, Fill)], reach: Option<f64>, expected: &str) {
        let bar =
            Bar { name: String::new(), value: String::new(), parts: parts.to_vec(), reach, ink: Ink::Plain };
        assert_eq!(draw(&bar, 100.0, 20), expected);
    }

    #[test]
    fn evidence_is_told_by_the_letter() {
        check(
            &[(10.0, Fill::Declared), (10.0, Fill::Revealed), (30.0, Fill::Possible)],
            Some(50.0),
            "██▓▓╱╱╱╱╱┤",
        );
        check(&[(25.0, Fill::NoTrace)], Some(50.0), "·····────┤");
        check(&[(100.0, Fill::Revealed)], None, "▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓");
    }

    #[test]
    fn little_is_still_seen_and_nothing_is_not() {
        check(&[(0.1, Fill::Declared), (0.1, Fill::Revealed)], None, "█▓");
        check(&[(0.0, Fill::Declared)], None, "");
    }
}
