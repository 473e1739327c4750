//! Who made a request, from its user agent: a person, a machine, or a fetcher of link previews.
//!
//! Link previews are asked for first, then in-app browsers, then machines: an app's browser may carry words that
//! machines carry too, and a messenger's fetcher may name an app. It never believes more than the words say: a user
//! agent can be forged. The words stand in `data/previews.tsv`, `data/in_app.tsv` and `data/bots.tsv`.

use std::sync::LazyLock;

use super::{
    app::App,
    bot::{self, BotClass, Verdict},
    browser::{Browser, Device, MARKS, Mark, Marks},
    preview::Fetcher,
    token::{Builder, Case, Fit, Matcher},
};
use crate::hit::Header;

/// No browser's user agent is longer; what follows is not looked at.
const LONGEST: usize = 2048;

/// What a user agent tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Agent {
    /// A person, a machine or a preview.
    pub kind: AgentKind,
    /// The app whose browser it is.
    pub app: Option<App>,
    /// The kind of device.
    pub device: Device,
    /// The family of browser.
    pub browser: Browser,
}

/// Who made a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AgentKind {
    /// A person, as far as the user agent tells.
    Human,
    /// A machine.
    Bot(BotClass),
    /// A fetcher of link previews.
    Preview(Fetcher),
}

#[derive(Debug, Clone, Copy)]
enum Key {
    Preview(Fetcher),
    App(App),
    Bot(Verdict),
    Mark(Mark),
}

static MATCHER: LazyLock<Matcher<Key>> = LazyLock::new(|| {
    let mut builder = Builder::new();
    for (fetcher, pattern) in Fetcher::all() {
        builder.add(pattern, Case::Matters, Key::Preview(fetcher));
    }
    for (app, pattern) in App::all() {
        builder.add(pattern, Case::Matters, Key::App(app));
    }
    for (mark, meaning) in MARKS {
        builder.add(mark, Case::Matters, Key::Mark(*meaning));
    }
    for (pattern, verdict) in bot::rows() {
        builder.add(pattern, Case::Ignored, Key::Bot(verdict));
    }
    builder.build()
});

impl Agent {
    /// Reads a `User-Agent` header.
    ///
    /// A log without that field tells nothing, so the request counts as a person's; a client that sent none is a
    /// machine of class [`BotClass::Unknown`], since every browser sends one.
    pub fn of(user_agent: &Header<'_>) -> Self {
        let nobody = |kind| Self { kind, app: None, device: Device::Unknown, browser: Browser::Other };
        match user_agent {
            Header::Unknown => nobody(AgentKind::Human),
            Header::Absent => nobody(AgentKind::Bot(BotClass::Unknown)),
            Header::Sent(text) => {
                let text = text[..text.len().min(LONGEST)].trim_ascii();
                if text.is_empty() { nobody(AgentKind::Bot(BotClass::Unknown)) } else { Self::read(text) }
            }
        }
    }

    fn read(text: &[u8]) -> Self {
        let found = MATCHER.tokens_in(text);
        let mut findings = Findings::default();
        // For each byte whether a person's word stands there; a machine's word within one is none.
        let mut personal = vec![false; text.len()];
        let mut bots: Vec<(Fit<Key>, BotClass)> = Vec::new();
        for fit in MATCHER.fits(&found) {
            match fit.key {
                Key::Preview(fetcher) => keep_heavier(&mut findings.preview, fit.weight, fetcher),
                Key::App(app) => keep_heavier(&mut findings.app, fit.weight, app),
                Key::Mark(mark) => findings.marks.add(mark),
                Key::Bot(Verdict::Person) => personal[fit.start..fit.end].fill(true),
                Key::Bot(Verdict::Bot(class)) => bots.push((fit, class)),
            }
        }
        for (fit, class) in bots {
            if !personal[fit.start..fit.end].contains(&true) {
                let named = usize::from(class != BotClass::Other);
                keep_heavier(&mut findings.bot, (named, fit.weight.1), class);
            }
        }
        findings.person = personal.contains(&true);
        findings.agent(text)
    }
}

type Best<T> = Option<((usize, usize), T)>;

fn keep_heavier<T>(best: &mut Best<T>, weight: (usize, usize), value: T) {
    if best.as_ref().is_none_or(|(heaviest, _)| *heaviest < weight) {
        *best = Some((weight, value));
    }
}

#[derive(Default)]
struct Findings {
    preview: Best<Fetcher>,
    app: Best<App>,
    bot: Best<BotClass>,
    marks: Marks,
    person: bool,
}

impl Findings {
    fn agent(self, text: &[u8]) -> Agent {
        let app = self.app.map(|(_, app)| app);
        let kind = if let Some((_, fetcher)) = self.preview {
            AgentKind::Preview(fetcher)
        } else if app.is_some() {
            AgentKind::Human
        } else if let Some((_, class)) = self.bot {
            AgentKind::Bot(class)
        } else if self.person || self.is_shaped_like_a_browser(text) {
            AgentKind::Human
        } else {
            AgentKind::Bot(BotClass::Other)
        };
        let app = app.filter(|_| kind == AgentKind::Human);
        let browser = if app.is_some() { Browser::InApp } else { self.marks.browser() };
        Agent { kind, app, device: self.marks.device(), browser }
    }

    /// Says whether a user agent looks as browsers have looked since 1998: `Mozilla/N (system) …` with the name
    /// of an engine. Whatever has another shape and no name that the tables know is a program.
    fn is_shaped_like_a_browser(&self, text: &[u8]) -> bool {
        let Some(rest) = text.strip_prefix(b"Mozilla/") else { return false };
        let system = rest.iter().position(|byte| *byte == b' ').map(|space| &rest[space..]);
        system.is_some_and(|system| system.starts_with(b" (")) && self.marks.has(Mark::Engine)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes a user agent that a pattern fits: its tokens one after another.
    fn example(pattern: &str, before: &str) -> String {
        let wanted: Vec<&str> = pattern.split(" + ").filter(|token| !token.starts_with('!')).collect();
        let tied = wanted.iter().any(|token| token.starts_with(['^', '=']));
        let words =
            wanted.iter().map(|token| token.trim_matches(['^', '=', '*'])).collect::<Vec<_>>().join(" ");
        if tied { words } else { format!("{before}{words}") }
    }

    fn of(text: &str) -> Agent {
        Agent::of(&Header::Sent(text.as_bytes().into()))
    }

    #[test]
    fn every_in_app_browser_is_a_person_in_that_app() {
        for (app, pattern) in App::all() {
            let agent = of(&example(pattern, "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 "));
            assert_eq!(agent.kind, AgentKind::Human, "{pattern}");
            assert_eq!(agent.app.map(App::source), Some(app.source()), "{pattern}");
        }
    }

    #[test]
    fn every_preview_fetcher_is_itself() {
        for (fetcher, pattern) in Fetcher::all() {
            let AgentKind::Preview(told) = of(&example(pattern, "")).kind else {
                panic!("no preview: {pattern}")
            };
            assert_eq!(told.source(), fetcher.source(), "{pattern}");
        }
    }

    #[test]
    fn a_user_agent_of_a_megabyte_is_bounded_work() {
        assert_eq!(of(&"bot ".repeat(262_144)).kind, AgentKind::Bot(BotClass::Other));
    }
}
