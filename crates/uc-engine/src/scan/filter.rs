//! Which hits count: the wishes of the person who asked.

use std::net::IpAddr;

use ipnet::IpNet;

use crate::hit::Hit;

/// What is left out. The default leaves nothing out.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Hits before this second (since 1970 UTC) are left out.
    pub since: Option<i64>,
    /// Hits at this second and after it are left out.
    pub until: Option<i64>,
    /// Hits on other hosts are left out, where the log names the host. Lower case, without `www.`.
    pub site: Option<String>,
    /// Hits from these addresses are left out.
    pub exclude: Vec<IpNet>,
}

impl Filter {
    /// Tells whether the hit counts.
    pub(crate) fn lets_pass(&self, hit: &Hit<'_>) -> bool {
        self.fits_time(hit.at) && self.fits_site(hit.host.as_deref()) && !self.is_excluded(hit.address)
    }

    /// Tells whether an event that was stored counts. Addresses are never stored, so none is left out.
    pub(super) fn lets_stored_pass(&self, at: i64, host: &str) -> bool {
        self.fits_time(at) && self.fits_site(Some(host.as_bytes()))
    }

    fn fits_time(&self, at: i64) -> bool {
        self.since.is_none_or(|since| at >= since) && self.until.is_none_or(|until| at < until)
    }

    fn fits_site(&self, host: Option<&[u8]>) -> bool {
        match (&self.site, host) {
            (Some(site), Some(host)) => bare_host(host).eq_ignore_ascii_case(site.as_bytes()),
            _ => true,
        }
    }

    fn is_excluded(&self, address: &[u8]) -> bool {
        if self.exclude.is_empty() {
            return false;
        }
        let Some(address) = std::str::from_utf8(address).ok().and_then(|text| text.parse::<IpAddr>().ok())
        else {
            return false;
        };
        let address = address.to_canonical();
        self.exclude.iter().any(|net| net.contains(&address))
    }
}

/// Returns a host without `www.` in front.
pub(crate) fn bare_host(host: &[u8]) -> &[u8] {
    match host.get(..4) {
        Some(prefix) if prefix.eq_ignore_ascii_case(b"www.") => &host[4..],
        _ => host,
    }
}
