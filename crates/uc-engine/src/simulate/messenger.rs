//! The private channels through which people pass links on: what each does to a link.
//!
//! For every messenger a range per habit; [`Habits`] are drawn once a simulation, so that no two worlds' WhatsApp
//! is alike. Names are those of the `classify` contract.

use super::Scenario;
use super::apps::AppBrowser;
use super::chance::Chance;
use super::parameters::rounded;

/// Who fetches a link card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fetcher {
    /// The sender's own device.
    Sender,
    /// The sender's own device, if Apple made it.
    AppleSender,
    /// A data centre that remembers a card for some hours. Messengers of one house share what it remembers.
    DataCentre { house: u8 },
    /// Nobody.
    Nobody,
}

/// What is the same in every world about a messenger.
pub(crate) struct Messenger {
    pub(crate) name: &'static str,
    /// How common it is in each scenario.
    weights: [f64; 4],
    /// How much its users lean to phones (1: as the world does).
    pub(crate) phones: f64,
    /// Its own in-app browser, and the range of how often that is used.
    pub(crate) app: Option<AppBrowser>,
    in_app: (f64, f64),
    /// Referrers of its web client, and the range of how often one is sent from a computer.
    pub(crate) web: &'static [&'static str],
    web_sent: (f64, f64),
    /// Referrer of its Android app, and the range of how often one is sent.
    pub(crate) package: &'static str,
    package_sent: (f64, f64),
    pub(crate) fetcher: Fetcher,
    /// What the fetcher calls itself; several where it varies.
    pub(crate) fetcher_agents: &'static [&'static str],
    fetched: (f64, f64),
    /// Value of `utm_source` on the site's own share buttons.
    pub(crate) tag: &'static str,
}

/// A messenger's habits in one world.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Habits {
    pub(crate) weight: f64,
    pub(crate) in_app: f64,
    pub(crate) web_sent: f64,
    pub(crate) package_sent: f64,
    pub(crate) fetched: f64,
    pub(crate) cache_hours: f64,
}

const NEVER: (f64, f64) = (0.0, 0.0);
const META: u8 = 1;
const META_CARD: &str = "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)";

/// A messenger that nobody uses and that leaves nothing; the others change what differs.
const QUIET: Messenger = Messenger {
    name: "copy_other",
    weights: [0.0; 4],
    phones: 1.0,
    app: None,
    in_app: NEVER,
    web: &[],
    web_sent: NEVER,
    package: "",
    package_sent: NEVER,
    fetcher: Fetcher::Nobody,
    fetcher_agents: &[],
    fetched: NEVER,
    tag: "copy",
};

/// All messengers.
pub(crate) const MESSENGERS: [Messenger; 19] = [
    Messenger {
        name: "whatsapp",
        weights: [40.0, 35.0, 60.0, 50.0],
        phones: 3.0,
        app: Some(AppBrowser::WhatsApp),
        in_app: (0.0, 0.35),
        web: &["https://web.whatsapp.com/"],
        web_sent: (0.0, 0.5),
        package: "android-app://com.whatsapp/",
        package_sent: (0.0, 0.05),
        fetcher: Fetcher::Sender,
        fetcher_agents: &[
            "WhatsApp/2.26.38.77 A",
            "WhatsApp/2.26.38.10 A",
            "WhatsApp/2.26.36.72 i",
            "WhatsApp/2.2642.3 W",
        ],
        fetched: (0.6, 0.97),
        tag: "whatsapp",
    },
    Messenger {
        name: "telegram",
        weights: [10.0, 6.0, 4.0, 6.0],
        phones: 1.6,
        app: Some(AppBrowser::Telegram),
        in_app: (0.0, 0.2),
        web: &["https://web.telegram.org/", "https://t.me/"],
        web_sent: (0.1, 0.7),
        package: "android-app://org.telegram.messenger/",
        package_sent: (0.05, 0.6),
        fetcher: Fetcher::DataCentre { house: 2 },
        fetcher_agents: &["TelegramBot (like TwitterBot)"],
        fetched: (0.7, 0.98),
        tag: "telegram",
    },
    Messenger {
        name: "signal",
        weights: [6.0, 3.0, 3.0, 8.0],
        phones: 1.8,
        fetcher: Fetcher::Sender,
        fetcher_agents: &["WhatsApp/2"],
        fetched: (0.3, 0.85),
        tag: "signal",
        ..QUIET
    },
    Messenger {
        name: "messenger",
        weights: [8.0, 9.0, 7.0, 4.0],
        phones: 2.0,
        app: Some(AppBrowser::Messenger),
        in_app: (0.4, 0.95),
        web: &["https://l.messenger.com/", "https://l.facebook.com/"],
        web_sent: (0.2, 0.9),
        fetcher: Fetcher::DataCentre { house: META },
        fetcher_agents: &[
            META_CARD,
            "meta-externalfetcher/1.1 (+https://developers.facebook.com/docs/sharing/webmasters/crawler)",
        ],
        fetched: (0.7, 0.98),
        tag: "messenger",
        ..QUIET
    },
    Messenger {
        name: "instagram_dm",
        weights: [6.0, 10.0, 5.0, 3.0],
        phones: 6.0,
        app: Some(AppBrowser::Instagram),
        in_app: (0.6, 0.98),
        web: &["https://l.instagram.com/"],
        web_sent: (0.3, 0.9),
        fetcher: Fetcher::DataCentre { house: META },
        fetcher_agents: &[META_CARD],
        fetched: (0.6, 0.98),
        tag: "instagram",
        ..QUIET
    },
    Messenger {
        name: "email",
        weights: [12.0, 10.0, 6.0, 14.0],
        phones: 0.6,
        web: &[
            "https://outlook.live.com/",
            "https://deref-gmx.net/",
            "https://deref-web.de/",
            "https://email.t-online.de/",
            "https://mail.yahoo.com/",
            "https://mail.proton.me/",
        ],
        web_sent: (0.05, 0.5),
        package: "android-app://com.google.android.gm/",
        package_sent: (0.1, 0.8),
        tag: "email",
        ..QUIET
    },
    Messenger { name: "sms", weights: [3.0, 3.0, 4.0, 3.0], phones: 8.0, tag: "sms", ..QUIET },
    Messenger {
        name: "imessage",
        weights: [6.0, 6.0, 5.0, 4.0],
        phones: 4.0,
        fetcher: Fetcher::AppleSender,
        fetcher_agents: &[
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0",
        ],
        fetched: (0.6, 0.95),
        tag: "imessage",
        ..QUIET
    },
    Messenger {
        name: "slack",
        weights: [5.0, 1.5, 0.3, 1.0],
        phones: 0.3,
        web: &["https://app.slack.com/"],
        web_sent: (0.0, 0.2),
        package: "android-app://com.slack/",
        package_sent: (0.0, 0.6),
        fetcher: Fetcher::DataCentre { house: 3 },
        fetcher_agents: &["Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)"],
        fetched: (0.8, 0.99),
        tag: "slack",
        ..QUIET
    },
    Messenger {
        name: "teams",
        weights: [6.0, 2.0, 0.7, 1.5],
        phones: 0.2,
        web: &["https://teams.microsoft.com/", "https://statics.teams.cdn.office.net/"],
        web_sent: (0.05, 0.6),
        fetcher: Fetcher::DataCentre { house: 4 },
        fetcher_agents: &[
            "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com",
        ],
        fetched: (0.5, 0.95),
        tag: "teams",
        ..QUIET
    },
    Messenger {
        name: "discord",
        weights: [3.0, 3.0, 0.4, 2.0],
        phones: 0.7,
        web: &["https://discord.com/"],
        web_sent: (0.0, 0.4),
        fetcher: Fetcher::DataCentre { house: 5 },
        fetcher_agents: &["Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)"],
        fetched: (0.8, 0.99),
        tag: "discord",
        ..QUIET
    },
    Messenger { name: "threema", weights: [1.5, 0.5, 0.7, 2.5], phones: 3.0, tag: "threema", ..QUIET },
    Messenger {
        name: "wechat",
        weights: [0.4, 0.5, 0.2, 0.2],
        phones: 6.0,
        app: Some(AppBrowser::WeChat),
        in_app: (0.8, 1.0),
        tag: "wechat",
        ..QUIET
    },
    Messenger {
        name: "line",
        weights: [0.2, 0.3, 0.1, 0.1],
        phones: 6.0,
        app: Some(AppBrowser::Line),
        in_app: (0.7, 1.0),
        web: &["https://line.me/"],
        web_sent: (0.0, 0.2),
        fetcher: Fetcher::DataCentre { house: 6 },
        fetcher_agents: &["facebookexternalhit/1.1;line-poker/1.0"],
        fetched: (0.6, 0.95),
        tag: "line",
        ..QUIET
    },
    Messenger {
        name: "viber",
        weights: [0.5, 0.5, 0.4, 0.4],
        phones: 4.0,
        app: Some(AppBrowser::Viber),
        in_app: (0.0, 0.6),
        fetcher: Fetcher::Sender,
        fetcher_agents: &["Viber/27.2.0.4"],
        fetched: (0.4, 0.9),
        tag: "viber",
        ..QUIET
    },
    Messenger {
        name: "snapchat",
        weights: [1.0, 2.5, 0.7, 0.6],
        phones: 9.0,
        app: Some(AppBrowser::Snapchat),
        in_app: (0.7, 1.0),
        package: "android-app://com.snapchat.android/",
        package_sent: (0.0, 0.2),
        fetcher: Fetcher::DataCentre { house: 7 },
        fetcher_agents: &["Snap URL Preview Service; bot; snapchat; https://developers.snap.com/robots"],
        fetched: (0.5, 0.95),
        tag: "snapchat",
        ..QUIET
    },
    Messenger {
        name: "kakaotalk",
        weights: [0.1, 0.2, 0.05, 0.05],
        phones: 6.0,
        app: Some(AppBrowser::KakaoTalk),
        in_app: (0.8, 1.0),
        fetcher: Fetcher::DataCentre { house: 8 },
        fetcher_agents: &[
            "facebookexternalhit/1.1; kakaotalk-scrap/1.0; +https://devtalk.kakao.com/t/scrap/33984",
        ],
        fetched: (0.6, 0.95),
        tag: "kakaotalk",
        ..QUIET
    },
    Messenger {
        name: "matrix",
        weights: [0.8, 0.2, 0.1, 1.0],
        phones: 0.6,
        fetcher: Fetcher::DataCentre { house: 9 },
        fetcher_agents: &["Synapse (bot; +https://github.com/matrix-org/synapse)"],
        fetched: (0.5, 0.95),
        tag: "matrix",
        ..QUIET
    },
    Messenger { weights: [5.0, 5.0, 4.0, 4.0], ..QUIET },
];

/// Draws the habits of all messengers in one world.
pub(crate) fn draw_habits(scenario: Scenario, chance: &mut Chance) -> Vec<Habits> {
    let mut draw = |(low, high): (f64, f64)| rounded(chance.between(low, high));
    let mut habits: Vec<Habits> = MESSENGERS
        .iter()
        .map(|messenger| Habits {
            weight: messenger.weights[scenario as usize],
            in_app: draw(messenger.in_app),
            web_sent: draw(messenger.web_sent),
            package_sent: draw(messenger.package_sent),
            fetched: draw(messenger.fetched),
            cache_hours: draw((0.2, 30.0)),
        })
        .collect();
    for habit in &mut habits {
        habit.weight = rounded(habit.weight * chance.log_normal(1.0, 0.7));
    }
    habits
}
