//! The part that a landing plays in the estimate, by what its evidence says.

use std::collections::BTreeMap;

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

/// What is told apart at most; more kinds or messengers are lumped with the last.
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
        let mut kinds: BTreeMap<Kind, u8> =
            origins().filter_map(|(number, origin)| kind(number, origin)).map(|kind| (kind, 0)).collect();
        number_all(&mut kinds);
        let private = origins().filter(|(_, origin)| origin.privacy == Privacy::Private);
        let named = private.filter_map(|(_, origin)| origin.source.clone());
        let fetchers = gathered.agents.iter().filter_map(|agent| match agent.kind {
            AgentKind::Preview(fetcher) if fetcher.privacy() != Privacy::Public => {
                Some(SourceName::Known(fetcher.source()))
            }
            _ => None,
        });
        let private_sides = kinds.keys().filter_map(Kind::private_side);
        let mut messengers: BTreeMap<SourceName, u8> =
            named.chain(fetchers).chain(private_sides).map(|name| (name, 0)).collect();
        number_all(&mut messengers);
        let role = |(number, origin): (usize, &Origin)| match (origin.privacy, kind(number, origin)) {
            (_, Some(kind)) => Role::Ambiguous(kinds[&kind]),
            (Privacy::Private, _) => {
                Role::Private(origin.source.as_ref().map_or(u8::MAX, |source| messengers[source]))
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
    pub(super) fn messenger(&self, name: &str) -> Option<u8> {
        let place = self.messengers.binary_search_by(|known| known.as_str().cmp(name)).ok()?;
        u8::try_from(place.min(MOST)).ok()
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
}

/// Returns the place of a channel among the public ones.
fn channel(channel: Channel) -> Option<u8> {
    (0..).zip(PUBLIC).find(|(_, public)| *public == channel).map(|(number, _)| number)
}

fn number_all<K: Ord>(table: &mut BTreeMap<K, u8>) {
    for (place, number) in table.values_mut().enumerate() {
        *number = u8::try_from(place.min(MOST)).expect("at most 250");
    }
}
