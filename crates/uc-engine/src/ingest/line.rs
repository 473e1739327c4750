//! What a line of an access log tells the event store.
//!
//! A page that a person saw is a page view, a card that was fetched a preview; a picture, script or style tells that a
//! browser was at work. Everything else (errors, redirects, forms, feeds for machines) is no event.

use super::{ASSETS, Judge, Objection, RawEvent, Request, Said, SiteRules};
use crate::event::{Millis, Via};
use crate::hit::{Hit, Method};
use crate::kind::{TargetKind, target_kind};
use crate::scan::split_target;
use crate::source::AgentKind;

impl Judge {
    /// Turns a line into an event that can be judged, or tells that it is none. The id is left to the caller, and so is
    /// [`Via::Import`] where the log is an old one.
    ///
    /// Pages of a log that names no hosts lie on the site's first host. An event named [`ASSETS`] comes for every
    /// picture; the caller keeps one for each visitor and day.
    pub fn line(
        &mut self,
        hit: &Hit<'_>,
        site: &SiteRules,
        received_at: Millis,
    ) -> Option<(RawEvent, Request)> {
        let user_agent = Said::from(&hit.user_agent);
        let (path, query) = split_target(&hit.target);
        let target = target_kind(path, query, &hit.extra.sec_fetch_dest);
        let name = match (self.agents.of(&user_agent).kind, target) {
            (_, TargetKind::Robots) => return None,
            (AgentKind::Human, _) if hit.status >= 400 || hit.method == Method::Head => return None,
            (AgentKind::Human, TargetKind::Asset) => ASSETS,
            (AgentKind::Human, TargetKind::Page) if is_seen(hit) => "pageview",
            (AgentKind::Preview(_), TargetKind::Page) if matches!(hit.status, 200..=299 | 304) => "preview",
            (AgentKind::Bot(_), TargetKind::Page) => "pageview",
            _ => return None,
        };
        let address = std::str::from_utf8(hit.address).ok().and_then(|text| text.parse().ok());
        let raw = RawEvent {
            name: name.to_owned(),
            url: url(hit, path, query, site)?,
            referrer: if name == ASSETS { Said::Unknown } else { Said::from(&hit.referrer) },
            at: Some(hit.at.saturating_mul(1000)),
            ..RawEvent::default()
        };
        let request = Request {
            via: Via::Log,
            received_at,
            address,
            user_agent,
            accept_language: Said::from(&hit.extra.accept_language),
            requested_with: Said::from(&hit.extra.requested_with),
            sec_fetch_site: Said::from(&hit.extra.sec_fetch_site),
            purpose: Said::from(&hit.extra.purpose),
            objection: Objection::None,
        };
        Some((raw, request))
    }
}

fn is_seen(hit: &Hit<'_>) -> bool {
    hit.method == Method::Get && matches!(hit.status, 200 | 304)
}

/// Returns the URL that was asked for. Logs do not tell the scheme.
fn url(hit: &Hit<'_>, path: &[u8], query: &[u8], site: &SiteRules) -> Option<String> {
    let own = site.hosts.first().map(String::as_bytes);
    let host = match hit.host.as_deref() {
        Some(host) if !host.is_empty() => host,
        _ => own?,
    };
    let mark: &[u8] = if query.is_empty() { b"" } else { b"?" };
    let slash: &[u8] = if path.starts_with(b"/") { b"" } else { b"/" };
    let url = [b"https://", host, slash, path, mark, query].concat();
    Some(String::from_utf8_lossy(&url).into_owned())
}
