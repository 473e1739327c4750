//! What a request's headers tell of the visitor.

use std::net::IpAddr;

use axum::http::header::{ACCEPT_LANGUAGE, DNT, USER_AGENT};
use axum::http::{HeaderMap, HeaderName};
use uc_engine::event::{Millis, Via};
use uc_engine::ingest::{Objection, Request, Said};

const REQUESTED_WITH: HeaderName = HeaderName::from_static("x-requested-with");
const GPC: HeaderName = HeaderName::from_static("sec-gpc");

/// Reads the request of a page's script or picture.
pub(super) fn of_beacon(via: Via, now: Millis, address: Option<IpAddr>, headers: &HeaderMap) -> Request {
    Request {
        via,
        received_at: now,
        address,
        user_agent: said(headers, &USER_AGENT),
        accept_language: said(headers, &ACCEPT_LANGUAGE),
        requested_with: said(headers, &REQUESTED_WITH),
        sec_fetch_site: Said::Unknown,
        purpose: Said::Unknown,
        objection: objection(is_one(headers, &DNT), is_one(headers, &GPC)),
    }
}

/// Tells how a visitor objects, by the two headers for it.
pub(super) fn objection(do_not_track: bool, global_privacy_control: bool) -> Objection {
    match (do_not_track, global_privacy_control) {
        (_, true) => Objection::GlobalPrivacyControl,
        (true, false) => Objection::DoNotTrack,
        (false, false) => Objection::None,
    }
}

fn said(headers: &HeaderMap, name: &HeaderName) -> Said {
    Said::of(headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()))
}

fn is_one(headers: &HeaderMap, name: &HeaderName) -> bool {
    headers.get(name).is_some_and(|value| value.as_bytes().trim_ascii() == b"1")
}
