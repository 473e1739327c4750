//! What one landing on a marked link would have shown without the mark.
//!
//! It believes nothing that the link says of itself, neither mark nor tag nor token: only what app and browser left.

use crate::hit::Hit;
use crate::source::{
    Agent, Channel, FetchSite, Freshness, Origin, Own, Package, Privacy, QueryTraces, Referrer, Source,
    SourceName, TEST_PARAMETER, TokenPresence, Traces, origin,
};

/// Messengers whose traces look like those of a public network: the messenger, and the network.
const NETWORKS: [(&str, &str); 3] =
    [("instagram_dm", "instagram"), ("messenger", "facebook"), ("workplace", "facebook")];

/// What a landing shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shown {
    /// The messenger.
    Itself,
    /// The messenger's network, where posts and messages look alike.
    Network,
    /// Something else.
    Elsewhere(Channel, Option<SourceName>),
    /// Nothing, and what the browser says about a link.
    Nothing(FetchSite),
    /// The log has no referrer field, so that it cannot be told.
    NotLogged,
}

impl Shown {
    /// Judges a page view; `None` if it came from the site itself and is no landing. `site` is the host that the owner
    /// named.
    pub(super) fn of(
        hit: &Hit<'_>,
        agent: Agent,
        query: &QueryTraces,
        messenger: Source,
        site: Option<&str>,
    ) -> Option<Self> {
        let referrer = Referrer::of(&hit.referrer);
        let fetch_site = FetchSite::of(&hit.extra.sec_fetch_site);
        let origin = origin(&Traces {
            referrer: &referrer,
            own: own(hit, &referrer, site),
            agent,
            package: Package::of(&hit.extra.requested_with),
            fetch_site,
            tag: None,
            token: TokenPresence::Absent,
            click: query.click.map(|click| (click.rule, Freshness::First)),
        });
        match origin {
            Origin { channel: Channel::Internal, .. } => None,
            _ if referrer == Referrer::Unknown => Some(Self::NotLogged),
            Origin { privacy: Privacy::Unknown, .. } => Some(Self::Nothing(fetch_site)),
            Origin { channel, source, privacy, .. } => {
                let name = source.as_ref().map_or("", SourceName::as_str);
                Some(match privacy {
                    Privacy::Private if name == messenger.name() => Self::Itself,
                    Privacy::Either if name == messenger.name() || is_network(messenger, name) => {
                        Self::Network
                    }
                    _ => Self::Elsewhere(channel, source),
                })
            }
        }
    }
}

fn is_network(messenger: Source, network: &str) -> bool {
    NETWORKS.contains(&(messenger.name(), network))
}

/// Says whether the page before was the site's: by its host, or because its own address bore a mark.
fn own(hit: &Hit<'_>, referrer: &Referrer, site: Option<&str>) -> Own {
    let bare = |host: &[u8]| host.strip_prefix(b"www.").unwrap_or(host).to_ascii_lowercase();
    let asked = hit.host.as_deref().map(bare);
    let by_host = referrer.host().is_some_and(|host| {
        Some(host) == site || asked.as_deref().is_some_and(|asked| asked == host.as_bytes())
    });
    let marked = memchr::memmem::find(hit.referrer.bytes(), TEST_PARAMETER.as_bytes()).is_some();
    if by_host || marked { Own::Yes } else { Own::No }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_network_and_its_messenger_are_sources() {
        for (messenger, network) in NETWORKS {
            assert_eq!(
                Source::find(messenger).map(Source::channel),
                Some(Channel::DarkSocial),
                "{messenger}"
            );
            assert_eq!(Source::find(network).map(Source::channel), Some(Channel::Social), "{network}");
        }
    }
}
