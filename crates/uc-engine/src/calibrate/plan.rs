//! The links of an experiment, a mark in each. Nothing in them is drawn by chance: the same wishes give the same links.

use super::page_url::PageUrl;
use crate::priors::{Priors, What};
use crate::source::{Channel, Source, TestPost};

/// How many messengers are planned for where the user names none.
const USUAL: usize = 8;

/// What to post where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The page, without a mark.
    pub page: String,
    /// The links, messenger by messenger.
    pub links: Vec<PlannedLink>,
}

/// A link to post once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedLink {
    /// Where it is to be posted.
    pub post: TestPost,
    /// The address.
    pub url: String,
}

impl Plan {
    /// Plans so many posts in each of the messengers, which come in the order given, each once.
    pub fn of(page: &PageUrl, messengers: &[Source], posts: u16) -> Self {
        let mut links = Vec::new();
        for (place, messenger) in messengers.iter().enumerate() {
            if messengers[..place].contains(messenger) {
                continue;
            }
            for number in 1..=posts {
                let post = TestPost { messenger: *messenger, number };
                links.push(PlannedLink { post, url: page.marked(post) });
            }
        }
        Self { page: page.text(), links }
    }
}

/// Returns the messengers that links are passed on by most, as far as the priors know, the most used first. Links that
/// were merely copied have no group to be posted in.
pub fn usual_messengers(priors: &Priors) -> Vec<Source> {
    let used = |source: Source| {
        let groups = source.channel() == Channel::DarkSocial && source.name() != "copy_other";
        groups.then(|| priors.get(What::Use, source.name()).map(|prior| (source, prior.usual))).flatten()
    };
    let mut sources: Vec<(Source, f64)> = Source::all().filter_map(used).collect();
    sources.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.name().cmp(b.0.name())));
    sources.into_iter().take(USUAL).map(|(source, _)| source).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_messenger_gets_its_links_once_in_the_order_given() {
        let page = PageUrl::parse("https://example.org/page").unwrap();
        let named = |name| Source::find(name).unwrap();
        let messengers = [named("telegram"), named("whatsapp"), named("telegram")];
        let plan = Plan::of(&page, &messengers, 2);
        let urls: Vec<&str> = plan.links.iter().map(|link| link.url.as_str()).collect();
        assert_eq!(
            urls,
            [
                "https://example.org/page?uc-test=telegram-1",
                "https://example.org/page?uc-test=telegram-2",
                "https://example.org/page?uc-test=whatsapp-1",
                "https://example.org/page?uc-test=whatsapp-2",
            ]
        );
    }

    #[test]
    fn the_usual_messengers_are_the_most_used_ones() {
        let names: Vec<&str> = usual_messengers(&Priors::built_in()).into_iter().map(Source::name).collect();
        assert_eq!(names[..2], ["whatsapp", "email"]);
        assert_eq!(names.len(), USUAL);
        assert!(!names.contains(&"copy_other"));
    }
}
