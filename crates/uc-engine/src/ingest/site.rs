//! The first step: the page must be on the site.

use super::web_url::WebUrl;
use super::{Dropped, HostCheck, SiteRules};

/// The longest URL that is taken, in bytes.
const LONGEST: usize = 2048;

/// Reads the URL of a page that must lie on the site.
pub(super) fn page<'u>(url: &'u str, site: &SiteRules) -> Result<WebUrl<'u>, Dropped> {
    let url = url.trim_ascii();
    if url.len() > LONGEST || url.contains(char::is_control) {
        return Err(Dropped::BadUrl);
    }
    let page = WebUrl::parse(url).ok_or(Dropped::BadUrl)?;
    if !page.host.is_ascii() {
        // Browsers write such a host in ASCII (`xn--`), and so do the rules of a site.
        return Err(Dropped::BadUrl);
    }
    if site.checks_host == HostCheck::Listed && !is_own(bare(&page.host), site) {
        return Err(Dropped::ForeignPage);
    }
    Ok(page)
}

/// Tells whether a host (lower case, without `www.`) is one of the site's, or lies below one.
pub(super) fn is_own(host: &str, site: &SiteRules) -> bool {
    site.hosts.iter().any(|own| {
        host.strip_suffix(own.as_str()).is_some_and(|below| below.is_empty() || below.ends_with('.'))
    })
}

/// Returns a host without `www.` in front.
pub(super) fn bare(host: &str) -> &str {
    host.strip_prefix("www.").unwrap_or(host)
}
