//! What an event is called, and what it is about by that name.

use super::Dropped;

/// The longest name of an event, in bytes.
pub const LONGEST_NAME: usize = 64;
/// The name of the action that a visitor's browser asked for parts of a page, as people's browsers do. The log tells it,
/// once for each visitor and day.
pub const ASSETS: &str = "assets";
/// The most seconds of engagement: a day.
const MOST_SECONDS: f64 = 86_400.0;

/// What an event is about, by its name alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meant {
    /// A page was asked for: by a person, a machine or a fetcher of previews.
    Page,
    /// Its sender takes it for a preview.
    Preview,
    /// Something was done.
    Action,
}

/// Reads a name.
pub(super) fn meant(name: &str) -> Result<Meant, Dropped> {
    let legal = |byte: u8| {
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'.' | b':' | b'-')
    };
    match name {
        "pageview" => Ok(Meant::Page),
        "preview" => Ok(Meant::Preview),
        _ if (1..=LONGEST_NAME).contains(&name.len()) && name.bytes().all(legal) => Ok(Meant::Action),
        _ => Err(Dropped::BadName),
    }
}

/// Checks the number that comes with an event of that name.
pub(super) fn value(name: &str, value: Option<f64>) -> Result<Option<f64>, Dropped> {
    let fits = |value: f64| match name {
        "engagement" => (0.0..=MOST_SECONDS).contains(&value),
        _ => value.is_finite(),
    };
    if value.is_none_or(fits) { Ok(value) } else { Err(Dropped::BadValue) }
}
