//! What share trees look at of one event: somebody shares, comes by a share, or a messenger shows one.
//!
//! It never holds an address or a name, only the pseudonym of the day. A link's token means something on its own site
//! only, so the site is part of it.

use std::borrow::Cow;

use crate::event::{Event, EventId, EventKind, Millis};
use crate::source::{ShareToken, campaign_in};

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Act {
    /// A page was looked at by somebody who came from outside.
    Landing,
    /// A page was looked at by somebody who was on the site already: a reload, or the page that hands out a token.
    View,
    /// A link with a token was passed on, or copied for that.
    Share,
    /// A messenger built the card of a link with a token: a share seen, and never a reader.
    Preview,
}

/// One event, as share trees see it.
///
/// Who it was is the pseudonym of the day alone: a visit says nothing beyond it here, since the chain from a landing to
/// a share must outlast the half hour that ends a visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passing<'e> {
    /// The event's id: the order of events of one millisecond.
    pub id: EventId,
    /// The public id of the site.
    pub site: &'e str,
    /// When it happened.
    pub at: Millis,
    /// What was done.
    pub act: Act,
    /// The pseudonym of the day.
    pub visitor: Option<u64>,
    /// The token handed out to this view, or passed on with this share.
    pub token: Option<ShareToken>,
    /// The token that the page's address bore: by whose share the visitor came.
    pub parent: Option<ShareToken>,
    /// The messenger that the share went to, or that built the card.
    pub messenger: Option<&'e str>,
    /// The campaign that the page's address names.
    pub campaign: Option<Cow<'e, str>>,
    /// The page's path, as people read it.
    pub page: &'e str,
}

/// The columns of an event that share trees read, named as in [`Event`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PassingColumns<'e> {
    /// Who saw it chose this.
    pub id: EventId,
    /// On which site.
    pub site: &'e str,
    /// When it happened.
    pub at: Millis,
    /// What it is called: of actions only `share` and `copy` are looked at.
    pub name: &'e str,
    /// What it is about.
    pub kind: EventKind,
    /// Whether it is a human page view that came from outside.
    pub landing: bool,
    /// The page's URL: the campaign stands in its query.
    pub url: &'e str,
    /// The path of that URL.
    pub path: &'e str,
    /// Who built the card, where it is a preview.
    pub source: Option<&'e str>,
    /// The pseudonym of the day.
    pub visitor: Option<u64>,
    /// The token handed out to this view.
    pub token: Option<&'e str>,
    /// The token that the visitor came with.
    pub parent_token: Option<&'e str>,
    /// The messenger that a share went to.
    pub messenger: Option<&'e str>,
}

impl<'e> Passing<'e> {
    /// Reads a stored event. `None` where it bears no token, or tells nothing of passing on.
    pub fn of(event: &'e Event) -> Option<Self> {
        Self::of_columns(&PassingColumns {
            id: event.id,
            site: event.site.as_str(),
            at: event.at,
            name: &event.name,
            kind: event.kind,
            landing: event.landing,
            url: &event.url,
            path: &event.path,
            source: event.source.as_deref(),
            visitor: event.visitor,
            token: event.token.as_deref(),
            parent_token: event.parent_token.as_deref(),
            messenger: event.messenger.as_deref(),
        })
    }

    /// Reads an event's columns. Texts that cannot be tokens are none.
    pub fn of_columns(seen: &PassingColumns<'e>) -> Option<Self> {
        let read = |token: Option<&str>| token.and_then(|token| ShareToken::parse(token.as_bytes()));
        let (mut token, parent) = (read(seen.token), read(seen.parent_token));
        let act = match seen.kind {
            EventKind::Page if seen.landing => Act::Landing,
            EventKind::Page => Act::View,
            EventKind::Preview => Act::Preview,
            EventKind::Action if matches!(seen.name, "share" | "copy") => Act::Share,
            EventKind::Action => return None,
        };
        if act == Act::Preview {
            // A fetcher passes nothing on, whatever it was told.
            token = None;
        }
        let tells = if act == Act::Share { token.is_some() } else { token.is_some() || parent.is_some() };
        let query = seen.url.split_once('?').map_or("", |(_, query)| query);
        tells.then(|| Self {
            id: seen.id,
            site: seen.site,
            at: seen.at,
            act,
            visitor: seen.visitor,
            token,
            parent,
            messenger: if act == Act::Preview { seen.source } else { seen.messenger },
            campaign: campaign_in(query).map(Cow::Owned),
            page: seen.path,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "aZ09aZ09aZ0";

    fn seen(kind: EventKind, name: &'static str) -> PassingColumns<'static> {
        PassingColumns {
            id: EventId(1),
            site: "bakery",
            at: 1_795_341_600_000,
            name,
            kind,
            landing: false,
            url: "https://bakery.example/brot?uc=aZ09aZ09aZ0&utm_campaign=Advent%202026",
            path: "/brot",
            source: Some("whatsapp"),
            visitor: Some(7),
            token: Some(TOKEN),
            parent_token: None,
            messenger: Some("signal"),
        }
    }

    fn act(seen: &PassingColumns<'_>) -> Option<Act> {
        Passing::of_columns(seen).map(|passing| passing.act)
    }

    #[test]
    fn shares_views_and_previews_with_a_token_are_passings_and_nothing_else_is() {
        let page = seen(EventKind::Page, "pageview");
        assert_eq!(act(&page), Some(Act::View));
        assert_eq!(act(&PassingColumns { landing: true, ..page }), Some(Act::Landing));
        assert_eq!(act(&PassingColumns { token: None, ..page }), None);
        assert_eq!(act(&PassingColumns { token: None, parent_token: Some(TOKEN), ..page }), Some(Act::View));
        assert_eq!(act(&PassingColumns { token: Some("<script>"), ..page }), None);
        for (name, expected) in
            [("share", Some(Act::Share)), ("copy", Some(Act::Share)), ("outbound", None), ("shared", None)]
        {
            let action = seen(EventKind::Action, name);
            assert_eq!(act(&action), expected, "{name}");
            let bare = PassingColumns { token: None, parent_token: Some(TOKEN), ..action };
            assert_eq!(act(&bare), None, "{name} without a token of its own");
        }
    }

    #[test]
    fn a_preview_needs_the_token_of_the_share_that_it_shows() {
        let preview = seen(EventKind::Preview, "preview");
        assert_eq!(act(&preview), None, "its own token says nothing");
        let shown = Passing::of_columns(&PassingColumns { parent_token: Some(TOKEN), ..preview });
        let shown = shown.expect("a preview of a share");
        assert_eq!((shown.act, shown.token, shown.messenger), (Act::Preview, None, Some("whatsapp")));
    }

    #[test]
    fn the_campaign_of_a_link_is_read_from_its_address() {
        let shared = Passing::of_columns(&seen(EventKind::Action, "share")).expect("a share");
        assert_eq!(shared.campaign.as_deref(), Some("advent 2026"));
        assert_eq!((shared.messenger, shared.page), (Some("signal"), "/brot"));
    }
}
