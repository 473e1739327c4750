//! Pseudonyms of one day: keyed hashes (BLAKE3) under the salt of the day, which is destroyed when the day is over.
//!
//! Without that salt nobody can find out by trial which address was behind a pseudonym, and two days of one visitor
//! have nothing in common. Each hash is over the site too, so that two sites of one owner do not share visitors.

use std::net::IpAddr;

use super::{Said, Salt};
use crate::event::SiteId;
use crate::source::Click;

/// What a hash stands for, so that no two kinds can agree.
const VISITOR: u8 = 1;
const SHARER: u8 = 2;
const CLICK: u8 = 3;
const TOLD: u8 = 4;

/// Returns the visitor's pseudonym: address and user agent. Of an IPv6 address its /64 counts, since the rest changes
/// by the hour; a log line's visitor is told apart by the same.
pub(super) fn visitor(salt: &Salt, site: &SiteId, address: Option<IpAddr>, user_agent: &Said) -> Option<u64> {
    let address = address?.to_canonical();
    let user_agent = user_agent.text();
    let mut text = begun(VISITOR, site, user_agent.len() + 8);
    match address {
        IpAddr::V4(v4) => text.extend(v4.octets()),
        IpAddr::V6(v6) => text.extend(&v6.octets()[..8]),
    }
    text.push(if address.is_ipv4() { 4 } else { 6 });
    text.extend_from_slice(user_agent.as_bytes());
    Some(hash(salt, &text))
}

/// Returns the pseudonym of a visitor whom an export told apart from others.
pub(super) fn told(salt: &Salt, site: &SiteId, told: u64) -> u64 {
    let mut text = begun(TOLD, site, 8);
    text.extend(told.to_le_bytes());
    hash(salt, &text)
}

/// Returns the network's pseudonym, which pairs a preview that a messenger fetched from the sharer's own telephone with
/// the sharer's own visit.
///
/// Of an IPv4 address the /24 counts, of an IPv6 address the /48. The two fetches come from two programs, and behind a
/// carrier's address translation these may leave by neighbouring addresses of one pool; a /48 is the most that an end
/// site is given (RFC 6177), so that a household keeps its key when its addresses change. It is coarse on purpose:
/// it never stands for one person, and means something only for the same page within minutes.
pub(super) fn sharer_key(salt: &Salt, site: &SiteId, address: Option<IpAddr>) -> Option<u64> {
    let mut text = begun(SHARER, site, 8);
    match address?.to_canonical() {
        IpAddr::V4(v4) => text.extend(&v4.octets()[..3]),
        IpAddr::V6(v6) => text.extend(&v6.octets()[..6]),
    }
    Some(hash(salt, &text))
}

/// Returns the pseudonym of a click id that was minted for one click: the same id from two visitors is a copied link.
pub(super) fn click_key(salt: &Salt, site: &SiteId, click: &Click) -> Option<u64> {
    let minted = click.minted?;
    let mut text = begun(CLICK, site, 8);
    text.extend(minted.to_le_bytes());
    Some(hash(salt, &text))
}

/// Begins what is hashed: what it stands for, and the site. No id of a site holds a zero byte.
fn begun(purpose: u8, site: &SiteId, more: usize) -> Vec<u8> {
    let site = site.as_str().as_bytes();
    let mut text = Vec::with_capacity(site.len() + more + 8);
    text.push(purpose);
    text.extend_from_slice(site);
    text.push(0);
    text
}

fn hash(salt: &Salt, text: &[u8]) -> u64 {
    let hash = blake3::keyed_hash(&salt.0, text);
    let first = hash.as_bytes().first_chunk::<8>().expect("a hash has 32 bytes");
    u64::from_le_bytes(*first)
}
