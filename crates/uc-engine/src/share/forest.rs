//! The forest: shares in rows, and the trees that they make.

use std::ops::Range;

use super::names::Names;
use super::number::Number;
use super::readers::Readers;
use crate::event::Millis;
use crate::source::ShareToken;

/// Trees of shares. Grown by [`Forest::grow`](Forest::grow); some 90 bytes a share and 8 a reader.
#[derive(Debug, Clone)]
pub struct Forest {
    /// In preorder: a parent before its children, and all that came of a share behind it without a gap.
    pub(super) shares: Vec<Share>,
    /// Where each tree begins.
    pub(super) trees: Vec<usize>,
    pub(super) readers: Readers,
    pub(super) names: Names,
    pub(super) refused: Refused,
}

/// A share's place in its forest. It means nothing in another, nor in one grown later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ShareId(pub(super) Number);

/// How a share is known. The earlier ones are the surer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sight {
    /// The page told of it: a button was pressed, or an address copied.
    Shared,
    /// Nobody told of it, but a view was handed the token, and somebody came by it or a card was built: a copied
    /// address.
    HandedOut,
    /// A card was built of a token of which nothing else is known.
    Previewed,
    /// Somebody came by a token of which nothing else is known: the view that it was handed out to lies outside of what
    /// was given, was blocked, or never was. Whoever makes tokens up makes such shares.
    Opened,
}

/// One share: a token that was passed on.
#[derive(Debug, Clone, Copy)]
pub struct Share {
    /// Its token.
    pub token: ShareToken,
    /// When it was passed on; where nobody told of that, when the first came by it, or the first card was built.
    pub at: Millis,
    /// How it is known.
    pub sight: Sight,
    /// The share that its maker had come by.
    pub parent: Option<ShareId>,
    /// How many shares lie before it: 0 for a root.
    pub generation: u32,
    /// How many shares came of it, with itself.
    pub shares: u32,
    /// Page views from outside that came by it, but for its maker's own.
    pub landings: u32,
    /// Cards that messengers built of it.
    pub previews: u32,
    pub(super) site: Number,
    pub(super) page: Number,
    pub(super) messenger: Option<Number>,
    pub(super) campaign: Option<Number>,
}

/// What was not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Refused {
    /// Shares that said to have come of themselves. They stand as roots.
    pub to_itself: u64,
    /// Shares that said to have come of what came of them. They stand as roots.
    pub cycles: u64,
    /// Tokens that another site made known, met on a site that did not. They do not stand at all.
    pub foreign: u64,
}

/// A share and all that came of it.
#[derive(Debug, Clone, Copy)]
pub struct Tree<'f> {
    pub(super) forest: &'f Forest,
    pub(super) from: usize,
    pub(super) to: usize,
}

impl ShareId {
    pub(super) fn index(self) -> usize {
        self.0.index()
    }
}

impl Sight {
    /// All ways, with the names that JSON uses.
    pub const NAMES: [(Self, &'static str); 4] = [
        (Self::Shared, "shared"),
        (Self::HandedOut, "handed_out"),
        (Self::Previewed, "previewed"),
        (Self::Opened, "opened"),
    ];

    /// Returns the way's name in JSON.
    pub fn name(self) -> &'static str {
        let row = Self::NAMES.iter().find(|(sight, _)| *sight == self);
        row.expect("the table of names has a row for each way").1
    }
}

impl Forest {
    /// Returns how many shares stand in it.
    pub fn len(&self) -> usize {
        self.shares.len()
    }

    /// Tells whether nothing was passed on.
    pub fn is_empty(&self) -> bool {
        self.shares.is_empty()
    }

    /// Returns what was not believed, of all that was given: a selection changes nothing in it.
    pub fn refused(&self) -> Refused {
        self.refused
    }

    /// Returns all shares, parents before children, tree after tree.
    pub fn shares(&self) -> impl Iterator<Item = (ShareId, &Share)> {
        self.ids(0..self.len()).map(|id| (id, self.share(id)))
    }

    /// Returns a share.
    ///
    /// # Panics
    /// Panics where the id is of a larger forest.
    pub fn share(&self, id: ShareId) -> &Share {
        &self.shares[id.index()]
    }

    /// Returns the trees, by the time of their roots.
    pub fn trees(&self) -> impl Iterator<Item = Tree<'_>> {
        self.trees.iter().map(|from| self.slice(*from))
    }

    /// Returns a share and all that came of it.
    ///
    /// # Panics
    /// Panics where the id is of a larger forest.
    pub fn tree(&self, id: ShareId) -> Tree<'_> {
        self.slice(id.index())
    }

    /// Returns the public id of the site that a share was made on.
    pub fn site(&self, share: &Share) -> &str {
        self.names.get(share.site)
    }

    /// Returns the path of the page that was shared.
    pub fn page(&self, share: &Share) -> &str {
        self.names.get(share.page)
    }

    /// Returns the messenger that a share went to: the one that its maker chose, else the one that built its card.
    pub fn messenger(&self, share: &Share) -> Option<&str> {
        self.names.found(share.messenger)
    }

    /// Returns the campaign in a share's address, in small letters.
    pub fn campaign(&self, share: &Share) -> Option<&str> {
        self.names.found(share.campaign)
    }

    /// Returns the messenger of the edge that ends at a share: the one by which its maker got the page.
    pub fn came_over(&self, share: &Share) -> Option<&str> {
        share.parent.and_then(|parent| self.messenger(self.share(parent)))
    }

    /// Returns when the readers came that a share brought by itself, in order.
    pub fn readers(&self, id: ShareId) -> &[Millis] {
        self.readers_of(id.index())
    }

    pub(super) fn readers_of(&self, place: usize) -> &[Millis] {
        &self.readers.at[self.readers.from[place]..self.readers.from[place + 1]]
    }

    pub(super) fn ids(&self, places: Range<usize>) -> impl Iterator<Item = ShareId> + use<> {
        places.map(|place| ShareId(Number::of(place)))
    }

    fn slice(&self, from: usize) -> Tree<'_> {
        Tree { forest: self, from, to: from + self.shares[from].shares as usize }
    }
}

impl<'f> Tree<'f> {
    /// Returns the share that it begins with.
    pub fn root(&self) -> ShareId {
        ShareId(Number::of(self.from))
    }

    /// Returns its shares, parents before children.
    pub fn shares(&self) -> impl Iterator<Item = (ShareId, &'f Share)> + use<'f> {
        let forest = self.forest;
        forest.ids(self.from..self.to).map(|id| (id, forest.share(id)))
    }

    pub(super) fn slice(&self) -> &'f [Share] {
        &self.forest.shares[self.from..self.to]
    }
}
