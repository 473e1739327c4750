//! Small random logs, read by the real scanner, and an estimate fitted to them.

use proptest::prelude::*;

use crate::estimate::beliefs::Beliefs;
use crate::estimate::streams::Preview;
use crate::estimate::{Arrivals, Estimate, Previews, Roles, private_previews};
use crate::gather::{Gathered, gather};
use crate::judge::Judgement;
use crate::log::detect;
use crate::priors::Priors;
use crate::report::shares::{self, Share};
use crate::scan::{Detail, Filter, Piece, Scanner};

const PAGES: [&str; 5] = [
    "/",
    "/rezepte/",
    "/rezepte/brot-ohne-kneten",
    "/torten/advent-mit-nuss",
    "/brot/roggen?utm_source=herbst",
];
const REFERRERS: [&str; 7] = [
    "-",
    "-",
    "https://www.google.com/",
    "https://web.whatsapp.com/",
    "https://t.me/",
    "https://l.facebook.com/",
    "android-app://org.example.reader/",
];
const AGENTS: [&str; 4] = [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
    "WhatsApp/2.23.20.0 A",
    "TelegramBot (like TwitterBot)",
];

/// What a line is made of: second, visitor, page, referrer, agent.
pub(super) type Draw = (u32, u8, usize, usize, usize);

/// Lines of a week, many of them in the very same second.
pub(super) fn draws(most: usize) -> impl Strategy<Value = Vec<Draw>> {
    let second = prop_oneof![2 => 0..604_800_u32, 1 => (0..6_u32).prop_map(|hour| 90_000 + hour * 1_800)];
    let agent = prop_oneof![4 => 0..2_usize, 1 => 2..4_usize];
    prop::collection::vec((second, 0..60_u8, 0..PAGES.len(), 0..REFERRERS.len(), agent), 1..most)
}

/// A log and all that is known of it before the fit.
pub(super) struct World {
    pub(super) gathered: Gathered,
    pub(super) judgement: Judgement,
    pub(super) roles: Roles,
    pub(super) arrivals: Arrivals,
    pub(super) shares: Vec<Share>,
}

impl World {
    /// Reads a log of these lines. `who` tells where a visitor's address ends.
    pub(super) fn of(draws: &[Draw], who: impl Fn(u8) -> u8) -> Self {
        let line = |(second, visitor, page, referrer, agent): &Draw| {
            let (day, hour, rest) = (1 + second / 86_400, second / 3_600 % 24, second % 3_600);
            let (address, page) = (who(*visitor), PAGES[*page]);
            let (referrer, agent) = (REFERRERS[*referrer], AGENTS[*agent]);
            format!(
                "192.0.2.{address} - - [{day:02}/Nov/2026:{hour:02}:{:02}:{:02} +0000] \
                 \"GET {page} HTTP/1.1\" 200 512 \"{referrer}\" \"{agent}\"\n",
                rest / 60,
                rest % 60
            )
        };
        let text: String = draws.iter().map(line).collect();
        let format = detect(text.as_bytes()).expect("the combined format");
        let filter = Filter::default();
        let mut scanner = Scanner::new(&filter, Detail::Report);
        scanner.read(&Piece { bytes: text.as_bytes(), format: &format, position: 0 });
        let gathered = gather(vec![scanner.finish()], &["a.log".to_owned()]);
        let judgement = Judgement::of(&gathered, None, &[]);
        let roles = Roles::of(&gathered, &judgement);
        let arrivals = Arrivals::of(&gathered, &judgement, &roles);
        let shares = shares::distinct(&gathered);
        Self { gathered, judgement, roles, arrivals, shares }
    }

    /// Fits the estimate.
    pub(super) fn estimate(&self) -> Estimate {
        let seen = (&self.arrivals, &self.roles);
        Estimate::of(&self.judgement, seen, &self.shares, &Priors::built_in())
    }

    /// What is believed beforehand.
    pub(super) fn beliefs(&self) -> Beliefs {
        Beliefs::usual(&Priors::built_in(), &self.roles)
    }

    /// The log's own previews and more of them.
    pub(super) fn previews_and(&self, more: Vec<(u32, Preview)>) -> Previews {
        let pages = self.judgement.classes.len();
        let own = private_previews(&self.shares, &self.roles, pages);
        let own = (0_u32..).take(pages).flat_map(|page| own.of_page(page).iter().map(move |it| (page, *it)));
        Previews::of(own.chain(more).collect(), pages)
    }
}
