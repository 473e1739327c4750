//! Arrivals by public links: search engines, AI assistants, other sites, feed readers, advertisements.
//!
//! Posts and newsletters, which come in bursts, are in [`super::posts`].

use crate::source::Channel;

use super::World;
use super::agents::{Browser, Platform};
use super::apps::AppBrowser;
use super::parameters::Parameter;
use super::people::Which;
use super::record::{Cause, FetchSite, Referrer, Text};
use super::rhythm::HOUR;
use super::site::{HOME, PageId};
use super::visit::{Arrival, Look, Origin, Visitor};

/// A public link that someone follows.
pub(crate) struct Click {
    pub(crate) at: i64,
    pub(crate) page: PageId,
    pub(crate) which: Which,
    pub(crate) query: String,
    /// The referrer's text; empty where none is sent.
    pub(crate) referrer: &'static str,
    /// The app in whose own browser the link opens.
    pub(crate) app: Option<AppBrowser>,
    /// Where the link stood.
    pub(crate) stood: Stood,
    pub(crate) origin: Origin,
}

/// Where a link stood when it was followed: browsers tell the two apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stood {
    /// On a page in the same browser.
    OnPage,
    /// In an app that hands the link to the browser, or opens it by itself.
    InApp,
}

/// Search engines: name, referrer, how common.
const ENGINES: [(&str, &str, f64); 7] = [
    ("google", "https://www.google.com/", 0.74),
    ("google", "https://www.google.de/", 0.08),
    ("bing", "https://www.bing.com/", 0.08),
    ("duckduckgo", "https://duckduckgo.com/", 0.045),
    ("ecosia", "https://www.ecosia.org/", 0.035),
    ("yahoo", "https://de.search.yahoo.com/", 0.01),
    ("startpage", "https://www.startpage.com/", 0.01),
];

/// AI assistants: name, referrer, tag that they add, how common.
const ASSISTANTS: [(&str, &str, &str, f64); 5] = [
    ("chatgpt", "https://chatgpt.com/", "?utm_source=chatgpt.com", 0.62),
    ("perplexity", "https://www.perplexity.ai/", "", 0.13),
    ("copilot", "https://copilot.microsoft.com/", "", 0.11),
    ("gemini", "https://gemini.google.com/", "", 0.09),
    ("claude", "https://claude.ai/", "", 0.05),
];

/// Other sites that link here.
const SITES: [(&str, &str); 8] = [
    ("stadtblatt.example", "https://www.stadtblatt.example/"),
    ("de.wikipedia.org", "https://de.wikipedia.org/"),
    ("gartenfreunde.example", "https://forum.gartenfreunde.example/"),
    ("landkreis.example", "https://landkreis.example/aktuell/"),
    ("chor-am-see.example", "https://chor-am-see.example/links.html"),
    ("preisvergleich.example", "https://www.preisvergleich.example/"),
    ("blog-am-fluss.example", "https://blog-am-fluss.example/2026/10/fundstuecke/"),
    ("regionalportal.example", "https://regionalportal.example/"),
];

impl World {
    /// Plays one arrival from a search engine, or from the search app's own suggestions.
    pub(crate) fn come_from_search(&mut self) {
        let at = self.rhythm.moment(&mut self.chance);
        let (name, mut referrer, _) = ENGINES[self.chance.weighted(&ENGINES.map(|(_, _, weight)| weight))];
        let which = self.people.which(1.1, &mut self.chance);
        let deep = self.chance.happens(self.parameters.get(Parameter::SearchDeep));
        let page = if deep {
            self.site.deep(at, &mut self.chance)
        } else {
            self.site.entrance(0.8, &mut self.chance)
        };
        let mut app = None;
        if name == "google" && which == Which::Phone {
            match self.chance.weighted(&[0.82, 0.1, 0.08]) {
                0 => {}
                1 => referrer = "android-app://com.google.android.googlequicksearchbox/",
                _ => app = Some(AppBrowser::GoogleSearch),
            }
        }
        let stripped = self.chance.happens(self.parameters.get(Parameter::SearchStripped));
        let referrer = if stripped { "" } else { referrer };
        let stood =
            if app.is_some() || referrer.starts_with("android") { Stood::InApp } else { Stood::OnPage };
        let origin = Origin::of(Cause::Search, Channel::Search, Some(name));
        self.follow(Click { at, page, which, query: String::new(), referrer, app, stood, origin });
    }

    /// Plays one arrival from an AI assistant.
    pub(crate) fn come_from_assistant(&mut self) {
        let at = self.rhythm.moment(&mut self.chance);
        let weights = ASSISTANTS.map(|(_, _, _, weight)| weight);
        let (name, referrer, tag, _) = ASSISTANTS[self.chance.weighted(&weights)];
        let which = self.people.which(0.7, &mut self.chance);
        let page = self.site.archived(at, &mut self.chance);
        let stripped = self.chance.happens(self.parameters.get(Parameter::AssistantStripped));
        let query = if self.chance.happens(0.8) { tag.to_owned() } else { String::new() };
        let (referrer, stood) = if stripped { ("", Stood::InApp) } else { (referrer, Stood::OnPage) };
        let origin = Origin::of(Cause::Assistant, Channel::AiAssistant, Some(name));
        self.follow(Click { at, page, which, query, referrer, app: None, stood, origin });
    }

    /// Plays one arrival from another site.
    pub(crate) fn come_from_site(&mut self) {
        let at = self.rhythm.moment(&mut self.chance);
        // Few sites bring most.
        let place = self.chance.below(SITES.len()).min(self.chance.below(SITES.len()));
        let (name, referrer) = SITES[place];
        let which = self.people.which(0.9, &mut self.chance);
        let page = match self.chance.weighted(&[0.3, 0.7]) {
            0 => HOME,
            _ => self.site.archived_by(0.13 * (place as f64 + 0.5), at),
        };
        let stripped = self.chance.happens(self.parameters.get(Parameter::ReferralStripped));
        let referrer = if stripped { "" } else { referrer };
        let origin = Origin::of(Cause::Referral, Channel::Referral, Some(name));
        self.follow(Click {
            at,
            page,
            which,
            query: String::new(),
            referrer,
            app: None,
            stood: Stood::OnPage,
            origin,
        });
    }

    /// Plays one arrival from a feed reader, within hours of the page's publication; most readers are apps and hide it.
    pub(crate) fn come_from_feed(&mut self, recent: &[PageId]) {
        if recent.is_empty() {
            return;
        }
        let page = *self.chance.pick(recent);
        let published = self.site.page(page).published;
        let delay = self.chance.log_normal(2.5, 1.2).clamp(0.05, 72.0) * HOUR as f64;
        let at = self.rhythm.awake(published + delay as i64, &mut self.chance);
        let which = self.people.which(1.0, &mut self.chance);
        let (name, referrer) = match self.chance.weighted(&[0.6, 0.25, 0.15]) {
            0 => (None, ""),
            1 => (Some("feedly"), "https://feedly.com/"),
            _ => (Some("inoreader"), "https://www.inoreader.com/"),
        };
        let stood = if name.is_none() { Stood::InApp } else { Stood::OnPage };
        let origin = Origin::of(Cause::Feed, Channel::Referral, name);
        self.follow(Click { at, page, which, query: String::new(), referrer, app: None, stood, origin });
    }

    /// Plays one arrival by an advertisement; the click id stays in the address bar and may be passed on.
    pub(crate) fn come_from_ad(&mut self) {
        let at = self.rhythm.moment(&mut self.chance);
        let page = self.site.deep(at - 48 * HOUR, &mut self.chance);
        let id = self.chance.token(46);
        let (name, query, referrer, app) = match self.chance.weighted(&[0.55, 0.3, 0.08, 0.07]) {
            0 => ("google", format!("?gad_source=1&gclid=Cj0{id}"), "https://www.google.com/", None),
            1 => (
                "facebook",
                format!("?utm_source=facebook&utm_medium=paid&utm_campaign=herbst&fbclid=IwY2{id}"),
                "https://l.facebook.com/",
                Some(if self.chance.happens(0.5) { AppBrowser::Facebook } else { AppBrowser::Instagram }),
            ),
            2 => ("bing", format!("?msclkid={}", id.to_lowercase()), "https://www.bing.com/", None),
            _ => ("tiktok", format!("?ttclid=E.C.P.{id}"), "", Some(AppBrowser::TikTok)),
        };
        let which = if app.is_some() { Which::Phone } else { self.people.which(1.3, &mut self.chance) };
        let stripped = self.chance.happens(self.parameters.get(Parameter::SearchStripped));
        let referrer = if stripped { "" } else { referrer };
        let stood = if app.is_some() { Stood::InApp } else { Stood::OnPage };
        let origin = Origin::of(Cause::Ad, Channel::Campaign, Some(name));
        self.follow(Click { at, page, which, query, referrer, app, stood, origin });
    }

    /// Plays the arrival of anyone who follows a public link.
    pub(crate) fn follow(&mut self, click: Click) {
        let Click { at, page, which, query, referrer, app, stood, origin } = click;
        let person = self.people.anyone(&mut self.chance);
        let network = self.people.network(which, at, &mut self.chance);
        let visitor = Visitor { person, which, network };
        let look = self.look(visitor, app, referrer, stood);
        let query = self.texts.keep_once_unless_empty(&query);
        self.land(&Arrival { at, visitor, page, query, look, origin });
    }

    /// Decides how a visitor looks who comes out of an app or from a page.
    pub(crate) fn look(
        &mut self,
        visitor: Visitor,
        app: Option<AppBrowser>,
        referrer: &str,
        stood: Stood,
    ) -> Look {
        let Visitor { person, which, .. } = visitor;
        let device = self.people.device(person, which);
        // What only Android sends, an iPhone does not.
        let possible = device.platform == Platform::Android || !referrer.starts_with("android-app:");
        let referrer = if possible && !referrer.is_empty() {
            Referrer::Outside(self.texts.keep(referrer))
        } else {
            Referrer::Absent
        };
        let language = self.texts.get(self.people.get(person).language).chars().take(5).collect::<String>();
        if let Some((app, agent)) = app.and_then(|app| Some((app, app.agent(device, &language)?))) {
            let told = device.platform == Platform::Android
                && app != AppBrowser::WhatsApp
                && self.chance.happens(self.parameters.get(Parameter::WebView));
            let requested_with = if told { self.texts.keep(app.package()) } else { Text::EMPTY };
            let agent = self.texts.keep(&agent);
            return Look { agent, referrer, site: FetchSite::None, requested_with };
        }
        let site = match (stood, device.browser) {
            (Stood::OnPage, _) | (Stood::InApp, Browser::Firefox) => FetchSite::Cross,
            (Stood::InApp, _) if device.is_chromium() => FetchSite::None,
            (Stood::InApp, _) if self.chance.happens(self.parameters.get(Parameter::SafariNone)) => {
                FetchSite::None
            }
            (Stood::InApp, _) => FetchSite::Cross,
        };
        Look { agent: self.people.agent(person, which), referrer, site, requested_with: Text::EMPTY }
    }
}
