//! The shapes of the JSON report. Names and meanings are promised in ARCHITECTURE.md: add keys, never rename.
//!
//! Whole numbers print whole; fractions have four digits, since no figure here is better than that.

use serde::{Serialize, Serializer};

use super::backtest::TestPayload;

/// The version of this format; a new one only when a key changes its meaning.
pub(super) const FORMAT_VERSION: u8 = 1;

/// A number that prints whole when it is whole, and with at most four digits after the point otherwise.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Number(pub(crate) f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rounded = (self.0 * 10_000.0).round() / 10_000.0;
        if !rounded.is_finite() {
            return serializer.serialize_u64(0);
        }
        if rounded.fract() == 0.0 && rounded.abs() < 9e15 {
            #[expect(clippy::cast_possible_truncation, reason = "whole and small, as just tested")]
            return serializer.serialize_i64(rounded as i64);
        }
        serializer.serialize_f64(rounded)
    }
}

/// The whole report.
#[derive(Debug, Serialize)]
pub struct ReportPayload<'a> {
    pub(super) format_version: u8,
    pub(super) method: &'static str,
    pub(super) period: Option<PeriodPayload>,
    pub(super) timezone: &'a str,
    pub(super) hosts: &'a [String],
    pub(super) lines: LinesPayload<'a>,
    pub(super) page_views: u64,
    pub(super) visitors: u64,
    pub(super) landings: u64,
    /// Of these, what the estimate takes for machines; shares are fractions of the rest.
    pub(super) machines: Number,
    pub(super) channels: Vec<ChannelPayload>,
    pub(super) dark_social: DarkSocialPayload<'a>,
    /// What the landing-page rule says, beside an estimate or as the upper bound itself.
    pub(super) landing_page_rule: RulePayload,
    pub(super) doubts: Vec<DoubtPayload>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) backtest: Option<TestPayload>,
    pub(super) either: Vec<EitherPayload<'a>>,
    pub(super) sources: Vec<ChannelSourcePayload<'a>>,
    pub(super) shares_seen: Vec<SharesPayload<'a>>,
    pub(super) shares_by_page: Vec<SharePagePayload<'a>>,
    pub(super) timeline: TimelinePayload,
    pub(super) home_pages: &'a [String],
    pub(super) caveats: Vec<CaveatPayload<'a>>,
}

/// From the first hit to the last, in the report's time zone, with its offset.
#[derive(Debug, Serialize)]
pub(crate) struct PeriodPayload {
    pub(super) from: String,
    pub(super) to: String,
}

#[derive(Debug, Serialize)]
pub(super) struct LinesPayload<'a> {
    pub(super) read: u64,
    pub(super) pages: u64,
    pub(super) other_pages: u64,
    pub(super) assets: u64,
    pub(super) previews: u64,
    pub(super) bots: u64,
    pub(super) bots_by_class: Vec<ClassPayload>,
    pub(super) errors: u64,
    pub(super) filtered: u64,
    pub(super) unparsed: u64,
    pub(super) unparsed_examples: Vec<UnparsedPayload<'a>>,
}

#[derive(Debug, Serialize)]
pub(super) struct ClassPayload {
    pub(super) class: &'static str,
    pub(super) count: u64,
}

#[derive(Debug, Serialize)]
pub(super) struct UnparsedPayload<'a> {
    pub(super) file: &'a str,
    pub(super) line: u64,
    pub(super) text: &'a str,
}

#[derive(Debug, Serialize)]
pub(super) struct ChannelPayload {
    pub(super) channel: &'static str,
    pub(super) landings: Number,
    pub(super) share: Number,
}

#[derive(Debug, Serialize)]
pub(super) struct DarkSocialPayload<'a> {
    pub(super) landings: Number,
    pub(super) share: Number,
    pub(super) interval: [Number; 2],
    pub(super) interval_landings: [Number; 2],
    pub(super) declared: u64,
    pub(super) revealed: u64,
    pub(super) inferred: Number,
    pub(super) by_source: Vec<SourcePayload<'a>>,
    pub(super) by_page: Vec<PagePayload<'a>>,
}

#[derive(Debug, Serialize)]
pub(super) struct SourcePayload<'a> {
    pub(super) source: &'a str,
    pub(super) landings: Number,
    pub(super) interval_landings: [Number; 2],
    pub(super) known: u64,
}

#[derive(Debug, Serialize)]
pub(super) struct EitherPayload<'a> {
    pub(super) source: &'a str,
    pub(super) landings: u64,
    /// The part that the estimate takes for private.
    pub(super) private: Number,
}

#[derive(Debug, Serialize)]
pub(super) struct RulePayload {
    pub(super) landings: Number,
    pub(super) share: Number,
}

/// Why an estimate is less certain than it could be.
#[derive(Debug, Serialize)]
pub(super) struct DoubtPayload {
    pub(super) code: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) landings: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) days: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) share: Option<Number>,
}

#[derive(Debug, Serialize)]
pub(super) struct ChannelSourcePayload<'a> {
    pub(super) channel: &'static str,
    pub(super) source: &'a str,
    pub(super) landings: u64,
}

#[derive(Debug, Serialize)]
pub(super) struct PagePayload<'a> {
    pub(super) page: &'a str,
    pub(super) landings: Number,
    pub(super) interval_landings: [Number; 2],
    pub(super) known: u64,
    pub(super) all_landings: u64,
    pub(super) shares_seen: u64,
}

#[derive(Debug, Serialize)]
pub(super) struct SharesPayload<'a> {
    pub(super) source: &'a str,
    pub(super) count: u64,
    /// `private`, `either`, `public` or `unknown`: what such a preview says about the share.
    pub(super) privacy: &'static str,
}

#[derive(Debug, Serialize)]
pub(super) struct SharePagePayload<'a> {
    pub(super) page: &'a str,
    pub(super) count: u64,
    pub(super) by_source: Vec<PageSharesPayload<'a>>,
}

#[derive(Debug, Serialize)]
pub(super) struct PageSharesPayload<'a> {
    pub(super) source: &'a str,
    pub(super) count: u64,
}

#[derive(Debug, Serialize)]
pub(super) struct TimelinePayload {
    pub(super) step: &'static str,
    pub(super) buckets: Vec<BucketPayload>,
}

#[derive(Debug, Serialize)]
pub(super) struct BucketPayload {
    /// Civil time in the report's time zone: `2026-09-01T00:00`.
    pub(super) start: String,
    pub(super) partial: bool,
    pub(super) landings: u64,
    pub(super) dark_social: Number,
    pub(super) interval_landings: [Number; 2],
    pub(super) direct: Number,
    pub(super) shares_seen: u64,
}

#[derive(Debug, Serialize)]
pub(super) struct CaveatPayload<'a> {
    pub(super) code: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) landings: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) file: Option<&'a str>,
}
