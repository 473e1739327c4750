//! What is kept of a hit once its line is gone: 32 bytes for a page view, and as little for the rest.
//!
//! Numbers in here point into the tables of the [`super::Scanner`] that made them, and of nothing else.

/// How many lists the views are dealt into by visitor, so that each can be sorted on its own.
pub(crate) const LISTS: usize = 64;

/// A human page view that was answered 200 or 304.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct View {
    /// Who: a fingerprint of the address (IPv6: its /64) and the user agent.
    pub(crate) visitor: u64,
    /// Where its line stands: file and byte, for a fixed order of what happened in one second.
    pub(crate) position: u64,
    /// When, in seconds since 1970 UTC.
    pub(crate) at: u32,
    /// Which page.
    pub(crate) page: u32,
    /// Which traces it left.
    pub(crate) traces: u32,
}

/// A page view that carried a click id which is minted anew for each click.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ClickSeen {
    /// The id's hash.
    pub(crate) id: u64,
    pub(crate) visitor: u64,
    pub(crate) at: u32,
    pub(crate) position: u64,
}

/// A link-preview fetch of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PreviewSeen {
    /// A fingerprint of the fetcher's address.
    pub(crate) sender: u64,
    pub(crate) position: u64,
    pub(crate) at: u32,
    pub(crate) page: u32,
    /// Which kind of agent fetched, by its number among the agents.
    pub(crate) agent: u32,
}

/// Views in blocks of a fixed size: growing never copies, and never takes more than it needs.
#[derive(Default)]
pub(crate) struct Blocks {
    blocks: Vec<Vec<View>>,
}

/// Views in a block: a quarter of a megabyte, which allocators take from the system on its own and give back at once
/// when it is freed. Smaller blocks would leave the memory full of holes while lists are sorted.
const BLOCK: usize = 8192;

impl Blocks {
    pub(crate) fn push(&mut self, view: View) {
        match self.blocks.last_mut() {
            Some(block) if block.len() < BLOCK => block.push(view),
            _ => {
                // The first block of a list is small: most logs have a few views only.
                let room = if self.blocks.is_empty() { 16 } else { BLOCK };
                let mut block = Vec::with_capacity(room);
                block.push(view);
                self.blocks.push(block);
            }
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.blocks.iter().map(Vec::len).sum()
    }

    /// Hands the views over block by block, so that each block's memory is free as soon as it was read.
    pub(crate) fn drain(self) -> impl Iterator<Item = View> {
        self.blocks.into_iter().flatten()
    }
}

/// Returns the list that a visitor's views belong to.
pub(crate) fn list_of(visitor: u64) -> usize {
    (visitor >> 58) as usize
}
