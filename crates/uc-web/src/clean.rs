//! Makes text from a log fit to be shown: no control characters, no direction marks, nothing invisible, no
//! endless length. Every string that a client could have written passes here before it is shown anywhere.
//!
//! Markup needs no care here: the page's templates escape it.

/// Stands where something unfit stood, once for a run of it.
const REPLACEMENT: char = '\u{fffd}';

/// How many marks (accents) may sit on one letter; more would climb over the lines above.
const MOST_MARKS: usize = 2;

/// Returns `text` fit to be shown, at most `limit` characters long; a longer one is cut in the middle, since
/// the beginning and the end of a path say most.
pub fn clean(text: &str, limit: usize) -> String {
    let mut fit = String::with_capacity(text.len().min(4 * limit));
    let mut marks = 0;
    for letter in text.chars() {
        if letter.is_whitespace() && !is_unfit_space(letter) {
            fit.push(' ');
        } else if is_unfit(letter) {
            if !fit.ends_with(REPLACEMENT) {
                fit.push(REPLACEMENT);
            }
        } else if is_mark(letter) {
            marks += 1;
            if marks <= MOST_MARKS {
                fit.push(letter);
            }
            continue;
        } else {
            fit.push(letter);
        }
        marks = 0;
    }
    shorten(fit, limit)
}

/// Cuts the middle out of a text of more than `limit` characters.
fn shorten(text: String, limit: usize) -> String {
    let length = text.chars().count();
    if length <= limit {
        return text;
    }
    let kept = limit.saturating_sub(1);
    let tail = kept / 3;
    let head: String = text.chars().take(kept - tail).collect();
    let end: String = text.chars().skip(length - tail).collect();
    format!("{head}…{end}")
}

/// Line and paragraph separators break lines in some programs; the blank letters of Hangul and Ogham show as gaps.
fn is_unfit_space(letter: char) -> bool {
    matches!(letter, '\u{2028}' | '\u{2029}' | '\u{85}')
}

/// Control characters, and what Unicode calls format characters: they command, turn or hide, and show nothing.
pub(crate) fn is_unfit(letter: char) -> bool {
    letter.is_control()
        || is_unfit_space(letter)
        || matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{890}'..='\u{891}'
            | '\u{8e2}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{110bd}' | '\u{110cd}'
            | '\u{13430}'..='\u{1345f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}' | '\u{f0000}'..='\u{10ffff}' | '\u{e000}'..='\u{f8ff}')
}

/// Takes no column of its own: it sits on the letter before.
fn is_mark(letter: char) -> bool {
    unicode_width::UnicodeWidthChar::width(letter) == Some(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, expected: &str) {
        assert_eq!(clean(raw, 40), expected, "{raw:?}");
    }

    #[test]
    fn what_people_write_stays_as_it_is() {
        check("/brötchen/süß?x=1&y=%20", "/brötchen/süß?x=1&y=%20");
        check("/日本語/страница/עברית", "/日本語/страница/עברית");
        check("/kuchen 🎂", "/kuchen 🎂");
        check("<b>&", "<b>&");
    }

    #[test]
    fn what_commands_a_terminal_is_replaced() {
        check("\u{1b}[31mred\u{1b}]0;x\u{7}", "�[31mred�]0;x�");
        check("\u{9b}31m\u{7f}\u{0}", "�31m�");
        check("a\r\nb\tc", "a  b c");
        check("a\u{2028}b\u{85}c", "a�b�c");
    }

    #[test]
    fn what_turns_or_hides_text_is_replaced() {
        check("/\u{202e}gpj.exe", "/�gpj.exe");
        check("/pay\u{200b}pal\u{feff}\u{2066}", "/pay�pal�");
        check("/\u{e0041}\u{e0042}tags", "/�tags");
        check("/\u{f8ff}", "/�");
    }

    #[test]
    fn accents_do_not_pile_up() {
        check("e\u{301}\u{301}\u{301}\u{301}x", "e\u{301}\u{301}x");
    }

    #[test]
    fn endless_text_loses_its_middle() {
        let cut = clean(&"/abc".repeat(10_000), 40);
        assert_eq!(cut.chars().count(), 40);
        assert_eq!(cut, "/abc/abc/abc/abc/abc/abc/a…c/abc/abc/abc");
    }
}
