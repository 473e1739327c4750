//! The timeline: a line for all visits, a solid area for what is certainly private, a hatched band up to what
//! is possible, and below it a mark for each step in which shares were seen.
//!
//! Steps that the log covers only in part are dashed.

use std::fmt::Write as _;

use askama::Template;
use uc_engine::report::{Bucket, Timeline};
use uc_words::Words;

use super::scale::Axis;
use super::{Across, Pixels};
use crate::sentences::period;

/// Where the plot begins and how high it is, in pixels.
const TOP: f64 = 14.0;
const HEIGHT: f64 = 176.0;
/// How high the lane of shares below the plot is.
const LANE: f64 = 26.0;
/// At most so many days or hours are named below; every other one only where there is room.
const LABELS: usize = 5;

/// A drawn timeline.
#[derive(Template)]
#[template(path = "charts/timeline.html")]
pub(crate) struct TimelineChart {
    title: String,
    desc: String,
    key: [String; 5],
    grid: Vec<(Pixels, String)>,
    certain: String,
    possible: String,
    segments: Vec<Segment>,
    shares: Vec<ShareMark>,
    steps: Vec<StepArea>,
    labels: Vec<Label>,
    has_partial: bool,
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
    pub(crate) fn new(timeline: &Timeline, words: &Words) -> Self {
        let buckets = &timeline.buckets;
        let most = buckets.iter().map(|bucket| bucket.landings).max().unwrap_or(0);
        let axis = Axis::holding(most as f64, 4);
        let lane_end = TOP + HEIGHT + 6.0 + LANE;
        Self {
            title: words.plain("section-time"),
            desc: words.text(
                "timeline-desc",
                &[("buckets", (buckets.len() as u64).into()), ("most", words.count(most).into())],
            ),
            key: [
                words.plain("timeline-key-visits"),
                words.plain("timeline-key-certain"),
                words.plain("timeline-key-possible"),
                words.plain("timeline-key-shares"),
                words.plain("timeline-key-partial"),
            ],
            grid: axis.marks().map(|mark| (y(&axis, mark as f64), words.count(mark))).collect(),
            certain: outline(buckets, &axis, |bucket| (0.0, bucket.dark_interval.0)),
            possible: outline(buckets, &axis, |bucket| bucket.dark_interval),
            segments: segments(buckets, &axis),
            shares: share_marks(buckets, lane_end),
            steps: step_areas(timeline, words),
            labels: labels(timeline, words),
            has_partial: buckets.iter().any(|bucket| bucket.partial),
            has_shares: buckets.iter().any(|bucket| bucket.shares_seen > 0),
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

/// Returns the outline of the area between two values of each bucket, as points of a unit square: a clip path
/// with `objectBoundingBox` units stretches it to whatever width the plot has.
fn outline(buckets: &[Bucket], axis: &Axis, ends: impl Fn(&Bucket) -> (f64, f64)) -> String {
    let places = places(buckets);
    let mut points = String::new();
    let upper = places.iter().map(|(x, bucket)| (x, ends(bucket).1));
    let lower = places.iter().rev().map(|(x, bucket)| (x, ends(bucket).0));
    for (x, value) in upper.chain(lower) {
        write!(points, "{x:.4},{:.4} ", 1.0 - axis.place(value)).expect("text grows without failing");
    }
    points.trim_end().to_owned()
}

fn segments(buckets: &[Bucket], axis: &Axis) -> Vec<Segment> {
    let mut segments = Vec::new();
    for pair in places(buckets).windows(2) {
        let [(from_x, from), (to_x, to)] = pair else { continue };
        let partial = from.partial || to.partial;
        let mut line = |value: fn(&Bucket) -> f64, classes: [&'static str; 2]| {
            segments.push(Segment {
                from: (Across(*from_x), y(axis, value(from))),
                to: (Across(*to_x), y(axis, value(to))),
                class: if partial { classes[1] } else { classes[0] },
            });
        };
        line(|bucket| bucket.dark_interval.1, ["line-possible", "line-possible dashed"]);
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
fn step_areas(timeline: &Timeline, words: &Words) -> Vec<StepArea> {
    let width = 1.0 / timeline.buckets.len().max(1) as f64;
    let gap = 1.0 / timeline.buckets.len().saturating_sub(1).max(1) as f64;
    let area = |(index, bucket): (usize, &Bucket)| {
        let centre = if timeline.buckets.len() == 1 { 0.5 } else { index as f64 * gap };
        let from = (centre - width / 2.0).clamp(0.0, 1.0 - width);
        StepArea { x: Across(from), width: Across(width), told: told(bucket, timeline, words) }
    };
    timeline.buckets.iter().enumerate().map(area).collect()
}

/// Tells one step's figures in a line.
fn told(bucket: &Bucket, timeline: &Timeline, words: &Words) -> String {
    let (low, high) = bucket.dark_interval;
    format!(
        "{}: {} {} · {} {} · {} {}",
        period::bucket(bucket, timeline.step, words),
        words.count(bucket.landings),
        words.plain("head-visits"),
        words.language().count_range(low, high),
        words.plain("head-private"),
        words.count(bucket.shares_seen),
        words.plain("head-shares"),
    )
}

fn labels(timeline: &Timeline, words: &Words) -> Vec<Label> {
    let count = timeline.buckets.len();
    let wanted = count.min(LABELS);
    let last = count.saturating_sub(1);
    (0..wanted)
        .map(|nth| {
            let index = if wanted > 1 { (nth * last + (wanted - 1) / 2) / (wanted - 1) } else { 0 };
            let x = if last > 0 { index as f64 / last as f64 } else { 0.0 };
            let anchor = match nth {
                0 => "start",
                _ if nth + 1 == wanted => "end",
                _ => "middle",
            };
            let class = if nth % 2 == 1 && nth + 1 != wanted { "axis-label roomy" } else { "axis-label" };
            let text = period::bucket(&timeline.buckets[index], timeline.step, words);
            Label { x: Across(x), anchor, class, text }
        })
        .collect()
}
