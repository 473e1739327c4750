//! Where a view came from, by the ordered rules of [`crate::source`].
//!
//! A view that was just judged and one that was read back from the store show the same traces, so that visits are walked and
//! the estimate is made from the same facts.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use crate::scan::{LinkedFrom, StoredView};
use crate::source::{
    self, Agent, ClickId, FetchSite, Freshness, Origin, Own, Package, Privacy, QueryTraces, Referrer, Tag,
    TokenPresence, Traces,
};
use crate::visit::{Arrival, LinkMark};

/// The traces of one page view. The same as [`crate::scan::Traced`], written out.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Shown {
    pub(crate) referrer: Referrer,
    pub(crate) linked_from: LinkedFrom,
    pub(crate) agent: Agent,
    pub(crate) package: Option<Package>,
    pub(crate) fetch_site: FetchSite,
    pub(crate) tag: Option<Tag>,
    pub(crate) token: TokenPresence,
    pub(crate) click: Option<ClickId>,
}

impl Shown {
    /// Reads the traces of a view that was stored.
    pub(crate) fn of(view: &StoredView<'_>) -> Self {
        let QueryTraces { token, tag, .. } = QueryTraces::of(view.query().as_bytes());
        let referrer = Referrer::of(&view.referrer());
        Self {
            linked_from: LinkedFrom::of_stored(view.channel, &referrer),
            referrer,
            agent: view.agent(),
            package: view.package(),
            fetch_site: view.fetch_site(),
            tag,
            token: if token.is_some() { TokenPresence::Present } else { TokenPresence::Absent },
            click: view.click(),
        }
    }

    /// Decides where the view came from. Whether its click id is stale shows only when other views are there.
    pub(crate) fn origin(&self, own: Own) -> Origin {
        source::origin(&Traces {
            referrer: &self.referrer,
            own,
            agent: self.agent,
            package: self.package,
            fetch_site: self.fetch_site,
            tag: self.tag.as_ref(),
            token: self.token,
            click: self.click.map(|click| (click, Freshness::First)),
        })
    }

    /// Tells whether the traces speak of coming from outside.
    pub(crate) fn arrival(&self, own: Own) -> Arrival {
        let marked = self.tag.is_some() || self.token == TokenPresence::Present || self.click.is_some();
        let mark = if marked { LinkMark::Marked } else { LinkMark::Plain };
        Arrival::of(&self.referrer, own, self.fetch_site, mark)
    }

    /// Returns a fingerprint of a page and these traces: a reload has the same.
    pub(crate) fn with_page(&self, host: &str, path: &str) -> u64 {
        let host = host.strip_prefix("www.").unwrap_or(host);
        FixedState::with_seed(0x7669_6577).hash_one((host, path, self))
    }
}

/// Returns the probability of private sharing where the evidence decides.
pub(super) fn p_dark(privacy: Privacy) -> Option<f64> {
    match privacy {
        Privacy::Private => Some(1.0),
        Privacy::Public => Some(0.0),
        Privacy::Either | Privacy::Unknown => None,
    }
}
