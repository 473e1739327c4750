//! The calibration experiment: links with a mark, posted in groups of one's own, show what messengers leave in this log.
//!
//! [`Plan`] makes the links; [`Collector`] finds their landings in a log and gives [`Measured`]: how many of them would
//! have told where they came from without the mark. It looks at marked lines alone and shares nothing with the
//! estimate but the table of [`crate::priors`], which a measurement can replace in parts.

mod beta;
mod collect;
mod landing;
mod measured;
mod page_url;
mod plan;

pub use collect::Collector;
pub use measured::{Booked, Measured, MessengerMeasured};
pub use page_url::{NotAPage, PageUrl};
pub use plan::{Plan, PlannedLink, usual_messengers};

pub(crate) use beta::beta_below;
