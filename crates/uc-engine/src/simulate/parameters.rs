//! The parameters of a simulated world: for each a name, a meaning and a range per scenario, and the drawn values.
//!
//! One table says it all; `docs/guide/simulate.md` repeats it for people and a test compares the two. Nothing here
//! is known to the estimate: the ranges are guesses, on purpose wider than what is likely.

use super::Scenario;
use super::chance::Chance;

/// A bounded quantity, drawn once a simulation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// Smallest value.
    pub low: f64,
    /// Largest value.
    pub high: f64,
}

/// How a value is drawn from its range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Law {
    /// Evenly.
    Even,
    /// Evenly on the logarithmic scale.
    Factor,
    /// 0 in half of the worlds, evenly from the range in the others.
    Sometimes,
}

/// A row of the table of parameters.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// Which parameter.
    pub parameter: Parameter,
    /// Its name in `parameters.json`.
    pub name: &'static str,
    /// What it means, with its unit.
    pub meaning: &'static str,
    /// How it is drawn.
    pub law: Law,
    /// Its range in each scenario, in the order news, shop, bakery, club.
    pub ranges: [Range; 4],
}

macro_rules! parameters {
    ($($variant:ident $name:literal $law:ident [$($low:literal..$high:literal),+] $meaning:literal;)+) => {
        /// A quantity of the world that is drawn once a simulation.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Parameter {
            $(#[doc = $meaning] $variant,)+
        }

        /// All parameters, in the order of the enum.
        pub const TABLE: &[Row] = &[$(Row {
            parameter: Parameter::$variant,
            name: $name,
            meaning: $meaning,
            law: Law::$law,
            ranges: spread([$(Range { low: $low, high: $high }),+]),
        },)+];
    };
}

/// Uses one range for all scenarios, or one for each.
const fn spread<const N: usize>(ranges: [Range; N]) -> [Range; 4] {
    if N == 4 {
        [ranges[0], ranges[1 % N], ranges[2 % N], ranges[3 % N]]
    } else {
        [ranges[0], ranges[0], ranges[0], ranges[0]]
    }
}

parameters! {
    People "people" Factor [3000.0..12000.0, 1500.0..6000.0, 400.0..1600.0, 80.0..400.0] "Persons who may visit (unless a size is asked for).";
    Visits "visits_per_person_and_week" Factor [0.5..2.2, 0.4..1.5, 0.35..1.2, 0.5..2.5] "Visits a person and week by all causes but private sharing.";
    PrivateShare "private_share" Even [0.06..0.55, 0.05..0.5, 0.12..0.75, 0.15..0.8] "Part of all landings that private sharing brings.";
    Phones "phone_visits" Even [0.5..0.8, 0.45..0.8, 0.6..0.92, 0.5..0.85] "Part of the visits that are made on a phone, as far as the cause allows.";
    Apple "apple_phones" Even [0.25..0.6] "Part of the phones that are iPhones.";
    Ipv6 "ipv6_homes" Even [0.15..0.7] "Part of the home and mobile connections that use IPv6.";
    SharedIpv4 "shared_ipv4" Even [0.1..0.6] "Part of the IPv4 home connections behind the carrier's address translation.";
    Mobile "mobile_connections" Even [0.2..0.65] "Part of the phone visits made over the mobile network, with changing addresses.";
    Household "household" Even [1.1..2.8] "Mean number of persons who share a home connection.";
    Weekend "weekend" Factor [0.55..1.1, 0.8..1.6, 0.9..1.8, 0.8..2.0] "Weekend traffic against a working day's, on top of the scenario's own week.";
    Night "night" Factor [0.5..1.6] "Night traffic against the scenario's own nights.";
    Depth "follow_up_views" Factor [0.3..1.6, 0.8..4.0, 0.3..1.5, 0.4..2.0] "Mean number of further pages a visit.";
    Assets "assets_per_view" Sometimes [0.5..4.0, 0.5..5.0, 0.5..4.0, 0.5..4.0] "Pictures, scripts and styles logged a page view (0: a separate host serves them).";
    Reload "reloads" Even [0.005..0.06] "Part of the page views that are reloaded within the visit.";
    Pause "long_pauses" Even [0.0..0.05] "Part of the steps within a visit before which the tab lies open for more than half an hour.";
    Cached "not_modified" Even [0.0..0.15] "Part of the repeated page views that are answered with 304.";
    Redirects "redirects" Even [0.0..0.08] "Part of the landings that pass a redirect first.";
    Failures "failures" Even [0.0..0.02] "Part of the arrivals that end with an error.";
    Pages "archive_pages" Factor [600.0..3000.0, 200.0..1500.0, 12.0..45.0, 25.0..120.0] "Deep pages that exist at the start.";
    NewPages "new_pages_per_day" Factor [8.0..40.0, 0.5..6.0, 0.1..0.8, 0.15..0.8] "Deep pages published a day.";
    Popularity "popularity" Even [0.6..1.2] "Zipf exponent of the pages' popularity.";
    Freshness "freshness_hours" Factor [5.0..36.0, 100.0..1500.0, 100.0..800.0, 24.0..200.0] "Mean age of the fresh pages that are read.";
    FreshReading "fresh_reading" Even [0.45..0.9, 0.1..0.4, 0.2..0.7, 0.4..0.85] "Part of the deep arrivals that go to fresh pages.";
    Typed "typed" Factor [0.5..3.0, 0.4..2.0, 0.5..3.0, 0.5..3.0] "Weight of typed addresses among the causes.";
    Bookmark "bookmark" Factor [0.15..3.0, 0.05..1.5, 0.05..1.5, 0.2..3.0] "Weight of bookmarks; half of them are of deep pages.";
    Completion "completion" Factor [0.2..3.0, 0.1..2.0, 0.1..2.0, 0.1..2.5] "Weight of address-bar completion, which leads to pages read before.";
    HomeScreen "home_screen" Sometimes [0.1..1.2, 0.02..0.4, 0.02..0.3, 0.05..0.5] "Weight of the site's icon on the home screen.";
    Reopened "reopened" Factor [0.02..0.5] "Weight of tabs that a browser loads anew after hours, without a referrer.";
    Search "search" Factor [1.0..5.0, 1.5..6.0, 1.5..6.0, 0.4..2.5] "Weight of search engines.";
    Social "social" Factor [0.4..4.0, 0.2..2.0, 0.3..3.0, 0.1..1.2] "Weight of public social posts.";
    Newsletter "newsletter" Sometimes [0.2..2.0, 0.2..2.0, 0.05..0.6, 0.2..2.0] "Weight of newsletters.";
    Ads "ads" Sometimes [0.02..0.5, 0.5..4.0, 0.05..0.8, 0.01..0.05] "Weight of advertisements.";
    Assistants "ai_assistants" Factor [0.02..0.5, 0.03..0.5, 0.01..0.25, 0.01..0.1] "Weight of AI assistants.";
    Referrals "referrals" Factor [0.1..1.2, 0.1..1.0, 0.1..1.0, 0.1..1.0] "Weight of other sites' links.";
    Feeds "feed_readers" Sometimes [0.05..0.7, 0.01..0.1, 0.01..0.1, 0.02..0.3] "Weight of feed readers' clicks, soon after publication.";
    Radio "radio_mentions" Sometimes [0.05..0.6, 0.03..0.5, 0.1..0.8, 0.05..0.5] "Weight of mentions on radio, posters and paper, typed from memory (home or a deep page's short address).";
    SearchStripped "search_stripped" Even [0.0..0.25] "Part of the search arrivals without a referrer.";
    SearchDeep "search_deep" Even [0.55..0.9, 0.5..0.85, 0.15..0.6, 0.2..0.7] "Part of the search arrivals on deep pages.";
    SocialStripped "social_stripped" Even [0.03..0.65] "Part of the social arrivals that leave the app without a referrer.";
    SocialPosts "social_post_clicks" Factor [15.0..120.0, 8.0..60.0, 5.0..40.0, 3.0..20.0] "Mean clicks of a public post.";
    SocialFade "social_fade_hours" Factor [1.0..16.0] "Mean time from a public post to a click.";
    NewsletterTagged "newsletter_tagged" Even [0.0..1.0] "Part of the newsletters whose links are tagged.";
    NewsletterFade "newsletter_fade_hours" Factor [1.5..14.0] "Mean time from a newsletter to a click.";
    ReferralStripped "referral_stripped" Even [0.0..0.2] "Part of the links on other sites that hide the referrer.";
    AssistantStripped "ai_stripped" Even [0.05..0.75] "Part of the arrivals from AI assistants without a referrer.";
    Reach "share_reach" Factor [0.8..4.5, 0.6..2.5, 0.8..4.0, 1.0..6.0] "Mean clicks of one private share.";
    ReachSpread "share_reach_spread" Even [0.3..1.4] "Spread (of the logarithm) of clicks between shares: groups against single persons.";
    Reproduction "share_reproduction" Even [0.02..0.5] "Private landings that each private landing brings on by being shared again.";
    Delay "share_delay_minutes" Factor [4.0..240.0] "Median time from a share to a click.";
    DelaySpread "share_delay_spread" Even [0.8..2.0] "Spread (of the logarithm) of that time.";
    Lag "share_lag_minutes" Factor [0.5..8.0] "Median time from the sharer's own view to the share.";
    SharerVisits "sharer_visits" Even [0.55..0.97] "Part of the first shares that follow the sharer's own visit; the others are passed on from memory.";
    Appeal "share_appeal" Even [0.3..1.6] "Spread (of the logarithm) of the pages' chance to be shared.";
    DeepShares "deep_shares" Even [0.75..0.99, 0.7..0.98, 0.5..0.95, 0.8..0.99] "How much rarer home and section pages are shared than deep pages (1: never).";
    LinkForwarded "link_forwarded" Even [0.3..0.9] "Part of the re-shares that forward the very link received, token included.";
    StaleKept "stale_kept" Even [0.1..0.8] "Part of the shares that carry the address bar's tags and click ids along.";
    Tokens "share_tokens" Sometimes [0.02..0.4] "Part of the shares made by the site's own button, with a share token.";
    ShareTags "share_tags" Sometimes [0.02..0.25] "Part of the shares made by a plain share button that names the messenger in a tag.";
    Previews "previews" Even [0.35..1.0] "Part of the previews that reach the server, on top of each messenger's own habit.";
    PreviewRepeats "preview_repeats" Even [0.0..0.25] "Part of the previews that are fetched again within a minute, as the address is being typed.";
    GroupBursts "group_bursts" Sometimes [0.01..0.12] "Part of the shares that go to a large group, answered within minutes.";
    GroupSize "group_clicks" Factor [5.0..30.0, 4.0..20.0, 4.0..25.0, 4.0..15.0] "Mean clicks of such a group.";
    SilentGroups "silent_groups" Even [0.0..1.0] "Part of these groups' messages that make no preview.";
    InApp "in_app" Even [0.3..1.0] "How often messengers open links in their own browser, on top of each one's habit.";
    SafariNone "safari_says_none" Even [0.0..1.0] "Part of the links opened from an app in Safari that say `Sec-Fetch-Site: none`.";
    WebView "webview_header" Even [0.0..0.9] "Part of the Android in-app visits that send `X-Requested-With`.";
    ClickIds "meta_click_ids" Even [0.3..0.98] "Part of the clicks out of Meta's apps that carry `fbclid`.";
    Paywall "paywall" Sometimes [0.1..0.7, 0.01..0.02, 0.01..0.02, 0.05..0.3] "Part of the deep pages that send the reader on to a sign-in page.";
    Crawlers "crawlers" Factor [0.1..0.9, 0.1..0.9, 0.15..1.2, 0.2..1.5] "Requests of search, AI and SEO crawlers a human page view.";
    Scanners "scanner_bursts_per_day" Factor [0.3..4.0] "Bursts a day of requests for what is not there.";
    FalseBrowsers "false_browsers" Even [0.0..0.06] "Requests a human page view by machines that call themselves a browser.";
    MailScanners "mail_scanners" Even [0.0..0.3] "Part of the links in e-mail that a scanner opens before the reader.";
    Monitor "monitor_minutes" Sometimes [1.0..15.0] "Minutes between the requests of an uptime monitor.";
    FeedPolls "feed_polls_per_day" Sometimes [10.0..400.0, 2.0..30.0, 2.0..20.0, 2.0..60.0] "Requests a day for the site's feed.";
    Prefetch "prefetches" Even [0.0..0.04] "Pages a page view that a browser fetches ahead and nobody reads.";
}

/// The drawn values of one simulation.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameters {
    scenario: Scenario,
    values: Vec<f64>,
}

impl Parameters {
    /// Draws every parameter in the order of the table.
    pub(crate) fn draw(scenario: Scenario, chance: &mut Chance) -> Self {
        let values = TABLE
            .iter()
            .map(|row| {
                let Range { low, high } = row.ranges[scenario as usize];
                match row.law {
                    Law::Even => rounded(chance.between(low, high)),
                    Law::Factor => rounded(chance.between_by_factor(low, high)),
                    Law::Sometimes if chance.happens(0.5) => 0.0,
                    Law::Sometimes => rounded(chance.between(low, high)),
                }
            })
            .collect();
        Self { scenario, values }
    }

    /// Returns a parameter's drawn value.
    pub fn get(&self, parameter: Parameter) -> f64 {
        self.values[parameter as usize]
    }

    /// Replaces a drawn value: for tests and evaluations that ask about one mechanism.
    pub fn set(&mut self, parameter: Parameter, value: f64) {
        self.values[parameter as usize] = value;
    }

    /// Lists every parameter with its range and its drawn value.
    pub fn rows(&self) -> impl Iterator<Item = (&'static Row, Range, f64)> + '_ {
        TABLE.iter().zip(&self.values).map(|(row, value)| (row, row.ranges[self.scenario as usize], *value))
    }
}

/// Cuts a value to six decimals, so that what is written is exactly what was used.
pub(crate) fn rounded(value: f64) -> f64 {
    libm::round(value * 1e6) / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_stands_in_the_order_of_the_enum() {
        for (position, row) in TABLE.iter().enumerate() {
            assert_eq!(row.parameter as usize, position, "{}", row.name);
        }
    }

    #[test]
    fn every_drawn_value_lies_in_its_range() {
        for scenario in Scenario::ALL {
            for seed in 0..50 {
                let parameters = Parameters::draw(scenario, &mut Chance::new(seed, 0));
                for (row, range, value) in parameters.rows() {
                    let absent = row.law == Law::Sometimes && value == 0.0;
                    assert!(absent || (range.low..=range.high).contains(&value), "{} is {value}", row.name);
                }
            }
        }
    }
}
