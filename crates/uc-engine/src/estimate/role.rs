//! The part that a landing plays in the estimate, by what its evidence says.

use std::collections::{BTreeMap, BTreeSet};

use crate::gather::Gathered;
use crate::judge::Judgement;
use crate::source::{AgentKind, Channel, Evidence, Origin, Privacy, Referrer, SourceName};

/// The public channels that a link may be followed from.
pub(super) const PUBLIC: [Channel; 6] = [
    Channel::Search,
    Channel::Social,
    Channel::Referral,
    Channel::AiAssistant,
    Channel::Newsletter,
    Channel::Campaign,
];

/// The part that a landing plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    /// No evidence at all: a typed address, a bookmark, a hidden link, a private share.
    Unexplained,
    /// Known to be private, by this messenger.
    Private(u8),
    /// Known to be public, from this channel.
    Public(u8),
    /// Evidence that private and public arrivals share; the number of the kind.
    Ambiguous(u8),
    /// Tells nothing about where from (the log lacks the fields).
    Mute,
}

/// A kind of evidence that private and public arrivals share.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// A source where links are posted in public and sent in messages.
    Either(Option<SourceName>),
    /// A public tag of that channel without a referrer: the click itself, or the address copied and passed on.
    Copied(u8),
}

/// The roles of all origins of a log.
pub(crate) struct Roles {
    /// By the number of the origin.
    pub(super) of: Vec<Role>,
    /// The messengers that some evidence or preview names, sorted by name.
    pub(crate) messengers: Vec<SourceName>,
    /// The kinds of shared evidence, sorted.
    pub(crate) kinds: Vec<Kind>,
}

/// How many kinds, and how many messengers, are told apart. Of more than these, names that no table knows (an app's
/// package may be anything) are not told apart: neither the source nor the messenger of such a landing is known.
const MOST: usize = 250;

impl Roles {
    /// Decides all roles.
    pub(crate) fn of(gathered: &Gathered, judgement: &Judgement) -> Self {
        // Origins of stale click ids stand behind the others and are all private: they need no traces.
        let referred = |number: usize| {
            gathered.traced.get(number).is_none_or(|traced| {
                !matches!(gathered.referrers[traced.referrer as usize], Referrer::Absent | Referrer::Unknown)
            })
        };
        let kind = |number: usize, origin: &Origin| match origin.privacy {
            Privacy::Either => Some(Kind::Either(origin.source.clone())),
            Privacy::Public if origin.evidence == Evidence::Declared && !referred(number) => {
                channel(origin.channel).map(Kind::Copied)
            }
            _ => None,
        };
        let origins = || judgement.origins.iter().enumerate();
        let kinds = origins().filter_map(|(number, origin)| kind(number, origin)).collect();
        let kinds = numbered(bounded(kinds, Kind::is_stranger, Some(Kind::Either(None))));
        let private = origins().filter(|(_, origin)| origin.privacy == Privacy::Private);
        let named = private.filter_map(|(_, origin)| origin.source.clone());
        let fetchers = gathered.agents.iter().filter_map(|agent| match agent.kind {
            AgentKind::Preview(fetcher) if fetcher.privacy() != Privacy::Public => {
                Some(SourceName::Known(fetcher.source()))
            }
            _ => None,
        });
        let private_sides = kinds.keys().filter_map(Kind::private_side);
        let messengers = named.chain(fetchers).chain(private_sides).collect();
        let messengers = numbered(bounded(messengers, |name| matches!(name, SourceName::Seen(_)), None));
        let role = |(number, origin): (usize, &Origin)| match (origin.privacy, kind(number, origin)) {
            (_, Some(kind)) => {
                Role::Ambiguous(kinds.get(&kind).copied().unwrap_or_else(|| kinds[&Kind::Either(None)]))
            }
            (Privacy::Private, _) => {
                let messenger = origin.source.as_ref().and_then(|source| messengers.get(source));
                Role::Private(messenger.copied().unwrap_or(u8::MAX))
            }
            (Privacy::Unknown, _) if origin.channel == Channel::Other => Role::Mute,
            (Privacy::Unknown, _) => Role::Unexplained,
            _ => channel(origin.channel).map_or(Role::Mute, Role::Public),
        };
        Self {
            of: origins().map(role).collect(),
            messengers: messengers.into_keys().collect(),
            kinds: kinds.into_keys().collect(),
        }
    }

    /// Returns the number of a messenger.
    pub(super) fn messenger(&self, name: &SourceName) -> Option<u8> {
        u8::try_from(self.messengers.binary_search(name).ok()?).ok()
    }
}

impl Kind {
    /// Returns the messenger that brings the private landings of this kind, where one is known to.
    pub(super) fn private_side(&self) -> Option<SourceName> {
        match self {
            Self::Either(Some(SourceName::Known("facebook"))) => Some(SourceName::Known("messenger")),
            Self::Either(Some(SourceName::Known("instagram"))) => Some(SourceName::Known("instagram_dm")),
            Self::Either(source) => source.clone(),
            Self::Copied(_) => None,
        }
    }

    /// Tells whether a client named its source, and no table.
    fn is_stranger(&self) -> bool {
        matches!(self, Self::Either(Some(SourceName::Seen(_))))
    }
}

/// Returns the place of a channel among the public ones.
fn channel(channel: Channel) -> Option<u8> {
    (0..).zip(PUBLIC).find(|(_, public)| *public == channel).map(|(number, _)| number)
}

/// Leaves out strangers where there are more names than can be told apart, and puts one for all of them in their place.
fn bounded<K: Ord>(
    mut names: BTreeSet<K>,
    is_stranger: impl Fn(&K) -> bool,
    instead: Option<K>,
) -> BTreeSet<K> {
    if names.len() <= MOST {
        return names;
    }
    names.extend(instead);
    let known = names.iter().filter(|name| !is_stranger(name)).count();
    let mut room = MOST.saturating_sub(known);
    names.retain(|name| {
        let stays = !is_stranger(name) || room > 0;
        room = room.saturating_sub(usize::from(is_stranger(name)));
        stays
    });
    names
}

/// Numbers names in their order.
fn numbered<K: Ord>(names: BTreeSet<K>) -> BTreeMap<K, u8> {
    let number = |place: usize| u8::try_from(place).expect("the tables know fewer names than 250");
    names.into_iter().enumerate().map(|(place, name)| (name, number(place))).collect()
}
