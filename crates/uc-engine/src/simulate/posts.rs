//! Public posts and newsletters: one message, many clicks, in a burst that fades within hours.
//!
//! A post is public, so its clicks are not private sharing, referrer or not; networks fetch a card of it all the same.

use crate::source::Channel;

use super::World;
use super::apps::AppBrowser;
use super::parameters::Parameter;
use super::people::Which;
use super::public::{Click, Stood};
use super::record::Cause;
use super::rhythm::{HOUR, MINUTE};
use super::site::PageId;
use super::visit::Origin;

/// A public network.
struct Network {
    name: &'static str,
    weight: f64,
    /// Lean to phones (1: as the world does).
    phones: f64,
    /// Its in-app browser and how often it is used on phones.
    app: Option<(AppBrowser, f64)>,
    referrers: &'static [&'static str],
    /// What its card fetchers call themselves, and how many fetch.
    cards: &'static [&'static str],
    fetches: usize,
    /// The click id that it adds.
    click_id: &'static str,
}

const NETWORKS: [Network; 10] = [
    Network {
        name: "facebook",
        weight: 0.4,
        phones: 2.5,
        app: Some((AppBrowser::Facebook, 0.85)),
        referrers: &[
            "https://l.facebook.com/",
            "https://m.facebook.com/",
            "https://lm.facebook.com/",
            "http://m.facebook.com/",
        ],
        cards: &["facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)"],
        fetches: 3,
        click_id: "fbclid=IwZX",
    },
    Network {
        name: "instagram",
        weight: 0.16,
        phones: 9.0,
        app: Some((AppBrowser::Instagram, 0.92)),
        referrers: &["https://l.instagram.com/"],
        cards: &["facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)"],
        fetches: 1,
        click_id: "fbclid=PAZX",
    },
    Network {
        name: "threads",
        weight: 0.04,
        phones: 4.0,
        app: Some((AppBrowser::Threads, 0.8)),
        referrers: &["https://l.threads.com/"],
        cards: &["facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)"],
        fetches: 1,
        click_id: "",
    },
    Network {
        name: "x",
        weight: 0.1,
        phones: 1.8,
        app: Some((AppBrowser::X, 0.5)),
        referrers: &["https://t.co/"],
        cards: &["Twitterbot/1.0"],
        fetches: 2,
        click_id: "",
    },
    Network {
        name: "linkedin",
        weight: 0.08,
        phones: 0.8,
        app: Some((AppBrowser::LinkedIn, 0.7)),
        referrers: &["https://www.linkedin.com/", "https://lnkd.in/"],
        cards: &["LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)"],
        fetches: 1,
        click_id: "",
    },
    Network {
        name: "reddit",
        weight: 0.06,
        phones: 1.0,
        app: Some((AppBrowser::Reddit, 0.5)),
        referrers: &["https://www.reddit.com/", "https://old.reddit.com/", "https://out.reddit.com/"],
        cards: &["Mozilla/5.0 (compatible; redditbot/1.0; +http://www.reddit.com/feedback)"],
        fetches: 1,
        click_id: "",
    },
    Network {
        name: "bluesky",
        weight: 0.05,
        phones: 1.2,
        app: None,
        referrers: &["https://bsky.app/", "https://go.bsky.app/"],
        cards: &["Mozilla/5.0 (compatible; Bluesky Cardyb/1.1; +mailto:support@bsky.app)"],
        fetches: 1,
        click_id: "",
    },
    Network {
        name: "mastodon",
        weight: 0.05,
        phones: 0.9,
        app: None,
        referrers: &["https://mastodon.social/", "https://norden.social/"],
        cards: &[
            "Mastodon/4.6.1 (http.rb/5.3.1; +https://mastodon.social/) Bot",
            "Mastodon/4.5.4 (http.rb/5.3.1; +https://norden.social/) Bot",
        ],
        fetches: 12,
        click_id: "",
    },
    Network {
        name: "tiktok",
        weight: 0.03,
        phones: 20.0,
        app: Some((AppBrowser::TikTok, 0.95)),
        referrers: &[],
        cards: &[],
        fetches: 0,
        click_id: "",
    },
    Network {
        name: "pinterest",
        weight: 0.03,
        phones: 1.5,
        app: Some((AppBrowser::Pinterest, 0.6)),
        referrers: &["https://www.pinterest.de/", "https://www.pinterest.com/"],
        cards: &["Mozilla/5.0 (compatible; Pinterestbot/1.0; +http://www.pinterest.com/bot.html)"],
        fetches: 1,
        click_id: "",
    },
];

/// Web mail programs whose name arrives with a newsletter's click.
const WEB_MAIL: [&str; 4] = [
    "https://deref-gmx.net/",
    "https://deref-web.de/",
    "https://outlook.live.com/",
    "https://mail.yahoo.com/",
];

impl World {
    /// Plays one public post and its clicks.
    pub(crate) fn post(&mut self, clicks: u64) {
        let network = &NETWORKS[self.chance.weighted(&NETWORKS.each_ref().map(|network| network.weight))];
        let posted = self.rhythm.moment(&mut self.chance);
        let page = match self.chance.weighted(&[0.15, 0.75, 0.1]) {
            0 => self.site.entrance(0.9, &mut self.chance),
            1 => self.site.fresh(posted, &mut self.chance),
            _ => self.site.archived(posted, &mut self.chance),
        };
        if !network.cards.is_empty() {
            self.public_cards(network, page, posted);
        }
        let fade =
            self.parameters.get(Parameter::SocialFade) * HOUR as f64 * self.chance.log_normal(1.0, 0.5);
        for _ in 0..clicks {
            let at = posted + MINUTE / 2 + self.chance.exponential(fade) as i64;
            self.click_post(network, page, at);
        }
    }

    fn public_cards(&mut self, network: &Network, page: PageId, posted: i64) {
        let origin = Origin::of(Cause::Card, Channel::Preview, Some(network.name));
        let fetches = 1 + self.chance.below(network.fetches);
        for turn in 0..fetches {
            let agent = *self.chance.pick(network.cards);
            let at = posted + 800 + turn as i64 * 7_000 + self.chance.within(5_000);
            self.card_from_data_centre(agent, page, at, origin);
        }
    }

    fn click_post(&mut self, network: &Network, page: PageId, at: i64) {
        let at = self.rhythm.awake(at, &mut self.chance);
        let which = self.people.which(network.phones, &mut self.chance);
        let mut app = None;
        if let (Some((own, often)), Which::Phone) = (network.app, which) {
            app = self.chance.happens(often).then_some(own);
        }
        let stripped = network.referrers.is_empty()
            || self.chance.happens(self.parameters.get(Parameter::SocialStripped));
        let referrer = if stripped { "" } else { *self.chance.pick(network.referrers) };
        let carries =
            !network.click_id.is_empty() && self.chance.happens(self.parameters.get(Parameter::ClickIds));
        let query =
            if carries { format!("?{}{}", network.click_id, self.chance.token(60)) } else { String::new() };
        let stood = if stripped || app.is_some() { Stood::InApp } else { Stood::OnPage };
        let origin = Origin::of(Cause::Social, Channel::Social, Some(network.name));
        self.follow(Click { at, page, which, query, referrer, app, stood, origin });
    }

    /// Plays one newsletter and its clicks.
    pub(crate) fn send_newsletter(&mut self, clicks: u64) {
        let sent = self.rhythm.moment(&mut self.chance);
        let tagged = self.chance.happens(self.parameters.get(Parameter::NewsletterTagged));
        let personal = tagged && self.chance.happens(0.5);
        let pages: Vec<PageId> = (0..5).map(|_| self.site.fresh(sent, &mut self.chance)).collect();
        let fade = self.parameters.get(Parameter::NewsletterFade) * HOUR as f64;
        let web_mail = self.chance.between(0.05, 0.35);
        for _ in 0..clicks {
            let later = sent + 2 * MINUTE + self.chance.exponential(fade) as i64;
            let at = self.rhythm.awake(later, &mut self.chance);
            // The first link gets the most clicks.
            let page = pages[self.chance.below(5).min(self.chance.below(5))];
            let mut query = String::new();
            if tagged {
                query =
                    format!("?utm_source=newsletter&utm_medium=email&utm_campaign=n{}", sent / (24 * HOUR));
            }
            if personal {
                query
                    .push_str(&format!("&mc_cid=8f2c41d09a&mc_eid={}", self.chance.token(10).to_lowercase()));
            }
            self.scan_mail(page, &query, sent);
            let which = self.people.which(0.8, &mut self.chance);
            let (referrer, stood) =
                match self.chance.weighted(&[1.0 - web_mail, web_mail * 0.8, web_mail * 0.2]) {
                    0 => ("", Stood::InApp),
                    1 => (*self.chance.pick(&WEB_MAIL), Stood::OnPage),
                    _ => ("android-app://com.google.android.gm/", Stood::InApp),
                };
            let origin = Origin::of(Cause::Newsletter, Channel::Newsletter, None);
            self.follow(Click { at, page, which, query, referrer, app: None, stood, origin });
        }
    }
}
