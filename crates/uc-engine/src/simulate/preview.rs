//! Link cards: who fetches one when a link is put into a message, when, and from where.
//!
//! A sender's device fetches from the sender's own connection, within seconds and before anyone can open the link. A
//! data centre remembers a card for hours, so that a second share of a page leaves nothing in the log.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};

use crate::source::Channel;

use super::World;
use super::agents::Platform;
use super::messenger::Fetcher;
use super::parameters::Parameter;
use super::record::{Cause, Client, FetchDest, FetchSite, Kind, Record, Referrer, Text, Truth, Verb};
use super::rhythm::HOUR;
use super::share::{Share, Size};
use super::site::{HOME, PageId};
use super::visit::Origin;

/// What one house of data centres remembers: a page with its query.
type Remembered = BTreeMap<(u8, PageId, Text), i64>;

impl World {
    /// Fetches the cards of all shares, in order of time.
    pub(crate) fn fetch_cards(&mut self) {
        let mut order: Vec<u32> = (0..self.shares.len() as u32).collect();
        order.sort_by_key(|id| (self.shares[*id as usize].at, *id));
        let mut remembered = Remembered::new();
        for id in order {
            let share = self.shares[id as usize];
            let habits = &self.habits[share.messenger];
            let chance = habits.fetched * self.parameters.get(Parameter::Previews);
            let cache = (habits.cache_hours * HOUR as f64) as i64;
            if share.size == Size::SilentBurst || !self.chance.happens(chance) {
                continue;
            }
            match share.by().fetcher {
                Fetcher::Nobody => {}
                Fetcher::Sender | Fetcher::AppleSender => self.card_from_sender(id, &share),
                Fetcher::DataCentre { house } => {
                    let key = (house, share.page, share.query);
                    let known = remembered.get(&key).is_some_and(|fetched| share.at - fetched < cache);
                    if !known {
                        remembered.insert(key, share.at);
                        self.card_of_share(id, &share);
                    }
                }
            }
        }
    }

    fn card_from_sender(&mut self, id: u32, share: &Share) {
        let device = self.people.device(share.sharer.person, share.sharer.which);
        let messenger = share.by();
        let agent = if messenger.name == "whatsapp" {
            let place = match device.platform {
                Platform::Ios | Platform::Mac => 2,
                Platform::Android => share.sharer.person as usize % 2,
                Platform::Windows | Platform::Linux => 3,
            };
            messenger.fetcher_agents[place]
        } else {
            messenger.fetcher_agents[0]
        };
        let at = share.at + 300 + self.chance.within(2_500);
        let address =
            self.people.address(share.sharer.person, share.sharer.which, share.sharer.network, share.at);
        let origin = card_origin(messenger.name, id, share.depth);
        if self.chance.happens(self.parameters.get(Parameter::PreviewRepeats)) {
            // The address is being typed: what stands there so far is fetched too.
            let path = self.site.page(HOME).path;
            self.card(Card { at: at - 200, address, agent, path, query: Text::EMPTY, origin });
            let path = self.site.page(share.page).path;
            let later = at + 1_000 + self.chance.within(30_000);
            self.card(Card {
                at: later.min(share.at + 19_000),
                address,
                agent,
                path,
                query: share.query,
                origin,
            });
        }
        let path = self.site.page(share.page).path;
        self.card(Card { at, address, agent, path, query: share.query, origin });
    }

    fn card_of_share(&mut self, id: u32, share: &Share) {
        let messenger = share.by();
        let agent = *self.chance.pick(messenger.fetcher_agents);
        let at = share.at + 500 + self.chance.within(4_000);
        let address = self.data_centre();
        let path = self.site.page(share.page).path;
        let origin = card_origin(messenger.name, id, share.depth);
        self.card(Card { at, address, agent, path, query: share.query, origin });
    }

    /// Fetches the card of a public post.
    pub(crate) fn card_from_data_centre(
        &mut self,
        agent: &'static str,
        page: PageId,
        at: i64,
        origin: Origin,
    ) {
        let address = self.data_centre();
        let path = self.site.page(page).path;
        self.card(Card { at, address, agent, path, query: Text::EMPTY, origin });
    }

    /// Invents an address of a data centre.
    pub(crate) fn data_centre(&mut self) -> IpAddr {
        let (a, b) =
            *self.chance.pick(&[(31, 13), (34, 91), (52, 58), (66, 220), (91, 108), (149, 154), (173, 252)]);
        IpAddr::V4(Ipv4Addr::new(a, b, self.chance.below(64) as u8, 1 + self.chance.below(250) as u8))
    }

    /// Puts the fetch of a page for a card, and often of its picture.
    fn card(&mut self, card: Card) {
        let Card { at, address, agent, path, query, origin } = card;
        let agent = self.texts.keep(agent);
        let client = Client { address, agent, requested_with: Text::EMPTY, language: Text::EMPTY };
        let page = Record {
            at,
            client,
            verb: Verb::Get,
            path,
            query,
            referrer: Referrer::Absent,
            status: if self.chance.happens(0.1) { 206 } else { 200 },
            bytes: 8_000 + self.chance.below(30_000) as u32,
            site: FetchSite::Unsent,
            dest: FetchDest::Unsent,
            truth: Truth {
                kind: Kind::Preview,
                landing: false,
                channel: Channel::Preview,
                source: origin.source,
                cause: Cause::Card,
                private: false,
                visit: None,
                share: origin.share.map(|(share, _)| share),
                generation: origin.share.map(|(_, generation)| generation),
            },
        };
        self.put(page);
        if self.chance.happens(0.6) {
            let (path, bytes) = *self.chance.pick(&self.card_pictures);
            let at = at + 150 + self.chance.within(900);
            self.put(Record { at, path, query: Text::EMPTY, status: 200, bytes, ..page });
        }
    }
}

/// A fetch of a card.
#[derive(Clone, Copy)]
struct Card {
    at: i64,
    address: IpAddr,
    agent: &'static str,
    path: Text,
    query: Text,
    origin: Origin,
}

fn card_origin(messenger: &'static str, id: u32, depth: u16) -> Origin {
    Origin { share: Some((id, depth)), ..Origin::of(Cause::Card, Channel::Preview, Some(messenger)) }
}
