//! Charts as SVG, made on the server from templates.
//!
//! Colours are CSS classes, so that one drawing serves both themes and print; lengths across are per cents, so
//! that it fits a phone and a sheet alike without its letters shrinking. Evidence has one fill everywhere:
//! declared solid, revealed lighter, inferred hatched, none outlined. Why no charting crate draws them:
//! `docs/adr/0001-charts-as-templates.md`.

pub(crate) mod bars;
pub(crate) mod colours;
pub(crate) mod reliability;
pub(crate) mod scale;
pub(crate) mod table;
pub(crate) mod timeline;

use std::fmt;

/// A place or a length across a drawing, as a fraction of its width; written as SVG wants it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Across(pub(crate) f64);

impl fmt::Display for Across {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2}%", self.0 * 100.0)
    }
}

/// A length in CSS pixels, without needless digits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Pixels(pub(crate) f64);

impl fmt::Display for Pixels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", (self.0 * 10.0).round() / 10.0)
    }
}
