//! How the JSON report is filled from the engine's: names for enums, nothing computed but rounding.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use uc_engine::report::{Caveat, Doubt, EitherRow, Method, Report, Step};
use uc_engine::source::{Privacy, SourceName};

use super::backtest::TestPayload;
use super::payload::*;

impl<'a> From<&'a Report> for ReportPayload<'a> {
    fn from(report: &'a Report) -> Self {
        Self {
            format_version: FORMAT_VERSION,
            method: match report.method {
                Method::LandingPageRule => "landing_page_rule",
                Method::Estimate => "estimate",
            },
            period: period(report.period, &report.timezone),
            timezone: &report.timezone,
            hosts: &report.hosts,
            lines: lines(report),
            page_views: report.page_views,
            visitors: report.visitors,
            landings: report.landings,
            machines: Number(report.machines),
            channels: channels(report),
            dark_social: dark_social(report),
            landing_page_rule: RulePayload {
                landings: Number(report.rule.landings),
                share: Number(report.rule.share),
            },
            doubts: report.doubts.iter().map(doubt).collect(),
            backtest: report.backtest.as_ref().map(TestPayload::from),
            either: report.either.iter().map(either).collect(),
            sources: channel_sources(report),
            shares_seen: shares_seen(report),
            shares_by_page: shares_by_page(report),
            timeline: timeline(report),
            home_pages: &report.home_pages,
            caveats: report.caveats.iter().map(caveat).collect(),
        }
    }
}

pub(crate) fn period(period: Option<(i64, i64)>, timezone: &str) -> Option<PeriodPayload> {
    let zone = TimeZone::get(timezone).unwrap_or(TimeZone::UTC);
    let told = |at: i64| {
        let zoned = Timestamp::from_second(at).ok()?.to_zoned(zone.clone());
        Some(zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
    };
    let (from, to) = period?;
    Some(PeriodPayload { from: told(from)?, to: told(to)? })
}

fn lines(report: &Report) -> LinesPayload<'_> {
    let lines = &report.lines;
    LinesPayload {
        read: lines.read,
        pages: lines.pages,
        other_pages: lines.other_pages,
        assets: lines.assets,
        previews: lines.previews,
        bots: lines.bots,
        bots_by_class: lines
            .bots_by_class
            .iter()
            .map(|&(class, count)| ClassPayload { class, count })
            .collect(),
        errors: lines.errors,
        filtered: lines.filtered,
        unparsed: lines.unparsed,
        unparsed_examples: lines
            .unparsed_examples
            .iter()
            .map(|seen| UnparsedPayload { file: &seen.file, line: seen.line, text: &seen.text })
            .collect(),
    }
}

fn channels(report: &Report) -> Vec<ChannelPayload> {
    let rows = report.channels.iter();
    rows.map(|row| ChannelPayload {
        channel: row.channel.name(),
        landings: Number(row.landings),
        share: Number(row.share),
    })
    .collect()
}

fn dark_social(report: &Report) -> DarkSocialPayload<'_> {
    let dark = &report.dark;
    let (low, high) = dark.interval;
    let landings = |fraction: f64| Number((fraction * crate::sentences::visits(report)).round());
    DarkSocialPayload {
        landings: Number(dark.landings),
        share: Number(dark.share),
        interval: ends(dark.interval),
        interval_landings: [landings(low), landings(high)],
        declared: dark.declared,
        revealed: dark.revealed,
        inferred: Number(dark.inferred),
        by_source: sources(&dark.by_source),
        by_page: dark
            .by_page
            .iter()
            .map(|row| PagePayload {
                page: &row.page,
                landings: Number(row.landings),
                interval_landings: ends(row.interval),
                known: row.known,
                all_landings: row.all_landings,
                shares_seen: row.shares_seen,
            })
            .collect(),
    }
}

fn sources(rows: &[uc_engine::report::SourceRow]) -> Vec<SourcePayload<'_>> {
    rows.iter()
        .map(|row| SourcePayload {
            source: source_name(row.source.as_ref()),
            landings: Number(row.landings),
            interval_landings: ends(row.interval),
            known: row.known,
        })
        .collect()
}

/// Returns the name that JSON gives a source.
pub(crate) fn source_name(source: Option<&SourceName>) -> &str {
    source.map_or("not_known", SourceName::as_str)
}

fn ends((low, high): (f64, f64)) -> [Number; 2] {
    [Number(low), Number(high)]
}

fn either(row: &EitherRow) -> EitherPayload<'_> {
    EitherPayload {
        source: source_name(row.source.as_ref()),
        landings: row.landings,
        private: Number(row.private),
    }
}

fn doubt(doubt: &Doubt) -> DoubtPayload {
    let bare = |code| DoubtPayload { code, landings: None, days: None, share: None };
    match *doubt {
        Doubt::FewLandings(count) => DoubtPayload { landings: Some(count), ..bare("few_landings") },
        Doubt::ShortPeriod(days) => DoubtPayload { days: Some(days), ..bare("short_period") },
        Doubt::NoPreviews => bare("no_previews"),
        Doubt::FewKnownPrivate(count) => DoubtPayload { landings: Some(count), ..bare("few_known_private") },
        Doubt::MostlyUnexplained(share) => {
            DoubtPayload { share: Some(Number(share)), ..bare("mostly_unexplained") }
        }
        Doubt::NoReferrer => bare("no_referrer"),
    }
}

fn channel_sources(report: &Report) -> Vec<ChannelSourcePayload<'_>> {
    let rows = report.sources.iter();
    rows.map(|row| ChannelSourcePayload {
        channel: row.channel.name(),
        source: row.source.as_str(),
        landings: row.landings,
    })
    .collect()
}

fn shares_seen(report: &Report) -> Vec<SharesPayload<'_>> {
    let privacy = |privacy| match privacy {
        Privacy::Private => "private",
        Privacy::Either => "either",
        Privacy::Public => "public",
        Privacy::Unknown => "unknown",
    };
    let rows = report.shares.by_source.iter();
    rows.map(|row| SharesPayload {
        source: row.source.as_str(),
        count: row.count,
        privacy: privacy(row.privacy),
    })
    .collect()
}

fn shares_by_page(report: &Report) -> Vec<SharePagePayload<'_>> {
    let rows = report.shares.by_page.iter();
    rows.map(|row| SharePagePayload {
        page: &row.page,
        count: row.count,
        by_source: row
            .by_source
            .iter()
            .map(|(source, count)| PageSharesPayload { source: source.as_str(), count: *count })
            .collect(),
    })
    .collect()
}

fn timeline(report: &Report) -> TimelinePayload {
    let buckets = report.timeline.buckets.iter().map(|bucket| {
        let (year, month, day, hour) = bucket.start;
        BucketPayload {
            start: format!("{year:04}-{month:02}-{day:02}T{hour:02}:00"),
            partial: bucket.partial,
            landings: bucket.landings,
            dark_social: Number(bucket.dark),
            interval_landings: ends(bucket.dark_interval),
            direct: Number(bucket.direct),
            shares_seen: bucket.shares_seen,
        }
    });
    let step = match report.timeline.step {
        Step::Hour => "hour",
        Step::Day => "day",
        Step::Week => "week",
        Step::Month => "month",
    };
    TimelinePayload { step, buckets: buckets.collect() }
}

fn caveat(caveat: &Caveat) -> CaveatPayload<'_> {
    let code = match caveat {
        Caveat::NoReferrer => "no_referrer",
        Caveat::NoUserAgent => "no_user_agent",
        Caveat::NoPreviews => "no_previews",
        Caveat::FewLandings(_) => "few_landings",
        Caveat::CutShort(_) => "cut_short",
        Caveat::ManyUnparsed => "many_unparsed",
    };
    let landings = if let Caveat::FewLandings(count) = caveat { Some(*count) } else { None };
    let file = if let Caveat::CutShort(file) = caveat { Some(file.as_str()) } else { None };
    CaveatPayload { code, landings, file }
}
