//! Makes a script of ours lighter: no comments, no indentation, no space that means nothing.
//!
//! It is no parser. It relies on how our scripts are written, which its tests check: a comment is a line of its own that
//! begins with `//`; a text in quotes ends on its line; a regular expression holds neither space nor quote. Line ends
//! stay, since JavaScript puts its semicolons there. Names stay too, so that what is delivered can still be read.

/// Returns the script without what only people need.
pub fn lighten(source: &str) -> String {
    let mut light = String::with_capacity(source.len());
    let lines = source.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    for line in lines {
        squeeze(line, &mut light);
        light.push('\n');
    }
    light
}

/// Writes a line without the spaces that stand beside a sign; what is in quotes stays as it is.
fn squeeze(line: &str, light: &mut String) {
    let mut quote = None;
    let mut letters = line.chars().peekable();
    let mut before = '\n';
    while let Some(letter) = letters.next() {
        match quote {
            Some(mark) if mark == letter => quote = None,
            Some(_) => {}
            None if matches!(letter, '\'' | '"' | '`') => quote = Some(letter),
            None if letter == ' ' => {
                let between_words = in_word(before) && letters.peek().is_some_and(|next| in_word(*next));
                if !between_words {
                    continue;
                }
            }
            None => {}
        }
        light.push(letter);
        before = letter;
    }
}

fn in_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '$')
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPTS: [&str; 5] = [
        include_str!("../../../../tracker/tracker.js"),
        include_str!("../../../../tracker/share.js"),
        include_str!("../../../../tracker/contact.js"),
        include_str!("../../../../tracker/passing.js"),
        include_str!("../../../../tracker/qr.js"),
    ];

    #[test]
    fn only_what_means_nothing_is_left_out() {
        for (source, expected) in [
            ("// why\n\n  const a = 1\n", "const a=1\n"),
            ("if (a) return b // c", "if(a)return b//c\n"),
            ("send('a  b // c', \"d e\", `f ${g} h`)", "send('a  b // c',\"d e\",`f ${g} h`)\n"),
            ("let a\nlet b = a ? 1 : c", "let a\nlet b=a?1:c\n"),
            ("a && /^(re|b)/.test(x)", "a&&/^(re|b)/.test(x)\n"),
            ("x => { ...more }", "x=>{...more}\n"),
        ] {
            assert_eq!(lighten(source), expected);
        }
    }

    #[test]
    fn every_script_is_written_as_lightening_needs_it() {
        let lines = SCRIPTS.iter().flat_map(|script| script.lines().map(str::trim));
        for line in lines.filter(|line| !line.starts_with("//")) {
            for mark in ['\'', '"', '`'] {
                assert_eq!(line.matches(mark).count() % 2, 0, "a text ends on its line: {line}");
            }
            assert!(!line.contains("//"), "a comment is a line of its own: {line}");
            assert!(!line.contains("+ +") && !line.contains("- -"), "signs that would run together: {line}");
        }
    }

    #[test]
    fn lightening_twice_is_lightening_once() {
        for script in SCRIPTS {
            let light = lighten(script);
            assert_eq!(lighten(&light), light);
        }
    }
}
