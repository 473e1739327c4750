//! Private sharing: readers pass a page on, some who get it open it, some of these pass it on again.
//!
//! A branching process in time. First shares are made by readers minutes after their own view (or from memory); they are
//! added until private sharing brings the part of all landings that was drawn. Each share is kept with its parent, so
//! that a child is always later than its parent and no tree has a cycle. Cards are fetched in [`super::preview`].

use std::collections::VecDeque;

use crate::source::Channel;

use super::World;
use super::agents::Device;
use super::apps::AppBrowser;
use super::messenger::{Fetcher, MESSENGERS, Messenger};
use super::parameters::Parameter;
use super::public::Stood;
use super::record::{Cause, Text};
use super::rhythm::{DAY, MINUTE, SECOND};
use super::site::PageId;
use super::visit::{Arrival, Origin, Reader, Visitor};

/// One act of passing a page on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Share {
    pub(crate) at: i64,
    pub(crate) sharer: Visitor,
    pub(crate) page: PageId,
    /// What the shared link carries behind the page's path.
    pub(crate) query: Text,
    /// Which messenger, by its place in [`MESSENGERS`].
    pub(crate) messenger: usize,
    /// The share by which the sharer got the page.
    pub(crate) parent: Option<u32>,
    /// How many shares came before it in the tree.
    pub(crate) depth: u16,
    /// The sharer's own visit.
    pub(crate) visit: Option<u32>,
    pub(crate) size: Size,
}

/// To how many a link is passed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Size {
    /// To a person or a small group.
    Usual,
    /// To a large group that answers at once.
    Burst,
    /// The same, by a way that makes no card.
    SilentBurst,
}

impl Share {
    /// Returns the messenger.
    pub(crate) fn by(&self) -> &'static Messenger {
        &MESSENGERS[self.messenger]
    }
}

/// How far a tree may grow: more hands than any link goes through.
const DEEPEST: u16 = 40;

impl World {
    /// Plays all private sharing; `readers` are those who came otherwise.
    pub(crate) fn share_privately(&mut self, readers: &[Reader]) {
        let part = self.parameters.get(Parameter::PrivateShare);
        let others = readers.iter().filter(|reader| reader.in_log).count() as f64;
        let wanted = (part / (1.0 - part) * others) as u64;
        let mut brought = 0;
        // Sharing from the day before the log too: what it brings into the log counts, and the world never waits long.
        for _ in 0..readers.len() * 400 {
            if brought >= wanted {
                break;
            }
            let reader = *self.chance.pick(readers);
            if self.is_moved_to_share(reader.page) {
                brought += self.grow_tree(&reader);
            }
        }
    }

    fn is_moved_to_share(&mut self, page: PageId) -> bool {
        let depth =
            if self.site.is_deep(page) { 1.0 } else { 1.0 - self.parameters.get(Parameter::DeepShares) };
        self.chance.happens(depth * self.site.page(page).appeal / 20.0)
    }

    /// Plays the tree that grows out of one reader's share; returns how many landings in the log it brought.
    fn grow_tree(&mut self, reader: &Reader) -> u64 {
        let reproduction = self.parameters.get(Parameter::Reproduction);
        let again = reproduction / self.mean_reach();
        let mut brought = 0;
        let root = self.make_share(reader);
        let mut waiting = VecDeque::from([root]);
        while let Some(id) = waiting.pop_front() {
            let share = self.shares[id as usize];
            for _ in 0..self.clicks_of(share.size) {
                let Some(receiver) = self.open_share(id, &share) else { continue };
                brought += u64::from(receiver.in_log);
                let goes_on =
                    share.depth < DEEPEST && receiver.at < self.rhythm.end && self.chance.happens(again);
                if goes_on {
                    waiting.push_back(self.make_share(&receiver));
                }
            }
        }
        brought
    }

    /// Returns the mean number of clicks of a share, groups included.
    fn mean_reach(&self) -> f64 {
        let bursts = self.parameters.get(Parameter::GroupBursts);
        (1.0 - bursts) * self.parameters.get(Parameter::Reach)
            + bursts * self.parameters.get(Parameter::GroupSize)
    }

    fn clicks_of(&mut self, size: Size) -> u64 {
        let mean = match size {
            Size::Usual => {
                let spread = self.parameters.get(Parameter::ReachSpread);
                let median = self.parameters.get(Parameter::Reach) * libm::exp(-spread * spread / 2.0);
                self.chance.log_normal(median, spread).min(400.0)
            }
            Size::Burst | Size::SilentBurst => {
                self.parameters.get(Parameter::GroupSize) * self.chance.between(0.5, 1.5)
            }
        };
        self.chance.poisson(mean)
    }

    /// Keeps a reader's share and returns its number.
    fn make_share(&mut self, reader: &Reader) -> u32 {
        let mut sharer = reader.visitor;
        let lag = self.chance.log_normal(self.parameters.get(Parameter::Lag), 0.8).clamp(0.2, 25.0);
        let mut at = reader.at + (lag * MINUTE as f64) as i64;
        let mut visit = Some(reader.visit);
        let from_memory =
            reader.share.is_none() && !self.chance.happens(self.parameters.get(Parameter::SharerVisits));
        if from_memory {
            let later = reader.at + self.chance.exponential(DAY as f64 / 2.0) as i64 + 40 * MINUTE;
            at = self.rhythm.awake(later, &mut self.chance);
            sharer.network = self.people.network(sharer.which, at, &mut self.chance);
            visit = None;
        }
        let messenger = self.draw_messenger(self.people.device(sharer.person, sharer.which));
        let size = match self.chance.happens(self.parameters.get(Parameter::GroupBursts)) {
            false => Size::Usual,
            true if self.chance.happens(self.parameters.get(Parameter::SilentGroups)) => Size::SilentBurst,
            true => Size::Burst,
        };
        let query = self.shared_query(reader, &MESSENGERS[messenger]);
        let parent = reader.share.map(|(share, _)| share);
        let depth = reader.share.map_or(0, |(_, generation)| generation);
        self.shares.push(Share {
            at,
            sharer,
            page: reader.page,
            query,
            messenger,
            parent,
            depth,
            visit,
            size,
        });
        u32::try_from(self.shares.len() - 1).expect("a simulation has fewer than four billion shares")
    }

    fn draw_messenger(&mut self, device: Device) -> usize {
        let mut weights = self.messenger_weights;
        for (weight, messenger) in weights.iter_mut().zip(&MESSENGERS) {
            if messenger.fetcher == Fetcher::AppleSender && !device.is_apple() {
                *weight = 0.0;
            } else if !device.is_phone() {
                *weight /= messenger.phones;
            }
        }
        self.chance.weighted(&weights)
    }

    /// Decides what the shared link carries: what the address bar holds, a token, a tag, or nothing.
    fn shared_query(&mut self, reader: &Reader, messenger: &Messenger) -> Text {
        if reader.share.is_some() && self.chance.happens(self.parameters.get(Parameter::LinkForwarded)) {
            return reader.query;
        }
        let tokens = self.parameters.get(Parameter::Tokens);
        let tags = self.parameters.get(Parameter::ShareTags);
        let stale = self.parameters.get(Parameter::StaleKept);
        let draw = self.chance.unit();
        if draw < tokens {
            let token = self.chance.token(11);
            return self.texts.keep_once(&format!("?uc={token}"));
        }
        if draw < tokens + tags {
            return self.texts.keep(&format!("?utm_source={}&utm_medium=share", messenger.tag));
        }
        if self.chance.happens(stale) { reader.query } else { Text::EMPTY }
    }

    /// Plays the arrival of one who got the link.
    fn open_share(&mut self, id: u32, share: &Share) -> Option<Reader> {
        let messenger = share.by();
        let delay = match share.size {
            Size::Usual => {
                let median = self.parameters.get(Parameter::Delay);
                self.chance
                    .log_normal(median, self.parameters.get(Parameter::DelaySpread))
                    .min(21.0 * 1_440.0)
            }
            Size::Burst | Size::SilentBurst => self.chance.exponential(9.0),
        };
        let later = share.at + 20 * SECOND + (delay * MINUTE as f64) as i64;
        let at = self.rhythm.awake(later, &mut self.chance);
        if at >= self.rhythm.end {
            return None;
        }
        let person = self.people.friend(share.sharer.person, &mut self.chance);
        let which = self.people.which(messenger.phones, &mut self.chance);
        let network = self.people.network(which, at, &mut self.chance);
        let visitor = Visitor { person, which, network };
        let habits = &self.habits[share.messenger];
        let (in_app, web_sent, package_sent) = (habits.in_app, habits.web_sent, habits.package_sent);
        let device = self.people.device(person, which);
        let mut app = None;
        if device.is_phone() && self.chance.happens(in_app * self.parameters.get(Parameter::InApp)) {
            app = messenger.app;
        }
        let meta = matches!(app, Some(AppBrowser::Messenger | AppBrowser::Instagram));
        let (mut referrer, mut stood) = ("", Stood::InApp);
        if !device.is_phone() || meta {
            if !device.is_phone() && !messenger.web.is_empty() && self.chance.happens(0.5) {
                stood = Stood::OnPage;
            }
            if !messenger.web.is_empty() && self.chance.happens(web_sent) {
                referrer = *self.chance.pick(messenger.web);
            }
        } else if app.is_none() && self.chance.happens(package_sent) {
            referrer = messenger.package;
        }
        let mut query = share.query;
        if meta && self.chance.happens(self.parameters.get(Parameter::ClickIds)) {
            query = self.with_click_id(query);
        }
        if messenger.name == "email" {
            let link = self.texts.get(query).to_owned();
            self.scan_mail(share.page, &link, share.at + SECOND);
        }
        let look = self.look(visitor, app, referrer, stood);
        let origin = Origin {
            cause: Cause::Share,
            channel: Channel::DarkSocial,
            source: Some(messenger.name),
            share: Some((id, share.depth + 1)),
        };
        self.visit(&Arrival { at, visitor, page: share.page, query, look, origin })
    }

    /// Adds the click id that Meta's apps mint for every click, in place of one that is there.
    fn with_click_id(&mut self, query: Text) -> Text {
        let id = self.chance.token(60);
        let before = self.texts.get(query);
        if before.contains("fbclid=") {
            return query;
        }
        let joint = if before.is_empty() { "?" } else { "&" };
        let after = format!("{before}{joint}fbclid=PAZX{id}");
        self.texts.keep_once(&after)
    }
}
