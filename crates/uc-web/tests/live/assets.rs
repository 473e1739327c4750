//! The tracker, as a page loads it.

use std::io::Read;

use sha2::{Digest, Sha384};

use crate::server::Server;

const GUIDE: &str = include_str!("../../../../docs/guide/collect.md");

#[test]
fn the_tracker_may_be_loaded_from_any_page_and_checked_by_its_bytes() {
    let server = Server::start();
    let newest = server.get("/tracker.js", &[]);
    assert_eq!(newest.status, 200);
    assert_eq!(newest.header("content-type"), Some("text/javascript; charset=utf-8"));
    assert_eq!(
        newest.header("access-control-allow-origin"),
        Some("*"),
        "a script with integrity is asked for with CORS"
    );
    let fixed = server.get("/tracker-1.js", &[]);
    assert_eq!(fixed.body, newest.body);
    assert!(fixed.header("cache-control").is_some_and(|keep| keep.contains("immutable")));
    assert_eq!(server.get("/tracker-2.js", &[]).status, 404);

    let packed = server.get("/tracker-1.js", &[("accept-encoding", "gzip")]);
    assert_eq!(packed.header("content-encoding"), Some("gzip"));
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(&packed.body[..]).read_to_end(&mut unpacked).expect("gzip");
    assert_eq!(unpacked, fixed.body, "integrity is checked on the unpacked bytes");
    let tag = newest.header("etag").expect("a tag").to_owned();
    assert_eq!(server.get("/tracker.js", &[("if-none-match", &tag)]).status, 304);
}

/// Whoever changes the tracker changes what pages with an integrity attribute load. Before the first release: write the
/// new value into the guide. After it: give the new bytes a new address.
#[test]
fn the_bytes_behind_the_fixed_address_are_these() {
    let digest: [u8; 48] = Sha384::digest(uc_web::assets::tracker().as_bytes()).into();
    let integrity = format!("integrity=\"sha384-{}\"", base64(&digest));
    assert!(GUIDE.contains(&integrity), "the guide says otherwise: {integrity}");
}

/// Writes bytes as RFC 4648 has it; their number is divisible by three, so nothing is filled up.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let four = |three: &[u8]| {
        let bits = three.iter().fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte));
        [18, 12, 6, 0].map(|shift| char::from(LETTERS[bits >> shift & 63]))
    };
    bytes.chunks_exact(3).flat_map(four).collect()
}
