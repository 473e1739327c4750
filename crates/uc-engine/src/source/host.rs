//! What a referring host says (`data/referrers.tsv`).
//!
//! A rule holds for its host and all hosts below it; the longest host wins, and within it the longest path.
//! `google.*` stands for Google's country domains, and only where what follows looks like a public suffix, so that
//! `google.evil.com` is not Google. `webmail.` stands for any host that begins so: the name tells what runs there,
//! whoever the provider is.

use std::{collections::HashMap, sync::LazyLock};

use super::{Privacy, Source, table};

pub(super) const TABLE: &str = include_str!("../../../../data/referrers.tsv");

/// How many labels of a host are looked at, from its end; no rule has more.
const MOST_LABELS: usize = 6;

/// Second levels under which countries register names, as in `co.uk`.
const SECOND_LEVELS: [&str; 8] = ["ac", "co", "com", "edu", "gov", "ne", "net", "org"];

/// One row of `data/referrers.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct HostRule(u16);

#[derive(Debug)]
struct Row {
    host: &'static str,
    /// Begins with a slash; empty for any path.
    path: &'static str,
    source: Source,
    privacy: Privacy,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let row = |[pattern, source, privacy]: [&'static str; 3]| {
        let (host, path) = pattern.find('/').map_or((pattern, ""), |slash| pattern.split_at(slash));
        let privacy =
            Privacy::parse(privacy).expect("every privacy in referrers.tsv exists, as its test shows");
        Row { host, path, source: Source::named(source), privacy }
    };
    table::rows(TABLE).map(row).collect()
});

/// Rules by host, those with the longest path first.
static BY_HOST: LazyLock<HashMap<&'static str, Vec<HostRule>>> = LazyLock::new(|| {
    let mut by_host: HashMap<_, Vec<HostRule>> = HashMap::with_capacity(ROWS.len());
    for (index, row) in ROWS.iter().enumerate() {
        by_host.entry(row.host).or_default().push(HostRule(table::row_number(index)));
    }
    for rules in by_host.values_mut() {
        rules.sort_by_key(|rule| std::cmp::Reverse(rule.row().path.len()));
    }
    by_host
});

impl HostRule {
    /// Finds the rule for a host (lower case, without port) and a path (beginning with a slash, or empty).
    pub(super) fn find(host: &str, path: &[u8]) -> Option<Self> {
        let mut tail = last_labels(host);
        loop {
            if let Some(rule) = Self::at(tail, path).or_else(|| Self::at_any_country(tail, path)) {
                return Some(rule);
            }
            let Some((_, shorter)) = tail.split_once('.') else { break };
            tail = shorter;
        }
        let first = host.find('.')?;
        Self::at(&host[..=first], path)
    }

    fn at_any_country(host: &str, path: &[u8]) -> Option<Self> {
        // The wildcard stands for the last one or two labels, so the name before them is one of two.
        let dots: Vec<usize> = host.rmatch_indices('.').map(|(at, _)| at).take(2).collect();
        dots.into_iter().filter(|dot| is_public_suffix(&host[dot + 1..])).find_map(|dot| {
            let mut pattern = String::with_capacity(dot + 2);
            pattern.push_str(&host[..=dot]);
            pattern.push('*');
            Self::at(&pattern, path)
        })
    }

    fn at(host: &str, path: &[u8]) -> Option<Self> {
        let under = |rule: &&Self| {
            let prefix = rule.row().path.as_bytes();
            let ends = prefix.last().is_none_or(|last| *last == b'/');
            let rest = path.strip_prefix(prefix);
            rest.is_some_and(|rest| {
                ends || rest.first().is_none_or(|next| matches!(next, b'/' | b'?' | b'#'))
            })
        };
        BY_HOST.get(host)?.iter().find(under).copied()
    }

    /// Returns the source's name (`google`).
    pub fn source(self) -> &'static str {
        self.row().source.name()
    }

    /// Returns what such a referrer says about private sharing.
    pub fn privacy(self) -> Privacy {
        self.row().privacy
    }

    /// Returns the beginning of the path that the rule asks for; empty where it holds for the whole host.
    pub(crate) fn path(self) -> &'static str {
        self.row().path
    }

    pub(super) fn row_source(self) -> Source {
        self.row().source
    }

    fn row(self) -> &'static Row {
        &ROWS[usize::from(self.0)]
    }
}

/// Cuts a host to its last labels, so that one of a hundred labels costs no more than one of six.
fn last_labels(host: &str) -> &str {
    host.rmatch_indices('.').nth(MOST_LABELS - 1).map_or(host, |(dot, _)| &host[dot + 1..])
}

/// Says whether a name may be registered right below this: `com`, `se`, `co.uk`, but not `evil.com`.
fn is_public_suffix(tail: &str) -> bool {
    let country = |label: &str| label.len() == 2 && label.bytes().all(|byte| byte.is_ascii_lowercase());
    match tail.split_once('.') {
        None => country(tail) || matches!(tail, "com" | "net" | "org" | "cat"),
        Some((second, top)) => SECOND_LEVELS.contains(&second) && country(top),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(host: &str, path: &str, expected: Option<&str>) {
        assert_eq!(HostRule::find(host, path.as_bytes()).map(HostRule::source), expected, "{host}{path}");
    }

    #[test]
    fn the_table_is_sorted_and_every_row_parses() {
        table::check_table::<3>(TABLE, 1);
        for row in ROWS.iter() {
            super::super::rules::check_privacy(row.source, row.privacy);
            assert!(row.host.split('.').count() <= MOST_LABELS, "{}", row.host);
            assert!(!row.host.starts_with("www.") && row.host.contains('.'), "{}", row.host);
            assert_eq!(row.host, row.host.to_ascii_lowercase());
        }
    }

    #[test]
    fn a_country_wildcard_holds_for_public_suffixes_only() {
        check("google.com", "/", Some("google"));
        check("google.se", "/", Some("google"));
        check("google.co.uk", "/", Some("google"));
        check("google.com.br", "/", Some("google"));
        check("images.google.de", "/", Some("google"));
        check("google.evil.com", "/", None);
        check("google.com.evil.org", "/", None);
        check("evilgoogle.com", "/", None);
        check("com", "/", None);
        check("", "/", None);
    }

    #[test]
    fn the_most_specific_rule_wins() {
        check("mail.google.com", "/mail/u/0/", Some("email"));
        check("gemini.google.com", "/", Some("gemini"));
        check("facebook.com", "/messages/t/1", Some("messenger"));
        check("facebook.com", "/messagesfans", Some("facebook"));
        check("facebook.com", "", Some("facebook"));
    }

    #[test]
    fn a_web_mail_host_is_known_by_its_first_label() {
        check("webmail.stadtwerke.example", "/", Some("email"));
        check("shop.webmail.example", "/", None);
    }

    #[test]
    fn a_host_of_a_hundred_labels_is_bounded_work() {
        check(&"a.".repeat(120), "/", None);
        check(&format!("{}google.com", "a.".repeat(100)), "/", Some("google"));
    }
}
