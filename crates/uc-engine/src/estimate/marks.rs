//! Marks: what a landing looks like beyond its page and time. Each is coarse, and none is a fingerprint.

use crate::source::{Agent, Browser, Device, FetchSite};

/// The marks of a landing, as one number below [`Marks::CODES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Marks(u16);

/// A kind of mark and how many values it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Apple phone or tablet, other phone or tablet, Apple computer, other computer, not told.
    Device,
    /// Never seen before, seen before, has read this very page before.
    Return,
    /// Pages read after it in the same visit: none, one, more.
    Depth,
    /// Whether the visitor ever fetched a picture, script or style.
    Assets,
    /// `Sec-Fetch-Site`: not told, none, cross-site.
    Site,
}

impl Mark {
    /// All marks.
    pub(super) const ALL: [Self; 5] = [Self::Device, Self::Return, Self::Depth, Self::Assets, Self::Site];

    /// How many values it has.
    pub(super) const fn values(self) -> usize {
        match self {
            Self::Device => 5,
            Self::Return | Self::Depth | Self::Site => 3,
            Self::Assets => 2,
        }
    }

    /// How many codes lie between two of its values.
    const fn step(self) -> usize {
        match self {
            Self::Device => 1,
            Self::Return => 5,
            Self::Depth => 15,
            Self::Assets => 45,
            Self::Site => 90,
        }
    }

    /// Returns the value of this mark in a code.
    pub(super) const fn of(self, code: usize) -> usize {
        code / self.step() % self.values()
    }
}

impl Marks {
    /// Codes are smaller than this.
    pub(super) const CODES: usize = 270;

    /// Notes what is known when the landing happens.
    pub(crate) fn new(agent: Agent, site: FetchSite, returning: Returning, loads_assets: bool) -> Self {
        let device = match (agent.device, agent.browser) {
            (Device::Phone | Device::Tablet, Browser::Safari) => 0,
            (Device::Phone | Device::Tablet, _) => 1,
            (Device::Desktop, Browser::Safari) => 2,
            (Device::Desktop, _) => 3,
            (Device::Unknown, _) => 4,
        };
        let site = match site {
            FetchSite::Unknown | FetchSite::SameOrigin | FetchSite::SameSite => 0,
            FetchSite::None => 1,
            FetchSite::CrossSite => 2,
        };
        let code = device * Mark::Device.step()
            + returning as usize * Mark::Return.step()
            + usize::from(loads_assets) * Mark::Assets.step()
            + site * Mark::Site.step();
        Self(u16::try_from(code).expect("codes are small"))
    }

    /// Notes that the visit went on to another page.
    pub(crate) fn goes_on(&mut self) {
        if Mark::Depth.of(self.code()) + 1 < Mark::Depth.values() {
            self.0 += u16::try_from(Mark::Depth.step()).expect("steps are small");
        }
    }

    /// Returns the number.
    pub(super) fn code(self) -> usize {
        usize::from(self.0)
    }
}

/// Whether a visitor was here before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Returning {
    /// Not in this log.
    New = 0,
    /// In an earlier visit.
    Seen = 1,
    /// In an earlier visit, on this very page.
    SeenPage = 2,
}
