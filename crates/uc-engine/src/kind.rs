//! What was asked for: a page, something that belongs to a page, or the rules for robots.
//!
//! Decided by the path's ending and a few well-known places (`data/assets.tsv`), and by `Sec-Fetch-Dest` where the log
//! has it. It never looks at the answer: a missing page is still a page that somebody asked for. Called for every
//! line, so it allocates nothing.

mod path;

use std::sync::LazyLock;

use crate::hit::Header;

pub use path::page_path;

const TABLE: &str = include_str!("../../../data/assets.tsv");

/// The longest file ending that the table may hold.
const LONGEST_ENDING: usize = 16;

/// What was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TargetKind {
    /// A page that a person reads.
    Page,
    /// A picture, script, style, font, feed, download, interface and the like.
    Asset,
    /// The rules for robots, which only robots read.
    Robots,
}

/// The rows of `data/assets.tsv`, by what they look at.
#[derive(Debug, Default)]
struct Assets {
    /// File endings, packed and sorted.
    endings: Vec<u128>,
    /// Folders at the root: `/wp-json/` and everything below. By the byte after the first slash.
    folders: ByByte,
    /// Ends of the path: `/feed/` in any folder. By the byte before the last, since most end in a slash.
    tails: ByByte,
    /// Parameters in the query: `feed=`.
    parameters: Vec<&'static [u8]>,
}

/// Texts by one byte of theirs, so that a path is compared with a few of them only.
#[derive(Debug)]
struct ByByte([Vec<&'static [u8]>; 256]);

impl Default for ByByte {
    fn default() -> Self {
        Self(std::array::from_fn(|_| Vec::new()))
    }
}

impl ByByte {
    fn add(&mut self, text: &'static str, at: usize) {
        let byte = text.as_bytes()[at];
        self.0[usize::from(byte)].push(text.as_bytes());
    }

    fn under(&self, byte: Option<&u8>) -> &[&'static [u8]] {
        byte.map_or(&[], |byte| &self.0[usize::from(*byte)])
    }
}

static ASSETS: LazyLock<Assets> = LazyLock::new(|| {
    let mut assets = Assets::default();
    for [look, value] in crate::source::table_rows::<2>(TABLE) {
        match look {
            "ending" => {
                let packed = packed(value.as_bytes());
                assets.endings.push(packed.expect("every ending in assets.tsv is short, as its test shows"));
            }
            "folder" => assets.folders.add(value, 1),
            "tail" => assets.tails.add(value, value.len() - 2),
            "parameter" => assets.parameters.push(value.as_bytes()),
            other => panic!("assets.tsv looks at no {other}"),
        }
    }
    assets.endings.sort_unstable();
    assets
});

/// Tells what was asked for by `path` (without host), `query` (without question mark) and `Sec-Fetch-Dest`.
pub fn target_kind(path: &[u8], query: &[u8], fetch_dest: &Header<'_>) -> TargetKind {
    if path == b"/robots.txt" {
        return TargetKind::Robots;
    }
    let asset = has_asset_ending(path)
        || in_asset_place(path)
        || (!query.is_empty() && has_asset_parameter(query))
        || is_for_a_part(fetch_dest.bytes());
    if asset { TargetKind::Asset } else { TargetKind::Page }
}

/// Says whether the browser fetched this for a part of a page. `document` is the page itself; anything that the
/// standard does not name is not believed.
fn is_for_a_part(fetch_dest: &[u8]) -> bool {
    const PARTS: [&[u8]; 23] = [
        b"audio",
        b"audioworklet",
        b"embed",
        b"empty",
        b"font",
        b"frame",
        b"iframe",
        b"image",
        b"json",
        b"manifest",
        b"object",
        b"paintworklet",
        b"report",
        b"script",
        b"serviceworker",
        b"sharedworker",
        b"style",
        b"text",
        b"track",
        b"video",
        b"webidentity",
        b"worker",
        b"xslt",
    ];
    !fetch_dest.is_empty() && PARTS.contains(&fetch_dest)
}

fn in_asset_place(path: &[u8]) -> bool {
    let before_last = path.len().checked_sub(2).and_then(|at| path.get(at));
    ASSETS.folders.under(path.get(1)).iter().any(|folder| path.starts_with(folder))
        || ASSETS.tails.under(before_last).iter().any(|tail| path.ends_with(tail))
}

fn has_asset_ending(path: &[u8]) -> bool {
    let near = &path[path.len().saturating_sub(LONGEST_ENDING + 1)..];
    let Some(dot) = near.iter().rposition(|byte| matches!(byte, b'.' | b'/')) else { return false };
    if near[dot] == b'/' {
        return false;
    }
    packed(&near[dot + 1..]).is_some_and(|ending| ASSETS.endings.binary_search(&ending).is_ok())
}

/// Packs a file ending into a number, in lower case; `None` when it is empty or too long.
fn packed(ending: &[u8]) -> Option<u128> {
    let fits = (1..=LONGEST_ENDING).contains(&ending.len());
    fits.then(|| ending.iter().fold(0, |packed, byte| packed << 8 | u128::from(byte.to_ascii_lowercase())))
}

fn has_asset_parameter(query: &[u8]) -> bool {
    let begins = |parameter: &[u8]| ASSETS.parameters.iter().any(|known| parameter.starts_with(known));
    query.split(|byte| *byte == b'&').take(32).any(begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(target: &str, expected: TargetKind) {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        assert_eq!(target_kind(path.as_bytes(), query.as_bytes(), &Header::Unknown), expected, "{target}");
    }

    #[test]
    fn the_table_is_sorted_and_every_row_parses() {
        crate::source::check_table::<2>(TABLE, 2);
        assert!(ASSETS.endings.len() > 60);
    }

    #[test]
    fn endings_and_well_known_places_are_assets() {
        for asset in [
            "/a/b.PNG",
            "/style.css?v=1",
            "/x.js",
            "/font.woff2",
            "/feed/",
            "/blog/2015/05/feed/",
            "/?flav=rss20",
            "/favicon.ico",
            "/wp-json/oembed/1.0",
            "/.well-known/security.txt",
            "/site.webmanifest",
            "/a.tar.gz",
            "/sitemap.xml",
            "/?feed=rss2",
            "/apple-touch-icon.png",
        ] {
            check(asset, TargetKind::Asset);
        }
    }

    #[test]
    fn everything_else_is_a_page() {
        for page in [
            "/",
            "",
            "/about",
            "/a.b/c",
            "/index.html",
            "/p.php?id=3",
            "/v1.2",
            "/?q=feed",
            "/feeding-birds",
            "/articles/2024.html",
            "/.",
            "/x.unknown-ending-that-is-very-long",
            "/wp-jsonish",
            "/?note=a.png",
        ] {
            check(page, TargetKind::Page);
        }
        check("/robots.txt", TargetKind::Robots);
    }

    #[test]
    fn a_browser_that_says_what_it_fetched_for_is_believed() {
        let with = |dest: &[u8]| target_kind(b"/data", b"", &Header::Sent(dest.to_vec().into()));
        assert_eq!(with(b"document"), TargetKind::Page);
        assert_eq!(with(b"empty"), TargetKind::Asset);
        assert_eq!(with(b"iframe"), TargetKind::Asset);
        assert_eq!(with(b"nonsense"), TargetKind::Page);
    }
}
