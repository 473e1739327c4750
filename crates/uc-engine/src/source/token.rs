//! Finds the tokens of all tables in a user agent, in one pass.
//!
//! A pattern is one or more tokens joined by ` + `; all must be there, and none that is marked `!`. A token stands
//! as a word of its own: where it begins or ends with a letter or digit, none may adjoin. `*` at an end lifts that,
//! `^` ties the token to the beginning, `=` says that the user agent is the token and nothing else.
//! Of several patterns that fit, the one with the most tokens wins, then the longest. It never decides what a
//! pattern means: see [`super::agent`].

use std::collections::HashMap;

use aho_corasick::AhoCorasick;

/// Whether capitals matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Case {
    Matters,
    Ignored,
}

/// Where a token may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Place {
    Anywhere,
    Beginning,
    Whole,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Token {
    text: &'static str,
    place: Place,
    open_left: bool,
    open_right: bool,
    case: Case,
}

/// One pattern of one table.
#[derive(Debug)]
struct Pattern<K> {
    key: K,
    wanted: Vec<u16>,
    banned: Vec<u16>,
    weight: (usize, usize),
}

/// Collects the patterns of all tables.
#[derive(Debug)]
pub(super) struct Builder<K> {
    tokens: Vec<Token>,
    numbers: HashMap<Token, u16>,
    patterns: Vec<Pattern<K>>,
}

/// All patterns, ready to be looked for.
#[derive(Debug)]
pub(super) struct Matcher<K> {
    automaton: AhoCorasick,
    tokens: Vec<Token>,
    patterns: Vec<Pattern<K>>,
    /// For each token the patterns whose first wanted token it is.
    led_by: Vec<Vec<u16>>,
}

/// The tokens found in a text.
pub(super) struct Found {
    spots: Vec<Spot>,
    /// For each token of the tables whether it was found.
    there: Vec<bool>,
}

/// A token found, and where.
#[derive(Debug, Clone, Copy)]
struct Spot {
    token: u16,
    start: usize,
    end: usize,
}

/// A pattern that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fit<K> {
    pub(super) key: K,
    pub(super) weight: (usize, usize),
    /// Where its first token stands.
    pub(super) start: usize,
    pub(super) end: usize,
}

impl<K: Copy> Builder<K> {
    pub(super) fn new() -> Self {
        Self { tokens: Vec::new(), numbers: HashMap::new(), patterns: Vec::new() }
    }

    /// Adds a pattern; `key` is what a fit gives back.
    pub(super) fn add(&mut self, pattern: &'static str, case: Case, key: K) {
        let (mut wanted, mut banned, mut length) = (Vec::new(), Vec::new(), 0);
        for part in pattern.split(" + ") {
            if let Some(part) = part.strip_prefix('!') {
                banned.push(self.intern(Token::parse(part, case)));
            } else {
                let token = Token::parse(part, case);
                length += token.text.len();
                wanted.push(self.intern(token));
            }
        }
        assert!(!wanted.is_empty(), "a pattern that wants nothing: {pattern}");
        let weight = (wanted.len(), length);
        self.patterns.push(Pattern { key, wanted, banned, weight });
    }

    fn intern(&mut self, token: Token) -> u16 {
        let next = super::table::row_number(self.tokens.len());
        let tokens = &mut self.tokens;
        *self.numbers.entry(token).or_insert_with_key(|token| {
            tokens.push(token.clone());
            next
        })
    }

    pub(super) fn build(self) -> Matcher<K> {
        // In small letters, and so is the text that it searches: an automaton that ignores case itself takes three
        // times as long to build, and every start of the program would wait for it.
        let automaton = AhoCorasick::new(self.tokens.iter().map(|token| token.text.to_ascii_lowercase()))
            .expect("the compiled-in tokens are far below the automaton's limits");
        let mut led_by = vec![Vec::new(); self.tokens.len()];
        for (index, pattern) in self.patterns.iter().enumerate() {
            led_by[usize::from(pattern.wanted[0])].push(super::table::row_number(index));
        }
        Matcher { automaton, tokens: self.tokens, patterns: self.patterns, led_by }
    }
}

impl<K: Copy> Matcher<K> {
    /// Finds every token in `text`.
    pub(super) fn tokens_in(&self, text: &[u8]) -> Found {
        let mut found = Found { spots: Vec::with_capacity(16), there: vec![false; self.tokens.len()] };
        let small = text.to_ascii_lowercase();
        for hit in self.automaton.find_overlapping_iter(&small) {
            let token = &self.tokens[hit.pattern().as_usize()];
            if token.stands(text, hit.start(), hit.end()) {
                found.there[hit.pattern().as_usize()] = true;
                let token = super::table::row_number(hit.pattern().as_usize());
                found.spots.push(Spot { token, start: hit.start(), end: hit.end() });
            }
        }
        found
    }

    /// Returns the patterns that fit what was found, in no order.
    pub(super) fn fits(&self, found: &Found) -> impl Iterator<Item = Fit<K>> {
        let there = |token: &u16| found.there[usize::from(*token)];
        found.spots.iter().flat_map(move |lead| {
            let led =
                self.led_by[usize::from(lead.token)].iter().map(|index| &self.patterns[usize::from(*index)]);
            led.filter(move |pattern| pattern.wanted.iter().all(there) && !pattern.banned.iter().any(there))
                .map(|pattern| Fit {
                    key: pattern.key,
                    weight: pattern.weight,
                    start: lead.start,
                    end: lead.end,
                })
        })
    }
}

impl Token {
    fn parse(text: &'static str, case: Case) -> Self {
        let (place, text) = match text.as_bytes().first() {
            Some(b'^') => (Place::Beginning, &text[1..]),
            Some(b'=') => (Place::Whole, &text[1..]),
            _ => (Place::Anywhere, text),
        };
        let (open_left, text) = text.strip_prefix('*').map_or((false, text), |rest| (true, rest));
        let (open_right, text) = text.strip_suffix('*').map_or((false, text), |rest| (true, rest));
        assert!(!text.is_empty(), "an empty token");
        Self { text, place, open_left, open_right, case }
    }

    /// Says whether the bytes at `start..end`, which spell the token, are the token.
    fn stands(&self, text: &[u8], start: usize, end: usize) -> bool {
        let placed = match self.place {
            Place::Anywhere => true,
            Place::Beginning => start == 0,
            Place::Whole => start == 0 && end == text.len(),
        };
        let word = |index: usize| text.get(index).is_some_and(u8::is_ascii_alphanumeric);
        let joined_left = !self.open_left && start > 0 && word(start - 1) && word(start);
        let joined_right = !self.open_right && word(end) && word(end - 1);
        let spelled = self.case == Case::Ignored || text[start..end] == *self.text.as_bytes();
        placed && !joined_left && !joined_right && spelled
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(patterns: &[&'static str], text: &str, expected: Option<&str>) {
        let mut builder = Builder::new();
        for pattern in patterns {
            builder.add(pattern, Case::Matters, *pattern);
        }
        let matcher = builder.build();
        let found = matcher.tokens_in(text.as_bytes());
        let best = matcher.fits(&found).max_by_key(|fit| fit.weight).map(|fit| fit.key);
        assert_eq!(best, expected, "{text}");
    }

    #[test]
    fn a_token_stands_as_a_word() {
        check(&["Line/"], "Safari Line/12.4.0", Some("Line/"));
        check(&["Line/"], "Online/12.4.0", None);
        check(&["bot"], "Cubot", None);
        check(&["*bot"], "Cubot", Some("*bot"));
        check(&["*bot"], "bottle", None);
        check(&["crawl*"], "crawler", Some("crawl*"));
    }

    #[test]
    fn an_exact_pattern_wants_the_whole_user_agent() {
        check(&["=WhatsApp/2"], "WhatsApp/2", Some("=WhatsApp/2"));
        check(&["=WhatsApp/2"], "WhatsApp/2.23.20.0", None);
        check(&["^Opera/"], "Opera/9.80", Some("^Opera/"));
        check(&["^Opera/"], "Mozilla Opera/9.80", None);
    }

    #[test]
    fn the_pattern_with_the_most_tokens_wins() {
        let patterns = ["facebookexternalhit", "facebookexternalhit + Facebot + Twitterbot", "Facebot"];
        check(&patterns, "facebookexternalhit/1.1 Facebot Twitterbot/1.0", Some(patterns[1]));
        check(&patterns, "facebookexternalhit/1.1", Some(patterns[0]));
    }

    #[test]
    fn a_banned_token_forbids_the_pattern() {
        check(&["compatible + !MSIE"], "Mozilla/4.0 (compatible; MSIE 8.0)", None);
        check(&["compatible + !MSIE"], "Mozilla/5.0 (compatible; X)", Some("compatible + !MSIE"));
    }
}
