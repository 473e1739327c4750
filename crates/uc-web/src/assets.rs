//! Our scripts as they are delivered: lightened, packed once, and under addresses that never change their bytes.
//!
//! `/tracker.js` is the newest one and may be kept for a day. `/tracker-1.js` is for pages with an `integrity`
//! attribute: when a script changes after a release, its `versioned` address is counted up and the old bytes stay
//! reachable under their old address. All may be read from any origin, since a script with `integrity` is asked for with
//! CORS, and so is a module: the share buttons load `qr.js` from beside themselves, once somebody wants a code.

mod lighten;

use std::io::Write;
use std::sync::LazyLock;

use axum::body::Body;
use axum::http::header::{
    ACCEPT_ENCODING, ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG,
    IF_NONE_MATCH, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, response};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;

pub use self::lighten::lighten;
use crate::error::Refusal;

const A_DAY: &str = "public, max-age=86400";
const FOR_GOOD: &str = "public, max-age=31536000, immutable";

/// Every script, the tracker first.
static SCRIPTS: [Script; 5] = [
    Script::new("/tracker.js", "/tracker-1.js", || Asset::of(include_str!("../../../tracker/tracker.js"))),
    Script::new("/share.js", "/share-1.js", || Asset::of(include_str!("../../../tracker/share.js"))),
    Script::new("/contact.js", "/contact-1.js", || Asset::of(include_str!("../../../tracker/contact.js"))),
    Script::new("/passing.js", "/passing-1.js", || Asset::of(include_str!("../../../tracker/passing.js"))),
    Script::new("/qr.js", "/qr-1.js", || Asset::of(include_str!("../../../tracker/qr.js"))),
];

/// A script and its two addresses.
struct Script {
    newest: &'static str,
    /// The address under which these very bytes stay.
    versioned: &'static str,
    asset: LazyLock<Asset>,
}

impl Script {
    const fn new(newest: &'static str, versioned: &'static str, make: fn() -> Asset) -> Self {
        Self { newest, versioned, asset: LazyLock::new(make) }
    }
}

/// A script, ready to be sent.
struct Asset {
    plain: Bytes,
    packed: Bytes,
    /// The plain bytes' name, and the packed bytes' name: two representations need two.
    tags: [HeaderValue; 2],
}

impl Asset {
    fn of(source: &str) -> Self {
        let text = lighten(source);
        let hash = blake3::hash(text.as_bytes()).to_hex();
        let tag = |ending: &str| {
            let tag = format!("\"{}{ending}\"", &hash[..16]);
            HeaderValue::from_str(&tag).expect("hexadecimal digits are legal in a header")
        };
        let packed = pack(text.as_bytes()).expect("memory takes any bytes");
        Self { plain: text.into(), packed: packed.into(), tags: [tag(""), tag("-gz")] }
    }
}

fn pack(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// Returns the tracker's text, as it is delivered.
pub fn tracker() -> &'static str {
    std::str::from_utf8(&SCRIPTS[0].asset.plain).expect("the tracker is text")
}

/// `GET /tracker.js`, `/tracker-1.js` and the like: the router names each address of the table.
pub(crate) async fn script(uri: Uri, headers: HeaderMap) -> Response {
    let asked = uri.path();
    for script in &SCRIPTS {
        if asked == script.newest {
            return deliver(&script.asset, &headers, A_DAY);
        }
        if asked == script.versioned {
            return deliver(&script.asset, &headers, FOR_GOOD);
        }
    }
    Refusal::NoSuchPage.into_response()
}

fn deliver(asset: &Asset, asked: &HeaderMap, keep: &'static str) -> Response {
    let packed = accepts_gzip(asked);
    let tag = &asset.tags[usize::from(packed)];
    let (mut parts, ()) = response::Response::new(()).into_parts();
    let headers = &mut parts.headers;
    headers.insert(ETAG, tag.clone());
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(keep));
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if asked.get_all(IF_NONE_MATCH).iter().any(|seen| names(seen, tag)) {
        parts.status = StatusCode::NOT_MODIFIED;
        return Response::from_parts(parts, Body::empty());
    }
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8"));
    let body = if packed {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        asset.packed.clone()
    } else {
        asset.plain.clone()
    };
    Response::from_parts(parts, Body::from(body)).into_response()
}

/// Tells whether packed bytes are welcome: `gzip` is named, and not with the weight 0.
fn accepts_gzip(asked: &HeaderMap) -> bool {
    let named = |coding: &str| {
        let mut parts = coding.split(';').map(str::trim);
        let is_gzip = parts.next().is_some_and(|name| name.eq_ignore_ascii_case("gzip"));
        let refused = parts.any(|weight| matches!(weight, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"));
        is_gzip && !refused
    };
    let lists = asked.get_all(ACCEPT_ENCODING).iter().filter_map(|list| list.to_str().ok());
    lists.flat_map(|list| list.split(',')).any(named)
}

/// Tells whether a list of tags in `If-None-Match` names this one. Proxies may have weakened it (`W/`).
fn names(list: &HeaderValue, tag: &HeaderValue) -> bool {
    let (Ok(list), Ok(tag)) = (list.to_str(), tag.to_str()) else { return false };
    list.split(',').map(|seen| seen.trim().trim_start_matches("W/")).any(|seen| seen == tag || seen == "*")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The budgets of the issues, in bytes; the tracker's, the share buttons', and our own for the rest.
    const MOST: [usize; 5] = [1200, 4096, 6000, 1000, 4000];

    #[test]
    fn every_script_is_small() {
        for (script, most) in SCRIPTS.iter().zip(MOST) {
            let size = script.asset.packed.len();
            assert!(size < most, "{}: {size} bytes packed", script.newest);
        }
    }

    #[test]
    fn no_script_keeps_anything_in_the_browser() {
        for script in &SCRIPTS {
            let text = std::str::from_utf8(&script.asset.plain).expect("scripts are text");
            for word in ["cookie", "localStorage", "sessionStorage", "indexedDB", "eval(", "innerHTML"] {
                assert!(!text.contains(word), "{}: {word}", script.newest);
            }
        }
    }

    #[test]
    fn packed_bytes_go_to_whoever_takes_them() {
        for (accepted, expected) in [
            (Some("gzip, deflate, br"), true),
            (Some("br;q=1.0, GZIP;q=0.5"), true),
            (Some("gzip;q=0"), false),
            (Some("br"), false),
            (None, false),
        ] {
            let mut headers = HeaderMap::new();
            if let Some(accepted) = accepted {
                headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(accepted));
            }
            let response = deliver(&SCRIPTS[0].asset, &headers, A_DAY);
            assert_eq!(response.headers().contains_key(CONTENT_ENCODING), expected, "{accepted:?}");
        }
    }

    #[test]
    fn what_a_browser_has_is_not_sent_again() {
        let tag = SCRIPTS[0].asset.tags[0].to_str().expect("text");
        for (seen, expected) in [
            (tag.to_owned(), StatusCode::NOT_MODIFIED),
            (format!("\"other\", W/{tag}"), StatusCode::NOT_MODIFIED),
            ("\"other\"".to_owned(), StatusCode::OK),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(IF_NONE_MATCH, HeaderValue::from_str(&seen).expect("legal"));
            assert_eq!(deliver(&SCRIPTS[0].asset, &headers, A_DAY).status(), expected, "{seen}");
        }
    }
}
