//! What becomes of an event that a live site sends: stored as an [`Event`](crate::event::Event), or dropped for one named reason.
//!
//! A list of steps, each a pure function in a file of its own, in the order in which [`Judge::judge`] calls them. None
//! of them reads a clock or draws a number: times and the salt of the day are arguments. No address, no raw user agent
//! and no unknown query parameter comes out of here. `spec/ingest.md` tells the rules in prose, with cases that run as
//! tests. Read [`Judge`] first, then [`Visits`], which has a memory and comes after it.

mod agent;
mod clock;
mod consent;
mod dropped;
mod judge;
mod line;
mod link;
mod name;
mod origin;
mod personal;
mod raw;
mod site;
mod text;
mod told;
mod url;
mod visitor;
mod visits;
mod web_url;

pub use dropped::Dropped;
pub use judge::{Judge, Judged, judge};
pub use name::{ASSETS, LONGEST_NAME};
pub use raw::{HostCheck, Objection, PageviewsFrom, RawEvent, Request, Said, Salt, SiteRules};
pub use text::title as clean_text;
pub use told::Told;
pub use url::page_path;
pub use visits::{Begun, Visits};

pub(crate) use origin::Shown;
