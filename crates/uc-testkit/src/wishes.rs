//! What the reader of a report wishes, where a test has no wish of its own.

use jiff::tz::TimeZone;
use uc_engine::priors::Priors;
use uc_engine::report::Wishes;

/// Wishes nothing: days in UTC, the built-in priors, an estimate.
pub fn none() -> Wishes {
    Wishes {
        site: None,
        home: Vec::new(),
        timezone: TimeZone::UTC,
        timezone_name: "UTC".to_owned(),
        priors: Priors::built_in(),
        estimate: true,
    }
}
