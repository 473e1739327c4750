//! Names of channels, sources, evidence, machines and lines, in the reader's language.

use uc_engine::report::{Lines, Method, Report};
use uc_engine::source::{Channel, Privacy, Source, SourceName};
use uc_words::Words;

use super::ways::{COPIED, MACHINES, fold};
use crate::clean::clean;

/// How many characters of a source's name are shown: hosts and tags come from outside.
pub(crate) const SOURCE: usize = 48;
/// How many characters of a path are shown in the middle of a sentence.
pub(crate) const PAGE_IN_SENTENCE: usize = 60;
/// How many characters of a path are kept at all.
pub(crate) const PAGE: usize = 300;

/// Names a channel.
pub(crate) fn channel(channel: Channel, words: &Words) -> String {
    words.plain(match channel {
        Channel::DarkSocial => "channel-dark-social",
        Channel::Direct => "channel-direct",
        Channel::Search => "channel-search",
        Channel::Social => "channel-social",
        Channel::AiAssistant => "channel-ai-assistant",
        Channel::Referral => "channel-referral",
        Channel::Newsletter => "channel-newsletter",
        Channel::Campaign => "channel-campaign",
        Channel::Internal => "channel-internal",
        Channel::Bot => "channel-bot",
        Channel::Preview => "channel-preview",
        Channel::Other => "channel-other",
    })
}

/// Names a source: as its table has it, in the reader's language where it is a plain word, or as a client
/// sent it, cleaned.
pub(crate) fn source(source: &SourceName, words: &Words) -> String {
    match source {
        SourceName::Seen(name) => clean(name, SOURCE),
        SourceName::Known("email") => words.plain("source-email"),
        SourceName::Known("sms") => words.plain("source-sms"),
        SourceName::Known(COPIED) => words.plain("source-copy-other"),
        SourceName::Known(name) => Source::find(name).map_or(*name, Source::label).to_owned(),
    }
}

/// Names who fetched a preview; some apps do not say who they are.
pub(crate) fn fetcher(source: &SourceName, words: &Words) -> String {
    match source {
        SourceName::Known(COPIED) => words.plain("source-preview-other"),
        _ => self::source(source, words),
    }
}

/// Names what a link preview says about privacy.
pub(crate) fn privacy(privacy: Privacy, words: &Words) -> String {
    words.plain(match privacy {
        Privacy::Private => "shares-private",
        Privacy::Either | Privacy::Unknown => "shares-either",
        Privacy::Public => "shares-public",
    })
}

/// Returns the key of what is said of visits that may be private or public.
pub(crate) fn either_intro(report: &Report) -> &'static str {
    match report.method {
        Method::Estimate if report.either.iter().any(|row| row.private > 0.0) => "either-intro-estimate",
        Method::LandingPageRule | Method::Estimate => "either-intro",
    }
}

/// Tells visits that may be private or public, and how many of them the estimate takes for private.
pub(crate) fn either(method: Method, landings: u64, private: f64, words: &Words) -> String {
    let (all, private) = (words.count(landings), words.told(private));
    if method == Method::LandingPageRule || private == 0 {
        return all;
    }
    words.text("either-value", &[("all", all.into()), ("private", words.count(private).into())])
}

/// Names a class of machines.
pub(crate) fn machine(class: &str, words: &Words) -> String {
    words.plain(match class {
        "search" => "bot-search",
        "ai" => "bot-ai",
        "seo" => "bot-seo",
        "monitor" => "bot-monitor",
        "feed" => "bot-feed",
        "library" => "bot-library",
        "scanner" => "bot-scanner",
        "archive" => "bot-archive",
        "security" => "bot-security",
        "unknown" => "bot-unknown",
        "robots" => "bot-robots",
        "head" => "bot-head",
        _ => "bot-other",
    })
}

/// Names the classes of machines with their requests: the biggest one by one, the small ones in one sum.
pub(crate) fn machines(lines: &Lines, words: &Words) -> Vec<(String, u64)> {
    let (unnamed, named): (Vec<_>, Vec<_>) =
        lines.bots_by_class.iter().copied().partition(|(class, _)| *class == "other");
    let (shown, small) = fold(&named, MACHINES, |(_, count)| *count as f64);
    let others = words.told(small.unwrap_or(0.0)) + unnamed.iter().map(|(_, count)| count).sum::<u64>();
    let shown = shown.iter().map(|(class, count)| (machine(class, words), *count));
    shown.chain((others > 0).then(|| (words.plain("others"), others))).collect()
}

/// Names what became of the lines, each with its number: the page views, then the rest, the most first.
/// What did not occur is left out.
pub(crate) fn lines(lines: &Lines, words: &Words) -> Vec<(String, u64)> {
    let mut rest = [
        ("lines-assets", lines.assets),
        ("lines-bots", lines.bots),
        ("lines-previews", lines.previews),
        ("lines-other-pages", lines.other_pages),
        ("lines-errors", lines.errors),
        ("lines-filtered", lines.filtered),
        ("lines-unparsed", lines.unparsed),
    ];
    rest.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    [("lines-pages", lines.pages)]
        .into_iter()
        .chain(rest)
        .filter(|(_, count)| *count > 0)
        .map(|(key, count)| (words.plain(key), count))
        .collect()
}

/// Names the site by its busiest host, or says that it is the reader's own.
pub(crate) fn site(report: &Report, words: &Words) -> String {
    match report.hosts.as_slice() {
        [] => words.plain("report-site-unknown"),
        [host] => clean(host, SOURCE),
        [host, rest @ ..] => {
            let more = words.text("and-more", &[("count", (rest.len() as u64).into())]);
            format!("{} {more}", clean(host, SOURCE))
        }
    }
}

#[cfg(test)]
mod tests {
    use uc_words::Language;

    use super::*;

    #[test]
    fn small_classes_of_machines_and_those_of_no_class_are_one_row() {
        let lines = Lines {
            bots_by_class: vec![("ai", 9), ("other", 8), ("seo", 7), ("head", 6), ("feed", 5), ("search", 4)],
            ..Lines::default()
        };
        let rows = machines(&lines, &Words::new(Language::English));
        let counts: Vec<u64> = rows.iter().map(|(_, count)| *count).collect();
        assert_eq!(counts, [9, 7, 6, 5, 12]);
        assert_eq!(rows[4].0, "Others");
    }
}
