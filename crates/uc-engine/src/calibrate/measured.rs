//! What the experiment measured, messenger by messenger: plain figures, in no language.

use std::borrow::Cow;
use std::collections::HashMap;

use super::beta::Beta;
use super::collect::{Collector, Test};
use super::landing::Shown;
use crate::priors::{Prior, Priors, Row, What};
use crate::source::{Channel, FetchSite, Source, SourceName};

/// What the marked links of a log tell.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// The messengers, those with most landings first.
    pub messengers: Vec<MessengerMeasured>,
    /// The first and the last second of what was seen.
    pub period: Option<(i64, i64)>,
    /// Lines with a mark that could not be read.
    pub unreadable: u64,
}

/// What the links posted in one messenger tell.
///
/// INVARIANT: `landings` is the sum of `itself`, `network`, `elsewhere`, `nothing` and `not_logged`.
#[derive(Debug, Clone, PartialEq)]
pub struct MessengerMeasured {
    /// The messenger.
    pub messenger: Source,
    /// Posts that were opened or fetched.
    pub posts: u64,
    /// Visitors who came by one of the links, each once.
    pub landings: u64,
    /// Landings that would have named the messenger without the mark.
    pub itself: u64,
    /// Landings that would have shown its network, where posts and messages look alike.
    pub network: u64,
    /// Landings that would have been booked as something else, the most first.
    pub elsewhere: Vec<Booked>,
    /// Landings that would have shown nothing, and been booked as direct.
    pub nothing: u64,
    /// Of these, how many browsers said that a link was followed (`Sec-Fetch-Site: cross-site`).
    pub cross_site: u64,
    /// Of these, how many said anything about it.
    pub fetch_site_known: u64,
    /// Landings that cannot be judged, since the log has no referrer field.
    pub not_logged: u64,
    /// Preview fetches of the links by the source of the fetcher, the most first.
    pub previews: Vec<(&'static str, u64)>,
    /// Posts that the messenger's own fetcher asked for.
    pub previewed_posts: u64,
    /// Requests by machines.
    pub machines: u64,
    /// The part of landings that show the messenger or its network; `None` where no landing can be judged.
    pub shown: Option<Prior>,
    /// The part of posts that leave a preview; `None` where that is not to be expected and was not seen.
    pub preview: Option<Prior>,
}

/// Landings that would have been booked as something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booked {
    /// The channel.
    pub channel: Channel,
    /// The source.
    pub source: Option<SourceName>,
    /// How many.
    pub landings: u64,
}

impl Measured {
    pub(super) fn of(collected: &Collector<'_>, priors: &Priors) -> Self {
        let mut messengers: Vec<MessengerMeasured> =
            collected.tests.values().map(|test| MessengerMeasured::of(test, priors)).collect();
        messengers.sort_by(|a, b| {
            b.landings.cmp(&a.landings).then_with(|| a.messenger.name().cmp(b.messenger.name()))
        });
        Self { messengers, period: collected.period, unreadable: collected.unreadable }
    }

    /// Returns the rows of priors that were measured, in the order of their table.
    pub fn rows(&self) -> Vec<Row> {
        let mut rows: Vec<Row> = self.messengers.iter().flat_map(MessengerMeasured::rows).collect();
        rows.sort_by(|a, b| (a.what, &a.of).cmp(&(b.what, &b.of)));
        rows
    }

    /// Returns a file of priors with these rows, as [`Priors::read`] takes it.
    pub fn priors_file(&self) -> String {
        let head = "# Measured with calibration links (undercurrent calibrate read). The numbers are the 10th percentile,\n\
                    # the mean and the 90th percentile of what is believed now. Rows that are not here stay as built in.\n\
                    what\tof\tlow\tusual\thigh\twhy\n";
        self.rows().iter().fold(head.to_owned(), |text, row| text + &row.to_string() + "\n")
    }
}

impl MessengerMeasured {
    fn of(test: &Test, priors: &Priors) -> Self {
        let (mut itself, mut network, mut nothing, mut not_logged) = (0, 0, 0, 0);
        let (mut cross_site, mut fetch_site_known) = (0, 0);
        let mut booked: HashMap<(Channel, Option<&SourceName>), u64> = HashMap::new();
        for landing in test.visitors.values() {
            match &landing.shown {
                Shown::Itself => itself += 1,
                Shown::Network => network += 1,
                Shown::Elsewhere(channel, source) => {
                    *booked.entry((*channel, source.as_ref())).or_default() += 1;
                }
                Shown::Nothing(fetch_site) => {
                    nothing += 1;
                    cross_site += u64::from(*fetch_site == FetchSite::CrossSite);
                    fetch_site_known += u64::from(*fetch_site != FetchSite::Unknown);
                }
                Shown::NotLogged => not_logged += 1,
            }
        }
        let landings = test.visitors.len() as u64;
        let (posts, previewed_posts) = (test.posts.len() as u64, test.previewed.len() as u64);
        let believed =
            |what| priors.get(what, test.messenger.name()).expect("each private source has its priors");
        let judged = landings - not_logged;
        let after = |what, seen, all| Beta::of(believed(what)).after(seen, all).told();
        let previews_expected = believed(What::Preview).high > 0.0 || previewed_posts > 0;
        Self {
            messenger: test.messenger,
            posts,
            landings,
            itself,
            network,
            elsewhere: sorted(booked),
            nothing,
            cross_site,
            fetch_site_known,
            not_logged,
            previews: most_first(test),
            previewed_posts,
            machines: test.machines,
            shown: (judged > 0).then(|| after(What::Shown, itself + network, judged)),
            preview: (posts > 0 && previews_expected).then(|| after(What::Preview, previewed_posts, posts)),
        }
    }

    /// Returns how many landings can be judged.
    pub fn judged(&self) -> u64 {
        self.landings - self.not_logged
    }

    /// Returns how many landings show the messenger or its network.
    pub fn showing(&self) -> u64 {
        self.itself + self.network
    }

    fn rows(&self) -> impl Iterator<Item = Row> {
        let row = |what, prior: Prior, why: String| Row {
            what,
            of: Cow::Borrowed(self.messenger.name()),
            prior,
            why: Cow::Owned(why),
        };
        let shown = self.shown.map(|prior| {
            row(
                What::Shown,
                prior,
                format!("measured: {} of {} visits showed it", self.showing(), self.judged()),
            )
        });
        let preview = self.preview.map(|prior| {
            let why = format!("measured: {} of {} posts left a preview", self.previewed_posts, self.posts);
            row(What::Preview, prior, why)
        });
        shown.into_iter().chain(preview)
    }
}

fn sorted(booked: HashMap<(Channel, Option<&SourceName>), u64>) -> Vec<Booked> {
    let one = |((channel, source), landings): ((Channel, Option<&SourceName>), u64)| Booked {
        channel,
        source: source.cloned(),
        landings,
    };
    let mut booked: Vec<Booked> = booked.into_iter().map(one).collect();
    booked.sort_by(|a, b| {
        b.landings.cmp(&a.landings).then_with(|| (a.channel, &a.source).cmp(&(b.channel, &b.source)))
    });
    booked
}

fn most_first(test: &Test) -> Vec<(&'static str, u64)> {
    let mut previews: Vec<(&'static str, u64)> =
        test.previews.iter().map(|(name, count)| (*name, *count)).collect();
    previews.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    previews
}
