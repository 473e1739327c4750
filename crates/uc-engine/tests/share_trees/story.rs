//! Tells who shared and who came, and says what a forest has of it.

use uc_engine::event::EventId;
use uc_engine::share::{Act, Counts, Forest, Passing, Selection, Share, ShareId};
use uc_engine::source::ShareToken;

/// A minute, in milliseconds.
pub(crate) const MINUTE: i64 = 60_000;
/// The moment of minute 0.
pub(crate) const START: i64 = 1_795_341_600_000;

/// What happened on a site, one passing after the other; `minute` is counted from [`START`].
#[derive(Debug, Clone, Default)]
pub(crate) struct Story {
    pub(crate) passings: Vec<Passing<'static>>,
}

/// Makes the token number `number`.
pub(crate) fn token(number: u64) -> ShareToken {
    ShareToken::parse(format!("{number:011}").as_bytes()).expect("eleven digits")
}

impl Story {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Tells one passing; tokens are told by number.
    pub(crate) fn tell(
        &mut self,
        minute: i64,
        act: Act,
        visitor: u64,
        (token_made, token_come_by): (Option<u64>, Option<u64>),
    ) -> &mut Passing<'static> {
        self.passings.push(Passing {
            id: EventId(self.passings.len() as u128),
            site: "bakery",
            at: START + minute * MINUTE,
            act,
            visitor: Some(visitor),
            token: token_made.map(token),
            parent: token_come_by.map(token),
            messenger: None,
            campaign: None,
            page: "/brot",
        });
        self.passings.last_mut().expect("one was pushed")
    }

    pub(crate) fn share(&mut self, minute: i64, visitor: u64, made: u64) -> &mut Passing<'static> {
        self.tell(minute, Act::Share, visitor, (Some(made), None))
    }

    pub(crate) fn land(&mut self, minute: i64, visitor: u64, by: u64) -> &mut Passing<'static> {
        self.tell(minute, Act::Landing, visitor, (None, Some(by)))
    }

    pub(crate) fn preview(&mut self, minute: i64, of: u64) -> &mut Passing<'static> {
        self.tell(minute, Act::Preview, 999_999, (None, Some(of)))
    }

    /// A view that came by nothing and was handed a token.
    pub(crate) fn view(&mut self, minute: i64, visitor: u64, handed: u64) -> &mut Passing<'static> {
        self.tell(minute, Act::View, visitor, (Some(handed), None))
    }

    pub(crate) fn forest(&self) -> Forest {
        Forest::grow(self.passings.iter().cloned())
    }

    pub(crate) fn selected(&self, selection: &Selection) -> Forest {
        Forest::grow_selected(self.passings.iter().cloned(), selection)
    }
}

/// Finds a share by its token's number.
pub(crate) fn find(forest: &Forest, number: u64) -> Option<(ShareId, &Share)> {
    forest.shares().find(|(_, share)| share.token == token(number))
}

/// Writes a forest down, one share a line: its generation as indent, its number, its readers.
pub(crate) fn drawn(forest: &Forest) -> String {
    let mut lines = String::new();
    for (id, share) in forest.shares() {
        let number = share.token.as_str().trim_start_matches('0');
        let indent = "  ".repeat(share.generation as usize);
        lines += &format!("{indent}{number}: {}\n", forest.readers(id).len());
    }
    lines
}

/// Writes down all that a forest says, for comparison.
pub(crate) fn all_of(forest: &Forest) -> String {
    let mut text = String::new();
    for (id, share) in forest.shares() {
        let parent = share.parent.map(|parent| forest.share(parent).token.as_str());
        text += &format!(
            "{} {} {parent:?} {} {:?} {} {} {} {} {} {:?} {:?} {:?}\n",
            forest.site(share),
            share.token.as_str(),
            share.at,
            share.sight,
            share.generation,
            share.shares,
            share.landings,
            share.previews,
            forest.page(share),
            forest.messenger(share),
            forest.campaign(share),
            forest.readers(id),
        );
    }
    text + &format!("{:?} {:?} {:?}", forest.refused(), forest.jumps(), forest.multipliers(5))
}

/// Counts as `trees shares reach landings previews generations`.
pub(crate) fn counted(counts: &Counts) -> [u64; 6] {
    let Counts { trees, shares, reach, landings, previews, generations } = *counts;
    [trees, shares, reach, landings, previews, u64::from(generations)]
}
