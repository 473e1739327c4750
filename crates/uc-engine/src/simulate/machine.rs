//! What machines ask for: crawlers, feed readers' polls, monitors, scanners, mail scanners, false browsers.
//!
//! None of it is a visit. Some of it looks like one on purpose.

use std::net::{IpAddr, Ipv4Addr};

use crate::source::Channel;

use super::World;
use super::agents::Device;
use super::parameters::Parameter;
use super::record::{Cause, Client, FetchDest, FetchSite, Kind, Record, Referrer, Text, Truth, Verb};
use super::rhythm::{MINUTE, SECOND};
use super::site::{HOME, PageId};

/// Crawlers: what they call themselves, first bytes of their address, how common.
const CRAWLERS: [(&str, (u8, u8), f64); 12] = [
    ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", (66, 249), 0.2),
    (
        "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/157.0.7444.59 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        (66, 249),
        0.15,
    ),
    (
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/136.0.0.0 Safari/537.36",
        (40, 77),
        0.12,
    ),
    (
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.3; +https://openai.com/gptbot)",
        (20, 171),
        0.1,
    ),
    (
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; ChatGPT-User/1.0; +https://openai.com/bot",
        (23, 98),
        0.05,
    ),
    (
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; ClaudeBot/1.0; +claudebot@anthropic.com)",
        (216, 73),
        0.08,
    ),
    (
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; PerplexityBot/1.0; +https://perplexity.ai/perplexitybot)",
        (18, 97),
        0.04,
    ),
    ("Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)", (54, 36), 0.08),
    ("Mozilla/5.0 (compatible; SemrushBot/7~bl; +http://www.semrush.com/bot.html)", (85, 208), 0.07),
    ("Mozilla/5.0 (compatible; Bytespider; spider-feedback@bytedance.com)", (110, 249), 0.04),
    ("Mozilla/5.0 (compatible; Applebot/0.1; +http://www.apple.com/go/applebot)", (17, 58), 0.04),
    (
        "Mozilla/5.0 (compatible; meta-externalagent/1.1; +https://developers.facebook.com/docs/sharing/webmasters/crawler)",
        (57, 141),
        0.03,
    ),
];

/// Programs that ask for the feed.
const FEED_READERS: [&str; 7] = [
    "Feedly/1.0 (+http://www.feedly.com/fetcher.html; 41 subscribers; like FeedFetcher-Google)",
    "Inoreader/1.0 (+http://www.inoreader.com/feed-fetcher; 12 subscribers; )",
    "Tiny Tiny RSS/24.09 (https://tt-rss.org/)",
    "Miniflux/2.2.14",
    "NetNewsWire (RSS Reader; https://netnewswire.com/)",
    "FreshRSS/1.28.0 (Linux; https://freshrss.org)",
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Thunderbird/140.4.0",
];

/// What scanners look for.
const WEAK_SPOTS: [&str; 12] = [
    "/wp-login.php",
    "/.env",
    "/.git/config",
    "/xmlrpc.php",
    "/phpmyadmin/index.php",
    "/admin/login",
    "/wp-content/plugins/backup/readme.txt",
    "/vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php",
    "/cgi-bin/luci/;stok=/locale",
    "/actuator/health",
    "/backup.zip",
    "/index.php?id=1%27%20OR%201=1",
];

impl World {
    /// Plays all machines but the mail scanners; `views` is how many pages people looked at.
    pub(crate) fn run_machines(&mut self, views: u64) {
        let views = views as f64;
        for _ in 0..self.chance.poisson(views * self.parameters.get(Parameter::Crawlers)) {
            self.crawl();
        }
        for _ in 0..self.chance.poisson(views * self.parameters.get(Parameter::FalseBrowsers)) {
            let at = self.rhythm.any_moment(&mut self.chance);
            let page = self.site.archived(at, &mut self.chance);
            let path = self.site.page(page).path;
            self.pretend(path, Text::EMPTY, at);
        }
        for _ in 0..self.chance.poisson(self.rhythm.days() * self.parameters.get(Parameter::Scanners)) {
            self.scan_site();
        }
        for _ in 0..self.chance.poisson(self.rhythm.days() * self.parameters.get(Parameter::FeedPolls)) {
            self.poll_feed();
        }
        self.monitor();
    }

    fn crawl(&mut self) {
        let (agent, place, _) = CRAWLERS[self.chance.weighted(&CRAWLERS.map(|(_, _, weight)| weight))];
        let at = self.rhythm.any_moment(&mut self.chance);
        let address = self.machine_address(place);
        let (path, status) = match self.chance.weighted(&[0.04, 0.02, 0.1, 0.04, 0.7, 0.1]) {
            0 => (self.texts.keep("/robots.txt"), 200),
            1 => (self.texts.keep("/sitemap.xml"), 200),
            2 => (self.site.page(HOME).path, 200),
            3 => {
                let gone = self.chance.below(400);
                (self.texts.keep(&format!("/alt/{gone}.html")), 404)
            }
            4 => (self.any_path(at), 200),
            _ => (self.any_path(at), *self.chance.pick(&[304, 301])),
        };
        self.ask(Machine { at, agent, address, path, status });
    }

    fn any_path(&mut self, at: i64) -> Text {
        let page = if self.chance.happens(0.5) {
            self.site.archived(at, &mut self.chance)
        } else {
            self.chance.below(self.site.pages.len()) as PageId
        };
        self.site.page(page).path
    }

    fn scan_site(&mut self) {
        let agent = *self.chance.pick(&[
            "python-requests/2.32.3",
            "Mozilla/5.0 zgrab/0.x",
            "Go-http-client/1.1",
            "",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/78.0.3904.108 Safari/537.36",
        ]);
        let address = self.data_centre();
        let mut at = self.rhythm.any_moment(&mut self.chance);
        for _ in 0..5 + self.chance.below(40) {
            at += 100 + self.chance.within(2_000);
            let path = *self.chance.pick(&WEAK_SPOTS);
            let path = self.texts.keep(path);
            let status = if self.chance.happens(0.9) { 404 } else { 403 };
            self.ask(Machine { at, agent, address, path, status });
        }
    }

    fn poll_feed(&mut self) {
        let at = self.rhythm.any_moment(&mut self.chance);
        let agent = *self.chance.pick(&FEED_READERS);
        let address = self.data_centre();
        let status = if self.chance.happens(0.7) { 304 } else { 200 };
        let path = self.site.feed;
        self.ask(Machine { at, agent, address, path, status });
    }

    fn monitor(&mut self) {
        let minutes = self.parameters.get(Parameter::Monitor);
        if minutes == 0.0 {
            return;
        }
        let step = (minutes * MINUTE as f64) as i64;
        let address = self.data_centre();
        let agent = "Mozilla/5.0 (compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)";
        let path = self.site.page(HOME).path;
        let agent_text = self.texts.keep(agent);
        let mut at = self.rhythm.begin + self.chance.within(step);
        while at < self.rhythm.end {
            let record = machine_record(at, address, agent_text, path);
            self.put(Record { verb: Verb::Head, bytes: 0, ..record });
            at += step + self.chance.within(2 * SECOND);
        }
    }

    /// Opens a link in an e-mail as a scanner does, when the mail comes in: it calls itself a browser.
    pub(crate) fn scan_mail(&mut self, page: PageId, query: &str, sent: i64) {
        if !self.chance.happens(self.parameters.get(Parameter::MailScanners)) {
            return;
        }
        let at = sent + self.chance.within(90 * SECOND);
        let query = self.texts.keep(query);
        let path = self.site.page(page).path;
        self.pretend(path, query, at);
    }

    /// Asks for a page as a machine that calls itself a browser.
    fn pretend(&mut self, path: Text, query: Text, at: i64) {
        let agent = self.texts.keep(&Device::desktop(&mut self.chance).agent());
        let address = self.data_centre();
        self.put(Record { query, ..machine_record(at, address, agent, path) });
    }

    fn ask(&mut self, machine: Machine) {
        let Machine { at, agent, address, path, status } = machine;
        let agent = self.texts.keep(agent);
        let bytes = if status == 200 { 5_000 + self.chance.below(40_000) as u32 } else { 160 };
        self.put(Record { status, bytes, ..machine_record(at, address, agent, path) });
    }

    fn machine_address(&mut self, (a, b): (u8, u8)) -> IpAddr {
        IpAddr::V4(Ipv4Addr::new(a, b, 64 + self.chance.below(8) as u8, 1 + self.chance.below(250) as u8))
    }
}

/// A request by a machine that says who it is.
#[derive(Clone, Copy)]
struct Machine {
    at: i64,
    agent: &'static str,
    address: IpAddr,
    path: Text,
    status: u16,
}

fn machine_record(at: i64, address: IpAddr, agent: Text, path: Text) -> Record {
    Record {
        at,
        client: Client { address, agent, requested_with: Text::EMPTY, language: Text::EMPTY },
        verb: Verb::Get,
        path,
        query: Text::EMPTY,
        referrer: Referrer::Absent,
        status: 200,
        bytes: 21_000,
        site: FetchSite::Unsent,
        dest: FetchDest::Unsent,
        truth: Truth {
            kind: Kind::Bot,
            landing: false,
            channel: Channel::Bot,
            source: None,
            cause: Cause::Machine,
            private: false,
            visit: None,
            share: None,
            generation: None,
        },
    }
}
