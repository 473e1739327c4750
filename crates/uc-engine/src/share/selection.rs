//! Which shares a forest is grown of.

use crate::event::Millis;

/// What a share must be to stand in the forest. Nothing said lets all stand.
///
/// It chooses shares, not events: a landing goes with its share, whenever and wherever it was, and a share whose parent
/// is not chosen is the root of a tree.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    /// Of this site.
    pub site: Option<String>,
    /// Of the page with this path.
    pub page: Option<String>,
    /// Passed on by this messenger; shares of which the messenger is unknown are out.
    pub messenger: Option<String>,
    /// With this campaign in their address, in small letters.
    pub campaign: Option<String>,
    /// Made at this moment or later.
    pub from: Option<Millis>,
    /// Made before this moment.
    pub until: Option<Millis>,
}

/// What is known of a share when it is chosen.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chosen<'n> {
    pub(super) site: &'n str,
    pub(super) page: Option<&'n str>,
    pub(super) messenger: Option<&'n str>,
    pub(super) campaign: Option<&'n str>,
    pub(super) at: Millis,
}

impl Selection {
    pub(super) fn takes(&self, share: &Chosen<'_>) -> bool {
        let is = |wanted: &Option<String>, is: Option<&str>| wanted.is_none() || wanted.as_deref() == is;
        is(&self.site, Some(share.site))
            && is(&self.page, share.page)
            && is(&self.messenger, share.messenger)
            && is(&self.campaign, share.campaign)
            && self.from.is_none_or(|from| share.at >= from)
            && self.until.is_none_or(|until| share.at < until)
    }
}
