//! The timeline: a line for all visits, and below it a mark for each step in which shares were seen. By the rule, a
//! solid area for what is proven and a hatched band up to what is possible; by the estimate, its line in the hatched band
//! of its range.
//!
//! Lines and areas hold only steps that the log covers whole, so that its cut ends do not look like a fall; the
//! others are hollow dots.

use std::fmt::Write as _;

use askama::Template;
use uc_engine::report::{Bucket, Method, Step, Timeline};
use uc_words::Words;

use super::scale::Axis;
use super::{Across, Pixels};
use crate::sentences::{amount, period};

/// Where the plot begins and how high it is, in pixels.
const TOP: f64 = 14.0;
const HEIGHT: f64 = 176.0;
/// How high the lane of shares below the plot is.
const LANE: f64 = 26.0;
/// At most so many steps are named below; every other one only where there is room.
const LABELS: usize = 6;
/// With fewer whole steps than this, a line through them alone would show nothing.
const FEW: usize = 3;
/// Pixels that a letter of an axis mark takes, at most.
const LETTER: usize = 8;
/// From here on a name below ends where it would otherwise be centred.
const NEAR_END: f64 = 0.94;

/// A drawn timeline.
#[derive(Template)]
#[template(path = "charts/timeline.html")]
pub(crate) struct TimelineChart {
    title: String,
    desc: String,
    estimated: bool,
    key: [String; 5],
    grid: Vec<(Pixels, String)>,
    gutter: usize,
    /// The outlines of the areas.
    certain: String,
    possible: String,
    segments: Vec<Segment>,
    dots: Vec<(Across, Pixels)>,
    shares: Vec<ShareMark>,
    steps: Vec<StepArea>,
    labels: Vec<Label>,
    has_dashed: bool,
    has_shares: bool,
    base: Pixels,
    lane: Pixels,
    label_line: Pixels,
    height: Pixels,
}

struct Segment {
    from: (Across, Pixels),
    to: (Across, Pixels),
    class: &'static str,
}

struct ShareMark {
    x: Across,
    top: Pixels,
}

struct StepArea {
    x: Across,
    width: Across,
    told: String,
}

struct Label {
    x: Across,
    anchor: &'static str,
    class: &'static str,
    text: String,
}

impl TimelineChart {
    /// Draws a timeline of at least one bucket.
    pub(crate) fn new(timeline: &Timeline, method: Method, words: &Words) -> Self {
        let buckets = &timeline.buckets;
        let most = buckets.iter().map(|bucket| bucket.landings).max().unwrap_or(0);
        let axis = Axis::holding(most as f64, 4);
        let lane_end = TOP + HEIGHT + 6.0 + LANE;
        let (whole, dots) = split(buckets);
        let grid: Vec<(Pixels, String)> =
            axis.marks().map(|mark| (y(&axis, mark as f64), words.count(mark))).collect();
        let most_shares = buckets.iter().map(|bucket| bucket.shares_seen).max().unwrap_or(0);
        let (certain, possible) = match method {
            Method::LandingPageRule => ("timeline-key-certain", "timeline-key-possible"),
            Method::Estimate => ("timeline-key-estimate", "timeline-key-band"),
        };
        Self {
            estimated: method == Method::Estimate,
            title: words.plain("section-time"),
            desc: words.text(
                "timeline-desc",
                &[("buckets", (buckets.len() as u64).into()), ("most", words.count(most).into())],
            ),
            key: [
                words.plain("timeline-key-visits"),
                words.plain(certain),
                words.plain(possible),
                words.text("timeline-key-shares", &[("most", words.count(most_shares).into())]),
                words.plain("timeline-key-partial"),
            ],
            gutter: grid.iter().map(|(_, text)| text.chars().count()).max().unwrap_or(0) * LETTER + 8,
            grid,
            certain: outline(&whole, &axis, |bucket| (0.0, bucket.dark_interval.0)),
            possible: outline(&whole, &axis, |bucket| bucket.dark_interval),
            segments: segments(&whole, method, &axis),
            shares: share_marks(buckets, lane_end),
            steps: step_areas(timeline, method, words),
            labels: labels(timeline, words),
            has_dashed: dots.is_empty() && buckets.iter().any(|bucket| bucket.partial),
            dots: dots.iter().map(|(x, bucket)| (Across(*x), y(&axis, bucket.landings as f64))).collect(),
            has_shares: most_shares > 0,
            base: Pixels(TOP + HEIGHT),
            lane: Pixels(lane_end),
            label_line: Pixels(lane_end + 20.0),
            height: Pixels(lane_end + 26.0),
        }
    }
}

fn y(axis: &Axis, value: f64) -> Pixels {
    Pixels(TOP + HEIGHT * (1.0 - axis.place(value)))
}

/// Returns where each bucket stands across the plot; a lone one stands at both ends, as a level.
fn places(buckets: &[Bucket]) -> Vec<(f64, &Bucket)> {
    match buckets {
        [only] => vec![(0.0, only), (1.0, only)],
        _ => {
            let last = buckets.len().saturating_sub(1).max(1) as f64;
            buckets.iter().enumerate().map(|(index, bucket)| (index as f64 / last, bucket)).collect()
        }
    }
}

/// A bucket and where it stands.
type Place<'a> = (f64, &'a Bucket);

/// Parts the buckets that the log covers whole from the others. Where only a few are whole, the line goes through
/// all, dashed at its ends.
fn split(buckets: &[Bucket]) -> (Vec<Place<'_>>, Vec<Place<'_>>) {
    let places = places(buckets);
    if buckets.iter().filter(|bucket| !bucket.partial).count() < FEW {
        return (places, Vec::new());
    }
    places.into_iter().partition(|(_, bucket)| !bucket.partial)
}

/// Returns the outline of the area between two values of each bucket, as points of a unit square: a clip path
/// with `objectBoundingBox` units stretches it to whatever width the plot has.
fn outline(places: &[Place<'_>], axis: &Axis, ends: impl Fn(&Bucket) -> (f64, f64)) -> String {
    let mut points = String::new();
    let upper = places.iter().map(|(x, bucket)| (x, ends(bucket).1));
    let lower = places.iter().rev().map(|(x, bucket)| (x, ends(bucket).0));
    for (x, value) in upper.chain(lower) {
        write!(points, "{x:.4},{:.4} ", 1.0 - axis.place(value)).expect("text grows without failing");
    }
    points.trim_end().to_owned()
}

fn segments(places: &[Place<'_>], method: Method, axis: &Axis) -> Vec<Segment> {
    let mut segments = Vec::new();
    for pair in places.windows(2) {
        let [(from_x, from), (to_x, to)] = pair else { continue };
        let partial = from.partial || to.partial;
        let mut line = |value: fn(&Bucket) -> f64, classes: [&'static str; 2]| {
            segments.push(Segment {
                from: (Across(*from_x), y(axis, value(from))),
                to: (Across(*to_x), y(axis, value(to))),
                class: if partial { classes[1] } else { classes[0] },
            });
        };
        match method {
            Method::LandingPageRule => {
                line(|bucket| bucket.dark_interval.1, ["line-possible", "line-possible dashed"]);
            }
            Method::Estimate => line(|bucket| bucket.dark, ["line-estimate", "line-estimate dashed"]),
        }
        line(|bucket| bucket.landings as f64, ["line-visits", "line-visits dashed"]);
    }
    segments
}

fn share_marks(buckets: &[Bucket], lane_end: f64) -> Vec<ShareMark> {
    let most = buckets.iter().map(|bucket| bucket.shares_seen).max().unwrap_or(0).max(1) as f64;
    places(buckets)
        .into_iter()
        .filter(|(_, bucket)| bucket.shares_seen > 0)
        .map(|(x, bucket)| ShareMark {
            x: Across(x),
            top: Pixels(lane_end - 3.0 - (LANE - 7.0) * bucket.shares_seen as f64 / most),
        })
        .collect()
}

/// Returns the areas that tell a step's figures when pointed at.
fn step_areas(timeline: &Timeline, method: Method, words: &Words) -> Vec<StepArea> {
    let width = 1.0 / timeline.buckets.len().max(1) as f64;
    let gap = 1.0 / timeline.buckets.len().saturating_sub(1).max(1) as f64;
    let area = |(index, bucket): (usize, &Bucket)| {
        let centre = if timeline.buckets.len() == 1 { 0.5 } else { index as f64 * gap };
        let from = (centre - width / 2.0).clamp(0.0, 1.0 - width);
        StepArea { x: Across(from), width: Across(width), told: told(bucket, timeline, method, words) }
    };
    timeline.buckets.iter().enumerate().map(area).collect()
}

/// Tells one step's figures in a line.
fn told(bucket: &Bucket, timeline: &Timeline, method: Method, words: &Words) -> String {
    format!(
        "{}: {} {} · {} {} · {} {}",
        period::bucket(bucket, timeline.step, words),
        words.count(bucket.landings),
        words.plain("head-visits"),
        amount(method, bucket.dark, bucket.dark_interval, words),
        words.plain("head-shared"),
        words.count(bucket.shares_seen),
        words.plain("head-shares"),
    )
}

/// How many steps may lie between two names below: a person counts in weeks, hours of the clock and years.
fn gap(step: Step, count: usize) -> usize {
    let gaps: &[usize] = match step {
        Step::Hour => &[1, 2, 3, 6, 12, 24],
        Step::Day => &[1, 2, 7, 14, 28],
        Step::Week => &[1, 2, 4, 8, 13, 26],
        Step::Month => &[1, 2, 3, 6, 12, 24, 60, 120],
    };
    let fits = |gap: &usize| count.div_ceil(*gap) <= LABELS;
    gaps.iter().copied().find(fits).unwrap_or_else(|| count.div_ceil(LABELS))
}

fn labels(timeline: &Timeline, words: &Words) -> Vec<Label> {
    let count = timeline.buckets.len();
    let last = count.saturating_sub(1).max(1) as f64;
    let named = (0..count).step_by(gap(timeline.step, count).max(1));
    named
        .enumerate()
        .map(|(nth, index)| {
            let x = index as f64 / last;
            let anchor = match x {
                0.0 => "start",
                _ if x > NEAR_END => "end",
                _ => "middle",
            };
            let class = if nth % 2 == 1 { "axis-label roomy" } else { "axis-label" };
            let text = period::bucket(&timeline.buckets[index], timeline.step, words);
            Label { x: Across(x), anchor, class, text }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bucket(landings: u64, partial: bool) -> Bucket {
        Bucket { landings, partial, ..uc_testkit::reports::bakery().timeline.buckets[1].clone() }
    }

    #[test]
    fn a_step_that_the_log_cuts_is_a_dot_and_no_fall() {
        let check = |partial: &[bool], whole: usize, dots: usize| {
            let buckets: Vec<Bucket> = partial.iter().map(|partial| bucket(9, *partial)).collect();
            let (drawn, hollow) = split(&buckets);
            assert_eq!((drawn.len(), hollow.len()), (whole, dots), "{partial:?}");
        };
        check(&[true, false, false, false, true], 3, 2);
        check(&[false, false, false], 3, 0);
        check(&[true, false, false, true], 4, 0);
        check(&[true], 2, 0);
    }

    #[test]
    fn names_stand_at_even_gaps() {
        let check = |step, count, expected| assert_eq!(gap(step, count), expected, "{step:?} {count}");
        check(Step::Hour, 24, 6);
        check(Step::Hour, 72, 12);
        check(Step::Day, 6, 1);
        check(Step::Day, 28, 7);
        check(Step::Day, 99, 28);
        check(Step::Week, 52, 13);
        check(Step::Month, 30, 6);
        check(Step::Month, 5_000, 834);
    }
}
