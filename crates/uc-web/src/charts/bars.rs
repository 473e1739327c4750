//! Horizontal bars: a line of text, and under it the bar in its evidence's fill, with a whisker over what is
//! not certain.

use askama::Template;

use super::{Across, Pixels};

/// Pixels from one bar to the next.
const ROW: f64 = 48.0;

/// A chart of bars, with a name and a sentence for those who cannot see it.
#[derive(Template)]
#[template(path = "charts/bars.html")]
pub(crate) struct BarChart {
    id: &'static str,
    title: String,
    desc: String,
    bars: Vec<Placed>,
    height: Pixels,
}

/// One bar. Lengths are in the unit of the chart (visits, shares) from zero.
#[derive(Clone)]
pub(crate) struct Bar {
    /// What stands before it; cleaned.
    pub(crate) name: String,
    /// A word in soft ink after the name, or nothing.
    pub(crate) note: String,
    /// The figure at the line's end.
    pub(crate) value: String,
    /// Lengths and CSS classes of its parts, from zero on.
    pub(crate) parts: Vec<(f64, &'static str)>,
    /// From where to where it may reach.
    pub(crate) whisker: Option<(f64, f64)>,
}

struct Placed {
    bar: Bar,
    top: f64,
    segments: Vec<Segment>,
    whisker: Option<(Across, Across)>,
}

struct Segment {
    x: Across,
    width: Across,
    class: &'static str,
}

impl BarChart {
    /// Draws the bars on one scale that begins at zero and holds the longest bar and whisker.
    pub(crate) fn new(id: &'static str, title: String, bars: Vec<Bar>) -> Self {
        let most = bars.iter().map(Bar::reach).fold(1.0, f64::max);
        let height = Pixels(bars.len() as f64 * ROW - 12.0);
        let desc =
            bars.iter().map(|bar| format!("{}: {}", bar.name, bar.value)).collect::<Vec<_>>().join("; ");
        let bars =
            bars.into_iter().enumerate().map(|(index, bar)| bar.place(index as f64 * ROW, most)).collect();
        Self { id, title, desc, bars, height }
    }
}

impl BarChart {
    /// Returns how many bars there are.
    pub(crate) fn len(&self) -> usize {
        self.bars.len()
    }
}

impl Bar {
    fn reach(&self) -> f64 {
        let length: f64 = self.parts.iter().map(|(length, _)| length).sum();
        self.whisker.map_or(length, |(_, high)| high.max(length))
    }

    fn place(self, top: f64, most: f64) -> Placed {
        let mut from = 0.0;
        let mut segments = Vec::with_capacity(self.parts.len());
        for &(length, class) in self.parts.iter().filter(|(length, _)| *length > 0.0) {
            segments.push(Segment { x: Across(from / most), width: Across(length / most), class });
            from += length;
        }
        let whisker = self.whisker.map(|(low, high)| (Across(low / most), Across(high / most)));
        Placed { bar: self, top, segments, whisker }
    }
}

impl Placed {
    /// Returns the pixel at which something `below` the bar's own top stands.
    fn y(&self, below: f64) -> Pixels {
        Pixels(self.top + below)
    }
}
