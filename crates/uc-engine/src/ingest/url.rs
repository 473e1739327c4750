//! The page's URL, as it is stored: what tells pages and campaigns apart, and nothing that tells people apart.

use super::personal::{names_mailbox, without_personal};
use super::web_url::{WebUrl, escaped};
use super::{Dropped, SiteRules};
use crate::kind;
use crate::source::{ClickId, ShareToken, TEST_PARAMETER, TOKEN_PARAMETER, TestPost, decoded, is_tag};

/// A page as it is stored.
pub(super) struct CleanPage {
    /// The whole URL, without fragment.
    pub(super) url: String,
    pub(super) path: String,
    /// Where in `url` the query begins, behind its question mark; the end where there is none.
    query: usize,
}

impl CleanPage {
    pub(super) fn query(&self) -> &str {
        &self.url[self.query..]
    }
}

/// Returns the path of a page of the site as it would be stored, for figures that tell of no single event.
///
/// # Errors
/// The reason for which an event on this page would be dropped.
pub fn page_path(url: &str, site: &SiteRules) -> Result<String, Dropped> {
    Ok(clean(&super::site::page(url, site)?, site).path)
}

/// Cleans a page's URL.
pub(super) fn clean(page: &WebUrl<'_>, site: &SiteRules) -> CleanPage {
    let mut url = page.origin();
    let start = url.len();
    url.push_str(&without_personal(&page.written_path()));
    if url.len() == start {
        url.push('/');
    }
    let read = kind::page_path(&url.as_bytes()[start..]);
    let path = String::from_utf8_lossy(&read).into_owned();
    let bare = url.len();
    for parameter in page.query.split(['&', ';']).filter(|parameter| is_kept(parameter, site)) {
        url.push(if url.len() == bare { '?' } else { '&' });
        url.push_str(&escaped(parameter));
    }
    let query = url.len().min(bare + 1);
    CleanPage { url, path, query }
}

/// Tells whether a query parameter is stored: a tag, our own token or mark, or one that the site asked for. Whatever
/// stands for a person is not, even if the site asked for it.
fn is_kept(parameter: &str, site: &SiteRules) -> bool {
    let Some((name, value)) = parameter.split_once('=') else {
        return !parameter.is_empty() && site.keep_parameters.iter().any(|kept| kept == parameter);
    };
    if name.as_bytes() == TOKEN_PARAMETER {
        return ShareToken::parse(value.as_bytes()).is_some();
    }
    if name == TEST_PARAMETER {
        return TestPost::parse(value.as_bytes()).is_some();
    }
    let wanted = is_tag(name.as_bytes()) || site.keep_parameters.iter().any(|kept| kept == name);
    let personal = || ClickId::find(&decoded(name.as_bytes())).is_some_and(ClickId::is_personal);
    wanted && !personal() && !names_mailbox(value)
}
