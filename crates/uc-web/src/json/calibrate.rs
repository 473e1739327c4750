//! The calibration experiment as JSON: the links to post, and what they measured.

use serde::Serialize;
use uc_engine::calibrate::{Measured, MessengerMeasured, Plan};
use uc_engine::priors::Prior;
use uc_engine::source::SourceName;

use super::fill::period;
use super::payload::{Number, PeriodPayload};

/// The version of both formats; a new one only when a key changes its meaning.
const FORMAT_VERSION: u8 = 1;

#[derive(Serialize)]
struct PlanPayload<'a> {
    format_version: u8,
    page: &'a str,
    links: Vec<LinkPayload<'a>>,
}

#[derive(Serialize)]
struct LinkPayload<'a> {
    messenger: &'static str,
    post: u16,
    url: &'a str,
}

#[derive(Serialize)]
struct MeasuredPayload<'a> {
    format_version: u8,
    period: Option<PeriodPayload>,
    timezone: &'a str,
    messengers: Vec<MessengerPayload<'a>>,
    unreadable_lines: u64,
}

#[derive(Serialize)]
struct MessengerPayload<'a> {
    messenger: &'static str,
    posts: u64,
    landings: u64,
    named: u64,
    network: u64,
    elsewhere: Vec<BookedPayload<'a>>,
    nothing: u64,
    cross_site: u64,
    fetch_site_known: u64,
    not_judged: u64,
    /// The part of landings that show the messenger or its network.
    shown: Option<PartPayload>,
    previews: Vec<PreviewsPayload>,
    posts_previewed: u64,
    /// The part of posts that leave a preview.
    previewed: Option<PartPayload>,
    bots: u64,
}

#[derive(Serialize)]
struct BookedPayload<'a> {
    channel: &'static str,
    source: Option<&'a str>,
    landings: u64,
}

#[derive(Serialize)]
struct PreviewsPayload {
    source: &'static str,
    count: u64,
}

/// A part and its 80 % interval.
#[derive(Serialize)]
struct PartPayload {
    part: Number,
    interval: [Number; 2],
}

/// Returns the plan as indented JSON, ending with a line feed.
///
/// # Errors
/// Returns an error when it cannot be serialised, which none of its types gives reason for.
pub fn plan(plan: &Plan) -> Result<String, serde_json::Error> {
    let links = plan.links.iter().map(|link| LinkPayload {
        messenger: link.post.messenger.name(),
        post: link.post.number,
        url: &link.url,
    });
    written(&PlanPayload { format_version: FORMAT_VERSION, page: &plan.page, links: links.collect() })
}

/// Returns what was measured as indented JSON, ending with a line feed.
///
/// # Errors
/// Returns an error when it cannot be serialised, which none of its types gives reason for.
pub fn measured(measured: &Measured, timezone: &str) -> Result<String, serde_json::Error> {
    written(&MeasuredPayload {
        format_version: FORMAT_VERSION,
        period: period(measured.period, timezone),
        timezone,
        messengers: measured.messengers.iter().map(messenger).collect(),
        unreadable_lines: measured.unreadable,
    })
}

fn written(payload: &impl Serialize) -> Result<String, serde_json::Error> {
    let json = serde_json::to_string_pretty(payload)?;
    Ok(super::escape(&json).into_owned() + "\n")
}

fn messenger(one: &MessengerMeasured) -> MessengerPayload<'_> {
    let booked = one.elsewhere.iter().map(|row| BookedPayload {
        channel: row.channel.name(),
        source: row.source.as_ref().map(SourceName::as_str),
        landings: row.landings,
    });
    MessengerPayload {
        messenger: one.messenger.name(),
        posts: one.posts,
        landings: one.landings,
        named: one.itself,
        network: one.network,
        elsewhere: booked.collect(),
        nothing: one.nothing,
        cross_site: one.cross_site,
        fetch_site_known: one.fetch_site_known,
        not_judged: one.not_logged,
        shown: one.shown.map(part),
        previews: one.previews.iter().map(|&(source, count)| PreviewsPayload { source, count }).collect(),
        posts_previewed: one.previewed_posts,
        previewed: one.preview.map(part),
        bots: one.machines,
    }
}

fn part(prior: Prior) -> PartPayload {
    PartPayload { part: Number(prior.usual), interval: [Number(prior.low), Number(prior.high)] }
}
