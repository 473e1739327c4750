//! One numbering for the pages and traces that several scanners have numbered each for itself.

use crate::kind::page_path;
use crate::scan::{TraceTables, Traced};

/// The numbers of a part's values in the common tables.
pub(super) struct Renumbering {
    pub(super) pages: Vec<u32>,
    pub(super) traced: Vec<u32>,
    pub(super) agents: Vec<u32>,
}

impl Renumbering {
    /// Takes a part's values over into the common tables.
    pub(super) fn of(part: &TraceTables, common: &mut TraceTables) -> Self {
        let hosts: Vec<u32> = part.hosts.keys().map(|host| common.hosts.number(host, || ()) + 1).collect();
        let pages = part.pages.keys().map(|key| page(key, &hosts, common)).collect();
        let agents: Vec<u32> = part.agents.values.iter().map(|agent| common.agents.number(agent)).collect();
        let referrers: Vec<u32> =
            part.referrers.values.iter().map(|value| common.referrers.number(value)).collect();
        common.asset_referrers.resize(common.referrers.values.len(), 0);
        for (referrer, assets) in referrers.iter().zip(&part.asset_referrers) {
            common.asset_referrers[*referrer as usize] += assets;
        }
        let tags: Vec<u32> = part.tags.values.iter().map(|tag| common.tags.number(tag) + 1).collect();
        let renumbered = |traced: &Traced| Traced {
            referrer: referrers[traced.referrer as usize],
            agent: agents[traced.agent as usize],
            tag: traced.tag.checked_sub(1).map_or(0, |tag| tags[tag as usize]),
            ..*traced
        };
        let traced =
            part.traced.values.iter().map(|traced| common.traced.number(&renumbered(traced))).collect();
        Self { pages, traced, agents }
    }
}

/// Numbers a page by its host's new number and its path as people read it.
fn page(key: &[u8], hosts: &[u32], common: &mut TraceTables) -> u32 {
    let (host, path) = key.split_first_chunk::<4>().expect("a page's key begins with its host's number");
    let host = u32::from_le_bytes(*host).checked_sub(1).map_or(0, |host| hosts[host as usize]);
    let path = page_path(path);
    let mut renumbered = Vec::with_capacity(4 + path.len());
    renumbered.extend_from_slice(&host.to_le_bytes());
    renumbered.extend_from_slice(&path);
    common.pages.number(&renumbered, || ())
}
